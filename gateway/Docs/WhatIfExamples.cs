namespace Selvedge.Gateway.Docs;

/// <summary>Examples of what-ifs, by operation.</summary>
internal static class WhatIfExamples
{
    private const string Assumptions =
        """
        [{ "kind": "delay", "supplier": "mill", "days": 9, "reason": "MT-MILL", "where": { "vendor": "V-17", "season": "SS27" } },
         { "kind": "date", "milestone": "A26", "date": "2027-02-15", "where": { "lines": [{ "purchaseOrder": "PO-1001", "line": 1 }] } },
         { "kind": "shipmode", "shipMode": "air", "reason": "FA-CAP", "where": { "lines": [{ "purchaseOrder": "PO-1001", "line": 2 }] } },
         { "kind": "closure", "from": "2027-02-05", "to": "2027-02-20", "name": "Flood", "where": { "vendor": "V-17" } }]
        """;

    private const string Summary =
        """
        { "id": "0197f6a0c1d47c0e9b1d4f0a5b1c2d3e", "reason": "the mill said so on the phone", "by": "ingrid", "byName": "Ingrid Solheim", "at": "2026-11-20T09:15:00Z",
          "purchaseOrders": 401, "styles": 0, "closures": 1, "lines": 211, "reshipments": 1, "settled": true,
          "undone": null, "undoneBy": null, "toRestore": 0, "restored": 0, "kept": 0, "toConfirm": 0, "hindered": 0, "mayUndo": true }
        """;

    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["ForeseeWhatIf"] = $$"""{ "assumptions": {{Assumptions}} }""",
        ["ApplyWhatIf"] = $$"""{ "assumptions": {{Assumptions}}, "reason": "the mill said so on the phone" }""",
        ["UndoWhatIf"] = """{ "note": "the mill has found the fabric after all" }""",
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ForeseeWhatIf"] =
            """
            { "at": "2026-11-20T09:14:00Z", "purchaseOrders": 412, "lines": 1630, "affected": 211, "moved": 88, "days": 231, "newlyLate": 9, "recovered": 0,
              "healthBefore": { "ontrack": 1402, "risk": 160, "late": 40, "critical": 8, "blocked": 2, "done": 0, "stale": 12, "plan": 6 },
              "healthAfter": { "ontrack": 1298, "risk": 255, "late": 46, "critical": 11, "blocked": 2, "done": 0, "stale": 12, "plan": 6 },
              "items": [{ "purchaseOrder": "PO-1001", "line": 1, "brand": "HALDEN", "category": "apparel", "vendor": "V-17", "style": "ST-4410",
                "description": "Fleece crew", "colour": "Ink navy", "quantity": 1200, "committed": "2027-01-11", "cancel": null,
                "before": { "exFactory": "2027-01-11", "inDc": "2027-02-20", "health": "risk", "slipDays": 0, "floatDays": 1, "cause": null },
                "after": { "exFactory": "2027-01-19", "inDc": "2027-02-28", "health": "critical", "slipDays": 8, "floatDays": -8,
                  "cause": "Bulk fabric in-house expected 9 days late" }, "days": 8, "milestones": 9 }],
              "next": null }
            """,
        ["ApplyWhatIf"] = """{ "status": "accepted", "id": "0197f6a0c1d47c0e9b1d4f0a5b1c2d3e", "version": 1, "position": 48290, "purchaseOrders": 401, "styles": 0, "closures": 1, "lines": 211, "reshipments": 1 }""",
        ["ListWhatIfs"] = $$"""{ "items": [{{Summary}}], "total": 1, "next": null }""",
        ["ReadWhatIfUndo"] =
            $$"""
            { "whatIf": {{Summary}}, "rows": 404, "back": 402, "toConfirm": 1,
              "left": [{ "purchaseOrder": "PO-1001", "line": 1, "style": null, "colour": null, "milestone": "A21", "vendor": null,
                "why": { "code": "moved-since", "pointer": "", "detail": "vendor-page has said 2027-01-15 since." } }] }
            """,
        ["UndoWhatIf"] = """{ "status": "accepted", "version": 2, "position": 48911 }""",
        ["ReadWhatIfProgress"] =
            """
            { "id": "0197f6a0c1d47c0e9b1d4f0a5b1c2d3e", "reason": "the mill said so on the phone", "by": "ingrid", "at": "2026-11-20T09:15:00Z",
              "purchaseOrders": 401, "styles": 0, "closures": 1, "lines": 211, "reshipments": 1, "targets": 404, "done": 404, "settled": true }
            """,
    };
}
