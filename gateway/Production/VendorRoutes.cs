using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Production;

/// <summary>Vendors, with how their open lines stand.</summary>
public static class VendorRoutes
{
    private static readonly string[] Names = ["country", "q", "sort", "limit", "cursor"];

    public static IEndpointRouteBuilder MapVendors(this IEndpointRouteBuilder app)
    {
        var vendors = app.MapGroup("/api/v1/vendors").WithTags("Vendors");
        vendors.MapGet("", ListAsync).WithName("ListVendors").WithSummary("Vendors and how their open lines stand")
            .WithMetadata(new QueryNames(Names))
            .WithDescription("Parameters: country (repeated or with commas), q (words in code or name), sort (code, open, late; - for descending), limit, cursor.")
            .Produces<Page<VendorStanding>>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        vendors.MapGet("/{vendor}", ReadAsync).WithName("ReadVendor").WithSummary("One vendor and how its open lines stand")
            .Produces<VendorStanding>().Produces(304).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        vendors.MapGet("/{vendor}/history", ReadHistoryAsync).WithName("ReadVendorHistory").WithSummary("How a vendor kept its milestones before")
            .WithDescription("What forecasts lean on: for each milestone that the vendor keeps, the median and the one in ten on either side, in days after the one that plan and predecessors allowed. Published at most once a day.")
            .Produces<VendorHistory>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Names);
        var (countries, q) = (parameters.Texts("country"), parameters.Text("q"));
        var listing = Listing.Of(parameters, "code", "open", "late");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);

        await rows.CatchUpAsync(ct);
        var lines = OpenLines.Of(rows, http.Person().Rights);
        var page = listing.Of(
            rows.Vendors.Where(v => Matches(v) && http.Person().Rights.MaySeeVendor(v.Row.Code)).Select(v => VendorStanding.Of(v, lines)),
            v => new Place(listing.Sort switch { "open" => v.OpenLines, "late" => v.LateLines, _ => 0 }, v.Code),
            v => v);
        Listing.Link(http, page.Next);
        return new Shown(page);

        bool Matches(VendorEntry vendor) =>
            (countries.IsEmpty || countries.Contains(vendor.Row.Country))
            && (q is null || vendor.Row.Code.Contains(q, StringComparison.OrdinalIgnoreCase) || vendor.Row.Name.Contains(q, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<IResult> ReadAsync(string vendor, HttpContext http, Rows rows, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var rights = http.Person().Rights;
        return rights.MaySeeVendor(vendor) && rows.TryGetVendor(vendor, out var found)
            ? new Shown(VendorStanding.Of(found, OpenLines.Of(rows, rights, vendor)))
            : ProblemResult.NotFound;
    }

    private static async Task<IResult> ReadHistoryAsync(string vendor, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var rights = http.Person().Rights;
        if (!rights.MaySeeVendor(vendor) || !rows.TryGetVendor(vendor, out _))
            return ProblemResult.NotFound;
        var categories = rows.PurchaseOrders.Select(o => o.Row)
            .Where(o => o.Vendor == vendor && rights.MaySee(o)).Select(o => o.Category).Distinct();
        return new Shown(await VendorHistory.OfAsync(vendor, categories, grains));
    }
}

/// <summary>A vendor and its open lines; counts are in lines.</summary>
/// <param name="LateLines">Late or critical.</param>
/// <param name="Health">Per health that occurs.</param>
public sealed record VendorStanding(
    string Id, long V, string Code, string Name, string Country, string? City, string? Address, string? ProductType, int? Workers,
    ImmutableArray<string> Brands, int Version, int OpenLines, int LateLines, ImmutableSortedDictionary<string, int> Health)
{
    internal static VendorStanding Of(VendorEntry entry, IReadOnlyDictionary<string, int[]> lines)
    {
        var sheet = entry.Row;
        var counts = lines.GetValueOrDefault(sheet.Code) ?? Production.OpenLines.None;
        return new VendorStanding(
            sheet.Code, entry.SeenAt, sheet.Code, sheet.Name, sheet.Country, sheet.City, sheet.Address, sheet.ProductType, sheet.Workers, sheet.Brands,
            entry.Version, counts.Sum(), Enum.GetValues<Health>().Where(HealthRules.IsLate).Sum(h => counts[(int)h]),
            Enum.GetValues<Health>().Where(h => counts[(int)h] > 0).ToImmutableSortedDictionary(Words.WordOf, h => counts[(int)h]));
    }
}

/// <summary>Lines that have not left yet, counted by vendor and health.</summary>
internal static class OpenLines
{
    public static readonly int[] None = new int[Enum.GetValues<Health>().Length];

    /// <param name="only">One vendor's code, or null for all.</param>
    public static Dictionary<string, int[]> Of(Rows rows, Rights rights, string? only = null)
    {
        var counts = new Dictionary<string, int[]>();
        foreach (var entry in rows.PurchaseOrders)
        {
            var order = entry.Row;
            if (!order.Open || (only is not null && order.Vendor != only) || !rights.MaySee(order))
                continue;
            if (!counts.TryGetValue(order.Vendor, out var ofVendor))
                counts[order.Vendor] = ofVendor = new int[None.Length];
            foreach (var line in order.Lines)
                if (line.Health != Health.Done)
                    ofVendor[(int)line.Health]++;
        }

        return counts;
    }
}
