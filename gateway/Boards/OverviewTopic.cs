using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Boards;

/// <summary>All open orders counted by brand and category, and the ten that are worst.</summary>
internal sealed class OverviewTopic : Topic
{
    private const int WorstOrders = 10;

    private readonly Tally all = new();
    private readonly Dictionary<(string Brand, string Category), Tally> cells = [];
    private readonly SortedSet<WorstOrder> worstFirst = new(Comparer<WorstOrder>.Create((x, y) => BoardRow.WorstFirst.Compare(x.Line, y.Line)));

    // Which positions formed a count before this topic was built is not known, so its rows say: up to here.
    public OverviewTopic(Rights rights, long builtAt, IEnumerable<BoardOrder> orders) : base(TopicName.Overview, rights, builtAt)
    {
        foreach (var order in orders)
            if (Sees(order))
                Add(order);
        foreach (var cell in cells.Keys)
            Show(cell, builtAt, default);
    }

    public override bool Take(in OrderChange change, DateTimeOffset now)
    {
        var before = change.Before is { } was && Sees(was) ? was : null;
        var after = change.After is { } became && Sees(became) ? became : null;
        if (before is not null && after is not null && before.Lines.AsSpan().SequenceEqual(after.Lines.AsSpan(), ReferenceEqualityComparer.Instance))
            return false;
        if (before is not null)
            Subtract(before);
        if (after is not null)
            Add(after);
        if (before is not null)
            Show((before.Brand, before.Category), change.Position, now);
        if (after is not null && (before?.Brand, before?.Category) != (after.Brand, after.Category))
            Show((after.Brand, after.Category), change.Position, now);
        return before is not null || after is not null;
    }

    protected override object MakeTotals() =>
        new OverviewTotals(all.Lines, all.PurchaseOrders, all.Quantity, all.Health, [.. worstFirst.Take(WorstOrders)], Hidden);

    private bool Sees(BoardOrder order) => Rights.MaySee(order.Brand, order.Category, order.Vendor);

    private void Add(BoardOrder order)
    {
        if (!cells.TryGetValue((order.Brand, order.Category), out var cell))
            cells[(order.Brand, order.Category)] = cell = new Tally();
        cell.Add(order);
        all.Add(order);
        if (!order.Lines.IsEmpty)
            worstFirst.Add(WorstOf(order));
    }

    private void Subtract(BoardOrder order)
    {
        cells[(order.Brand, order.Category)].Subtract(order);
        all.Subtract(order);
        if (!order.Lines.IsEmpty)
            worstFirst.Remove(WorstOf(order));
    }

    private static WorstOrder WorstOf(BoardOrder order)
    {
        var (worst, late) = (order.Lines[0], 0);
        foreach (var line in order.Lines)
        {
            if (BoardRow.WorstFirst.Compare(line, worst) < 0)
                worst = line;
            if (HealthRules.IsLate(line.Health))
                late++;
        }

        return new WorstOrder(worst, order.Lines.Length, late);
    }

    private void Show((string Brand, string Category) key, long position, DateTimeOffset now)
    {
        var id = $"{key.Brand}/{key.Category}";
        var cell = cells[key];
        if (cell.PurchaseOrders > 0)
        {
            Recent.Put(new OverviewRow(id, position, key.Brand, key.Brand, key.Category, cell.PurchaseOrders, cell.Lines, cell.Quantity, cell.Health));
            return;
        }

        cells.Remove(key);
        Recent.Remove(id, position, now);
    }
}
