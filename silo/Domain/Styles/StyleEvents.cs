using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Styles;

/// <summary>What happened to a style. Stored for ever: additive only.</summary>
public abstract record StyleEvent
{
    private StyleEvent() { }

    /// <param name="Schedule">Null for a style without a target date or a category without a calendar.</param>
    public sealed record Registered(StyleProfile Profile, Schedule? Schedule, DateOnly AsOf) : StyleEvent;

    /// <param name="Reason">Null where a file or another system says so.</param>
    public sealed record Revised(StyleProfile Profile, Schedule? Schedule, string? Reason = null) : StyleEvent;

    /// <summary>It has come to this stage, by a person or along with its orders.</summary>
    /// <param name="By">Null where it went along.</param>
    /// <param name="On">The day on which it happened; null for the day on which it was told.</param>
    public sealed record StageReached(StyleStage Stage, Author? By, string? Note, DateOnly? On = null) : StyleEvent;

    public sealed record MilestoneWaived(Waiver Waiver) : StyleEvent;

    /// <summary>It was adopted: from here on every other profile has a version.</summary>
    public sealed record ProfileFrozen(int Version, StyleProfile Profile) : StyleEvent;

    /// <summary>The profile that was revised in the same decision has this version.</summary>
    public sealed record ProfileVersioned(int Version, ImmutableArray<FieldChange> Changes) : StyleEvent;

    public sealed record OrderTaken(OrderProgress Order) : StyleEvent;

    public sealed record ProposalMade(StyleProposal Proposal) : StyleEvent;

    /// <summary>What was proposed follows in the same decision.</summary>
    public sealed record ProposalConfirmed(Guid Id, StyleMove Act, Author By, string? Note) : StyleEvent;

    public sealed record ProposalDeclined(Guid Id, StyleMove Act, Author By, string? Note) : StyleEvent;

    public sealed record ProposalWithdrawn(Guid Id, StyleMove Act, string? Note) : StyleEvent;

    public sealed record MilestonesReported(ImmutableArray<ReportMilestone> Reports, DateTimeOffset HeardAt) : StyleEvent;

    /// <summary>The claims that were kept were all taken back; these older ones stand again.</summary>
    public sealed record ClaimsRecalled(ImmutableArray<SlotClaims> Slots) : StyleEvent;

    /// <summary>It went over to another version of its template; baselines stayed.</summary>
    public sealed record TemplateAdopted(Schedule Schedule, string Reason) : StyleEvent;

    /// <summary>A milestone is to differ from the template.</summary>
    public sealed record MilestoneOverridden(Schedule Schedule, MilestoneOverride Change) : StyleEvent;

    /// <summary>A milestone is to be as the template says again.</summary>
    public sealed record OverrideLifted(Schedule Schedule, string Milestone, string Reason) : StyleEvent;

    /// <summary>The approvals of a milestone were heard of; the report that follows stands beside it.</summary>
    public sealed record ApprovalsTaken(KeptApprovals Approvals) : StyleEvent;

    /// <summary>A line review has decided of it; the reports of milestones that follow stand beside it.</summary>
    public sealed record DecisionTaken(StyleDecision Decision) : StyleEvent;

    /// <param name="By">Id of the person.</param>
    public sealed record DecisionAcknowledged(string Review, string By) : StyleEvent;

    /// <summary>Statements contradict each other, or others than did before.</summary>
    public sealed record DiscrepancyOpened(Discrepancy What) : StyleEvent;

    /// <summary>Something was said that was not known to who settled it.</summary>
    public sealed record DiscrepancyReopened(Discrepancy What) : StyleEvent;

    /// <summary>What was said agrees again.</summary>
    public sealed record DiscrepancyCleared(DiscrepancyKind Kind, string Milestone, string? Colour = null) : StyleEvent;

    /// <summary>Somebody has said which side is right; what they report because of it stands beside it.</summary>
    public sealed record DiscrepancyResolved(DiscrepancyKind Kind, string Milestone, Resolution How, string? Colour = null) : StyleEvent;

    /// <summary>Both sides agree on another day for a milestone.</summary>
    public sealed record DateCommitted(Commitment Commitment) : StyleEvent;

    /// <summary>A day has begun on which something fell due.</summary>
    public sealed record DayTurned(DateOnly Day) : StyleEvent;

