using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.WorkQueues;
using Selvedge.Gateway.Approvals;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Discrepancies;

/// <summary>What contradicts itself in what is said about orders and styles: raising it by hand, and settling it.</summary>
public static class DiscrepancyRoutes
{
    private const int MaxReasonCharacters = 500;

    private static readonly string[] Names = ["state", "kind", "purchaseOrder", "style", "brand", "category", "vendor", "sort", "limit", "cursor"];

    private static readonly string[] KindWords = [.. Enum.GetValues<DiscrepancyKind>().Select(DiscrepancyId.WordOf)];

    public static IEndpointRouteBuilder MapDiscrepancies(this IEndpointRouteBuilder app)
    {
        var discrepancies = app.MapGroup("/api/v1/discrepancies").WithTags("Discrepancies");
        discrepancies.MapGet("", ListAsync).WithName("ListDiscrepancies").WithSummary("Statements about orders and styles that contradict each other, both sides")
            .WithDescription(
                "state (open, as usual: those that nobody has settled; settled: with who said which side is right, when and why; all). dates: two sources name different days on which the same happened; sequence: something happened before what must "
                + "come before it; gate: something happened behind a gate that is not passed, such as cutting before the PP sample is sealed, which nobody settles; profile: something happened while a side has not acknowledged a changed profile, which goes with the answer; quantities: two sources, or a source and the order, name quantities that differ by more than the brand tolerates; status: one source says that it has happened, another, speaking later, still expects it; raised: somebody says so by hand. Those of a style have no purchaseOrder, line and vendor, a colour where they are of one alone, and are shown to the brand alone. Parameters: kind, purchaseOrder, style (its own and those of its lines), brand, category, vendor (each repeated or with commas), sort (-impact, as usual; -days; -opened; opened; -settled; id), "
                + "limit (at most 500), cursor. days lie between the first and the last day named; impact is " + Impact.Formula + ".")
            .WithMetadata(new QueryNames(Names)).Produces<Page<DiscrepancySummary>>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        discrepancies.MapPost("", RaiseAsync).WithName("RaiseDiscrepancy").WithSummary("Say that two sides contradict each other")
            .WithDescription("About a milestone of a PO line (purchaseOrder, line) or of a style. It lasts until somebody settles it.")
            .Accepts<RaiseForm>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(409, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
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
        var (kinds, orders, styles) = (parameters.Choices("kind", KindWords), parameters.Texts("purchaseOrder"), parameters.Texts("style"));
        var (brands, categories, vendors) = (parameters.Texts("brand"), parameters.Choices("category", Words.Categories), parameters.Texts("vendor"));
        var listing = Listing.Of(parameters, "-impact", "-days", "-opened", "opened", "-settled", "id");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);

        await rows.CatchUpAsync(ct);
        var rights = http.Person().Rights;
        var (sight, waiting) = (new Sight(rows, rights), new WaitingLines(rows, rights.MaySee));
        var ofLines =
            from entry in rows.PurchaseOrders
            let order = entry.Row
            where rights.MaySee(order) && orders.Allows(order.Number) && brands.Allows(order.Brand) && categories.Allows(order.Category) && vendors.Allows(order.Vendor)
            from line in order.Lines
            where styles.IsEmpty || line.Style is { } style && styles.Contains(style)
            from found in Of(line.Discrepancies, line.Settled)
            select new Listed(found.What, found.How, entry.SeenAt, order, line, null, rights.Shown(new Impact(UnitsOf(found.What, line), Math.Max(1, found.What.Days), line.FloatDays ?? 0)));
        // Of no order and no vendor.
        var ofStyles =
            from entry in orders.IsEmpty && vendors.IsEmpty && rights.MaySeeSidesOfStyles ? rows.Styles : []
            let style = entry.Row
            where (style.Discrepancies is not null || style.Settled is not null) && styles.Allows(style.Number) && brands.Allows(style.Brand) && categories.Allows(style.Category)
            where sight.SeesStyle(style.Number)
            from found in Of(style.Discrepancies, style.Settled)
            let held = waiting.ForStyle(style.Number)
            select new Listed(found.What, found.How, entry.SeenAt, null, null, style, rights.Shown(new Impact(held.Units, Math.Max(1, found.What.Days), held.FloatDays ?? style.FloatDays ?? 0)));
        var page = listing.Of(
            ofLines.Concat(ofStyles).Where(one => kinds.Allows(DiscrepancyId.WordOf(one.What.Kind))),
            one => new Place(listing.Sort switch
            {
                "impact" => one.Impact.UnitDays,
                "days" => one.What.Days,
                "opened" => one.What.OpenedAt?.Ticks ?? 0,
                "settled" => one.How?.At.Ticks ?? 0,
                _ => 0,
            }, one.Id),
            one => DiscrepancySummary.Of(one, rows, rights.MaySeeField("quantity")));
        Listing.Link(http, page.Next);
        return new Shown(page);

        IEnumerable<(DiscrepancyView What, SettledDiscrepancy? How)> Of(ImmutableArray<DiscrepancyView>? open, ImmutableArray<SettledDiscrepancy>? settled) =>
        [
            .. state == "settled" ? [] : (open ?? []).Select(d => (d, (SettledDiscrepancy?)null)),
            .. state == "open" ? [] : (settled ?? []).Select(d => (d.What, (SettledDiscrepancy?)d)),
        ];

        // Of quantities what is in question are the pieces by which they differ.
        static int UnitsOf(DiscrepancyView one, LineRow line) =>
            one.Kind == DiscrepancyKind.Quantities ? one.Sides.Max(s => s.Quantity ?? 0) - one.Sides.Min(s => s.Quantity ?? 0) : line.Quantity;
    }

