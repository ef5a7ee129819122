using Orleans.Runtime;

namespace Selvedge.Engine.Tests;

public sealed class Answers : IAsyncLifetime
{
    private Cluster cluster = null!;

    private IMessageGrain Grain => cluster.Grains.GetGrain<IMessageGrain>("one");

    public async Task InitializeAsync() => cluster = await Cluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task A_late_answer_is_a_timeout_for_the_caller_and_the_turn_goes_on()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("one");
        var holding = grain.Hold("hold");
        await cluster.Script.Noted("hold begins");
        await cluster.PassTimeUntil(holding);
        await Assert.ThrowsAsync<TimeoutException>(() => holding);

        cluster.Script.Open("hold");
        await cluster.Script.Noted("hold ends");
        Assert.Equal(1, await grain.Increment());
    }

    [Fact]
    public async Task A_call_is_not_given_up_before_the_response_timeout()
    {
        var grain = cluster.Grains.GetGrain<ITurnGrain>("one");
        var holding = grain.Hold("hold");
        await cluster.Script.Noted("hold begins");
        cluster.Time.Advance(Cluster.ResponseTimeout - TimeSpan.FromSeconds(1));
        cluster.Script.Open("hold");

        await holding;
    }

    [Fact]
    public async Task The_request_context_flows_with_calls_and_not_back()
    {
        RequestContext.Set("user", "ana");
        Assert.Equal("ana", await Grain.ReadContext("user"));
        Assert.Equal("ana", await Grain.ReadContextThrough("user", "two"));

        await Grain.SetContext("user", "ben");
        Assert.Equal("ana", RequestContext.Get("user"));

        RequestContext.Clear();
        Assert.Null(await Grain.ReadContext("user"));
    }

    [Fact]
    public async Task A_cancelled_caller_stops_waiting_and_the_grain_hears_of_it_in_a_turn()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Grain.WaitForCancellation(cancellation.Token);
        await cluster.Script.Noted("waits");
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await cluster.Script.Noted("ended");
        Assert.Contains("cancelled in a turn", cluster.Script.Notes);
    }

    [Fact]
    public async Task A_call_cancelled_while_waiting_does_not_run()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var running = Grain.WaitForCancellation(first.Token);
        await cluster.Script.Noted("waits");
        var waiting = Grain.WaitForCancellation(second.Token);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Equal("one", await Grain.Name());
        Assert.Equal(1, cluster.Script.Count("waits"));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_already_is_not_sent()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Grain.WaitForCancellation(new(true)));

        Assert.Equal("one", await Grain.Name());
        Assert.Empty(cluster.Script.Notes);
    }

    [Fact]
    public async Task A_timeout_cancels_the_turns_token()
    {
        var call = Grain.WaitForCancellation(default);
        await cluster.Script.Noted("waits");
        await cluster.PassTimeUntil(call);

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        await cluster.Script.Noted("ended");
    }
}
