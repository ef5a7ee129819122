using System.Collections.Immutable;
using System.Diagnostics;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Shipments;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.Vendors;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Partners;

/// <summary>
/// The published words for what happened, the same in the log and in webhooks: kept apart from the stored events, so
/// that those may change. Additive only: a name or member once published keeps its meaning.
/// </summary>
internal static class Vocabulary
{
    /// <summary>The published type of a stored one; null for what concerns nobody outside.</summary>
    public static string? TypeOf(string stored) => stored switch
    {
        "purchase-order.placed" or "purchase-order.revised" or "purchase-order.held" or "purchase-order.released"
            or "purchase-order.issued" or "purchase-order.acknowledged" or "purchase-order.confirmed" or "purchase-order.rejected-by-vendor"
            or "purchase-order.change-proposed" or "purchase-order.change-declined" or "purchase-order.answer-missed"
            or "purchase-order.date-committed" or "purchase-order.plan-answered"
            or "purchase-order.lines-cancelled" or "purchase-order.cancelled" or "purchase-order.closed"
            or "purchase-order.discrepancy-opened" or "purchase-order.discrepancy-cleared" or "purchase-order.discrepancy-resolved"
            or "purchase-order.discrepancy-reopened" => stored,
        "purchase-order.template-adopted" or "purchase-order.calendars-fitted" or "purchase-order.milestone-overridden" or "purchase-order.override-lifted" or "purchase-order.gate-waived" => stored,
        "purchase-order.sample-sealed" or "purchase-order.profile-asked" or "purchase-order.profile-acknowledged" or "purchase-order.profile-answer-missed" => stored,
        "style.stage-reached" or "style.milestone-waived" or "style.profile-frozen" or "style.profile-versioned" => stored,
        "style.template-adopted" or "style.date-committed" or "style.milestone-overridden" or "style.override-lifted" => stored,
        "style.discrepancy-opened" or "style.discrepancy-cleared" or "style.discrepancy-resolved" or "style.discrepancy-reopened" => stored,
        _ when IsPreparation(stored) => null,
        "purchase-order.milestones-reported" => "purchase-order.milestone-reported",
        "purchase-order.forecasts-moved" => "purchase-order.forecast-moved",
        "style.registered" or "style.revised" => stored,
        "style.milestones-reported" => "style.milestone-reported",
        "style.forecasts-moved" => "style.forecast-moved",
        "vendor.registered" or "vendor.revised" => stored,
        // What the vendor was asked for is between the two.
        "vendor.chased" => null,
        // How an actor came to look at itself; what it then saw is a forecast that moved.
        "purchase-order.style-dates-taken" or "purchase-order.day-turned" or "style.day-turned" => null,
        // What one actor tells another; what follows from it is a stage that was reached.
        "purchase-order.styles-moved" or "style.order-taken" or "purchase-order.shipment-taken" => null,
        // The product's own bookkeeping.
        "purchase-order.claims-recalled" or "style.claims-recalled" => null,
        "purchase-order.outcomes-measured" or "track-record.outcomes-added" or "track-record.published" => null,
        // What followed from it is a report.
        "purchase-order.approvals-taken" or "style.approvals-taken" => null,
        "person.registered" or "person.revised" or "person.functions-assigned" or "person.alerts-chosen" or "person.feed-opened" or "person.feed-closed" or "view-shelf.view-kept" or "view-shelf.view-dropped" => null,
        "wall-link.made" or "wall-link.withdrawn" or "wall-link.expired" => null,
        // Who may look in from outside is the house's own.
        _ when stored.StartsWith("partner.", StringComparison.Ordinal) => null,
        // What the house thinks of its styles is its own; that one was adopted is a report.
        "line-review.opened" or "line-review.style-judged" or "line-review.judgement-withdrawn" or "line-review.closed" => null,
        // How templates and working calendars came to be is the house's own; what they do to an order is a forecast that moved.
        "calendar-template.draft-saved" or "calendar-template.draft-discarded" or "calendar-template.duplicated"
            or "calendar-template.published" or "calendar-template.retired" or "working-calendar.amended" or "brand.settings-decided" => null,
        // What was told because of it is a report.
        "what-if.applied" or "what-if.taken-back" or "what-if.rows-restored" => null,
        "bulk-act.applied" or "bulk-act.rows-settled" or "bulk-act.taken-back" or "bulk-act.rows-restored" => null,
        "shipment.booked" or "shipment.transport-reported" => stored,
        // Who was alerted is the house's own; what it was of is published.
        _ when stored.StartsWith("incident.", StringComparison.Ordinal) => null,
        _ when stored.StartsWith("approval.", StringComparison.Ordinal) => ApprovalVocabulary.TypeOf(stored),
        _ when stored.StartsWith("conversation.", StringComparison.Ordinal) => ConversationVocabulary.TypeOf(stored),
        _ => throw new UnreachableException($"'{stored}' is neither published nor kept back."),
    };

