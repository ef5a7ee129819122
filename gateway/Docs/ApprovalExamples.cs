namespace Selvedge.Gateway.Docs;

/// <summary>Examples of the approvals' operations.</summary>
internal static class ApprovalExamples
{
    private const string Written = """{ "status": "accepted", "version": 5, "position": 48230 }""";

    private const string Acted = """{ "status": "accepted", "version": 5, "position": 48230, "proposal": null }""";

    private const string Note = """{ "note": "agreed on the call" }""";

    private const string Planned = """{ "id": "ST-204~lab-dip~Ink~MILL-2", "status": "accepted", "version": 1, "position": 48231 }""";

    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["PlanApproval"] = """{ "style": "ST-204", "type": "lab-dip", "colour": "Ink", "mill": "MILL-2", "vendor": "V-17" }""",
        ["ActOnApproval"] = """{ "act": "reject", "on": "2026-11-20", "date": "2026-12-04", "reasons": ["shade"], "text": "too red against the standard" }""",
        ["DecideApprovals"] =
            """
            [ { "id": "ST-204~lab-dip~Ink", "version": 4, "act": "approve" },
              { "id": "ST-204~lab-dip~Moss", "version": 4, "act": "approve-with-comments", "text": "a shade deeper in bulk" } ]
            """,
        ["ConfirmApprovalProposal"] = Note,
        ["DeclineApprovalProposal"] = Note,
        ["WithdrawApprovalProposal"] = Note,
        ["MoveSample"] = """{ "location": "Photo studio", "parcel": { "carrier": "UPS", "number": "1Z999AA10123456784" }, "on": "2026-11-20" }""",
        ["DeclareSample"] =
            """
            { "purpose": "selling", "country": "US", "heading": "9811.00.60", "valueUsd": 24.5, "marking": "cut", "lengthInches": 2.5, "onSeam": false,
              "visible": true, "broker": "Ellis & Rowe", "decision": "pending" }
            """,
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ListApprovalTypes"] =
            """
            { "items": [
              { "code": "lab-dip", "name": "Lab dip", "reviewer": "Colour", "submitter": "material", "home": "style", "perColour": true, "sample": false,
                "roundDays": 15, "completes": [{ "milestone": "A06", "planned": true, "atReceipt": false }] } ],
              "rejectReasons": [{ "code": "shade", "words": "shade or colour off standard" }],
              "moves": [{ "status": "received", "moves": ["review", "approve", "approve-with-comments", "reject", "drop", "waive", "carry-over", "hold", "cancel"] }] }
            """,
        ["ListApprovals"] =
            """
            { "items": [
              { "id": "PO-1001~1~pp", "v": 48213, "style": "ST-204", "styleName": "Crew neck", "purchaseOrder": "PO-1001", "line": 1, "type": "pp",
                "typeName": "PP sample", "colour": "Ink", "mill": null, "size": null, "brand": "HALDEN", "category": "apparel", "season": "SS27",
                "vendor": "V-17", "vendorName": "Dhaka Shirts", "reviewer": "Technical design", "milestone": "A23", "mandatory": true,
                "status": "received", "rejected": true, "round": 2, "waitsOn": "brand", "due": "2026-11-17", "group": "overdue", "overdueDays": 3,
                "submitBy": "2026-11-10", "decideBy": "2026-11-17", "expected": "2026-11-20", "submittedOn": "2026-11-10", "decidedOn": null,
                "purchaseOrders": 1, "units": 2400, "location": "Sample room, rail 4", "picture": "a6", "version": 9, "millName": null, "material": null } ],
              "total": 1, "next": null,
              "groups": { "overdue": 1, "today": 0, "week": 0, "later": 0, "vendor": 0, "hold": 0, "closed": 0 } }
            """,
        ["ReadApproval"] =
            """
            { "id": "ST-204~lab-dip~Ink", "v": 48213, "version": 6, "style": "ST-204", "styleName": "Crew neck", "purchaseOrder": null, "line": null,
              "type": "lab-dip", "typeName": "Lab dip", "colour": "Ink", "mill": null, "size": null, "brand": "HALDEN", "category": "apparel",
              "season": "SS27", "vendor": "V-17", "vendorName": "Dhaka Shirts", "reviewer": "Colour", "milestone": "A06", "mandatory": true,
              "status": "requested", "rejected": true, "waitsOn": "vendor", "due": "2026-12-04", "overdueDays": 0, "requestBy": "2026-10-20",
              "submitBy": "2026-12-04", "decideBy": "2026-12-19", "plannedSubmitBy": "2026-11-04", "plannedDecideBy": "2026-11-19",
              "expected": "2026-12-19", "lost": { "vendor": 14, "brand": 1 },
              "rounds": [
                { "number": 1, "requestedOn": "2026-10-21", "submitBy": "2026-11-04", "decideBy": "2026-11-19", "promised": null, "proposal": false,
                  "sentOn": "2026-11-02", "parcel": { "carrier": "DHL", "number": "4418220931" }, "receivedOn": "2026-11-06", "reviewFrom": null,
                  "decidedOn": "2026-11-20", "outcome": "rejected-resubmit", "reasons": ["shade"], "comment": "too red against the standard",
                  "decidedBy": "noor.rahim", "decidedByName": "Noor Rahim", "vendorClock": { "days": 16, "workingDays": 14, "running": false },
                  "brandClock": { "days": 14, "workingDays": 14, "running": false }, "confirmedBy": null, "confirmedByName": null },
                { "number": 2, "requestedOn": "2026-11-20", "submitBy": "2026-12-04", "decideBy": "2026-12-19", "promised": null, "proposal": false,
                  "sentOn": null, "parcel": null, "receivedOn": null, "reviewFrom": null, "decidedOn": null, "outcome": null, "reasons": [],
                  "comment": null, "decidedBy": null, "decidedByName": null, "vendorClock": { "days": 0, "workingDays": 0, "running": true },
                  "brandClock": { "days": 0, "workingDays": 0, "running": false }, "confirmedBy": null, "confirmedByName": null } ],
              "attachments": [
                { "id": "a5", "name": "ink-r1.jpg", "mediaType": "image/jpeg", "bytes": 84211, "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                  "by": "rafiq.islam", "byName": "Rafiq Islam", "side": "vendor", "private": false, "round": 1, "at": "2026-11-02T08:00:00Z" } ],
              "place": null, "customs": null, "purchaseOrders": 1, "units": 2400,
              "moves": ["request", "confirm", "propose", "send", "receive", "waive", "carry-over", "hold", "cancel"], "sample": false, "mayDeclare": true, "milestoneName": "Lab dips approved",
              "proposals": [
                { "id": "0193f1c2a4d87c1e9b0a6f3d2c5e7a91", "act": "waive", "by": "noor.rahim", "at": "2026-11-20T09:20:00Z",
                  "text": "same dye lot as the approved moss", "date": null, "from": null } ], "mayConfirm": true, "millName": null, "ofMaterial": true }
            """,
        ["ListMaterials"] =
            """
            { "items": [
              { "name": "Organic cotton jersey 180 g", "styles": 12, "categories": ["apparel"], "mills": [{ "code": "MILL-IN1", "name": "Arvali Mills" }],
                "approvals": 31, "overdue": 4, "rejected": 2, "purchaseOrders": 9, "lines": 14, "units": 48200 } ],
              "total": 1, "next": null }
            """,
        ["ReadMaterial"] =
            """
            { "name": "Organic cotton jersey 180 g",
              "counts": { "name": "Organic cotton jersey 180 g", "styles": 1, "categories": ["apparel"], "mills": [{ "code": "MILL-IN1", "name": "Arvali Mills" }],
                "approvals": 3, "overdue": 1, "rejected": 0, "purchaseOrders": 1, "lines": 1, "units": 2400 },
              "styles": [{ "number": "ST-204", "name": "Crew neck", "brand": "HALDEN", "category": "apparel", "season": "SS27", "stage": "ordered", "colours": ["Ink", "Moss"] }],
              "lines": [
                { "purchaseOrder": "PO-1001", "line": 1, "style": "ST-204", "styleName": "Crew neck", "colour": "Ink", "category": "apparel", "vendor": "V-17", "vendorName": "Dhaka Shirts",
                  "stage": "materials", "health": "late", "committed": "2027-01-05", "forecast": "2027-01-11", "quantity": 2400 } ] }
            """,
        ["ReadApprovalHistory"] =
            """
            { "items": [
              { "position": 48213, "version": 6, "recordedAt": "2026-11-20T09:14:02.118Z", "type": "approval.requested",
                "text": "Round 2 opened: wanted 4 Dec", "on": "2026-11-20", "by": { "actor": "noor.rahim", "source": null } } ],
              "total": 6, "next": null }
            """,
        ["PlanApproval"] = Planned,
        ["ActOnApproval"] = Acted,
        ["ConfirmApprovalProposal"] = Acted,
        ["DeclineApprovalProposal"] = Acted,
        ["WithdrawApprovalProposal"] = Acted,
        ["AttachToApproval"] = Written,
        ["DetachFromApproval"] = Written,
        ["MoveSample"] = Written,
        ["DeclareSample"] = Written,
        ["DecideApprovals"] =
            """
            { "items": [
              { "index": 0, "id": "ST-204~lab-dip~Ink", "status": "accepted", "version": 5, "position": 48230, "problem": null, "proposal": null },
              { "index": 1, "id": "ST-204~lab-dip~Moss", "status": "refused", "version": null, "position": null, "problem": {
                "type": "/problems/illegal-move", "title": "This cannot be done from where it stands", "status": 409,
                "detail": "It is requested: approve-with-comments comes after received, in review; from here: request, confirm, propose, send, receive, waive, carry-over, hold, cancel.",
                "errors": [{ "pointer": "/1/act", "code": "illegal-move", "detail": "It is requested: approve-with-comments comes after received, in review; from here: request, confirm, propose, send, receive, waive, carry-over, hold, cancel." }] } } ] }
            """,
    };
}
