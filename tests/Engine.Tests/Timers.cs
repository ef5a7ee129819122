namespace Selvedge.Engine.Tests;

public sealed class Timers : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly GrainTimerPlan EverySecond = new(Second, Second);

    private Cluster cluster = null!;

    private Script Script => cluster.Script;

    private ILifeGrain Grain => cluster.Grains.GetGrain<ILifeGrain>("one");

    public async Task InitializeAsync() => cluster = await Cluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    // The next tick is counted from the end of the last, which the test sees only as a turn that has ended.
    private async Task NextTick(int number)
    {
        await Grain.Ticks();
        cluster.Time.Advance(Second);
        await Script.Noted("tick ends", number);
    }

    [Fact]
    public async Task A_timer_ticks_again_and_again()
    {
        Script.Open("tick");
        await Grain.StartTimer(EverySecond);
        for (var i = 1; i <= 5; i++)
            await NextTick(i);

        Assert.Equal(5, await Grain.Ticks());
    }

    [Fact]
    public async Task A_tick_is_a_turn()
    {
        await Grain.StartTimer(EverySecond);
        cluster.Time.Advance(Second);
        await Script.Noted("tick begins");
        var behind = Grain.Touch();
        Assert.Equal(1, await Grain.TicksNow());
        Script.Open("tick");
        await behind;

        Assert.Equal(["activates", "activated", "tick begins", "tick ends", "touch"], Script.Notes);
    }

    [Fact]
    public async Task A_tick_waits_for_the_running_turn()
    {
        Script.Open("tick");
        await Grain.StartTimer(EverySecond);
        var holding = Grain.Hold("hold");
        await Script.Noted("hold begins");
        cluster.Time.Advance(Second);
        Assert.Equal(0, await Grain.TicksNow());
        Script.Open("hold");
        await holding;
        await Script.Noted("tick begins");

        var notes = Script.Notes.ToList();
        Assert.True(notes.IndexOf("hold ends") < notes.IndexOf("tick begins"));
    }

    [Fact]
    public async Task An_interleaving_tick_does_not_wait()
    {
        Script.Open("tick");
        await Grain.StartTimer(EverySecond with { Interleave = true });
        var holding = Grain.Hold("hold");
        await Script.Noted("hold begins");
        cluster.Time.Advance(Second);
        await Script.Noted("tick ends");

        Assert.Equal(0, Script.Count("hold ends"));
        Script.Open("hold");
        await holding;
    }

    [Fact]
    public async Task Ticks_do_not_pile_up()
    {
        await Grain.StartTimer(EverySecond);
        cluster.Time.Advance(TimeSpan.FromSeconds(10));
        await Script.Noted("tick begins");
        cluster.Time.Advance(TimeSpan.FromSeconds(10));
        Script.Open("tick");

        Assert.Equal(1, await Grain.Ticks());
    }

    [Fact]
    public async Task A_timer_goes_on_after_a_failed_tick()
    {
        Script.Open("tick");
        await Grain.StartTimer(EverySecond with { Fails = true });
        await NextTick(1);
        await NextTick(2);

        Assert.Equal(2, await Grain.Ticks());
    }

    [Fact]
    public async Task A_timer_without_period_ticks_once_until_it_is_changed()
    {
        Script.Open("tick");
        await Grain.StartTimer(new(Second, Timeout.InfiniteTimeSpan));
        await NextTick(1);
        await Grain.Ticks();
        cluster.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await Grain.Ticks());

        await Grain.ChangeTimer(Second, Second);
        await NextTick(2);
        await NextTick(3);
    }

    [Fact]
    public async Task A_disposed_timer_is_silent()
    {
        Script.Open("tick");
        await Grain.StartTimer(EverySecond);
        await NextTick(1);
        await Grain.StopTimer();
        cluster.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(1, await Grain.Ticks());
    }

    [Fact]
    public async Task A_timer_ends_with_its_activation()
    {
        Script.Open("tick");
        await Grain.StartTimer(EverySecond with { Leaves = true });
        await NextTick(1);
        await Script.Noted("ends: ApplicationRequested");
        cluster.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(0, await Grain.Ticks());
        Assert.Equal(1, Script.Count("tick begins"));
    }
}
