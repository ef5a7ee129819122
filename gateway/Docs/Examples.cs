using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Selvedge.Gateway.Docs;

/// <summary>Examples by operation, as they go over the wire: what is sent, and what comes back.</summary>
internal static class Examples
{
    public const string StatusEvent =
        """
        { "source": "FWD-ACME", "eventId": "7f1c", "eventUpdatedAt": "2026-11-20T09:14:00Z", "retracted": false,
          "purchaseOrder": "PO-1001", "line": 1, "type": "milestone", "milestone": "A26",
          "classifier": "ACT", "date": "2026-11-20", "reason": "FA-CAP", "contributing": [{ "reason": "MT-TRIM", "days": 2 }], "note": "started with one line" }
        """;

    private const string Vendor =
        """
        { "id": "V-17", "v": 31002, "code": "V-17", "name": "Dhaka Shirts", "country": "BD", "city": "Dhaka", "address": null, "productType": "Apparel",
          "workers": 2100, "brands": ["HALDEN"], "version": 2, "openLines": 14, "lateLines": 2, "health": { "late": 2, "ontrack": 12 } }
        """;

    private static readonly Dictionary<string, string> Answers = new()
    {
        ["PostEvents"] =
            """
            { "items": [
              { "index": 0, "eventId": "7f1c", "status": "accepted", "version": 12, "position": 48211, "problem": null },
              { "index": 1, "eventId": "7f1d", "status": "refused", "version": null, "position": null, "problem": {
                "type": "/problems/impossible-date", "title": "The date is not possible", "status": 422,
                "detail": "Expected a day of the calendar as YYYY-MM-DD.",
                "errors": [{ "pointer": "/1/date", "code": "impossible-date", "detail": "Expected a day of the calendar as YYYY-MM-DD." }] } } ] }
            """,
        ["ReadEvents"] =
            """
            { "items": [
              { "position": 48211, "id": "evt-48211", "type": "purchase-order.milestone-reported", "subject": "purchase-order/PO-1001", "version": 12,
                "occurredAt": "2026-11-20T09:14:00Z", "recordedAt": "2026-11-20T09:14:02.118Z",
                "by": { "source": "FWD-ACME", "eventId": "7f1c", "eventUpdatedAt": "2026-11-20T09:14:00Z" },
                "data": { "reports": [{ "source": "FWD-ACME", "eventId": "7f1c", "eventUpdatedAt": "2026-11-20T09:14:00Z", "retracted": false,
                  "line": 1, "milestone": "A26", "classifier": "ACT", "date": "2026-11-20", "reason": "FA-CAP", "note": "started with one line" }] } } ],
              "next": 48211 }
            """,
        ["ReadPurchaseOrderHistory"] =
            """
            { "items": [
              { "position": 48212, "version": 13, "recordedAt": "2026-11-20T09:14:02.118Z", "type": "purchase-order.forecast-moved",
                "text": "Ex-factory forecast of line 1 moved to 11 Jan", "line": 1, "milestone": "A34", "from": "2027-01-05", "to": "2027-01-11",
                "isExFactory": true, "health": null, "by": { "actor": "manager", "source": "FWD-ACME" } } ],
              "total": 17, "next": null, "by": ["manager"], "sources": ["FWD-ACME"], "types": ["purchase-order.forecast-moved", "purchase-order.placed"] }
            """,
        ["ReadStyleHistory"] =
            """
            { "items": [
              { "position": 48190, "version": 9, "recordedAt": "2026-11-20T08:02:11.402Z", "type": "style.milestone-reported",
                "text": "Fit sample approved happened 19 Nov", "line": null, "milestone": "A12", "from": null, "to": "2026-11-19",
                "isExFactory": false, "health": null, "by": { "actor": "clara.voss", "source": "clara.voss" } } ],
              "total": 12, "next": null, "by": ["clara.voss"], "sources": ["clara.voss"], "types": ["style.milestone-reported", "style.registered"] }
            """,
        ["ExplainLine"] =
            """
            { "slipDays": 6, "floatAbsorbedDays": 2, "causes": [
              { "code": "FA-CAP", "side": "factory", "days": 8, "text": "overbooked line", "milestone": "A26", "event": 48211 } ] }
            """,
        ["ListPurchaseOrders"] =
            """
            { "items": [
              { "id": "PO-1001", "v": 48212, "number": "PO-1001", "brand": "HALDEN", "category": "apparel", "vendor": "V-17", "vendorName": "Dhaka Shirts",
                "country": "BD", "season": "SS27", "health": "late", "version": 13, "state": "open", "lineCount": 2, "quantity": 4800, "slipDays": 6,
                "committed": "2027-01-05", "forecast": "2027-01-11", "phase": "issued", "document": 2, "acknowledged": 1, "answerDue": "2026-11-21T08:00:00Z",
                "overdue": false, "held": false, "waiting": 1, "parent": null } ],
              "total": 1, "next": null }
            """,
        ["ReadPurchaseOrder"] =
            """
            { "id": "PO-1001", "v": 48212, "number": "PO-1001", "brand": "HALDEN", "brandName": "HALDEN", "category": "apparel", "vendor": "V-17",
              "vendorName": "Dhaka Shirts", "country": "BD", "season": "SS27", "health": "late", "version": 13, "state": "open", "incoterm": "FOB", "shipMode": "sea",
              "phase": "confirmed", "production": "materialsordered", "document": { "version": 2, "acknowledged": 2, "answerDue": null, "overdue": false },
              "parent": null, "hold": null, "wish": null, "ending": null,
              "proposals": [
                { "id": "0193f1c2a4d87c1e9b0a6f3d2c5e7a91", "act": "commit", "by": "noor.rahim", "at": "2026-11-20T08:41:10Z", "line": 1, "milestone": null,
                  "from": null, "to": "2027-01-12", "reason": "FA-CAP", "note": "overbooked line",
                  "changes": [{ "aspect": "exfactory", "line": 1, "colour": "Ink", "size": null, "from": "2027-01-05", "to": "2027-01-12" }], "isPlan": false } ],
              "acts": [{ "act": "revise", "why": null }, { "act": "release", "why": "It is not on hold." }],
              "attributes": [{ "attribute": "washed", "value": "yes" }],
              "lines": [
                { "number": 1, "style": "ST-204", "profile": { "present": 2, "issued": 1, "brand": 2, "vendor": 1, "asked": 2, "due": "2026-11-21T08:00:00Z", "overdue": false },
                  "styleName": "Crew neck", "colour": "Ink", "quantity": 2400, "sizes": [{ "size": "M", "quantity": 2400 }],
                  "stage": "materials", "health": "late", "slipDays": 6, "floatDays": -6,
                  "exFactory": { "baseline": "2027-01-05", "committed": "2027-01-05", "forecast": "2027-01-11", "actual": null,
                    "earliest": "2027-01-07", "latest": "2027-01-18", "outcomes": 23, "noRange": null, "vendorsLeft": null, "foresight": null },
                  "cancel": "2027-01-20", "heardAt": "2026-11-20T09:14:00Z", "cause": "overbooked line",
                  "milestones": [
                    { "code": "A26", "name": "Cutting start (PCD)", "role": "Vendor", "home": "line", "baseline": "2026-12-05", "committed": "2026-12-05",
                      "forecast": "2026-12-13", "actual": null, "latest": "2026-12-07", "health": "critical", "driving": true,
                      "heard": { "source": "FWD-ACME", "heardAt": "2026-11-20T09:14:02Z", "reason": "FA-CAP", "note": "started with one line", "date": "2026-12-13" },
                      "due": "2026-12-05", "colours": [] } ],
                  "calendar": { "template": "HALDEN-APPAREL", "templateVersion": 1, "workingCalendar": "BD", "attributes": [], "overrides": [
                    { "milestone": "A21", "kind": "lags", "lags": [{ "milestone": "A19", "minDays": 9 }], "extra": null, "reason": "knitted to order" }] } } ] }
            """,
        ["ListStyles"] =
            """
            { "items": [
              { "id": "ST-204", "v": 40117, "number": "ST-204", "name": "Crew neck", "brand": "HALDEN", "category": "apparel", "season": "SS27", "gender": "Women",
                "articleType": "T-shirt", "colours": ["Ink"], "targetExFactory": "2027-01-05", "health": "ontrack", "version": 9,
                "stage": "adopted" } ],
              "total": 1, "next": null }
            """,
        ["ReadStyle"] =
            """
            { "id": "ST-204", "v": 40117, "number": "ST-204", "name": "Crew neck", "brand": "HALDEN", "category": "apparel", "season": "SS27", "gender": "Women",
              "articleType": "T-shirt", "colours": ["Ink"], "targetExFactory": "2027-01-05", "attributes": [{ "attribute": "printed", "value": "no" }], "health": "ontrack", "version": 9,
              "standing": { "stage": "adopted", "orders": "ordered", "profile": 2,
                "holds": [{ "milestone": "A11", "name": "Final cost signed (target vs quote, MOQ met)", "role": "Costing / sourcing", "due": "2026-09-09", "forecast": "2026-09-14" }],
                "waivers": [{ "milestone": "A07", "name": "Strike-offs / artwork approved", "reason": "plain style: no artwork", "by": "noor.rahim", "confirmedBy": "clara.voss", "at": "2026-08-20T08:00:00Z" }],
                "proposals": [], "acts": [{ "act": "waive", "why": null }, { "act": "advance", "why": "Adopted does not close while open: Final cost signed (target vs quote, MOQ met)." }],
                "completeness": { "percent": 90, "missing": ["techPack"] } },
              "spec": { "material": "Organic cotton jersey 180 g", "composition": "100 % cotton", "sizeRange": "XS to XXL", "techPack": null },
              "milestones": [
                { "code": "A12", "name": "Fit sample approved", "role": "Technical design", "home": "style", "baseline": "2026-09-17", "committed": "2026-09-17",
                  "forecast": "2026-09-16", "actual": "2026-09-16", "latest": "2026-09-24", "health": "done", "driving": false,
                  "heard": { "source": "PLM", "heardAt": "2026-09-16T15:02:10Z", "reason": null, "note": null, "date": "2026-09-16" }, "due": "2026-09-17", "colours": [] } ],
              "calendar": { "template": "HALDEN-APPAREL", "templateVersion": 1, "workingCalendar": "unknown", "attributes": [], "overrides": [] } }
            """,
        ["ListVendors"] = $$"""{ "items": [{{Vendor}}], "total": 1, "next": null }""",
        ["ReadVendor"] = Vendor,
        ["ReadVendorHistory"] =
            """
            { "vendor": "V-17", "version": 4, "day": "2026-11-20", "categories": [{ "category": "apparel", "version": 19, "day": "2026-11-20" }],
              "items": [
                { "template": "APPAREL", "category": "apparel", "milestone": "A21", "name": "Bulk fabric in-house", "role": "Vendor", "side": "material",
                  "after": "A20", "templateDays": 5, "usualDays": 6, "earlyDays": -1, "lateDays": 14, "outcomes": 23, "categoryOutcomes": 512,
                  "basis": "vendor" } ] }
            """,
        ["ListPeople"] =
            """
            { "items": [
              { "id": "ana", "name": "Ana Silva", "role": "assistant", "initials": "AS", "brands": ["HALDEN"], "categories": ["apparel"],
                "functions": ["colour", "technicaldesign"], "version": 3, "mayAssign": false, "hasLeft": false, "mayKeep": false } ],
              "current": "ana", "may": ["tailor-calendars"], "functions": ["merchandising", "design", "technicaldesign", "colour", "quality", "lab"] }
            """,
        ["GetBoard"] =
            """
            { "topic": "board:HALDEN:apparel", "kind": "snapshot", "from": 0, "to": 48212, "committedAt": "2026-11-20T09:14:02.118Z",
              "rows": [
                { "id": "PO-1001/1", "v": 48212, "po": "PO-1001", "line": 1, "poHealth": "late", "brand": "HALDEN", "category": "apparel", "vendor": "V-17",
                  "vendorName": "Dhaka Shirts", "country": "BD", "season": "SS27", "style": "ST-204", "styleName": "Crew neck", "colour": "Ink", "quantity": 2400,
                  "stage": "materials", "health": "late", "slipDays": 6, "floatDays": -6, "baseline": "2027-01-05", "committed": "2027-01-05",
                  "forecast": "2027-01-11", "earliest": "2027-01-07", "latest": "2027-01-18", "cancel": "2027-01-20",
                  "next": { "code": "A19", "name": "Bulk lot / shade band approved", "role": "Colour", "due": "2026-11-16", "forecast": "2026-11-20" },
                  "cause": "overbooked line", "heardAt": "2026-11-20T09:14:00Z" } ],
              "gone": [],
              "totals": { "lines": 1, "purchaseOrders": 1, "quantity": 2400,
                "health": { "ontrack": 0, "risk": 0, "late": 1, "critical": 0, "blocked": 0, "done": 0, "stale": 0, "plan": 0 } } }
            """,
        ["GetBoardChanges"] =
            """
            { "topic": "board:HALDEN:apparel",
              "from": { "position": 47102, "committedAt": "2026-11-17T08:59:41.201Z", "totals": { "lines": 1, "purchaseOrders": 1, "quantity": 2400,
                "health": { "ontrack": 1, "risk": 0, "late": 0, "critical": 0, "blocked": 0, "done": 0, "stale": 0, "plan": 0 } } },
              "to": { "position": 48212, "committedAt": "2026-11-20T09:14:02.118Z", "totals": { "lines": 1, "purchaseOrders": 1, "quantity": 2400,
                "health": { "ontrack": 0, "risk": 0, "late": 1, "critical": 0, "blocked": 0, "done": 0, "stale": 0, "plan": 0 } } },
              "entered": [], "left": [],
              "changed": [
                { "id": "PO-1001/1", "row": { "id": "PO-1001/1", "v": 48212, "po": "PO-1001", "line": 1, "health": "late", "forecast": "2027-01-11" },
                  "fields": [
                    { "field": "health", "before": "ontrack", "after": "late" },
                    { "field": "forecast", "before": "2027-01-05", "after": "2027-01-11" } ] } ] }
            """,
        ["ImportFile"] =
            """
            { "mapping": "acme-orders", "lines": 3, "created": 2, "changed": 0, "unchanged": 0, "refused": 1,
              "rows": [
                { "row": 4, "column": "Pieces", "value": "twelve", "expected": "a whole number", "problem": "wrong-type", "outcome": "refused" } ],
              "rowsTotal": 1, "absent": [{ "column": "Ship mode", "value": "N/A", "lines": 2 }], "ignoredColumns": ["Remarks"] }
            """,
        ["ListMappings"] =
            """{ "items": [{ "name": "scms", "kind": "purchase-orders", "title": "Delivery history of medical goods, 2006 to 2012" }] }""",
        ["IsLive"] = """{ "status": "live" }""",
        ["IsReady"] = """{ "status": "ready" }""",
    };

