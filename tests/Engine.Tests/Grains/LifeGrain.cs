using Orleans.Concurrency;
using Orleans.Runtime;

namespace Selvedge.Engine.Tests;

/// <summary>One per activation.</summary>
public sealed class ScopedThing(Script script) : IDisposable
{
    public void Dispose() => script.Note("scope ends");
}

public interface ILifeGrain : IGrainWithStringKey
{
    Task<int> Touch();

    Task Leave();

    Task LeaveAndHold(string gate);

    Task Hold(string gate);

    Task Stay(TimeSpan time);

    Task StartTimer(GrainTimerPlan plan);

    Task StopTimer();

    Task ChangeTimer(TimeSpan dueTime, TimeSpan period);

    Task<int> Ticks();

    [AlwaysInterleave] Task<int> TicksNow();
}

[GenerateSerializer, Immutable]
public sealed record GrainTimerPlan(TimeSpan DueTime, TimeSpan Period)
{
    [Id(0)] public bool Interleave { get; init; }

    [Id(1)] public bool KeepAlive { get; init; }

    [Id(2)] public bool Fails { get; init; }

    [Id(3)] public bool Leaves { get; init; }
}

public sealed class LifeGrain(Script script, ScopedThing thing) : Grain, ILifeGrain
{
    private int touches;
    private int ticks;
    private IGrainTimer? timer;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        script.Note("activates");
        ArgumentNullException.ThrowIfNull(thing);
        await Task.Yield();
        if (this.GetPrimaryKeyString().StartsWith("failing", StringComparison.Ordinal) && script.Count("activates") == 1)
            throw new InvalidOperationException("Not today.");
        if (this.GetPrimaryKeyString().StartsWith("away", StringComparison.Ordinal))
            throw new TimeoutException("Away.");
        if (this.GetPrimaryKeyString() == "restless")
            DeactivateOnIdle();
        script.Note("activated");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        script.Note($"ends: {reason.ReasonCode}");
    }

    public Task<int> Touch()
    {
        script.Note("touch");
        return Task.FromResult(++touches);
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task LeaveAndHold(string gate)
    {
        DeactivateOnIdle();
        await Hold(gate);
    }

    public async Task Hold(string gate)
    {
        script.Note($"{gate} begins");
        await script.Gate(gate);
        script.Note($"{gate} ends");
    }

    public Task Stay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task StartTimer(GrainTimerPlan plan)
    {
        timer = this.RegisterGrainTimer(TickAsync, plan, new GrainTimerCreationOptions
        {
            DueTime = plan.DueTime, Period = plan.Period, Interleave = plan.Interleave, KeepAlive = plan.KeepAlive,
        });
        return Task.CompletedTask;
    }

    private async Task TickAsync(GrainTimerPlan plan, CancellationToken token)
    {
        ticks++;
        script.Note("tick begins");
        await script.Gate("tick");
        script.Note("tick ends");
        if (plan.Leaves)
            DeactivateOnIdle();
        if (plan.Fails)
            throw new InvalidOperationException("A bad tick.");
    }

    public Task StopTimer()
    {
        timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task ChangeTimer(TimeSpan dueTime, TimeSpan period)
    {
        timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task<int> Ticks() => Task.FromResult(ticks);

    public Task<int> TicksNow() => Task.FromResult(ticks);
}