    /// <summary>Whether somebody of these rights, who sees whose event it is, is told of it at all.</summary>
    public static bool IsTold(string stored, Rights rights) =>
        (rights.MayPrepare || !IsPreparation(stored)) && (rights.MaySeeSidesOfStyles || !stored.StartsWith("style.discrepancy-", StringComparison.Ordinal));

    // What the buyer's own people prepare is nobody else's business until it is done.
    private static bool IsPreparation(string stored) => stored is
        "purchase-order.drafted" or "purchase-order.amended" or "purchase-order.proposal-made" or "purchase-order.proposal-confirmed"
        or "purchase-order.proposal-declined" or "purchase-order.proposal-withdrawn"
        or "style.proposal-made" or "style.proposal-confirmed" or "style.proposal-declined" or "style.proposal-withdrawn"
        or "style.decision-taken" or "style.decision-acknowledged"
        or "approval.proposal-made" or "approval.proposal-confirmed" or "approval.proposal-declined" or "approval.proposal-withdrawn";

    /// <param name="rights">Of who reads it: what they may not see of a difference is left out; hidden members are not its business.</param>
    public static object DataOf(object happened, Rights rights) => happened switch
    {
        PurchaseOrderEvent.Placed e => new OrderPlaced(e.Number, e.Brand, e.Category, e.Season, e.Vendor, e.Incoterm, e.ShipMode, LinesOf(e.Lines)),
        PurchaseOrderEvent.Revised e => new OrderRevised(e.Season, e.Vendor, e.Incoterm, e.ShipMode, LinesOf(e.Lines)),
        PurchaseOrderEvent.MilestonesReported e => new MilestoneReported([.. e.Reports.Select(ReportOf)]),
        PurchaseOrderEvent.Held e => e.Hold,
        PurchaseOrderEvent.Released e => e,
        PurchaseOrderEvent.TemplateAdopted e => new TemplateAdopted(e.Template, e.Version, [.. e.Lines.Select(l => l.Line)], e.Reason),
        PurchaseOrderEvent.CalendarsFitted e => new CalendarsFitted([.. e.Lines.Select(l => l.Line)]),
        PurchaseOrderEvent.MilestoneOverridden e => new MilestoneOverridden(e.Line.Line, e.Change),
        PurchaseOrderEvent.OverrideLifted e => new OverrideLifted(e.Line.Line, e.Milestone, e.Reason),
        PurchaseOrderEvent.Issued e => new OrderIssued(e.Document, rights.Shown(e.Changes), e.Reason, e.Note, e.AnswerDue),
        PurchaseOrderEvent.Acknowledged or PurchaseOrderEvent.Confirmed or PurchaseOrderEvent.RejectedByVendor
            or PurchaseOrderEvent.ChangeDeclined or PurchaseOrderEvent.AnswerMissed or PurchaseOrderEvent.DateCommitted
            or PurchaseOrderEvent.LinesCancelled or PurchaseOrderEvent.DiscrepancyOpened or PurchaseOrderEvent.DiscrepancyCleared
            or PurchaseOrderEvent.DiscrepancyResolved or PurchaseOrderEvent.DiscrepancyReopened
            or PurchaseOrderEvent.SampleSealed or PurchaseOrderEvent.ProfileAsked or PurchaseOrderEvent.ProfileAcknowledged or PurchaseOrderEvent.ProfileAnswerMissed
            or PurchaseOrderEvent.GateWaived => happened,
        PurchaseOrderEvent.ChangeProposed e => WishView.Of(e.Wish with { Changes = rights.Shown(e.Wish.Changes) }),
        PurchaseOrderEvent.PlanAnswered e => new PlanAnswered(e.Line, e.Plan.Milestone, e.Plan.Source, e.Plan.EventId, e.Date, e.IsAgreed, e.Note),
        PurchaseOrderEvent.Cancelled e => e.Ending,
        PurchaseOrderEvent.Closed e => rights.Shown(e.Ending),
        PurchaseOrderEvent.ForecastsMoved e => new ForecastMoved([.. e.Lines.Select(l => ForecastOf(l.Line, l.Outlook with { Causes = rights.Shown(l.Outlook.Causes) }, l.Health, l.Stage))]),
        StyleEvent.Registered e => e.Profile,
        StyleEvent.Revised e => e.Profile,
        StyleEvent.DateCommitted { Commitment: var agreed } when !rights.MaySeeSidesOfStyles => new StyleDateCommitted(new CommittedDay(agreed.Milestone, agreed.Date, agreed.From, agreed.At)),
        StyleEvent.StageReached or StyleEvent.DateCommitted => happened,
        StyleEvent.DiscrepancyOpened or StyleEvent.DiscrepancyReopened or StyleEvent.DiscrepancyCleared or StyleEvent.DiscrepancyResolved => happened,
        StyleEvent.ProfileFrozen e => e.Profile,
        StyleEvent.ProfileVersioned e => e with { Changes = rights.Shown(e.Changes) },
        StyleEvent.MilestoneWaived e => rights.MaySeeSidesOfStyles ? e.Waiver : e.Waiver with { Reason = "" },
        StyleEvent.MilestonesReported e => new MilestoneReported([.. e.Reports.Select(r => ReportOf(rights.ShownOfStyle(r)))]),
        StyleEvent.TemplateAdopted e => new TemplateAdopted(e.Schedule.Template, e.Schedule.TemplateVersion, [], e.Reason),
        StyleEvent.MilestoneOverridden e => new MilestoneOverridden(null, e.Change),
        StyleEvent.OverrideLifted e => new OverrideLifted(null, e.Milestone, e.Reason),
        StyleEvent.ForecastsMoved e => ForecastOf(null, e.Outlook with { Causes = rights.ShownOfStyle(e.Outlook.Causes) }, e.Health, null),
        VendorEvent.Registered e => e.Sheet,
        VendorEvent.Revised e => e.Sheet,
        ApprovalEvent e => ApprovalVocabulary.DataOf(e),
        ConversationEvent e => ConversationVocabulary.DataOf(e),
        // A shipment may carry orders that the reader does not see: which, they ask for by its id.
        ShipmentEvent.Booked { Sheet: var sheet } => new ShipmentBooked(sheet.Booking, sheet.Carrier, sheet.Mode, sheet.From, sheet.To, sheet.Containers),
        // What it was of was published when it was said: a retraction need not repeat it, and if it does nobody has checked it.
        ShipmentEvent.TransportReported { Report: { Retracted: true } said } => new TransportReported(
            said.Source, said.EventId, said.UpdatedAt, true, null, null, null, null, null, said.Note),
        ShipmentEvent.TransportReported { Report: var said } => new TransportReported(
            said.Source, said.EventId, said.UpdatedAt, false, said.Moment, WordOf(said.Classifier), said.Date, said.Location, said.Equipment, said.Note),
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    /// <summary>When it was said, where the event knows; else when it was recorded.</summary>
    public static DateTimeOffset? HeardAt(object happened) => happened switch
    {
        PurchaseOrderEvent.MilestonesReported e => e.HeardAt,
        StyleEvent.MilestonesReported e => e.HeardAt,
        ShipmentEvent.TransportReported e => e.HeardAt,
        _ => null,
    };

