using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.WorkQueues;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Discrepancies;

/// <summary>What contradicts itself in what is said about orders, and settling it.</summary>
public static class DiscrepancyRoutes
{
    private const int MaxReasonCharacters = 500;

    private static readonly string[] Names = ["state", "kind", "purchaseOrder", "brand", "category", "vendor", "sort", "limit", "cursor"];

    private static readonly string[] Kinds = [.. Enum.GetValues<DiscrepancyKind>().Select(DiscrepancyId.WordOf)];

    public static IEndpointRouteBuilder MapDiscrepancies(this IEndpointRouteBuilder app)
    {
        var discrepancies = app.MapGroup("/api/v1/discrepancies").WithTags("Discrepancies");
        discrepancies.MapGet("", ListAsync).WithName("ListDiscrepancies").WithSummary("Statements about orders that contradict each other, both sides")
            .WithDescription(
                "state (open, as usual: those that nobody has settled; settled: with who said which side is right, when and why; all). dates: two sources name different days on which the same happened; sequence: something happened before what must "
                + "come before it; gate: something happened behind a gate that is not passed, such as cutting before the PP sample is sealed, which nobody settles; profile: something happened while a side has not acknowledged a changed profile, which goes with the answer; quantities: two sources, or a source and the order, name quantities that differ by more than the brand tolerates; status: one source says that it has happened, another, speaking later, still expects it. Parameters: kind, purchaseOrder, brand, category, vendor (each repeated or with commas), sort (-impact, as usual; -days; -settled; id), "
                + "limit (at most 500), cursor. days lie between the first and the last day named; impact is " + Impact.Formula + ".")
            .WithMetadata(new QueryNames(Names)).Produces<Page<DiscrepancySummary>>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        discrepancies.MapPost("/{id}/resolve", ResolveAsync).WithName("ResolveDiscrepancy").WithSummary("Say which side is right, and why")
            .WithDescription(
                "right: the source that is right, of sequence the code of the milestone whose day is. Where another day or quantity holds, the right one is reported in "
                + "the name of who settles it; what has not happened is taken back. It opens again when something is said that was not known then.")
            .Accepts<ResolutionForm>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(404, ProblemDocument.MediaType).Produces<ProblemDocument>(409, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Names);
        var state = parameters.Choice("state", "open", "settled", "all");
        var (kinds, orders) = (parameters.Choices("kind", Kinds), parameters.Texts("purchaseOrder"));
        var (brands, categories, vendors) = (parameters.Texts("brand"), parameters.Choices("category", Words.Categories), parameters.Texts("vendor"));
        var listing = Listing.Of(parameters, "-impact", "-days", "-settled", "id");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);

        await rows.CatchUpAsync(ct);
        var rights = http.Person().Rights;
        var listed =
            from entry in rows.PurchaseOrders
            let order = entry.Row
            where rights.MaySee(order) && Allows(orders, order.Number) && Allows(brands, order.Brand) && Allows(categories, order.Category) && Allows(vendors, order.Vendor)
            from line in order.Lines
            from found in Of(line)
            let one = found.What
            where Allows(kinds, DiscrepancyId.WordOf(one.Kind))
            select (Entry: entry, Line: line, One: one, found.How, Impact: new Impact(UnitsOf(one, line), Math.Max(1, one.Days), line.FloatDays ?? 0));
        var page = listing.Of(
            listed,
            d => new Place(listing.Sort switch { "impact" => d.Impact.UnitDays, "days" => d.One.Days, "settled" => d.How?.At.Ticks ?? 0, _ => 0 }, DiscrepancyId.Of(d.Entry.Row, d.Line, d.One)),
            d => DiscrepancySummary.Of(d.Entry, d.Line, d.One, d.How, d.Impact, rows, rights.MaySeeField("quantity")));
        Listing.Link(http, page.Next);
        return new Shown(page);

        IEnumerable<(DiscrepancyView What, SettledDiscrepancy? How)> Of(LineRow line) =>
        [
            .. state == "settled" ? [] : (line.Discrepancies ?? []).Select(d => (d, (SettledDiscrepancy?)null)),
            .. state == "open" ? [] : (line.Settled ?? []).Select(d => (d.What, (SettledDiscrepancy?)d)),
        ];

