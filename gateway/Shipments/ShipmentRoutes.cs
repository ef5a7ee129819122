using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Partners;
using Selvedge.Domain.Shipments;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;
using Selvedge.Journal;

namespace Selvedge.Gateway.Shipments;

/// <summary>Shipments: booked here, reported as status events of type shipment.</summary>
public static class ShipmentRoutes
{
    private const int MaxNameCharacters = 64;

    private static readonly string[] Modes = ["sea", "air", "rail", "road"];
    private static readonly string[] Exceptions = ["late", "overdue", "discrepancy"];
    private static readonly string[] ExceptionNames = ["purchaseOrder", "carrier", "mode", "from", "to", "q", "limit", "cursor"];
    private static readonly string[] Names = [.. ExceptionNames, "health", "exception", "sort"];

    private static readonly string[] HistoryNames = ["by", "source", "type", "limit", "cursor"];

    private const string Filters =
        "purchaseOrder, carrier, mode, from, to (each repeated or with commas), q (in its id, its booking, a container, or the number of an order that the reader sees)";

    public static IServiceCollection AddShipments(this IServiceCollection services) => services.ConfigureHttpJsonOptions(json =>
    {
        json.SerializerOptions.Converters.Add(new LowerCase<TransportMode>());
        json.SerializerOptions.Converters.Add(new Hyphenated<TransportMoment>());
        json.SerializerOptions.Converters.Add(new Hyphenated<ShipmentContradiction>());
        json.SerializerOptions.Converters.Add(new LowerCase<ShipmentException>());
    });

    public static IEndpointRouteBuilder MapShipments(this IEndpointRouteBuilder app)
    {
        var shipments = app.MapGroup("/api/v1/shipments").WithTags("Shipments");
        shipments.MapGet("", (HttpContext http, Rows rows, TimeProvider time, CancellationToken ct) => ListAsync(http, rows, time, onlyExceptions: false, ct))
            .ForPartners(PartnerScope.Read).WithName("ListShipments").WithSummary("Shipments that carry orders which the reader sees, last booked first")
            .WithDescription(
                $"Parameters: {Filters}, health (done, late, stale, plan, ontrack), exception (late, overdue, discrepancy; each repeated or with commas), "
                + "sort (-booked, as usual; -slip; next, by the day of what comes next; id), limit (at most 500), cursor.")
            .WithMetadata(new QueryNames(Names)).Produces<Page<ShipmentSummary>>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        shipments.MapGet("/exceptions", (HttpContext http, Rows rows, TimeProvider time, CancellationToken ct) => ListAsync(http, rows, time, onlyExceptions: true, ct))
            .ForPartners(PartnerScope.Read).WithName("ListShipmentExceptions").WithSummary("Shipments that are late, overdue or contradicted, the latest first")
            .WithDescription($"Parameters: {Filters}, limit, cursor.")
            .WithMetadata(new QueryNames(ExceptionNames)).Produces<Page<ShipmentSummary>>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        shipments.MapPost("", BookAsync).ForPartners(PartnerScope.Report).WithName("BookShipment").WithSummary("Book a shipment of lines of orders")
            .WithDescription(
                "One shipment may carry many orders, and an order may travel on many shipments. What becomes of it is sent to the status events, with type shipment and its id. "
                + "Sent again with the same Idempotency-Key it is the same shipment; without one, another. Containers of a shipment by sea are as in ISO 6346.")
            .Accepts<BookingDocument>("application/json").Produces<BookedVerdict>(201).Produces<BookedVerdict>()
            .Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        shipments.MapGet("/{id}", ReadAsync).ForPartners(PartnerScope.Read).WithName("ReadShipment").WithSummary("One shipment with its way and the lines that it carries")
            .Produces<ShipmentDetail>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        shipments.MapGet("/{id}/history", HistoryAsync).ForPartners(PartnerScope.Read).WithName("ReadShipmentHistory").WithSummary("What happened to it, newest first")
            .WithDescription("Parameters: by (who), source (whose status event), type (each repeated or with commas), limit, cursor.")
            .WithMetadata(new QueryNames(HistoryNames)).Produces<HistoryPage>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, TimeProvider time, bool onlyExceptions, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, onlyExceptions ? ExceptionNames : Names);
        var (orders, carriers, modes) = (parameters.Texts("purchaseOrder"), parameters.Texts("carrier"), parameters.Choices("mode", Modes));
        var (origins, destinations, q) = (parameters.Texts("from"), parameters.Texts("to"), parameters.Text("q"));
        var (healths, exceptions) = (parameters.Choices("health", Words.Healths), parameters.Choices("exception", Exceptions));
        var listing = onlyExceptions ? Listing.Of(parameters, "-slip") : Listing.Of(parameters, "-booked", "-slip", "next", "id");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var (sight, today) = (new Sight(rows, http.Person().Rights), TodayBy(time));
        var page = listing.Of(
            rows.Shipments.Select(s => s.Row).Where(Matches),
            s => new Place(listing.Sort switch
            {
                "slip" => s.SlipDays ?? 0,
                "booked" => s.BookedAt.Ticks,
                "next" => (s.Next is { } next ? next.Expected ?? next.Planned : null)?.DayNumber ?? int.MaxValue,
                _ => 0,
            }, s.Id), s => ShipmentSummary.Of(s, sight, today));
        Listing.Link(http, page.Next);
        return new Shown(page);

