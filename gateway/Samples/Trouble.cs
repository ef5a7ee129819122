using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Samples;

/// <summary>What went wrong at one milestone.</summary>
/// <param name="Day">Of the milestone, instead of the one that its predecessors and its plan would give.</param>
/// <param name="Reason">Delay reason code.</param>
internal sealed record Trouble(int Milestone, DateOnly Day, string Reason)
{
    private const int NewsDays = 14;
    private const int KnownAheadDays = 10;

    /// <summary>Trouble that moves ex-factory by about so many days; null when no milestone of the plan can be it today.</summary>
    public static Trouble? Slipping(Plan plan, MilestoneHome home, int days, DateOnly today, Random dice) =>
        At(plan, home, today, dice, m => plan.Schedule.Latest[m].AddDays(days));

    /// <summary>Trouble that eats more than half of a milestone's float and leaves ex-factory where it is.</summary>
    public static Trouble? Absorbed(Plan plan, MilestoneHome home, DateOnly today, Random dice)
    {
        var share = 0.6 + 0.3 * dice.NextDouble();
        return At(plan, home, today, dice, m => plan.Float(m) < 3 ? null : plan.Baseline(m).AddDays((int)Math.Ceiling(plan.Float(m) * share)));
    }

    /// <summary>Trouble that has passed: ex-factory left so many days late.</summary>
    public static Trouble Past(Plan plan, int days, Random dice)
    {
        var last = plan.Template.ExFactory;
        var milestone = dice.Next(last - 8, last + 1);
        return new Trouble(milestone, plan.Schedule.Latest[milestone].AddDays(days), Reasons.For(plan.Template.Milestones[milestone], dice));
    }

    public bool IsOf(int milestone) => Milestone == milestone;

    // What is on people's minds: it should have happened by now or very soon, and either just has, late, or is still awaited.
    private static Trouble? At(Plan plan, MilestoneHome home, DateOnly today, Random dice, Func<int, DateOnly?> late)
    {
        Trouble? chosen = null;
        var seen = 0;
        for (var m = 0; m < plan.Template.Milestones.Length; m++)
            if (plan.Template.Milestones[m].Home == home
                && plan.Baseline(m) <= today.AddDays(KnownAheadDays)
                && late(m) is { } day && day > plan.Baseline(m) && day >= today.AddDays(-NewsDays)
                && dice.Next(++seen) == 0)
                chosen = new Trouble(m, day, "");
        return chosen is null ? null : chosen with { Reason = Reasons.For(plan.Template.Milestones[chosen.Milestone], dice) };
    }
}
