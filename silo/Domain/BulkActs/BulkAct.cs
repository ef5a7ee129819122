using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;
using Command = Selvedge.Domain.BulkActs.BulkActCommand;
using Event = Selvedge.Domain.BulkActs.BulkActEvent;
using State = Selvedge.Domain.BulkActs.BulkActState;

namespace Selvedge.Domain.BulkActs;

/// <summary>
/// The rules of one bulk act: applied once and taken back as one act, and again as far as something stood in the way the first
/// time. What it sets is settled when it is asked for; the orders and approvals are told afterwards, and what became of each
/// row is written down here.
/// </summary>
public sealed class BulkAct : IDecider<Command, Event, State>
{
    private const int LongestNote = 500;

    private BulkAct() { }

    public static State Initial => State.Empty;

    public static Decision<Event> Decide(Command command, State act, Surroundings around) => command switch
    {
        Command.Apply apply => Apply(apply, act, around),
        Command.Settle settle => RowOutcome.News(settle.Outcomes, act.Outcomes) is { IsEmpty: false } news ? One(new Event.RowsSettled(news)) : ImmutableArray<Event>.Empty,
        Command.TakeBack back => TakeBack(back, act, around),
        Command.Restore restore => RowOutcome.News(restore.Outcomes, act.Undo!.Restored) is { IsEmpty: false } news ? One(new Event.RowsRestored(news)) : ImmutableArray<Event>.Empty,
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static State Evolve(State act, Event happened) => happened switch
    {
        Event.Applied e => act with { Act = e },
        Event.RowsSettled e => act with { Outcomes = act.Outcomes.AddRange(e.Outcomes) },
        Event.TakenBack e => act with { Undo = Undo.After(act.Undo, e.Tasks, e.By, e.At) },
        Event.RowsRestored e => act with { Undo = act.Undo!.With(e.Outcomes) },
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    public static DateTimeOffset? Due(State act) => null;

    private static Decision<Event> Apply(Command.Apply apply, State act, Surroundings around) =>
        act.Act is not null ? ImmutableArray<Event>.Empty
        : IsNote(apply.Plan.Note) ? apply.Plan.Rows.IsEmpty
            ? new Refusal("nothing-to-apply", "/lines", "No line is any different by it.")
            : One(new Event.Applied(apply.Id, apply.Plan, apply.By, around.Now))
        : NoNote;

    // Only what the act has moved is taken back; what was left or refused stands as it stood.
    private static Decision<Event> TakeBack(Command.TakeBack back, State act, Surroundings around)
    {
        if (act.Act is not { } applied)
            return new Refusal("unknown-bulk-act", "", "There is no such act.");
        if (act.Undo is { MayTryAgain: false })
            return ImmutableArray<Event>.Empty;
        if (!IsNote(back.Note))
            return NoNote;
        if (act.Outcomes.Length < applied.Plan.Rows.Length)
            return new Refusal("not-settled", "", $"It is still being applied: {act.Outcomes.Length} of {applied.Plan.Rows.Length} rows are.");
        var isNext = Undo.Next(act.Undo);
        ImmutableArray<BulkTask> tasks =
        [
            .. from outcome in act.Outcomes
               where outcome.Status is RowStatus.Done or RowStatus.Proposed && isNext(outcome.Row)
               // The last first: what was set later may stand on what was set before.
               orderby outcome.Row descending
               select new BulkTask(
                   applied.Plan.Rows[outcome.Row], applied.Id, around.Now, applied.Plan.Operation.Reason, back.Note, true, outcome.Proposal, outcome.Version,
                   Contributing: applied.Plan.Operation.Contributing),
        ];
        return tasks.IsEmpty
            ? new Refusal("nothing-to-undo", "", "It has moved no row.")
            : One(new Event.TakenBack(tasks, back.Note, back.By, around.Now));
    }

    private static bool IsNote(string? note) => note is { Length: > 0 and <= LongestNote };

    private static Refusal NoNote => new("required", "/note", $"Expected a note of 1 to {LongestNote} characters that says why.");

    private static Decision<Event> One(Event happened) => ImmutableArray.Create(happened);
}

/// <summary>What may be asked of a bulk act.</summary>
public abstract record BulkActCommand
{
    private BulkActCommand() { }

    public sealed record Apply(string Id, BulkPlan Plan, Author By) : BulkActCommand;

    /// <summary>What became of rows that were applied.</summary>
    public sealed record Settle(ImmutableArray<RowOutcome> Outcomes) : BulkActCommand;

    public sealed record TakeBack(string Note, Author By) : BulkActCommand;

    /// <summary>What became of rows that were taken back.</summary>
    public sealed record Restore(ImmutableArray<RowOutcome> Outcomes) : BulkActCommand;
}

/// <summary>What happened to a bulk act. Stored for ever: additive only.</summary>
public abstract record BulkActEvent
{
    private BulkActEvent() { }

    /// <summary>What is set is settled; the orders and approvals are told next.</summary>
    public sealed record Applied(string Id, BulkPlan Plan, Author By, DateTimeOffset At) : BulkActEvent
    {
        public IEnumerable<BulkTask> Tasks => Plan.Rows.Select(row => new BulkTask(row, Id, At, Plan.Operation.Reason, Plan.Note, Contributing: Plan.Operation.Contributing));
    }

    public sealed record RowsSettled(ImmutableArray<RowOutcome> Outcomes) : BulkActEvent;

    /// <summary>What stood before is to stand again; the orders and approvals are told next.</summary>
    public sealed record TakenBack(ImmutableArray<BulkTask> Tasks, string Note, Author By, DateTimeOffset At) : BulkActEvent;

    public sealed record RowsRestored(ImmutableArray<RowOutcome> Outcomes) : BulkActEvent;
}

/// <param name="Act">Null until it was applied.</param>
/// <param name="Outcomes">Of the rows that were told so far, in the order in which they were.</param>
/// <param name="Undo">Null until it was taken back.</param>
public sealed record BulkActState(BulkActEvent.Applied? Act, ImmutableArray<RowOutcome> Outcomes, Undo? Undo)
{
    public static BulkActState Empty { get; } = new(null, [], null);
}

/// <summary>What a bulk act sets.</summary>
/// <param name="Note">Why, in words.</param>
/// <param name="Left">Lines that were chosen and of which nothing can be set.</param>
/// <param name="Brands">Of the orders that were chosen; null where nobody wrote them down.</param>
[GenerateSerializer, Immutable, Alias("bulk-plan")]
public sealed record BulkPlan(BulkOperation Operation, string Note, ImmutableArray<BulkRow> Rows, ImmutableArray<LeftLine> Left, ImmutableArray<string>? Brands = null);

/// <summary>One bulk act as a person reads it.</summary>
/// <param name="Undone">When it was taken back; null while it was not.</param>
[GenerateSerializer, Immutable, Alias("bulk-act-view")]
public sealed record BulkActView(
    string Id, BulkPlan Plan, Author By, DateTimeOffset At, ImmutableArray<RowOutcome> Outcomes,
    DateTimeOffset? Undone, Author? UndoneBy, int ToRestore, ImmutableArray<RowOutcome> Restored)
{
    public static BulkActView? Of(BulkActState act) => act.Act is not { } applied ? null : new BulkActView(
        applied.Id, applied.Plan, applied.By, applied.At, act.Outcomes, act.Undo?.At, act.Undo?.By, act.Undo?.Tasks.Length ?? 0, act.Undo?.Restored ?? []);
}

/// <summary>What lists need of one bulk act.</summary>
/// <param name="Settled">How many rows have been told.</param>
/// <param name="Left">Lines that were chosen and left.</param>
/// <param name="ToRestore">How many rows are taken back; 0 while it was not.</param>
/// <param name="Kept">Of these, left because somebody has moved them since.</param>
/// <param name="Brands">Of its orders; null where nobody wrote them down.</param>
/// <param name="ToConfirm">Of those that are taken back, waiting for a second person.</param>
/// <param name="Hindered">Of these, left for what may pass.</param>
public sealed record BulkActRow(
    string Id, BulkOperation Operation, string Note, string By, DateTimeOffset At, int Rows, int Settled, int Done, int Proposed, int Unchanged, int Refused, int Left,
    DateTimeOffset? Undone, string? UndoneBy, int ToRestore, int Restored, int Kept,
    ImmutableArray<string>? Brands = null, int ToConfirm = 0, int Hindered = 0)
{
    /// <summary>Whether what was taken back was told, and some of it may be tried again.</summary>
    public bool MayTryAgain => Undo.MayTry(ToRestore, Restored, Hindered);

    public static BulkActRow Of(BulkActState act)
    {
        var applied = act.Act!;
        return new BulkActRow(
            applied.Id, applied.Plan.Operation, applied.Plan.Note, applied.By.Id, applied.At, applied.Plan.Rows.Length, act.Outcomes.Length,
            Count(RowStatus.Done), Count(RowStatus.Proposed), Count(RowStatus.Unchanged), Count(RowStatus.Refused), applied.Plan.Left.Length,
            act.Undo?.At, act.Undo?.By.Id, act.Undo?.Tasks.Length ?? 0, act.Undo?.Restored.Length ?? 0, act.Undo?.Kept ?? 0,
            applied.Plan.Brands, act.Undo?.ToConfirm ?? 0, act.Undo?.Hindered ?? 0);

        int Count(RowStatus status) => act.Outcomes.Count(o => o.Status == status);
    }
}
