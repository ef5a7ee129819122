using Npgsql;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Webhooks;

/// <summary>Puts what happened on its way to every webhook that wants it and whose partner may see it.</summary>
internal sealed class WebhookFollower(
    NpgsqlDataSource source, Journal.Journal journal, Feed feed, Checkpoints checkpoints, Rows rows, WebhookSender sender, TimeProvider time, ILogger<WebhookFollower> log)
    : TableFollower(Follower, source, journal, feed, checkpoints, rows, time, log)
{
    public const string Follower = "webhooks";

    private readonly Rows rows = rows;
    private readonly TimeProvider time = time;

    protected override Task<TableEffect?> EffectOfAsync(FeedPage page, CancellationToken ct)
    {
        var added = rows.Partners.SelectMany(partner => partner.Row.Webhooks.Where(w => w.IsEnabled).Select(w => new Receiver(partner.Row, w, rows)))
            .SelectMany(receiver => page.Events.Where(receiver.Wants).Select(e => (receiver.Webhook.Id, e.Position, e.Stream.ToString()))).ToList();
        return Task.FromResult(added.Count == 0 ? null : new TableEffect(transaction => Deliveries.AddAsync(transaction, added, time.GetUtcNow(), ct), () => sender.Wake(added.Select(a => a.Id).Distinct())));
    }
}
