using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;
using Selvedge.Domain.People;
using Command = Selvedge.Domain.LineReviews.LineReviewCommand;
using Event = Selvedge.Domain.LineReviews.LineReviewEvent;
using State = Selvedge.Domain.LineReviews.LineReviewState;

namespace Selvedge.Domain.LineReviews;

/// <summary>
/// The rules of one line review: styles are looked at one after another, and whoever leads it may change their mind until it
/// is closed. What was decided then is settled in one event, which the styles are told of.
/// </summary>
public sealed class LineReview : IDecider<Command, Event, State>
{
    public const int MostStyles = 500;
    public const int LongestNote = 1_000;

    private LineReview() { }

    public static State Initial => State.Empty;

    public static Decision<Event> Decide(Command command, State review, Surroundings around) => (command, review.Sheet) switch
    {
        (Command.Open open, null) => Open(open, around),
        (Command.Open, _) => ImmutableArray<Event>.Empty,
        (_, null) => new Refusal("unknown-line-review", "", "There is no such line review."),
        (_, _) when review.ClosedAt is not null => command is Command.Close
            ? ImmutableArray<Event>.Empty
            : new Refusal("review-is-closed", "", "It is closed: what was decided has gone out. Decide otherwise in another review."),
        (Command.Judge judge, _) => Judge(judge.Judgement, review, around),
        (Command.Close close, _) => Close(close.By, close.LeavesOpen, review, around),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static State Evolve(State review, Event happened) => happened switch
    {
        Event.Opened e => review with { Id = e.Id, Sheet = e.Sheet, By = e.By, OpenedAt = e.At },
        Event.StyleJudged e => review with { Judged = [.. review.Judged.Where(j => j.Style != e.Judged.Style), e.Judged] },
        Event.JudgementWithdrawn e => review with { Judged = review.Judged.RemoveAll(j => j.Style == e.Style) },
        Event.Closed e => review with { ClosedAt = e.At, ClosedBy = e.By },
        _ => throw new UnreachableException(happened.GetType().Name),
    } with { Version = review.Version + 1 };

    public static DateTimeOffset? Due(State review) => null;

    private static Decision<Event> Open(Command.Open open, Surroundings around)
    {
        var sheet = open.Sheet;
        if (sheet.Styles.IsEmpty)
            return new Refusal("required", "/styles", "Expected the styles that are to be looked at.");
        if (sheet.Styles.Length > MostStyles)
            return new Refusal("too-many", "/styles", $"Expected at most {MostStyles}, found {sheet.Styles.Length}.");
        for (var i = 0; i < sheet.Styles.Length; i++)
            if (sheet.Styles.IndexOf(sheet.Styles[i]) != i)
                return new Refusal("style-twice", $"/styles/{i}", $"{sheet.Styles[i]} is on the list already.");
        return ImmutableArray.Create<Event>(new Event.Opened(open.Id, sheet, open.By, around.Now));
    }

    private static Decision<Event> Judge(Judgement judgement, State review, Surroundings around)
    {
        if (!review.Sheet!.Styles.Contains(judgement.Style))
            return new Refusal("unknown-style", "/style", $"{judgement.Style} is not looked at in this review.");
        if (judgement.Note?.Length > LongestNote)
            return new Refusal("too-long", "/note", $"Expected at most {LongestNote} characters, found {judgement.Note.Length}.");
        if (judgement.Outcome is ReviewOutcome.Drop or ReviewOutcome.Revise && string.IsNullOrWhiteSpace(judgement.Note))
            return new Refusal("required", "/note", judgement.Outcome == ReviewOutcome.Drop ? "Expected why it is dropped." : "Expected what is to be otherwise.");
        var before = review.Judged.FirstOrDefault(j => j.Style == judgement.Style);
        if (judgement.Outcome is not { } outcome)
            return before is null ? ImmutableArray<Event>.Empty : ImmutableArray.Create<Event>(new Event.JudgementWithdrawn(judgement.Style, judgement.By.Id));
        return before is not null && before.Outcome == outcome && before.Note == judgement.Note
            ? ImmutableArray<Event>.Empty
            : ImmutableArray.Create<Event>(new Event.StyleJudged(new Judged(judgement.Style, outcome, judgement.Note, judgement.By, around.Now)));
    }

    // What nobody decided is named, so that nothing is forgotten by a slip.
    private static Decision<Event> Close(string by, bool leavesOpen, State review, Surroundings around)
    {
        var open = review.Sheet!.Styles.Length - review.Judged.Length;
        return open > 0 && !leavesOpen
            ? new Refusal("undecided", "/leaveUndecided", $"{open} of {review.Sheet.Styles.Length} styles are undecided: decide them, or say that they stay so.")
            : ImmutableArray.Create<Event>(new Event.Closed(review.Id, review.Sheet.Date, review.Judged, by, around.Now));
    }
}

public enum ReviewOutcome
{
    Adopt,
    Drop,

