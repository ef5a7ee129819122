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

    // Read in order, the nearest before an event comes with it: only the first may have to look for its own.
    private const string Events =
        $"""
        select e.position, s.kind, s.id, e.version, e.type, e.schema, e.recorded_at, e.data,
               case when e.position > $1 + 1 then e.origin else {Origin} end
          from journal.events e join journal.streams s on s.number = e.stream
         where e.position > $1 and e.position <= $2 order by e.position
        """;

    // Lateral with a limit, so that it stays one look-up per stream: with the statistics of an empty table a plain join
    // would read all rows.
    private const string RowsOfEvents =
        """
        select s.kind, s.id, s.version, s.position, s.board_row
          from (select distinct stream from journal.events where position > $1 and position <= $2) e
         cross join lateral (select * from journal.rows where number = e.stream limit 1) s
        """;

    /// <summary>Up to <paramref name="limit"/> events after a position; may be empty.</summary>
    /// <param name="within">How long to wait for an answer.</param>
    /// <param name="longest">How long while the database answers others.</param>
    public Task<ImmutableArray<RecordedEvent>> ReadAsync(long after, long until, int limit, TimeSpan within, TimeSpan longest, CancellationToken ct) =>
        source.ReadAsync(within, longest, async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand(Events, connection);
            AddRange(command.Parameters, after, until, limit);
            await using var reader = await command.ExecuteReaderAsync(ct);
            return await ReadEventsAsync(reader, ct);
        }, ct);

    /// <summary>The next page after a position, with the rows of its streams; null when there is nothing.</summary>
    public Task<FeedBatch?> ReadBatchAsync(long after, long until, int limit, TimeSpan within, CancellationToken ct) =>
        source.ReadAsync(within, async (connection, ct) =>
        {
            // One way to the server and back. The rows are read after the events: some may be newer, and some of streams that
            // had no event yet when those were read.
            await using var commands = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(Events), new NpgsqlBatchCommand(RowsOfEvents) } };
            foreach (NpgsqlBatchCommand command in commands.BatchCommands)
                AddRange(command.Parameters, after, until, limit);
            await using var reader = await commands.ExecuteReaderAsync(ct);
            var events = await ReadEventsAsync(reader, ct);
            if (events.IsEmpty)
                return null;
            await reader.NextResultAsync(ct);
            var streams = events.Select(e => e.Stream).ToHashSet();
            var rows = ImmutableArray.CreateBuilder<StreamRow>(streams.Count);
            while (await reader.ReadAsync(ct))
                if (reader.GetRow() is var row && streams.Contains(row.Stream))
                    rows.Add(row);
            return new FeedBatch(after, events[^1].Position, events[^1].RecordedAt, events, rows.DrainToImmutable());
        }, ct);

    // Positions are dense: so many events are so many positions.
    private static void AddRange(NpgsqlParameterCollection parameters, long after, long until, int limit)
    {
        parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        parameters.Add(new NpgsqlParameter<long> { TypedValue = Math.Min(until, after + limit) });
    }

    private static async Task<ImmutableArray<RecordedEvent>> ReadEventsAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        var events = ImmutableArray.CreateBuilder<RecordedEvent>();
        byte[] origin = [];
        while (await reader.ReadAsync(ct))
        {
            if (reader.GetFieldValue<byte[]>(8) is { Length: > 0 } own)
                origin = own;
            events.Add(new RecordedEvent(
                reader.GetInt64(0), new StreamKey(reader.GetString(1), reader.GetString(2)), reader.GetInt32(3), reader.GetString(4),
                reader.GetInt16(5), reader.GetFieldValue<DateTimeOffset>(6), reader.GetFieldValue<byte[]>(7), origin));
        }

        return events.DrainToImmutable();
    }
}

internal static class RowReading
{
    /// <summary>The columns kind, id, version, position, board_row.</summary>
    public static StreamRow GetRow(this NpgsqlDataReader reader) => new(
        new StreamKey(reader.GetString(0), reader.GetString(1)), reader.GetInt32(2), reader.GetInt64(3), reader.GetFieldValue<byte[]>(4));
}
