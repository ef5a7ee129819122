using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.LineReviews;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.Styles;

/// <summary>A style of which a line review on 18 September 2026 has decided.</summary>
public sealed class TakingALineReviewsDecision : Spec<Style, StyleCommand, StyleEvent, StyleState>
{
    private static readonly DateOnly Day = new(2026, 9, 18);
    private static readonly Surroundings Around = new(new(2026, 9, 20, 9, 0, 0, TimeSpan.Zero), WorkingCalendars.Unknown);

    private void Register(DateOnly? target = null, string category = "apparel") => When(
        new StyleCommand.Record(new StyleSheet("ST-1", "Fleece crew", "HALDEN", category, "SS27", null, null, ["Ink"], target, [])), Around);

    private void Take(ReviewOutcome outcome, string review = "LR-1", int hour = 10) => When(
        new StyleCommand.TakeDecision(new StyleDecision(review, Day, new(2026, 9, 18, hour, 0, 0, TimeSpan.Zero), outcome, "because", new("clara", "manager"))), Around);

    private DateOnly? ActualOf(string milestone) => State.Timeline!.Actual(State.Timeline.Template.IndexOf(milestone));

    [Theory]
    [InlineData("apparel", "A09", "A10")]
    [InlineData("footwear", "F12", "F13")]
    [InlineData("accessories", "B12", "B13")]
    public void Adopted_it_has_reached_the_review_and_the_adoption(string category, string review, string adoption)
    {
        Register(new(2027, 3, 1), category);
        Take(ReviewOutcome.Adopt);
        Assert.Equal((Day, Day), (ActualOf(review), ActualOf(adoption)));
    }

    [Fact]
    public void Adopted_it_goes_as_far_as_nothing_holds_it()
    {
        Register(new(2027, 3, 1));
        Take(ReviewOutcome.Adopt);
        Assert.Equal(StyleStage.Concept, State.Life.Stage);
        var held = State.Timeline!.Template.Milestones.Where(m => m.Holds is StyleStage.Concept or StyleStage.Development).Select(m => m.Code).ToArray();
        foreach (var milestone in held.Where(m => ActualOf(m) is null))
            When(new StyleCommand.Report(new ReportMilestone("PLM", milestone, Around.Now, false, 0, milestone, Classifier.Actual, Day, null, null)), Around);
        Take(ReviewOutcome.Adopt, "LR-2", hour: 11);
        Assert.Equal((StyleStage.Adopted, 1), (State.Life.Stage, State.Life.Profile));
    }

    [Theory]
    [InlineData(ReviewOutcome.Drop)]
    [InlineData(ReviewOutcome.Revise)]
    public void Otherwise_only_the_review_was_held(ReviewOutcome outcome)
    {
        Register(new(2027, 3, 1));
        Take(outcome);
        Assert.Equal((Day, null), (ActualOf("A09"), ActualOf("A10")));
        Assert.Equal(outcome, State.Reviewed!.Decision.Outcome);
    }

    [Fact]
    public void Nothing_is_next_on_a_style_that_was_dropped_until_a_later_review_takes_it_up()
    {
        Register(new(2027, 3, 1));
        Take(ReviewOutcome.Drop);
        Assert.Null(StyleRow.Of(State)!.Next);
        Take(ReviewOutcome.Adopt, "LR-2", hour: 11);
        Assert.NotNull(StyleRow.Of(State)!.Next);
    }

    [Fact]
    public void Told_again_or_late_it_is_no_news()
    {
        Register(new(2027, 3, 1));
        Take(ReviewOutcome.Drop, "LR-2", hour: 11);
        Take(ReviewOutcome.Drop, "LR-2", hour: 11);
        ThenNothing();
        Take(ReviewOutcome.Adopt, "LR-1", hour: 10);
        ThenNothing();
        Assert.Null(ActualOf("A10"));
    }

    [Fact]
    public void What_somebody_reported_stays_as_it_was_said()
    {
        Register(new(2027, 3, 1));
        When(new StyleCommand.Report(new ReportMilestone("PLM", "e1", Around.Now, false, 0, "A10", Classifier.Actual, Day.AddDays(-3), null, null)), Around);
        Take(ReviewOutcome.Adopt);
        Assert.Equal(Day.AddDays(-3), ActualOf("A10"));
    }

    [Fact]
    public void A_style_without_a_calendar_takes_it_too()
    {
        Register();
        Take(ReviewOutcome.Adopt);
        Assert.Equal(ReviewOutcome.Adopt, State.Reviewed!.Decision.Outcome);
    }

    [Fact]
    public void One_of_its_owners_acknowledges_what_stands()
    {
        Register();
        Take(ReviewOutcome.Adopt, "LR-2", hour: 11);
        When(new StyleCommand.AcknowledgeDecision("LR-1", "noor"), Around);
        ThenRefused("changed-since");
        When(new StyleCommand.AcknowledgeDecision("LR-2", "noor"), Around);
        When(new StyleCommand.AcknowledgeDecision("LR-2", "clara"), Around);
        ThenNothing();
        Assert.Equal("noor", State.Reviewed!.AcknowledgedBy);
    }
}
