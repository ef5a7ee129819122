using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Clustering;
using Selvedge.Contracts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.Vendors;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Grains.Tests;

/// <summary>One node without its gateway: journal, actors, wakes and reactions on a real database.</summary>
public sealed class Node : IAsyncDisposable
{
    private readonly IHost host;
    private int sent;

    private Node(IHost host, ManualTime time) => (this.host, Time) = (host, time);

    public ManualTime Time { get; }

    public IServiceProvider Services => host.Services;

    public Checkpoints Checkpoints => Services.GetRequiredService<Checkpoints>();

    public Journal.Journal Journal => Services.GetRequiredService<Journal.Journal>();

    private IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public static async Task<Node> StartAsync(
        string connectionString, ManualTime time, Action<SiloSettings>? silo = null, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        // Nobody here should be told "unavailable" because the machine is busy.
        builder.Services.AddSingleton(new JournalOptions { UnknownOutcomeLimit = TimeSpan.FromMinutes(2), CallLimit = TimeSpan.FromMinutes(3) });
        builder.Services.AddSingleton<TimeProvider>(time).AddJournal(connectionString).AddActors(silo);
        services?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new Node(host, time);
    }

    public IPurchaseOrderGrain Order(string number) => Grains.GetGrain<IPurchaseOrderGrain>(number);

    public IStyleGrain Style(string number) => Grains.GetGrain<IStyleGrain>(number);

    public IApprovalGrain Approval(string id) => Grains.GetGrain<IApprovalGrain>(id);

    public IVendorGrain Vendor(string code) => Grains.GetGrain<IVendorGrain>(code);

    public ITrackRecordGrain TrackRecord(string key) => Grains.GetGrain<ITrackRecordGrain>(key);

    public ITemplateGrain Template(string id) => Grains.GetGrain<ITemplateGrain>(id);

    public IWorkingCalendarGrain Calendar(string key) => Grains.GetGrain<IWorkingCalendarGrain>(key);

    public CommandHeader Header() => Ask("").Header;

    /// <summary>A header as an edge makes it; every call is another command.</summary>
    public Asked<T> Ask<T>(T command) => Ask(command, $"{GetHashCode()}-{Interlocked.Increment(ref sent)}");

    public static Asked<T> Ask<T>(T command, string id, long revision = 0, string content = "") =>
        new(new CommandHeader(CommandIds.Of(id), revision, CommandIds.Of(content), new Origin("tester")), command);

    public Task StopAsync() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        host.Dispose();
    }
}

/// <summary>What the tests order: apparel, ex-factory on a working day 90 days from their first morning.</summary>
public static class Given
{
    public static readonly DateTimeOffset Morning = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly ExFactory = new(2027, 3, 1);

    public static OrderSheet Order(string number = "PO-1", int quantity = 1200, string? style = "ST-1") => new(
        number, "HALDEN", "apparel", "SS27", "V-1", "FOB", "sea", null,
        [new OrderLine(1, style, "Fleece crew", "Ink navy", quantity, [], ExFactory, null, null)], []);

    public static StyleSheet Style(string number = "ST-1") =>
        new(number, "Fleece crew", "HALDEN", "apparel", "SS27", null, "Sweatshirts", ["Ink navy"], ExFactory, []);

    public static VendorSheet Vendor(string country) => new("V-1", "Ningbo Knit", country, null, null, null, null, []);

    public static ReportMilestone Report(
        string milestone, int offset, Classifier classifier = Classifier.Estimate, string eventId = "e1", int line = 1) =>
        new("FWD-ACME", eventId, Morning, false, line, milestone, classifier, ExFactory.AddDays(offset), null, null);
}
