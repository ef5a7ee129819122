using Orleans.Runtime;

namespace Selvedge.Engine;

/// <summary>
/// A timer whose tick is a turn. The next tick is counted from the end of the last, so there is never more than one
/// under way, and the timer is itself the turn that waits and runs.
/// </summary>
internal sealed class GrainTimer : Turn, IGrainTimer
{
    // System timers go up to this.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly CancellationTokenSource stopping = new();
    private readonly ITimer timer;
    private readonly TurnKind kind;
    private readonly bool keepsAlive;
    private TimeSpan period;
    private bool ticking;
    private bool changed;
    private bool missed;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Validate(options.DueTime, options.Period);
        this.activation = activation;
        this.callback = callback;
        kind = options.Interleave ? TurnKind.Interleaving : TurnKind.Exclusive;
        keepsAlive = options.KeepAlive;
        period = options.Period;
        activation.Add(this);
        using (ExecutionContext.SuppressFlow())
            timer = activation.Catalog.Time.CreateTimer(static self => ((GrainTimer)self!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public override TurnKind Kind => kind;

    public override bool KeepsAlive => keepsAlive;

    public override bool IsAbandoned => stopping.IsCancellationRequested;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, period);
        ObjectDisposedException.ThrowIf(IsAbandoned, this);
        this.period = period;
        changed = true;
        timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (IsAbandoned)
            return;
        timer.Dispose();
        activation.Remove(this);
        stopping.Cancel();
    }

    private void Due() => activation.Scheduler.Post(() =>
    {
        if (ticking)
            missed = true; // a change made it due again: it ticks once more after this tick
        if (ticking || IsAbandoned)
            return;
        ticking = true;
        changed = missed = false;
        activation.Receive(this);
    });

    public override void Run(Activation activation) => _ = TickAsync();

    private async Task TickAsync()
    {
        try
        {
            await callback(stopping.Token);
        }
        catch (Exception error)
        {
            activation.Catalog.Log.TimerFailed(activation.GrainId, error);
        }
        ticking = false;
        if (missed)
            Due();
        else if (!changed && !IsAbandoned)
            timer.Change(period, Timeout.InfiniteTimeSpan);
        activation.Finish(this);
    }

    public override void Fail(Exception error) => Dispose();

    public override void Reroute() => Dispose();

    private static void Validate(TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime, Longest);
        }
        if (period != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(period, Longest);
        }
    }
}
