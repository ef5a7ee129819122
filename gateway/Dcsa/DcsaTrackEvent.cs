using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Selvedge.Domain.Shipments;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Dcsa;

/// <summary>An event as Track and Trace 2.2 has it.</summary>
/// <param name="EventID">The same for ever; made of whose word it is and of their id.</param>
/// <param name="EventCreatedDateTime">When it was last updated by who said it.</param>
/// <param name="EventType">TRANSPORT or EQUIPMENT; SHIPMENT is only ever sent here, kept and reported.</param>
/// <param name="EventClassifierCode">PLN, EST or ACT.</param>
/// <param name="EventDateTime">Only its day is known here, and it is that of the place where it happens.</param>
internal sealed record DcsaTrackEvent(
    string? EventID = null, string? EventCreatedDateTime = null, string? EventType = null, string? EventClassifierCode = null, string? EventDateTime = null,
    string? TransportEventTypeCode = null, string? EquipmentEventTypeCode = null, string? EquipmentReference = null, string? EmptyIndicatorCode = null,
    string? ChangeRemark = null, DcsaTrackLocation? EventLocation = null, DcsaTrackCall? TransportCall = null,
    DcsaTrackDocument[]? DocumentReferences = null, DcsaTrackReference[]? References = null, string? ShipmentEventTypeCode = null)
{
    private const int MaxRemark = 250;

    private static readonly ImmutableDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["eventId"] = "eventID",
        ["eventUpdatedAt"] = "eventCreatedDateTime",
        ["type"] = "eventType",
        ["classifier"] = "eventClassifierCode",
        ["date"] = "eventDateTime",
        ["equipment"] = "equipmentReference",
        ["note"] = "changeRemark",
        ["shipment"] = "documentReferences",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public SaidEvent Said(int index, byte[] body)
    {
        var (code, named, place, placed) = EventType switch
        {
            "TRANSPORT" => (TransportEventTypeCode, "transportEventTypeCode", TransportCall?.UNLocationCode ?? TransportCall?.Location?.UNLocationCode, "transportCall.UNLocationCode"),
            "EQUIPMENT" => (EquipmentEventTypeCode, "equipmentEventTypeCode", EventLocation?.UNLocationCode ?? TransportCall?.UNLocationCode, "eventLocation.UNLocationCode"),
            "SHIPMENT" => (ShipmentEventTypeCode, "shipmentEventTypeCode", null, ""),
            _ => ((string?)null, "eventType", (string?)null, ""),
        };
        // A vessel's call may be told for each of the containers aboard.
        var aboard = (References ?? []).Where(r => r?.ReferenceType == "EQ").Select(r => r.ReferenceValue).Distinct().ToArray();
        return new SaidEvent(
            null, "", EventID, EventCreatedDateTime, false, EventType, EventClassifierCode, code, EventDateTime,
            [.. (DocumentReferences ?? []).Select(d => d?.DocumentReferenceValue).OfType<string>()], [.. (References ?? []).Select(r => r?.ReferenceValue).OfType<string>()],
            EquipmentReference ?? (aboard is [var only] ? only : null), EmptyIndicatorCode == "EMPTY", null, place, TransportCall?.ModeOfTransport, ChangeRemark,
            $"$[{index}]", body, Paths.SetItem("moment", named).SetItem("location", placed));
    }

    /// <summary>What holds of a shipment's way, in its sequence, as far as the standard has words for it.</summary>
    public static IEnumerable<DcsaTrackEvent> Of(ShipmentView shipment, Sight sight, bool hasRemarks)
    {
        // The standard is of ships, trains and lorries.
        if (EventCodes.ModeOf(shipment.Row.Sheet.Mode) is not { } mode)
            yield break;
        var sheet = shipment.Row.Sheet;
        var orders = sheet.Lines.Select(l => l.PurchaseOrder).Distinct().Where(sight.SeesOrder).Order(StringComparer.Ordinal).Select(o => new DcsaTrackReference("PO", o)).ToArray();
        foreach (var stop in shipment.Stops)
        {
            if (EventCodes.CodeOf(stop.Moment) is not { } code)
                continue;
            foreach (var (classifier, claim) in new[] { ("PLN", stop.Planned), ("EST", stop.Estimated), ("ACT", stop.Actual) })
            {
                if (claim is null)
                    continue;
                var isTransport = code.Type == "TRANSPORT";
                yield return new DcsaTrackEvent(
                    StatusEvent.IdOf(claim.Source, claim.EventId).ToString(), Instant(claim.UpdatedAt), code.Type, classifier,
                    claim.Date.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture),
                    isTransport ? code.Code : null, isTransport ? null : code.Code, isTransport ? null : stop.Equipment, isTransport ? null : "LADEN",
                    isTransport && hasRemarks && claim.Note is { } note ? note[..Math.Min(note.Length, MaxRemark)] : null,
                    isTransport || stop.Location is null ? null : new DcsaTrackLocation(stop.Location),
                    new DcsaTrackCall($"{shipment.Row.Id}/{stop.Location}", stop.Location, mode),
                    [new DcsaTrackDocument("BKG", sheet.Booking)],
                    isTransport && stop.Equipment is { } container ? [.. orders, new DcsaTrackReference("EQ", container)] : orders);
            }
        }
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}

internal sealed record DcsaTrackLocation([property: JsonPropertyName("UNLocationCode")] string? UNLocationCode = null);

/// <param name="TransportCallID">Of the shipment and the place.</param>
/// <param name="ModeOfTransport">VESSEL, RAIL or TRUCK.</param>
internal sealed record DcsaTrackCall(
    string? TransportCallID = null, [property: JsonPropertyName("UNLocationCode")] string? UNLocationCode = null, string? ModeOfTransport = null, DcsaTrackLocation? Location = null);

/// <param name="DocumentReferenceType">BKG.</param>
internal sealed record DcsaTrackDocument(string? DocumentReferenceType = null, string? DocumentReferenceValue = null);

/// <param name="ReferenceType">PO, of orders that the reader sees; EQ.</param>
internal sealed record DcsaTrackReference(string? ReferenceType = null, string? ReferenceValue = null);

/// <summary>A refusal as Track and Trace 2.2 has it.</summary>
internal sealed record DcsaError(string HttpMethod, string RequestUri, ImmutableArray<DcsaSubError> Errors, int StatusCode, string StatusCodeText, string ErrorDateTime);

/// <param name="Reason">A code of ours.</param>
internal sealed record DcsaSubError(string Reason, string Message);
