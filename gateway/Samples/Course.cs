using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Samples;

/// <summary>How one style or line really goes: the day of each milestone, and what of it has been reported by today.</summary>
internal sealed class Course
{
    // Most things happen on their day, some a little before; what was late is the trouble's doing.
    private const double ShareOnTheDay = 0.55;
    private const double ShareALittleLate = 0.03;
    private const int RoomForALittleLate = 9;
    private const int MostDaysEarly = 3;

    private const int EstimatesAhead = 2;
    private const int EstimatedWithinDays = 21;

    private readonly Plan plan;
    private readonly MilestoneHome home;
    private readonly Trouble? trouble;
    private readonly bool aroundHolidays;
    private readonly DateOnly[] days;

    /// <param name="style">The style's days, where the line's course begins; null for a style.</param>
    /// <param name="aroundHolidays">The factory begins earlier where holidays would eat its time; else it is surprised by them.</param>
    public Course(Plan plan, MilestoneHome home, Course? style, Trouble? trouble, bool aroundHolidays, Random dice)
    {
        (this.plan, this.home, this.trouble, this.aroundHolidays) = (plan, home, trouble, aroundHolidays);
        var milestones = plan.Template.Milestones;
        days = new DateOnly[milestones.Length];
        for (var m = 0; m < days.Length; m++)
        {
            if (milestones[m].Home != home)
            {
                days[m] = style?.days[m] ?? plan.Baseline(m);
                continue;
            }

            var day = (aroundHolidays ? plan.Aim[m] : plan.Baseline(m)).AddDays(-DaysEarly(m, dice));
            foreach (var (predecessor, minDays) in milestones[m].After)
                day = Later(day, plan.Calendar.Arrive(days[predecessor], minDays));
            if (trouble?.IsOf(m) == true)
                day = Later(day, trouble.Day);
            days[m] = plan.Calendar.NextWorkingDay(day);
        }
    }

    /// <summary>Adds what was said of it up to today.</summary>
    /// <param name="line">PO line number; 0 on a style.</param>
    /// <param name="subject">Of whom: the first part of every event id.</param>
    public void Report(ImmutableArray<ReportMilestone>.Builder past, int line, string subject, string brand, string? vendor, DateOnly today, Random dice)
    {
        var ahead = 0;
        for (var m = 0; m < days.Length; m++)
        {
            var milestone = plan.Template.Milestones[m];
            if (milestone.Home != home)
                continue;
            var reason = trouble?.IsOf(m) == true ? trouble.Reason : null;
            var happened = days[m] <= today;
            // Beside the next few dates, those that are brought forward are told: nobody could guess them.
            if (!happened && reason is null && !IsBroughtForward(m)
                && (ahead++ >= EstimatesAhead || days[m] > today.AddDays(EstimatedWithinDays)))
                continue;

            past.Add(new ReportMilestone(
                Source(milestone, brand, vendor), $"{subject}/{milestone.Code}{(happened ? "" : "e")}",
                happened ? HeardAfter(days[m], today, dice) : SaidBefore(today, dice), false, line, milestone.Code,
                happened ? Classifier.Actual : Classifier.Estimate, days[m], reason, reason is null ? null : Reasons.Note(reason)));
        }
    }

    private static string Source(TemplateMilestone milestone, string brand, string? vendor) => milestone switch
    {
        { Role: "Logistics" } => SamplePeople.Forwarder,
        { Side: Side.Factory or Side.Material } when vendor is not null => $"VENDOR-{vendor}",
        _ => $"BRAND-{brand}",
    };

    // Nearly everything is told on the day, some of it days after; nothing after today began.
    private static DateTimeOffset HeardAfter(DateOnly day, DateOnly today, Random dice)
    {
        var at = At(day).AddHours(6 + dice.Next(0, 12)).AddMinutes(dice.Next(0, 60)).AddDays(dice.Happens(0.1) ? dice.Next(1, 4) : 0);
        return at < At(today) ? at : At(today);
    }

    private static DateTimeOffset SaidBefore(DateOnly today, Random dice) => At(today).AddHours(-dice.Next(2, 120));

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private bool IsBroughtForward(int milestone) => aroundHolidays && plan.Aim[milestone] < plan.Baseline(milestone);

    private int DaysEarly(int milestone, Random dice) => dice.NextDouble() switch
    {
        < ShareOnTheDay => 0,
        > 1 - ShareALittleLate when plan.Float(milestone) >= RoomForALittleLate => -dice.Next(1, 3),
        _ => dice.Next(1, MostDaysEarly + 1),
    };

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
