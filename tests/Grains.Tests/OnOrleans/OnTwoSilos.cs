using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Selvedge.Clustering;
using Selvedge.Contracts;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Grains.Tests.OnOrleans;

/// <summary>Two silos that find each other in their database: an actor lives on one of them, whoever asks.</summary>
public sealed class OnTwoSilos : IAsyncLifetime
{
    private const int Active = 3;
    private const int Dead = 6;

    private readonly ManualTime time = new(Given.Morning);
    private readonly Messages messages = new();
    private readonly Answering onTwo = new();
    private string database = "";
    private Node one = null!;
    private Node two = null!;

    public static TheoryData<string> Interfaces => Messages.Interfaces;

    public async Task InitializeAsync()
    {
        database = await TestServer.CloneDatabaseAsync();
        await using (var source = NpgsqlDataSource.Create(database))
            await Schema.MigrateAsync(source, "runtime", typeof(SiloExtensions).Assembly);
        one = await StartAsync(new Answering());
        two = await StartAsync(onTwo);
        // A silo is placed on only once the other has heard of it.
        await Eventually.HoldsAsync(
            "Each silo knows both",
            async () => (await HostsSeenBy(one), await HostsSeenBy(two)), hosts => hosts is (2, 2));
    }

    public async Task DisposeAsync()
    {
        await one.DisposeAsync();
        await two.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public async Task Every_message_of_an_interface_goes_there_and_back(string name)
    {
        var type = Messages.InterfaceOf(name);
        // What several kinds of actors can do is asked of one of them.
        var actor = type == typeof(IWakeable) ? one.Order("any") : GrainsOf(one).GetGrain(type, "any");
        foreach (var method in type.GetMethods())
        {
            var (asked, answered) = (method.GetParameters().Select(p => messages.Make(p.ParameterType)).ToArray(), Messages.Awaited(method.ReturnType));
            var answer = messages.Make(answered);
            onTwo.Answer = (answered, answer);
            Task call = null!;
            await PlaceOnTwoAsync(() => call = (Task)method.Invoke(actor, asked)!);

            for (var i = 0; i < asked.Length; i++)
                if (asked[i] is not CancellationToken)
                    Messages.Same(asked[i], onTwo.Asked![i], $"{name}.{method.Name} {i}");
            if (answered != typeof(void))
                Messages.Same(answer, ResultOf(call), $"{name}.{method.Name}");
            Assert.Null(onTwo.Answer);
        }
    }

    [Fact]
    public async Task Who_asks_elsewhere_is_told_that_the_journal_is_away()
    {
        var here = await HereOnTwoAsync();
        var told = await Assert.ThrowsAsync<JournalUnavailableException>(() => here.Fail("not now"));
        Assert.Equal("not now", told.Message);
    }

    [Fact]
    public async Task An_actor_lives_once_whoever_asks()
    {
        var keys = Enumerable.Range(0, 20).Select(i => $"key {i}").ToArray();
        var byOne = await Task.WhenAll(keys.Select(key => Here(one, key).Silo()));
        var byTwo = await Task.WhenAll(keys.Select(key => Here(two, key).Silo()));
        Assert.Equal(byOne, byTwo);
    }

    [Fact]
    public async Task An_actor_elsewhere_has_seen_what_its_caller_has()
    {
        var here = await HereOnTwoAsync();
        await PlaceOnTwoAsync(() => one.Order("PO-1").Record(one.Ask(Given.Order(quantity: 1200))));
        await CaughtUpAsync(two);

        // Two hears of nothing more, until it is let go; another node changes the order meanwhile, and one has heard of it.
        using var heard = new SemaphoreSlim(0);
        void Hold(FeedBatch _) => heard.Wait();
        FeedOf(two).Advancing += Hold;
        Task<PurchaseOrderView?> reading;
        try
        {
            await using (var alone = await Node.StartAsync(database, time))
                await alone.Order("PO-1").Record(alone.Ask(Given.Order(quantity: 900)));
            await CaughtUpAsync(one);
            reading = one.Order("PO-1").Read();
            // An answer out of older memory would be here by now.
            for (var i = 0; i < 20 && !reading.IsCompleted; i++)
                await here.Silo();
        }
        finally
        {
            FeedOf(two).Advancing -= Hold;
            heard.Release(1000);
        }

        Assert.Equal(900, (await reading)!.Lines[0].Quantity);
    }

    [Fact]
    public async Task A_silo_that_stops_leaves_and_its_actors_live_on_with_the_other()
    {
        await PlaceOnTwoAsync(() => one.Order("PO-1").Record(one.Ask(Given.Order())));
        var before = await StatusesAsync();
        await two.StopAsync();
        var after = await StatusesAsync();
        Assert.Equal([Active, Active], before);
        Assert.Equal([Active, Dead], after);
        Assert.Equal(VerdictStatus.Accepted, (await one.Order("PO-1").Report([one.Ask(Given.Report("A34", 1))]))[0].Status);
    }

    private Task<Node> StartAsync(Answering answering) => Node.StartAsync(
        database, time, silo => (silo.IsClustered, silo.ConnectionString) = (true, database),
        services => services.AddSingleton<IIncomingGrainCallFilter>(answering));

    private static object? ResultOf(Task done) => done.GetType().GetProperty("Result")!.GetValue(done);

    private static IHereGrain Here(Node node, string key) => GrainsOf(node).GetGrain<IHereGrain>(key);

    /// <summary>Called by one.</summary>
    private async Task<IHereGrain> HereOnTwoAsync()
    {
        var here = Here(one, "other");
        await PlaceOnTwoAsync(() => here.Silo());
        Assert.Equal(AddressOf(two).ToString(), await here.Silo());
        return here;
    }

    // What is called for the first time within this is placed there.
    private async Task PlaceOnTwoAsync(Func<Task> call)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, AddressOf(two));
        await call();
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
    }

    private static async Task CaughtUpAsync(Node node) => await FeedOf(node).CatchUpAsync();

    private static async Task<int> HostsSeenBy(Node node) =>
        (await GrainsOf(node).GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count;

    private async Task<int[]> StatusesAsync()
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var look = source.CreateCommand("select status from orleans.silos order by status");
        await using var rows = await look.ExecuteReaderAsync();
        var statuses = new List<int>();
        while (await rows.ReadAsync())
            statuses.Add(rows.GetInt32(0));
        return [.. statuses];
    }

    private static IGrainFactory GrainsOf(Node node) => node.Services.GetRequiredService<IGrainFactory>();

    private static Feed FeedOf(Node node) => node.Services.GetRequiredService<Feed>();

    private static SiloAddress AddressOf(Node node) => node.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
}
