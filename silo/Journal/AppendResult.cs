using System.Collections.Immutable;

namespace Selvedge.Journal;

/// <summary>What became of one append. Only <see cref="Committed"/> changed anything.</summary>
public abstract record AppendResult
{
    private AppendResult() { }

    /// <summary>Durable. Event i (from 0) has position <paramref name="FirstPosition"/> + i.</summary>
    /// <param name="StreamNumber">0 for a check of a stream that does not exist.</param>
    /// <param name="Version">Of the stream after the append.</param>
    /// <param name="FirstPosition">0 for a check.</param>
    public sealed record Committed(long StreamNumber, int Version, long FirstPosition, DateTimeOffset RecordedAt) : AppendResult;

    /// <summary>The stream is at another version: load and decide again.</summary>
    public sealed record Conflict(int Version) : AppendResult;

    /// <summary>Some commands were already applied: answer those from here and decide again without them.</summary>
    public sealed record Known(ImmutableArray<KnownCommand> Commands) : AppendResult;

    /// <summary>The due time named by a wake no longer stands.</summary>
    public sealed record DueMoved : AppendResult;
}

/// <param name="Index">Of the command within its append.</param>
/// <param name="Version">Stream version after the standing command's last event.</param>
/// <param name="Position">Of the standing command's last event.</param>
public sealed record KnownCommand(int Index, KnownAs As, int Version, long Position);

public enum KnownAs
{
    /// <summary>The same revision with the same content.</summary>
    Repeat,

    /// <summary>An older revision than the one that stands: it changes nothing.</summary>
    Superseded,

    /// <summary>The same revision with other content: refused.</summary>
    Contradiction,

    /// <summary>A newer revision that names another stream: refused.</summary>
    OtherStream,
}
