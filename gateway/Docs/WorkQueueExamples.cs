namespace Selvedge.Gateway.Docs;

/// <summary>Examples of the day's work, by operation.</summary>
internal static class WorkQueueExamples
{
    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["AssignFunctions"] = """{ "functions": ["colour", "technicaldesign"] }""",
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["AssignFunctions"] = """{ "status": "accepted", "version": 4, "position": 48230 }""",
        ["ReadWorkQueue"] =
            """
            { "items": [
              { "id": "milestone:PO-1001/1:A19", "kind": "milestone", "duty": "do", "group": "now", "what": "Bulk lot / shade band approved",
                "purchaseOrder": "PO-1001", "line": 1, "style": "ST-204", "styleName": "Crew neck", "colour": "Ink", "brand": "HALDEN", "category": "apparel",
                "vendor": "V-17", "vendorName": "Dhaka Shirts", "milestone": "A19", "approval": null, "owner": "Colour", "due": "2026-11-16",
                "expected": "2026-11-20", "health": "late", "behindDays": 6, "floatDays": -6, "units": 2400, "impact": 14400,
                "why": "2,400 units × 6 days at risk, no float left", "comment": null, "lineReview": null, "whose": "as colour" } ],
              "total": 1, "next": null, "groups": { "now": 1, "today": 0, "week": 0 },
              "person": { "id": "noor.rahim", "name": "Noor Rahim", "role": "assistant" }, "today": "2026-11-20",
              "formula": "units × days at risk × 7 ÷ (7 + days of float left)",
              "unchased": [{ "vendor": "V-17", "name": "Dhaka Shirts", "things": 4, "chasedAt": "2026-11-18T08:02:00Z" }] }
            """,
    };
}
