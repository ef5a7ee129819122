using System.Collections.Immutable;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>Single statements beside the log, tried again while the database is away. Thread-safe.</summary>
internal sealed class Queries(NpgsqlDataSource source, TimeSpan limit)
{
    /// <exception cref="JournalUnavailableException"/>
    public Task<ImmutableArray<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params NpgsqlParameter[] parameters) =>
        source.ReadAsync(limit, async (connection, ct) =>
        {
            await using var command = Command(sql, connection, parameters);
            var items = ImmutableArray.CreateBuilder<T>();
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                items.Add(read(reader));
            return items.DrainToImmutable();
        }, ct);

    /// <returns>How many rows it concerned.</returns>
    /// <exception cref="JournalUnavailableException"/>
    public Task<int> ExecuteAsync(string sql, CancellationToken ct, params NpgsqlParameter[] parameters) => source.ReadAsync(limit, async (connection, ct) =>
    {
        await using var command = Command(sql, connection, parameters);
        return await command.ExecuteNonQueryAsync(ct);
    }, ct);

    public static NpgsqlParameter Of<T>(IEnumerable<T> values) => new() { Value = values.ToArray() };

    public static DateTimeOffset? InstantOf(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    // A parameter is of one command, and what failed is tried again with another.
    private static NpgsqlCommand Command(string sql, NpgsqlConnection connection, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter.Clone());
        return command;
    }
}
