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
/// <param name="Claims">One entry per slot that has any.</param>
/// <param name="HandedOver">The style's own dates for milestones that live there; null on the style itself.</param>
public sealed record Timeline(
    Schedule Schedule, ImmutableArray<DateOnly> Forecast, ImmutableArray<SlotClaims> Claims,
    StyleDates? HandedOver, Outlook Outlook)
{
    /// <summary>When a sender last had something to say that stands, whenever it reached us; null when nobody has.</summary>
    public DateTimeOffset? HeardAt
    {
        get
        {
            DateTimeOffset? newest = null;
            foreach (var slot in Claims)
                if (newest is null || slot.Best[0].UpdatedAt > newest)
                    newest = slot.Best[0].UpdatedAt;
            return newest;
        }
    }

    public CalendarTemplate Template => Templates.Find(Schedule.Template, Schedule.TemplateVersion)
        ?? throw new NotSupportedException($"Template {Schedule.Template} {Schedule.TemplateVersion} is not known here.");

    public static Timeline Of(Schedule schedule) => new(
        schedule, schedule.Baseline, [], null, new Outlook([], 0, 0, 0, [], []));

    /// <summary>The claim that holds, or null when nobody reported.</summary>
    public Claim? Holding(int milestone, Classifier classifier) =>
        SlotOf(milestone, classifier) is var at and >= 0 ? Claims[at].Best[0] : null;

    public DateOnly? Actual(int milestone) =>
        Holding(milestone, Classifier.Actual)?.Date
        ?? (HandedOver is { } dates && Template.Milestones[milestone] is { Home: MilestoneHome.Style } lives
            && dates.Find(milestone, lives.Code) is { Happened: true } handed ? handed.Day : null);

    /// <summary>Keeps a report that is no retraction: what the same sender said before under this id no longer stands.</summary>
    public Timeline With(ReportMilestone report, DateTimeOffset heardAt)
    {
        var rest = Without(report.Source, report.EventId);
        var milestone = Template.IndexOf(report.Milestone);
        var claim = new Claim(report.Source, report.EventId, report.UpdatedAt, report.Date, report.Reason, report.Note, heardAt);
        var at = rest.SlotOf(milestone, report.Classifier);
        return rest with
        {
            Claims = at < 0
                ? rest.Claims.Add(new SlotClaims(milestone, report.Classifier, [claim]))
                : rest.Claims.SetItem(at, rest.Claims[at].With(claim)),
        };
    }

    /// <summary>Forgets what the sender said under this id, if it said anything here.</summary>
    public Timeline Without(string source, string eventId)
    {
        for (var i = 0; i < Claims.Length; i++)
        {
            var at = Claims[i].IndexOf(source, eventId);
            if (at < 0)
                continue;
            var left = Claims[i].Best.RemoveAt(at);
            return this with { Claims = left.IsEmpty ? Claims.RemoveAt(i) : Claims.SetItem(i, Claims[i] with { Best = left }) };
        }

        return this;
    }

    /// <summary>Whether exactly this report is kept here.</summary>
    public bool Stands(ReportMilestone report) =>
        SlotOf(Template.IndexOf(report.Milestone), report.Classifier) is var at and >= 0
        && Claims[at].Best.Any(c => c.Is(report.Source, report.EventId) && c.UpdatedAt == report.UpdatedAt && c.Date == report.Date);

    public Timeline With(Outlook outlook)
    {
        if (outlook.Moved.IsEmpty)
            return this with { Outlook = outlook };
        var forecast = Forecast.ToBuilder();
        foreach (var (milestone, day) in outlook.Moved)
            forecast[Template.IndexOf(milestone)] = day;
        return this with { Forecast = forecast.MoveToImmutable(), Outlook = outlook with { Moved = [] } };
    }

    /// <summary>The forecast from what is known as of <paramref name="asOf"/>.</summary>
    /// <param name="home">Where this timeline lives.</param>
    public Look LookAhead(MilestoneHome home, WorkingCalendar calendar, DateOnly asOf)
    {
        var input = new ForecastInput(Template, home, Schedule.Baseline, Facts(), calendar, asOf);
        return new Look(this, input, Forecasting.Compute(input));
    }

    /// <summary>Health of each milestone as it was last forecast.</summary>
    public ImmutableArray<Health> MilestoneHealth(MilestoneHome home, DateOnly asOf)
    {
        var input = new ForecastInput(Template, home, Schedule.Baseline, Facts(), WorkingCalendars.Unknown, asOf);
        var result = new ForecastResult(
            Forecast, Schedule.Latest, Outlook.SlipDays, Outlook.FloatDays, Outlook.FloatAbsorbedDays, Outlook.Causes, []);
        return [.. Enumerable.Range(0, Forecast.Length).Select(m => HealthRules.Milestone(input, result, m))];
    }

    /// <summary>The furthest stage that a milestone which happened has reached.</summary>
    public Stage Stage
    {
        get
        {
            var reached = TimeAndAction.Stage.Draft;
            var milestones = Template.Milestones;
            for (var i = 0; i < milestones.Length; i++)
                if (milestones[i].Stage is { } stage && stage > reached && Actual(i) is not null)
                    reached = stage;
            return reached;
        }
    }

    /// <summary>Whether an outlook says anything that this one does not.</summary>
    public bool Learns(Outlook outlook) =>
        !outlook.Moved.IsEmpty || outlook.SlipDays != Outlook.SlipDays || outlook.FloatDays != Outlook.FloatDays
        || outlook.FloatAbsorbedDays != Outlook.FloatAbsorbedDays || !outlook.Causes.SequenceEqual(Outlook.Causes)
        || !outlook.DrivingPath.SequenceEqual(Outlook.DrivingPath);

    private ImmutableArray<MilestoneFacts> Facts()
    {
        var milestones = Template.Milestones;
        var facts = ImmutableArray.CreateBuilder<MilestoneFacts>(milestones.Length);
        for (var i = 0; i < milestones.Length; i++)
        {
            var actual = Holding(i, Classifier.Actual);
            var estimate = Holding(i, Classifier.Estimate);
            var handed = milestones[i].Home == MilestoneHome.Style ? HandedOver?.Find(i, milestones[i].Code) : null;
            facts.Add(new MilestoneFacts(actual?.Date, estimate?.Date, handed?.Day, (actual ?? estimate)?.Reason ?? handed?.Reason));
        }

        return facts.MoveToImmutable();
    }

    private int SlotOf(int milestone, Classifier classifier)
    {
        for (var i = 0; i < Claims.Length; i++)
            if (Claims[i].Milestone == milestone && Claims[i].Classifier == classifier)
                return i;
        return -1;
    }
}

