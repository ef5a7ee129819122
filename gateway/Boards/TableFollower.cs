using Npgsql;
using Selvedge.Journal;

namespace Selvedge.Gateway.Boards;

/// <summary>
/// Follows the feed and writes tables: what it writes and its checkpoint in one transaction. One node works; two at work would
/// not both move the checkpoint. Begins with what happens after it is first started.
/// </summary>
internal abstract class TableFollower(
    string name, NpgsqlDataSource source, Journal.Journal journal, Feed feed, Checkpoints checkpoints, Rows rows, TimeProvider time, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    /// <summary>What to write for a page; null for nothing. The rows hold it.</summary>
    protected abstract Task<TableEffect?> EffectOfAsync(FeedPage page, CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await checkpoints.EnterAsync(name, await journal.ReadHeadAsync(stoppingToken), stoppingToken);
                if (await checkpoints.TryLeaseAsync(name, Lease, stoppingToken) is { } lease)
                    await using (lease)
                        await lease.HoldAsync(time, held => FollowAsync(lease.Position, held), stoppingToken);
            }
            catch (Exception e) when (e is JournalUnavailableException || Database.IsUnavailable(e))
            {
                log.LogWarning("The follower {Follower} waits: {Reason}", name, e.Message);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "The follower {Follower} could not follow", name);
            }

            await Task.Delay(TryAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(long after, CancellationToken held)
    {
        await foreach (var page in feed.FollowPagesAsync(after, Together, held))
        {
            // Whom an event concerns is judged by rows that hold it.
            await rows.CatchUpAsync(held);
            if (!await StoreAsync(after, page, held))
                return;
            after = page.To;
        }
    }

    /// <returns>False when somebody else has moved the checkpoint, or holds it: nothing was stored.</returns>
    private async Task<bool> StoreAsync(long from, FeedPage page, CancellationToken ct)
    {
        var effect = await EffectOfAsync(page, ct);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await Checkpoints.TryLockAsync(transaction, name, ct) != from)
            return false;
        if (effect is not null)
            await effect.WriteAsync(transaction);
        await Checkpoints.AdvanceAsync(transaction, name, page.To, ct);
        await transaction.CommitAsync(ct);
        effect?.Stored();
        return true;
    }
}

/// <summary>What a follower does for a page of the feed.</summary>
/// <param name="WriteAsync">Takes effect with the transaction.</param>
/// <param name="Stored">Once what was written is durable.</param>
internal sealed record TableEffect(Func<NpgsqlTransaction, Task> WriteAsync, Action Stored);
