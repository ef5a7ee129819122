using Selvedge.Contracts;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.Partners;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Conversations;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.TimeTravel;

namespace Selvedge.Gateway.Production;

/// <summary>Purchase orders: the list from the rows in memory, one from its actor or the log, its past from its stream.</summary>
public static class PurchaseOrderRoutes
{
    public static IEndpointRouteBuilder MapPurchaseOrders(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/api/v1/purchase-orders").WithTags("Purchase orders");
        orders.MapGet("", ListAsync).ForPartners(PartnerScope.Read).WithName("ListPurchaseOrders").WithSummary("Purchase orders, filtered and sorted")
            .WithDescription(
                "Parameters: state (open, closed, all), brand, category, vendor, season, style, health, phase, parent (each repeated or with commas), answer (due, overdue: the vendor's to a version), q (words in number, "
                + "vendor, season, style, description, colour), sort (number, health, forecast, slip; - for descending), limit (at most 500), cursor. " + Past.Description)
            .WithMetadata(new QueryNames(PurchaseOrderFilter.Names)).Produces<Page<PurchaseOrderSummary>>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        orders.MapGet("/{po}", ReadAsync).ForPartners(PartnerScope.Read).WithName("ReadPurchaseOrder").WithSummary("One purchase order with its lines and milestones")
            .WithDescription(Past.Description).WithMetadata(new QueryNames(Past.ParameterName))
            .Produces<PurchaseOrderDetail>().Produces(304).Produces<ProblemDocument>(400, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        orders.MapGet("/{po}/history", HistoryAsync).ForPartners(PartnerScope.Read).WithName("ReadPurchaseOrderHistory").WithSummary("What happened to it, newest first")
            .WithDescription(HistoryFilter.Description + Past.Description).WithMetadata(new QueryNames(HistoryFilter.Names)).Produces<HistoryPage>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        orders.MapGet("/{po}/lines/{line:int}/explanation", ExplainAsync).ForPartners(PartnerScope.Read).WithName("ExplainLine").WithSummary("Why a line is late")
            .WithDescription(Past.Description).WithMetadata(new QueryNames(Past.ParameterName)).Produces<Explanation>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, PastBoards boards, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, PurchaseOrderFilter.Names);
        var filter = PurchaseOrderFilter.Of(parameters);
        var listing = Listing.Of(parameters, "number", "health", "forecast", "slip");
        var (rows, _) = await boards.AskedAsync(parameters, ct);
        if (rows is null)
            return new ProblemResult(parameters.Fault!);

        var rights = http.Person().Rights;
        var sight = new Sight(rows, rights);
        var page = listing.Of(
            rows.PurchaseOrders.Where(o => sight.Sees(o.Row) && filter.LetsThrough(o.Row, rows.VendorName(o.Row.Vendor))),
            o => PurchaseOrderFilter.PlaceOf(o.Row, listing.Sort),
            o => PurchaseOrderSummary.Of(o, rows, rights));
        Listing.Link(http, page.Next);
        return new Shown(page);
    }

    private static async Task<IResult> ReadAsync(string po, HttpContext http, PurchaseOrderReader orders, Past past, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Past.ParameterName);
        var until = await past.PositionAsync(parameters, ct);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        var rights = http.Person().Rights;
        if (await orders.FindAsync(po, until, rights, ct) is not { } found || found.DetailFor(rights) is not { } detail)
            return ProblemResult.NotFound;
        return Versions.IsKnown(http, found.Order.Version) ? TypedResults.StatusCode(304) : new Shown(detail);
    }

    private static async Task<IResult> HistoryAsync(
        string po, HttpContext http, PurchaseOrderReader orders, ConversationHistory conversations, Past past, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, HistoryFilter.Names);
        var filter = HistoryFilter.Of(parameters);
        var until = await past.PositionAsync(parameters, ct);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        var rights = http.Person().Rights;
        if (await orders.FindAsync(po, until, rights, ct) is null)
            return ProblemResult.NotFound;

        var history = await orders.TellAsync(po, until, rights, ct);
        var said = await conversations.TellAsync(new ConversationSubject(Kinds.PurchaseOrder, po), until, rights, ct);
        var page = filter.Of(history.Entries.Where(e => Vocabulary.IsTold(e.Type, rights)), said);
        Listing.Link(http, page.Next);
        return new Shown(page);
    }

    private static async Task<IResult> ExplainAsync(
        string po, int line, HttpContext http, PurchaseOrderReader orders, Past past, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Past.ParameterName);
        var until = await past.PositionAsync(parameters, ct);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        var order = await orders.FindAsync(po, until, http.Person().Rights, ct);
        return order?.Order.Lines.FirstOrDefault(l => l.Number == line) is { } found
            ? new Shown(Explanation.Of(found, await orders.TellAsync(po, until, http.Person().Rights, ct), http.Person().Rights))
            : ProblemResult.NotFound;
    }
}
