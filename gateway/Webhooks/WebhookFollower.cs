using Npgsql;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Webhooks;

/// <summary>
/// Puts what happened on its way to every webhook that wants it and whose partner may see it: deliveries and checkpoint in one
/// transaction. One node works; two at work would not both move the checkpoint.
/// </summary>
internal sealed class WebhookFollower(
    NpgsqlDataSource source, Journal.Journal journal, Feed feed, Checkpoints checkpoints, Rows rows, WebhookSender sender, TimeProvider time, ILogger<WebhookFollower> log)
    : BackgroundService
{
    public const string Follower = "webhooks";

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Nobody had a webhook before.
                await checkpoints.EnterAsync(Follower, await journal.ReadHeadAsync(stoppingToken), stoppingToken);
                if (await checkpoints.TryLeaseAsync(Follower, Lease, stoppingToken) is { } lease)
                    await using (lease)
                        await lease.HoldAsync(time, held => FollowAsync(lease.Position, held), stoppingToken);
            }
            catch (Exception e) when (e is JournalUnavailableException || Database.IsUnavailable(e))
            {
                log.LogWarning("Webhooks wait: {Reason}", e.Message);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Webhooks could not follow");
            }

            await Task.Delay(TryAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(long after, CancellationToken held)
    {
        await foreach (var page in feed.FollowPagesAsync(after, Together, held))
        {
            // Who may see an event is judged by rows that hold it.
            await rows.CatchUpAsync(held);
            if (!await StoreAsync(after, page, held))
                return;
            after = page.To;
        }
    }

    /// <returns>False when somebody else has moved the checkpoint, or holds it: nothing was stored.</returns>
    private async Task<bool> StoreAsync(long from, FeedPage page, CancellationToken ct)
    {
        var added = rows.Partners.SelectMany(partner => partner.Row.Webhooks.Where(w => w.IsEnabled).Select(w => new Receiver(partner.Row, w, rows)))
            .SelectMany(receiver => page.Events.Where(receiver.Wants).Select(e => (receiver.Webhook.Id, e.Position, e.Stream.ToString()))).ToList();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await Checkpoints.TryLockAsync(transaction, Follower, ct) != from)
            return false;
        if (added.Count > 0)
            await Deliveries.AddAsync(transaction, added, time.GetUtcNow(), ct);
        await Checkpoints.AdvanceAsync(transaction, Follower, page.To, ct);
        await transaction.CommitAsync(ct);
        if (added.Count > 0)
            sender.Wake();
        return true;
    }
}
