using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>What happened to a purchase order. Stored for ever: additive only.</summary>
public abstract record PurchaseOrderEvent
{
    private PurchaseOrderEvent() { }

    /// <param name="Found">Those of the attributes that nobody has said; null for none.</param>
    public sealed record Placed(
        string Number, string Brand, string Category, string Season, string Vendor, string? Incoterm, string? ShipMode,
        string? Template, ImmutableArray<ScheduledLine> Lines, DateOnly AsOf,
        ImmutableArray<AttributeValue>? Attributes = null, ImmutableArray<AttributeValue>? Found = null) : PurchaseOrderEvent;

    /// <summary>The buyer changed the order: header as it now is, and the lines that were added or altered.</summary>
    /// <param name="Found">What was found out of another vendor; null where it stays, and where nothing was asked.</param>
    /// <param name="AsOf">The day at the factory; null where that was not kept yet.</param>
    public sealed record Revised(
        string Season, string Vendor, string? Incoterm, string? ShipMode, ImmutableArray<ScheduledLine> Lines,
        ImmutableArray<AttributeValue>? Found = null, DateOnly? AsOf = null) : PurchaseOrderEvent;

    public sealed record MilestonesReported(ImmutableArray<ReportMilestone> Reports, DateTimeOffset HeardAt) : PurchaseOrderEvent;

    /// <summary>The claims that lines kept were all taken back; these older ones stand again.</summary>
    public sealed record ClaimsRecalled(ImmutableArray<LineClaims> Lines) : PurchaseOrderEvent;

    /// <param name="Lines">Numbers of the lines that took them.</param>
    public sealed record StyleDatesTaken(StyleDates Dates, ImmutableArray<int> Lines) : PurchaseOrderEvent;

    /// <summary>Lines went over to another version of their template; baselines stayed.</summary>
    /// <param name="Attributes">What the order was found to be like for it; null where nothing was asked.</param>
    public sealed record TemplateAdopted(
        string Template, int Version, ImmutableArray<LineSchedule> Lines, string Reason,
        ImmutableArray<AttributeValue>? Attributes = null) : PurchaseOrderEvent;

    /// <summary>Milestones of lines apply now or do not any more, by what their order or style is like; baselines stayed.</summary>
    public sealed record CalendarsFitted(ImmutableArray<LineSchedule> Lines) : PurchaseOrderEvent;

    /// <summary>A milestone of a line is to differ from the template.</summary>
    public sealed record MilestoneOverridden(LineSchedule Line, MilestoneOverride Change) : PurchaseOrderEvent;

    /// <summary>A line may go on without one of its gates, which then drops out of its calendar: that override follows.</summary>
    public sealed record GateWaived(int Line, Waiver Waiver) : PurchaseOrderEvent;

    /// <summary>A milestone of a line is to be as the template says again.</summary>
    public sealed record OverrideLifted(LineSchedule Line, string Milestone, string Reason) : PurchaseOrderEvent;

    /// <summary>The approvals of a milestone were heard of; the report that follows stands beside it.</summary>
    public sealed record ApprovalsTaken(int Line, KeptApprovals Approvals) : PurchaseOrderEvent;

    /// <summary>Lines heard of a shipment that carries pieces of them.</summary>
    public sealed record ShipmentTaken(ImmutableArray<LineCargo> Lines) : PurchaseOrderEvent;

    /// <summary>A day has begun at the factory on which something fell due.</summary>
    public sealed record DayTurned(DateOnly Day) : PurchaseOrderEvent;

    /// <summary>An order was begun, which is none yet.</summary>
    public sealed record Drafted(OrderHeader Header, ImmutableArray<OrderLine> Lines, DateOnly AsOf) : PurchaseOrderEvent;

    /// <summary>The draft is now as told.</summary>
    public sealed record Amended(OrderHeader Header, ImmutableArray<OrderLine> Lines) : PurchaseOrderEvent;

    /// <summary>A version of the document has gone out.</summary>
    /// <param name="Schedules">Of the lines that are new in it; with a first version their baselines are frozen.</param>
    /// <param name="Changes">To the version before.</param>
    /// <param name="Reason">Delay reason code; null for a first version.</param>
    /// <param name="AnswerDue">By when the vendor is to confirm; null where it need not, or not yet.</param>
    /// <param name="Attributes">What the order was found to be like when it was first issued; null in later versions.</param>
    /// <param name="Hash">Of the document's content; null where that was not kept yet.</param>
    /// <param name="Contributing">Delay reason codes beside the first; null for none.</param>
    public sealed record Issued(
        OrderDocument Document, ImmutableArray<ScheduledLine> Schedules, ImmutableArray<Difference> Changes, string? Reason, string? Note,
        AnswerNeed Need, DateTimeOffset? AnswerDue, DateOnly AsOf, ImmutableArray<AttributeValue>? Attributes = null,
        string? Hash = null, ImmutableArray<string>? Contributing = null) : PurchaseOrderEvent;

    /// <summary>The vendor has the version.</summary>
    public sealed record Acknowledged(int Version, string? Note) : PurchaseOrderEvent;

    /// <summary>The vendor makes it as written.</summary>
    public sealed record Confirmed(int Version, string? Note) : PurchaseOrderEvent;

    public sealed record RejectedByVendor(int Version, string Note) : PurchaseOrderEvent;

