using Selvedge.Domain.Approvals;

namespace Selvedge.Gateway.Boards;

/// <summary>Which approvals must be looked at again when an order or a style changes. For one caller at a time.</summary>
internal sealed class ApprovalIndex
{
    private readonly Dictionary<string, HashSet<string>> byOrder = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> byStyle = new(StringComparer.Ordinal);

    public void Add(ApprovalSubject subject)
    {
        if (subject.PurchaseOrder is { } order)
            Link(byOrder, order, subject.Id);
        if (subject.Style is { } style)
            Link(byStyle, style, subject.Id);
    }

    public IEnumerable<string> OfStyle(string style) => byStyle.GetValueOrDefault(style) ?? [];

    /// <summary>Those of the order's lines, and those of the styles that the lines are or were of.</summary>
    public IEnumerable<string> Of(OrderChange change) =>
        new[] { change.Before, change.After }.OfType<BoardOrder>().SelectMany(order => order.Lines).Select(line => line.Style).OfType<string>()
            .Distinct().SelectMany(OfStyle).Concat(byOrder.GetValueOrDefault(change.Number) ?? []).Distinct();

    private static void Link(Dictionary<string, HashSet<string>> index, string key, string id)
    {
        if (!index.TryGetValue(key, out var ids))
            index[key] = ids = new HashSet<string>(StringComparer.Ordinal);
        ids.Add(id);
    }
}
