using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Clustering;
using Selvedge.Contracts;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Vendors;
using Selvedge.Journal;

namespace Selvedge.Chaos.Driving;

/// <summary>
/// Places the purchase orders that the clients report about, through one more node of this process without a gateway.
/// Thread-safe.
/// </summary>
internal sealed class OrderBook : IAsyncDisposable
{
    public const int Lines = 2;
    public const string Category = "apparel";
    private const string Vendor = "CHAOS-V1";

    private readonly IHost host;
    private readonly DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
    private readonly ConcurrentDictionary<int, string> placed = [];

    private OrderBook(IHost host) => this.host = host;

    public int Count => placed.Count;

    /// <summary>Number of the order with this index, from 0 to <see cref="Count"/> - 1.</summary>
    public string this[int index] => placed[index];

    public static async Task<OrderBook> OpenAsync(string connectionString, int orders, CancellationToken ct)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.AddJournal(connectionString).AddActors();
        var book = new OrderBook(builder.Build());
        await book.host.StartAsync(ct);
        var sheet = new VendorSheet(Vendor, "Chaos Knit", "BD", null, null, null, null, []);
        await book.Grain<IVendorGrain>(Vendor).Record(Ask(sheet, Vendor));
        for (var i = 0; i < orders; i++)
            await book.PlaceAsync();
        return book;
    }

    /// <summary>Places one more order; when this returns it is acknowledged.</summary>
    /// <exception cref="InvalidOperationException">It was not accepted.</exception>
    public async Task<string> PlaceAsync()
    {
        var index = placed.Count;
        var number = $"PO-{index + 1:D4}";
        var exFactory = today.AddDays(30 + index * 7 % 90);
        var sheet = new OrderSheet(number, $"BRAND{index % 2}", Category, "SS27", Vendor, "FOB", "sea", null,
            [.. Enumerable.Range(1, Lines).Select(line => new OrderLine(line, null, $"Crew {line}", "Ink", 100 * line, [], exFactory, null, null))], []);
        var verdict = await Grain<IPurchaseOrderGrain>(number).Record(Ask(sheet, number));
        if (verdict.Status != VerdictStatus.Accepted)
            throw new InvalidOperationException($"{number} was not placed: {verdict}");
        placed[index] = number;
        return number;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private T Grain<T>(string key) where T : IGrainWithStringKey => host.Services.GetRequiredService<IGrainFactory>().GetGrain<T>(key);

    private static Asked<T> Ask<T>(T command, string id) =>
        new(new CommandHeader(CommandIds.Of("chaos", id), 0, CommandIds.Of(id), new Origin("chaos")), command);
}
