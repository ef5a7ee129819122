using System.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Selvedge.Journal;

/// <summary>
/// Keeps the rows that appends overwrite: (1) gathers what the feed brings (2) stores it as a stretch, when that is long or
/// large enough, with the checkpoint in one transaction (3) stores a whole copy when stretches since the last one outweigh it
/// (4) deletes what is older than is kept. One node works; two at work would not both move the checkpoint.
/// </summary>
public sealed class RowCopier(
    NpgsqlDataSource source, Journal journal, Feed feed, Checkpoints checkpoints, TimeProvider time, ILogger<RowCopier> log) : BackgroundService
{
    /// <summary>The follower's name. Its checkpoint trails the journal by up to a stretch.</summary>
    public const string Follower = "row-copies";

    private const int StretchBytes = 2 << 20;
    private const int RowsOfAPart = 2_000;
    private const int DeletedAtOnce = 20;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastStretchLimit = TimeSpan.FromSeconds(5);

    private JournalOptions Options => journal.Options;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // What was written before there were copies is folded from the events.
                await checkpoints.EnterAsync(Follower, await journal.ReadHeadAsync(stoppingToken), stoppingToken);
                if (await checkpoints.TryLeaseAsync(Follower, Lease, stoppingToken) is { } lease)
                    await using (lease)
                        await lease.HoldAsync(time, held => FollowAsync(lease.Position, held, stoppingToken), stoppingToken);
            }
            catch (Exception e) when (e is JournalUnavailableException || Database.IsUnavailable(e))
            {
                log.LogWarning("Copies of the rows wait: {Reason}", e.Message);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Copies of the rows failed");
            }

            await Task.Delay(TryAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(long after, CancellationToken held, CancellationToken stopping)
    {
        // Of a stretch, or between two of a whole copy.
        var rows = new CopiedRows();
        var stretch = new CopiedStretch(after, rows);
        try
        {
            await CopyWholeIfDueAsync(rows, held);
            await foreach (var batch in feed.FollowAsync(after, held))                                   // (1)
            {
                stretch.Add(batch);
                if (stretch.Bytes < StretchBytes && stretch.Lasted < Options.CopyRowsEvery)
                    continue;
                if (!await StoreAsync(stretch, held))                                                    // (2)
                    return;
                stretch.GoOn();
                await CopyWholeIfDueAsync(rows, held);                                                   // (3)
                await DeleteOldAsync(held);                                                              // (4)
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && stretch.IsHeld)
        {
            // The rows that this node knows are not known to who comes next.
            using var limit = new CancellationTokenSource(LastStretchLimit);
            await StoreAsync(stretch, limit.Token);
        }
    }

    /// <returns>False when somebody else has moved the checkpoint, or holds it: nothing was stored.</returns>
    private async Task<bool> StoreAsync(CopiedStretch stretch, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await Checkpoints.TryLockAsync(transaction, Follower, ct) != stretch.From)
            return false;
        var count = stretch.Count;
        await InsertAsync(connection, stretch.From, stretch.To, false, 0, count, stretch.Take(), ct);
        await Checkpoints.AdvanceAsync(transaction, Follower, stretch.To, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task CopyWholeIfDueAsync(CopiedRows copied, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var look = new NpgsqlCommand(
            """
            select (select coalesce(sum(rows), 0) from journal.row_copies where is_whole and to_position = w.position)
                 < (select coalesce(sum(rows), 0) from journal.row_copies where not is_whole and to_position > w.position)
                or w.position is null
              from (select max(to_position) as position from journal.row_copies where is_whole) w
            """, connection);
        if ((bool)(await look.ExecuteScalarAsync(ct))!)
            await CopyWholeAsync(connection, copied, ct);
    }

    private static async Task CopyWholeAsync(NpgsqlConnection connection, CopiedRows copied, CancellationToken ct)
    {
        // One view, so that every row is the one that stood at its head.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var ask = new NpgsqlCommand("select position from journal.head", connection);
        var head = (long)(await ask.ExecuteScalarAsync(ct))!;
        var (after, part) = (0L, 0);
        do
        {
            await using (var page = new NpgsqlCommand(
                "select kind, id, version, position, board_row, number from journal.rows where number > $1 order by number limit $2", connection)
            {
                Parameters = { new NpgsqlParameter<long> { TypedValue = after }, new NpgsqlParameter<int> { TypedValue = RowsOfAPart } },
            })
            await using (var reader = await page.ExecuteReaderAsync(ct))
                while (await reader.ReadAsync(ct))
                {
                    var row = reader.GetRow();
                    copied.Add(row.Stream, row.Position, row.Version, row.Data.Span);
                    after = reader.GetInt64(5);
                }

            var count = copied.Count;
            // A journal without a stream has a whole copy too: of nothing.
            if (count > 0 || part == 0)
                await InsertAsync(connection, 0, head, true, part++, count, copied.Take(), ct);
            if (count < RowsOfAPart)
                break;
        }
        while (true);
        await transaction.CommitAsync(ct);
    }

    // A whole copy goes with the stretches before it, once the one after it is old enough to stand for the earliest moment kept:
    // all parts of it at once, for what is left of one would be read as the whole.
    private async Task DeleteOldAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            delete from journal.row_copies where to_position in (
                select distinct to_position from journal.row_copies where to_position < (
                    select max(to_position) from journal.row_copies where is_whole and to_position <= journal.position_at($1))
                order by to_position limit $2)
            """);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() - Options.KeepRowCopies });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = DeletedAtOnce });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task InsertAsync(
        NpgsqlConnection connection, long from, long to, bool isWhole, int part, int rows, ReadOnlyMemory<byte> data, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "insert into journal.row_copies (to_position, part, is_whole, from_position, rows, data) values ($1, $2, $3, $4, $5, $6)", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = to },
                new NpgsqlParameter<int> { TypedValue = part },
                new NpgsqlParameter<bool> { TypedValue = isWhole },
                new NpgsqlParameter<long> { TypedValue = from },
                new NpgsqlParameter<int> { TypedValue = rows },
                new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = data, NpgsqlDbType = NpgsqlDbType.Bytea },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
