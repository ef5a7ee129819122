using System.Collections.Immutable;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Production;

/// <summary>What is decided of a style on its way, in words.</summary>
internal static class StyleLifeWords
{
    /// <summary>Null for an event of another kind.</summary>
    /// <param name="nameOf">Of a milestone by its code.</param>
    public static string? Of(StyleEvent happened, Func<string, string> nameOf) => happened switch
    {
        StyleEvent.StageReached { By: null } e => $"Is {StyleStages.Said(e.Stage)}, as its orders are",
        StyleEvent.StageReached e => $"Came to {StyleStages.Said(e.Stage)}{(e.On is { } on ? $" on {HistoryWords.Of(on)}" : "")}{OrderLifeWords.Note(e.Note)}",
        StyleEvent.ProfileFrozen e => $"Profile version {e.Version} frozen",
        StyleEvent.ProfileVersioned e => $"That is version {e.Version} of the profile",
        StyleEvent.ProposalMade { Proposal: var proposal } => $"{Said(proposal.Act, nameOf)} proposed{OrderLifeWords.Note(proposal.Act.Waive?.Reason ?? proposal.Act.Revise?.Reason)}",
        StyleEvent.ProposalConfirmed e => $"{Said(e.Act)} confirmed by {e.By.Id}{OrderLifeWords.Note(e.Note)}",
        StyleEvent.ProposalDeclined e => $"{Said(e.Act)} declined by {e.By.Id}{OrderLifeWords.Note(e.Note)}",
        StyleEvent.ProposalWithdrawn e => $"{Said(e.Act)} withdrawn{OrderLifeWords.Note(e.Note)}",
        _ => null,
    };

    /// <summary>Such as <c>season SS27 to FW27</c>.</summary>
    public static string Of(ImmutableArray<FieldChange> changes) =>
        string.Join("; ", changes.Select(c => $"{Said(c.Field)} {c.From ?? "none"} to {c.To ?? "none"}"));

    private static string Said(string field) => field switch
    {
        "articleType" => "article type",
        "targetExFactory" => "target ex-factory",
        "sizeRange" => "size range",
        "techPack" => "tech pack",
        _ => field,
    };

    private static string Said(StyleAct act, Func<string, string> nameOf) => act switch
    {
        { Waive: { } waive } => $"Waiving {nameOf(waive.Milestone)}",
        { Advance: { } advance } => $"Closing {StyleStages.Said(advance.Stage)}",
        { Commit: { } commit } => $"Moving the agreed day of {nameOf(commit.Milestone)} to {HistoryWords.Of(commit.Date)}",
        _ => Said(act.Kind),
    };

    private static string Said(StyleMove move) => move switch
    {
        StyleMove.Advance => "Closing a stage",
        StyleMove.Waive => "Waiving a milestone",
        StyleMove.Commit => "Moving an agreed day",
        _ => "Changing the profile",
    };
}