        // Of quantities what is in question are the pieces by which they differ.
        static int UnitsOf(DiscrepancyView one, LineRow line) =>
            one.Kind == DiscrepancyKind.Quantities ? one.Sides.Max(s => s.Quantity ?? 0) - one.Sides.Min(s => s.Quantity ?? 0) : line.Quantity;

        static bool Allows(ImmutableHashSet<string> allowed, string one) => allowed.IsEmpty || allowed.Contains(one);
    }

    private static async Task<IResult> ResolveAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        await rows.CatchUpAsync(ct);
        var rights = http.Person().Rights;
        // Asked of the rows first, so that a made-up id wakes no actor.
        if (DiscrepancyId.Parse(id) is not { } of || !rows.TryGetPurchaseOrder(of.PurchaseOrder, out var order) || !rights.MaySee(order.Row))
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var what = new ResolveDiscrepancy(
            of.Line, of.Kind, of.Milestone, form.Text("right", 200, required: true) ?? "", form.Text("reason", MaxReasonCharacters, required: true) ?? "");
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        return rights.MayResolve
            ? WriteVerdict.Answer(http, await grains.GetGrain<IPurchaseOrderGrain>(of.PurchaseOrder).Resolve(new Asked<ResolveDiscrepancy>(write.Header(), what)))
            : new ProblemResult(new Fault("not-allowed", "Discrepancies are settled by the brand."));
    }
}

/// <param name="Right">The source, of sequence the milestone.</param>
public sealed record ResolutionForm(string Right, string Reason);

/// <summary>One discrepancy in a list.</summary>
/// <param name="Days">Between the first and the last day that is named.</param>
/// <param name="Settled">Null while nobody has settled it.</param>
/// <param name="Units">Null for who may not see quantities, as is <paramref name="Impact"/>.</param>
public sealed record DiscrepancySummary(
    string Id, long V, DiscrepancyKind Kind, string PurchaseOrder, int Line, string? Style, string StyleName, string Colour, string Brand, string Category,
    string Vendor, string VendorName, string Milestone, string Name, string Text, ImmutableArray<StatementView> Sides, int Days, int? Units, long? Impact, string Why,
    SettledHow? Settled)
{
    internal static DiscrepancySummary Of(PurchaseOrderEntry entry, LineRow line, DiscrepancyView one, SettledDiscrepancy? how, Impact impact, Rows rows, bool withUnits)
    {
        var order = entry.Row;
        return new DiscrepancySummary(
            DiscrepancyId.Of(order, line, one), entry.SeenAt, one.Kind, order.Number, line.Number, line.Style,
            line.Style is { } style && rows.TryGetStyle(style, out var known) ? known.Row.Name : line.Description, line.Colour, order.Brand, order.Category,
            order.Vendor, rows.VendorName(order.Vendor), one.Milestone, one.Name, one.Text, one.Sides, one.Days, withUnits ? impact.Units : null,
            withUnits ? impact.UnitDays : null, impact.Why(withUnits), how is null ? null : new SettledHow(how.Right, how.Reason, how.By, how.At));
    }
}

/// <param name="Right">The source that is right, of sequence the milestone whose day is.</param>
/// <param name="By">Id of the person.</param>
public sealed record SettledHow(string Right, string Reason, string By, DateTimeOffset At);

/// <summary>Such as <c>PO-1001~1~dates~A23</c>.</summary>
internal sealed record DiscrepancyId(string PurchaseOrder, int Line, DiscrepancyKind Kind, string Milestone)
{
    public static string WordOf(DiscrepancyKind kind) => kind.ToString().ToLowerInvariant();

    public static string Of(PurchaseOrderRow order, LineRow line, DiscrepancyView one) => $"{order.Number}~{line.Number}~{WordOf(one.Kind)}~{one.Milestone}";

    /// <summary>Null for what is none.</summary>
    public static DiscrepancyId? Parse(string id)
    {
        var parts = id.Split('~');
        return parts.Length >= 4 && int.TryParse(parts[^3], out var line) && Enum.TryParse<DiscrepancyKind>(parts[^2], ignoreCase: true, out var kind)
            ? new DiscrepancyId(string.Join('~', parts[..^3]), line, kind, parts[^1])
            : null;
    }
}
