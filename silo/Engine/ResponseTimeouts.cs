namespace Selvedge.Engine;

/// <summary>
/// Every call that waits for its answer, in order of its deadline, so that a look at the first few tells who
/// has waited too long. Since all wait equally long, the order of arrival is that order: a list to which a call
/// is linked and from which it unlinks itself. One list per processor keeps callers apart. Thread-safe.
/// </summary>
internal sealed class ResponseTimeouts
{
    private sealed class Lane
    {
        public readonly Lock Gate = new();
        public Call? First;
        public Call? Last;
        public long Calls;
    }

    private readonly Lane[] lanes = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Lane())];
    private readonly TimeSpan limit;
    private readonly TimeProvider time;
    private ITimer? timer;

    public ResponseTimeouts(TimeSpan limit, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        this.limit = limit;
        this.time = time;
    }

    public TimeSpan Limit => limit;

    public long CallsSoFar => lanes.Sum(lane => Interlocked.Read(ref lane.Calls));

    public void Start()
    {
        var every = TimeSpan.FromTicks(Math.Clamp(limit.Ticks / 10, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerSecond));
        using (ExecutionContext.SuppressFlow())
            timer = time.CreateTimer(_ => Expire(), null, every, every);
    }

    public void Stop() => timer?.Dispose();

    public void Watch(Call call)
    {
        var index = Thread.GetCurrentProcessorId() % lanes.Length;
        var lane = lanes[index];
        lock (lane.Gate)
        {
            lane.Calls++;
            call.Lane = index;
            call.SentAt = time.GetTimestamp();
            call.Previous = lane.Last;
            if (lane.Last is null)
                lane.First = call;
            else
                lane.Last.Next = call;
            lane.Last = call;
        }
    }

    /// <summary>The call has its answer, or never will.</summary>
    public void Forget(Call call)
    {
        var lane = lanes[call.Lane];
        lock (lane.Gate)
        {
            if (call.Previous is null && lane.First != call)
                return; // not watched, or no longer
            if (call.Previous is null)
                lane.First = call.Next;
            else
                call.Previous.Next = call.Next;
            if (call.Next is null)
                lane.Last = call.Previous;
            else
                call.Next.Previous = call.Previous;
            call.Previous = call.Next = null;
        }
    }

    private void Expire()
    {
        foreach (var lane in lanes)
            while (FirstOverdue(lane) is { } call)
                call.Expire(limit);
    }

    private Call? FirstOverdue(Lane lane)
    {
        lock (lane.Gate)
            return lane.First is { } first && time.GetElapsedTime(first.SentAt) >= limit ? first : null;
    }
}
