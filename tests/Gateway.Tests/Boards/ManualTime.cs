namespace Selvedge.Gateway.Tests.Boards;

/// <summary>A clock that moves when it is told to. Timers run on the machine's.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long put;
    private long ticks = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero).Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks) + Interlocked.Read(ref put), TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    /// <summary>The wall clock alone is put to another time, as an administrator does.</summary>
    public void Put(TimeSpan by) => Interlocked.Add(ref put, by.Ticks);

    public void Pass(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);
}
