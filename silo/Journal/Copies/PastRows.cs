using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>The rows of all streams of some kinds as they stood at a position.</summary>
/// <param name="Rows">Those that are kept, or have not changed since.</param>
/// <param name="Unknown">Streams whose row of then is not kept: to be folded from their events.</param>
public sealed record PastRows(IReadOnlyCollection<StreamRow> Rows, ImmutableArray<StreamKey> Unknown);

/// <summary>Finds the rows of past moments: the last whole copy before, the stretches after it, and for the rest the log. Thread-safe.</summary>
public sealed class PastRowReader(NpgsqlDataSource source)
{
    /// <param name="kinds">Of the streams wanted.</param>
    /// <param name="position">At or before the journal's head.</param>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<PastRows> ReadAsync(ImmutableHashSet<string> kinds, long position, CancellationToken ct = default)
    {
        var rows = new ConcurrentDictionary<StreamKey, StreamRow>();
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            var (pieces, covered) = await ReadPiecesAsync(connection, position, ct);
            // Positions never repeat within a stream, so the order of the pieces does not matter.
            Parallel.ForEach(pieces, piece =>
            {
                foreach (var row in CopiedRows.Read(piece))
                    if (row.Position <= position && kinds.Contains(row.Stream.Kind))
                        rows.AddOrUpdate(row.Stream, static (_, row) => row, static (_, held, row) => row.Position > held.Position ? row : held, row);
            });
            await foreach (var row in ReadRestAsync(connection, kinds, covered, position, ct))
                rows[row.Stream] = row;
        }
        catch (Exception failure) when (Database.IsUnavailable(failure) && !ct.IsCancellationRequested)
        {
            throw new JournalUnavailableException("The rows of then cannot be read now.", failure);
        }

        return new PastRows(
            [.. rows.Values.Where(row => !row.Data.IsEmpty)], [.. rows.Values.Where(row => row.Data.IsEmpty).Select(row => row.Stream)]);
    }

    /// <returns>The pieces that hold what was written up to a position that they cover, and perhaps beyond it.</returns>
    private static async Task<(List<byte[]> Pieces, long Covered)> ReadPiecesAsync(NpgsqlConnection connection, long position, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            with whole as (select max(to_position) as position from journal.row_copies where is_whole and to_position <= $1)
            select c.is_whole, c.from_position, c.to_position, c.data
              from whole w join journal.row_copies c
                on case when c.is_whole then c.to_position = w.position else c.to_position > w.position and c.from_position < $1 end
             where c.to_position >= w.position
             order by c.is_whole desc, c.to_position
            """, connection)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = position } },
        };
        var pieces = new List<byte[]>();
        var covered = 0L;
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (isWhole, from, to) = (reader.GetBoolean(0), reader.GetInt64(1), reader.GetInt64(2));
            // A stretch that does not join on says nothing of what lies between.
            if (!isWhole && from > covered)
                break;
            pieces.Add(reader.GetFieldValue<byte[]>(3));
            covered = to;
        }

        return (pieces, Math.Min(covered, position));
    }

    // What changed after that: its row is known where it has not changed again since.
    private static async IAsyncEnumerable<StreamRow> ReadRestAsync(
        NpgsqlConnection connection, ImmutableHashSet<string> kinds, long after, long until,
        [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select s.kind, s.id, t.version, t.position, case when s.version = t.version then s.board_row else '' end
              from (select stream, max(version) as version, max(position) as position
                      from journal.events where position > $1 and position <= $2 group by stream) t
              join journal.streams s on s.number = t.stream
             where s.kind = any($3)
            """, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = after },
                new NpgsqlParameter<long> { TypedValue = until },
                new NpgsqlParameter<string[]> { TypedValue = [.. kinds] },
            },
            CommandTimeout = 0,
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return reader.GetRow();
    }
}
