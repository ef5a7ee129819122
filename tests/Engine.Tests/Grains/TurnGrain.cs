using Orleans.Concurrency;

namespace Selvedge.Engine.Tests;

public interface ITurnGrain : IGrainWithStringKey
{
    Task<int> Increment();

    Task<int> Value();

    Task Hold(string gate);

    [AlwaysInterleave] Task<int> Peek();

    [AlwaysInterleave] Task<int> PeekInPieces();

    [ReadOnly] Task Read(string gate);

    Task<string> CallMyself();

    Task<string> CallMyselfInterleaving();

    Task CallBack(string other);

    Task<bool> StaysOnItsScheduler();

    Task<bool> IsFreeOfOthersLocals();
}

public sealed class TurnGrain(Script script) : Grain, ITurnGrain
{
    private static readonly AsyncLocal<string?> Local = new();
    private int value;
    private int inside;

    public async Task<int> Increment()
    {
        script.Note("increment");
        var read = value;
        await Task.Yield();
        return value = read + 1;
    }

    public Task<int> Value() => Task.FromResult(value);

    public async Task Hold(string gate)
    {
        value = -1;
        script.Note($"{gate} begins");
        await script.Gate(gate);
        value = 0;
        script.Note($"{gate} ends");
    }

    public Task<int> Peek() => Task.FromResult(value);

    public async Task<int> PeekInPieces()
    {
        var most = 0;
        for (var i = 0; i < 20; i++)
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Thread.SpinWait(500);
            Interlocked.Decrement(ref inside);
            await Task.Yield();
        }
        return most;
    }

    public async Task Read(string gate)
    {
        script.Note($"{gate} begins");
        await script.Gate(gate);
        script.Note($"{gate} ends");
    }

    public async Task<string> CallMyself()
    {
        try
        {
            await GrainFactory.GetGrain<ITurnGrain>(this.GetPrimaryKeyString()).Value();
            return "answered";
        }
        catch (TimeoutException)
        {
            script.Note("timed out");
            return "timed out";
        }
    }

    public async Task<string> CallMyselfInterleaving()
    {
        await GrainFactory.GetGrain<ITurnGrain>(this.GetPrimaryKeyString()).Peek();
        return "answered";
    }

    public async Task CallBack(string other)
    {
        try
        {
            await GrainFactory.GetGrain<ITurnGrain>(other).CallBack(this.GetPrimaryKeyString());
        }
        catch (TimeoutException)
        {
            script.Note("timed out");
        }
    }

    public async Task<bool> StaysOnItsScheduler()
    {
        var scheduler = TaskScheduler.Current;
        await Task.Yield();
        await Task.Run(() => { });
        return scheduler != TaskScheduler.Default && TaskScheduler.Current == scheduler;
    }

    public Task<bool> IsFreeOfOthersLocals()
    {
        var free = Local.Value is null;
        Local.Value = "mine";
        return Task.FromResult(free);
    }
}
