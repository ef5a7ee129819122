using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Production;

/// <summary>Purchase orders: the list from the rows in memory, one from its actor, its past from its stream.</summary>
public static class PurchaseOrderRoutes
{
    public static IEndpointRouteBuilder MapPurchaseOrders(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/api/v1/purchase-orders").WithTags("Purchase orders");
        orders.MapGet("", ListAsync).WithName("ListPurchaseOrders").WithSummary("Purchase orders, filtered and sorted")
            .WithDescription(
                "Parameters: state (open, closed, all), brand, category, vendor, season, health (each repeated or with commas), q (words in number, "
                + "vendor, season, style, description, colour), sort (number, health, forecast, slip; - for descending), limit (at most 500), cursor.")
            .WithMetadata(new QueryNames(PurchaseOrderFilter.Names)).Produces<Page<PurchaseOrderSummary>>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        orders.MapGet("/{po}", ReadAsync).WithName("ReadPurchaseOrder").WithSummary("One purchase order with its lines and milestones")
            .Produces<PurchaseOrderDetail>().Produces(304).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        orders.MapGet("/{po}/history", HistoryAsync).WithName("ReadPurchaseOrderHistory").WithSummary("What happened to it, newest first")
            .WithMetadata(new QueryNames("limit", "cursor")).Produces<Page<HistoryEntry>>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        orders.MapGet("/{po}/lines/{line:int}/explanation", ExplainAsync).WithName("ExplainLine").WithSummary("Why a line is late")
            .Produces<Explanation>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, PurchaseOrderFilter.Names);
        var filter = PurchaseOrderFilter.Of(parameters);
        var listing = Listing.Of(parameters, "number", "health", "forecast", "slip");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);

        await rows.CatchUpAsync(ct);
        var sight = new Sight(rows, http.Person().Rights);
        var page = listing.Of(
            rows.PurchaseOrders.Where(o => sight.Sees(o.Row) && filter.LetsThrough(o.Row, rows.VendorName(o.Row.Vendor))),
            o => PurchaseOrderFilter.PlaceOf(o.Row, listing.Sort),
            o => PurchaseOrderSummary.Of(o, rows));
        Listing.Link(http, page.Next);
        return new Shown(page);
    }

    private static async Task<IResult> ReadAsync(string po, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        if (Refuse(http) is { } refused)
            return refused;
        if (await FindAsync(po, http, rows, grains, ct) is not { } found)
            return ProblemResult.NotFound;
        return Versions.IsKnown(http, found.Order.Version) ? TypedResults.StatusCode(304) : new Shown(PurchaseOrderDetail.Of(found.Order, found.V, rows));
    }

    private static async Task<IResult> HistoryAsync(
        string po, HttpContext http, Rows rows, IGrainFactory grains, Journal.Journal journal, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "limit", "cursor");
        var listing = Listing.Of(parameters, "-position");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        if (await FindAsync(po, http, rows, grains, ct) is null)
            return ProblemResult.NotFound;

        var history = await TellAsync(po, journal, ct);
        var page = listing.Of(history.Entries.Select((entry, i) => (entry, i)), e => new Place(e.i, ""), e => e.entry);
        Listing.Link(http, page.Next);
        return new Shown(page);
    }

    private static async Task<IResult> ExplainAsync(
        string po, int line, HttpContext http, Rows rows, IGrainFactory grains, Journal.Journal journal, CancellationToken ct)
    {
        if (Refuse(http) is { } refused)
            return refused;
        var order = await FindAsync(po, http, rows, grains, ct);
        if (order?.Order.Lines.FirstOrDefault(l => l.Number == line) is not { } found)
            return ProblemResult.NotFound;
        return new Shown(Explanation.Of(found, await TellAsync(po, journal, ct)));
    }

    // Null for unknown and forbidden alike.
    private static async Task<(PurchaseOrderView Order, long V)?> FindAsync(string po, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        // Asked of the rows first, so that a made-up number wakes no actor.
        if (!rows.TryGetPurchaseOrder(po, out var entry) || !new Sight(rows, http.Person().Rights).Sees(entry.Row))
            return null;
        var v = PurchaseOrderDetail.PositionOf(entry, rows);
        return await grains.GetGrain<IPurchaseOrderGrain>(po).Read() is { } order ? (order, v) : null;
    }

    private static async Task<PurchaseOrderHistory> TellAsync(string po, Journal.Journal journal, CancellationToken ct)
    {
        var history = new PurchaseOrderHistory();
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey(Kinds.PurchaseOrder, po), 0, ct))
            history.Tell(recorded);
        return history;
    }

    private static ProblemResult? Refuse(HttpContext http) =>
        new Parameters(http.Request.Query).Fault is { } fault ? new ProblemResult(fault) : null;
}
