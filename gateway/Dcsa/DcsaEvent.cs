using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Selvedge.Gateway.Dcsa;

/// <summary>Events as Track and Trace 3.0 sends them. Members that are not named here are taken, and say nothing that is kept of a shipment.</summary>
internal sealed record DcsaEvents(DcsaEvent[]? Events = null);

/// <param name="EventID">With the originating party it names the event: the latest update of it holds.</param>
/// <param name="IsRetracted">What was said under this id no longer stands.</param>
/// <param name="EventDateTime">Its day is taken as it is written: that of the place where it happens.</param>
/// <param name="EventUpdatedDateTime">With an offset.</param>
internal sealed record DcsaEvent(
    DcsaEventRouting? EventRouting = null, string? EventID = null, bool? IsRetracted = null, string? EventDateTime = null, string? EventUpdatedDateTime = null,
    DcsaLocation? EventLocation = null, DcsaClassification? EventClassification = null, DcsaShipmentDetails? ShipmentDetails = null,
    DcsaTransportDetails? TransportDetails = null, DcsaEquipmentDetails? EquipmentDetails = null)
{
    private static readonly ImmutableDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["source"] = "eventRouting.originatingParty.partyCode",
        ["eventId"] = "eventID",
        ["eventUpdatedAt"] = "eventUpdatedDateTime",
        ["type"] = "eventClassification.eventTypeCode",
        ["classifier"] = "eventClassification.eventClassifierCode",
        ["date"] = "eventDateTime",
        ["location"] = "eventLocation.UNLocationCode",
        ["equipment"] = "equipmentDetails.equipmentReference",
        ["note"] = "transportDetails.changeRemark",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public SaidEvent Said(int index, byte[] body)
    {
        var (what, party) = (EventClassification, EventRouting?.OriginatingParty);
        var (code, named) = what?.EventTypeCode switch
        {
            "TRANSPORT" => (what.TransportEventTypeCode, "transportEventTypeCode"),
            "EQUIPMENT" => (what.EquipmentEventTypeCode, "equipmentEventTypeCode"),
            "SHIPMENT" => (what.ShipmentEventTypeCode, "shipmentEventTypeCode"),
            _ => (null, "eventTypeCode"),
        };
        DcsaDocumentReference?[] documents = [ShipmentDetails?.DocumentReference, .. ShipmentDetails?.AdditionalDocumentReferences ?? []];
        return new SaidEvent(
            party?.PartyCode, party is { CodeListProvider: null, CodeListName: null } or null ? "" : $"{party.CodeListProvider}/{party.CodeListName}",
            EventID, EventUpdatedDateTime, IsRetracted ?? false, what?.EventTypeCode, what?.EventClassifierCode, code, EventDateTime,
            [.. documents.Where(d => d?.TypeCode is "BKG" or "CBR" or "TRD").Select(d => d!.Reference).OfType<string>()],
            [.. (ShipmentDetails?.ShipmentReferences ?? []).Select(r => r?.Reference).OfType<string>()],
            EquipmentDetails?.EquipmentReference, EquipmentDetails?.EmptyIndicatorCode == "EMPTY", EquipmentDetails?.MovementType,
            EventLocation?.UNLocationCode, TransportDetails?.TransportCall?.ModeOfTransport, TransportDetails?.ChangeRemark,
            $"$.events[{index}]", body, Paths.SetItem("moment", $"eventClassification.{named}").SetItem("shipment", "shipmentDetails"));
    }
}

/// <param name="OriginatingParty">Whose partyCode is the source under which the event is kept; left out where the sender has only one.</param>
internal sealed record DcsaEventRouting(DcsaParty? OriginatingParty = null);

internal sealed record DcsaParty(string? PartyCode = null, string? CodeListProvider = null, string? CodeListName = null);

internal sealed record DcsaLocation(string? LocationName = null, [property: JsonPropertyName("UNLocationCode")] string? UNLocationCode = null);

/// <param name="EventTypeCode">TRANSPORT and EQUIPMENT move a shipment; SHIPMENT, IOT and REEFER are kept and reported.</param>
/// <param name="EventClassifierCode">PLN, EST or ACT: plan, forecast, fact.</param>
/// <param name="TransportEventTypeCode">ARRI, DEPA.</param>
/// <param name="EquipmentEventTypeCode">LOAD, DISC, GTOT and CUSR, of what is not empty; others are kept and reported.</param>
internal sealed record DcsaClassification(
    string? EventTypeCode = null, string? EventClassifierCode = null, string? ShipmentEventTypeCode = null, string? TransportEventTypeCode = null,
    string? EquipmentEventTypeCode = null);

/// <param name="DocumentReference">Of type BKG, CBR or TRD: the booking by which the shipment is known here, or our id.</param>
internal sealed record DcsaShipmentDetails(
    DcsaDocumentReference? DocumentReference = null, DcsaDocumentReference?[]? AdditionalDocumentReferences = null, DcsaDocumentReference?[]? ShipmentReferences = null);

internal sealed record DcsaDocumentReference(string? TypeCode = null, string? Reference = null);

internal sealed record DcsaTransportDetails(string? ChangeRemark = null, DcsaTransportCall? TransportCall = null);

/// <param name="ModeOfTransport">VESSEL, RAIL, TRUCK, BARGE or MULTIMODAL; of another mode than the shipment's it is another leg, which is kept and reported.</param>
internal sealed record DcsaTransportCall(string? ModeOfTransport = null);

internal sealed record DcsaEquipmentDetails(string? EquipmentReference = null, string? EmptyIndicatorCode = null, string? MovementType = null);

/// <summary>What became of events, at least one element for each.</summary>
internal sealed record DcsaFeedback(ImmutableArray<DcsaFeedbackElement> FeedbackElements);

/// <param name="Severity">INFO: taken, or known already. WARN: kept, and nothing of the shipment's way was changed by it. ERROR: refused.</param>
/// <param name="Message">A code, and what was found or expected.</param>
/// <param name="PropertyPath">JSONPath into what was sent; left out where all of it is meant.</param>
internal sealed record DcsaFeedbackElement(string Severity, string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PropertyPath = null);
