namespace Selvedge.Gateway.Docs;

/// <summary>Examples of discrepancies, by operation.</summary>
internal static class DiscrepancyExamples
{
    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["RaiseDiscrepancy"] =
            """
            { "style": "ST-204", "milestone": "A05", "note": "which proto was approved",
              "sides": [ { "source": "Dhaka Shirts", "says": "the second one, with the rib collar" }, { "source": "Design", "says": "the first one" } ] }
            """,
        ["ResolveDiscrepancy"] = """{ "right": "rafiq.islam", "reason": "the sealed sample is dated the 12th" }""",
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ListDiscrepancies"] =
            """
            { "items": [
              { "id": "PO-1001~1~dates~A23", "v": 48240, "kind": "dates", "purchaseOrder": "PO-1001", "line": 1, "style": "ST-204", "styleName": "Crew neck",
                "colour": "Ink", "brand": "HALDEN", "category": "apparel", "vendor": "V-17", "vendorName": "Dhaka Shirts", "milestone": "A23",
                "name": "PP sample approved (sealed)", "text": "PP sample approved (sealed) is said to have happened on different days",
                "sides": [
                  { "milestone": "A23", "name": "PP sample approved (sealed)", "source": "FWD-ACME", "date": "2026-11-10", "heardAt": "2026-11-11T07:02:00Z", "note": null },
                  { "milestone": "A23", "name": "PP sample approved (sealed)", "source": "rafiq.islam", "date": "2026-11-12", "heardAt": "2026-11-12T09:40:00Z", "note": null } ],
                "days": 2, "units": 2400, "impact": 4800, "why": "2,400 units × 2 days at risk, no float left", "settled": null, "openedAt": "2026-11-12T09:40:00Z", "raisedBy": null } ],
              "total": 1, "next": null }
            """,
        ["RaiseDiscrepancy"] = """{ "status": "accepted", "version": 9, "position": 48250 }""",
        ["ResolveDiscrepancy"] = """{ "status": "accepted", "version": 14, "position": 48251 }""",
    };
}
