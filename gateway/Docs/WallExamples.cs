namespace Selvedge.Gateway.Docs;

/// <summary>Examples of the operations on walls.</summary>
internal static class WallExamples
{
    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["MakeWallLink"] = """{ "name": "Sourcing floor, Dhaka", "screens": ["overview", "apparel"], "brands": ["HALDEN"], "expires": "2027-03-31" }""",
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ReadWall"] = """{ "name": "Sourcing floor, Dhaka", "screens": ["overview", "apparel"], "expiresAt": "2027-04-01T00:00:00Z" }""",
        ["ListWallLinks"] =
            """
            { "items": [
              { "id": "WL-4f0c2a9be1d7", "name": "Sourcing floor, Dhaka", "screens": ["overview", "apparel"], "brands": ["HALDEN"], "categories": [],
                "expiresAt": "2027-04-01T00:00:00Z", "standing": "shows", "by": "clara.voss", "byName": "Clara Voss", "madeAt": "2026-11-20T09:14:02Z",
                "endedAt": null, "withdrawnByName": null } ],
              "total": 1, "next": null }
            """,
        ["MakeWallLink"] = """{ "id": "WL-4f0c2a9be1d7", "token": null, "status": "duplicate", "version": 1, "position": 48240 }""",
        ["WithdrawWallLink"] = """{ "status": "accepted", "version": 2, "position": 48241 }""",
    };
}
