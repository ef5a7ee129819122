using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Tests.Calendars;
using Selvedge.Domain.Tests.TrackRecords;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.Tests.TimeAndAction;

/// <summary>A line (or a style) of the apparel template, as days before and after its planned ex-factory of 1 December 2026.</summary>
internal sealed record SomeTimeline(MilestoneHome Home = MilestoneHome.Line)
{
    public static readonly DateOnly ExFactory = new(2026, 12, 1);
    public static readonly CalendarTemplate Apparel = Templates.Find("APPAREL", 1)!;

    private WorkingCalendar Calendar { get; init; } = SomeCalendar.WithoutDaysOff;
    private ImmutableArray<MilestoneFacts> Facts { get; init; } = [.. new MilestoneFacts[Apparel.Milestones.Length]];
    private int Today { get; init; } = -400;
    private VendorPast Past { get; init; } = VendorPast.None;

    public SomeTimeline In(WorkingCalendar calendar) => this with { Calendar = calendar };

    /// <summary>One milestone's past: the vendor's own days after it was due, and the category's.</summary>
    public SomeTimeline Before(string code, int[] own, params int[] category) => this with { Past = SomePast.Of(Apparel.Id, (code, own, category)) };

    public SomeTimeline On(int day) => this with { Today = day };

    public SomeTimeline Done(string code, int day, string? reason = null, ContributingReasons? beside = null) => With(code, new(Day(day), null, null, reason, Contributing: beside));

    public SomeTimeline Expected(string code, int day, string? reason = null) => With(code, new(null, Day(day), null, reason));

    public SomeTimeline HandedOver(string code, int day) => With(code, new(null, null, Day(day), null));

    /// <summary>Everything up to <paramref name="code"/>, itself left out, happened or was handed over as planned.</summary>
    public SomeTimeline DoneAsPlannedBefore(string code)
    {
        var timeline = this;
        foreach (var milestone in Apparel.Milestones[..Apparel.IndexOf(code)])
            timeline = milestone.Home == Home ? timeline.Done(milestone.Code, milestone.DueOffset) : timeline.HandedOver(milestone.Code, milestone.DueOffset);
        return timeline;
    }

    public ForecastInput Input =>
        new(Apparel, Home, Baseline.For(Apparel, ExFactory, Calendar), Facts, Calendar, Day(Today), Past);

    public ForecastResult Forecast() => Forecasting.Compute(Input);

    public static DateOnly Day(int day) => ExFactory.AddDays(day);

    public static int Milestone(string code) => Apparel.IndexOf(code);

    private SomeTimeline With(string code, MilestoneFacts facts) => this with { Facts = Facts.SetItem(Milestone(code), facts) };
}
