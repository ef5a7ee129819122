using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.OrderLife;

/// <summary>Orders that repeat another: what each kept of its approvals, and why it asks again for the rest.</summary>
public static class ReorderRoutes
{
    // The newest of them: each wakes two actors.
    private const int ShownAtMost = 30;

    public static IEndpointRouteBuilder MapReorders(this IEndpointRouteBuilder app)
    {
        Describe(
            app.MapGet("/api/v1/purchase-orders/{po}/reorders", ReadOfOrderAsync).WithTags("Purchase orders").WithName("ListReordersOfOrder"),
            "Orders that repeat it, or that it is of, with the approvals that each kept");
        Describe(
            app.MapGet("/api/v1/styles/{style}/reorders", ReadOfStyleAsync).WithTags("Styles").WithName("ListReordersOfStyle"),
            "Orders that name it and repeat another, with the approvals that each kept");
        return app;
    }

    private static void Describe(RouteHandlerBuilder route, string summary) => route.WithSummary(summary)
        .WithDescription($"kept is the day on which the approval was given on the order that is repeated; why says why it is asked for again. The newest {ShownAtMost}.")
        .Produces<ReorderList>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);

    private static async Task<IResult> ReadOfOrderAsync(string po, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var sight = new Sight(rows, http.Person().Rights);
        return sight.SeesOrder(po)
            ? await ListAsync(rows.PurchaseOrders.Select(o => o.Row).Where(o => o.Parent == po || o.Number == po && o.Parent is not null), null, sight, rows, grains, http)
            : ProblemResult.NotFound;
    }

    private static async Task<IResult> ReadOfStyleAsync(string style, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var sight = new Sight(rows, http.Person().Rights);
        return sight.SeesStyle(style)
            ? await ListAsync(rows.PurchaseOrders.Select(o => o.Row).Where(o => o.Parent is not null && o.Lines.Any(l => l.Style == style)), style, sight, rows, grains, http)
            : ProblemResult.NotFound;
    }

    private static async Task<IResult> ListAsync(
        IEnumerable<PurchaseOrderRow> orders, string? style, Sight sight, Rows rows, IGrainFactory grains, HttpContext http)
    {
        var seen = orders.Where(sight.Sees).OrderByDescending(o => o.Number, StringComparer.Ordinal).ToArray();
        var withUnits = http.Person().Rights.MaySeeField("quantity");
        var items = await Task.WhenAll(seen.Take(ShownAtMost).Select(async order =>
        {
            var parent = await grains.GetGrain<IPurchaseOrderGrain>(order.Parent!).HeldApprovals();
            var approvals = await grains.GetGrain<IPurchaseOrderGrain>(order.Number).RepeatedApprovals(parent);
            var lines = order.Lines.Where(l => style is null || l.Style == style).ToArray();
            return new Reorder(
                order.Number, order.Parent!, order.Season, order.Vendor, rows.VendorName(order.Vendor), order.Phase, order.Document, order.Health,
                withUnits ? lines.Sum(l => l.Quantity) : null, lines.Max(l => l.Forecast), [.. approvals.Where(a => style is null || a.Style == style)]);
        }));
        return new Shown(new ReorderList([.. items], seen.Length));
    }
}

/// <param name="Total">How many there are.</param>
public sealed record ReorderList(ImmutableArray<Reorder> Items, int Total);

/// <summary>One order that repeats another.</summary>
/// <param name="Parent">Number of that order.</param>
/// <param name="Document">Version of its document; 0 while none has gone out.</param>
/// <param name="Units">Pieces or pairs; null for who may not see quantities.</param>
/// <param name="Forecast">Ex-factory of its last line.</param>
public sealed record Reorder(
    string Number, string Parent, string Season, string Vendor, string VendorName, Phase Phase, int Document, Health Health, int? Units, DateOnly? Forecast,
    ImmutableArray<RepeatedApproval> Approvals);
