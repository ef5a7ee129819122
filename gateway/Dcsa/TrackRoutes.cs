using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Partners;
using Selvedge.Domain.Shipments;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Dcsa;

/// <summary>Track and Trace 2.2: what holds of shipments, for who asks in its forms.</summary>
internal static class TrackRoutes
{
    public const string VersionHeader = "API-Version";
    public const string Version = "2.2.0";
    private const int MaxEvents = 1_000;

    // However little of them matches, an answer is looked for in no more than these: then the reader goes on from there.
    private const int MaxShipments = 500;

    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly string[] Operators = ["", ":gte", ":gt", ":lte", ":lt", ":eq"];

    // Of which nothing is known here, so that no event has them.
    private static readonly string[] NeverMatched =
    [
        "shipmentEventTypeCode", "documentTypeCode", "transportDocumentID", "transportDocumentReference", "scheduleID", "vesselIMONumber", "carrierVoyageNumber", "exportVoyageNumber", "carrierServiceCode",
    ];

    private static readonly string[] Names =
    [
        "eventType", "transportEventTypeCode", "equipmentEventTypeCode", "carrierBookingReference", "bookingReference", "equipmentReference", "UNLocationCode", "transportCallID",
        .. Operators.Select(o => "eventCreatedDateTime" + o), "limit", "cursor", .. NeverMatched,
    ];

    public static readonly ProblemShape Shape = new((problem, http) =>
    {
        http.Response.Headers[VersionHeader] = Version;
        var at = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return new DcsaError(
            http.Request.Method, UriHelper.GetDisplayUrl(http.Request),
            [.. (problem.Errors.IsEmpty ? [new FieldError("", problem.Code, problem.Detail ?? problem.Title)] : problem.Errors).Select(e => new DcsaSubError(e.Code, e.Pointer.Length > 0 ? $"{e.Pointer}: {e.Detail}" : e.Detail))],
            problem.Status, ReasonPhrases.GetReasonPhrase(problem.Status), at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    });

    public static IEndpointRouteBuilder MapTracks(this IEndpointRouteBuilder app)
    {
        app.MapGet("/dcsa/v2/events", ReadAsync).ForPartners(PartnerScope.Read).WithMetadata(Shape)
            .WithTags("Events").WithName("ReadDcsaEvents").WithSummary("What holds of shipments, as events of DCSA Track and Trace 2.2")
            .WithDescription(
                "Transport and equipment events of the shipments that the caller sees: of each moment the plan, forecast and fact that hold, whoever said them and in whatever form. Filters hold together; of one that is "
                + "repeated or has commas in it any. eventCreatedDateTime takes :gte, :gt, :lte, :lt and :eq. What is not known here (vessels, voyages, documents but the booking) matches nothing. "
                + "A page may be short or empty: there is more as long as Next-Page, also as Link, says where. limit: 100 unless told, at most 1,000. Shipments by air have no events here.")
            .WithMetadata(new QueryNames(Names) { IsList = false })
            .Produces<DcsaTrackEvent[]>().Produces<DcsaError>(400).Produces<DcsaError>(503);
        return app;
    }

    private static async Task<IResult> ReadAsync(HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Names);
        var types = parameters.Choices("eventType", "TRANSPORT", "EQUIPMENT", "SHIPMENT");
        var (transports, equipments) = (parameters.Texts("transportEventTypeCode"), parameters.Texts("equipmentEventTypeCode"));
        var bookings = parameters.Texts("carrierBookingReference").Union(parameters.Texts("bookingReference"));
        var (containers, places, calls) = (parameters.Texts("equipmentReference"), parameters.Texts("UNLocationCode"), parameters.Texts("transportCallID"));
        var created = Operators.Select(o => (Operator: o, At: parameters.Instant("eventCreatedDateTime" + o))).Where(c => c.At is not null).ToArray();
        var limit = (int)parameters.Number("limit", 100, 1, MaxEvents);
        var (from, first) = CursorOf(parameters.Text("cursor"), parameters);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        if (http.Request.Headers[VersionHeader] is { Count: > 0 } asked && asked.ToString().Split('.')[0] != "2")
            return new ProblemResult(Fault.At($"/{VersionHeader}", "bad-request", $"Expected version {Version}."));

        await rows.CatchUpAsync(ct);
        var rights = http.Person().Rights;
        var sight = new Sight(rows, rights);
        var (found, next, looked) = (new List<DcsaTrackEvent>(), (string?)null, 0);
        var hasNone = NeverMatched.Any(name => http.Request.Query.ContainsKey(name)) || types is { Count: 1 } && types.Contains("SHIPMENT");
        foreach (var row in sight.Shipments.Where(s => !hasNone && bookings.Allows(s.Sheet.Booking) && string.CompareOrdinal(s.Id, from) >= 0).OrderBy(s => s.Id, StringComparer.Ordinal))
        {
            if (looked++ == MaxShipments)
            {
                next = Cursor(row.Id, "");
                break;
            }

            if (await grains.GetGrain<IShipmentGrain>(row.Id).Read() is not { } shipment)
                continue;
            // By their ids, so that what is said between two pages moves none of the others.
            foreach (var e in DcsaTrackEvent.Of(shipment, sight, hasRemarks: !rights.HiddenFields.Contains("note")).OrderBy(e => e.EventID, StringComparer.Ordinal)
                .Where(e => (row.Id != from || string.CompareOrdinal(e.EventID, first) >= 0) && Matches(e)))
            {
                if (found.Count == limit)
                {
                    next = Cursor(row.Id, e.EventID!);
                    break;
                }

                found.Add(e);
            }

            if (next is not null)
                break;
        }

        http.Response.Headers[VersionHeader] = Version;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Current-Page"] = UriHelper.GetDisplayUrl(http.Request);
        if (next is not null)
        {
            var address = QueryHelpers.AddQueryString(
                http.Request.Path, http.Request.Query.Where(q => q.Key != "cursor").SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value)).Append(new("cursor", next)));
            http.Response.Headers["Next-Page"] = $"{http.Request.Scheme}://{http.Request.Host}{address}";
            http.Response.Headers.Link = $"<{address}>; rel=\"next\"";
        }

        return TypedResults.Json(found, Form);

        bool Matches(DcsaTrackEvent e) =>
            types.Allows(e.EventType)
            && transports.Allows(e.TransportEventTypeCode)
            && equipments.Allows(e.EquipmentEventTypeCode)
            && (containers.Allows(e.EquipmentReference) || e.References!.Any(r => r.ReferenceType == "EQ" && containers.Contains(r.ReferenceValue!)))
            && places.Allows(e.TransportCall!.UNLocationCode)
            && calls.Allows(e.TransportCall.TransportCallID!)
            && created.All(c => DateTimeOffset.Parse(e.EventCreatedDateTime!, CultureInfo.InvariantCulture).CompareTo(c.At!.Value) is var by && c.Operator switch
            {
                ":gte" => by >= 0,
                ":gt" => by > 0,
                ":lte" => by <= 0,
                ":lt" => by < 0,
                _ => by == 0,
            });
    }

    private static string Cursor(string shipment, string first) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes($"{shipment} {first}"));

    private static (string From, string First) CursorOf(string? text, Parameters parameters)
    {
        if (text is null)
            return ("", "");
        try
        {
            if (Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text)).Split(' ') is [var shipment, var first])
                return (shipment, first);
        }
        catch (FormatException)
        {
            // Refused below with everything else that is none of ours.
        }

        parameters.Refuse("cursor", "bad-cursor", "Expected the cursor of Next-Page.");
        return ("", "");
    }
}
