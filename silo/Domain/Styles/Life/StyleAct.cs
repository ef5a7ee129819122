using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Styles;

/// <summary>What a person may ask of a style.</summary>
public enum StyleMove
{
    Advance,
    Waive,
    Revise,
    ConfirmProposal,
    DeclineProposal,
    WithdrawProposal,
    Commit,
}

/// <summary>One thing that a person asks of a style: one member is given, which says what.</summary>
[GenerateSerializer, Immutable, Alias("style-act")]
public sealed record StyleAct(
    AdvanceStage? Advance = null, WaiveMilestone? Waive = null, ReviseProfile? Revise = null,
    ProposalAnswer? ConfirmProposal = null, ProposalAnswer? DeclineProposal = null, ProposalAnswer? WithdrawProposal = null,
    CommitStyleDate? Commit = null)
{
    public StyleMove Kind =>
        Advance is not null ? StyleMove.Advance
        : Waive is not null ? StyleMove.Waive
        : Revise is not null ? StyleMove.Revise
        : Commit is not null ? StyleMove.Commit
        : ConfirmProposal is not null ? StyleMove.ConfirmProposal
        : DeclineProposal is not null ? StyleMove.DeclineProposal
        : StyleMove.WithdrawProposal;
}

/// <summary>Closes a stage, and so reaches the next.</summary>
/// <param name="Stage">The one that is closed: the style must be in it.</param>
/// <param name="On">The day on which it happened; null for today.</param>
[GenerateSerializer, Immutable, Alias("advance-stage")]
public sealed record AdvanceStage(StyleStage Stage, string? Note, DateOnly? On = null);

/// <summary>Lets a stage close without a milestone. The milestone stays open: it may still happen.</summary>
[GenerateSerializer, Immutable, Alias("waive-milestone")]
public sealed record WaiveMilestone(string Milestone, string Reason);

/// <summary>Another day agreed for a milestone that lives on the style.</summary>
/// <param name="Reason">Delay reason code.</param>
/// <param name="Side">Who carries the days; null for the reason's own.</param>
/// <param name="Contributing">Up to two delay reason codes beside it; null for none.</param>
[GenerateSerializer, Immutable, Alias("commit-style-date")]
public sealed record CommitStyleDate(
    string Milestone, DateOnly Date, string Reason, Side? Side, string? Note, ImmutableArray<string>? Contributing = null);

/// <summary>Other fields of a style; null where they stay.</summary>
[GenerateSerializer, Immutable, Alias("revise-profile")]
public sealed record ReviseProfile(
    string? Name, string? Season, string? Gender, string? ArticleType, ImmutableArray<string>? Colours, DateOnly? TargetExFactory,
    ImmutableArray<AttributeValue>? Attributes, string Reason, StyleSpec? Spec = null)
{
    /// <summary>The whole style as it is to be.</summary>
    internal StyleSheet Of(StyleProfile profile) => new(
        profile.Number, Name ?? profile.Name, profile.Brand, profile.Category, Season ?? profile.Season, Gender ?? profile.Gender,
        ArticleType ?? profile.ArticleType, Colours ?? profile.Colours, TargetExFactory ?? profile.TargetExFactory, [],
        Attributes ?? profile.Attributes, StyleSpec.Over(Spec, profile.Spec));
}
