using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.TimeTravel;
using Selvedge.Journal;

namespace Selvedge.Gateway.Production;

/// <summary>One purchase order with what is shown beside it, as it stands or as it stood.</summary>
/// <param name="V">The journal position that last changed the order or a name that is shown with it.</param>
/// <param name="Rows">Know its vendor's and styles' names.</param>
internal sealed record FoundOrder(PurchaseOrderView Order, long V, Rows Rows)
{
    public PurchaseOrderDetail? DetailFor(Rights rights) => PurchaseOrderDetail.Of(Order, V, Rows).For(rights);
}

/// <summary>Finds purchase orders: present ones at their actors, past ones in the log.</summary>
internal sealed class PurchaseOrderReader(Rows rows, IGrainFactory grains, Journal.Journal journal, Past past)
{
    /// <summary>Null for unknown and forbidden alike. What one may see is judged by the rights of now on the order as it is shown.</summary>
    /// <param name="until">A past position; null for the present.</param>
    /// <exception cref="JournalUnavailableException"/>
    public Task<FoundOrder?> FindAsync(string number, long? until, Rights rights, CancellationToken ct) =>
        until is { } position ? FindAsync(number, position, rights, ct) : FindAsync(number, rights, ct);

    /// <summary>What happened to an order, up to a past position or to the present.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<PurchaseOrderHistory> TellAsync(string number, long? until, Rights rights, CancellationToken ct)
    {
        var history = new PurchaseOrderHistory(rights);
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey(Kinds.PurchaseOrder, number), 0, until ?? long.MaxValue, ct))
            history.Tell(recorded);
        return history;
    }

    private async Task<FoundOrder?> FindAsync(string number, Rights rights, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        // Asked of the rows first, so that a made-up number wakes no actor.
        if (!rows.TryGetPurchaseOrder(number, out var entry) || !new Sight(rows, rights).Sees(entry.Row))
            return null;
        var v = PurchaseOrderDetail.PositionOf(entry, rows);
        return await grains.GetGrain<IPurchaseOrderGrain>(number).Read() is { } order ? new FoundOrder(order, v, rows) : null;
    }

    private async Task<FoundOrder?> FindAsync(string number, long until, Rights rights, CancellationToken ct)
    {
        var fold = StoredKinds.PurchaseOrder.Begin();
        if (await past.FoldAsync(fold, number, until, ct) is not (> 0 and var position))
            return null;
        var then = await past.RowsAsync(fold.Links, until, ct);
        then.Load(new StreamRow(new StreamKey(Kinds.PurchaseOrder, number), fold.Version, position, fold.Row()), until);
        return then.TryGetPurchaseOrder(number, out var entry) && new Sight(then, rights).Sees(entry.Row)
            ? new FoundOrder(PurchaseOrderView.Of(fold.State, fold.Version)!, PurchaseOrderDetail.PositionOf(entry, then), then)
            : null;
    }
}
