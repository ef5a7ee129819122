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
/// before, and a style keeps the highest version: so no order of arrival ends otherwise.
/// </summary>
public sealed class StyleProgressHandOver(
    Feed feed, Checkpoints checkpoints, IGrainFactory grains, TimeProvider time, ILogger<StyleProgressHandOver> log)
    : Reaction("style-progress-hand-over", feed, checkpoints, time, log)
{
    protected override StreamKey? SubjectOf(RecordedEvent happened) => null;

    protected override Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Type != "purchase-order.styles-moved")
            return Task.FromResult<IReadOnlyList<Sending>>([]);
        var moved = (PurchaseOrderEvent.StylesMoved)EventCatalog.Read(happened.Type, happened.Schema, happened.Data.Span);
        return Task.FromResult<IReadOnlyList<Sending>>(
        [
            .. moved.Styles.Select(progress => new Sending(
                happened, new StreamKey(Kinds.Style, progress.Style), OriginOf(happened),
                header => grains.GetGrain<IStyleGrain>(progress.Style).TakeOrder(
                    new Asked<OrderProgress>(header, new OrderProgress(happened.Stream.Id, happened.Version, progress.Stage))))),
        ]);
    }
}
