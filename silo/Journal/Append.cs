using System.Collections.Immutable;

namespace Selvedge.Journal;

/// <summary>
/// What one actor asks the journal to make durable, whole or not at all. Without events it is a check:
/// it only confirms that <see cref="ExpectedVersion"/> still stands and that none of its commands is known.
/// </summary>
public sealed record Append
{
    public required StreamKey Stream { get; init; }

    /// <summary>The stream's number as told by the last load or append; 0 for a stream not yet stored.</summary>
    public long StreamNumber { get; init; }

    /// <summary>The version decided upon: the number of events in the stream, 0 for a new one.</summary>
    public required int ExpectedVersion { get; init; }

    public ImmutableArray<NewEvent> Events { get; init; } = [];

    /// <summary>All commands decided in this turn, in order. Those with events leave their id behind.</summary>
    public ImmutableArray<AppendedCommand> Commands { get; init; } = [];

    /// <summary>The board row after these events. Required when there are events.</summary>
    public ReadOnlyMemory<byte> Row { get; init; }

    /// <summary>What <see cref="Row"/> says, for followers in this process: handed on as it is, never stored.</summary>
    public object? RowValue { get; init; }

    /// <summary>When the actor must next be woken, or null for never. Ignored unless there are events.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The due time as it stood at <see cref="ExpectedVersion"/>; equal to <see cref="Due"/> writes nothing.</summary>
    public DateTimeOffset? PreviousDue { get; init; }

    /// <summary>A wake names the due time it consumes: where that has moved, the append fails as <see cref="AppendResult.DueMoved"/>.</summary>
    public DateTimeOffset? ConsumesDue { get; init; }

    /// <summary>The whole state after these events, now and then, to shorten the next load.</summary>
    public Snapshot? Snapshot { get; init; }

    /// <summary>The streams this actor depends on, all of them; null when they have not changed.</summary>
    public ImmutableArray<StreamKey>? Links { get; init; }
}

/// <param name="Type">Stable stored name, such as <c>purchase-order.milestone-reported</c>.</param>
/// <param name="Schema">Version of the data's form, from 1; older forms are upcast when read.</param>
/// <param name="Data">The event itself, as the caller serialised it.</param>
/// <param name="Origin">
/// Who and what caused it, as the caller serialised it; empty where it is that of the append's event before, which is stored once.
/// </param>
public sealed record NewEvent(string Type, short Schema, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Origin);

/// <param name="Id">Derived from what the sender calls the command; the same command always has the same id.</param>
/// <param name="Revision">Newer revisions of one command have higher numbers (microseconds since 1970, UTC); 0 where there are none.</param>
/// <param name="Fingerprint">Of the content: tells a repeat from a contradiction.</param>
/// <param name="Events">How many of the append's events are this command's; they follow those of the command before it.</param>
public sealed record AppendedCommand(Guid Id, long Revision, Guid Fingerprint, int Events);

/// <param name="Schema">Version of the state's form; a snapshot of another one is ignored when loading.</param>
public sealed record Snapshot(int Version, int Schema, ReadOnlyMemory<byte> State);
