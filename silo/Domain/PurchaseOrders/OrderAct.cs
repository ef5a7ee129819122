using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>What a person may ask of an order.</summary>
public enum Act
{
    Draft,
    Amend,
    Issue,
    Acknowledge,
    Confirm,
    ProposeChange,
    Reject,
    AcceptChange,
    DeclineChange,
    Revise,
    Commit,
    AgreePlan,
    DeclinePlan,
    Hold,
    Release,
    Cancel,
    Close,
    ConfirmProposal,
    DeclineProposal,
    WithdrawProposal,
    AcknowledgeProfile,
    Waive,
}

/// <summary>One thing that a person asks of an order: one member is given, which says what.</summary>
/// <param name="ProposeChange">By the vendor, instead of a yes.</param>
/// <param name="AgreePlan">To the day that somebody reported as a plan.</param>
[GenerateSerializer, Immutable, Alias("order-act")]
public sealed record OrderAct(
    DraftOrder? Draft = null, OrderChanges? Amend = null, ActNote? Issue = null, Answer? Acknowledge = null, Answer? Confirm = null,
    ChangeWish? ProposeChange = null, Answer? Reject = null, ActNote? AcceptChange = null, ActNote? DeclineChange = null,
    Revision? Revise = null, DateCommitment? Commit = null, PlanAnswer? AgreePlan = null, PlanAnswer? DeclinePlan = null,
    HoldOrder? Hold = null, ActNote? Release = null, CancelOrder? Cancel = null, CloseOrder? Close = null,
    ProposalAnswer? ConfirmProposal = null, ProposalAnswer? DeclineProposal = null, ProposalAnswer? WithdrawProposal = null,
    ProfileAnswer? AcknowledgeProfile = null, WaiveGate? Waive = null)
{
    public Act Kind =>
        Draft is not null ? Act.Draft
        : Amend is not null ? Act.Amend
        : Issue is not null ? Act.Issue
        : Acknowledge is not null ? Act.Acknowledge
        : Confirm is not null ? Act.Confirm
        : ProposeChange is not null ? Act.ProposeChange
        : Reject is not null ? Act.Reject
        : AcceptChange is not null ? Act.AcceptChange
        : DeclineChange is not null ? Act.DeclineChange
        : Revise is not null ? Act.Revise
        : Commit is not null ? Act.Commit
        : AgreePlan is not null ? Act.AgreePlan
        : DeclinePlan is not null ? Act.DeclinePlan
        : Hold is not null ? Act.Hold
        : Release is not null ? Act.Release
        : Cancel is not null ? Act.Cancel
        : Close is not null ? Act.Close
        : ConfirmProposal is not null ? Act.ConfirmProposal
        : DeclineProposal is not null ? Act.DeclineProposal
        : AcknowledgeProfile is not null ? Act.AcknowledgeProfile
        : Waive is not null ? Act.Waive
        : Act.WithdrawProposal;
}

/// <summary>An order that is not yet one.</summary>
/// <param name="Template">Template id where it is not the category's own; null otherwise.</param>
/// <param name="Parent">Number of the order that it repeats; null for none.</param>
/// <param name="Attributes">What it is like otherwise than its styles say, as far as it decides milestones; null for nothing.</param>
[GenerateSerializer, Immutable, Alias("draft-order")]
public sealed record DraftOrder(
    string Number, string Brand, string Category, string Season, string Vendor, string? Incoterm, string? ShipMode,
    string? Template, string? Parent, ImmutableArray<LineChange> Lines, ImmutableArray<AttributeValue>? Attributes = null);

/// <summary>What is to be otherwise; null and empty where it stays.</summary>
/// <param name="Vendor">Of a draft only.</param>
/// <param name="Lines">To alter, or to add where the number is new.</param>
/// <param name="Removed">Numbers of lines of a draft.</param>
/// <param name="Attributes">Of a draft only: all that is said.</param>
[GenerateSerializer, Immutable, Alias("order-changes")]
public sealed record OrderChanges(
    string? Season, string? Vendor, string? Incoterm, string? ShipMode, ImmutableArray<LineChange> Lines, ImmutableArray<int> Removed,
    ImmutableArray<AttributeValue>? Attributes = null);

