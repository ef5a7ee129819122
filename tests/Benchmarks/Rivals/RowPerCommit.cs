using Npgsql;
using NpgsqlTypes;

namespace Selvedge.Benchmarks.Rivals;

/// <summary>
/// What grain storage over a database does: one row of state per actor, its version checked and the row rewritten in a
/// transaction of its own for each report. No events, no log, nothing to follow. Thread-safe.
/// </summary>
internal sealed class RowPerCommit : IAsyncDisposable
{
    public const int Connections = 48;

    private readonly NpgsqlDataSource source;

    private RowPerCommit(NpgsqlDataSource source) => this.source = source;

    /// <summary>A table of its own with as many rows as there are states.</summary>
    public static async Task<RowPerCommit> CreateAsync(string database, IEnumerable<(string Id, ReadOnlyMemory<byte> State)> states)
    {
        var rival = Open(database);
        await using var connection = await rival.source.OpenConnectionAsync();
        await using (var create = new NpgsqlCommand(
            "create table rival_state (id text primary key, version bigint not null, state bytea not null) with (fillfactor = 70)", connection))
            await create.ExecuteNonQueryAsync();
        await using (var rows = await connection.BeginBinaryImportAsync("copy rival_state (id, version, state) from stdin (format binary)"))
        {
            foreach (var (id, state) in states)
            {
                await rows.StartRowAsync();
                await rows.WriteAsync(id, NpgsqlDbType.Text);
                await rows.WriteAsync(0L, NpgsqlDbType.Bigint);
                await rows.WriteAsync(state, NpgsqlDbType.Bytea);
            }

            await rows.CompleteAsync();
        }

        await using var analyse = new NpgsqlCommand("analyze rival_state", connection);
        await analyse.ExecuteNonQueryAsync();
        return rival;
    }

    /// <summary>A table that was created before.</summary>
    public static RowPerCommit Open(string database) => new(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database)
    {
        MaxPoolSize = Connections, MaxAutoPrepare = 10, AutoPrepareMinUsages = 2, Timeout = 30,
    }));

    /// <summary>All rows, to be kept in memory as actors keep their state.</summary>
    public async Task<Dictionary<string, byte[]>> ReadAllAsync()
    {
        var states = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        await using var command = source.CreateCommand("select id, state from rival_state");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            states[reader.GetString(0)] = reader.GetFieldValue<byte[]>(1);
        return states;
    }

    /// <summary>Durable when it returns.</summary>
    /// <exception cref="InvalidOperationException">The row is at another version.</exception>
    public async Task WriteAsync(string id, long expectedVersion, ReadOnlyMemory<byte> state)
    {
        await using var command = source.CreateCommand("update rival_state set version = version + 1, state = $3 where id = $1 and version = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = expectedVersion });
        command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = state, NpgsqlDbType = NpgsqlDbType.Bytea });
        if (await command.ExecuteNonQueryAsync() != 1)
            throw new InvalidOperationException($"{id} is not at version {expectedVersion}.");
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
