using System.Collections.Immutable;

namespace Selvedge.Journal;

/// <summary>The newest batches of the feed, without a gap, within limits of events and bytes. Not thread-safe.</summary>
internal sealed class FeedWindow(int maxEvents, int maxBytes)
{
    private readonly List<(FeedBatch Batch, int Bytes)> _batches = [];
    private int _first;
    private int _events;
    private int _bytes;

    public void Add(FeedBatch batch)
    {
        var bytes = 0;
        foreach (var e in batch.Events)
            bytes += e.Data.Length + e.Origin.Length;
        foreach (var row in batch.Rows)
            bytes += row.Data.Length;
        _batches.Add((batch, bytes));
        _events += batch.Events.Length;
        _bytes += bytes;
        while (_batches.Count - _first > 1 && (_events > maxEvents || _bytes > maxBytes))
        {
            var oldest = _batches[_first];
            _batches[_first++] = default;
            _events -= oldest.Batch.Events.Length;
            _bytes -= oldest.Bytes;
        }
        // Moved together only now and then, so that leaving the window costs no more than entering it.
        if (_first > 64 && _first > _batches.Count / 2)
        {
            _batches.RemoveRange(0, _first);
            _first = 0;
        }
    }

    /// <summary>What follows <paramref name="after"/>; null when that is no longer, or not yet, in the window.</summary>
    public FeedBatch? After(long after)
    {
        if (IndexAfter(after) is not { } index)
            return null;
        var batch = _batches[index].Batch;
        return batch.From == after ? batch : Later(batch, after);
    }

    /// <summary>The events that follow <paramref name="after"/>, of as many batches as begin before there are enough of them; null as above.</summary>
    public FeedPage? PageAfter(long after, int enough)
    {
        if (IndexAfter(after) is not { } index)
            return null;
        var first = _batches[index].Batch;
        var events = ImmutableArray.CreateBuilder<RecordedEvent>();
        events.AddRange(first.Events.AsSpan()[(int)(after - first.From)..]);
        while (events.Count < enough && ++index < _batches.Count)
            events.AddRange(_batches[index].Batch.Events);
        return new FeedPage(events[^1].Position, events.DrainToImmutable());
    }

    /// <summary>The part of a batch that follows <paramref name="after"/>.</summary>
    public static FeedBatch Later(FeedBatch batch, long after)
    {
        var events = batch.Events.RemoveRange(0, (int)(after - batch.From));
        var streams = events.Select(e => e.Stream).ToHashSet();
        return batch with { From = after, Events = events, Rows = [.. batch.Rows.Where(row => streams.Contains(row.Stream))] };
    }

    private int? IndexAfter(long after)
    {
        int low = _first, high = _batches.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var batch = _batches[middle].Batch;
            if (after < batch.From)
                high = middle - 1;
            else if (after >= batch.To)
                low = middle + 1;
            else
                return middle;
        }
        return null;
    }
}
