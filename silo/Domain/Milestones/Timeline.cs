using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Milestones;

/// <summary>The calendar of one style or line as it was laid: its dates do not change with later templates.</summary>
/// <param name="Target">The ex-factory day from which the baselines count.</param>
/// <param name="Baseline">Per milestone of the template.</param>
/// <param name="Latest">Per milestone of the template.</param>
public sealed record Schedule(
    string Template, int TemplateVersion, string Calendar, int CalendarVersion, DateOnly Target,
    ImmutableArray<DateOnly> Baseline, ImmutableArray<DateOnly> Latest)
{
    /// <summary>Lays a template's calendar back from <paramref name="target"/>.</summary>
    public static Schedule Lay(CalendarTemplate template, DateOnly target, WorkingCalendar calendar)
    {
        var baseline = TimeAndAction.Baseline.For(template, target, calendar);
        var untouched = Forecasting.Compute(new ForecastInput(
            template, MilestoneHome.Line, baseline, ImmutableArray.Create(new MilestoneFacts[template.Milestones.Length]), calendar, DateOnly.MinValue));
        return new Schedule(template.Id, template.Version, calendar.Id, calendar.Version, target, baseline, untouched.Latest);
    }
}

/// <summary>What a forecast came to, kept as an event carries it.</summary>
/// <param name="Moved">The milestones whose forecast changed, and to what.</param>
/// <param name="DrivingPath">Codes of the milestones that force ex-factory, first to last.</param>
public sealed record Outlook(
    ImmutableArray<MilestoneDay> Moved, int SlipDays, int FloatDays, int FloatAbsorbedDays,
    ImmutableArray<Cause> Causes, ImmutableArray<string> DrivingPath);

/// <summary>
/// The milestones of one style or one line: as planned, as reported, as forecast. Immutable.
/// </summary>
/// <param name="Forecast">Per milestone of the template.</param>
/// <param name="Claims">By slot; best claim first, at most <see cref="ClaimsKept"/>.</param>
/// <param name="HandedOver">The style's own dates for milestones that live there; null on the style itself.</param>
/// <param name="HeardAt">When anything was last reported.</param>
public sealed record Timeline(
    Schedule Schedule, ImmutableArray<DateOnly> Forecast, ImmutableDictionary<Slot, ImmutableArray<Claim>> Claims,
    StyleDates? HandedOver, DateTimeOffset? HeardAt, Outlook Outlook)
{
    /// <summary>How many claims of one slot stay in memory.</summary>
    public const int ClaimsKept = 8;

    public CalendarTemplate Template => Templates.Find(Schedule.Template, Schedule.TemplateVersion);

    public static Timeline Of(Schedule schedule) => new(
        schedule, schedule.Baseline, ImmutableDictionary<Slot, ImmutableArray<Claim>>.Empty, null, null, new Outlook([], 0, 0, 0, [], []));

    /// <summary>The claim that holds, or null when nobody reported.</summary>
    public Claim? Holding(int milestone, Classifier classifier) =>
        Claims.TryGetValue(new Slot(milestone, classifier), out var claims) ? claims[0] : null;

    public DateOnly? Actual(int milestone) =>
        Holding(milestone, Classifier.Actual)?.Date
        ?? (HandedOver?.Find(Template.Milestones[milestone].Code) is { Happened: true } handed ? handed.Day : null);

    /// <summary>Keeps a report that is no retraction: what the same sender said before under this id no longer stands.</summary>
    public Timeline With(ReportMilestone report, DateTimeOffset heardAt)
    {
        var rest = Without(report.Source, report.EventId);
        var slot = new Slot(Template.IndexOf(report.Milestone), report.Classifier);
        var claim = new Claim(report.Source, report.EventId, report.UpdatedAt, report.Date, report.Reason, report.Note, heardAt);
        var claims = rest.Claims.TryGetValue(slot, out var standing) ? standing : [];
        var place = 0;
        while (place < claims.Length && claims[place].Outranks(claim))
            place++;
        claims = claims.Insert(place, claim);
        if (claims.Length > ClaimsKept)
            claims = claims.RemoveAt(ClaimsKept);
        return rest with { Claims = rest.Claims.SetItem(slot, claims), HeardAt = heardAt };
    }

    /// <summary>Forgets what the sender said under this id, if it said anything here.</summary>
    public Timeline Without(string source, string eventId)
    {
        foreach (var (slot, claims) in Claims)
        {
            var at = claims.FindIndex(c => c.Is(source, eventId));
            if (at < 0)
                continue;
            var left = claims.RemoveAt(at);
            return this with { Claims = left.IsEmpty ? Claims.Remove(slot) : Claims.SetItem(slot, left) };
        }

        return this;
    }

    /// <summary>Whether exactly this report is kept here.</summary>
    public bool Stands(ReportMilestone report) =>
        Claims.TryGetValue(new Slot(Template.IndexOf(report.Milestone), report.Classifier), out var claims)
        && claims.Any(c => c.Is(report.Source, report.EventId) && c.UpdatedAt == report.UpdatedAt && c.Date == report.Date);

    public Timeline With(Outlook outlook)
    {
        if (outlook.Moved.IsEmpty)
            return this with { Outlook = outlook };
        var forecast = Forecast.ToBuilder();
        foreach (var (milestone, day) in outlook.Moved)
            forecast[Template.IndexOf(milestone)] = day;
        return this with { Forecast = forecast.MoveToImmutable(), Outlook = outlook with { Moved = [] } };
    }

    /// <summary>The forecast from what is known as of <paramref name="asOf"/>, as a difference to this one.</summary>
    public Outlook Look(MilestoneHome home, WorkingCalendar calendar, DateOnly asOf)
    {
        var template = Template;
        var facts = ImmutableArray.CreateBuilder<MilestoneFacts>(template.Milestones.Length);
        for (var i = 0; i < template.Milestones.Length; i++)
        {
            var actual = Holding(i, Classifier.Actual);
            var estimate = Holding(i, Classifier.Estimate);
            var handed = HandedOver?.Find(template.Milestones[i].Code);
            facts.Add(new MilestoneFacts(actual?.Date, estimate?.Date, handed?.Day, (actual ?? estimate)?.Reason ?? handed?.Reason));
        }

        var result = Forecasting.Compute(new ForecastInput(template, home, Schedule.Baseline, facts.MoveToImmutable(), calendar, asOf));
        var moved = ImmutableArray.CreateBuilder<MilestoneDay>();
        for (var i = 0; i < result.Forecast.Length; i++)
            if (result.Forecast[i] != Forecast[i])
                moved.Add(new MilestoneDay(template.Milestones[i].Code, result.Forecast[i]));
        return new Outlook(
            moved.ToImmutable(), result.SlipDays, result.FloatDays, result.FloatAbsorbedDays, result.Causes,
            [.. result.DrivingPath.Select(i => template.Milestones[i].Code)]);
    }

    /// <summary>Whether an outlook says anything that this one does not.</summary>
    public bool Learns(Outlook outlook) =>
        !outlook.Moved.IsEmpty || outlook.SlipDays != Outlook.SlipDays || outlook.FloatDays != Outlook.FloatDays
        || outlook.FloatAbsorbedDays != Outlook.FloatAbsorbedDays || !outlook.Causes.SequenceEqual(Outlook.Causes)
        || !outlook.DrivingPath.SequenceEqual(Outlook.DrivingPath);
}

/// <summary>Where claims about the same thing meet.</summary>
public readonly record struct Slot(int Milestone, Classifier Classifier);
