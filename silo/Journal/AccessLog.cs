using System.Collections.Immutable;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>One request of a partner, and what it was answered.</summary>
/// <param name="Key">Id of the key by which it came.</param>
/// <param name="Verdict">What became of it in words or as a problem's code; empty where the status says it all.</param>
/// <param name="Trace">By which the node's own log has it.</param>
public sealed record AccessRecord(DateTimeOffset At, string Partner, string Key, string Method, string Path, int Status, string Verdict, string Trace)
{
    /// <summary>Rises; 0 before it is stored.</summary>
    public long Number { get; init; }
}

/// <summary>What partners asked for. Thread-safe.</summary>
public sealed class AccessLog(NpgsqlDataSource source, JournalOptions options)
{
    /// <summary>Durable when it returns.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task WriteAsync(IReadOnlyCollection<AccessRecord> records, CancellationToken ct = default) => source.ReadAsync(options.CallLimit, async (connection, ct) =>
    {
        await using var command = new NpgsqlCommand(
            """
            insert into journal.access_log (at, partner, key, method, path, status, verdict, trace)
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8)
            """, connection)
        {
            Parameters =
            {
                new() { Value = records.Select(r => r.At).ToArray() }, new() { Value = records.Select(r => r.Partner).ToArray() },
                new() { Value = records.Select(r => r.Key).ToArray() }, new() { Value = records.Select(r => r.Method).ToArray() },
                new() { Value = records.Select(r => r.Path).ToArray() }, new() { Value = records.Select(r => (short)r.Status).ToArray() },
                new() { Value = records.Select(r => r.Verdict).ToArray() }, new() { Value = records.Select(r => r.Trace).ToArray() },
            },
        };
        return await command.ExecuteNonQueryAsync(ct);
    }, ct);

    /// <summary>Newest first.</summary>
    /// <param name="before">Only those of a lower number.</param>
    /// <exception cref="JournalUnavailableException"/>
    public Task<ImmutableArray<AccessRecord>> ReadAsync(string partner, long before, int limit, CancellationToken ct = default) => source.ReadAsync(options.CallLimit, async (connection, ct) =>
    {
        await using var command = new NpgsqlCommand(
            """
            select number, at, partner, key, method, path, status, verdict, trace from journal.access_log
             where partner = $1 and number < $2 order by number desc limit $3
            """, connection)
        {
            Parameters = { new() { Value = partner }, new() { Value = before }, new() { Value = limit } },
        };
        var records = ImmutableArray.CreateBuilder<AccessRecord>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            records.Add(new AccessRecord(
                reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.GetInt16(6), reader.GetString(7), reader.GetString(8)) { Number = reader.GetInt64(0) });
        return records.DrainToImmutable();
    }, ct);

    /// <summary>When each of these keys was last used; those that never were, or not for as long as the log goes back, are left out.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<ImmutableDictionary<string, DateTimeOffset>> LastUsesAsync(IEnumerable<string> keys, CancellationToken ct = default) => source.ReadAsync(options.CallLimit, async (connection, ct) =>
    {
        await using var command = new NpgsqlCommand(
            """
            select k.key, l.at from unnest($1) k(key)
             cross join lateral (select at from journal.access_log where key = k.key order by number desc limit 1) l
            """, connection)
        {
            Parameters = { new() { Value = keys.ToArray() } },
        };
        var uses = ImmutableDictionary.CreateBuilder<string, DateTimeOffset>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            uses[reader.GetString(0)] = reader.GetFieldValue<DateTimeOffset>(1);
        return uses.ToImmutable();
    }, ct);

    /// <exception cref="JournalUnavailableException"/>
    public Task ForgetAsync(DateTimeOffset before, CancellationToken ct = default) => source.ReadAsync(options.CallLimit, async (connection, ct) =>
    {
        await using var command = new NpgsqlCommand("delete from journal.access_log where at < $1", connection) { Parameters = { new() { Value = before } } };
        return await command.ExecuteNonQueryAsync(ct);
    }, ct);
}
