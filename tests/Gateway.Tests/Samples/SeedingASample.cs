using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Clustering;
using Selvedge.Contracts;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Samples;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Seasons;

public sealed class SeedingASample
{
    private static readonly SampleSize Small = new("small", 3, 6, 18, 24);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task All_of_it_is_there_once_and_the_wall_last()
    {
        var database = await TestServer.CloneDatabaseAsync();
        var streams = await SeedAsync(database);
        Assert.Equal((14, 11, 18, 24), (streams["person"], streams["vendor"], streams["style"], streams["purchase-order"]));

        // Somebody acted on many lines at once, and took it back.
        Assert.NotEqual(0, streams["bulk-act"]);

        // Started again it finds the wall, and adds nothing.
        Assert.Equal(streams, await SeedAsync(database));
    }

    [Fact]
    public async Task What_was_broken_off_goes_on_where_it_was()
    {
        var database = await TestServer.CloneDatabaseAsync();
        var plan = SeasonPlan.Generate(1, new DateOnly(2026, 11, 22), Small);
        await using (var node = await StartAsync(database, size: null))
        {
            await RecordAsync(node, "person", plan.People[0].Id, plan.People[0], n => n.GetGrain<IPersonGrain>(plan.People[0].Id).Record);
            var vendor = plan.Vendors.First();
            await RecordAsync(node, "vendor", vendor.Code, vendor, n => n.GetGrain<IVendorGrain>(vendor.Code).Record);
            var order = plan.Orders.First();
            await RecordAsync(node, "order", order.Number, order, n => n.GetGrain<IPurchaseOrderGrain>(order.Number).Record);
        }

        var streams = await SeedAsync(database);
        Assert.Equal((14, 11, 18, 24), (streams["person"], streams["vendor"], streams["style"], streams["purchase-order"]));
    }

    [Fact]
    public async Task Beside_other_orders_nothing_is_added()
    {
        var database = await TestServer.CloneDatabaseAsync();
        var order = SeasonPlan.Generate(2, new DateOnly(2026, 11, 22), Small).Orders.First() with { Number = "MINE-1" };
        await using (var node = await StartAsync(database, size: null))
            await RecordAsync(node, "mine", order.Number, order, n => n.GetGrain<IPurchaseOrderGrain>(order.Number).Record);

        var streams = await SeedAsync(database);
        Assert.Equal((0, 0, 0, 1), (streams["person"], streams["vendor"], streams["style"], streams["purchase-order"]));
    }

    [Theory, InlineData("huge"), InlineData("Season")]
    public void A_sample_that_is_not_known_stops_the_start(string name) =>
        Assert.Throws<ArgumentException>(() => SampleOptions.Of(Configured(("Selvedge:Sample", name))));

    [Theory, InlineData("-1"), InlineData("fast"), InlineData("1e9")]
    public void An_impossible_rate_stops_the_start(string rate) =>
        Assert.Throws<ArgumentException>(() => SampleOptions.Of(Configured(("Selvedge:Simulator:EventsPerSecond", rate))));

    [Fact]
    public void Only_the_season_moves_by_itself()
    {
        Assert.Equal(1, SampleOptions.Of(Configured(("Selvedge:Sample", "season"))).EventsPerSecond);
        Assert.Equal(0, SampleOptions.Of(Configured(("Selvedge:Sample", "large"))).EventsPerSecond);
        Assert.Equal(0, SampleOptions.Of(Configured()).EventsPerSecond);
        Assert.Equal(0, SampleOptions.Of(Configured(("Selvedge:Sample", "season"), ("Selvedge:Simulator:EventsPerSecond", "0"))).EventsPerSecond);
    }

    private static IConfiguration Configured(params (string, string)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2))).Build();

    /// <summary>Runs a node until its seeder has nothing left to do.</summary>
    /// <returns>Streams by kind.</returns>
    private static async Task<Dictionary<string, int>> SeedAsync(string database)
    {
        await using var node = await StartAsync(database, Small);
        var progress = node.Services.GetRequiredService<SampleProgress>();
        await Eventually.HoldsAsync("The sample was seeded", () => Task.FromResult(progress.IsDone), done => done);
        Assert.Null(progress.Text);

        var journal = node.Services.GetRequiredService<Journal.Journal>();
        var streams = new Dictionary<string, int>();
        foreach (var kind in new[] { Kinds.Person, Kinds.Vendor, Kinds.Style, Kinds.PurchaseOrder, Kinds.BulkAct })
        {
            streams[kind] = 0;
            await foreach (var _ in journal.ReadRowsAsync(kind))
                streams[kind]++;
        }

        return streams;
    }

    private static async Task RecordAsync<T>(
        RunningNode node, string kind, string key, T sheet, Func<IGrainFactory, Func<Asked<T>, Task<Verdict>>> record)
    {
        var id = CommandIds.Of("sample", "1", kind, key);
        var verdict = await record(node.Services.GetRequiredService<IGrainFactory>())(new Asked<T>(new CommandHeader(id, 0, id, new Origin("sample")), sheet));
        Assert.Equal(VerdictStatus.Accepted, verdict.Status);
    }

    private static async Task<RunningNode> StartAsync(string database, SampleSize? size)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Nodes.GatewayNode.Patient).AddSingleton<TimeProvider>(new ManualTime(Now)).AddJournal(database).AddActors()
            .AddSingleton(provider => new Rows(provider.GetRequiredService<Feed>().CatchUpAsync)).AddHostedService<RowFollower>()
            .AddSingleton(provider => new Rows(provider.GetRequiredService<Feed>().CatchUpAsync)).AddHostedService<RowFollower>()
            .AddSingleton(new SampleOptions(size, 1, 0)).AddSingleton<SampleProgress>().AddHostedService<SampleSeeder>();
        var host = builder.Build();
        await host.StartAsync();
        return new RunningNode(host);
    }

    private sealed class RunningNode(IHost host) : IAsyncDisposable
    {
        public IServiceProvider Services => host.Services;

        public async ValueTask DisposeAsync()
        {
            await host.StopAsync();
            host.Dispose();
        }
    }
}
