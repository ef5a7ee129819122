using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Tells a style how far an order has come with it. An order says so in an event of its own where that is otherwise than
/// before, and a style keeps the highest version: so no order of arrival ends otherwise. What was told of a style that was not
/// registered yet was refused: once it is, its orders are asked.
/// </summary>
public sealed class StyleProgressHandOver(
    Feed feed, Checkpoints checkpoints, Journal.Journal journal, IGrainFactory grains, TimeProvider time, ILogger<StyleProgressHandOver> log)
    : Reaction("style-progress-hand-over", feed, checkpoints, time, log)
{
    private const string StylesMoved = "purchase-order.styles-moved";

    protected override bool Concerns(RecordedEvent happened) => happened.Type is StylesMoved or "style.registered";

    protected override async Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Type == StylesMoved)
        {
            var moved = (PurchaseOrderEvent.StylesMoved)EventCatalog.Read(happened.Type, happened.Schema, happened.Data.Span);
            return [.. moved.Styles.Select(told => Send(happened, told.Style, new OrderProgress(happened.Stream.Id, happened.Version, told.Stage)))];
        }

        var orders = await journal.LinkedToAsync(happened.Stream, ct: cancellationToken);
        var present = await Task.WhenAll(orders.Select(order => grains.GetGrain<IPurchaseOrderGrain>(order.Id).ProgressOf(happened.Stream.Id)));
        return [.. present.Where(progress => progress.Stage is not null).Select(progress => Send(happened, happened.Stream.Id, progress))];
    }

    private Sending Send(RecordedEvent cause, string style, OrderProgress progress) => new(
        cause, new StreamKey(Kinds.Style, $"{style}/{progress.PurchaseOrder}"), OriginOf(cause),
        header => grains.GetGrain<IStyleGrain>(style).TakeOrder(new Asked<OrderProgress>(header, progress)));
}
