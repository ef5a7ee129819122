using Orleans;
using Selvedge.Contracts;
using Selvedge.Gateway.Boards.Wire;

namespace Selvedge.Gateway.Boards;

/// <summary>Reads one purchase order or style whole from its actor.</summary>
internal sealed class DetailReader(IGrainFactory grains, Rows rows)
{
    /// <summary>Null when there is no such actor.</summary>
    /// <exception cref="TimeoutException">The actor did not answer, or has not yet caught up with its own row.</exception>
    public async Task<IRow?> ReadAsync(TopicName topic)
    {
        if (topic.Kind == TopicKind.PurchaseOrder)
        {
            var v = rows.TryGetPurchaseOrder(topic.Id, out var entry) ? PurchaseOrderDetail.PositionOf(entry, rows) : 0;
            var order = await grains.GetGrain<IPurchaseOrderGrain>(topic.Id).Read();
            RefuseOlder(topic, order?.Version ?? 0, entry?.Version ?? 0);
            return order is null ? null : PurchaseOrderDetail.Of(order, v, rows);
        }
        else
        {
            rows.TryGetStyle(topic.Id, out var entry);
            var style = await grains.GetGrain<IStyleGrain>(topic.Id).Read();
            RefuseOlder(topic, style?.Version ?? 0, entry?.Version ?? 0);
            return style is null ? null : StyleDetail.Of(style, entry?.SeenAt ?? 0);
        }
    }

    // What a row has shown on a board must not be taken back on the page behind it.
    private static void RefuseOlder(TopicName topic, int read, int known)
    {
        if (read < known)
            throw new TimeoutException($"{topic} answered with version {read}; {known} is known.");
    }
}
