using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Styles;

/// <summary>What holds the stages of a style open, by the template of its calendar.</summary>
internal static class StageGates
{
    /// <summary>Indexes of the milestones that hold the stage: neither done nor waived. The adoption holds nothing: who adopts does it.</summary>
    public static ImmutableArray<int> Holding(StyleState style, StyleStage stage)
    {
        if (style.Timeline is not { } timeline)
            return [];
        var adoption = Adoption(timeline);
        var holding = ImmutableArray.CreateBuilder<int>();
        for (var m = 0; m < timeline.Template.Milestones.Length; m++)
            if (timeline.Template.Milestones[m].Holds == stage && m != adoption && !KeptApprovals.Pass(style.Approvals ?? [], timeline, m) && !IsWaived(style, m))
                holding.Add(m);
        return holding.DrainToImmutable();
    }

    /// <summary>
    /// Index of the milestone that is the adoption itself, as published: what does not apply here makes none of the others the
    /// adoption. -1 where there is none.
    /// </summary>
    public static int Adoption(Timeline timeline) =>
        PublishedAdoption(timeline) is { } adoption ? timeline.Template.IndexOf(adoption.Code) : -1;

    /// <summary>The same milestone as published; null where there is none.</summary>
    public static MilestoneSheet? PublishedAdoption(Timeline timeline) => timeline.Published.Milestones.LastOrDefault(m => m.Holds == StyleStage.Development);

    /// <summary>A milestone that holds a stage is not overridden away: only a waiver lets the stage close without it.</summary>
    public static Refusal? RefuseDropping(MilestoneOverride change, StyleState style)
    {
        var timeline = style.Timeline!;
        if (change.Kind != OverrideKind.NotApplicable || timeline.Template.IndexOf(change.Milestone) is not (var index and >= 0)
            || timeline.Template.Milestones[index] is not { Holds: { } stage } milestone || stage < style.Life.Stage || IsWaived(style, index))
            return null;
        return new Refusal("stage-held", "/milestone", index == Adoption(timeline)
            ? $"{milestone.Name} is the adoption itself."
            : $"{milestone.Name} holds {StyleStages.Said(stage)}: waive it there.");
    }

    /// <summary>
    /// What holds the present stage of the style, or a later one, and is open still, goes on being asked for: a template that has it
    /// no more, or lets it hold nothing, is gone over to once it is done or was waived; so is what the goods are said to be like.
    /// What has closed stays closed, whatever is asked now.
    /// </summary>
    /// <param name="schedule">The style's calendar by that template, or for goods that are like that.</param>
    /// <param name="pointer">To what is asked for.</param>
    public static Refusal? RefuseLosing(Schedule schedule, StyleState style, string pointer)
    {
        var held = Held(style with { Timeline = style.Timeline!.Under(schedule) }).Select(milestone => milestone.Code).ToHashSet();
        return Held(style).FirstOrDefault(milestone => !held.Contains(milestone.Code)) is { } lost
            ? new Refusal("stage-held", pointer, $"{lost.Name} is open and holds {StyleStages.Said(lost.Holds!.Value)}, which it would hold no more: waive it first.")
            : null;
    }

    // Of the present stage and those to come.
    private static IEnumerable<TemplateMilestone> Held(StyleState style) =>
        from stage in StyleStages.Held
        where stage >= style.Life.Stage
        from milestone in Holding(style, stage)
        select style.Timeline!.Template.Milestones[milestone];

    /// <summary>Where its orders have brought the style; null where it stays. Nothing goes along before the adoption, past what holds it, or after the close.</summary>
    public static StyleStage? Along(StyleState style)
    {
        var life = style.Life;
        if (life.Stage is < StyleStage.Adopted or StyleStage.Closed || life.Stage == StyleStage.Adopted && life.Ordered is null)
            return null;
        var stage = life.Ordered ?? StyleStage.Adopted;
        return stage == life.Stage || life.Stage == StyleStage.Adopted && !Holding(style, StyleStage.Adopted).IsEmpty ? null : stage;
    }

    private static bool IsWaived(StyleState style, int milestone)
    {
        var code = style.Timeline!.Template.Milestones[milestone].Code;
        return style.Life.Waivers.Any(w => w.Milestone == code);
    }
}
