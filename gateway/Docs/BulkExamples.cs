namespace Selvedge.Gateway.Docs;

/// <summary>Examples of bulk work, by operation.</summary>
internal static class BulkExamples
{
    private const string Operation =
        """
        "operation": "shift", "day": "committed", "days": 5, "reason": "MT-MILL", "contributing": ["LO-BOOK"], "note": "the mill has said so on the phone",
          "lines": [{ "purchaseOrder": "PO-1001", "line": 1 }, { "purchaseOrder": "PO-1002", "line": 1 }]
        """;

    private const string Summary =
        """
        { "id": "0197f6a0c1d47c0e9b1d4f0a5b1c2d3e", "operation": "shift", "day": "committed", "milestone": null, "days": 5, "date": null, "responsible": null,
          "reason": "MT-MILL", "note": "the mill has said so on the phone", "by": "ingrid", "byName": "Ingrid Solheim", "at": "2026-11-20T09:15:00Z",
          "rows": 2, "settled": 2, "done": 1, "proposed": 1, "unchanged": 0, "refused": 0, "left": 0,
          "undone": null, "undoneBy": null, "toRestore": 0, "restored": 0, "kept": 0, "toConfirm": 0, "hindered": 0, "mayUndo": true }
        """;

    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["PreviewBulkAct"] = $$"""{ {{Operation}} }""",
        ["ApplyBulkAct"] =
            $$"""
            { {{Operation}},
              "looked": [{ "purchaseOrder": "PO-1001", "line": 1, "day": "2027-01-11" }, { "purchaseOrder": "PO-1002", "line": 1, "day": "2027-01-18" }] }
            """,
        ["UndoBulkAct"] = """{ "note": "the mill has found the fabric after all" }""",
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["PreviewBulkAct"] =
            """
            { "at": "2026-11-20T09:14:00Z", "done": 1, "proposed": 0, "unchanged": 0, "refused": 0, "newlyLate": 0, "recovered": 1,
              "items": [{ "purchaseOrder": "PO-1001", "line": 1, "vendor": "V-17", "vendorName": "Meghna Apparels", "style": "ST-4410", "description": "Fleece crew",
                "colour": "Ink navy", "quantity": 1200, "milestone": "A34", "approval": null, "from": { "day": "2027-01-11" }, "to": { "day": "2027-01-16" }, "days": 5,
                "before": { "exFactory": "2027-01-15", "inDc": "2027-02-24", "health": "late", "slipDays": 4, "floatDays": -4, "cause": "Bulk fabric in-house expected 9 days late" },
                "after": { "exFactory": "2027-01-15", "inDc": "2027-02-24", "health": "risk", "slipDays": 4, "floatDays": -4, "cause": "Bulk fabric in-house expected 9 days late" },
                "status": "done", "problem": null, "entry": null, "field": "committed" }] }
            """,
        ["ApplyBulkAct"] = """{ "status": "accepted", "id": "0197f6a0c1d47c0e9b1d4f0a5b1c2d3e", "version": 1, "position": 48290, "rows": 2, "left": 0 }""",
        ["ListBulkActs"] = $$"""{ "items": [{{Summary}}], "total": 1, "next": null }""",
        ["ReadBulkAct"] =
            $$"""
            { "act": {{Summary}},
              "items": [{ "purchaseOrder": "PO-1001", "line": 1, "vendorName": "Meghna Apparels", "milestone": "A34", "approval": null,
                "from": { "day": "2027-01-11" }, "to": { "day": "2027-01-16" }, "days": 5, "status": "done", "problem": null, "restored": null, "kept": null, "field": "committed" }],
              "left": [] }
            """,
        ["UndoBulkAct"] = """{ "status": "accepted", "version": 3, "position": 48310 }""",
    };
}
