using System.Collections.Immutable;
using Npgsql;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.Vendors;
using Selvedge.Gateway.Samples;
using Selvedge.Journal;
using OrderActor = Selvedge.Benchmarks.Season.ScriptedActor<
    Selvedge.Domain.PurchaseOrders.PurchaseOrder, Selvedge.Domain.PurchaseOrders.PurchaseOrderCommand,
    Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent, Selvedge.Domain.PurchaseOrders.PurchaseOrderState>;

namespace Selvedge.Benchmarks.Season;

/// <summary>
/// The sample season, generated and decided as the actors would have: real payloads, rows, due times and links, by way
/// of the deciders and without the actors' own time.
/// </summary>
internal sealed class SampleSeason
{
    private const int Seed = 7;
    private static readonly Origin Sender = new("nordkap", "FWD-NORDKAP", "7f1c2a90-11", DateTimeOffset.UnixEpoch);

    private readonly SeasonPlan plan;
    private readonly DateTimeOffset now;
    private readonly Dictionary<string, WorkingCalendar> calendars;
    private readonly Dictionary<string, StyleDates> dates = new(StringComparer.Ordinal);
    private readonly List<Append> vendors = [];
    private readonly List<Append> styles = [];

    /// <param name="orders">A multiple of four.</param>
    /// <param name="country">Where all vendors work; null for where they do.</param>
    public SampleSeason(int orders, string? country = null)
    {
        now = TimeProvider.System.GetUtcNow();
        var size = SampleSize.Season with { Orders = orders, Styles = Math.Max(60, orders * 3 / 4) };
        plan = SeasonPlan.Generate(Seed, DateOnly.FromDateTime(now.UtcDateTime), size);
        ImmutableArray<VendorSheet> sheets = [.. plan.Vendors.Select(sheet => country is null ? sheet : sheet with { Country = country })];
        calendars = sheets.ToDictionary(v => v.Code, v => CalendarShelf.BuiltIn.OfCountry(v.Country), StringComparer.Ordinal);
        foreach (var sheet in sheets)
        {
            var actor = new ScriptedActor<Vendor, VendorCommand, VendorEvent, VendorState>(StoredKinds.Vendor, sheet.Code);
            vendors.Add(actor.Take(new VendorCommand.Record(sheet), new Surroundings(now, WorkingCalendars.Unknown), Sender));
        }

        foreach (var sheet in plan.Styles)
        {
            var actor = new ScriptedActor<Style, StyleCommand, StyleEvent, StyleState>(StoredKinds.Style, sheet.Number);
            var append = actor.Take(new StyleCommand.Record(sheet), new Surroundings(now, WorkingCalendars.Unknown), Sender);
            styles.Add(append);
            if (Style.HandOver(actor.State, append.Events.Length) is { } handed)
                dates[sheet.Number] = handed;
        }
    }

    /// <summary>One order's life: how it was placed, and then some reports about it.</summary>
    public ImmutableArray<OrderScript> Orders(int reportsEach) =>
        [.. plan.Orders.AsParallel().AsOrdered().Select((sheet, index) => Script(sheet, reportsEach, new Random(index)))];

    /// <summary>Makes all of it durable in an empty journal.</summary>
    public async Task SeedAsync(string connectionString, ImmutableArray<OrderScript> orders)
    {
        await using var source = Database.Open(connectionString);
        // Many at once on a machine that others may share: slow, not away.
        await using (var journal = new Journal.Journal(source, new JournalOptions { UnknownOutcomeLimit = TimeSpan.FromSeconds(30), CallLimit = TimeSpan.FromSeconds(60) }))
            foreach (var appends in vendors.Concat(styles).Concat(orders.Select(o => o.Placing)).Chunk(2_000))
                await Task.WhenAll(appends.Select(append => journal.AppendAsync(append)));
        await ServeReactionsAsync(source);
        await using var analyse = source.CreateCommand("analyze");
        await analyse.ExecuteNonQueryAsync();
    }

    /// <summary>What follows from all that was appended was decided with it: a node need not begin with telling everybody again.</summary>
    public static async Task ServeReactionsAsync(NpgsqlDataSource source)
    {
        await using var serve = source.CreateCommand(
            """
            insert into journal.checkpoints (follower, position)
            select follower, position from journal.head, unnest(array['alerting', 'approval-hand-over', 'approval-planning', 'bulk-hand-over', 'calendar-hand-over', 'line-review-hand-over', 'outcome-hand-over', 'style-hand-over', 'style-progress-hand-over', 'vendor-hand-over', 'what-if-hand-over']) follower
            on conflict (follower) do update set position = excluded.position
            """);
        await serve.ExecuteNonQueryAsync();
    }

    private OrderScript Script(OrderSheet sheet, int reports, Random dice)
    {
        var actor = new OrderActor(StoredKinds.PurchaseOrder, sheet.Number);
        var around = new Surroundings(now, calendars[sheet.Vendor]);
        var handed = sheet.Lines.Select(l => l.Style).OfType<string>().Distinct().Select(dates.GetValueOrDefault).OfType<StyleDates>();
        var placing = actor.Take(new PurchaseOrderCommand.Record(sheet, [.. handed], plan.FoundOf(sheet)), around, Sender);
        var (placed, open) = (new StatusReports(actor.State), actor.State.IsOpen);
        var steps = ImmutableArray.CreateBuilder<Append>(reports);
        for (var i = 0; i < reports; i++)
        {
            var report = new StatusReports(actor.State).Next(now.AddMinutes(i), dice);
            steps.Add(actor.Take(
                new PurchaseOrderCommand.Report(report), around, new Origin("nordkap", report.Source, report.EventId, report.UpdatedAt)));
        }

        return new OrderScript(placing, steps.MoveToImmutable(), placed, sheet.Brand, sheet.Category, sheet.Vendor, sheet.Lines.Length, open);
    }
}

/// <param name="Placing">The order's first append.</param>
/// <param name="Reports">What its actor appends for one report after another.</param>
/// <param name="Next">Writes further reports as of the placing.</param>
/// <param name="IsOpen">It is on the boards.</param>
internal sealed record OrderScript(
    Append Placing, ImmutableArray<Append> Reports, StatusReports Next, string Brand, string Category, string Vendor, int Lines, bool IsOpen)
{
    public string Number => Placing.Stream.Id;
}
