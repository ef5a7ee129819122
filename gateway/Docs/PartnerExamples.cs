namespace Selvedge.Gateway.Docs;

/// <summary>Examples of partners and their keys, by operation.</summary>
internal static class PartnerExamples
{
    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["RecordPartner"] = """{ "name": "Acme Forwarding", "brands": ["HALDEN"], "vendors": [], "scopes": ["read", "report", "webhooks"], "sources": ["FWD-ACME"], "hiddenFields": ["price"] }""",
        ["IssueKey"] = """{ "label": "night upload", "scopes": ["report"] }""",
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
        ["ReadRequests"] =
            """
            { "items": [
              { "number": 712, "at": "2026-11-20T09:14:02.118Z", "key": "5c1f2a9d04be", "method": "POST", "path": "/api/v1/events", "status": 200,
                "verdict": "498 accepted, 2 refused", "traceId": "4bf92f3577b34da6a3ce929d0e0e4736" } ], "next": null }
            """,
    };
}
