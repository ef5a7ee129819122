using System.Text.Json.Nodes;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>Status events as a partner writes them.</summary>
internal static class Said
{
    public static JsonObject OfLine(
        string eventId, string order, string milestone, string date, string classifier = "EST", int line = 1, string? reason = null, string updatedAt = "2026-11-20T08:00:00Z")
    {
        var said = Of(eventId, milestone, date, classifier, updatedAt);
        said["purchaseOrder"] = order;
        said["line"] = line;
        if (reason is not null)
            said["reason"] = reason;
        return said;
    }

    public static JsonObject OfStyle(string eventId, string style, string milestone, string date, string classifier = "EST")
    {
        var said = Of(eventId, milestone, date, classifier, "2026-11-20T08:00:00Z");
        said["style"] = style;
        return said;
    }

    /// <summary>Takes back what was said under this id.</summary>
    public static JsonObject Retraction(string eventId, string order, string updatedAt) => new()
    {
        ["source"] = "FWD-ACME", ["eventId"] = eventId, ["eventUpdatedAt"] = updatedAt, ["retracted"] = true, ["purchaseOrder"] = order, ["type"] = "milestone",
    };

    private static JsonObject Of(string eventId, string milestone, string date, string classifier, string updatedAt) => new()
    {
        ["source"] = "FWD-ACME", ["eventId"] = eventId, ["eventUpdatedAt"] = updatedAt,
        ["type"] = "milestone", ["milestone"] = milestone, ["classifier"] = classifier, ["date"] = date,
    };
}
