using System.Collections.Immutable;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>Reads the journal's log from the database, in order.</summary>
internal sealed class EventReader(NpgsqlDataSource source)
{
    /// <summary>The origin of event e: of one without its own that of the nearest before it, which is of the same append.</summary>
    public const string Origin =
        """
        case when e.origin <> '' then e.origin
             else (select o.origin from journal.events o
                    where o.position < e.position and o.origin <> '' order by o.position desc limit 1) end
        """;

    private const string Events =
        $"""
        select e.position, s.kind, s.id, e.version, e.type, e.schema, e.recorded_at, e.data, {Origin}
          from journal.events e join journal.streams s on s.number = e.stream
         where e.position > $1 and e.position <= $2 order by e.position limit $3
        """;

    /// <summary>Up to <paramref name="limit"/> events after a position; may be empty.</summary>
    /// <param name="within">How long to wait for an answer.</param>
    public Task<ImmutableArray<RecordedEvent>> ReadAsync(long after, long until, int limit, TimeSpan within, CancellationToken ct) =>
        source.ReadAsync(within, async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand(Events, connection)
            {
                Parameters =
                {
                    new NpgsqlParameter<long> { TypedValue = after },
                    new NpgsqlParameter<long> { TypedValue = until },
                    new NpgsqlParameter<int> { TypedValue = limit },
                },
            };
            var events = ImmutableArray.CreateBuilder<RecordedEvent>();
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                events.Add(new RecordedEvent(
                    reader.GetInt64(0), new StreamKey(reader.GetString(1), reader.GetString(2)), reader.GetInt32(3), reader.GetString(4),
                    reader.GetInt16(5), reader.GetFieldValue<DateTimeOffset>(6), reader.GetFieldValue<byte[]>(7), reader.GetFieldValue<byte[]>(8)));
            }
            return events.DrainToImmutable();
        }, ct);

    /// <summary>The next page after a position, with the rows of its streams; null when there is nothing.</summary>
    public async Task<FeedBatch?> ReadBatchAsync(long after, long until, int limit, TimeSpan within, CancellationToken ct)
    {
        var events = await ReadAsync(after, until, limit, within, ct);
        if (events.IsEmpty)
            return null;
        var rows = await ReadRowsAsync([.. events.Select(e => e.Stream).Distinct()], within, ct);
        return new FeedBatch(after, events[^1].Position, events[^1].RecordedAt, events, rows);
    }

    private Task<ImmutableArray<StreamRow>> ReadRowsAsync(StreamKey[] streams, TimeSpan within, CancellationToken ct) =>
        source.ReadAsync(within, async (connection, ct) =>
        {
            // Lateral with a limit, so that it stays one look-up per stream: with the statistics of an empty table
            // a plain join would read all rows.
            await using var command = new NpgsqlCommand(
                """
                select s.kind, s.id, s.version, s.position, s.board_row
                  from unnest($1, $2) k(kind, id)
                 cross join lateral (select * from journal.rows where kind = k.kind and id = k.id limit 1) s
                """, connection)
            {
                Parameters =
                {
                    new NpgsqlParameter<string[]> { TypedValue = [.. streams.Select(s => s.Kind)] },
                    new NpgsqlParameter<string[]> { TypedValue = [.. streams.Select(s => s.Id)] },
                },
            };
            var rows = ImmutableArray.CreateBuilder<StreamRow>(streams.Length);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                rows.Add(reader.GetRow());
            return rows.DrainToImmutable();
        }, ct);
}

internal static class RowReading
{
    /// <summary>The columns kind, id, version, position, board_row.</summary>
    public static StreamRow GetRow(this NpgsqlDataReader reader) => new(
        new StreamKey(reader.GetString(0), reader.GetString(1)), reader.GetInt32(2), reader.GetInt64(3), reader.GetFieldValue<byte[]>(4));
}
