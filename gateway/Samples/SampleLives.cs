using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Gateway.Samples;

/// <summary>
/// What buyer and vendor have said about some orders of a sample: holds, revisions, days agreed and days asked for, closes and
/// cancellations, and a few reorders on their way. The same seed, day and plan give the same.
/// </summary>
internal sealed class SampleLives(int seed, DateOnly today, ImmutableArray<PersonSheet> people)
{
    private const int OrdersPerReorder = 50;

    /// <summary>The acts upon an order that a file has told of; mostly none.</summary>
    public ImmutableArray<(Author By, OrderAct Act)> Of(OrderSheet order)
    {
        var dice = Dice(order.Number);
        var (manager, assistant) = (Of(order, "manager"), Of(order, "assistant"));
        var vendor = Vendor(order);
        var left = order.Past.Count(r => r is { Classifier: Classifier.Actual, Milestone: "A34" or "F35" or "B34" });
        if (left == order.Lines.Length)
            return dice.Happens(0.4) ? [(manager, Close(order, dice))] : [];
        // From the day that is agreed: who asks for the very day that stands asks for nothing.
        if (left > 0 || (order.Lines[0].Committed ?? order.Lines[0].ExFactory) is not { } leaves || leaves < today.AddDays(10))
            return [];
        var cut = new OrderAct(Revise: new Revision(Changing(Fewer(order.Lines[0], dice)), "BR-QTY", null, "size curve of last season"));
        return dice.Next(1_000) switch
        {
            < 25 => [(manager, new OrderAct(Hold: new HoldOrder(dice.Of<string>(["audit expired", "price still open", "artwork not released"]), dice.Of<string>(["compliance", "costing", "design"]))))],
            < 60 => [(manager, cut)],
            < 80 => [(manager, cut), (vendor, new OrderAct(Acknowledge: new Answer(2, null)))],
            < 95 => [(manager, cut), (vendor, Wish(order, leaves.AddDays(dice.Next(2, 9)), 2))],
            < 120 => [(assistant, Move(leaves.AddDays(dice.Next(6, 15)), dice))],
            < 140 => [(manager, Move(leaves.AddDays(dice.Next(1, 4)), dice))],
            < 152 => [(assistant, new OrderAct(Cancel: new CancelOrder([], "sell-through of the first delivery is weak")))],
            < 160 => [(manager, new OrderAct(Cancel: new CancelOrder([], "style dropped from the season")))],
            _ => [],
        };
    }

    /// <summary>Orders that repeat some of these, in every phase before the yes.</summary>
    public IEnumerable<(string Number, ImmutableArray<(Author By, OrderAct Act)> Acts)> Reorders(IEnumerable<OrderSheet> orders)
    {
        var phase = 0;
        foreach (var parent in orders.Where((_, i) => i % OrdersPerReorder == OrdersPerReorder - 1))
        {
            var dice = Dice($"{parent.Number}/again");
            var number = $"{parent.Number}-R";
            var (manager, assistant, vendor) = (Of(parent, "manager"), Of(parent, "assistant"), Vendor(parent));
            var leaves = today.AddDays(dice.Next(95, 150));
            var draft = new OrderAct(Draft: new DraftOrder(
                number, parent.Brand, parent.Category, parent.Season, parent.Vendor, parent.Incoterm, parent.ShipMode, null, parent.Number,
                [
                    .. parent.Lines.Take(2).Select((l, i) => new LineChange(
                        i + 1, l.Style, l.Description, l.Colour, l.Quantity, l.Sizes, leaves, leaves.AddDays(21), 4.5m + dice.Next(40) * 0.25m, "USD")),
                ], parent.Attributes));
            var issue = new OrderAct(Issue: new ActNote(null));
            yield return (number, (phase++ % 6) switch
            {
                0 => [(assistant, draft)],
                // Most are above the limit of an assistant.
                1 => [(assistant, draft), (assistant, issue)],
                2 => [(assistant, draft), (manager, issue)],
                3 => [(assistant, draft), (manager, issue), (vendor, new OrderAct(Acknowledge: new Answer(1, null)))],
                4 => [(assistant, draft), (manager, issue), (vendor, Wish(parent, leaves.AddDays(dice.Next(3, 10)), 1))],
                _ => [(assistant, draft), (manager, issue), (vendor, new OrderAct(Reject: new Answer(1, "no line free before May")))],
            });
        }
    }

    private Random Dice(string order) => new(Seeds.Of(seed, order, 0));

    private Author Of(OrderSheet order, string role) => people.Acting(order.Brand, order.Category, role);

    private Author Vendor(OrderSheet order) => people.Answering(order.Vendor);

    private static OrderAct Move(DateOnly date, Random dice) => new(Commit: new DateCommitment(
        1, null, date, dice.Of<string>(["MT-MILL", "FA-CAP", "LO-BOOK", "BR-APPR"]), null, "as discussed on the weekly call"));

    private static OrderAct Wish(OrderSheet order, DateOnly leaves, int version) => new(ProposeChange: new ChangeWish(
        version, Changing(new LineChange(1, null, null, null, null, null, leaves, null, null, null)), "MT-MILL",
        $"the mill books {order.Lines[0].Colour} a week later"));

    private static LineChange Fewer(OrderLine line, Random dice)
    {
        var share = dice.Next(60, 85);
        ImmutableArray<SizeQuantity> sizes = [.. line.Sizes.Select(s => s with { Quantity = Math.Max(1, s.Quantity * share / 100) })];
        return new LineChange(line.Number, null, null, null, sizes.IsEmpty ? Math.Max(1, line.Quantity * share / 100) : null, sizes.IsEmpty ? null : sizes, null, null, null, null);
    }

    private static OrderChanges Changing(LineChange line) => new(null, null, null, null, [line], []);

    // Seven in ten come as ordered, two of the others short.
    private static OrderAct Close(OrderSheet order, Random dice)
    {
        var percent = dice.NextDouble() switch { < 0.7 => dice.Next(98, 103), < 0.9 => dice.Next(72, 86), _ => dice.Next(114, 122) };
        ImmutableArray<LineReceipt> came =
        [
            .. order.Lines.Select(l => new LineReceipt(
                l.Number, l.Sizes.IsEmpty ? l.Quantity * percent / 100 : null, [.. l.Sizes.Select(s => s with { Quantity = s.Quantity * percent / 100 })])),
        ];
        return new OrderAct(Close: new CloseOrder(came, percent is >= 90 and <= 110 ? null : percent < 100 ? "shade lot refused at the final inspection" : "whole cartons shipped"));
    }
}
