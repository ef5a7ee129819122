namespace Selvedge.Gateway.Docs;

/// <summary>Examples of partners and their keys, by operation.</summary>
internal static class PartnerExamples
{
    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["RecordPartner"] = """{ "name": "Acme Forwarding", "brands": ["HALDEN"], "vendors": [], "scopes": ["read", "report", "webhooks"], "sources": ["FWD-ACME"], "hiddenFields": ["price"] }""",
        ["IssueKey"] = """{ "label": "night upload", "scopes": ["report"] }""",
        ["AddWebhook"] = """{ "partner": "acme", "url": "https://hooks.acme.example/selvedge", "events": ["purchase-order.forecast-moved"] }""",
        ["ReplayWebhook"] = """{ "after": 48211, "until": 48320 }""",
    };

    private const string Partner =
        """
        { "id": "acme", "name": "Acme Forwarding", "brands": ["HALDEN"], "vendors": [], "scopes": ["read", "report", "webhooks"], "sources": ["FWD-ACME"],
          "hiddenFields": ["price"], "version": 2, "keys": [
            { "id": "5c1f2a9d04be", "label": "night upload", "ends": "x4Qe", "scopes": ["report"], "issuedBy": "clara.voss", "issuedAt": "2026-11-20T08:00:00Z",
              "lastUsedAt": "2026-11-20T09:14:02Z", "revokedBy": null, "revokedAt": null } ] }
        """;

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["GiveToken"] = """{ "access_token": "slt_mXf3v1q0bY2cJ6nS8eTz5uWkR7pLdAaHgVxN4oMiC9E", "token_type": "Bearer", "expires_in": 1800, "scope": "read report" }""",
        ["ListPartners"] = $$"""{ "items": [{{Partner}}], "total": 1, "next": null }""",
        ["ReadPartner"] = Partner,
        ["RecordPartner"] = """{ "status": "accepted", "version": 1, "position": 48312 }""",
        ["IssueKey"] = """{ "id": "5c1f2a9d04be", "key": "slk_7hQ2dK0vYwE5tZr8uXo3nBfJ1mCp6sLgAaHiVxN4x4Qe", "status": "accepted", "version": 2, "position": 48313 }""",
        ["RevokeKey"] = """{ "status": "accepted", "version": 3, "position": 48314 }""",
        ["ListWebhooks"] =
            """
            { "items": [
              { "id": "9f02b7c1d35a", "partner": "acme", "url": "https://hooks.acme.example/selvedge", "events": ["purchase-order.forecast-moved"], "createdBy": "partner/acme",
                "createdAt": "2026-11-20T08:00:00Z", "disabled": null, "disabledAt": null, "secretEndsAt": null, "waiting": 2, "givenUp": 0,
                "lastDeliveredAt": "2026-11-20T09:14:02.401Z" } ], "total": 1, "next": null }
            """,
        ["AddWebhook"] = """{ "id": "9f02b7c1d35a", "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "status": "accepted", "version": 3, "position": 48315 }""",
        ["DropWebhook"] = """{ "status": "accepted", "version": 6, "position": 48330 }""",
        ["RotateWebhookSecret"] = """{ "secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "status": "accepted", "version": 4, "position": 48316 }""",
        ["EnableWebhook"] = """{ "status": "accepted", "version": 5, "position": 48329 }""",
        ["ReadDeliveries"] =
            """
            { "items": [
              { "position": 48212, "id": "evt-48212", "subject": "purchase-order/PO-1001", "state": "waiting", "attempts": 2, "firstAt": "2026-11-20T09:14:02.301Z",
                "lastAt": "2026-11-20T09:14:07.602Z", "status": 503, "problem": "", "nextAt": "2026-11-20T09:19:21.114Z" } ], "next": null }
            """,
        ["ReplayWebhook"] = """{ "queued": 17, "next": null }""",
        ["TestWebhook"] = """{ "taken": true, "status": 204, "problem": "", "milliseconds": 84 }""",
        ["ReadRequests"] =
            """
            { "items": [
              { "number": 712, "at": "2026-11-20T09:14:02.118Z", "key": "5c1f2a9d04be", "method": "POST", "path": "/api/v1/events", "status": 200,
                "verdict": "498 accepted, 2 refused", "traceId": "4bf92f3577b34da6a3ce929d0e0e4736" } ], "next": null }
            """,
    };
}