    private static async Task<IResult> RaiseAsync(HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var form = new JsonForm(write.Body);
        var (order, style) = (form.Text("purchaseOrder", StatusEventForm.MaxKeyLength), form.Text("style", StatusEventForm.MaxKeyLength));
        if (order is null == style is null)
            form.Refuse("purchaseOrder", order is null ? "required" : "names-both", "Expected purchaseOrder and line, or style: not both.");
        var what = new RaiseDiscrepancy(
            form.Whole("line", 1, StatusEventForm.MaxLine, required: order is not null) ?? 0,
            form.Text("milestone", StatusEventForm.MaxCodeLength, required: true) ?? "",
            form.Objects("sides", 2, side => new RaisedSide(side.Text("source", StatusEventForm.MaxSourceLength, required: true) ?? "", side.Text("says", MaxReasonCharacters, required: true) ?? "")),
            form.Text("note", MaxReasonCharacters, required: true) ?? "");
        if (style is not null && what.Line > 0)
            form.Refuse("line", "names-both", "A style has no lines: expected style alone, or purchaseOrder and line.");
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        if (!IsShown(order ?? style!, isStyle: order is null, rows, http.Person().Rights))
            return new ProblemResult(order is null
                ? Fault.At("/style", "unknown-style", "There is no such style.")
                : Fault.At("/purchaseOrder", "unknown-purchase-order", "There is no such purchase order."));
        if (!http.Person().Rights.MayResolve)
            return new ProblemResult(new Fault("not-allowed", "Discrepancies are raised and settled by the brand."));
        var asked = new Asked<RaiseDiscrepancy>(write.Header(), what);
        return WriteVerdict.Answer(http, order is null ? await grains.GetGrain<IStyleGrain>(style!).Raise(asked) : await grains.GetGrain<IPurchaseOrderGrain>(order).Raise(asked));
    }

    private static async Task<IResult> ResolveAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        await rows.CatchUpAsync(ct);
        var rights = http.Person().Rights;
        // A slash, as in a colour, comes out of the address as it was sent.
        if (DiscrepancyId.Parse(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)) is not { } of || !IsShown(of.Subject, isStyle: of.Line is null, rows, rights))
            return ProblemResult.NotFound;
        var form = new JsonForm(write.Body);
        var what = new ResolveDiscrepancy(
            of.Line ?? 0, of.Kind, of.Milestone, form.Text("right", 200, required: true) ?? "", form.Text("reason", MaxReasonCharacters, required: true) ?? "", of.Colour);
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        if (!rights.MayResolve)
            return new ProblemResult(new Fault("not-allowed", "Discrepancies are raised and settled by the brand."));
        var asked = new Asked<ResolveDiscrepancy>(write.Header(), what);
        return WriteVerdict.Answer(
            http, of.Line is null ? await grains.GetGrain<IStyleGrain>(of.Subject).Resolve(asked) : await grains.GetGrain<IPurchaseOrderGrain>(of.Subject).Resolve(asked));
    }

    // Asked of the rows, also for who sees all, so that a made-up number wakes no actor.
    private static bool IsShown(string subject, bool isStyle, Rows rows, Rights rights) =>
        new Sight(rows, rights) is var sight && (isStyle ? sight.SeesStyle(subject) : sight.SeesOrder(subject));
}

/// <summary>One discrepancy as it is ranked.</summary>
/// <param name="Order">With <paramref name="Line"/>; null where it is of a style.</param>
internal sealed record Listed(
    DiscrepancyView What, SettledDiscrepancy? How, long SeenAt, PurchaseOrderRow? Order, LineRow? Line, StyleRow? Style, Impact Impact)
{
    public string Id => Style is null ? DiscrepancyId.Of(Order!, Line!, What) : DiscrepancyId.Of(Style, What);
}

