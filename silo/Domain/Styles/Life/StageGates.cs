using System.Collections.Immutable;
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
        var facts = timeline.Facts();
        var adoption = Adoption(timeline.Template);
        var holding = ImmutableArray.CreateBuilder<int>();
        for (var m = 0; m < timeline.Template.Milestones.Length; m++)
            if (timeline.Template.Milestones[m].Holds == stage && m != adoption && timeline.Actual(facts, m) is null && !IsWaived(style, m))
                holding.Add(m);
        return holding.DrainToImmutable();
    }

    /// <summary>Index of the milestone that is the adoption itself; -1 where the template has none.</summary>
    public static int Adoption(CalendarTemplate template)
    {
        for (var m = template.Milestones.Length - 1; m >= 0; m--)
            if (template.Milestones[m].Holds == StyleStage.Development)
                return m;
        return -1;
    }

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
