using System.Collections.Immutable;

namespace Selvedge.Domain.Calendars;

/// <summary>What may be asked of a working calendar.</summary>
/// <param name="Key">Of <see cref="CalendarKeys"/>.</param>
/// <param name="Held">The version that the editor saw; null to act upon any.</param>
/// <param name="Reason">Why, for the person who reads it.</param>
public abstract record CalendarCommand(string Key, int? Held, string Reason)
{
    /// <summary>Lets the calendar differ as the sheet says, and no longer as it did.</summary>
    public sealed record Amend(string Key, CalendarSheet Sheet, int? Held, string Reason) : CalendarCommand(Key, Held, Reason);

    /// <summary>Adds closures to those that stand.</summary>
    public sealed record Close(string Key, ImmutableArray<Closure> Closures, string Reason) : CalendarCommand(Key, null, Reason);

    /// <summary>Takes closures away, unless somebody has amended one of them since.</summary>
    public sealed record Reopen(string Key, ImmutableArray<Closure> Closures, string Reason) : CalendarCommand(Key, null, Reason);

    /// <summary>Goes back to what held before a version.</summary>
    public sealed record Undo(string Key, int Version, string Reason) : CalendarCommand(Key, null, Reason);
}

/// <summary>What happened to a working calendar. Stored for ever: additive only.</summary>
public abstract record CalendarEvent
{
    private CalendarEvent() { }

    /// <param name="Version">From 1, dense.</param>
    /// <param name="Undoes">The version before which it goes back; null for a change of its own.</param>
    public sealed record Amended(string Key, int Version, CalendarSheet Sheet, string Reason, int? Undoes) : CalendarEvent;
}

/// <summary>A working calendar as its events left it.</summary>
/// <param name="Key">Null before its first event.</param>
/// <param name="Before">What held before the version.</param>
public sealed record CalendarState(string? Key, int Version, CalendarSheet Sheet, CalendarSheet Before)
{
    public static CalendarState Empty { get; } = new(null, 0, CalendarSheet.Nothing, CalendarSheet.Nothing);
}
