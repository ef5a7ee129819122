using System.Collections.Immutable;
using Event = Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>How an order, or a line of it, ends.</summary>
internal static class Endings
{
    public static Decision<Event> Cancel(CancelOrder cancel, Case asked)
    {
        var going = asked.Order.Lines.Where(l => !l.IsCancelled).ToImmutableArray();
        for (var i = 0; i < cancel.Lines.Length; i++)
            if (asked.Order.Line(cancel.Lines[i]) is null)
                return new Refusal("unknown-line", $"/lines/{i}", $"{asked.Header.Number} has no line {cancel.Lines[i]}.");
        var lines = going.Where(l => cancel.Lines.IsEmpty || cancel.Lines.Contains(l.Order.Number)).ToImmutableArray();
        if (lines.FirstOrDefault(l => l.Actual is not null) is { } gone)
            return new Refusal("has-left", "/lines", $"Line {gone.Order.Number} left the factory {gone.Actual:yyyy-MM-dd}: it can only be closed.");
        if (lines.IsEmpty)
            return ImmutableArray<Event>.Empty;
        if (lines.Length == going.Length)
            return ImmutableArray.Create<Event>(new Event.Cancelled(new Ending(null, cancel.Reason, asked.By.Id, asked.Now, [])));
        return asked.Life.IsDrafted
            ? new Refusal("lines-are-removed", "/lines", "Lines of a draft are removed, not cancelled.")
            : Revising.Issue([new Event.LinesCancelled([.. lines.Select(l => l.Order.Number)], cancel.Reason)], null, cancel.Reason, null, asked);
    }

    public static Decision<Event> Close(CloseOrder close, Case asked)
    {
        var closed = ImmutableArray.CreateBuilder<ClosedLine>();
        var seen = new HashSet<int>();
        for (var i = 0; i < close.Lines.Length; i++)
        {
            var receipt = close.Lines[i];
            if (!seen.Add(receipt.Number))
                return new Refusal("line-twice", $"/lines/{i}/number", $"Line {receipt.Number} stands twice.");
            if (asked.Order.Line(receipt.Number) is not { } line)
                return new Refusal("unknown-line", $"/lines/{i}/number", $"{asked.Header.Number} has no line {receipt.Number}.");
            if (line.IsCancelled)
                return new Refusal("line-is-cancelled", $"/lines/{i}/number", $"Line {receipt.Number} was cancelled: nothing of it may have come.");
            var (result, refusal) = Count(line, receipt, $"/lines/{i}", asked);
            if (refusal is not null)
                return refusal;
            closed.Add(result!);
        }

        if (asked.Order.Lines.FirstOrDefault(l => !l.IsCancelled && !seen.Contains(l.Order.Number)) is { } missing)
            return new Refusal("required", "/lines", $"Say what came of line {missing.Order.Number}.");
        var fulfilment = Worst(closed.Select(l => l.Fulfilment));
        if (fulfilment != Fulfilment.Full && string.IsNullOrWhiteSpace(close.Note))
            return new Refusal("required", "/note", $"It closes {fulfilment.ToString().ToLowerInvariant()}: say why.");
        return ImmutableArray.Create<Event>(new Event.Closed(new Ending(fulfilment, close.Note, asked.By.Id, asked.Now, closed.ToImmutable())));
    }

    private static (ClosedLine? Line, Refusal? Refusal) Count(LineState line, LineReceipt receipt, string at, Case asked)
    {
        var order = line.Order;
        if (order.Sizes.IsEmpty ? receipt.Quantity is null || !receipt.Sizes.IsEmpty : receipt.Quantity is not null)
            return No("required", order.Sizes.IsEmpty ? "/quantity" : "/sizes",
                order.Sizes.IsEmpty ? "The line was ordered without sizes: say its quantity." : "The line was ordered by size: say each.");
        if (receipt.Quantity < 0 || receipt.Sizes.Any(s => s.Quantity < 0))
            return No("impossible-quantity", "", "Expected 0 or more.");
        if (receipt.Sizes.Sum(s => (long)s.Quantity) > Changes.MostUnits)
            return No("impossible-quantity", "/sizes", $"Expected at most {Changes.MostUnits} units in all.");
        var sizes = ImmutableArray.CreateBuilder<ClosedSize>();
        foreach (var size in order.Sizes)
            sizes.Add(Sized(size.Size, size.Quantity, receipt.Sizes.Where(s => s.Size == size.Size).Sum(s => s.Quantity)));
        // What was not ordered has come as well.
        foreach (var size in receipt.Sizes.Where(s => s.Quantity > 0 && !order.Sizes.Any(o => o.Size == s.Size)))
            sizes.Add(Sized(size.Size, 0, size.Quantity));
        var received = receipt.Quantity ?? receipt.Sizes.Sum(s => s.Quantity);
        if (received > 0 && line is { Timeline: not null, Actual: null })
            return No("has-not-left", "/number", $"Line {order.Number} has not left the factory: report its ex-factory first.");
        return (new ClosedLine(
            order.Number, order.Quantity, received,
            order.Sizes.IsEmpty ? FulfilmentOf(order.Quantity, received) : Worst(sizes.Select(s => s.Fulfilment)), sizes.ToImmutable()), null);

        (ClosedLine?, Refusal?) No(string code, string member, string detail) => (null, new Refusal(code, at + member, detail));

        ClosedSize Sized(string size, int ordered, int came) => new(size, ordered, came, FulfilmentOf(ordered, came));

        // In hundredths, so that no rounding decides.
        Fulfilment FulfilmentOf(int ordered, int came)
        {
            var tolerated = (long)ordered * asked.Brand.TolerancePercent(ordered);
            var difference = ((long)came - ordered) * 100;
            return difference < -tolerated ? Fulfilment.Short : difference > tolerated ? Fulfilment.Over : Fulfilment.Full;
        }
    }

    // Short outweighs over: one size cannot fill another.
    private static Fulfilment Worst(IEnumerable<Fulfilment> fulfilments)
    {
        var worst = Fulfilment.Full;
        foreach (var fulfilment in fulfilments)
            worst = fulfilment == Fulfilment.Short || worst == Fulfilment.Short ? Fulfilment.Short : fulfilment == Fulfilment.Over ? Fulfilment.Over : worst;
        return worst;
    }
}
