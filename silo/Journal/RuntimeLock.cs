using Microsoft.Extensions.Logging;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>
/// Tells all nodes of a database which runtime is under the actors of this one: a shared advisory lock per kind, held while
/// the node lives. Nodes of two kinds would not know of each other's activations: no event could be lost, but every busy
/// actor would conflict with itself.
/// </summary>
public sealed class RuntimeLock : IAsyncDisposable
{
    // The first half of the lock's key; any number that nobody else uses.
    private const int LockClass = 0x5E1_0002;
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(2);

    private readonly string _connectionString;
    private readonly string _kind;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private Task _holding = Task.CompletedTask;

    private RuntimeLock(string connectionString, string kind, ILogger log) => (_connectionString, _kind, _log) =
        (new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = kind, Pooling = false, TcpKeepAlive = true }.ConnectionString, kind, log);

    /// <param name="kind">The runtime's name, as people know it. At most 63 bytes.</param>
    /// <exception cref="InvalidOperationException">Nodes on another runtime serve this database.</exception>
    public static async Task<RuntimeLock> TakeAsync(string connectionString, string kind, ILogger log, CancellationToken ct = default)
    {
        var taken = new RuntimeLock(connectionString, kind, log);
        var connection = await taken.ConnectAsync(ct);
        taken._holding = Task.Run(() => taken.HoldAsync(connection), CancellationToken.None);
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        await _holding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    // The lock goes with its connection, and comes back with the next one.
    private async Task HoldAsync(NpgsqlConnection? connection)
    {
        while (true)
        {
            try
            {
                connection ??= await ConnectAsync(_stopping.Token);
                while (true)
                    await connection.WaitAsync(_stopping.Token);
            }
            catch (Exception failure) when (!_stopping.IsCancellationRequested)
            {
                if (failure is InvalidOperationException)
                    _log.LogError("{Reason}", failure.Message);
            }
            finally
            {
                if (connection is not null)
                    await connection.DisposeAsync();
                connection = null;
            }
            await Task.Delay(TryAgain, _stopping.Token);
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync(ct);
            // Taken first and looked around afterwards: of two that start at once at least one sees the other.
            await using (var take = new NpgsqlCommand("select pg_advisory_lock_shared($1, hashtext($2))", connection) { Parameters = { new() { Value = LockClass }, new() { Value = _kind } } })
                await take.ExecuteNonQueryAsync(ct);
            await using var look = new NpgsqlCommand(
                """
                select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
                 where l.locktype = 'advisory' and l.classid = $1::oid and l.objid <> hashtext($2)::oid and l.objsubid = 2
                   and l.database = (select oid from pg_database where datname = current_database()) limit 1
                """, connection)
            {
                Parameters = { new() { Value = LockClass }, new() { Value = _kind } },
            };
            if (await look.ExecuteScalarAsync(ct) is string other)
            {
                // At once: the server may end the connection later than the next node looks around.
                await using var release = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
                await release.ExecuteNonQueryAsync(ct);
                throw new InvalidOperationException(
                    $"Refusing to run on {_kind}: nodes on {other} serve this database. Stop them first, or start this node on {other} as well.");
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
