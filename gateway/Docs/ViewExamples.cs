namespace Selvedge.Gateway.Docs;

/// <summary>Examples of saved views, by operation.</summary>
internal static class ViewExamples
{
    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["WriteSheet"] = """{ "format": "csv", "name": "Late at Halden", "columns": ["PO", "Line", "Forecast"], "rows": [["PO-1001", 1, { "day": "2026-12-28" }]] }""",
        ["KeepView"] = """{ "name": "Late at Halden", "query": "?brand=HALDEN&health=late,critical" }""",
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ListViews"] =
            """
            { "shelves": [
              { "shelf": "mine", "own": false, "mayKeep": true, "views": [{ "id": "0197f6a0c1d4", "name": "Late at Halden", "query": "?brand=HALDEN&health=late,critical", "version": 2 }] },
              { "shelf": "team", "own": false, "mayKeep": true, "views": [] },
              { "shelf": "assistant", "own": true, "mayKeep": false, "views": [] } ] }
            """,
        ["KeepView"] = """{ "status": "accepted", "version": 3, "position": 48310 }""",
        ["DropView"] = """{ "status": "accepted", "version": 4, "position": 48311 }""",
    };
}