    /// <summary>What the events before it in the same decision did to the style's forecasts.</summary>
    /// <param name="Colours">Of the milestones that are told by colour, all of them; null when none of these moved.</param>
    public sealed record ForecastsMoved(
        DateOnly AsOf, Outlook Outlook, TimeAndAction.Health Health, DateTimeOffset? NextWake,
        ImmutableArray<ColourDay>? Colours = null) : StyleEvent;
}

public sealed record StyleProfile(
    string Number, string Name, string Brand, string Category, string Season, string? Gender, string? ArticleType,
    ImmutableArray<string> Colours, DateOnly? TargetExFactory, ImmutableArray<AttributeValue>? Attributes = null,
    StyleSpec? Spec = null)
{
    // Records compare immutable arrays by reference; a repeat must be seen as one.
    public bool Equals(StyleProfile? other) =>
        other is not null && Number == other.Number && Name == other.Name && Brand == other.Brand && Category == other.Category
        && Season == other.Season && Gender == other.Gender && ArticleType == other.ArticleType
        && Colours.SequenceEqual(other.Colours) && TargetExFactory == other.TargetExFactory
        && (Attributes ?? []).SequenceEqual(other.Attributes ?? []) && Spec == other.Spec;

    public override int GetHashCode() => HashCode.Combine(Number, Name, Season, TargetExFactory);

    public static StyleProfile Of(StyleSheet sheet) => new(
        sheet.Number, sheet.Name, sheet.Brand, sheet.Category, sheet.Season, sheet.Gender, sheet.ArticleType, sheet.Colours,
        sheet.TargetExFactory, sheet.Attributes, StyleSpec.Over(sheet.Spec, null));
}

/// <summary>The day on which one colour of a milestone is done, or expected to be.</summary>
public sealed record ColourDay(string Milestone, string Colour, DateOnly Day);

/// <summary>A style as its events left it. <see cref="Profile"/> is null until it was registered.</summary>
/// <param name="Timeline">Null for a style without a calendar.</param>
/// <param name="Colours">Of the milestones that are told by colour; null while there are none.</param>
/// <param name="Approvals">What was heard of its approvals, by milestone and colour; null while nothing was.</param>
/// <param name="Version">Number of events.</param>
/// <param name="Reviewed">What the newest line review has decided; null while none has.</param>
/// <param name="Discrepancies">Those of which the statements still contradict each other, settled or not; null while there were none.</param>
/// <param name="DatesVersion">The version at which what its PO lines are told may last have moved.</param>
/// <param name="Commitments">The newest per milestone for which another day than planned was agreed; null while none was.</param>
/// <param name="ColoursGone">Colours that were taken off it, and are not back; null while none was.</param>
public sealed record StyleState(
    StyleProfile? Profile, Timeline? Timeline, TimeAndAction.Health Health, DateTimeOffset? NextWake, DateOnly AsOf, StyleLife Life,
    ImmutableArray<ColourDay>? Colours = null, ImmutableArray<KeptApprovals>? Approvals = null, int Version = 0,
    ReviewedStyle? Reviewed = null, int DatesVersion = 0, ImmutableArray<Discrepancy>? Discrepancies = null,
    ImmutableArray<Commitment>? Commitments = null, ImmutableArray<string>? ColoursGone = null)
{
    /// <summary>Colours that were taken off it, and are not back.</summary>
    internal ImmutableArray<string> Gone => ColoursGone ?? [];

    /// <summary>Its discrepancies, settled or not.</summary>
    internal ImmutableArray<Discrepancy> Kept => Discrepancies ?? [];

    /// <summary>The newest agreed day of a milestone; null while it stands as it was planned.</summary>
    internal Commitment? Commitment(string milestone) => Commitments?.FirstOrDefault(c => c.Milestone == milestone);

    /// <summary>The agreed day of a milestone; its baseline where none was agreed, null where it does not apply.</summary>
    internal DateOnly? CommittedTo(string milestone) =>
        Commitment(milestone)?.Date ?? (Timeline is { } timeline && timeline.Template.IndexOf(milestone) is var at and >= 0 ? timeline.Schedule.Baseline[at] : null);

    /// <summary>Indexes of the milestones that live on it and have not happened.</summary>
    internal IEnumerable<int> OpenMilestones =>
        Timeline is { } timeline && timeline.Facts() is var facts
            ? Enumerable.Range(0, facts.Length).Where(m => timeline.Template.Milestones[m].Home == MilestoneHome.Style && facts[m].Actual is null)
            : [];

    public static StyleState Empty { get; } = new(null, null, TimeAndAction.Health.Plan, null, DateOnly.MinValue, StyleLife.Begun);
}
