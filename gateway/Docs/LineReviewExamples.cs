namespace Selvedge.Gateway.Docs;

/// <summary>Examples of the line reviews' operations.</summary>
internal static class LineReviewExamples
{
    private const string Written = """{ "status": "accepted", "version": 5, "position": 48230 }""";

    private const string Opened = """{ "id": "LR-4f0c2a9be1d7", "status": "accepted", "version": 1, "position": 48231 }""";

    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["OpenLineReview"] = """{ "title": "SS27 jersey", "brand": "HALDEN", "season": "SS27", "category": "apparel", "date": "2026-11-20", "styles": ["ST-204", "ST-205"] }""",
        ["DecideOnStyle"] = """{ "style": "ST-204", "outcome": "revise", "note": "collar 3 mm lower, show both" }""",
        ["CloseLineReview"] = """{ "leaveUndecided": false }""",
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ListLineReviews"] =
            """
            { "items": [
              { "id": "LR-4f0c2a9be1d7", "title": "SS27 jersey", "brand": "HALDEN", "season": "SS27", "category": "apparel", "date": "2026-11-20", "open": true,
                "styles": 24, "adopted": 9, "dropped": 2, "revised": 3, "by": "clara.voss", "byName": "Clara Voss", "openedAt": "2026-11-20T08:00:00Z", "closedAt": null } ],
              "total": 1, "next": null }
            """,
        ["OpenLineReview"] = Opened,
        ["ReadLineReview"] =
            """
            { "id": "LR-4f0c2a9be1d7", "version": 15, "title": "SS27 jersey", "brand": "HALDEN", "season": "SS27", "category": "apparel", "date": "2026-11-20",
              "open": false, "by": "clara.voss", "byName": "Clara Voss", "openedAt": "2026-11-20T08:00:00Z", "closedByName": "Clara Voss",
              "closedAt": "2026-11-20T11:30:00Z", "styles": [
                { "style": "ST-204", "name": "Crew neck", "colours": ["Ink", "Moss"], "articleType": "Sweatshirts", "targetExFactory": "2027-03-20",
                  "outcome": "revise", "note": "collar 3 mm lower, show both", "byName": "Clara Voss", "at": "2026-11-20T08:12:00Z", "carried": true,
                  "acknowledgedByName": null, "sample": { "status": "requested", "round": 2, "location": "Sample room, rail 4" } } ],
              "carried": 1, "mayDecide": true }
            """,
        ["DecideOnStyle"] = Written,
        ["CloseLineReview"] = Written,
        ["AcknowledgeStyleDecision"] = Written,
    };
}
