namespace Selvedge.Gateway.Docs;

/// <summary>Examples of the shipments' operations.</summary>
internal static class ShipmentExamples
{
    private const string Summary =
        """
        { "id": "SHP-4f0c2a9be1d7", "booking": "MAEU240117", "carrier": "MAEU", "mode": "sea", "from": "BDCGP", "to": "NLRTM", "containers": ["MSKU6011672"],
          "purchaseOrders": ["PO-1001"], "quantity": 1200, "days": [
            { "moment": "departure", "planned": "2026-11-10", "estimated": null, "actual": "2026-11-12" },
            { "moment": "arrival", "planned": "2026-12-08", "estimated": "2026-12-11", "actual": null } ],
          "slipDays": 3, "overdue": null, "exceptions": ["late"], "bookedAt": "2026-11-01T08:00:00Z", "lines": 1,
          "next": { "moment": "arrival", "planned": "2026-12-08", "estimated": "2026-12-11", "actual": null }, "health": "late" }
        """;

    private const string Listed = $$"""{ "items": [ {{Summary}} ], "total": 1, "next": null }""";

    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["BookShipment"] =
            """
            { "booking": "MAEU240117", "carrier": "MAEU", "mode": "sea", "from": "BDCGP", "to": "NLRTM", "containers": ["MSKU6011672"],
              "lines": [{ "purchaseOrder": "PO-1001", "line": 1, "quantity": 1200 }] }
            """,
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ListShipments"] = Listed,
        ["ListShipmentExceptions"] = Listed,
        ["BookShipment"] = """{ "id": "SHP-4f0c2a9be1d7", "status": "accepted", "version": 1, "position": 48240 }""",
        ["ReadShipment"] =
            $$"""
            { "version": 4, "summary": {{Summary}},
              "lines": [{ "purchaseOrder": "PO-1001", "line": 1, "style": "ST-204", "description": "Crew neck", "colour": "Ink", "quantity": 1200,
                "vendor": "V-17", "vendorName": "Meghna Knit", "stage": "in-transit", "health": "done", "committed": "2026-11-05", "left": "2026-11-06" }],
              "stops": [
                { "moment": "arrival", "location": "NLRTM", "equipment": null, "isBooked": true,
                  "planned": { "date": "2026-12-08", "source": "FWD-ACME", "eventId": "b1", "updatedAt": "2026-11-01T08:00:00Z", "note": null },
                  "estimated": { "date": "2026-12-11", "source": "FWD-ACME", "eventId": "b7", "updatedAt": "2026-11-20T09:14:00Z", "note": "waits for a berth" },
                  "actual": null } ],
              "discrepancies": [] }
            """,
        ["ReadShipmentHistory"] =
            """
            { "items": [
              { "position": 48211, "version": 4, "recordedAt": "2026-11-20T09:14:02.118Z", "type": "shipment.transport-reported",
                "text": "Arrival is expected 11 Dec; waits for a berth", "line": null, "milestone": null, "from": null, "to": "2026-12-11",
                "isExFactory": false, "health": null, "by": { "actor": "bo", "source": "FWD-ACME", "channel": "api" } } ],
              "total": 4, "next": null, "by": ["bo"], "sources": ["FWD-ACME"], "types": ["shipment.booked", "shipment.transport-reported"] }
            """,
    };
}
