namespace Selvedge.Engine.Tests;

public sealed class Turns : IAsyncLifetime
{
    private Cluster cluster = null!;

    private ITurnGrain Grain => cluster.Grains.GetGrain<ITurnGrain>("one");

    public async Task InitializeAsync() => cluster = await Cluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task A_hundred_callers_get_one_turn_at_a_time()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
                await Grain.Increment();
        })));

        Assert.Equal(2_000, await Grain.Value());
    }

    [Fact]
    public async Task A_call_waits_until_the_running_turn_has_ended_not_only_its_first_await()
    {
        var holding = Grain.Hold("hold");
        await cluster.Script.Noted("hold begins");
        var waiting = Grain.Increment();
        await Grain.Peek();
        cluster.Script.Open("hold");
        await Task.WhenAll(holding, waiting);

        Assert.Equal(["hold begins", "hold ends", "increment"], cluster.Script.Notes);
    }

    [Fact]
    public async Task An_interleaving_read_sees_the_state_while_a_turn_awaits()
    {
        var holding = Grain.Hold("hold");
        await cluster.Script.Noted("hold begins");

        Assert.Equal(-1, await Grain.Peek());
        cluster.Script.Open("hold");
        await holding;
        Assert.Equal(0, await Grain.Peek());
    }

    [Fact]
    public async Task An_interleaving_call_passes_others_that_wait()
    {
        var holding = Grain.Hold("hold");
        await cluster.Script.Noted("hold begins");
        var waiting = Enumerable.Range(0, 10).Select(_ => Grain.Increment()).ToArray();

        Assert.Equal(-1, await Grain.Peek());
        Assert.All(waiting, call => Assert.False(call.IsCompleted));
        cluster.Script.Open("hold");
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Interleaving_calls_are_never_in_parallel()
    {
        var most = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Grain.PeekInPieces())));

        Assert.Equal(1, most.Max());
    }

    [Fact]
    public async Task Read_only_calls_interleave_with_each_other()
    {
        var first = Grain.Read("first");
        await cluster.Script.Noted("first begins");
        var second = Grain.Read("second");
        await cluster.Script.Noted("second begins");
        cluster.Script.Open("second");
        await second;
        cluster.Script.Open("first");
        await first;

        Assert.Equal(["first begins", "second begins", "second ends", "first ends"], cluster.Script.Notes);
    }

    [Fact]
    public async Task A_writer_waits_for_all_readers()
    {
        var readers = new[] { Grain.Read("first"), Grain.Read("second") };
        await cluster.Script.Noted("first begins");
        await cluster.Script.Noted("second begins");
        var writer = Grain.Increment();
        cluster.Script.Open("second");
        await readers[1];
        await Grain.Peek();
        Assert.Equal(0, cluster.Script.Count("increment"));
        cluster.Script.Open("first");
        await writer;

        Assert.Equal("increment", cluster.Script.Notes[^1]);
    }

    [Fact]
    public async Task A_reader_waits_for_a_writer()
    {
        var writer = Grain.Hold("hold");
        await cluster.Script.Noted("hold begins");
        cluster.Script.Open("read");
        var reader = Grain.Read("read");
        await Grain.Peek();
        cluster.Script.Open("hold");
        await Task.WhenAll(writer, reader);

        Assert.Equal(["hold begins", "hold ends", "read begins", "read ends"], cluster.Script.Notes);
    }

    [Fact]
    public async Task A_grain_that_calls_itself_times_out()
    {
        var call = Grain.CallMyself();
        await cluster.PassTimeUntil(cluster.Script.Noted("timed out"));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task A_circle_of_calls_times_out()
    {
        var call = Grain.CallBack("other");
        await cluster.PassTimeUntil(cluster.Script.Noted("timed out"));

        await Assert.ThrowsAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task A_grain_may_call_its_own_interleaving_method() =>
        Assert.Equal("answered", await Grain.CallMyselfInterleaving());

    [Fact]
    public async Task What_follows_an_await_runs_on_the_grains_scheduler() =>
        Assert.True(await Grain.StaysOnItsScheduler());

    [Fact]
    public async Task Async_locals_pass_neither_from_the_caller_nor_from_turn_to_turn()
    {
        Assert.True(await Grain.IsFreeOfOthersLocals());
        Assert.True(await Grain.IsFreeOfOthersLocals());
    }

    [Fact]
    public async Task Many_calls_that_waited_all_run()
    {
        var holding = Grain.Hold("hold");
        await cluster.Script.Noted("hold begins");
        var waiting = Enumerable.Range(0, 20_000).Select(_ => Grain.Value()).ToArray();
        cluster.Script.Open("hold");

        Assert.All(await Task.WhenAll(waiting), value => Assert.Equal(0, value));
    }
}
