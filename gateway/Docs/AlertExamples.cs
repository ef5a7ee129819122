namespace Selvedge.Gateway.Docs;

/// <summary>Examples of the alerts' operations.</summary>
internal static class AlertExamples
{
    private const string Written = """{ "status": "accepted", "version": 2, "position": 48240 }""";

    private const string One =
        """
        { "id": "late-order~PO-1001", "cause": "late-order", "severity": "p1", "purchaseOrder": "PO-1001", "line": 2, "lines": 3, "brand": "HALDEN",
          "category": "apparel", "vendor": "V1", "vendorName": "Dhaka Shirts", "days": 9, "quantity": 7700, "why": "Bulk fabric in-house 9 days late",
          "rule": "A line is forecast past its committed ex-factory or is blocked: P2. Past its cancel date, or more than 7 days late where it has none: P1.",
          "advice": "Ask the vendor for a new forecast, or try in a what-if what would win the days back.", "state": "open", "since": "2026-11-20T09:14:00Z",
          "causedBy": "Rafiq Islam", "mine": true, "reached": ["manager"], "escalatesTo": "director", "escalatesAt": "2026-11-22T09:14:00Z", "until": null,
          "assignee": null, "assigneeName": null, "actedBy": null, "actedByName": null, "note": null, "endedAt": null, "times": 1, "before": "mill ships by air on Monday", "beforeByName": "Clara Voss" }
        """;

    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["AcknowledgeAlert"] = """{ "reason": "mill ships by air on Monday", "until": "2026-11-24T09:00:00Z", "exFactory": "2026-12-18", "delayReason": "MT-MILL" }""",
        ["SnoozeAlert"] = """{ "until": "2026-11-23T08:00:00Z" }""",
        ["AssignAlert"] = """{ "to": "noor" }""",
        ["ResolveAlert"] = """{ "reason": "agreed with the customer" }""",
        ["EscalateAlert"] = """{ "reason": "the mill answers nobody below a director" }""",
        ["ChooseAlerts"] = """{ "mail": "clara.voss@example.com", "timeZone": "Europe/Berlin", "quietFrom": "20:00", "quietUntil": "07:00", "p1": "at-once", "p2": "at-once", "p3": "digest", "mailsADay": 20, "chat": "slack", "chatUrl": "https://hooks.slack.example/services/T0/B0/x", "language": "es" }""",
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ListAlerts"] = $$"""{ "items": [ {{One}} ], "total": 1, "next": null }""",
        ["ReadAlert"] = One,
        ["WeighAlert"] =
            """
            { "exFactory": { "baseline": "2026-11-30", "committed": "2026-11-30", "forecast": "2026-12-09", "actual": null, "earliest": "2026-12-07", "latest": "2026-12-14", "outcomes": 23, "noRange": null, "vendorsLeft": null },
              "values": [ { "currency": "USD", "amount": 84700 } ] }
            """,
        ["AcknowledgeAlert"] = Written,
        ["SnoozeAlert"] = Written,
        ["AssignAlert"] = Written,
        ["ResolveAlert"] = Written,
        ["EscalateAlert"] = Written,
        ["ReadAlertChoices"] = """{ "mail": "clara.voss@example.com", "timeZone": "Europe/Berlin", "quietFrom": "20:00", "quietUntil": "07:00", "p1": "at-once", "p2": "at-once", "p3": "digest", "mailsADay": 20, "chat": "slack", "chatUrl": "https://hooks.slack.example/services/T0/B0/x", "language": "es", "mailIsOn": true, "chatIsOn": true, "version": 4 }""",
        ["ChooseAlerts"] = Written,
        ["ReadDueDateFeed"] = """{ "openedAt": "2026-11-20T09:14:00Z", "version": 5 }""",
        ["OpenDueDateFeed"] = """{ "url": null, "status": "duplicate", "version": 5, "position": 48240 }""",
        ["CloseDueDateFeed"] = Written,
    };
}
