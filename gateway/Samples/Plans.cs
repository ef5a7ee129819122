using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Samples;

/// <summary>A calendar laid back from one ex-factory day.</summary>
/// <param name="Aim">Per milestone: its plan, or as much before it as keeps holidays from pushing any plan after it.</param>
internal sealed record Plan(CalendarTemplate Template, Schedule Schedule, WorkingCalendar Calendar, ImmutableArray<DateOnly> Aim)
{
    /// <summary>Holidays and days off alone push none of its dates.</summary>
    public bool IsCalm { get; } = Aim.SequenceEqual(Schedule.Baseline);

    public DateOnly Baseline(int milestone) => Schedule.Baseline[milestone];

    /// <summary>Days that the milestone may be late before ex-factory moves; negative where holidays have eaten them.</summary>
    public int Float(int milestone) => Schedule.Latest[milestone].DayNumber - Schedule.Baseline[milestone].DayNumber;
}

/// <summary>Plans by category, country, day and what goods are like: many orders share one. Thread-safe.</summary>
internal sealed class Plans
{
    private readonly ConcurrentDictionary<(PublishedTemplate Template, string? Country, DateOnly Target, string Deciding), Plan> laid = new();

    /// <param name="country">Null for a style, which belongs to no factory.</param>
    /// <param name="said">What the style or order is like.</param>
    public Plan For(string category, string? country, DateOnly target, ImmutableArray<AttributeValue> said)
    {
        var published = TemplateShelf.BuiltIn.For("", category)!;
        var deciding = published.Deciding(said);
        return laid.GetOrAdd((published, country, target, string.Join(';', deciding.Select(a => a.Value))), static (key, deciding) =>
        {
            var calendar = key.Country is { } known ? SampleCalendars.Planned.OfCountry(known) : WorkingCalendars.Unknown;
            var (template, schedule) = (key.Template.Fit(new Tailoring(deciding, [])), Schedule.Lay(key.Template, key.Target, calendar, deciding));
            return new Plan(template, schedule, calendar, Aim(template, schedule, calendar));
        }, deciding);
    }

    // What lives on the style does not wait for the factory's days off.
    private static ImmutableArray<DateOnly> Aim(CalendarTemplate template, Schedule schedule, WorkingCalendar calendar)
    {
        var aim = schedule.Baseline.ToArray();
        for (var m = aim.Length - 1; m >= 0; m--)
            foreach (var (predecessor, days) in template.Milestones[m].After)
            {
                var start = calendar.LatestStart(calendar.LatestStart(aim[m], days), 0);
                if (start < aim[predecessor] && template.Milestones[predecessor].Home == MilestoneHome.Line)
                    aim[predecessor] = start;
            }
        return ImmutableCollectionsMarshal.AsImmutableArray(aim);
    }
}
