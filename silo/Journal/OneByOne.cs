using Npgsql;

namespace Selvedge.Journal;

/// <summary>
/// Lets acts of one kind through one after the other, on all nodes of a database: what each has looked at stands until it is
/// done. For what concerns several actors and is rare. Thread-safe.
/// </summary>
public sealed class OneByOne(NpgsqlDataSource source)
{
    // The first half of the lock's key; any number that nobody else uses.
    private const int LockClass = 0x5E1_0003;

    /// <param name="kind">Of the act. Acts that take as long as the server lets a transaction idle, ten seconds, are no longer alone.</param>
    /// <exception cref="JournalUnavailableException">The database is away, or others are not done for five seconds.</exception>
    public async Task<T> RunAsync<T>(string kind, Func<Task<T>> act, CancellationToken ct)
    {
        await using var entered = await EnterAsync(kind, ct);
        return await act();
    }

    private async Task<NpgsqlConnection> EnterAsync(string kind, CancellationToken ct)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await source.OpenConnectionAsync(ct);
            // Ends, and the lock with it, when the connection is given back.
            _ = await connection.BeginTransactionAsync(ct);
            await using (var patience = new NpgsqlCommand("set local lock_timeout = '5s'", connection))
                await patience.ExecuteNonQueryAsync(ct);
            await using (var wait = new NpgsqlCommand("select pg_advisory_xact_lock($1, hashtext($2))", connection) { Parameters = { new() { Value = LockClass }, new() { Value = kind } } })
                await wait.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch (Exception failure)
        {
            if (connection is not null)
                await connection.DisposeAsync();
            if (Database.IsUnavailable(failure) && !ct.IsCancellationRequested)
                throw new JournalUnavailableException("The journal's database does not answer.", failure);
            throw;
        }
    }
}
