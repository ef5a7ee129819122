namespace Selvedge.Gateway.Docs;

/// <summary>Examples of the comments' operations: the same for orders, styles and approvals.</summary>
internal static class ConversationExamples
{
    private const string Written = """{ "status": "accepted", "version": 5, "position": 48230 }""";

    private const string Edit = """{ "text": "@Rafiq Islam when do the zips reach the factory?", "mentions": ["rafiq.islam"] }""";

    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["CommentOnPurchaseOrder"] =
            """
            { "text": "@Rafiq Islam when do the zips come?", "visibility": "public", "mentions": ["rafiq.islam"], "line": 1, "milestone": "A22", "read": 4 }
            """,
        ["CommentOnStyle"] = """{ "text": "The mill is cheaper, keep it in the race", "visibility": "brand", "milestone": "A06" }""",
        ["CommentOnApproval"] = """{ "text": "We decide on Thursday with the buyer", "round": 2 }""",
        ["EditCommentOnPurchaseOrder"] = Edit,
        ["EditCommentOnStyle"] = Edit,
        ["EditCommentOnApproval"] = Edit,
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ListCommentsOnPurchaseOrder"] = Page("\"line\": 1, \"milestone\": \"A22\", \"round\": null"),
        ["ListCommentsOnStyle"] = Page("\"line\": null, \"milestone\": \"A06\", \"round\": null"),
        ["ListCommentsOnApproval"] = Page("\"line\": null, \"milestone\": null, \"round\": 2"),
        ["CommentOnPurchaseOrder"] = Written,
        ["CommentOnStyle"] = Written,
        ["CommentOnApproval"] = Written,
        ["EditCommentOnPurchaseOrder"] = Written,
        ["EditCommentOnStyle"] = Written,
        ["EditCommentOnApproval"] = Written,
        ["RetractCommentOnPurchaseOrder"] = Written,
        ["RetractCommentOnStyle"] = Written,
        ["RetractCommentOnApproval"] = Written,
        ["AcknowledgeCommentOnPurchaseOrder"] = Written,
        ["AcknowledgeCommentOnStyle"] = Written,
        ["AcknowledgeCommentOnApproval"] = Written,
    };

    private static string Page(string about) =>
        $$"""
        { "items": [
          { "id": "4", "at": "2026-11-20T09:14:00Z", "by": "noor.rahim", "byName": "Noor Rahim", "side": "brand", "visibility": "public",
            "text": "@Rafiq Islam when do the zips come?", "mentions": [{ "id": "rafiq.islam", "name": "Rafiq Islam" }], {{about}},
            "editedAt": null, "retractedAt": null, "editableUntil": "2026-11-20T09:29:00Z", "retractable": true, "asks": false } ],
          "total": 1, "next": null, "version": 5, "may": ["public", "brand"],
          "people": [{ "id": "rafiq.islam", "name": "Rafiq Islam", "role": "vendor", "reads": ["public", "vendor"] }] }
        """;
}
