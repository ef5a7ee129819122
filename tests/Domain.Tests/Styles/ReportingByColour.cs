using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.Tests.PurchaseOrders;

namespace Selvedge.Domain.Tests.Styles;

/// <summary>Lab dips are approved colour by colour: a line waits for its own, whatever becomes of the others.</summary>
public sealed class ReportingByColour : Spec<Style, StyleCommand, StyleEvent, StyleState>
{
    private static readonly DateOnly ExFactory = new(2027, 3, 1);
    private static readonly Surroundings Around = new(new(2026, 9, 20, 9, 0, 0, TimeSpan.Zero), WorkingCalendars.Unknown);
    private int reports;

    public ReportingByColour()
    {
        When(new StyleCommand.Record(new StyleSheet(
            "ST-1", "Fleece crew", "HALDEN", "apparel", "SS27", null, null, ["Ink", "Chalk"], ExFactory, [])), Around);
        foreach (var (milestone, day) in new[] { ("A01", -215), ("A02", -190), ("A03", -200), ("A04", -180), ("A05", -167) })
            Report(null, day, milestone: milestone);
    }

    private void Report(string? colour, int day, Classifier classifier = Classifier.Actual, string milestone = "A06", bool retracted = false, string? eventId = null) =>
        When(new StyleCommand.Report(new ReportMilestone(
            "LAB", eventId ?? $"e{++reports}", Around.Now.AddMinutes(reports), retracted, 0, milestone, classifier, Day(day), null, null, colour)), Around);

    private static DateOnly Day(int offset) => ExFactory.AddDays(offset);

    private DateOnly Style => State.Timeline!.Forecast[State.Timeline.Template.IndexOf("A06")];

    private StyleDate HandedTo(string colour) => Domain.Styles.Style.HandOver(State, 2)!.Of(colour).Dates.Single(d => d.Milestone == "A06");

    [Fact]
    public void The_style_is_done_when_its_last_colour_is()
    {
        Report("Ink", -170);
        Assert.Null(State.Timeline!.Actual(State.Timeline.Template.IndexOf("A06")));
        Report("Chalk", -165);
        Assert.Equal(Day(-165), State.Timeline!.Actual(State.Timeline.Template.IndexOf("A06")));
    }

    [Fact]
    public void Until_then_it_is_expected_when_the_last_of_those_still_open_is()
    {
        Report("Ink", -120, Classifier.Estimate);
        Assert.Equal(Day(-120), Style);
        Report("Chalk", -110, Classifier.Estimate);
        Assert.Equal(Day(-110), Style);
        Report("Ink", -165);
        Report("Chalk", -149, Classifier.Estimate);
        Assert.Equal(Day(-149), Style);
    }

    [Fact]
    public void A_line_takes_the_day_of_its_colour_and_another_the_styles()
    {
        Report("Ink", -170);
        Report("Chalk", -110, Classifier.Estimate);
        Assert.Equal((Day(-170), true), (HandedTo("Ink").Day, HandedTo("Ink").Happened));
        Assert.Equal((Day(-110), false), (HandedTo("chalk").Day, HandedTo("chalk").Happened));
        Assert.Equal((Day(-110), false), (HandedTo("Moss").Day, HandedTo("Moss").Happened));
    }

    [Fact]
    public void What_is_said_of_all_colours_holds_for_those_of_which_nothing_else_is_said()
    {
        Report(null, -140, Classifier.Estimate);
        Assert.Null(State.Colours);
        Report("Ink", -170);
        Assert.Equal((Day(-170), Day(-140)), (HandedTo("Ink").Day, HandedTo("Chalk").Day));
        Assert.Equal(Day(-140), Style);
    }

    [Fact]
    public void A_colour_that_the_profile_does_not_know_counts_too()
    {
        Report("Ink", -170);
        Report("Chalk", -168);
        Report("Moss", -100, Classifier.Estimate);
        Assert.Equal(Day(-100), Style);
    }

    [Fact]
    public void Taking_back_what_was_said_of_a_colour_leaves_what_is_said_of_all()
    {
        Report("Ink", -100, Classifier.Estimate, eventId: "ink");
        Report(null, 0, retracted: true, eventId: "ink");
        Assert.Equal(Day(-150), Style);
        Assert.Empty(State.Colours!.Value);
    }

    [Fact]
    public void Only_what_is_done_by_colour_is_reported_by_colour()
    {
        Report("Ink", -170, milestone: "A05");
        ThenRefused("not-per-colour");
        Assert.Equal("/colour", Answer.Refusal!.Pointer);
    }

    [Fact]
    public void The_order_in_which_colours_are_reported_does_not_matter()
    {
        Report("Ink", -170);
        Report("Chalk", -110, Classifier.Estimate);
        var one = (Style, HandedTo("Ink"), HandedTo("Chalk"));
        var other = new ReportingByColour();
        other.Report("Chalk", -110, Classifier.Estimate);
        other.Report("Ink", -170);
        Assert.Equal(one, (other.Style, other.HandedTo("Ink"), other.HandedTo("Chalk")));
    }

    [Fact]
    public void A_late_colour_by_itself_moves_its_own_lines_alone()
    {
        Report("Ink", -170);
        Report("Chalk", -60, Classifier.Estimate);
        // The samples that wait for all colours hold both lines up; the lab dips themselves do not.
        var dates = Domain.Styles.Style.HandOver(State, 2)!;
        var order = new TwoColours();
        order.Take(dates with { Dates = [.. dates.Dates.Where(d => d.Milestone == "A06")] });
        Assert.Equal(0, order.Slip(1));
        Assert.True(order.Slip(2) > 0);
    }

    private sealed class TwoColours : PurchaseOrderSpec
    {
        public TwoColours() => Place(Sheet(OrderedLine() with { Colour = "Ink" }, OrderedLine(2) with { Colour = "Chalk" }));

        public void Take(StyleDates dates) => When(new PurchaseOrderCommand.TakeStyleDates(dates), Around);

        public int Slip(int line) => State.Line(line)!.Timeline!.Outlook.SlipDays;
    }
}
