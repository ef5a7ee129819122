using System.Collections.Immutable;

namespace Selvedge.Journal;

/// <param name="Position">In the whole journal, from 1, dense, in commit order.</param>
/// <param name="Version">In the stream, from 1, dense.</param>
/// <param name="RecordedAt">When the journal committed it; never earlier than that of a lower position.</param>
public sealed record RecordedEvent(
    long Position, StreamKey Stream, int Version, string Type, short Schema, DateTimeOffset RecordedAt,
    ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Origin);

/// <summary>The board row of one stream as its last append wrote it.</summary>
/// <param name="Position">Of the last event of that append.</param>
/// <param name="Value">What <paramref name="Data"/> says, where this process wrote it; null where it was read.</param>
public sealed record StreamRow(StreamKey Stream, int Version, long Position, ReadOnlyMemory<byte> Data, object? Value = null);

/// <param name="Number">0 when the stream does not exist.</param>
/// <param name="Version">After the last of <paramref name="Tail"/>.</param>
/// <param name="Snapshot">Null when there is none of the wanted schema after the wanted version.</param>
/// <param name="Tail">The events after the snapshot, or else after the wanted version; without their origins, which no fold needs.</param>
public sealed record LoadedStream(
    long Number, int Version, DateTimeOffset? Due, Snapshot? Snapshot, ImmutableArray<RecordedEvent> Tail);

/// <summary>What was committed after <paramref name="From"/> up to and including <paramref name="To"/>, in order, without a gap.</summary>
/// <param name="Rows">The newest known row of every stream among the events; it may be newer than <paramref name="To"/>.</param>
public sealed record FeedBatch(
    long From, long To, DateTimeOffset CommittedAt, ImmutableArray<RecordedEvent> Events, ImmutableArray<StreamRow> Rows);

/// <summary>Events that follow one another, up to and including <paramref name="To"/>; at least one.</summary>
public sealed record FeedPage(long To, ImmutableArray<RecordedEvent> Events);
