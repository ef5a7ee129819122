namespace Selvedge.Gateway.Docs;

/// <summary>Examples of chase lists, by operation.</summary>
internal static class ChaseExamples
{
    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["MarkChased"] = """{ "hash": "5d2c8e0f4a1b4c6d9e7f1a2b3c4d5e6f", "again": "the fabric is not booked and nobody has answered" }""",
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ReadChase"] =
            """
            { "vendor": "V-17", "name": "Meghna Apparels", "today": "2026-11-20", "chasedToday": false, "chasedAt": "2026-11-18T08:02:00Z", "chasedBy": "Noor Rahim",
              "subject": "1 open thing, 20 Nov 2026",
              "text": "Meghna Apparels: open on 20 Nov 2026\n\nPlease answer each with a day, or with what you wait for.\n\nOverdue (1)\n- PO-1001/1 (ST-4410, Ink navy): Bulk fabric in-house, was due 17 Nov 2026, 3 days over\n",
              "items": [{ "kind": "overdue", "subject": "PO-1001/1", "purchaseOrder": "PO-1001", "line": 1, "style": "ST-4410", "colour": "Ink navy", "approval": null,
                "what": "Bulk fabric in-house", "due": "2026-11-17", "behindDays": 3, "units": 1200 }],
              "hash": "5d2c8e0f4a1b4c6d9e7f1a2b3c4d5e6f" }
            """,
        ["MarkChased"] = """{ "status": "accepted", "version": 4, "position": 48320 }""",
        ["ReadChaseHistory"] =
            """
            { "items": [{ "version": 3, "at": "2026-11-18T08:02:00Z", "by": "noor", "byName": "Noor Rahim", "again": null,
                "listed": [{ "kind": "overdue", "subject": "PO-1001/1", "what": "Bulk fabric in-house", "due": "2026-11-17" }] }], "total": 1, "next": null }
            """,
    };
}
