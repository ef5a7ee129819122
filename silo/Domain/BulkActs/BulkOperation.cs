using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WhatIfs;

namespace Selvedge.Domain.BulkActs;

/// <summary>What is done to many lines at once.</summary>
public enum BulkKind
{
    /// <summary>A day of each moves by the same number of days.</summary>
    Shift,

    /// <summary>A day of each becomes one and the same.</summary>
    Redate,

    /// <summary>Somebody else sees to a milestone of each.</summary>
    Assign,

    /// <summary>What waits for the brand's decision on each is approved.</summary>
    Approve,

    /// <summary>Days of each become what was entered for it.</summary>
    Enter,
}

/// <summary>What of a row is set.</summary>
public enum BulkField
{
    /// <summary>The day that both sides agree on.</summary>
    Committed,

    /// <summary>The day on which it is expected.</summary>
    Expected,
    Responsible,
    Decision,

    /// <summary>How the line travels.</summary>
    ShipMode,

    /// <summary>Days on which a factory is closed.</summary>
    Closure,

    /// <summary>The day on which it happened.</summary>
    Happened,
}

/// <param name="Field">Of a shift or a new date: committed or expected. Of what was entered each row says it for itself.</param>
/// <param name="Milestone">Code; null for ex-factory, and for all approvals.</param>
/// <param name="Days">Of a shift: calendar days; negative for earlier.</param>
/// <param name="Date">Of a new date.</param>
/// <param name="Responsible">Of an assignment: who is to see to it.</param>
/// <param name="Reason">Delay reason code; required where a committed day moves.</param>
/// <param name="Contributing">Of a committed day: up to two codes beside it; null for none.</param>
[GenerateSerializer, Immutable, Alias("bulk-operation")]
public sealed record BulkOperation(
    BulkKind Kind, BulkField Field, string? Milestone, int? Days, DateOnly? Date, string? Responsible, string? Reason, ImmutableArray<string>? Contributing = null);

/// <summary>What is asked of one line; a line may be asked for several things.</summary>
[GenerateSerializer, Immutable, Alias("bulk-ask")]
public sealed record BulkAsk(int Line, BulkOperation Operation);

/// <summary>One member says what stands, as the row's field asks for.</summary>
/// <param name="Version">Of the approval that was looked at.</param>
/// <param name="ShipMode">Empty where the line travels as its order does.</param>
[GenerateSerializer, Immutable, Alias("bulk-value")]
public sealed record BulkValue(DateOnly? Day = null, string? Responsible = null, ApprovalStatus? Status = null, int? Version = null, string? ShipMode = null);

/// <summary>One thing that is set: of a milestone of one line, or of one approval that the line waits for; by a what-if also of a style or a factory.</summary>
/// <param name="Number">From 0, within the act.</param>
/// <param name="PurchaseOrder">Empty, and the line 0, where it is of a style or a factory.</param>
/// <param name="Milestone">Code; null for an approval that completes none, and where no milestone is meant.</param>
/// <param name="From">What stood when it was looked at: the row is left alone where that has changed.</param>
/// <param name="Approval">Id of the approval that is decided; null where it is no decision.</param>
/// <param name="Style">Whose milestone it is; null where it is a line's.</param>
/// <param name="Colour">Of a style's milestone that is told by colour; null for all.</param>
/// <param name="Closed">Of a factory: when it is closed.</param>
[GenerateSerializer, Immutable, Alias("bulk-row")]
public sealed record BulkRow(
    int Number, string PurchaseOrder, int Line, BulkField Field, string? Milestone, BulkValue From, BulkValue To, string? Approval = null,
    string? Style = null, string? Colour = null, VendorClosures? Closed = null)
{
    /// <summary>How what has happened leaves nothing to set but the day on which it did; null while it is open, or that day is what is set.</summary>
    internal static string? Happened(BulkField field, Timeline timeline, int milestone, string? colour) =>
        field != BulkField.Happened && (colour is null ? timeline.Actual(milestone) : timeline.FactsFor(colour, milestone).Actual) is { } happened
            ? $"{timeline.Template.Milestones[milestone].Name} has happened {happened:yyyy-MM-dd}."
            : null;
}

