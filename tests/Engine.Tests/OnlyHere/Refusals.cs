namespace Selvedge.Engine.Tests.OnlyHere;

/// <summary>Where the engine is stricter than Orleans, or says more.</summary>
public sealed class Refusals : IAsyncLifetime
{
    private Cluster cluster = null!;

    private IMessageGrain Grain => cluster.Grains.GetGrain<IMessageGrain>("one");

    public async Task InitializeAsync() => cluster = await Cluster.StartAsync();

    public async Task DisposeAsync() => await cluster.DisposeAsync();

    [Fact]
    public async Task An_unmarked_type_is_named_and_so_is_the_call()
    {
        var taking = await Assert.ThrowsAnyAsync<Exception>(() => Grain.TakeUnmarked(new("")));

        Assert.Contains(nameof(Unmarked), taking.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(IMessageGrain.TakeUnmarked), taking.Message, StringComparison.Ordinal);
    }

    // Orleans would leave the member behind without a word.
    [Fact]
    public async Task A_member_without_an_id_is_refused() =>
        Assert.Contains("Text", (await Assert.ThrowsAsync<NotSupportedException>(() => Grain.TakeForgetful(new()))).Message, StringComparison.Ordinal);

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
