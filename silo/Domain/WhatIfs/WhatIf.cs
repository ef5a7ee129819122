using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;
using Command = Selvedge.Domain.WhatIfs.WhatIfCommand;
using Event = Selvedge.Domain.WhatIfs.WhatIfEvent;
using State = Selvedge.Domain.WhatIfs.WhatIfState;

namespace Selvedge.Domain.WhatIfs;

/// <summary>
/// The rules of one what-if that is to come so: it is applied once, and what was foreseen is what is told. It is taken back as
/// one act, as bulk acts are.
/// </summary>
public sealed class WhatIf : IDecider<Command, Event, State>
{
    private const int LongestReason = 500;

    private WhatIf() { }

    public static State Initial => State.Empty;

    public static Decision<Event> Decide(Command command, State whatIf, Surroundings around) => command switch
    {
        Command.Apply apply => Apply(apply, whatIf, around),
        Command.TakeBack back => TakeBack(back, whatIf, around),
        Command.Restore restore => RowOutcome.News(restore.Outcomes, whatIf.Undo!.Restored) is { IsEmpty: false } news
            ? ImmutableArray.Create<Event>(new Event.RowsRestored(news))
            : ImmutableArray<Event>.Empty,
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static State Evolve(State whatIf, Event happened) => happened switch
    {
        Event.Applied e => whatIf with { Act = e },
        Event.TakenBack e => whatIf with { Undo = Undo.After(whatIf.Undo, e.Tasks, e.By, e.At) },
        Event.RowsRestored e => whatIf with { Undo = whatIf.Undo!.With(e.Outcomes) },
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    public static DateTimeOffset? Due(State whatIf) => null;

    private static Decision<Event> Apply(Command.Apply apply, State whatIf, Surroundings around) =>
        whatIf.Act is not null ? ImmutableArray<Event>.Empty
        : apply.Plan.Reason is not { Length: > 0 and <= LongestReason } ? NoReason("/reason")
        : apply.Plan.IsEmpty ? new Refusal("nothing-to-apply", "/assumptions", "No open line is any different by it.")
        : ImmutableArray.Create<Event>(new Event.Applied(apply.Id, apply.Plan, apply.By, around.Now));

    private static Decision<Event> TakeBack(Command.TakeBack back, State whatIf, Surroundings around)
    {
        if (whatIf.Act is not { } applied)
            return new Refusal("unknown-what-if", "", "There is no such what-if.");
        if (whatIf.Undo is { MayTryAgain: false })
            return ImmutableArray<Event>.Empty;
        if (back.Note is not { Length: > 0 and <= LongestReason })
            return NoReason("/note");
        var isNext = Undo.Next(whatIf.Undo);
        return ImmutableArray.Create<Event>(new Event.TakenBack(
            [.. applied.ToTakeBack(back.Note, around.Now).Where(task => isNext(task.Row.Number))], back.Note, back.By, around.Now));
    }

    private static Refusal NoReason(string pointer) => new("required", pointer, $"Expected a reason of 1 to {LongestReason} characters.");
}

/// <summary>What may be asked of a what-if.</summary>
public abstract record WhatIfCommand
{
    private WhatIfCommand() { }

    /// <summary>Lets it come so.</summary>
    /// <param name="By">Id of the person.</param>
    public sealed record Apply(string Id, WhatIfPlan Plan, string By) : WhatIfCommand;

    /// <summary>What stood before is to stand again. Only asked for when all were told of what was applied.</summary>
    public sealed record TakeBack(string Note, Author By) : WhatIfCommand;

    /// <summary>What became of rows that were taken back.</summary>
    public sealed record Restore(ImmutableArray<RowOutcome> Outcomes) : WhatIfCommand;
}

/// <summary>What happened to a what-if. Stored for ever: additive only.</summary>
public abstract record WhatIfEvent
{
    private WhatIfEvent() { }

    /// <summary>What is told to whom is settled; the telling follows.</summary>
    public sealed record Applied(string Id, WhatIfPlan Plan, string By, DateTimeOffset At) : WhatIfEvent
    {
        /// <summary>Every day that was told, every line that travels otherwise and every factory that was closed: a row of its own, always in the same order.</summary>
        public IEnumerable<BulkTask> ToTakeBack(string note, DateTimeOffset at)
        {
            var rows = Plan.Orders.SelectMany(told => told.Days, (told, day) => (Day(day, told.Subject, null), (string?)null))
                .Concat(Plan.Styles.SelectMany(told => told.Days, (told, day) => (Day(day, "", told.Subject), (string?)null)))
                .Concat(Plan.Reshipped.SelectMany(order => order.Reshipment.Lines, (order, line) => (Mode(order.PurchaseOrder, line), (string?)order.Reshipment.Reason)))
                .Concat(Plan.Closures.Select(closed => (new BulkRow(0, "", 0, BulkField.Closure, null, new BulkValue(), new BulkValue(), Closed: closed), (string?)null)));
            return rows.Select((row, number) => new BulkTask(row.Item1 with { Number = number }, Id, at, row.Item2, note, TakesBack: true, Sender: ToldDay.Source));
        }

        private static BulkRow Day(ToldDay day, string order, string? style) => new(
            0, order, day.Line, BulkField.Expected, day.Milestone, new BulkValue(), new BulkValue(day.Date), Style: style, Colour: day.Colour);

        private static BulkRow Mode(string order, LineShipMode line) => new(
            0, order, line.Line, BulkField.ShipMode, null, new BulkValue(ShipMode: line.From), new BulkValue(ShipMode: line.ShipMode));
    }

    /// <summary>What stood before is to stand again; those that were told are told so next.</summary>
    public sealed record TakenBack(ImmutableArray<BulkTask> Tasks, string Note, Author By, DateTimeOffset At) : WhatIfEvent;

    public sealed record RowsRestored(ImmutableArray<RowOutcome> Outcomes) : WhatIfEvent;
}

/// <param name="Act">Null until it was applied.</param>
/// <param name="Undo">Null until it was taken back.</param>
public sealed record WhatIfState(WhatIfEvent.Applied? Act, Undo? Undo)
{
    public static WhatIfState Empty { get; } = new(null, null);
}

/// <summary>One what-if that was applied, with what became of its rows when it was taken back.</summary>
/// <param name="ToRestore">What is taken back, or would be: as rows of a bulk act, in their order.</param>
[GenerateSerializer, Immutable, Alias("what-if-view")]
public sealed record WhatIfView(WhatIfRow Row, ImmutableArray<BulkTask> ToRestore, ImmutableArray<RowOutcome> Restored)
{
    /// <param name="now">When it would be taken back, where it was not.</param>
    public static WhatIfView? Of(WhatIfState whatIf, DateTimeOffset now) => whatIf.Act is not { } applied
        ? null
        : new WhatIfView(WhatIfRow.Of(whatIf), whatIf.Undo?.Tasks ?? [.. applied.ToTakeBack(applied.Plan.Reason, now)], whatIf.Undo?.Restored ?? []);
}

/// <summary>What followers need of one what-if.</summary>
/// <param name="PurchaseOrders">How many are told of it.</param>
/// <param name="Closures">Of factories.</param>
/// <param name="Lines">How many were foreseen to be otherwise.</param>
/// <param name="Reshipments">How many orders are revised.</param>
/// <param name="Undone">When it was taken back; null while it was not.</param>
/// <param name="ToRestore">How many rows are taken back; 0 while it was not.</param>
/// <param name="Restored">Of these, told so far.</param>
/// <param name="Kept">Of these, left because somebody has moved them since.</param>
/// <param name="ToConfirm">Of these, waiting for a second person.</param>
/// <param name="Hindered">Of these, left for what may pass.</param>
/// <param name="Brands">Of the orders and styles that it concerns; null where nobody wrote them down.</param>
[GenerateSerializer, Immutable, Alias("what-if-row")]
public sealed record WhatIfRow(
    string Id, string Reason, string By, DateTimeOffset At, int PurchaseOrders, int Styles, int Closures, int Lines, int Reshipments = 0,
    DateTimeOffset? Undone = null, string? UndoneBy = null, int ToRestore = 0, int Restored = 0, int Kept = 0, int ToConfirm = 0, int Hindered = 0,
    ImmutableArray<string>? Brands = null)
{
    /// <summary>Whether what was taken back was told, and some of it may be tried again.</summary>
    public bool MayTryAgain => Undo.MayTry(ToRestore, Restored, Hindered);

    public static WhatIfRow Of(WhatIfState whatIf)
    {
        var ((id, plan, by, at), undo) = (whatIf.Act!, whatIf.Undo);
        return new WhatIfRow(
            id, plan.Reason, by, at, plan.Orders.Length, plan.Styles.Length, plan.Closures.Length, plan.Lines, plan.Reshipped.Length,
            undo?.At, undo?.By.Id, undo?.Tasks.Length ?? 0, undo?.Restored.Length ?? 0, undo?.Kept ?? 0, undo?.ToConfirm ?? 0, undo?.Hindered ?? 0,
            plan.Brands);
    }
}

/// <summary>What has to be told so that what was supposed comes so.</summary>
/// <param name="Lines">How many were foreseen to be otherwise.</param>
/// <param name="Reshipments">Orders that are revised; null for none.</param>
/// <param name="Brands">Of the orders and styles that it concerns; null where nobody wrote them down.</param>
[GenerateSerializer, Immutable, Alias("what-if-plan")]
public sealed record WhatIfPlan(
    ImmutableArray<Assumption> Assumptions, string Reason, ImmutableArray<Telling> Orders, ImmutableArray<Telling> Styles,
    ImmutableArray<VendorClosures> Closures, int Lines, ImmutableArray<OrderReshipment>? Reshipments = null, ImmutableArray<string>? Brands = null)
{
    public ImmutableArray<OrderReshipment> Reshipped => Reshipments ?? [];

    public bool IsEmpty => Orders.IsEmpty && Styles.IsEmpty && Closures.IsEmpty && Reshipped.IsEmpty;
}

[GenerateSerializer, Immutable, Alias("order-reshipment")]
public sealed record OrderReshipment(string PurchaseOrder, Reshipment Reshipment);

/// <param name="Subject">Number of the order or style.</param>
[GenerateSerializer, Immutable, Alias("telling")]
public sealed record Telling(string Subject, ImmutableArray<ToldDay> Days);

[GenerateSerializer, Immutable, Alias("vendor-closures")]
public sealed record VendorClosures(string Vendor, ImmutableArray<Closure> Closures);
