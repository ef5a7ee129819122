namespace Selvedge.Gateway.Docs;

/// <summary>Examples of who is let in.</summary>
internal static class StaffExamples
{
    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["LetPersonIn"] =
            """
            { "name": "Noor Rahim", "role": "assistant", "brands": ["HALDEN"], "categories": ["apparel"], "vendors": [], "hiddenFields": ["price"],
              "signInName": "n.rahim@halden.example", "hasLeft": false }
            """,
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ReadPerson"] =
            """
            { "id": "noor.rahim", "name": "Noor Rahim", "role": "assistant", "side": "brand", "brands": ["HALDEN"], "categories": ["apparel"], "vendors": [],
              "hiddenFields": ["price"], "signInName": "n.rahim@halden.example", "hasLeft": false, "version": 2 }
            """,
        ["LetPersonIn"] = """{ "status": "accepted", "version": 2, "position": 48320 }""",
        ["ReadPersonHistory"] =
            """
            { "id": "noor.rahim", "items": [
              { "version": 2, "at": "2026-11-20T09:14:02Z", "by": "clara.voss", "byName": "Clara Voss", "kind": "revised",
                "changes": [{ "field": "hiddenFields", "before": "", "after": "price" }] } ] }
            """,
    };
}
