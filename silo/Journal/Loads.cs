using System.Collections.Immutable;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>
/// Loads streams: many actors that wake at once share a few queries and connections. Each stream is seen whole, as it
/// stood at one moment.
/// </summary>
internal sealed class Loads(NpgsqlDataSource source, JournalOptions options) : IAsyncDisposable
{
    private const int MostStreams = 100;
    private const int QueriesAtOnce = 4;

    // One statement, so one snapshot of the database. Per stream its head line first, then its tail. Lateral with a limit
    // or an order, so that each look-up stays one by its index: with the statistics of an empty table a plain join
    // would read all rows.
    private const string Query =
        """
        with s as materialized (
            select w.place, w.after, s.number, s.version, d.due_at, p.version as snapshot_version, p.state
              from unnest($1, $2, $3, $4) with ordinality w(kind, id, after, schema, place)
             cross join lateral (select * from journal.streams where kind = w.kind and id = w.id limit 1) s
              left join lateral (select * from journal.due where stream = s.number limit 1) d on true
              left join lateral (select * from journal.snapshots
                                  where stream = s.number and schema = w.schema and version > w.after limit 1) p on true)
        select s.place, 0 as position, s.version, null as type, null as schema, s.due_at as at, s.state as data, s.number, s.snapshot_version from s
        union all
        select s.place, e.position, e.version, e.type, e.schema, e.recorded_at, e.data, null, null
          from s cross join lateral (
            select * from journal.events
             where stream = s.number and version > coalesce(s.snapshot_version, s.after) order by version) e
        order by 1, 2
        """;

    private readonly BatchedReads<Load, LoadedStream> _reads = new(source, options, MostStreams, QueriesAtOnce, AskAsync);

    public Task<LoadedStream> LoadAsync(StreamKey stream, int afterVersion, int snapshotSchema, CancellationToken ct) =>
        _reads.AskAsync(new Load(stream, afterVersion, snapshotSchema), ct);

    public ValueTask DisposeAsync() => _reads.DisposeAsync();

    private static async Task<LoadedStream[]> AskAsync(NpgsqlConnection connection, IReadOnlyList<Load> loads, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Query, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. loads.Select(l => l.Stream.Kind)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. loads.Select(l => l.Stream.Id)] },
                new NpgsqlParameter<int[]> { TypedValue = [.. loads.Select(l => l.AfterVersion)] },
                new NpgsqlParameter<int[]> { TypedValue = [.. loads.Select(l => l.SnapshotSchema)] },
            },
        };
        var loaded = new LoadedStream[loads.Count];
        Array.Fill(loaded, new LoadedStream(0, 0, null, null, []));
        var tail = ImmutableArray.CreateBuilder<RecordedEvent>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        var more = await reader.ReadAsync(ct);
        while (more)
        {
            var place = (int)reader.GetInt64(0) - 1;
            var head = new LoadedStream(
                reader.GetInt64(7), reader.GetInt32(2), reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5),
                reader.IsDBNull(8) ? null : new Snapshot(reader.GetInt32(8), loads[place].SnapshotSchema, reader.GetFieldValue<byte[]>(6)), []);
            while ((more = await reader.ReadAsync(ct)) && reader.GetInt64(0) == place + 1)
            {
                tail.Add(new RecordedEvent(
                    reader.GetInt64(1), loads[place].Stream, reader.GetInt32(2), reader.GetString(3), reader.GetInt16(4),
                    reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<byte[]>(6), default));
            }
            loaded[place] = head with { Tail = tail.DrainToImmutable() };
        }
        return loaded;
    }

    private readonly record struct Load(StreamKey Stream, int AfterVersion, int SnapshotSchema);
}
