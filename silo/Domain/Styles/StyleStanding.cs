using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Styles;

/// <summary>How far a style has come, what holds it there, and what may be asked of it.</summary>
/// <param name="Orders">What its orders say of the stage; null while none has gone out.</param>
/// <param name="Holds">What is to be done or waived before the stage closes.</param>
/// <param name="Profile">Version of its profile; 0 until it was adopted.</param>
/// <param name="Completeness">How far its profile is filled in.</param>
/// <param name="Acts">All that can be asked of a style, and why not of this one as it stands.</param>
[GenerateSerializer, Immutable, Alias("style-standing")]
public sealed record StyleStanding(
    StyleStage Stage, StyleStage? Orders, ImmutableArray<StageHold> Holds, ImmutableArray<WaiverView> Waivers, int Profile,
    ImmutableArray<StyleProposalView> Proposals, ImmutableArray<StyleActView> Acts, ProfileCompleteness Completeness)
{
    public static StyleStanding Of(StyleState style)
    {
        var life = style.Life;
        return new StyleStanding(
            life.Stage, life.Ordered, [.. StageGates.Holding(style, life.Stage).Select(m => StageHold.Of(style.Timeline!, m))],
            [.. life.Waivers.Select(w => WaiverView.Of(w, NameOf(w.Milestone, style)))], life.Profile,
            [.. life.Proposals.Select(p => StyleProposalView.Of(p, style))], [.. StyleMoves.All.Select(move => new StyleActView(move, StyleMoves.WhyNot(move, style)))],
            ProfileCompleteness.Of(style.Profile!));
    }

    internal static string NameOf(string milestone, StyleState style) =>
        style.Timeline?.Template is { } template && template.IndexOf(milestone) is var at and >= 0 ? template.Milestones[at].Name : milestone;
}

/// <summary>A milestone that holds a stage open.</summary>
/// <param name="Due">The day of the plan in force.</param>
[GenerateSerializer, Immutable, Alias("stage-hold")]
public sealed record StageHold(string Milestone, string Name, string Role, DateOnly Due, DateOnly Forecast)
{
    internal static StageHold Of(Milestones.Timeline timeline, int index)
    {
        var milestone = timeline.Template.Milestones[index];
        return new StageHold(milestone.Code, milestone.Name, milestone.Role, timeline.Schedule.Plan[index], timeline.Forecast[index]);
    }
}

/// <summary>Something that waits for a second person.</summary>
/// <param name="By">Id of the person.</param>
/// <param name="Milestone">That is to be waived, or whose agreed day is to move; null else, as is <paramref name="Name"/>.</param>
/// <param name="Stage">That is to be closed; null else.</param>
/// <param name="Changes">Fields that are to be otherwise.</param>
/// <param name="From">The day committed to now, where one is to move, and <paramref name="To"/> where to; null else.</param>
[GenerateSerializer, Immutable, Alias("style-proposal-view")]
public sealed record StyleProposalView(
    string Id, StyleMove Act, string By, DateTimeOffset At, string? Milestone, string? Name, StyleStage? Stage, string? Reason, ImmutableArray<FieldChange> Changes,
    DateOnly? From = null, DateOnly? To = null)
{
    internal static StyleProposalView Of(StyleProposal proposal, StyleState style)
    {
        var act = proposal.Act;
        var milestone = act.Waive?.Milestone ?? act.Commit?.Milestone;
        return new StyleProposalView(
            proposal.Id.ToString("N"), act.Kind, proposal.By.Id, proposal.At, milestone,
            milestone is null ? null : StyleStanding.NameOf(milestone, style), act.Advance?.Stage,
            act.Waive?.Reason ?? act.Revise?.Reason ?? act.Commit?.Reason ?? act.Advance?.Note,
            act.Revise is { } revise ? FieldChange.Between(style.Profile!, StyleProfile.Of(revise.Of(style.Profile!))) : [],
            act.Commit is { } commit ? style.CommittedTo(commit.Milestone) : null, act.Commit?.Date);
    }
}

/// <param name="Why">It cannot be asked for now; null where it can.</param>
[GenerateSerializer, Immutable, Alias("style-act-view")]
public sealed record StyleActView(StyleMove Act, string? Why);
