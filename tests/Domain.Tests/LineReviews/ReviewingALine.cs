using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.LineReviews;

namespace Selvedge.Domain.Tests.LineReviews;

/// <summary>Clara leads a review of three styles.</summary>
public sealed class ReviewingALine : Spec<LineReview, LineReviewCommand, LineReviewEvent, LineReviewState>
{
    private static readonly DateOnly Day = new(2026, 11, 20);

    private DateTimeOffset now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private Surroundings Around => new(now, WorkingCalendars.Unknown);

    private void Open(params ImmutableArray<string> styles) =>
        When(new LineReviewCommand.Open("LR-1", new LineReviewSheet("Jersey", "HALDEN", "SS27", "apparel", Day, styles), "clara"), Around);

    private void Judge(string style, ReviewOutcome? outcome, string? note = null) => When(new LineReviewCommand.Judge(new Judgement(style, outcome, note, new("clara", "manager"))), Around);

    private void Close(bool leavesOpen = false) => When(new LineReviewCommand.Close("clara", leavesOpen), Around);

    [Fact]
    public void What_was_decided_goes_out_with_the_closing_and_not_before()
    {
        Open("ST-1", "ST-2", "ST-3");
        Judge("ST-1", ReviewOutcome.Adopt);
        Judge("ST-2", ReviewOutcome.Drop, "too near to ST-1");
        Judge("ST-3", ReviewOutcome.Revise, "collar lower");
        Assert.Empty(Happened<LineReviewEvent.Closed>());
        Close();
        Assert.Equal(
            [("ST-1", ReviewOutcome.Adopt, null), ("ST-2", ReviewOutcome.Drop, "too near to ST-1"), ("ST-3", ReviewOutcome.Revise, "collar lower")],
            Assert.Single(Happened<LineReviewEvent.Closed>()).Judged.Select(j => (j.Style, j.Outcome, j.Note)));
    }

    [Fact]
    public void Minds_may_change_until_it_is_closed()
    {
        Open("ST-1", "ST-2");
        Judge("ST-1", ReviewOutcome.Adopt);
        Judge("ST-1", ReviewOutcome.Drop, "too dear");
        Judge("ST-2", ReviewOutcome.Adopt);
        Judge("ST-2", null);
        Assert.Equal([("ST-1", ReviewOutcome.Drop)], State.Judged.Select(j => (j.Style, j.Outcome)));
        Close(leavesOpen: true);
        Judge("ST-1", ReviewOutcome.Adopt);
        ThenRefused("review-is-closed");
    }

    [Fact]
    public void The_same_said_again_is_no_news()
    {
        Open("ST-1");
        Open("ST-1");
        ThenNothing();
        Judge("ST-1", ReviewOutcome.Adopt);
        Judge("ST-1", ReviewOutcome.Adopt);
        ThenNothing();
        Close();
        Close();
        ThenNothing();
    }

    [Fact]
    public void What_nobody_decided_is_not_forgotten_by_a_slip()
    {
        Open("ST-1", "ST-2");
        Judge("ST-1", ReviewOutcome.Adopt);
        Close();
        ThenRefused("undecided");
        Close(leavesOpen: true);
        Assert.Single(Assert.Single(Happened<LineReviewEvent.Closed>()).Judged);
    }

    [Theory]
    [InlineData(ReviewOutcome.Drop)]
    [InlineData(ReviewOutcome.Revise)]
    public void Nothing_is_dropped_or_sent_back_without_a_word(ReviewOutcome outcome)
    {
        Open("ST-1");
        Judge("ST-1", outcome, " ");
        ThenRefused("required");
    }

    [Fact]
    public void Only_what_is_on_the_list_is_decided()
    {
        Judge("ST-1", ReviewOutcome.Adopt);
        ThenRefused("unknown-line-review");
        Open("ST-1");
        Judge("ST-9", ReviewOutcome.Adopt);
        ThenRefused("unknown-style");
    }

    [Fact]
    public void A_list_has_styles_each_once_and_an_end()
    {
        Open();
        ThenRefused("required");
        Open("ST-1", "ST-1");
        ThenRefused("style-twice");
        Open([.. Enumerable.Range(0, LineReview.MostStyles + 1).Select(i => $"ST-{i}")]);
        ThenRefused("too-many");
    }
}
