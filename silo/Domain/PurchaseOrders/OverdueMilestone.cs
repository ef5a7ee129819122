using Orleans;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>A milestone of a line whose turn it is, whose day has passed, and of which nobody has said that it happened.</summary>
/// <param name="Name">Without what stands in brackets.</param>
/// <param name="Expected">The day that was last expected; null where nobody has said one.</param>
/// <param name="Days">Since the latest of its planned day, that day, and the one that what comes before it allowed.</param>
[GenerateSerializer, Immutable, Alias("overdue-milestone")]
public sealed record OverdueMilestone(string Code, string Name, DateOnly? Expected, int Days)
{
    /// <summary>As a cause says it.</summary>
    public string Text => $"{Name} {(Days == 1 ? "1 day" : $"{Days} days")} overdue, {(Expected is { } day ? $"last expected {day:d MMM}" : "nothing reported")}";

    /// <summary>The one that is furthest behind; null where none is.</summary>
    /// <param name="asOf">Of the order.</param>
    public static OverdueMilestone? Of(LineState line, DateOnly asOf)
    {
        if (line.Health == Health.Done || line.Timeline is not { } timeline)
            return null;
        var (facts, milestones, plan) = (timeline.Facts(), timeline.Template.Milestones, timeline.Schedule.Plan);
        // What came before something that was said to have happened holds nothing up, reported or not. That the order was placed
        // says of no gate before it that it was passed.
        Span<bool> isPassed = stackalloc bool[milestones.Length];
        for (var m = milestones.Length - 1; m >= 0; m--)
        {
            isPassed[m] |= facts[m].Happened is not null && (facts[m].Actual is not null || milestones[m].Home == MilestoneHome.Style);
            if (isPassed[m])
                foreach (var before in milestones[m].After)
                    isPassed[before.Predecessor] = true;
            isPassed[m] |= facts[m].Happened is not null;
        }

        OverdueMilestone? worst = null;
        for (var m = 0; m < milestones.Length; m++)
        {
            if (milestones[m].Home != MilestoneHome.Line || facts[m].Stands is not null || isPassed[m])
                continue;
            var day = Forecasting.Later(plan[m], facts[m].Estimate ?? plan[m]);
            var isItsTurn = true;
            foreach (var before in milestones[m].After)
            {
                // What the style has not handed over stands at its plan.
                isItsTurn &= isPassed[before.Predecessor] || milestones[before.Predecessor].Home == MilestoneHome.Style && facts[before.Predecessor].Stands is null;
                if (facts[before.Predecessor].Happened is { } happened)
                    day = Forecasting.Later(day, happened.AddDays(before.MinDays));
            }

            if (isItsTurn && asOf.DayNumber - day.DayNumber is > 0 and var days && days > (worst?.Days ?? 0))
                worst = new OverdueMilestone(milestones[m].Code, milestones[m].PlainName, facts[m].Estimate, days);
        }

        return worst;
    }
}
