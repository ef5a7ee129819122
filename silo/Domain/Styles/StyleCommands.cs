using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Styles;

/// <summary>What may be asked of a style.</summary>
public abstract record StyleCommand
{
    private StyleCommand() { }

    /// <summary>The style as a product system or file says it is: registers it, revises it, or finds nothing new.</summary>
    public sealed record Record(StyleSheet Sheet) : StyleCommand;

    public sealed record Report(ReportMilestone What) : StyleCommand;

    /// <summary>An estimate of an act upon many is taken back, unless another has spoken since.</summary>
    public sealed record TakeBack(BulkTask Task) : StyleCommand;

    public sealed record Adopt(AdoptTemplate What) : StyleCommand;

    public sealed record Override(OverrideMilestone What) : StyleCommand;

    public sealed record Lift(LiftOverride What) : StyleCommand;

    /// <summary>How the approvals of a milestone stand.</summary>
    public sealed record TakeApprovals(MilestoneApprovals Approvals) : StyleCommand;

    /// <summary>How far an order has come with it.</summary>
    public sealed record TakeOrder(OrderProgress Order) : StyleCommand;

    /// <summary>A person asks for something.</summary>
    /// <param name="Id">That of the command: what must wait for a second person is known by it.</param>
    /// <param name="Held">The version that the person looked at; null to act upon any.</param>
    public sealed record Ask(Guid Id, StyleAct Act, Author By, int? Held = null) : StyleCommand;

    /// <summary>Says which of two contradicting statements is right.</summary>
    /// <param name="Id">That of the command: what is said because of it is known by it.</param>
    /// <param name="By">Id of the person.</param>
    public sealed record Resolve(Guid Id, ResolveDiscrepancy What, string By) : StyleCommand;

    /// <summary>Somebody says that two contradict each other.</summary>
    /// <param name="By">Id of the person.</param>
    public sealed record Raise(RaiseDiscrepancy What, string By) : StyleCommand;

    /// <summary>What a closed line review has decided of it.</summary>
    public sealed record TakeDecision(StyleDecision Decision) : StyleCommand;

    /// <param name="By">Id of the person.</param>
    public sealed record AcknowledgeDecision(string Review, string By) : StyleCommand;

    /// <summary>The committed due time has come.</summary>
    public sealed record Wake : StyleCommand;
}

/// <summary>A style as a file writes it down. What is empty or null in the sheet of a known style stays as it is known.</summary>
/// <param name="Category">apparel, footwear, accessories or other: decides the calendar template.</param>
/// <param name="TargetExFactory">The day from which its calendar counts; null for a style without one.</param>
/// <param name="Past">Reports that come with the style.</param>
/// <param name="Attributes">What it is like, as far as it decides milestones; null where nothing is said.</param>
/// <param name="Spec">What it is made of and by; null where nothing is said.</param>
[GenerateSerializer, Immutable, Alias("style-sheet")]
public sealed record StyleSheet(
    string Number, string Name, string Brand, string Category, string Season, string? Gender, string? ArticleType,
    ImmutableArray<string> Colours, DateOnly? TargetExFactory, ImmutableArray<ReportMilestone> Past,
    ImmutableArray<AttributeValue>? Attributes = null, StyleSpec? Spec = null);
