namespace Selvedge.Gateway.Docs;

/// <summary>Examples of what people ask of orders.</summary>
internal static class OrderLifeExamples
{
    private const string Reorders =
        """
        { "items": [
          { "number": "PO-1001-R", "parent": "PO-1001", "season": "SS27", "vendor": "V-17", "vendorName": "Dhaka Shirts", "phase": "confirmed", "document": 1,
            "health": "ontrack", "units": 1200, "forecast": "2027-03-05", "approvals": [
              { "line": 1, "style": "ST-204", "colour": "Ink", "type": "pp", "typeName": "PP sample", "kept": "2026-10-02", "why": null },
              { "line": 1, "style": "ST-204", "colour": "Ink", "type": "bulk-lot", "typeName": "Bulk lot / shade band", "kept": null,
                "why": "of one production run: made again with every other" } ] } ],
          "total": 1 }
        """;

    private const string Done = """{ "status": "accepted", "version": 15, "position": 48240, "phase": "issued", "proposal": null }""";

    private const string Proposed = """{ "status": "accepted", "version": 15, "position": 48240, "phase": "confirmed", "proposal": "0193f1c2a4d87c1e9b0a6f3d2c5e7a91" }""";

    private const string Confirmed = """{ "status": "accepted", "version": 15, "position": 48240, "phase": "confirmed", "proposal": null }""";

    private const string Note = """{ "note": "as agreed by phone" }""";

    private const string UsualAlerts =
        """
        { "rules": [{ "cause": "late-order", "category": null, "vendor": null, "fromDays": 0, "severity": "p2" }],
          "steps": [{ "severity": "p1", "role": "manager", "afterDays": 0 }, { "severity": "p1", "role": "director", "afterDays": 2 }] }
        """;

    private const string Settings =
        """
        "limits": [{ "role": "assistant", "person": null, "units": 3000, "value": null, "currency": null },
          { "role": null, "person": "noor.rahim", "units": null, "value": 25000, "currency": "USD" }],
        "exFactoryToleranceDays": 3, "risky": ["cancel", "price", "waive"], "answerHours": 24, "smallTolerancePercent": 10, "largeTolerancePercent": 5,
        "largeFromUnits": 1000, "country": "US",
        "alerts": { "rules": [{ "cause": "late-order", "category": "footwear", "vendor": null, "fromDays": 3, "severity": "p2" }],
          "steps": [{ "severity": "p2", "role": "manager", "afterDays": 0 }, { "severity": "p2", "role": "director", "afterDays": 5 }] }
        """;

