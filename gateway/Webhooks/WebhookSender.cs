using System.Collections.Concurrent;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Outboxes;
using Selvedge.Journal;

namespace Selvedge.Gateway.Webhooks;

/// <summary>
/// Sends what waits: each webhook has a few places of its own, so that one that is slow or dead holds up no other. Any node may
/// send; a lease spreads the work. At least once: a node that dies after sending leaves it to be sent again, under the same id.
/// </summary>
internal sealed class WebhookSender(
    Deliveries deliveries, Feed feed, Rows rows, WebhookPost post, WebhookMessages messages, WebhookOptions options, IGrainFactory grains, TimeProvider time, ILogger<WebhookSender> log)
    : OutboxSender("webhooks", kept: TimeSpan.FromDays(30), time, log)
{
    private const int AtOnceEach = 4;

    private readonly ConcurrentDictionary<string, int> sending = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> asked = new(StringComparer.Ordinal);
    private DateTimeOffset lookedAtAll = DateTimeOffset.MinValue;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.AllowLoopback)
            Log.LogWarning("Webhooks may lead to this machine, also without TLS: Selvedge:Webhooks:AllowLoopback is for development alone");
        return base.ExecuteAsync(stoppingToken);
    }

    protected override Task ForgetAsync(DateTimeOffset before, CancellationToken ct) => deliveries.ForgetAsync(before, ct);

    /// <summary>Something may be due now for these webhooks.</summary>
    public void Wake(IEnumerable<string> webhooks)
    {
        foreach (var webhook in webhooks)
            asked[webhook] = true;
        Wake();
    }

    // At those that somebody spoke of; every second at all, for what is due by the clock and for what other nodes added.
    protected override async Task SendDueAsync(CancellationToken ct)
    {
        var now = Time.GetUtcNow();
        var all = now - lookedAtAll >= LookAgain;
        if (all)
            lookedAtAll = now;
        var places = rows.Partners.SelectMany(p => p.Row.Webhooks).Where(w => (asked.TryRemove(w.Id, out _) || all) && w.IsEnabled)
            .Select(w => (w.Id, Most: PlacesOf(w.Id))).Where(p => p.Most > 0).ToList();
        if (places.Count == 0)
            return;
        foreach (var (webhook, delivery) in await deliveries.TakeAsync(places, now, ct))
        {
            sending.AddOrUpdate(webhook, 1, static (_, n) => n + 1);
            _ = Task.Run(() => SendAsync(webhook, delivery, ct), CancellationToken.None);
        }
    }

    private int PlacesOf(string webhook) => AtOnceEach - sending.GetValueOrDefault(webhook);

    private async Task SendAsync(string webhook, Delivery delivery, CancellationToken ct)
    {
        try
        {
            await DeliverAsync(webhook, delivery, ct);
        }
        catch (Exception e) when (e is JournalUnavailableException or OperationCanceledException)
        {
            // Its lease runs out, and it is sent again.
        }
        catch (Exception e)
        {
            Log.LogError(e, "Event {Position} could not be sent to webhook {Webhook}", delivery.Position, webhook);
        }
        finally
        {
            sending.AddOrUpdate(webhook, 0, static (_, n) => n - 1);
            Wake([webhook]);
        }
    }

    private async Task DeliverAsync(string webhook, Delivery delivery, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        var happened = (await feed.ReadAsync(delivery.Position - 1, 1, ct))[0];
        // Judged anew: what it may see may have changed since.
        if (Receiver.Find(rows, webhook) is not { } receiver || receiver.Read(happened) is not { } shown)
        {
            await deliveries.SettleAsync(webhook, delivery with { State = DeliveryState.Withheld, LastAt = Time.GetUtcNow() }, ct);
            return;
        }

        var attempt = await post.SendAsync(receiver.Webhook, shown.Id, messages.Of(shown, receiver.Rights), ct);
        var after = After(delivery, attempt);
        await deliveries.SettleAsync(webhook, after, ct);
        if (attempt.IsGone)
            await DisableAsync(receiver, delivery, "It answered 410: it wants nothing more.");
        else if (after.State == DeliveryState.GivenUp && !await deliveries.WasTakenSinceAsync(webhook, after.FirstAt!.Value, ct))
            await DisableAsync(receiver, delivery, "It took nothing for three days.");
    }

    private Delivery After(Delivery delivery, Attempt attempt)
    {
        var now = Time.GetUtcNow();
        var pause = attempt.IsTaken || attempt.IsGone ? null : RetryLadder.PauseAfter(delivery.Attempts + 1, Random.Shared.NextDouble(), attempt.RetryAfter);
        return delivery with
        {
            State = attempt.IsTaken ? DeliveryState.Delivered : pause is null ? DeliveryState.GivenUp : DeliveryState.Waiting,
            Attempts = delivery.Attempts + 1, FirstAt = delivery.FirstAt ?? now, LastAt = now, LastStatus = attempt.Status, LastProblem = attempt.Problem,
            NextAt = now + (pause ?? TimeSpan.Zero),
        };
    }

    private async Task DisableAsync(Receiver receiver, Delivery delivery, string why)
    {
        Log.LogWarning("Webhook {Webhook} of {Partner} is disabled: {Reason}", receiver.Webhook.Id, receiver.Partner, why);
        var header = new CommandHeader(CommandIds.Of("disable-webhook", receiver.Webhook.Id, $"{delivery.Position}/{Time.GetUtcNow().Ticks}"), 0, Guid.Empty, new Origin(WebhookFollower.Follower));
        await grains.GetGrain<IPartnerGrain>(receiver.Partner).DisableWebhook(header, receiver.Webhook.Id, why);
    }
}
