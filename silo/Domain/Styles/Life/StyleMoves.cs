using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Styles;

/// <summary>Which act is possible in which stage.</summary>
public static class StyleMoves
{
    public static readonly ImmutableArray<StyleMove> All = [.. Enum.GetValues<StyleMove>()];

    /// <summary>Why the act is not possible now; null where it may be asked for.</summary>
    public static string? WhyNot(StyleMove move, StyleState style) => Refuse(move, style)?.Detail;

    internal static Refusal? Refuse(StyleMove move, StyleState style) => move switch
    {
        StyleMove.ConfirmProposal or StyleMove.DeclineProposal or StyleMove.WithdrawProposal =>
            style.Life.Proposals.IsEmpty ? NotNow("Nothing waits for a second person.") : null,
        _ when style.Life.Stage == StyleStage.Closed => NotNow("It is closed."),
        StyleMove.Revise => null,
        _ when style.Timeline is null => new Refusal("no-calendar", "", "It has no ex-factory date and so no calendar."),
        StyleMove.Advance => RefuseAdvance(style),
        StyleMove.Commit => style.OpenMilestones.Any() ? null : NotNow("Nothing is open on it that could be agreed on."),
        _ => StyleStages.Held.Any(stage => stage >= style.Life.Stage && !StageGates.Holding(style, stage).IsEmpty)
            ? null
            : NotNow("No milestone holds a stage."),
    };

    private static Refusal? RefuseAdvance(StyleState style)
    {
        var (stage, milestones) = (style.Life.Stage, style.Timeline!.Template.Milestones);
        if (StageGates.Holding(style, stage) is { IsEmpty: false } holding)
            return new Refusal("stage-held", "/stage", $"{stage} does not close while open: {string.Join("; ", holding.Select(m => milestones[m].Name))}.");
        return stage is StyleStage.Adopted or StyleStage.Ordered or StyleStage.InProduction
            ? NotNow($"From {StyleStages.Said(stage)} on it goes along with its orders.")
            : null;
    }

    private static Refusal NotNow(string why) => new("not-possible-now", "", why);
}