    private const string Version2 =
        """
        { "version": 2, "current": 2, "issuedAt": "2026-11-18T10:02:00Z", "issuedBy": "clara.voss", "reason": "BR-QTY", "note": "size curve of last season",
          "answer": "awaited", "answerDue": "2026-11-19T10:02:00Z",
          "changes": [{ "aspect": "quantity", "line": 1, "colour": "Ink", "size": "M", "from": "1200", "to": "900" }],
          "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
          "document": { "number": "PO-1002", "version": 2, "brand": "HALDEN", "category": "apparel", "season": "SS27", "vendor": "V-17",
            "incoterm": "FOB Chattogram", "shipMode": "sea", "parent": null, "lines": [
              { "number": 1, "style": "ST-204", "description": "", "colour": "Ink", "quantity": 2100,
                "sizes": [{ "size": "M", "quantity": 900 }, { "size": "L", "quantity": 1200 }], "exFactory": "2027-03-05", "cancel": "2027-03-20",
                "price": 7.85, "currency": "USD" }] } }
        """;

    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["DraftPurchaseOrder"] =
            """
            { "number": "PO-1002", "brand": "HALDEN", "category": "apparel", "season": "SS27", "vendor": "V-17", "incoterm": "FOB Chattogram", "shipMode": "sea",
              "parent": "PO-1001", "lines": [
                { "number": 1, "style": "ST-204", "colour": "Ink", "sizes": [{ "size": "M", "quantity": 1200 }, { "size": "L", "quantity": 1200 }],
                  "exFactory": "2027-03-05", "cancel": "2027-03-20", "price": 7.85, "currency": "USD" } ],
              "attributes": [{ "attribute": "printed", "value": "yes" }] }
            """,
        ["AmendPurchaseOrder"] = """{ "vendor": "V-18", "lines": [{ "number": 1, "exFactory": "2027-03-12" }], "removed": [2] }""",
        ["IssuePurchaseOrder"] = Note,
        ["AcknowledgePurchaseOrder"] = """{ "version": 1 }""",
        ["ConfirmPurchaseOrder"] = """{ "version": 1 }""",
        ["ProposeChange"] =
            """{ "version": 1, "lines": [{ "number": 1, "exFactory": "2027-03-12" }], "reason": "MT-MILL", "note": "the mill books from 1 Feb" }""",
        ["RejectPurchaseOrder"] = """{ "version": 1, "note": "no capacity before May" }""",
        ["AcceptChange"] = Note,
        ["DeclineChange"] = Note,
        ["RevisePurchaseOrder"] =
            """
            { "lines": [{ "number": 1, "sizes": [{ "size": "M", "quantity": 900 }, { "size": "L", "quantity": 1500 }] }], "reason": "BR-QTY", "side": "brand",
              "note": "size curve of last season" }
            """,
        ["CommitDate"] = """{ "line": 1, "date": "2027-03-12", "reason": "MT-MILL", "side": "material", "note": "agreed by phone", "contributing": ["BR-APPR"] }""",
        ["AgreePlan"] = """{ "line": 1, "milestone": "A34" }""",
        ["DeclinePlan"] = """{ "line": 1, "milestone": "A34", "note": "the launch does not move" }""",
        ["HoldPurchaseOrder"] = """{ "reason": "audit expired", "waitsOn": "compliance" }""",
        ["ReleasePurchaseOrder"] = Note,
        ["CancelPurchaseOrder"] = """{ "lines": [2], "reason": "colour dropped" }""",
        ["ClosePurchaseOrder"] =
            """{ "lines": [{ "number": 1, "sizes": [{ "size": "M", "quantity": 1190 }, { "size": "L", "quantity": 980 }] }], "note": "L short: shade lot refused" }""",
        ["AcknowledgeProfile"] = """{ "style": "ST-204", "profile": 2, "note": "pattern room knows" }""",
        ["WaiveGate"] = """{ "line": 1, "milestone": "A23", "reason": "same sealed sample as the first delivery" }""",
        ["ConfirmProposal"] = Note,
        ["DeclineProposal"] = Note,
        ["WithdrawProposal"] = Note,
        ["DecideBrandSettings"] = $$"""{ {{Settings}} }""",
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ListOrderDocuments"] = $$"""{ "items": [{{Version2}}] }""",
        ["ReadOrderDocument"] = Version2,
        ["ReadBrandSettings"] = $$"""
            { "brand": "HALDEN", "version": 1, {{Settings}}, "usualAlerts": {{UsualAlerts}}, "history": [{ "version": 1, "at": "2026-11-20T09:14:00Z", "by": "ingrid.dahl", "settings": { {{Settings}} } }] }
            """,
        ["DecideBrandSettings"] = """{ "status": "accepted", "version": 4, "position": 48240 }""",
        ["ListReordersOfOrder"] = Reorders,
        ["ListReordersOfStyle"] = Reorders,
        ["DraftPurchaseOrder"] = """{ "status": "accepted", "version": 1, "position": 48240, "phase": "draft", "proposal": null }""",
        ["AmendPurchaseOrder"] = """{ "status": "accepted", "version": 2, "position": 48240, "phase": "draft", "proposal": null }""",
        ["IssuePurchaseOrder"] = Done,
        ["AcknowledgePurchaseOrder"] = """{ "status": "accepted", "version": 15, "position": 48240, "phase": "acknowledged", "proposal": null }""",
        ["ConfirmPurchaseOrder"] = Confirmed,
        ["ProposeChange"] = """{ "status": "accepted", "version": 15, "position": 48240, "phase": "changeproposed", "proposal": null }""",
        ["RejectPurchaseOrder"] = """{ "status": "accepted", "version": 15, "position": 48240, "phase": "rejectedbyvendor", "proposal": null }""",
        ["AcceptChange"] = Confirmed,
        ["DeclineChange"] = Done,
        ["RevisePurchaseOrder"] = Done,
        ["CommitDate"] = Proposed,
        ["AgreePlan"] = Confirmed,
        ["DeclinePlan"] = Confirmed,
        ["HoldPurchaseOrder"] = Confirmed,
        ["ReleasePurchaseOrder"] = Confirmed,
        ["CancelPurchaseOrder"] = Proposed,
        ["ClosePurchaseOrder"] = """{ "status": "accepted", "version": 31, "position": 48240, "phase": "closed", "proposal": null }""",
        ["AcknowledgeProfile"] = Confirmed,
        ["WaiveGate"] = Confirmed,
        ["ConfirmProposal"] = Confirmed,
        ["DeclineProposal"] = Confirmed,
        ["WithdrawProposal"] = Confirmed,
    };
}