    /// <summary>Another prototype is asked for.</summary>
    Revise,
}

/// <summary>What is looked at, and when.</summary>
/// <param name="Styles">Numbers, in the order in which they are looked at.</param>
[GenerateSerializer, Immutable, Alias("line-review-sheet")]
public sealed record LineReviewSheet(string Title, string Brand, string Season, string Category, DateOnly Date, ImmutableArray<string> Styles);

/// <summary>What somebody says of a style while it is looked at.</summary>
/// <param name="Outcome">Null takes back what was said.</param>
[GenerateSerializer, Immutable, Alias("judgement")]
public sealed record Judgement(string Style, ReviewOutcome? Outcome, string? Note, Author By);

/// <param name="Note">Why, or what is to be otherwise.</param>
[GenerateSerializer, Immutable, Alias("judged-style")]
public sealed record Judged(string Style, ReviewOutcome Outcome, string? Note, Author By, DateTimeOffset At);

/// <summary>What may be asked of a line review.</summary>
public abstract record LineReviewCommand
{
    private LineReviewCommand() { }

    public sealed record Open(string Id, LineReviewSheet Sheet, string By) : LineReviewCommand;

    public sealed record Judge(Judgement Judgement) : LineReviewCommand;

    /// <param name="LeavesOpen">Also where styles are undecided.</param>
    public sealed record Close(string By, bool LeavesOpen) : LineReviewCommand;
}

/// <summary>What happened to a line review. Stored for ever: additive only.</summary>
public abstract record LineReviewEvent
{
    private LineReviewEvent() { }

    public sealed record Opened(string Id, LineReviewSheet Sheet, string By, DateTimeOffset At) : LineReviewEvent;

    public sealed record StyleJudged(Judged Judged) : LineReviewEvent;

    public sealed record JudgementWithdrawn(string Style, string By) : LineReviewEvent;

    /// <summary>What was decided is settled; the styles are told of it.</summary>
    /// <param name="Date">Of the review.</param>
    public sealed record Closed(string Id, DateOnly Date, ImmutableArray<Judged> Judged, string By, DateTimeOffset At) : LineReviewEvent;
}

/// <summary>A line review as its events left it. <see cref="Sheet"/> is null until it was opened.</summary>
/// <param name="Judged">At most one per style; what was said last stands.</param>
/// <param name="Version">Number of events.</param>
public sealed record LineReviewState(
    string Id, LineReviewSheet? Sheet, string By, DateTimeOffset OpenedAt, ImmutableArray<Judged> Judged, DateTimeOffset? ClosedAt, string? ClosedBy, int Version)
{
    public static LineReviewState Empty { get; } = new("", null, "", default, [], null, null, 0);
}

/// <summary>What lists need of one line review.</summary>
[GenerateSerializer, Immutable, Alias("line-review-row")]
public sealed record LineReviewRow(
    string Id, string Title, string Brand, string Season, string Category, DateOnly Date, int Styles, int Adopted, int Dropped, int Revised, string By,
    DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt)
{
    /// <summary>Only after an event.</summary>
    public static LineReviewRow Of(LineReviewState review)
    {
        var sheet = review.Sheet!;
        return new LineReviewRow(
            review.Id, sheet.Title, sheet.Brand, sheet.Season, sheet.Category, sheet.Date, sheet.Styles.Length, Count(ReviewOutcome.Adopt), Count(ReviewOutcome.Drop),
            Count(ReviewOutcome.Revise), review.By, review.OpenedAt, review.ClosedAt);

        int Count(ReviewOutcome outcome) => review.Judged.Count(j => j.Outcome == outcome);
    }
}

/// <summary>One line review whole.</summary>
[GenerateSerializer, Immutable, Alias("line-review-view")]
public sealed record LineReviewView(
    string Id, LineReviewSheet Sheet, string By, DateTimeOffset OpenedAt, ImmutableArray<Judged> Judged, DateTimeOffset? ClosedAt, string? ClosedBy, int Version)
{
    /// <summary>Null until it was opened.</summary>
    public static LineReviewView? Of(LineReviewState review) => review.Sheet is not { } sheet
        ? null
        : new LineReviewView(review.Id, sheet, review.By, review.OpenedAt, review.Judged, review.ClosedAt, review.ClosedBy, review.Version);
}
