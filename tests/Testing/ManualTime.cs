namespace Selvedge.Testing;

/// <summary>
/// A wall clock that stands where it was put. Time spans and timers run by the real clock, so that waits end by
/// themselves; only "what day is it" is the test's. Thread-safe.
/// </summary>
public sealed class ManualTime(DateTimeOffset now) : TimeProvider
{
    private long ticks = now.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void MoveTo(DateTimeOffset to) => Interlocked.Exchange(ref ticks, to.UtcTicks);
}
