using Orleans.Runtime;

namespace Selvedge.Engine.Tests.OnlyHere;

/// <summary>Where the engine is stricter than Orleans, or says more.</summary>
public sealed class Refusals : IAsyncLifetime
{
    private Cluster cluster = null!;

    public async Task InitializeAsync() => cluster = await Cluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task An_unmarked_type_is_named_and_so_is_the_call()
    {
        var taking = await Assert.ThrowsAnyAsync<Exception>(() => cluster.Grains.GetGrain<ITakingGrain>("one").Name());

        Assert.Contains(nameof(Unmarked), taking.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(ITakingGrain.TakeUnmarked), taking.Message, StringComparison.Ordinal);
    }

    // Orleans refuses it when it compiles.
    [Fact]
    public async Task A_member_without_an_id_is_refused() =>
        Assert.Contains("Text", (await Assert.ThrowsAsync<NotSupportedException>(() => cluster.Grains.GetGrain<IForgetfulGrain>("one").Take(new()))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_period_of_zero_is_refused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => cluster.Grains.GetGrain<ILifeGrain>("one").StartTimer(new(TimeSpan.FromSeconds(1), TimeSpan.Zero)));

    [Fact]
    public async Task A_silo_that_has_not_started_says_so()
    {
        await using var silo = Cluster.NotStarted();

        await Assert.ThrowsAsync<SiloUnavailableException>(() => silo.Grains.GetGrain<ILifeGrain>("one").Touch());
    }

    // With Orleans such a call fails only once the stop has ended.
    [Fact]
    public async Task A_stopping_silo_refuses_a_new_grain_at_once()
    {
        var holding = cluster.Grains.GetGrain<ILifeGrain>("one").Hold("hold");
        await cluster.Script.Noted("hold begins");
        var stopping = cluster.StopAsync();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => cluster.Grains.GetGrain<ILifeGrain>("third").Touch());
        cluster.Script.Open("hold");

        await holding;
        await stopping;
    }

    [Fact]
    public async Task What_keeps_all_grains_from_being_activated_is_logged_once_until_one_is_again()
    {
        for (var outage = 1; outage <= 2; outage++)
        {
            for (var i = 0; i < 3; i++)
                await Assert.ThrowsAnyAsync<Exception>(() => cluster.Grains.GetGrain<ILifeGrain>($"away-{outage}-{i}").Touch());
            Assert.Equal(outage, cluster.Log.Count(line => line.StartsWith("Error", StringComparison.Ordinal)));
            await cluster.Grains.GetGrain<ILifeGrain>($"here-{outage}").Touch();
            Assert.Equal(outage, cluster.Log.Count(line => line == "Warning: Grains can be activated again; 2 more could not be in the meantime."));
        }
    }
}

[GenerateSerializer]
public sealed class Forgetful
{
    public string Text { get; set; } = "";
}

public interface IForgetfulGrain : IGrainWithStringKey
{
    Task Take(Forgetful value);
}

public sealed class ForgetfulGrain : Grain, IForgetfulGrain
{
    public Task Take(Forgetful value) => Task.CompletedTask;
}
