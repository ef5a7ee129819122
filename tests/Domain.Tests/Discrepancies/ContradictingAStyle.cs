using System.Collections.Immutable;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Styles;
using Selvedge.Domain.Tests.Styles;

namespace Selvedge.Domain.Tests.Discrepancies;

/// <summary>What two sources say of a style, what somebody raises by hand, and what somebody decides about it.</summary>
public sealed class ContradictingAStyle : StyleLifeSpec
{
    private Discrepancy Open => Assert.Single(State.Discrepancies!.Value, d => d.IsOpen);

    private void Says(string source, string milestone, int day, int minute = 0, bool retracted = false) => When(new StyleCommand.Report(new ReportMilestone(
        source, $"{source}-{milestone}", Around.Now.AddMinutes(minute), retracted, 0, milestone, Classifier.Actual, ExFactory.AddDays(day), null, null)), Around);

    private void Resolve(string right, DiscrepancyKind kind, string milestone = "A05") =>
        When(new StyleCommand.Resolve(Guid.NewGuid(), new ResolveDiscrepancy(0, kind, milestone, right, "the tag is dated"), "clara"), Around);

    private void Raise(string milestone = "A05", string note = "which proto was approved", params ImmutableArray<RaisedSide> sides) => When(
        new StyleCommand.Raise(new RaiseDiscrepancy(0, milestone, sides.IsEmpty ? [new("Mill", "the second"), new("Design", "the first")] : sides, note), "noor"), Around);

    [Fact]
    public void Two_sources_that_name_different_days_open_one_since_the_second_was_heard()
    {
        Says("MILL", "A05", -167);
        Says("DESIGN", "A05", -164, minute: 1);
        Assert.Equal((DiscrepancyKind.Dates, "A05", Around.Now), (Open.Kind, Open.Milestone, Open.OpenedAt));
        Assert.Equal("A05", Assert.Single(StyleRow.Of(State)!.Discrepancies!.Value).Milestone);
    }

    [Fact]
    public void Settled_the_right_day_holds_until_something_new_is_said()
    {
        Says("MILL", "A05", -167);
        Says("DESIGN", "A05", -164, minute: 1);
        Resolve("MILL", DiscrepancyKind.Dates);
        Assert.Equal(ExFactory.AddDays(-167), State.Timeline!.Actual(State.Timeline.Template.IndexOf("A05")));
        Assert.Equal("the tag is dated", Assert.Single(StyleRow.Of(State)!.Settled!.Value).Reason);
        Says("LAB", "A05", -166, minute: 5);
        Assert.Single(Happened<StyleEvent.DiscrepancyReopened>());
    }

    [Fact]
    public void It_is_cleared_when_they_agree_again()
    {
        Says("MILL", "A05", -167);
        Says("DESIGN", "A05", -164, minute: 1);
        Says("DESIGN", "A05", -164, minute: 2, retracted: true);
        Assert.Single(Happened<StyleEvent.DiscrepancyCleared>());
        Assert.Empty(State.Discrepancies!.Value);
    }

    [Fact]
    public void What_is_raised_by_hand_lasts_whatever_is_reported_until_it_is_settled()
    {
        Raise();
        Says("MILL", "A05", -167);
        Assert.Equal((DiscrepancyKind.Raised, "noor", "which proto was approved"), (Open.Kind, Open.By, Open.Note));
        Raise();
        ThenRefused("raised-already");
        Resolve("Nobody", DiscrepancyKind.Raised);
        ThenRefused("unknown-side");
        Resolve("Design", DiscrepancyKind.Raised);
        Assert.Empty(Happened<StyleEvent.MilestonesReported>());
        Assert.DoesNotContain(State.Discrepancies!.Value, d => d.IsOpen);
        Raise();
        Assert.Equal(DiscrepancyKind.Raised, Open.Kind);
    }

    [Fact]
    public void It_takes_two_sides_a_note_and_a_milestone_that_lives_here()
    {
        Raise(milestone: "A26");
        ThenRefused("unknown-milestone");
        Raise(note: " ");
        Assert.Equal(("required", "/note"), (Answer.Refusal!.Code, Answer.Refusal.Pointer));
        Raise(sides: [new("Mill", "the second"), new("Mill", "the first")]);
        ThenRefused("not-two-sides");
        Raise(sides: [new("Mill", "the second")]);
        ThenRefused("not-two-sides");
    }

    [Fact]
    public void Lines_need_not_be_told()
    {
        Raise();
        Assert.All(Answer.Events, e => Assert.False(Style.MayMoveDates(e.GetType())));
    }

    private void SaysOf(string colour, string source, int day, int minute = 0) => When(new StyleCommand.Report(new ReportMilestone(
        source, $"{source}-A06-{colour}", Around.Now.AddMinutes(minute), false, 0, "A06", Classifier.Actual, ExFactory.AddDays(day), null, null, colour)), Around);

    [Fact]
    public void Two_sources_that_name_different_days_of_one_colour_open_one_of_that_colour()
    {
        SaysOf("Ink", "MILL", -167);
        SaysOf("Chalk", "MILL", -170);
        Assert.Empty(State.Discrepancies ?? []);
        SaysOf("Ink", "LAB", -165, minute: 1);
        Assert.Equal((DiscrepancyKind.Dates, "A06", "Ink"), (Open.Kind, Open.Milestone, Open.Colour));
        Assert.Equal("Lab dips approved (per colour), Ink, is said to have happened on different days", Assert.Single(StyleRow.Of(State)!.Discrepancies!.Value).Text);
        SaysOf("Chalk", "LAB", -168, minute: 2);
        Assert.Equal(["Chalk", "Ink"], State.Discrepancies!.Value.Select(d => d.Colour).Order());
    }

    [Fact]
    public void Settled_the_right_day_holds_for_that_colour_alone()
    {
        SaysOf("Ink", "MILL", -167);
        SaysOf("Ink", "LAB", -165, minute: 1);
        SaysOf("Chalk", "MILL", -167, minute: 1);
        SaysOf("Chalk", "LAB", -165, minute: 2);
        When(new StyleCommand.Resolve(Guid.NewGuid(), new ResolveDiscrepancy(0, DiscrepancyKind.Dates, "A06", "MILL", "the tag is dated", "Ink"), "clara"), Around);
        var at = State.Timeline!.Template.IndexOf("A06");
        Assert.Equal(
            (ExFactory.AddDays(-167), ExFactory.AddDays(-165)),
            (State.Timeline.HoldingFor("Ink", at, Classifier.Actual)!.Date, State.Timeline.HoldingFor("Chalk", at, Classifier.Actual)!.Date));
        Assert.Equal("Chalk", Open.Colour);
    }
}
