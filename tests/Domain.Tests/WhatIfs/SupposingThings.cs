using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.Tests.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WhatIfs;

namespace Selvedge.Domain.Tests.WhatIfs;

public sealed class SupposingThings : PurchaseOrderSpec
{
    private static SupposedDay Late(Supplier supplier, int days, string? reason = null) => new(1, supplier, null, days, null, reason);

    private static SupposedDay Late(string milestone, int days, int line = 1) => new(line, null, milestone, days, null, null);

    private OrderForesight Suppose(params ImmutableArray<SupposedDay> days) => Foreseeing.Of(State, new Supposition(days, [], []), Around)!;

    [Fact]
    public void A_late_mill_is_its_material_arriving_late_less_the_float_that_absorbs_it()
    {
        Place();
        var foreseen = Suppose(Late(Supplier.Mill, 9, "MT-MILL"));
        Assert.Equal(new ToldDay(1, "A21", Day(-32), "MT-MILL"), Assert.Single(foreseen.Told));
        var line = Assert.Single(foreseen.Lines);
        Assert.Equal((Day(0), Day(3)), (line.Before.ExFactory, line.After.ExFactory));
        Assert.Equal((0, 3, -3), (line.Before.SlipDays, line.After.SlipDays, line.After.FloatDays));
        Assert.Equal((Health.Stale, Health.Late, "Bulk fabric in-house expected 9 days late"), (line.Before.Health, line.After.Health, line.After.Cause));
        Assert.True(line.IsAffected && line.MovedMilestones > 5);
    }

    [Fact]
    public void A_late_vendor_is_the_goods_leaving_late()
    {
        Place();
        var foreseen = Suppose(Late(Supplier.Vendor, 3));
        Assert.Equal("A34", Assert.Single(foreseen.Told).Milestone);
        Assert.Equal(Day(3), foreseen.Lines[0].After.ExFactory);
    }

    [Fact]
    public void Nothing_is_kept_of_what_is_only_supposed()
    {
        Place();
        var before = State;
        Suppose(Late("A26", 30));
        Assert.Same(before, State);
    }

    [Fact]
    public void What_has_happened_is_late_no_more()
    {
        Place();
        Now = Now.AddDays(60);
        WhenReported(Report("A21", Day(-45)));
        Assert.Empty(Suppose(Late(Supplier.Mill, 9)).Told);
    }

    [Fact]
    public void A_delay_counts_from_what_is_forecast_now_and_not_from_the_plan()
    {
        Place();
        WhenReported(Report("A26", Day(-20), Classifier.Estimate));
        Assert.Equal(Day(-15), Assert.Single(Suppose(Late("A26", 5)).Told).Date);
    }

    [Fact]
    public void Of_several_suppositions_about_one_milestone_the_last_counts()
    {
        Place();
        Assert.Equal(Day(-29), Assert.Single(Suppose(Late("A26", 9), Late("A26", 2)).Told).Date);
    }

    [Fact]
    public void Only_the_lines_that_are_meant_are_told()
    {
        Place(Sheet(OrderedLine(1), OrderedLine(2)));
        var foreseen = Suppose(Late("A26", 9, line: 2));
        Assert.Equal(2, Assert.Single(foreseen.Told).Line);
        Assert.Equal([false, true], foreseen.Lines.Select(line => line.IsAffected));
    }

    [Fact]
    public void What_lives_on_the_style_is_told_to_no_line()
    {
        Place();
        Assert.Empty(Suppose(Late("A06", 9)).Told);
    }

    [Fact]
    public void A_factory_that_closes_moves_what_is_still_open()
    {
        Place();
        WhenReported(Report("A30", Day(-4), Classifier.Estimate));
        var closed = WorkingCalendars.Layered("factory:V-1", 2, "BD", CalendarSheet.Nothing with { Closures = [new Closure(Day(-3), Day(-1), "Flood")] });
        var foreseen = Foreseeing.Of(State, new Supposition([], [], [new Closure(Day(-3), Day(-1), "Flood")]), Around, closed)!;
        Assert.Empty(foreseen.Told);
        Assert.True(foreseen.Lines[0].After.ExFactory > foreseen.Lines[0].Before.ExFactory);
    }

    [Fact]
    public void A_factory_that_closes_long_after_moves_nothing_also_of_what_would_look_different_today_by_itself()
    {
        Place();
        WhenReported(Report("A26", Day(-20), Classifier.Estimate));
        var then = State;
        Now = Now.AddDays(30);
        var around = Around with { Calendar = WorkingCalendars.Layered("factory:V-1", 1, "BD", CalendarSheet.Nothing) };
        When(new PurchaseOrderCommand.LookAgain(), around);
        Assert.NotEqual(then.Lines[0].Timeline!.Forecast, State.Lines[0].Timeline!.Forecast);

        var closure = new Closure(Day(700), Day(710), "Flood");
        var closed = WorkingCalendars.Layered("factory:V-1", 2, "BD", CalendarSheet.Nothing with { Closures = [closure] });
        var line = Assert.Single(Foreseeing.Of(then, new Supposition([], [], [closure]), around, closed)!.Lines);
        Assert.False(line.IsAffected);
        Assert.Equal(State.Lines[0].Forecast, line.Before.ExFactory);
        var effect = Assert.Single(LineEffect.Of(then with { AsOf = State.AsOf }, around, proposed: closed));
        Assert.Equal((effect.Before, 0, effect.HealthBefore), (effect.After, effect.MovedMilestones, effect.HealthAfter));
    }

