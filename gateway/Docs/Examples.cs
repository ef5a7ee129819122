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
          "classifier": "ACT", "date": "2026-11-20", "reason": "FA-CAP", "note": "started with one line" }
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
                "by": { "actor": "manager", "source": "FWD-ACME" } } ],
              "total": 17, "next": null }
            """,
        ["ExplainLine"] =
            """
            { "slipDays": 6, "floatAbsorbedDays": 2, "causes": [
              { "code": "FA-CAP", "side": "factory", "days": 8, "text": "overbooked line", "milestone": "A26", "event": 48211 } ] }
            """,
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

        if (operation.OperationId is { } id && Answers.TryGetValue(id, out var answer)
            && operation.Responses?.TryGetValue("200", out var ok) == true && ok.Content?.TryGetValue("application/json", out var body) == true)
            body.Example = JsonNode.Parse(answer);
        return Task.CompletedTask;
    }
}
