namespace Selvedge.Gateway.Docs;

/// <summary>Examples of the operations in DCSA's forms.</summary>
internal static class DcsaExamples
{
    private const string Track =
        """
        [ { "eventID": "3cecb101-7a1a-43a4-9d62-e88a131651e2", "eventCreatedDateTime": "2026-11-12T16:02:00Z", "eventType": "TRANSPORT", "eventClassifierCode": "ACT",
            "eventDateTime": "2026-11-12T00:00:00Z", "transportEventTypeCode": "DEPA",
            "transportCall": { "transportCallID": "SHP-4f0c2a9be1d7/BDCGP", "UNLocationCode": "BDCGP", "modeOfTransport": "VESSEL" },
            "documentReferences": [{ "documentReferenceType": "BKG", "documentReferenceValue": "MAEU240117" }],
            "references": [{ "referenceType": "PO", "referenceValue": "PO-1001" }] } ]
        """;

    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["TakeDcsaCallback"] = Track,
        ["PostDcsaEvents"] =
            """
            { "events": [
              { "eventRouting": { "originatingParty": { "partyCode": "FWD-ACME" } }, "eventID": "evt-trans-001",
                "eventDateTime": "2026-11-12T21:30:00+06:00", "eventUpdatedDateTime": "2026-11-12T16:02:00Z",
                "eventLocation": { "locationName": "Chattogram", "UNLocationCode": "BDCGP" },
                "eventClassification": { "eventTypeCode": "TRANSPORT", "eventClassifierCode": "ACT", "transportEventTypeCode": "DEPA" },
                "shipmentDetails": { "documentReference": { "typeCode": "BKG", "reference": "MAEU240117" } },
                "transportDetails": { "transportCall": { "modeOfTransport": "VESSEL" } } } ] }
            """,
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["PostDcsaEvents"] = """{ "feedbackElements": [{ "severity": "INFO", "message": "accepted: SHP-4f0c2a9be1d7, log 48261.", "propertyPath": "$.events[0]" }] }""",
        ["ReadDcsaEvents"] = Track,
        ["TakeDcsaCallback"] = """{ "feedbackElements": [{ "severity": "ERROR", "message": "unknown-shipment: There is no shipment of that booking, id or container.", "propertyPath": "$[0].documentReferences" }] }""",
        ["ReadDcsaCallbackSecret"] = """{ "callbackUrl": "https://selvedge.example/dcsa/v2/callbacks/acme", "secret": "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=" }""",
    };
}
