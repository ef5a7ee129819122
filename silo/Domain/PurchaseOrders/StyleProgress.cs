using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>How far the lines of one style have come.</summary>
/// <param name="Stage">Ordered, in production or handed off; null where no line is of the style any more.</param>
public sealed record StyleProgress(string Style, StyleStage? Stage)
{
    /// <summary>What is otherwise than the styles were last told.</summary>
    internal static ImmutableArray<StyleProgress> News(PurchaseOrderState order)
    {
        var now = Of(order);
        return
        [
            .. now.Where(p => !order.Told.Contains(p)),
            .. order.Told.Where(t => !now.Any(p => p.Style == t.Style)).Select(t => t with { Stage = null }),
        ];
    }

    /// <summary>How far the order is with one style now; null where no line is of it or nothing has gone out.</summary>
    public static StyleStage? Of(string style, PurchaseOrderState order) => Of(order).FirstOrDefault(p => p.Style == style)?.Stage;

    /// <summary>What the styles then know.</summary>
    internal static ImmutableArray<StyleProgress> Told(ImmutableArray<StyleProgress> before, ImmutableArray<StyleProgress> news) =>
        [.. before.Where(t => !news.Any(n => n.Style == t.Style)), .. news.Where(n => n.Stage is not null)];

    // Before its first version has gone out nothing is ordered.
    private static ImmutableArray<StyleProgress> Of(PurchaseOrderState order) => order.Life.Version == 0
        ? []
        :
        [
            .. from line in order.Lines
               where line is { IsCancelled: false, Order.Style: not null }
               group line.Stage by line.Order.Style! into stages
               select new StyleProgress(
                   stages.Key,
                   stages.All(s => s >= TimeAndAction.Stage.ExFactory) ? StyleStage.HandedOff
                   : stages.Any(s => s >= TimeAndAction.Stage.Cutting) ? StyleStage.InProduction
                   : StyleStage.Ordered),
        ];
}
