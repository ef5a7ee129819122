using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;
using Selvedge.Domain.BulkActs;
using Command = Selvedge.Domain.Calendars.CalendarCommand;
using Event = Selvedge.Domain.Calendars.CalendarEvent;
using State = Selvedge.Domain.Calendars.CalendarState;

namespace Selvedge.Domain.Calendars;

/// <summary>The rules of one working calendar: every change is a version, and the newest can be undone.</summary>
public sealed class Calendar : IDecider<Command, Event, State>
{
    private const int LongestReason = 500;

    private Calendar() { }

    public static State Initial => State.Empty;

    public static Decision<Event> Decide(Command command, State calendar, Surroundings around)
    {
        if (Refuse(command, calendar) is { } refusal)
            return refusal;
        return command switch
        {
            Command.Amend amend => Amend(amend, calendar),
            Command.Close close => Amend(new Command.Amend(close.Key, calendar.Sheet.With(close.Closures), null, close.Reason), calendar),
            Command.Reopen reopen => reopen.Closures.FirstOrDefault(closure => !calendar.Sheet.Closures.Contains(closure)) is { } gone
                ? BulkTask.Moved($"{gone.Name}, {gone.From:yyyy-MM-dd} to {gone.To:yyyy-MM-dd}, stands so no more.")
                : Amend(new Command.Amend(reopen.Key, calendar.Sheet.Without(reopen.Closures), null, reopen.Reason), calendar),
            Command.Undo undo => Undo(undo, calendar),
            _ => throw new UnreachableException(command.GetType().Name),
        };
    }

    public static State Evolve(State calendar, Event happened) => happened switch
    {
        Event.Amended e => new State(e.Key, e.Version, e.Sheet, calendar.Sheet),
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    public static DateTimeOffset? Due(State calendar) => null;

    private static Decision<Event> Amend(Command.Amend amend, State calendar) =>
        CalendarFaults.Of(amend.Sheet) is [var fault, ..] ? new Refusal(fault.Code, fault.Pointer, fault.Detail)
        : amend.Sheet.Equals(calendar.Sheet) ? ImmutableArray<Event>.Empty
        : [new Event.Amended(amend.Key, calendar.Version + 1, amend.Sheet, amend.Reason, null)];

    private static Decision<Event> Undo(Command.Undo undo, State calendar)
    {
        if (undo.Version < 1 || undo.Version > calendar.Version)
            return new Refusal("unknown-version", "/version", $"{undo.Key} has no version {undo.Version}.");
        if (undo.Version < calendar.Version)
            return new Refusal("newer-stands-on-it", "/version", $"Version {calendar.Version} stands on it: undo that first, or amend the calendar.");
        return ImmutableArray.Create<Event>(new Event.Amended(undo.Key, calendar.Version + 1, calendar.Before, undo.Reason, undo.Version));
    }

    private static Refusal? Refuse(Command command, State calendar) =>
        !CalendarKeys.IsPossible(command.Key)
            ? new Refusal("unknown-calendar", "", $"'{command.Key}' names no calendar: expected a country's two letters, factory: and a vendor's code, or office: and a brand.")
        : command.Held is { } held && held != calendar.Version
            ? new Refusal("changed-since", "/If-Match", $"It has been changed since: version {calendar.Version} stands, {held} was held.")
        : command.Reason is not { Length: > 0 and <= LongestReason }
            ? new Refusal("required", "/reason", $"Expected a reason of 1 to {LongestReason} characters.")
            : null;
}

/// <summary>What lists and followers need of one working calendar, written with every append.</summary>
[GenerateSerializer, Immutable, Alias("calendar-row")]
public sealed record CalendarRow(string Key, int Version, CalendarSheet Sheet)
{
    public static CalendarRow Of(CalendarState calendar) => new(calendar.Key!, calendar.Version, calendar.Sheet);
}
