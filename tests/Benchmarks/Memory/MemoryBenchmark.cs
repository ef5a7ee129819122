using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Benchmarks.Live;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Season;
using Selvedge.Clustering;
using Selvedge.Contracts;
using Selvedge.Gateway;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Security;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Memory;

/// <summary>What stays in memory: of an order's actor that nobody calls, of a row on the boards, and of a screen that follows one.</summary>
internal static class MemoryBenchmark
{
    private const int WarmUpOrders = 200;
    private static readonly string[] Boards = ["overview", "board:*:apparel", "board:*:footwear", "board:*:accessories"];

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var count = Math.Max(WarmUpOrders * 2, arguments.Number("orders", 10_000) / 4 * 4);
        var screens = arguments.Number("screens", 500);
        arguments.RefuseUnknown();

        var (database, numbers, lines) = await SeedAsync(count);
        var (small, _, smallLines) = await SeedAsync(4);
        var activation = await OfActivationAsync(database, numbers);
        // The first is only warmed up on; the second is what a node weighs with hardly a row.
        await OfBoardsAsync(small, smallLines);
        var empty = await OfBoardsAsync(small, smallLines);
        var full = await OfBoardsAsync(database, lines);

        var screen = await OfScreenAsync(database, lines, screens);

        var report = new Report("memory", "what idle actors, board rows and screens keep in memory");
        report.Note($"Managed heap after full collections, {count} purchase orders of the sample season with their past. Rows include their share of styles, vendors and the boards' index.");
        report.Add("bytesPerActivation", "An idle order's actor", activation, "bytes");
        report.Add("bytesPerBoardRow", "A PO line on the boards", (double)(full - empty) / (lines - smallLines), "bytes");
        report.Add("bytesPerBoardOrder", "An order's row with its lines", (double)(full - empty) / (count - 4), "bytes");
        report.Add("linesPerOrder", "Lines of an order", (double)lines / count, "");
        report.Add("bytesPerScreen", $"A screen that follows a board, of {screens}", screen, "bytes", "< 40960");
        return report;
    }

    private static async Task<(string Database, string[] Numbers, int Lines)> SeedAsync(int count)
    {
        var season = new SampleSeason(count);
        var orders = season.Orders(0);
        var database = await TestServer.CloneDatabaseAsync();
        await season.SeedAsync(database, orders);
        return (database, [.. orders.Select(o => o.Number)], orders.Sum(o => o.Lines));
    }

    private static async Task<double> OfActivationAsync(string database, string[] numbers)
    {
        using var host = Build(services => Idle(services.AddJournal(database).AddActors(silo => silo.CollectionAge = TimeSpan.FromHours(1))));
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await ActivateAsync(numbers[..WarmUpOrders]);
        var before = Held();
        await ActivateAsync(numbers[WarmUpOrders..]);
        var after = Held();
        await host.StopAsync();
        return (double)(after - before) / (numbers.Length - WarmUpOrders);

        Task ActivateAsync(string[] some) => Parallel.ForEachAsync(
            some, new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (number, _) => await grains.GetGrain<IPurchaseOrderGrain>(number).Read());
    }

    private static async Task<long> OfBoardsAsync(string database, int lines)
    {
        var before = Held();
        using var host = Build(services => Idle(services.AddJournal(database).AddActors()).AddSecurity().AddBoards());
        await host.StartAsync();
        var rows = host.Services.GetRequiredService<Rows>();
        await KnownAsync(rows, lines);
        var after = Held();
        await host.StopAsync();
        GC.KeepAlive(rows);
        return after - before;
    }

    private static async Task<double> OfScreenAsync(string database, int lines, int screens)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var node = Node.Build(builder, database, TimeProvider.System);
        await node.StartAsync();
        var address = new Uri(node.Urls.First());
        await KnownAsync(node.Services.GetRequiredService<Rows>(), lines);
        // What is made once for all who follow a topic is there before, and stays.
        await using var first = await ScreensProcess.StartAsync(address, Boards);
        var before = Held();
        double each;
        await using (await ScreensProcess.StartAsync(address, Enumerable.Range(0, screens).Select(i => Boards[i % Boards.Length])))
            each = (double)(Held() - before) / screens;
        await node.StopAsync();
        return each;
    }

    private static async Task KnownAsync(Rows rows, int lines)
    {
        await Eventually.HoldsAsync(
            $"The boards know {lines} lines", () => Task.FromResult(rows.IsLoaded ? rows.PurchaseOrders.Sum(o => o.Row.Lines.Length) : 0), seen => seen == lines);
        // The boards arrange what was loaded in their next rounds, a quarter of a second apart.
        await Task.Delay(TimeSpan.FromSeconds(2));
    }

    private static long Held()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    // Without wakes and reactions: what they call is not what is weighed.
    private static IServiceCollection Idle(IServiceCollection services)
    {
        foreach (var calling in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Namespace == "Selvedge.Grains").ToList())
            services.Remove(calling);
        return services;
    }

    private static IHost Build(Action<IServiceCollection> add)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        add(builder.Services);
        return builder.Build();
    }
}