    /// <summary>The wire's word: plan, forecast, fact.</summary>
    public static string WordOf(Classifier classifier) => classifier switch
    {
        Classifier.Plan => "PLN",
        Classifier.Estimate => "EST",
        Classifier.Actual => "ACT",
        _ => throw new UnreachableException(classifier.ToString()),
    };

    private static ImmutableArray<OrderLine> LinesOf(ImmutableArray<ScheduledLine> lines) => [.. lines.Select(l => l.Line)];

    // A retraction may come without what it retracts: the fillers of a missing date and milestone are not published.
    private static Report ReportOf(ReportMilestone report) => new(
        report.Source, report.EventId, report.UpdatedAt, report.Retracted, report.Line == 0 ? null : report.Line,
        report.Milestone.Length == 0 ? null : report.Milestone, report.Date == DateOnly.MinValue ? null : WordOf(report.Classifier),
        report.Date == DateOnly.MinValue ? null : report.Date, report.Reason, report.Note, report.Colour, report.Quantity, report.Contributing?.All);

    private static LineForecast ForecastOf(int? line, Outlook outlook, Health health, Stage? stage) => new(
        line, health, stage, outlook.SlipDays, outlook.FloatDays, outlook.FloatAbsorbedDays, outlook.Causes,
        [.. outlook.Moved.Select(m => new MilestoneDay(m.Milestone, m.Day))]);

