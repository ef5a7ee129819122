using Selvedge.Domain.Approvals;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Approvals;

/// <summary>
/// The open PO lines that wait for an approval, of those that one person may see, as of the rows in memory. Made for one
/// request; not thread-safe.
/// </summary>
internal sealed class WaitingLines(Rows rows, Rights rights)
{
    private ILookup<string, (string Number, LineRow Line)>? byStyle;

    /// <param name="PurchaseOrders">How many orders these lines are of.</param>
    public readonly record struct Waiting(int PurchaseOrders, int Units);

    /// <summary>Nothing waits for what is closed.</summary>
    public Waiting For(ApprovalRow approval)
    {
        if (!approval.Status.IsOpen())
            return default;
        var subject = approval.Subject;
        if (subject.PurchaseOrder is { } number)
        {
            var line = rows.TryGetPurchaseOrder(number, out var order) && Sees(order.Row) ? order.Row.Lines.FirstOrDefault(l => l.Number == subject.Line) : null;
            return line is null || line.Health == Health.Done ? default : new Waiting(1, line.Quantity);
        }

        var (orders, units) = (0, 0);
        var last = "";
        foreach (var (po, line) in ByStyle[subject.Style!])
        {
            if (subject.Colour is not null && !string.Equals(subject.Colour, line.Colour, StringComparison.OrdinalIgnoreCase))
                continue;
            units += line.Quantity;
            // An order's lines come together.
            orders += po == last ? 0 : 1;
            last = po;
        }

        return new Waiting(orders, units);
    }

    private ILookup<string, (string Number, LineRow Line)> ByStyle => byStyle ??= rows.PurchaseOrders
        .Where(order => order.Row.Open && Sees(order.Row))
        .SelectMany(order => order.Row.Lines, (order, line) => (order.Row.Number, Line: line))
        .Where(x => x.Line.Style is not null && x.Line.Health != Health.Done)
        .ToLookup(x => x.Line.Style!);

    private bool Sees(PurchaseOrderRow order) => rights.MaySee(order.Brand, order.Category, order.Vendor);
}
