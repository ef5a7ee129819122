using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>The one place that says what stands in a line's way.</summary>
internal static class Blocks
{
    /// <summary>All that blocks the line, what is said first coming first; empty when nothing does.</summary>
    /// <param name="facts">Of the line's timeline.</param>
    public static ImmutableArray<Block> Of(PurchaseOrderState order, LineState line, ImmutableArray<MilestoneFacts> facts, DateOnly asOf) =>
        [.. Held(order), .. Gates.Closed(line, facts, asOf)];

    private static IEnumerable<Block> Held(PurchaseOrderState order)
    {
        if (order.Life.Hold is { } hold)
            yield return new Block("hold", $"On hold: {hold.Reason}", hold.WaitsOn);
    }
}