/// <summary>One line as it is to be; null where it stays.</summary>
/// <param name="Sizes">All of them.</param>
/// <param name="ExFactory">Of an issued order this moves the committed day.</param>
/// <param name="Price">For one piece or pair.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ShipMode">Where it is to travel otherwise than the order; empty where it is to travel so again.</param>
[GenerateSerializer, Immutable, Alias("line-change")]
public sealed record LineChange(
    int Number, string? Style, string? Description, string? Colour, int? Quantity, ImmutableArray<SizeQuantity>? Sizes,
    DateOnly? ExFactory, DateOnly? Cancel, decimal? Price, string? Currency, string? ShipMode = null);

[GenerateSerializer, Immutable, Alias("act-note")]
public sealed record ActNote(string? Note);

/// <summary>The vendor's word on one version.</summary>
/// <param name="Note">Required for a rejection.</param>
[GenerateSerializer, Immutable, Alias("answer")]
public sealed record Answer(int Version, string? Note);

/// <summary>What the vendor would do instead.</summary>
/// <param name="Reason">Delay reason code; required where a day is to move.</param>
[GenerateSerializer, Immutable, Alias("change-wish")]
public sealed record ChangeWish(int Version, OrderChanges Changes, string? Reason, string Note);

/// <param name="Reason">Delay reason code.</param>
/// <param name="Side">Who carries the days where one moves; null for the reason's own.</param>
/// <param name="Contributing">Up to two delay reason codes beside it; null for none.</param>
[GenerateSerializer, Immutable, Alias("revision")]
public sealed record Revision(OrderChanges Changes, string Reason, Side? Side, string? Note, ImmutableArray<string>? Contributing = null);

/// <summary>Another day agreed for a milestone.</summary>
/// <param name="Milestone">Null for ex-factory.</param>
/// <param name="Reason">Delay reason code.</param>
/// <param name="Side">Who carries the days; null for the reason's own.</param>
/// <param name="Contributing">Up to two delay reason codes beside it; null for none.</param>
[GenerateSerializer, Immutable, Alias("date-commitment")]
public sealed record DateCommitment(
    int Line, string? Milestone, DateOnly Date, string Reason, Side? Side, string? Note, ImmutableArray<string>? Contributing = null);

/// <summary>The word on a day that somebody reported as a plan.</summary>
/// <param name="Reason">Delay reason code; null for the report's own.</param>
/// <param name="Contributing">Up to two delay reason codes beside it; null for none.</param>
[GenerateSerializer, Immutable, Alias("plan-answer")]
public sealed record PlanAnswer(
    int Line, string Milestone, string? Reason, Side? Side, string? Note, ImmutableArray<string>? Contributing = null);

/// <summary>A side knows the profile by which the lines of a style are to be made.</summary>
/// <param name="Profile">Its version: the present one.</param>
/// <param name="Side">For which side; null for the own. The brand may say so for the vendor.</param>
[GenerateSerializer, Immutable, Alias("profile-answer")]
public sealed record ProfileAnswer(string Style, int Profile, Party? Side, string? Note);

/// <summary>Lets a line go on without a gate, which then drops out of its calendar.</summary>
[GenerateSerializer, Immutable, Alias("waive-gate")]
public sealed record WaiveGate(int Line, string Milestone, string Reason);

/// <param name="WaitsOn">Who can lift it; null for the one who holds.</param>
[GenerateSerializer, Immutable, Alias("hold-order")]
public sealed record HoldOrder(string Reason, string? WaitsOn);

/// <param name="Lines">Numbers; empty for the whole order.</param>
[GenerateSerializer, Immutable, Alias("cancel-order")]
public sealed record CancelOrder(ImmutableArray<int> Lines, string Reason);

/// <param name="Lines">What came, for every line that was not cancelled.</param>
/// <param name="Note">Required where it is short or over.</param>
[GenerateSerializer, Immutable, Alias("close-order")]
public sealed record CloseOrder(ImmutableArray<LineReceipt> Lines, string? Note);

/// <summary>What came of one line.</summary>
/// <param name="Sizes">Of a line that was ordered by size.</param>
/// <param name="Quantity">Of any other line; null where sizes are told.</param>
[GenerateSerializer, Immutable, Alias("line-receipt")]
public sealed record LineReceipt(int Number, int? Quantity, ImmutableArray<SizeQuantity> Sizes);

/// <param name="Id">Of the proposal.</param>
[GenerateSerializer, Immutable, Alias("proposal-answer")]
public sealed record ProposalAnswer(Guid Id, string? Note);
