using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Calendars;

/// <summary>What a sheet would plan for one order.</summary>
/// <param name="Faults">While there are any, nothing is planned.</param>
/// <param name="Milestones">Those that apply, in the order in which they can be reached.</param>
public sealed record TemplatePreview(ImmutableArray<TemplateFault> Faults, ImmutableArray<PreviewedMilestone> Milestones)
{
    /// <param name="said">What the order is like; where nothing is said, an attribute's first value holds.</param>
    internal static TemplatePreview Of(TemplateSheet sheet, DateOnly exFactory, WorkingCalendar calendar, ImmutableArray<AttributeValue> said)
    {
        if (TemplateFaults.Of(sheet) is { IsEmpty: false } faults)
            return new TemplatePreview(faults, []);
        var template = new PublishedTemplate("", 0, sheet);
        var schedule = Schedule.Lay(template, exFactory, calendar, said);
        var milestones = template.Fit(schedule.Tailoring).Milestones;
        return new TemplatePreview([], [.. milestones.Select((m, i) => PreviewedMilestone.Of(m, schedule.Baseline[i], schedule.Latest[i], milestones))]);
    }
}

/// <param name="Due">The plan, on a working day.</param>
/// <param name="Latest">The last day that still makes ex-factory.</param>
/// <param name="FloatDays">From the one to the other.</param>
/// <param name="After">What it follows once what does not apply has dropped out.</param>
public sealed record PreviewedMilestone(
    string Code, string Name, MilestoneHome Home, DateOnly Due, DateOnly Latest, int FloatDays, ImmutableArray<Lag> After)
{
    internal static PreviewedMilestone Of(TemplateMilestone milestone, DateOnly due, DateOnly latest, ImmutableArray<TemplateMilestone> all) => new(
        milestone.Code, milestone.Name, milestone.Home, due, latest, latest.DayNumber - due.DayNumber,
        [.. milestone.After.Select(a => new Lag(all[a.Predecessor].Code, a.MinDays))]);
}

/// <param name="ExFactory">Of the order that serves as an example.</param>
/// <param name="Country">Where it is made: whose working days count.</param>
/// <param name="Attributes">What it is like.</param>
public sealed record PreviewForm(TemplateSheet Sheet, DateOnly ExFactory, string? Country, ImmutableArray<AttributeValue> Attributes);