/// <summary>One row as its order or approval is asked for it, to be done or to be taken back.</summary>
/// <param name="Act">Id of the bulk act.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="Reason">Delay reason code.</param>
/// <param name="TakesBack">What stood before is to stand again.</param>
/// <param name="Proposal">What the row had become, where it waits for a second person: that is what is taken back.</param>
/// <param name="Version">Of the approval once it was decided: what is taken back is that decision.</param>
/// <param name="Sender">Of what was reported; null for a bulk act's own word.</param>
/// <param name="Contributing">Delay reason codes beside the first; null for none.</param>
[GenerateSerializer, Immutable, Alias("bulk-task")]
public sealed record BulkTask(
    BulkRow Row, string Act, DateTimeOffset At, string? Reason, string Note, bool TakesBack = false, Guid? Proposal = null, int? Version = null, string? Sender = null,
    ImmutableArray<string>? Contributing = null)
{
    /// <summary>The sender of what a bulk act reports.</summary>
    public const string Source = "bulk-act";

    /// <summary>Code of what leaves a row alone for good: what stood when it was looked at stands no more.</summary>
    public const string MovedSince = "moved-since";

    /// <summary>What the row's report is known by: the same when it is done and when it is taken back.</summary>
    private string EventId => ToldDay.EventIdOf(Act, Row.Style ?? Row.PurchaseOrder, Row.Line, Row.Milestone!, Row.Colour) + (Row.Field == BulkField.Happened ? "/happened" : "");

    private Classifier Classifier => Row.Field == BulkField.Happened ? Classifier.Actual : Classifier.Estimate;

    /// <summary>What must stand so that the row is not somebody else's by now.</summary>
    internal BulkValue Standing => TakesBack ? Row.To : Row.From;

    internal BulkValue Wanted => TakesBack ? Row.From : Row.To;

    /// <summary>Of a row that says when a milestone is expected, or when it happened.</summary>
    internal ReportMilestone ToReport() => new(
        Sender ?? Source, EventId, At, TakesBack, Row.Line, Row.Milestone!, Classifier, Row.To.Day!.Value, Reason, Note, Row.Colour);

    /// <summary>Why nothing is left to set; null where the milestone is open.</summary>
    internal Refusal? HappenedSince(Timeline timeline, int milestone) => BulkRow.Happened(Row.Field, timeline, milestone, Row.Colour) is { } how ? Moved(how) : null;

    /// <summary>Of the same: why it cannot be taken back, unless its own word is still what holds.</summary>
    internal Refusal? SaidSince(Timeline timeline, int milestone)
    {
        var name = timeline.Template.Milestones[milestone].Name;
        var claim = Row.Colour is { } colour ? timeline.HoldingFor(colour, milestone, Classifier) : timeline.Holding(milestone, Classifier);
        return claim is null ? Moved($"Nothing is said of {name} any more.")
            : claim.Is(Sender ?? Source, EventId) ? null
            : Moved($"{claim.Source} has said {claim.Date:yyyy-MM-dd} since.");
    }

    internal static Refusal Moved(string how) => new(MovedSince, "", how);

    /// <summary>Of a row that decides an approval.</summary>
    public ApprovalAct ToApprovalAct(Author by) => new(
        TakesBack ? ApprovalMove.TakeBack : ApprovalMove.Approve, by.Id, Party.Brand, TakesBack ? Version : Row.From.Version, null, null, Note, [], null, null, null, null);
}

public enum RowStatus
{
    Done,

    /// <summary>It waits for a second person.</summary>
    Proposed,

    /// <summary>It stood so already.</summary>
    Unchanged,
    Refused,
}

/// <summary>What became of one row.</summary>
/// <param name="Row">Its number.</param>
/// <param name="Proposal">Id of what waits for a second person; null where nothing does.</param>
/// <param name="Version">Of the order or approval after it; 0 where nothing happened.</param>
[GenerateSerializer, Immutable, Alias("row-outcome")]
public sealed record RowOutcome(int Row, RowStatus Status, Guid? Proposal, Refusal? Problem, int Version)
{
    // Whoever tells it again, be it after a crash, tells what is known.
    internal static ImmutableArray<RowOutcome> News(ImmutableArray<RowOutcome> told, ImmutableArray<RowOutcome> known) =>
        known.Select(outcome => outcome.Row).ToHashSet() is var rows ? told.RemoveAll(outcome => rows.Contains(outcome.Row)) : told;
}

/// <summary>A line that was chosen and is not among the rows.</summary>
[GenerateSerializer, Immutable, Alias("left-line")]
public sealed record LeftLine(string PurchaseOrder, int Line, Refusal Why);
