using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Boards;

/// <summary>The open lines of one brand (or all) in one category, or of one vendor.</summary>
internal sealed class BoardTopic : Topic
{
    private readonly Tally tally = new();

    public BoardTopic(TopicName name, Rights rights, long builtAt, IEnumerable<BoardOrder> orders) : base(name, rights, builtAt)
    {
        List<BoardRow> rows = [];
        foreach (var order in orders)
            if (Holds(order))
            {
                tally.Add(order);
                rows.AddRange(order.Lines);
            }

        foreach (var row in rows.OrderBy(r => r.V))
            Recent.Put(row);
    }

    public override bool Take(in OrderChange change, DateTimeOffset now)
    {
        var before = change.Before is { } was && Holds(was) ? was : null;
        var after = change.After is { } now_ && Holds(now_) ? now_ : null;
        if (before is null && after is null)
            return false;
        if (before is not null)
            tally.Subtract(before);
        if (after is not null)
            tally.Add(after);

        var changed = false;
        foreach (var row in after?.Lines ?? [])
            if (before is null || !before.Lines.Contains(row, ReferenceEqualityComparer.Instance))
            {
                Recent.Put(row);
                changed = true;
            }

        foreach (var row in before?.Lines ?? [])
            if (after is null || !after.Lines.Any(l => l.Line == row.Line))
            {
                Recent.Remove(row.Id, change.Position, now);
                changed = true;
            }

        return changed;
    }

    protected override object MakeTotals() => new BoardTotals(tally.Lines, tally.PurchaseOrders, tally.Quantity, tally.Health, Hidden);

    private bool Holds(BoardOrder order) =>
        (Name.Kind == TopicKind.Vendor
            ? order.Vendor == Name.Id
            : order.Category == Name.Category && (Name.Id == TopicName.AllBrands || order.Brand == Name.Id))
        && Rights.MaySee(order.Brand, order.Category, order.Vendor);
}