/// <summary>Claims about the same thing: the one that holds comes first.</summary>
/// <param name="Milestone">Index within the template.</param>
/// <param name="Best">In the order of <see cref="Claim.Outranks"/>, at least one, at most <see cref="Kept"/>.</param>
public sealed record SlotClaims(int Milestone, Classifier Classifier, ImmutableArray<Claim> Best)
{
    /// <summary>How many claims of one slot stay in memory.</summary>
    public const int Kept = 8;

    /// <summary>Where the sender's claim stands, or -1.</summary>
    public int IndexOf(string source, string eventId)
    {
        for (var i = 0; i < Best.Length; i++)
            if (Best[i].Is(source, eventId))
                return i;
        return -1;
    }

    public SlotClaims With(Claim claim)
    {
        var place = 0;
        while (place < Best.Length && Best[place].Outranks(claim))
            place++;
        var best = Best.Insert(place, claim);
        return this with { Best = best.Length > Kept ? best.RemoveAt(Kept) : best };
    }
}

/// <summary>A timeline looked at on one day: what is forecast, and what follows from it.</summary>
public sealed record Look(Timeline Timeline, ForecastInput Input, ForecastResult Result)
{
    /// <summary>The result as a difference to the timeline's present forecast.</summary>
    public Outlook Outlook
    {
        get
        {
            var milestones = Timeline.Template.Milestones;
            var moved = ImmutableArray.CreateBuilder<MilestoneDay>();
            for (var i = 0; i < milestones.Length; i++)
                if (Result.Forecast[i] != Timeline.Forecast[i])
                    moved.Add(new MilestoneDay(milestones[i].Code, Result.Forecast[i]));
            return new Outlook(
                moved.ToImmutable(), Result.SlipDays, Result.FloatDays, Result.FloatAbsorbedDays, Result.Causes,
                [.. Result.DrivingPath.Select(i => milestones[i].Code)]);
        }
    }

    /// <param name="committed">The agreed ex-factory day; null counts the baseline.</param>
    public Health Health(DateOnly? committed, DateOnly? cancel, bool blocked = false) =>
        HealthRules.Line(HealthRules.Standing(Input, Result, LastHeard, blocked, committed, cancel));

    public DateTimeOffset? NextWake => Wakes.Next(Input, Result, LastHeard);

    private DateOnly? LastHeard => Timeline.HeardAt is { } heard ? Input.Calendar.DayAt(heard) : null;
}
