namespace Selvedge.Journal;

/// <summary>The rows written in one stretch of the journal after another, from the batches that lie in it. Not thread-safe.</summary>
/// <param name="rows">Empty; nobody else's while any are in it.</param>
internal sealed class CopiedStretch(long from, CopiedRows rows)
{
    private DateTimeOffset? begunAt;
    private DateTimeOffset endedAt;

    public long From { get; private set; } = from;

    public long To { get; private set; } = from;

    public int Count => rows.Count;

    /// <summary>Whether all that was gathered of it is still here: once taken, it is not, even if it could not be stored.</summary>
    public bool IsHeld => To > From && Count > 0;

    public int Bytes => rows.Bytes;

    /// <summary>Between the first and the last commit in it.</summary>
    public TimeSpan Lasted => begunAt is { } begun ? endedAt - begun : TimeSpan.Zero;

    /// <summary>
    /// Takes in the row after each commit of each stream. Those that the batch does not hold, because the stream had changed
    /// again when the batch was read, are noted as not known.
    /// </summary>
    public void Add(FeedBatch batch)
    {
        // What was recorded at one instant cannot be told apart by time: the last of it stands for all.
        var last = new Dictionary<(StreamKey, DateTimeOffset), RecordedEvent>();
        foreach (var recorded in batch.Events)
            last[(recorded.Stream, recorded.RecordedAt)] = recorded;
        var known = new Dictionary<StreamKey, StreamRow>();
        foreach (var row in batch.Rows)
            known[row.Stream] = row;
        foreach (var recorded in last.Values)
            rows.Add(
                recorded.Stream, recorded.Position, recorded.Version,
                known.TryGetValue(recorded.Stream, out var row) && row.Position == recorded.Position ? row.Data.Span : default);
        begunAt ??= batch.Events[0].RecordedAt;
        endedAt = batch.CommittedAt;
        To = batch.To;
    }

    /// <inheritdoc cref="CopiedRows.Take"/>
    public ReadOnlyMemory<byte> Take() => rows.Take();

    /// <summary>Begins the next stretch, where this one ended.</summary>
    public void GoOn() => (From, begunAt) = (To, null);
}
