using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Journal;

namespace Selvedge.Gateway.Boards;

/// <summary>One open purchase order as boards show it.</summary>
/// <param name="Lines">In the order's order.</param>
/// <param name="IsAhead">Its row is newer than the position under which it is shown.</param>
internal sealed record BoardOrder(string Number, string Brand, string Category, string Vendor, ImmutableArray<BoardRow> Lines, bool IsAhead);

/// <summary>An order that came, changed or left the boards; null where it was not or is not on them.</summary>
/// <param name="Position">The journal position that did it.</param>
internal readonly record struct OrderChange(string Number, BoardOrder? Before, BoardOrder? After, long Position);

/// <summary>
/// The open orders joined with the names of their vendors and styles: what all boards are cut from. A line keeps its
/// very row while nothing of it changed, so that only what changed travels. For one caller at a time.
/// </summary>
internal sealed class OpenOrders(Rows rows)
{
    private readonly Dictionary<string, BoardOrder> open = new(StringComparer.Ordinal);

    // Who must be looked at again when a name changes. An order that moved to another vendor stays listed with the
    // old one: that costs a look, not an error.
    private readonly Dictionary<string, HashSet<string>> byVendor = new(StringComparer.Ordinal);

    public IEnumerable<BoardOrder> All => open.Values;

    /// <summary>Brings the orders up to the rows, and tells for each order that was looked at what it was and is.</summary>
    public void Apply(IReadOnlyCollection<StreamKey> changed, List<OrderChange> changes)
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stream in changed)
            if (stream.Kind == Kinds.PurchaseOrder)
                touched.Add(stream.Id);
            else if (stream.Kind == Kinds.Vendor && byVendor.TryGetValue(stream.Id, out var ofVendor))
                touched.UnionWith(ofVendor);
            else if (stream.Kind == Kinds.Style)
                touched.UnionWith(rows.OrdersOf(stream.Id));

        foreach (var number in touched)
            if (rows.TryGetPurchaseOrder(number, out var entry))
                changes.Add(Arrange(entry));
    }

    /// <summary>Lines of open orders that are of a style, those of one order together.</summary>
    public IEnumerable<(PurchaseOrderRow Order, LineRow Line)> LinesOf(string style)
    {
        foreach (var number in rows.OrdersOf(style))
            if (open.ContainsKey(number) && rows.TryGetPurchaseOrder(number, out var order))
                foreach (var line in order.Row.Lines)
                    if (line.Style == style)
                        yield return (order.Row, line);
    }

    private OrderChange Arrange(PurchaseOrderEntry entry)
    {
        var order = entry.Row;
        var before = open.GetValueOrDefault(order.Number);
        rows.TryGetVendor(order.Vendor, out var vendor);
        LinkToVendor(order);

        var position = Math.Max(entry.SeenAt, vendor?.SeenAt ?? 0);
        var lines = ImmutableArray.CreateBuilder<BoardRow>(order.Lines.Length);
        var isAhead = entry.IsAhead || vendor?.IsAhead == true;
        foreach (var line in order.Lines)
        {
            StyleEntry? style = null;
            if (line.Style is { } number)
                rows.TryGetStyle(number, out style);

            isAhead |= style?.IsAhead == true;
            var v = Math.Max(Math.Max(entry.SeenAt, vendor?.SeenAt ?? 0), style?.SeenAt ?? 0);
            position = Math.Max(position, v);
            // Compared under the same number; what was shown ahead of its position is numbered anew when that comes: see Rows.
            var shown = before is { IsAhead: false } ? before.Lines.FirstOrDefault(row => row.Line == line.Number) : null;
            var fresh = BoardRow.Of(order, line, shown?.V ?? v, vendor, style);
            lines.Add(shown is null ? fresh : fresh == shown ? shown : fresh with { V = v });
        }

        var after = order.Open
            ? new BoardOrder(order.Number, order.Brand, order.Category, order.Vendor, lines.MoveToImmutable(), isAhead)
            : null;
        if (after is null)
            open.Remove(order.Number);
        else
            open[order.Number] = after;
        return new OrderChange(order.Number, before, after, position);
    }

    private void LinkToVendor(PurchaseOrderRow order)
    {
        if (!byVendor.TryGetValue(order.Vendor, out var numbers))
            byVendor[order.Vendor] = numbers = new HashSet<string>(StringComparer.Ordinal);
        numbers.Add(order.Number);
    }
}
