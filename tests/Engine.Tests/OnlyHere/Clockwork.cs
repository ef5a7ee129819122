namespace Selvedge.Engine.Tests.OnlyHere;

/// <summary>What Orleans measures on the machine's clock alone, to the minute on a clock that the test moves.</summary>
public sealed class Clockwork : IAsyncLifetime
{
    private Cluster cluster = null!;

    private Script Script => cluster.Script;

    private ILifeGrain Grain => cluster.Grains.GetGrain<ILifeGrain>("one");

    public async Task InitializeAsync() => cluster = await Cluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task An_idle_grain_is_deactivated_and_comes_back_fresh()
    {
        await Grain.Touch();
        await cluster.PassTimeUntil(Script.Noted("scope ends"));
        Assert.Equal("ends: ActivationIdle", Script.Notes[^2]);

        Assert.Equal(1, await Grain.Touch());
        Assert.Equal(2, Script.Count("activates"));
    }

    [Fact]
    public async Task Deactivation_can_be_delayed()
    {
        await Grain.Stay(TimeSpan.FromHours(3));
        cluster.Time.Advance(TimeSpan.FromHours(2));
        await Grain.Touch();
        Assert.Equal(1, Script.Count("activates"));

        await cluster.PassTimeUntil(Script.Noted("ends: ActivationIdle"));
    }

    [Fact]
    public async Task A_call_that_timed_out_while_waiting_does_not_run()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("one");
        var holding = grain.Hold("hold");
        await cluster.Script.Noted("hold begins");
        var waiting = grain.Increment();
        await cluster.PassTimeUntil(Task.WhenAll(holding, waiting));
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        cluster.Script.Open("hold");

        Assert.Equal(0, await grain.Value());
        Assert.Equal(0, cluster.Script.Count("increment"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_ticks_that_shall_keep_a_grain_do(bool keepAlive)
    {
        Script.Open("tick");
        await Grain.StartTimer(new(TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan) { KeepAlive = keepAlive });
        cluster.Time.Advance(TimeSpan.FromMinutes(10));
        await Script.Noted("tick ends");
        // Seven minutes after the tick, seventeen after the start.
        if (keepAlive)
            cluster.Time.Advance(TimeSpan.FromMinutes(7));
        else
            await cluster.PassTimeUntil(Script.Noted("ends: ActivationIdle"));

        Assert.Equal(keepAlive ? 1 : 0, await Grain.Ticks());
    }
}
