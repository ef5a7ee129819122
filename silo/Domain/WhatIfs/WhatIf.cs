using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Calendars;
using Command = Selvedge.Domain.WhatIfs.WhatIfCommand;
using Event = Selvedge.Domain.WhatIfs.WhatIfEvent;
using State = Selvedge.Domain.WhatIfs.WhatIfState;

namespace Selvedge.Domain.WhatIfs;

/// <summary>The rules of one what-if that is to come so: it is applied once, and what was foreseen is what is told.</summary>
public sealed class WhatIf : IDecider<Command, Event, State>
{
    private const int LongestReason = 500;

    private WhatIf() { }

    public static State Initial => State.Empty;

    public static Decision<Event> Decide(Command command, State whatIf, Surroundings around)
    {
        var (id, plan, by) = (Command.Apply)command;
        return whatIf.Row is not null ? ImmutableArray<Event>.Empty
            : plan.Reason is not { Length: > 0 and <= LongestReason } ? new Refusal("required", "/reason", $"Expected a reason of 1 to {LongestReason} characters.")
            : plan.IsEmpty ? new Refusal("nothing-to-apply", "/assumptions", "No open line is any different by it.")
            : ImmutableArray.Create<Event>(new Event.Applied(id, plan, by, around.Now));
    }

    public static State Evolve(State whatIf, Event happened)
    {
        var (id, plan, by, at) = (Event.Applied)happened;
        return new State(new WhatIfRow(id, plan.Reason, by, at, plan.Orders.Length, plan.Styles.Length, plan.Closures.Length, plan.Lines, plan.Reshipped.Length));
    }

    public static DateTimeOffset? Due(State whatIf) => null;
}

/// <summary>What may be asked of a what-if.</summary>
public abstract record WhatIfCommand
{
    private WhatIfCommand() { }

    /// <summary>Lets it come so.</summary>
    /// <param name="By">Id of the person.</param>
    public sealed record Apply(string Id, WhatIfPlan Plan, string By) : WhatIfCommand;
}

/// <summary>What happened to a what-if. Stored for ever: additive only.</summary>
public abstract record WhatIfEvent
{
    private WhatIfEvent() { }

    /// <summary>What is told to whom is settled; the telling follows.</summary>
    public sealed record Applied(string Id, WhatIfPlan Plan, string By, DateTimeOffset At) : WhatIfEvent;
}

/// <summary>Null until it was applied.</summary>
public sealed record WhatIfState(WhatIfRow? Row)
{
    public static WhatIfState Empty { get; } = new((WhatIfRow?)null);
}

/// <summary>What followers need of one what-if.</summary>
/// <param name="PurchaseOrders">How many are told of it.</param>
/// <param name="Closures">Of factories.</param>
/// <param name="Lines">How many were foreseen to be otherwise.</param>
/// <param name="Reshipments">How many orders are revised.</param>
[GenerateSerializer, Immutable, Alias("what-if-row")]
public sealed record WhatIfRow(string Id, string Reason, string By, DateTimeOffset At, int PurchaseOrders, int Styles, int Closures, int Lines, int Reshipments = 0);

/// <summary>What has to be told so that what was supposed comes so.</summary>
/// <param name="Lines">How many were foreseen to be otherwise.</param>
/// <param name="Reshipments">Orders that are revised; null for none.</param>
[GenerateSerializer, Immutable, Alias("what-if-plan")]
public sealed record WhatIfPlan(
    ImmutableArray<Assumption> Assumptions, string Reason, ImmutableArray<Telling> Orders, ImmutableArray<Telling> Styles,
    ImmutableArray<VendorClosures> Closures, int Lines, ImmutableArray<OrderReshipment>? Reshipments = null)
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