    [Fact]
    public void Lines_that_go_by_air_leave_when_they_did_and_arrive_sooner()
    {
        Place(Sheet(OrderedLine(1), OrderedLine(2)));
        var foreseen = Foreseeing.Of(State, new Supposition([], [], [], ByAir(2)), Around)!;
        Assert.Equal([false, true], foreseen.Lines.Select(line => line.IsAffected));
        Assert.Equal(foreseen.Lines[1].Before.ExFactory, foreseen.Lines[1].After.ExFactory);
        Assert.True(foreseen.Lines[1].After.InDc < foreseen.Lines[1].Before.InDc.AddDays(-20));

        When(new PurchaseOrderCommand.Ask(Guid.NewGuid(), ByAir(2).ToAct("late"), Clara, []), Around);
        Assert.Equal([null, "air"], State.Lines.Select(line => line.Order.ShipMode));
        Assert.Equal(new Difference(Aspect.ShipMode, 2, "Ink navy", null, null, "air"), Assert.Single(Happened<PurchaseOrderEvent.Issued>().Single().Changes));
    }

    [Fact]
    public void What_would_look_different_today_by_itself_is_no_effect_of_what_is_supposed()
    {
        Place();
        WhenReported(Report("A26", Day(-20), Classifier.Estimate));
        var then = State;
        Now = Now.AddDays(110);
        When(new PurchaseOrderCommand.LookAgain(), Around);
        Assert.True(State.Lines[0].Forecast > then.Lines[0].Forecast);

        var byAir = Assert.Single(Foreseeing.Of(then, new Supposition([], [], [], ByAir(1)), Around)!.Lines);
        Assert.Equal((State.Lines[0].Forecast, State.Lines[0].Forecast), (byAir.Before.ExFactory, byAir.After.ExFactory));
        // Days late are counted from what is expected by now.
        var late = Assert.Single(Foreseeing.Of(then, new Supposition([new SupposedDay(1, null, "A34", 9, null, null)], [], []), Around)!.Told);
        Assert.Equal(State.Lines[0].Forecast!.Value.AddDays(9), late.Date);
    }

    [Fact]
    public void What_an_order_refuses_moves_nothing()
    {
        Place();
        When(new PurchaseOrderCommand.Ask(Guid.NewGuid(), new OrderAct(Cancel: new CancelOrder([], "dropped")), Clara, []), Around);
        Assert.All(Foreseeing.Of(State, new Supposition([], [], [], ByAir(1)), Around)!.Lines, line => Assert.False(line.IsAffected));
    }

    private static readonly Author Clara = new("clara", "manager");

    private static Reshipment ByAir(int line) => new([new LineShipMode(line, "air")], "FA-CAP", Clara);

    [Fact]
    public void A_late_style_moves_the_orders_that_wait_on_it()
    {
        var style = Registered();
        var foreseen = Foreseeing.Of(style, 7, [Late("A12", 40, line: 0)], Around)!;
        Assert.Equal("A12", Assert.Single(foreseen.Told).Milestone);
        Assert.True(foreseen.Dates!.Version > 7);

        Place(null, Style.HandOver(style, 7)!);
        var line = Foreseeing.Of(State, new Supposition([], [foreseen.Dates], []), Around)!.Lines[0];
        Assert.True(line.After.ExFactory > line.Before.ExFactory);
    }

    [Fact]
    public void Of_what_a_style_tells_by_colour_every_open_colour_is_late()
    {
        var style = Told(Registered(), "Ink", -150, Classifier.Actual);
        style = Told(style, "Chalk", -40, Classifier.Estimate);
        var told = Assert.Single(Foreseeing.Of(style, 3, [Late("A06", 9, line: 0)], Around)!.Told);
        Assert.Equal(("Chalk", style.Colours!.Value.Single(day => day.Colour == "Chalk").Day.AddDays(9)), (told.Colour, told.Date));
    }

    [Theory]
    [InlineData("apparel", "A21")]
    [InlineData("footwear", "F25")]
    [InlineData("accessories", "B23")]
    public void A_mill_delivers_the_main_material(string category, string milestone)
    {
        var template = TemplateShelf.BuiltIn.For("HALDEN", category)!.Fit(null);
        Assert.Equal(milestone, template.Milestones[template.MillDelivery].Code);
    }

    [Fact]
    public void Where_no_mill_delivers_none_is_late()
    {
        Place(Sheet() with { Template = "DELIVERY" });
        Assert.Empty(Suppose(Late(Supplier.Mill, 9)).Told);
    }

    private StyleState Registered() => After(StyleState.Empty, new StyleCommand.Record(new StyleSheet(
        "ST-1", "Fleece crew", "HALDEN", "apparel", "SS27", null, null, ["Ink", "Chalk"], ExFactory, [])));

    private StyleState Told(StyleState style, string colour, int day, Classifier classifier) => After(style, new StyleCommand.Report(
        new ReportMilestone("LAB", colour, Now, false, 0, "A06", classifier, Day(day), null, null, colour)));

    private StyleState After(StyleState style, StyleCommand command) => Style.Decide(command, style, Around).Events.Aggregate(style, Style.Evolve);
}
