using Orleans;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>A milestone of a line that is expected on another day because an inspection has failed.</summary>
/// <param name="Name">Without what stands in brackets.</param>
/// <param name="Expected">The day that was last expected.</param>
/// <param name="Days">From the planned day to that; 0 where it is no later.</param>
[GenerateSerializer, Immutable, Alias("failed-inspection")]
public sealed record FailedInspection(string Code, string Name, DateOnly Expected, int Days)
{
    /// <summary>As a cause says it.</summary>
    public string Text => $"{Name} expected {Expected:d MMM}: an inspection has failed";

    /// <summary>The first that waits for it; null where none does, and once it has happened.</summary>
    public static FailedInspection? Of(LineState line)
    {
        if (line.Health == Health.Done || line.Timeline is not { } timeline)
            return null;
        var (facts, milestones, plan) = (timeline.Facts(), timeline.Template.Milestones, timeline.Schedule.Plan);
        for (var m = 0; m < milestones.Length; m++)
            if (milestones[m].Home == MilestoneHome.Line && facts[m] is { Stands: null, Estimate: { } expected } said
                && (said.Reason == DelayReasons.FailedInspection || said.Contributing?.All.Any(share => share.Reason == DelayReasons.FailedInspection) == true))
                return new FailedInspection(milestones[m].Code, milestones[m].PlainName, expected, Math.Max(0, expected.DayNumber - plan[m].DayNumber));
        return null;
    }
}