    private sealed record OrderPlaced(
        string Number, string Brand, string Category, string Season, string Vendor, string? Incoterm, string? ShipMode, ImmutableArray<OrderLine> Lines);

    /// <param name="Lines">Those added or altered.</param>
    private sealed record OrderRevised(string Season, string Vendor, string? Incoterm, string? ShipMode, ImmutableArray<OrderLine> Lines);

    /// <param name="Changes">To the version before.</param>
    private sealed record OrderIssued(OrderDocument Document, ImmutableArray<Difference> Changes, string? Reason, string? Note, DateTimeOffset? AnswerDue);

    private sealed record PlanAnswered(int Line, string Milestone, string Source, string EventId, DateOnly Date, bool Agreed, string? Note);

    // As much of a commitment as every maker of the style is told.
    private sealed record StyleDateCommitted(CommittedDay Commitment);

    private sealed record CommittedDay(string Milestone, DateOnly Date, DateOnly From, DateTimeOffset At);

    private sealed record ShipmentBooked(string Booking, string Carrier, TransportMode Mode, string From, string To, ImmutableArray<string> Containers);

    private sealed record TransportReported(
        string Source, string EventId, DateTimeOffset EventUpdatedAt, bool Retracted, TransportMoment? Moment, string? Classifier, DateOnly? Date,
        string? Location, string? Equipment, string? Note);

    private sealed record MilestoneReported(ImmutableArray<Report> Reports);

    private sealed record Report(
        string Source, string EventId, DateTimeOffset EventUpdatedAt, bool Retracted, int? Line, string? Milestone, string? Classifier,
        DateOnly? Date, string? Reason, string? Note, string? Colour, int? Quantity, IReadOnlyList<ReasonShare>? Contributing);

    /// <param name="Lines">Those that went over; empty for a style.</param>
    private sealed record CalendarsFitted(ImmutableArray<int> Lines);

    private sealed record TemplateAdopted(string Template, int Version, ImmutableArray<int> Lines, string Reason);

    private sealed record MilestoneOverridden(int? Line, MilestoneOverride Change);

    private sealed record OverrideLifted(int? Line, string Milestone, string Reason);

    private sealed record ForecastMoved(ImmutableArray<LineForecast> Lines);

    /// <param name="Moved">The milestones whose forecast changed, and to which day.</param>
    private sealed record LineForecast(
        int? Line, Health Health, Stage? Stage, int SlipDays, int FloatDays, int FloatAbsorbedDays, ImmutableArray<Cause> Causes,
        ImmutableArray<MilestoneDay> Moved);
}