        bool Matches(ShipmentRow shipment)
        {
            var (sheet, unusual) = (shipment.Sheet, ShipmentSummary.ExceptionsOf(shipment, today));
            return carriers.Allows(sheet.Carrier) && modes.Allows(sheet.Mode.ToString().ToLowerInvariant()) && origins.Allows(sheet.From) && destinations.Allows(sheet.To)
                && healths.Allows(Words.WordOf(shipment.HealthOn(today)))
                && (!onlyExceptions || !unusual.IsEmpty) && (exceptions.IsEmpty || unusual.Any(e => exceptions.Contains(e.ToString().ToLowerInvariant())))
                && sheet.Lines.Any(l => orders.Allows(l.PurchaseOrder) && sight.SeesOrder(l.PurchaseOrder)) && IsFound(shipment);
        }

        // By nothing that the reader is not shown: numbers of others' orders tell whose goods travel along.
        bool IsFound(ShipmentRow shipment) =>
            q is null || Has(shipment.Id) || Has(shipment.Sheet.Booking) || shipment.Sheet.Containers.Any(Has)
            || shipment.Sheet.Lines.Any(l => Has(l.PurchaseOrder) && sight.SeesOrder(l.PurchaseOrder));

        bool Has(string text) => text.Contains(q!, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, TimeProvider time, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var sight = new Sight(rows, http.Person().Rights);
        if (!rows.TryGetShipment(id, out var known) || !sight.SeesShipment(known.Row) || await grains.GetGrain<IShipmentGrain>(id).Read() is not { } shipment)
            return ProblemResult.NotFound;
        http.Response.Headers.ETag = $"\"{shipment.Version}\"";
        return new Shown(ShipmentDetail.Of(shipment, rows, sight, TodayBy(time)));
    }

    private static async Task<IResult> HistoryAsync(string id, HttpContext http, Rows rows, Journal.Journal journal, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, HistoryNames);
        var filter = HistoryFilter.Of(parameters);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        if (new Sight(rows, http.Person().Rights).TryFind(id) is null)
            return ProblemResult.NotFound;
        var history = new ShipmentHistory();
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey(Kinds.Shipment, id), 0, long.MaxValue, ct))
            history.Tell(recorded);
        var page = filter.Of(history.Entries, []);
        Listing.Link(http, page.Next);
        return new Shown(page);
    }

    private static async Task<IResult> BookAsync(HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (!http.Person().Rights.MayShip)
            return new ProblemResult(new Fault("not-allowed", "Shipments are booked by the brand and by who carries the goods."));
        var form = new JsonForm(write.Body);
        var (booking, carrier) = (form.Text("booking", MaxNameCharacters, required: true) ?? "", form.Text("carrier", MaxNameCharacters, required: true) ?? "");
        var mode = form.Word<TransportMode>("mode", required: true) ?? TransportMode.Sea;
        var (from, to) = (PlaceOf(form, "from"), PlaceOf(form, "to"));
        ImmutableArray<string> containers = [.. form.Texts("containers", Shipment.MostContainers, StatusEventForm.MaxCodeLength).Select(c => c.Trim().ToUpperInvariant())];
        var lines = form.Objects("lines", Shipment.MostLines, line => new CarriedLine(
            line.Text("purchaseOrder", MaxNameCharacters, required: true) ?? "", line.Whole("line", 1, StatusEventForm.MaxLine, required: true) ?? 0,
            line.Whole("quantity", 1, Shipment.MostPieces, required: true) ?? 0));
        for (var i = 0; i < containers.Length; i++)
            if (!Containers.MayBe(containers[i], mode))
                form.Refuse($"containers/{i}", "impossible-container", Containers.Words);
        if (form.Fault is { } fault)
            return new ProblemResult(fault);

        await rows.CatchUpAsync(ct);
        var sight = new Sight(rows, http.Person().Rights);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!sight.SeesOrder(lines[i].PurchaseOrder) || !rows.TryGetPurchaseOrder(lines[i].PurchaseOrder, out var order))
                return new ProblemResult(Fault.At($"/lines/{i}/purchaseOrder", "unknown-purchase-order", "There is no such purchase order."));
            if (order.Row.Lines.FirstOrDefault(l => l.Number == lines[i].Line) is not { } ordered)
                return new ProblemResult(Fault.At($"/lines/{i}/line", "unknown-line", $"{lines[i].PurchaseOrder} has no such line."));
            if (!OrderedQuantity.Allows(ordered, lines[i].Quantity))
                return new ProblemResult(Fault.At($"/lines/{i}/quantity", "beyond-order", OrderedQuantity.Words));
        }

        var header = write.Header();
        var id = ShipmentId.Of(header.Id);
        var sheet = new ShipmentSheet(booking, carrier, mode, from, to, containers, lines);
        var verdict = await grains.GetGrain<IShipmentGrain>(id).Book(new(header, sheet), http.Provenance().By);
        if (WriteVerdict.Refused(http, verdict) is { } refused)
            return refused;
        var booked = new BookedVerdict(id, WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position);
        return verdict.Status == VerdictStatus.Accepted ? TypedResults.Created($"/api/v1/shipments/{id}", booked) : TypedResults.Ok(booked);
    }

    private static string PlaceOf(JsonForm form, string name)
    {
        var text = form.Text(name, MaxNameCharacters, required: true);
        if (text is not null && !Places.IsCode(text))
            form.Refuse(name, "impossible-place", "Expected a UN/LOCODE of five letters or digits, such as NLRTM.");
        return text ?? "";
    }

    private static DateOnly TodayBy(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
