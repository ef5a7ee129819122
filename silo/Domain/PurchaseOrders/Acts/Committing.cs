using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Event = Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>Days that both sides agree on. They move neither the baseline nor what is expected.</summary>
internal static class Committing
{
    public static Decision<Event> Commit(DateCommitment commit, Case asked)
    {
        var judged = Commit(commit.Line, commit.Milestone, commit.Date, commit.Reason, commit.Side, commit.Note, commit.Contributing, asked);
        return judged.Refusal is not null ? judged : WithVersion(judged.Events, commit.Reason, commit.Note, null, asked, commit.Contributing);
    }

    /// <summary>Agrees to the day that somebody reported as a plan: whoever reported it asked for it.</summary>
    public static Decision<Event> Agree(PlanAnswer answer, Case asked)
    {
        if (PlanOf(answer, asked.Order) is not { } plan)
            return NoPlan;
        if ((answer.Reason ?? plan.Reason) is not { } reason)
            return new Refusal("required", "/reason", "The report names no reason: say by a delay reason code why the day moves.");
        var judged = Commit(answer.Line, answer.Milestone, plan.Date, reason, answer.Side, answer.Note ?? plan.Note, answer.Contributing, asked with
        {
            By = new(plan.Source, ""), Second = asked.Agreeing(plan.Source),
        });
        return judged.Refusal is not null
            ? judged
            : WithVersion(judged.Events.Insert(0, Answered(answer, plan, true)), reason, answer.Note ?? plan.Note, asked.Life.Phase == Phase.Confirmed ? AnswerNeed.Given : null, asked, answer.Contributing);
    }

    public static Decision<Event> Decline(PlanAnswer answer, Case asked) => PlanOf(answer, asked.Order) is { } plan
        ? ImmutableArray.Create<Event>(Answered(answer, plan, false))
        : NoPlan;

    public static Claim? PlanOf(PlanAnswer answer, PurchaseOrderState order) =>
        order.Line(answer.Line) is { Timeline: { } timeline, IsOver: false } line
        && timeline.Template.IndexOf(answer.Milestone) is var milestone and >= 0
            ? line.OpenPlan(milestone)
            : null;

    /// <summary>The one event by which a committed ex-factory moves.</summary>
    public static Decision<Event> ToExFactory(
        LineState line, DateOnly date, string reason, Side? side, string? note, ImmutableArray<string>? contributing, Case asked) =>
        Commit(line.Order.Number, null, date, reason, side, note, contributing, asked);

    public static bool IsExFactory(LineState line, string? milestone) =>
        milestone is null || line.Timeline is { } timeline && timeline.Template.Milestones[^1].Code == milestone;

    /// <summary>Where a supervisor last agreed to the ex-factory; as ordered while the day has not moved.</summary>
    public static DateOnly? AnchorOf(LineState line) =>
        (line.Timeline is { } timeline ? line.Commitment(timeline.Template.Milestones[^1].Code)?.Anchor : null) ?? line.Committed;

    private static Decision<Event> Commit(
        int number, string? code, DateOnly date, string reason, Side? side, string? note, ImmutableArray<string>? contributing, Case asked)
    {
        if (asked.Order.Line(number) is not { } line)
            return new Refusal("unknown-line", "/line", $"{asked.Header.Number} has no line {number}.");
        if (line.IsCancelled)
            return new Refusal("line-is-cancelled", "/line", $"Line {number} was cancelled.");
        if (line.Timeline is not { } timeline)
            return new Refusal("no-calendar", "/line", $"Line {number} has no calendar and so no days to agree on.");
        var milestone = code is null ? timeline.Template.ExFactory : timeline.Template.IndexOf(code);
        if (milestone < 0)
            return new Refusal("unknown-milestone", "/milestone", $"'{code}' is no milestone of {timeline.Template.Id}.");
        var lives = timeline.Template.Milestones[milestone];
        if (lives.Home != MilestoneHome.Line)
            return new Refusal("lives-on-style", "/milestone", $"{lives.Code} lives on the style.");
        var wanted = new AgreedDay(date, reason, side, note, contributing);
        if (wanted.Refuse(timeline, milestone) is { } refusal)
            return refusal;
        var from = line.CommittedTo(milestone);
        return date == from
            ? ImmutableArray<Event>.Empty
            : [new Event.DateCommitted(number, wanted.For(lives.Code, from, line.Commitment(lives.Code), asked.By, asked.Second, asked.Now))];
    }

    // The document says when the goods are to leave. Who keeps it elsewhere will say so there.
    private static ImmutableArray<Event> WithVersion(ImmutableArray<Event> facts, string reason, string? note, AnswerNeed? need, Case asked,
        ImmutableArray<string>? contributing = null) =>
        asked.Life.IsKeptHere && facts.OfType<Event.DateCommitted>().Any(f => IsExFactory(asked.Order.Line(f.Line)!, f.Commitment.Milestone))
            ? Revising.Issue(facts, reason, note, need, asked, contributing)
            : facts;

    private static Event.PlanAnswered Answered(PlanAnswer answer, Claim plan, bool isAgreed) => new Event.PlanAnswered(
        answer.Line, new AnsweredPlan(answer.Milestone, plan.Source, plan.EventId, plan.UpdatedAt), plan.Date, isAgreed, answer.Note);

    private static Refusal NoPlan => new("no-plan", "", "Nobody has reported a plan for it that still waits for an answer.");
}
