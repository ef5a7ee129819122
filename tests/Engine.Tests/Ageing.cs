namespace Selvedge.Engine.Tests;

/// <summary>What comes of time alone. On the machine's clock: Orleans measures idleness and the age of calls on no other.</summary>
public sealed class Ageing : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private Cluster cluster = null!;

    private Script Script => cluster.Script;

    public async Task InitializeAsync() => cluster = await Cluster.StartInRealTimeAsync(collectionAge: Second, responseTimeout: 2 * Second);

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    private ILifeGrain Grain(string name) => cluster.Grains.GetGrain<ILifeGrain>(name);

    [Fact]
    public async Task An_idle_grain_ends_and_comes_back_fresh()
    {
        await Grain("one").Touch();
        await Script.Noted("scope ends");
        Assert.Equal(["activates", "activated", "touch", "ends: ActivationIdle", "scope ends"], Script.Notes);

        Assert.Equal(1, await Grain("one").Touch());
    }

    [Fact]
    public async Task A_grain_that_delays_its_end_outlives_others()
    {
        await Grain("stays").Stay(TimeSpan.FromHours(1));
        Assert.Equal(1, await Grain("stays").Touch());
        for (var i = 1; i <= 2; i++)
        {
            await Grain("goes").Touch();
            await Script.Noted("ends: ActivationIdle", i);
        }

        Assert.Equal(2, await Grain("stays").Touch());
        Assert.Equal(3, Script.Count("activates"));
    }

    [Fact]
    public async Task Ticks_that_shall_not_keep_a_grain_do_not()
    {
        Script.Open("tick");
        await Grain("one").StartTimer(new(Second / 10, Second / 10));

        await Script.Noted("ends: ActivationIdle");
    }

    [Fact]
    public async Task A_call_that_timed_out_while_waiting_never_runs()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("one");
        var holding = grain.Hold("hold");
        await Script.Noted("hold begins");
        var waiting = grain.Increment();
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        await Assert.ThrowsAsync<TimeoutException>(() => holding);
        Script.Open("hold");
        await Script.Noted("hold ends");

        Assert.Equal(0, await grain.Value());
        Assert.Equal(0, Script.Count("increment"));
    }
}
