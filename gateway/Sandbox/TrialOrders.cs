using System.Collections.Concurrent;
using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Partners;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Webhooks;

namespace Selvedge.Gateway.Sandbox;

/// <summary>
/// Orders that exist nowhere, by whose numbers a partner tries what the API does to programs: status events of them are judged
/// as any other, then accepted and forgotten. What they bring about is sent, once, to the partner's own webhooks; nothing of it
/// stands in the log or on a board. Thread-safe.
/// </summary>
internal sealed class TrialOrders(Rows rows, WebhookPost post, WebhookMessages messages, TimeProvider time, ILogger<TrialOrders> log)
{
    /// <summary>What is reported comes back, and then a forecast that has moved by three days.</summary>
    public const string Delayed = "TEST-DELAY-3D";

    /// <summary>What is reported comes back after a later version of it.</summary>
    public const string OutOfOrder = "TEST-OUT-OF-ORDER";

    /// <summary>The same event is answered with 500 twice, and taken the third time.</summary>
    public const string Failing = "TEST-FAIL-500-TWICE";

    private const int Failures = 2;
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string From, Guid Event), int> failed = [];

    public static bool Holds(StatusEvent said) => said is { Kind: Kinds.PurchaseOrder, Key: Delayed or OutOfOrder or Failing };

    /// <summary>Whether whoever sends one of these is to be answered with 500: each of them twice, counted by this node.</summary>
    public bool Fails(string from, ImmutableArray<StatusEvent> said)
    {
        if (failed.Count > MostRemembered)
            failed.Clear();
        // All are counted: a batch fails twice, however many of it do.
        var fails = false;
        foreach (var one in said.Where(e => e.Key == Failing))
            fails |= failed.AddOrUpdate((from, StatusEvent.IdOf(one.Report.Source, one.Report.EventId)), 1, static (_, n) => n + 1) <= Failures;
        return fails;
    }

    /// <summary>Sends what comes of them, in the background.</summary>
    /// <param name="by">Id of the partner; null for who is none, and nothing is sent.</param>
    public void Take(string? by, ImmutableArray<StatusEvent> said)
    {
        if (said.IsEmpty || by is null || !rows.TryGetPartner(by, out var partner) || partner.Row.Sheet is not { } sheet || !sheet.Scopes.Contains(PartnerScope.Webhooks))
            return;
        var (sent, rights) = (said.SelectMany(MessagesOf).ToList(), Rights.Of(sheet));
        var webhooks = partner.Row.Webhooks.Where(w => w.IsEnabled).ToList();
        _ = Task.Run(() => Task.WhenAll(webhooks.Select(webhook => SendAsync(webhook, sent, rights))));
    }

    // One after the other: in which sequence they come is what is tried.
    private async Task SendAsync(Webhook webhook, List<Message> sent, Rights rights)
    {
        try
        {
            foreach (var message in sent.Where(m => webhook.Events.IsEmpty || webhook.Events.Contains(m.Type)))
            {
                var shown = new PublishedEvent(
                    0, message.Id, message.Type, $"{Kinds.PurchaseOrder}/{message.Order}", message.Version, message.OccurredAt, time.GetUtcNow(), message.By, Vocabulary.DataOf(message.Happened, rights));
                var attempt = await post.SendAsync(webhook, message.Id, messages.Of(shown, rights), CancellationToken.None);
                if (!attempt.IsTaken)
                    log.LogInformation("Webhook {Webhook} did not take a trial message: {Status} {Problem}", webhook.Id, attempt.Status, attempt.Problem);
            }
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Trial messages could not be sent to webhook {Webhook}", webhook.Id);
        }
    }

    private static IEnumerable<Message> MessagesOf(StatusEvent said)
    {
        var report = said.Report;
        var reported = Reported(report, 1);
        return said.Key switch
        {
            Delayed => [reported, Message.Of(said.Key, report, 2, "purchase-order.forecasts-moved", Moved(report), null)],
            OutOfOrder => [Reported(report with { UpdatedAt = report.UpdatedAt + Later, Date = report.Date.AddDays(1) }, 2), reported],
            _ => [reported],
        };

        Message Reported(ReportMilestone what, int version) => Message.Of(
            said.Key, what, version, "purchase-order.milestones-reported", new PurchaseOrderEvent.MilestonesReported([what], what.UpdatedAt),
            new PublishedOrigin(what.Source, what.EventId, what.UpdatedAt));
    }

    private static PurchaseOrderEvent.ForecastsMoved Moved(ReportMilestone report) => new(
        report.Date,
        [
            new LineForecast(
                Math.Max(1, report.Line),
                new Outlook(
                    [new MilestoneDay(report.Milestone, report.Date.AddDays(3))], 3, 0, 0,
                    [new Cause(report.Reason, Side.Factory, 3, report.Milestone, $"{report.Milestone} expected 3 days late")], [report.Milestone]),
                Health.Late, Stage.Issued, null),
        ]);

    /// <param name="Id">The same whenever the same is reported again.</param>
    private sealed record Message(string Id, string Type, string Order, int Version, DateTimeOffset OccurredAt, object Happened, PublishedOrigin? By)
    {
        public static Message Of(string order, ReportMilestone report, int version, string stored, object happened, PublishedOrigin? by) => new(
            $"test-{CommandIds.Of("trial", report.Source, $"{report.EventId}/{report.UpdatedAt:O}/{stored}"):N}", Vocabulary.TypeOf(stored)!, order, version, report.UpdatedAt, happened, by);
    }
}