/// <param name="Line">With the order; a style alone has none.</param>
/// <param name="Milestone">That it is about.</param>
/// <param name="Sides">Two, each by another name.</param>
public sealed record RaiseForm(string? PurchaseOrder, int? Line, string? Style, string Milestone, ImmutableArray<RaisedSide> Sides, string Note);

/// <param name="Right">The source, of sequence the milestone.</param>
public sealed record ResolutionForm(string Right, string Reason);

/// <summary>One discrepancy in a list.</summary>
/// <param name="PurchaseOrder">Null where it is of a style, as are line, colour and vendor.</param>
/// <param name="Days">Between the first and the last day that is named.</param>
/// <param name="Settled">Null while nobody has settled it.</param>
/// <param name="OpenedAt">Null where nobody knows any more.</param>
/// <param name="RaisedBy">Id of the person who has raised it by hand; null where nobody did.</param>
/// <param name="Units">Null for who may not see quantities, as is <paramref name="Impact"/>.</param>
public sealed record DiscrepancySummary(
    string Id, long V, DiscrepancyKind Kind, string? PurchaseOrder, int? Line, string? Style, string StyleName, string? Colour, string Brand, string Category,
    string? Vendor, string? VendorName, string Milestone, string Name, string Text, ImmutableArray<StatementView> Sides, int Days, int? Units, long? Impact, string Why,
    SettledHow? Settled, DateTimeOffset? OpenedAt, string? RaisedBy)
{
    internal static DiscrepancySummary Of(Listed one, Rows rows, bool withUnits)
    {
        var (what, how, order, line) = (one.What, one.How, one.Order, one.Line);
        var name = one.Style?.Name ?? (line!.Style is { } style && rows.TryGetStyle(style, out var known) ? known.Row.Name : line.Description);
        return new DiscrepancySummary(
            one.Id, one.SeenAt, what.Kind, order?.Number, line?.Number, one.Style?.Number ?? line!.Style, name, line?.Colour ?? what.Colour, one.Style?.Brand ?? order!.Brand,
            one.Style?.Category ?? order!.Category, order?.Vendor, order is null ? null : rows.VendorName(order.Vendor), what.Milestone, what.Name, what.Text, what.Sides,
            what.Days, withUnits ? one.Impact.Units : null, withUnits ? one.Impact.UnitDays : null, one.Impact.Why(withUnits),
            how is null ? null : new SettledHow(how.Right, how.Reason, how.By, how.At), what.OpenedAt, what.By);
    }
}

/// <param name="Right">The source that is right, of sequence the milestone whose day is.</param>
/// <param name="By">Id of the person.</param>
public sealed record SettledHow(string Right, string Reason, string By, DateTimeOffset At);

/// <summary>Such as <c>PO-1001~1~dates~A23</c>, of a style <c>ST-204~style~dates~A05</c>, of one colour <c>ST-204~style~dates~A06~colour~Ink</c>.</summary>
/// <param name="Subject">Number of the order or style.</param>
/// <param name="Line">Null on a style.</param>
/// <param name="Colour">Of a style's milestone per colour, where one is meant; null for all.</param>
internal sealed record DiscrepancyId(string Subject, int? Line, DiscrepancyKind Kind, string Milestone, string? Colour = null)
{
    private const string OnStyle = "style";
    private const string OfColour = "~colour~";

    public static string WordOf(DiscrepancyKind kind) => kind.ToString().ToLowerInvariant();

    public static string Of(PurchaseOrderRow order, LineRow line, DiscrepancyView one) => $"{order.Number}~{line.Number}~{WordOf(one.Kind)}~{one.Milestone}";

    public static string Of(StyleRow style, DiscrepancyView one) => $"{style.Number}~{OnStyle}~{WordOf(one.Kind)}~{one.Milestone}{(one.Colour is { } colour ? OfColour + colour : "")}";

    /// <summary>Null for what is none.</summary>
    public static DiscrepancyId? Parse(string id)
    {
        if (id.IndexOf(OfColour, StringComparison.Ordinal) is var at and > 0)
            return Parse(id[..at]) is { Line: null } ofStyle ? ofStyle with { Colour = id[(at + OfColour.Length)..] } : null;
        var parts = id.Split('~');
        if (parts.Length < 4 || !Enum.TryParse<DiscrepancyKind>(parts[^2], ignoreCase: true, out var kind))
            return null;
        var subject = string.Join('~', parts[..^3]);
        return parts[^3] == OnStyle ? new DiscrepancyId(subject, null, kind, parts[^1])
            : int.TryParse(parts[^3], out var line) ? new DiscrepancyId(subject, line, kind, parts[^1])
            : null;
    }
}
