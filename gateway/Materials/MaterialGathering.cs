using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Approvals;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Materials;

/// <summary>Materials out of the rows in memory, as one person sees them. Made for one request; not thread-safe.</summary>
internal sealed class MaterialGathering(Rows rows, Rights rights, DateOnly today)
{
    private readonly Sight sight = new(rows, rights);

    /// <summary>One material. Names that differ in case alone are one.</summary>
    internal sealed class Material(string name)
    {
        public string Name => name;

        public List<StyleRow> Styles { get; } = [];

        public List<(PurchaseOrderRow Order, LineRow Line)> Lines { get; } = [];

        public SortedSet<string> Mills { get; } = new(StringComparer.Ordinal);

        public int Open { get; set; }

        public int Overdue { get; set; }

        public int Rejected { get; set; }
    }

    /// <summary>Styles, and lines, that are shown of one material at most.</summary>
    public const int ShownAtMost = 200;

    /// <summary>In one pass over all rows; in no sequence.</summary>
    /// <param name="counts">Whether a style, and what belongs to it, is counted.</param>
    public IReadOnlyCollection<Material> All(Func<StyleRow, bool> counts)
    {
        var (materials, ofStyle) = OfStyles(counts);
        CountApprovals(ofStyle);
        foreach (var entry in rows.PurchaseOrders)
            TakeLines(entry.Row, ofStyle);
        return materials;
    }

    /// <summary>One by its name, by way of the orders of its styles alone; null where they see no style of it.</summary>
    public Material? Find(string name)
    {
        var (materials, ofStyle) = OfStyles(style => string.Equals(style.Material, name, StringComparison.OrdinalIgnoreCase));
        CountApprovals(ofStyle);
        foreach (var number in ofStyle.Keys.SelectMany(rows.OrdersOf).ToHashSet(StringComparer.Ordinal))
            if (rows.TryGetPurchaseOrder(number, out var order))
                TakeLines(order.Row, ofStyle);
        return materials.SingleOrDefault();
    }

    private (IReadOnlyCollection<Material> Materials, Dictionary<string, Material> OfStyle) OfStyles(Func<StyleRow, bool> counts)
    {
        var materials = new Dictionary<string, Material>(StringComparer.OrdinalIgnoreCase);
        var ofStyle = new Dictionary<string, Material>(StringComparer.Ordinal);
        foreach (var entry in rows.Styles)
        {
            if (entry.Row is not { Material: { } name, Number: var number } || !counts(entry.Row) || !sight.SeesStyle(number))
                continue;
            if (!materials.TryGetValue(name, out var material))
                materials[name] = material = new Material(name);
            material.Styles.Add(entry.Row);
            ofStyle[number] = material;
        }

        return (materials.Values, ofStyle);
    }

    private void CountApprovals(Dictionary<string, Material> ofStyle)
    {
        if (ofStyle.Count == 0)
            return;
        foreach (var entry in rows.Approvals)
            if (entry.Row.Subject.Style is { } style && ofStyle.TryGetValue(style, out var material) && IsOfMaterial(entry.Row) && sight.SeesApproval(entry.Row))
                Count(entry.Row, material);
    }

    private void TakeLines(PurchaseOrderRow order, Dictionary<string, Material> ofStyle)
    {
        if (!order.Open || !sight.Sees(order))
            return;
        foreach (var line in order.Lines)
            if (line is { Style: { } style, Stage: < Stage.Cutting, Health: not Health.Done, Quantity: > 0 } && ofStyle.TryGetValue(style, out var material))
                material.Lines.Add((order, line));
    }

    public MaterialSummary Summary(Material material) => new(
        material.Name, material.Styles.Count, [.. material.Styles.Select(s => s.Category).Distinct().Order(StringComparer.Ordinal)],
        [.. material.Mills.Select(mill => new MillName(mill, rows.VendorName(mill)))], material.Open, material.Overdue, material.Rejected,
        material.Lines.Select(l => l.Order.Number).Distinct().Count(), material.Lines.Count, UnitsOf(material));

    /// <summary>Pieces or pairs that wait on it; null for who may not see quantities.</summary>
    public long? UnitsOf(Material material) => rights.MaySeeField("quantity") ? material.Lines.Sum(l => (long)l.Line.Quantity) : null;

    public MaterialDetail Detail(Material material) => new(
        material.Name, Summary(material),
        [
            .. material.Styles.OrderBy(s => s.Number, StringComparer.Ordinal).Take(ShownAtMost)
                .Select(s => new MaterialStyle(s.Number, s.Name, s.Brand, s.Category, s.Season, s.Stage, s.Colours)),
        ],
        [
            .. material.Lines.OrderBy(l => l.Line.Forecast ?? DateOnly.MaxValue).ThenBy(l => l.Order.Number, StringComparer.Ordinal).ThenBy(l => l.Line.Number).Take(ShownAtMost).Select(l => new MaterialLine(
                l.Order.Number, l.Line.Number, l.Line.Style!, rows.TryGetStyle(l.Line.Style!, out var style) ? style.Row.Name : l.Line.Style!, l.Line.Colour, l.Order.Category, l.Order.Vendor, rows.VendorName(l.Order.Vendor), l.Line.Stage, l.Line.Health,
                l.Line.Committed, l.Line.Forecast, rights.MaySeeField("quantity") ? l.Line.Quantity : null)),
        ]);

    private static bool IsOfMaterial(ApprovalRow approval) => ApprovalTypes.Find(approval.Subject.Type)?.Submitter == Side.Material;

    private void Count(ApprovalRow approval, Material material)
    {
        if ((approval.Mill ?? approval.Subject.Mill) is { } mill)
            material.Mills.Add(mill);
        if (!approval.Status.IsOpen())
            return;
        material.Open++;
        material.Rejected += approval.IsRejected ? 1 : 0;
        material.Overdue += ApprovalSummary.GroupOf(approval, today) == DueGroup.Overdue ? 1 : 0;
    }
}

/// <summary>One material in a list.</summary>
/// <param name="Mills">Who was named to make it.</param>
/// <param name="Approvals">That are open, of its lab dips, strike-offs, bulk lots and the like; as are the next two.</param>
/// <param name="Rejected">Whose last submission was sent back.</param>
/// <param name="PurchaseOrders">Open ones with lines that wait on it: that are not cut yet.</param>
/// <param name="Lines">These lines.</param>
/// <param name="Units">Pieces or pairs on these lines; null for who may not see quantities.</param>
public sealed record MaterialSummary(
    string Name, int Styles, ImmutableArray<string> Categories, ImmutableArray<MillName> Mills, int Approvals, int Overdue, int Rejected, int PurchaseOrders, int Lines, long? Units);

/// <param name="Code">Of a vendor, or the name itself.</param>
public sealed record MillName(string Code, string Name);

/// <summary>One material whole.</summary>
/// <param name="Styles">That are made of it: the first, by number.</param>
/// <param name="Lines">Of open orders that wait on it: the first, those before that leave first.</param>
public sealed record MaterialDetail(string Name, MaterialSummary Counts, ImmutableArray<MaterialStyle> Styles, ImmutableArray<MaterialLine> Lines);

public sealed record MaterialStyle(
    string Number, string Name, string Brand, string Category, string Season, StyleStage Stage, ImmutableArray<string> Colours);

public sealed record MaterialLine(
    string PurchaseOrder, int Line, string Style, string StyleName, string Colour, string Category, string Vendor, string VendorName, Stage Stage, Health Health,
    DateOnly? Committed, DateOnly? Forecast, int? Quantity);
