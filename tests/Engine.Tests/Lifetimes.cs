using Orleans.Runtime;

namespace Selvedge.Engine.Tests;

public sealed class Lifetimes : IAsyncLifetime
{
    private static readonly TimeSpan LongIdle = Cluster.CollectionAge * 1.5;

    private Cluster cluster = null!;

    private Script Script => cluster.Script;

    private ILifeGrain Grain => cluster.Grains.GetGrain<ILifeGrain>("one");

    public async Task InitializeAsync() => cluster = await Cluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task The_first_call_activates_once_and_waits_for_it()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Grain.Touch())));

        Assert.Equal(["activates", "activated", "touch"], Script.Notes.Take(3));
        Assert.Equal(1, Script.Count("activates"));
    }

    [Fact]
    public async Task A_grain_in_use_stays()
    {
        for (var i = 0; i < 40; i++)
        {
            cluster.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(i + 1, await Grain.Touch());
        }
    }

    [Fact]
    public async Task A_grain_in_a_long_turn_stays()
    {
        _ = Grain.Hold("hold");
        await Script.Noted("hold begins");
        cluster.Time.Advance(LongIdle);
        Script.Open("hold");
        await Grain.Touch();

        Assert.Equal(1, Script.Count("activates"));
    }

    [Fact]
    public async Task A_failed_activation_fails_the_call_and_the_next_one_tries_again()
    {
        var failing = cluster.Grains.GetGrain<ILifeGrain>("failing");
        var error = await Assert.ThrowsAnyAsync<Exception>(() => failing.Touch());
        Assert.Contains("Not today.", error.ToString(), StringComparison.Ordinal);

        Assert.Equal(1, await failing.Touch());
        Assert.Equal(0, Script.Count("ends: ActivationFailed"));
    }

    [Fact]
    public async Task A_grain_can_leave_after_its_turn()
    {
        await Grain.Touch();
        await Grain.Leave();
        await Script.Noted("ends: ApplicationRequested");

        Assert.Equal(1, await Grain.Touch());
    }

    [Fact]
    public async Task Calls_behind_a_leaving_turn_run_on_a_fresh_activation_none_is_lost()
    {
        var leaving = Grain.LeaveAndHold("hold");
        await Script.Noted("hold begins");
        var behind = Enumerable.Range(0, 100).Select(_ => Grain.Touch()).ToArray();
        Script.Open("hold");
        await leaving;

        Assert.Equal(Enumerable.Range(1, 100), (await Task.WhenAll(behind)).Order());
        Assert.Equal(2, Script.Count("activates"));
        var notes = Script.Notes.ToList();
        Assert.True(notes.IndexOf("hold ends") < notes.IndexOf("ends: ApplicationRequested"));
        Assert.True(notes.IndexOf("ends: ApplicationRequested") < notes.LastIndexOf("activates"));
        Assert.True(notes.LastIndexOf("activated") < notes.IndexOf("touch"));
    }

    [Fact]
    public async Task No_call_is_lost_while_a_grain_comes_and_goes()
    {
        var others = Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
                await Grain.Touch();
        })).ToArray();
        for (var i = 0; i < 20; i++)
            await Grain.Leave();
        await Task.WhenAll(others);

        Assert.Equal(20 * 50, Script.Count("touch"));
        Assert.True(Script.Count("activates") > 1);
    }

    [Fact]
    public async Task A_grain_that_leaves_at_each_activation_rejects_its_calls() =>
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => cluster.Grains.GetGrain<ILifeGrain>("restless").Touch());

    [Fact]
    public async Task A_stopping_silo_ends_its_turns_and_deactivates_all()
    {
        var holding = Grain.Hold("hold");
        await cluster.Grains.GetGrain<ILifeGrain>("other").Touch();
        await Script.Noted("hold begins");
        var stopping = cluster.StopAsync();
        await Script.Noted("ends: ShuttingDown");
        Assert.False(stopping.IsCompleted);
        Script.Open("hold");
        await holding;
        await stopping;

        Assert.Equal(2, Script.Count("ends: ShuttingDown"));
        await Assert.ThrowsAnyAsync<Exception>(() => Grain.Touch());
        Assert.Equal(2, Script.Count("activates"));
    }

    [Fact]
    public async Task A_stop_does_not_wait_longer_than_it_may()
    {
        _ = Grain.Hold("hold");
        await Script.Noted("hold begins");
        await cluster.StopAsync(new CancellationToken(true));

        Assert.Equal(0, Script.Count("hold ends"));
    }

    [Fact]
    public async Task A_silo_that_has_not_started_takes_no_calls()
    {
        await using var silo = Cluster.NotStarted();

        await Assert.ThrowsAnyAsync<Exception>(() => silo.Grains.GetGrain<ILifeGrain>("one").Touch());
    }
}
