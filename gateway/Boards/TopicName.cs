using System.Diagnostics.CodeAnalysis;
using Selvedge.Gateway.Security;
using Selvedge.Domain;
using Selvedge.Domain.Walls;

namespace Selvedge.Gateway.Boards;

internal enum TopicKind
{
    Overview,
    Board,
    Vendor,
    PurchaseOrder,
    Style,
    Approvals,
    Alerts,
}

/// <summary>
/// What can be followed: <c>overview</c>, <c>board:{brand}:{category}</c>, <c>vendor:{code}</c>, <c>po:{number}</c>,
/// <c>style:{number}</c>, <c>approvals:{brand}:{category}</c>, <c>alerts:{person}</c>.
/// </summary>
/// <param name="Id">Brand of a board or of approvals, where <c>*</c> is all brands the reader may see; person whose alerts they are; code or number of the others.</param>
/// <param name="Category">Of a board or of approvals; empty for the others.</param>
internal readonly record struct TopicName(TopicKind Kind, string Id, string Category)
{
    public const string AllBrands = "*";

    public static TopicName Overview { get; } = new(TopicKind.Overview, "", "");

    public static TopicName Board(string brand, string category) => new(TopicKind.Board, brand, category);

    public static TopicName Vendor(string code) => new(TopicKind.Vendor, code, "");

    public static TopicName PurchaseOrder(string number) => new(TopicKind.PurchaseOrder, number, "");

    public static TopicName Style(string number) => new(TopicKind.Style, number, "");

    public static TopicName Alerts(string person) => new(TopicKind.Alerts, person, "");

    public static TopicName Approvals(string brand, string category) => new(TopicKind.Approvals, brand, category);

    public static bool TryParse(string text, out TopicName name, [NotNullWhen(false)] out string? problem)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var id = colon < 0 ? "" : text[(colon + 1)..];
        TopicName? parsed = (colon < 0 ? text : text[..colon]) switch
        {
            "overview" when colon < 0 => Overview,
            "board" when id.LastIndexOf(':') is > 0 and var split && Categories.All.Contains(id[(split + 1)..]) =>
                Board(id[..split], id[(split + 1)..]),
            "approvals" when id.LastIndexOf(':') is > 0 and var split && Categories.All.Contains(id[(split + 1)..]) =>
                Approvals(id[..split], id[(split + 1)..]),
            "alerts" when id.Length > 0 => Alerts(id),
            "vendor" when id.Length > 0 => Vendor(id),
            "po" when id.Length > 0 => PurchaseOrder(id),
            "style" when id.Length > 0 => Style(id),
            _ => null,
        };
        name = parsed ?? default;
        problem = parsed is null
            ? $"There is no topic '{text}': expected overview, board:{{brand}}:{{{string.Join('|', Categories.All)}}}, vendor:{{code}}, po:{{number}}, style:{{number}}, approvals:{{brand}}:{{category}} or alerts:{{person}}."
            : null;
        return parsed is not null;
    }

    /// <exception cref="TopicRefusedException">It is the name of none.</exception>
    public static TopicName Parse(string text) => TryParse(text, out var name, out var problem) ? name : throw new TopicRefusedException(problem);

    /// <summary>Whether it is for this person at all: what waits for somebody is their own to follow.</summary>
    public bool IsFor(CurrentPerson person) => Kind != TopicKind.Alerts || Id == person.Id;

    /// <summary>Whether there is such a topic for somebody of these rights.</summary>
    public bool MayBeSeen(Rights rights, Rows rows) => rights.MayOpen(Screen) && Kind switch
    {
        TopicKind.Overview => true,
        TopicKind.Board or TopicKind.Approvals => Id == AllBrands || rights.MaySeeBoard(Id, Category),
        TopicKind.Alerts => rights.MayChooseAlerts,
        TopicKind.Vendor => rights.MaySeeVendor(Id) && rows.TryGetVendor(Id, out _),
        TopicKind.PurchaseOrder => new Sight(rows, rights).SeesOrder(Id),
        _ => new Sight(rows, rights).SeesStyle(Id),
    };

    // As walls name what they show.
    private string? Screen => Kind switch
    {
        TopicKind.Overview => WallLink.Overview,
        TopicKind.Board => Category,
        _ => null,
    };

    public override string ToString() => Kind switch
    {
        TopicKind.Overview => "overview",
        TopicKind.Board => $"board:{Id}:{Category}",
        TopicKind.Vendor => $"vendor:{Id}",
        TopicKind.PurchaseOrder => $"po:{Id}",
        TopicKind.Alerts => $"alerts:{Id}",
        TopicKind.Approvals => $"approvals:{Id}:{Category}",
        _ => $"style:{Id}",
    };
}
