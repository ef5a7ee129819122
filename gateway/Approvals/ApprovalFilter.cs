using System.Collections.Immutable;
using System.Text.Json;
using Selvedge.Domain.Approvals;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Approvals;

/// <summary>Which approvals are asked for.</summary>
internal sealed record ApprovalFilter(
    string State, ImmutableHashSet<string> Due, ImmutableHashSet<string> Statuses, ImmutableHashSet<string> Types, ImmutableHashSet<string> Styles,
    ImmutableHashSet<string> Orders, ImmutableHashSet<string> Brands, ImmutableHashSet<string> Categories, ImmutableHashSet<string> Seasons,
    ImmutableHashSet<string> Vendors, ImmutableHashSet<string> Reviewers, ImmutableHashSet<string> Mills, string? Material, string? Mentioning)
{
    public static readonly string[] Names =
    [
        "state", "due", "status", "type", "style", "purchaseOrder", "brand", "category", "season", "vendor", "reviewer", "mill", "material", "q", "sort", "limit", "cursor",
    ];

    private static readonly string[] DueWords = [.. Enum.GetValues<DueGroup>().Where(g => g != DueGroup.Closed).Select(WordOf)];
    private static readonly string[] StatusWords = [.. Enum.GetValues<ApprovalStatus>().Where(s => s != ApprovalStatus.RejectedResubmit).Select(WordOf)];
    private static readonly string[] TypeWords = [.. ApprovalTypes.All.Select(t => t.Code)];

    public static ApprovalFilter Of(Parameters parameters) => new(
        parameters.Choice("state", "open", "planned", "closed", "all"), parameters.Choices("due", DueWords), parameters.Choices("status", StatusWords),
        parameters.Choices("type", TypeWords), parameters.Texts("style"), parameters.Texts("purchaseOrder"), parameters.Texts("brand"),
        parameters.Choices("category", Words.Categories), parameters.Texts("season"), parameters.Texts("vendor"), parameters.Texts("reviewer"),
        parameters.Texts("mill"), parameters.Text("material"), parameters.Text("q"));

    public bool LetsThrough(ApprovalEntry entry, Rows rows, DateOnly today)
    {
        var approval = entry.Row;
        return (State == "all" || State == StateOf(approval))
            && Statuses.Allows(WordOf(approval.Status)) && Types.Allows(approval.Subject.Type) && Styles.Allows(approval.Subject.Style)
            && Orders.Allows(approval.Subject.PurchaseOrder) && Brands.Allows(approval.Brand) && Categories.Allows(approval.Category)
            && Seasons.Allows(approval.Season) && Vendors.Allows(approval.Vendor) && Reviewers.Allows(approval.Reviewer)
            && Mills.Allows(approval.Mill ?? approval.Subject.Mill)
            && (Material is null || string.Equals(ApprovalSummary.MaterialOf(approval, rows), Material, StringComparison.OrdinalIgnoreCase))
            && (Due.IsEmpty || Due.Contains(WordOf(ApprovalSummary.GroupOf(approval, today))))
            && (Mentioning is null || Mentions(approval, rows, Mentioning));
    }

    private static string StateOf(ApprovalRow approval) => !approval.Status.IsOpen() ? "closed"
        : approval.IsListed ? "open"
        : "planned";

    private static bool Mentions(ApprovalRow approval, Rows rows, string words) =>
        Has(approval.Subject.Style, words) || Has(approval.Subject.PurchaseOrder, words) || Has(approval.Subject.Colour, words)
        || Has(approval.Vendor, words) || approval.Vendor is { } vendor && Has(rows.VendorName(vendor), words)
        || approval.Subject.Style is { } style && rows.TryGetStyle(style, out var known) && Has(known.Row.Name, words)
        || Has(ApprovalTypes.Find(approval.Subject.Type)?.Name, words);

    private static bool Has(string? text, string words) => text?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    private static string WordOf<T>(T one) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(one.ToString());
}