    public sealed record ChangeProposed(VendorWish Wish) : PurchaseOrderEvent;

    /// <param name="AnswerDue">By when the vendor is to confirm the version as it is; null where it has.</param>
    public sealed record ChangeDeclined(string? Note, DateTimeOffset? AnswerDue) : PurchaseOrderEvent;

    /// <summary>The vendor has let the time for its answer pass.</summary>
    public sealed record AnswerMissed(int Version, DateTimeOffset Due) : PurchaseOrderEvent;

    public sealed record DateCommitted(int Line, Commitment Commitment) : PurchaseOrderEvent;

    public sealed record PlanAnswered(int Line, AnsweredPlan Plan, DateOnly Date, bool IsAgreed, string? Note) : PurchaseOrderEvent;

    /// <summary>Nothing is to go on until it is released.</summary>
    public sealed record Held(Hold Hold) : PurchaseOrderEvent;

    /// <param name="AnswerDue">By when the vendor is to confirm now; null where no answer is awaited.</param>
    public sealed record Released(string? Note, DateTimeOffset? AnswerDue = null) : PurchaseOrderEvent;

    public sealed record LinesCancelled(ImmutableArray<int> Lines, string Reason) : PurchaseOrderEvent;

    public sealed record Cancelled(Ending Ending) : PurchaseOrderEvent;

    public sealed record Closed(Ending Ending) : PurchaseOrderEvent;

    public sealed record ProposalMade(Proposal Proposal) : PurchaseOrderEvent;

    /// <summary>What was proposed follows in the same decision.</summary>
    public sealed record ProposalConfirmed(Guid Id, Act Act, Author By, string? Note) : PurchaseOrderEvent;

    public sealed record ProposalDeclined(Guid Id, Act Act, Author By, string? Note) : PurchaseOrderEvent;

    public sealed record ProposalWithdrawn(Guid Id, Act Act, string? Note) : PurchaseOrderEvent;

    /// <summary>Statements about a line contradict each other, or do so in another way than before.</summary>
    public sealed record DiscrepancyOpened(int Line, Discrepancy What) : PurchaseOrderEvent;

    /// <summary>The statements agree again.</summary>
    public sealed record DiscrepancyCleared(int Line, DiscrepancyKind Kind, string Milestone) : PurchaseOrderEvent;

    public sealed record DiscrepancyResolved(int Line, DiscrepancyKind Kind, string Milestone, Resolution How) : PurchaseOrderEvent;

    /// <summary>Something was said since that who settled it did not know.</summary>
    public sealed record DiscrepancyReopened(int Line, Discrepancy What) : PurchaseOrderEvent;

    /// <summary>The sample by which the goods are made is sealed, and of this version of the style's profile.</summary>
    public sealed record SampleSealed(string Style, int Profile, ImmutableArray<int> Lines) : PurchaseOrderEvent;

    /// <summary>A profile is otherwise than the sealed sample: both sides are asked to acknowledge it.</summary>
    public sealed record ProfileAsked(string Style, int Profile, ImmutableArray<int> Lines, DateTimeOffset Due) : PurchaseOrderEvent;

    public sealed record ProfileAcknowledged(string Style, int Profile, Party Side, ImmutableArray<int> Lines, string? Note) : PurchaseOrderEvent;

    /// <summary>A side has let the time to acknowledge a profile pass.</summary>
    public sealed record ProfileAnswerMissed(string Style, int Profile, ImmutableArray<int> Lines, DateTimeOffset Due) : PurchaseOrderEvent;

    /// <summary>The lines of these styles have come further, or are theirs no more.</summary>
    public sealed record StylesMoved(ImmutableArray<StyleProgress> Styles) : PurchaseOrderEvent;

    /// <summary>What the events before it in the same decision did to the lines' forecasts.</summary>
    /// <param name="Past">The track records that were leaned on; null for none.</param>
    /// <param name="Calendar">Id of the working calendar that they were made by; null where that was not kept yet.</param>
    public sealed record ForecastsMoved(
        DateOnly AsOf, ImmutableArray<LineForecast> Lines, PastVersions? Past = null, string? Calendar = null, int CalendarVersion = 0) : PurchaseOrderEvent;

    /// <summary>Lines are done. What they contribute to the track records is fixed now: no later date improves it.</summary>
    public sealed record OutcomesMeasured(string Vendor, string Category, ImmutableArray<LineOutcomes> Lines) : PurchaseOrderEvent;
}

/// <summary>Whether the vendor must say yes to a version.</summary>
public enum AnswerNeed
{
    Awaited,

    /// <summary>Too little is otherwise to ask again.</summary>
    None,

    /// <summary>It is what the vendor asked for.</summary>
    Given,
}

/// <param name="Schedule">Null for a line without a date.</param>
public sealed record ScheduledLine(OrderLine Line, Schedule? Schedule);

public sealed record LineClaims(int Line, ImmutableArray<SlotClaims> Slots);

/// <summary>A line's calendar as it was laid anew.</summary>
public sealed record LineSchedule(int Line, Schedule Schedule);

/// <param name="NextWake">When the line must next be looked at, or null.</param>
/// <param name="Blocks">What stands in its way; null when nothing does.</param>
public sealed record LineForecast(
    int Line, Outlook Outlook, Health Health, Stage Stage, DateTimeOffset? NextWake, ImmutableArray<Block>? Blocks = null);
