using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class OverridingAMilestone : PurchaseOrderSpec
{
    public OverridingAMilestone() => Place();

    private void Override(MilestoneOverride change, int line = 1) => When(new PurchaseOrderCommand.Override(new OverrideMilestone(line, change)), Around);

    private void Lift(string milestone) => When(new PurchaseOrderCommand.Lift(new LiftOverride(1, milestone, "no longer")), Around);

    private static MilestoneOverride Lags(string milestone, string predecessor, int days, string reason = "knitted to order") =>
        new(milestone, OverrideKind.Lags, [new Lag(predecessor, days)], null, reason);

    private static MilestoneOverride NotApplicable(string milestone, string reason = "no trims") => new(milestone, OverrideKind.NotApplicable, [], null, reason);

    private static MilestoneOverride Extra(string code = "W01", int due = -45, string after = "A19", int days = 2, string before = "A21", int lag = 20) =>
        new(code, OverrideKind.Extra, [], new("Wash test", "Lab / QA", Side.Material, MilestoneHome.Line, due, [new Lag(after, days)], [new Lag(before, lag)]), "garment dyed");

    private DateOnly Forecast(string milestone) => Line.Timeline!.Forecast[Line.Timeline.Template.IndexOf(milestone)];

    [Fact]
    public void A_longer_lag_moves_what_follows_and_is_a_cause_of_its_own()
    {
        Override(Lags("A21", "A19", 30));
        Assert.Equal(Day(-20), Forecast("A21"));
        var cause = Line.Timeline!.Outlook.Causes[0];
        Assert.Equal((null, Side.Material, 21, "A21"), (cause.Code, cause.Side, cause.Days, cause.Milestone));
        Assert.Equal("Bulk fabric in-house needs 21 days more than its template plans", cause.Text);
        Assert.Equal(Line.Timeline.Outlook.SlipDays, Line.Timeline.Outlook.Causes.Sum(c => c.Days) - Line.Timeline.Outlook.FloatAbsorbedDays);
    }

    [Fact]
    public void Due_days_and_baselines_stay()
    {
        var before = Line.Timeline!.Schedule;
        Override(Lags("A21", "A19", 30));
        Assert.Equal<DateOnly>(before.Baseline, Line.Timeline!.Schedule.Baseline);
        Assert.Equal<DateOnly>(before.Plan, Line.Timeline.Schedule.Plan);
    }

    [Fact]
    public void What_is_not_applicable_is_no_longer_waited_for()
    {
        WhenReported(Report("A22", Day(-5), Classifier.Estimate));
        Assert.True(Line.Timeline!.Outlook.SlipDays > 0);
        Override(NotApplicable("A22"));
        Assert.Equal(-1, Line.Timeline!.Template.IndexOf("A22"));
        Assert.Equal(0, Line.Timeline.Outlook.SlipDays);
    }

    [Fact]
    public void What_is_reported_of_a_milestone_meanwhile_holds_when_it_applies_again_whichever_came_first()
    {
        Override(NotApplicable("A22"));
        WhenReported(Report("A22", Day(-5), Classifier.Estimate));
        Assert.Null(Answer.Refusal);
        Assert.Equal(0, Line.Timeline!.Outlook.SlipDays);
        Lift("A22");
        Assert.Equal(Day(-5), Forecast("A22"));
        Assert.True(Line.Timeline!.Outlook.SlipDays > 0);
    }

    [Fact]
    public void An_extra_milestone_is_forecast_and_reported_like_any_other()
    {
        Override(Extra());
        Assert.Equal(Day(-45), Forecast("W01"));
        WhenReported(Report("W01", Day(-40), Classifier.Estimate));
        Assert.Equal((Day(-40), Day(-20)), (Forecast("W01"), Forecast("A21")));
    }

    [Fact]
    public void An_extra_milestone_that_is_said_anew_is_still_waited_for_by_another()
    {
        Override(Extra());
        Override(Extra("W02", due: -43, after: "W01", days: 3));
        Override(Extra(days: 4));
        WhenReported(Report("W01", Day(-20), Classifier.Estimate));
        Assert.Equal(Day(-17), Forecast("W02"));
    }

    [Fact]
    public void Lifting_finds_the_calendar_as_it_was()
    {
        var before = Line.Timeline!.Schedule;
        Override(Lags("A21", "A19", 30));
        Override(NotApplicable("A22"));
        Lift("A22");
        Lift("A21");
        Assert.Equal<DateOnly>(before.Baseline, Line.Timeline!.Schedule.Baseline);
        Assert.Equal<DateOnly>(before.Latest, Line.Timeline.Schedule.Latest);
        Assert.Empty(Line.Timeline.Schedule.Tailoring!.Overrides);
        Assert.Equal(0, Line.Timeline.Outlook.SlipDays);
        Lift("A21");
        ThenNothing();
    }

    [Fact]
    public void Saying_the_same_again_changes_nothing()
    {
        Override(NotApplicable("A22"));
        Override(NotApplicable("A22"));
        ThenNothing();
    }

    [Fact]
    public void Overrides_go_along_to_a_later_version()
    {
        Override(NotApplicable("A22"));
        Templates.Learn("OVERRIDDEN", 1, Templates.Published("APPAREL", 1)!.Sheet with { Category = null });
        When(new PurchaseOrderCommand.Adopt(new AdoptTemplate("OVERRIDDEN", 1, [], "ours")), Around);
        Assert.Equal(("OVERRIDDEN", -1), (Line.Timeline!.Schedule.Template, Line.Timeline.Template.IndexOf("A22")));
    }

    public static readonly TheoryData<MilestoneOverride, string, string> Impossible = new()
    {
        { NotApplicable("A22", ""), "required", "/reason" },
        { NotApplicable("A34"), "always-applies", "/milestone" },
        { NotApplicable("A12"), "lives-on-style", "/milestone" },
        { NotApplicable("Z9"), "unknown-milestone", "/milestone" },
        { Lags("A21", "A02", 3), "unknown-predecessor", "/lags/0/milestone" },
        { Lags("A21", "A19", -1), "impossible-lag", "/lags/0/minDays" },
        { new("A21", OverrideKind.Lags, [], null, "because"), "required", "/lags" },
        { Extra(code: "A22"), "code-twice", "/milestone" },
        { Extra(code: "w 1"), "impossible-code", "/milestone" },
        { Extra(due: 1), "impossible-offset", "/extra/dueOffset" },
        { Extra(after: "Z9"), "unknown-milestone", "/extra/after/0/milestone" },
        { Extra(before: "A12"), "wrong-way-round", "/extra/before/0/milestone" },
        { Extra(after: "A21", before: "A19"), "cycle", "/extra" },
        { new("W01", OverrideKind.Extra, [], null, "because"), "required", "/extra" },
        { new("A23", OverrideKind.CarriedOver, [], null, "carried over from PO-0", Reached: Day(-120)), "not-by-hand", "/kind" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_cannot_be_is_refused_with_its_place(MilestoneOverride change, string code, string pointer)
    {
        Override(change);
        ThenRefused(code);
        Assert.Equal(pointer, Answer.Refusal!.Pointer);
    }

    [Fact]
    public void What_has_happened_applied()
    {
        WhenReported(Report("A13", Day(-95)));
        Override(NotApplicable("A13"));
        ThenRefused("has-happened");
    }

    [Fact]
    public void Every_line_of_an_order_differs_by_one_act_but_those_that_are_past_it()
    {
        Place(Sheet(OrderedLine(), OrderedLine(2), OrderedLine(3)));
        WhenReported(Report("A21", Day(-90), line: 2));
        Override(Lags("A21", "A19", 30), line: 0);
        Assert.Equal([1, 0, 1], State.Lines.Select(l => l.Timeline!.Schedule.Tailoring!.Overrides.Length));
        Override(Lags("A21", "A19", 30), line: 0);
        ThenNothing();
        When(new PurchaseOrderCommand.Lift(new LiftOverride(0, "A21", "no longer")), Around);
        Assert.All(State.Lines, l => Assert.Empty(l.Timeline!.Schedule.Tailoring!.Overrides));
    }

    [Fact]
    public void A_line_that_dropped_the_milestone_is_left_as_it_is_by_an_act_over_the_order()
    {
        Place(Sheet(OrderedLine(), OrderedLine(2)));
        Override(NotApplicable("A21"), line: 1);
        Override(Lags("A21", "A19", 30), line: 0);
        Assert.Equal([OverrideKind.NotApplicable, OverrideKind.Lags], State.Lines.Select(l => Assert.Single(l.Timeline!.Schedule.Tailoring!.Overrides).Kind));
        When(new PurchaseOrderCommand.Lift(new LiftOverride(0, "A21", "no longer", OverrideKind.Lags)), Around);
        Assert.Equal([1, 0], State.Lines.Select(l => l.Timeline!.Schedule.Tailoring!.Overrides.Length));
        Override(NotApplicable("A21"), line: 0);
        Override(NotApplicable("A21"), line: 0);
        ThenNothing();
    }

    [Fact]
    public void What_every_line_is_past_differs_nowhere()
    {
        WhenReported(Report("A21", Day(-90)));
        Override(Lags("A21", "A19", 30), line: 0);
        ThenRefused("has-happened");
    }

    [Fact]
    public void What_one_line_refuses_is_done_to_none()
    {
        Place(Sheet(OrderedLine(), OrderedLine(2)));
        Override(Lags("A21", "A19", 30), line: 2);
        Override(Lags("A21", "A02", 30), line: 0);
        ThenRefused("unknown-predecessor");
    }

    [Fact]
    public void What_it_would_do_to_the_lines_is_what_it_does()
    {
        Place(Sheet(OrderedLine(), OrderedLine(2)));
        var foreseen = OrderEffect.Of(new PurchaseOrderCommand.Override(new OverrideMilestone(0, Lags("A21", "A19", 60))), State, Around)!;
        var before = State.Lines;
        Override(Lags("A21", "A19", 60), line: 0);
        Assert.Null(foreseen.Problem);
        Assert.Equal(before.Select(l => (l.Order.Number, l.Forecast!.Value)), foreseen.Lines.Select(l => (l.Line, l.Before)));
        Assert.Equal(State.Lines.Select(l => (l.Forecast!.Value, l.Health)), foreseen.Lines.Select(l => (l.After, l.HealthAfter)));
        Assert.All(foreseen.Lines, l => Assert.True(l.MovedMilestones > 0 && l.After > l.Before));
    }

    [Fact]
    public void What_would_look_different_today_by_itself_is_no_effect_of_it()
    {
        Place();
        WhenReported(Report("A26", Day(-20), Classifier.Estimate));
        var then = State;
        Now = Now.AddDays(110);
        var toQuality = new PurchaseOrderCommand.Override(new OverrideMilestone(1, new("A26", OverrideKind.Responsible, [], null, "sewn in", "QA")));
        var effect = Assert.Single(OrderEffect.Of(toQuality, State, Around)!.Lines);
        Assert.True(effect.Before > then.Lines[0].Forecast);
        Assert.Equal((effect.Before, 0, effect.HealthBefore), (effect.After, effect.MovedMilestones, effect.HealthAfter));
        Assert.Equal(effect.After, Assert.Single(LineEffect.Of(State, Around)).After);
        When(toQuality, Around);
        Assert.Equal((effect.After, effect.HealthAfter), (State.Lines[0].Forecast, State.Lines[0].Health));
    }

    private void TakeStyle(int version, params ImmutableArray<MilestoneOverride> overrides) => When(
        new PurchaseOrderCommand.TakeStyleDates(new StyleDates("ST-1", version, [], Overrides: overrides.IsEmpty ? null : overrides)), Around);

    [Fact]
    public void A_line_takes_its_styles_other_days_and_its_own_come_first()
    {
        TakeStyle(1, Lags("A21", "A19", 30, "all of this style are"));
        Assert.Equal(Day(-20), Forecast("A21"));
        Assert.Equal("A21", Assert.Single(CalendarView.Of(Line.Timeline)!.OfStyle!.Value).Milestone);
        Override(Lags("A21", "A19", 35));
        Assert.Equal(Day(-15), Forecast("A21"));
        Assert.Null(CalendarView.Of(Line.Timeline)!.OfStyle);
        Lift("A21");
        Assert.Equal(Day(-20), Forecast("A21"));
        TakeStyle(2);
        Assert.Equal((Day(-41), null), (Forecast("A21"), CalendarView.Of(Line.Timeline)!.OfStyle));
    }

    [Fact]
    public void What_does_not_apply_on_the_style_leaves_its_lines_and_comes_back()
    {
        Assert.True(Line.Timeline!.Template.IndexOf("A12") >= 0);
        var baseline = Line.Timeline.Schedule.Baseline;
        TakeStyle(1, NotApplicable("A12"));
        Assert.Equal(-1, Line.Timeline!.Template.IndexOf("A12"));
        TakeStyle(2);
        Assert.Equal<DateOnly>(baseline, Line.Timeline!.Schedule.Baseline);
    }

    [Fact]
    public void A_line_that_is_placed_later_takes_what_its_style_overrides()
    {
        Place(Sheet(OrderedLine(), OrderedLine(2, style: "ST-2")), new StyleDates("ST-2", 1, [], Overrides: [NotApplicable("A22"), Lags("A21", "A19", 30)]));
        Assert.Equal((-1, Day(-20)), (State.Lines[1].Timeline!.Template.IndexOf("A22"), State.Lines[1].Timeline!.Forecast[State.Lines[1].Timeline!.Template.IndexOf("A21")]));
    }
}