    public static Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        if (operation.OperationId == "PostEvents" && operation.RequestBody?.Content is { } sent)
        {
            if (sent.TryGetValue("application/json", out var json))
                json.Example = new JsonArray(JsonNode.Parse(StatusEvent));
            if (sent.TryGetValue("application/x-ndjson", out var lines))
                lines.Example = JsonValue.Create(JsonNode.Parse(StatusEvent)!.ToJsonString() + "\n");
        }

        if (operation.OperationId is { } name && Find(name, ApprovalExamples.Bodies, WorkQueueExamples.Bodies, ConversationExamples.Bodies, LineReviewExamples.Bodies, ShipmentExamples.Bodies, AlertExamples.Bodies, ViewExamples.Bodies, WallExamples.Bodies, PartnerExamples.Bodies, StaffExamples.Bodies, CalendarExamples.Bodies, WhatIfExamples.Bodies, BulkExamples.Bodies, ChaseExamples.Bodies, OrderLifeExamples.Bodies, StyleLifeExamples.Bodies, DiscrepancyExamples.Bodies, DcsaExamples.Bodies) is { } asked
            && operation.RequestBody?.Content?.TryGetValue("application/json", out var taken) == true)
            taken.Example = JsonNode.Parse(asked);
        if (operation.OperationId is { } id && Find(id, Answers, ApprovalExamples.Answers, ConversationExamples.Answers, LineReviewExamples.Answers, ShipmentExamples.Answers, AlertExamples.Answers, ViewExamples.Answers, WallExamples.Answers, PartnerExamples.Answers, StaffExamples.Answers, CalendarExamples.Answers, WhatIfExamples.Answers, BulkExamples.Answers, ChaseExamples.Answers, OrderLifeExamples.Answers, StyleLifeExamples.Answers, WorkQueueExamples.Answers, DiscrepancyExamples.Answers, FigureExamples.Answers, EdiExamples.Answers, DcsaExamples.Answers) is { } answer
            && operation.Responses?.TryGetValue("200", out var ok) == true && ok.Content?.TryGetValue("application/json", out var body) == true)
            body.Example = JsonNode.Parse(answer);
        if (operation.OperationId == "ReadAttachment" && operation.Responses?["200"].Content?["application/octet-stream"] is { } file)
            file.Example = JsonValue.Create("the bytes of the file");
        if (operation.OperationId == "WriteSheet" && operation.Responses?["200"].Content?["text/csv"] is { } sheet)
            sheet.Example = JsonValue.Create("PO,Line,Forecast\r\nPO-1001,1,2026-12-28\r\n");
        return Task.CompletedTask;
    }

    private static string? Find(string operation, params ReadOnlySpan<Dictionary<string, string>> examples)
    {
        foreach (var some in examples)
            if (some.TryGetValue(operation, out var example))
                return example;
        return null;
    }
}
