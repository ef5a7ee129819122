using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Selvedge.Domain.Calendars;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>The plan that a template makes of an ex-factory date.</summary>
public static class Baseline
{
    /// <summary>Per milestone of the template, in its order: its offset from ex-factory, moved on to a working day.</summary>
    public static ImmutableArray<DateOnly> For(CalendarTemplate template, DateOnly exFactory, WorkingCalendar calendar)
    {
        var baseline = new DateOnly[template.Milestones.Length];
        for (var m = 0; m < baseline.Length; m++)
            baseline[m] = calendar.NextWorkingDay(exFactory.AddDays(template.Milestones[m].DueOffset));
        return ImmutableCollectionsMarshal.AsImmutableArray(baseline);
    }
}
