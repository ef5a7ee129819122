using Selvedge.Domain.Approvals;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;

namespace Selvedge.Gateway.Approvals;

/// <summary>
/// The open PO lines that wait for an approval, of the orders that may be seen, as of the rows in memory. Not
/// thread-safe.
/// </summary>
/// <param name="linesOf">Finds the open lines of a style, those of one order together.</param>
internal sealed class WaitingLines(Rows rows, Predicate<PurchaseOrderRow> sees, Func<string, IEnumerable<(PurchaseOrderRow Order, LineRow Line)>> linesOf)
{
    /// <summary>For one request, as long as which it holds.</summary>
    public WaitingLines(Rows rows, Predicate<PurchaseOrderRow> sees) : this(rows, sees, OfAll(rows)) { }

    /// <param name="PurchaseOrders">How many orders these lines are of.</param>
    /// <param name="FloatDays">The least that any of them has left; null where none says.</param>
    public readonly record struct Waiting(int PurchaseOrders, int Units, int? FloatDays);

    /// <summary>Nothing waits for what is closed.</summary>
    public Waiting For(ApprovalRow approval)
    {
        if (!approval.Status.IsOpen())
            return default;
        var subject = approval.Subject;
        if (subject.PurchaseOrder is { } number)
        {
            var line = rows.TryGetPurchaseOrder(number, out var order) && sees(order.Row) ? order.Row.Lines.FirstOrDefault(l => l.Number == subject.Line) : null;
            return line is null || line.Health == Health.Done ? default : new Waiting(1, line.Quantity, line.FloatDays);
        }

        return ForStyle(subject.Style!, subject.Colour);
    }

    /// <summary>The lines that wait for something of a style, be it of one colour.</summary>
    public Waiting ForStyle(string style, string? colour = null)
    {
        var (orders, units, floatDays) = (0, 0L, (int?)null);
        var last = "";
        foreach (var (order, line) in linesOf(style))
        {
            if (line.Health == Health.Done || !sees(order))
                continue;
            if (colour is not null && !string.Equals(colour, line.Colour, StringComparison.OrdinalIgnoreCase))
                continue;
            units += line.Quantity;
            if (floatDays is null || line.FloatDays < floatDays)
                floatDays = line.FloatDays;
            // An order's lines come together.
            orders += order.Number == last ? 0 : 1;
            last = order.Number;
        }

        return new Waiting(orders, (int)Math.Min(int.MaxValue, units), floatDays);
    }

    // Looked up once, and only where a style is asked for.
    private static Func<string, IEnumerable<(PurchaseOrderRow Order, LineRow Line)>> OfAll(Rows rows)
    {
        ILookup<string, (PurchaseOrderRow Order, LineRow Line)>? byStyle = null;
        return style => (byStyle ??= rows.PurchaseOrders
            .Where(order => order.Row.Open)
            .SelectMany(order => order.Row.Lines, (order, line) => (Order: order.Row, Line: line))
            .Where(x => x.Line.Style is not null)
            .ToLookup(x => x.Line.Style!))[style];
    }
}
