using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Hands a style's dates to the purchase orders that wait on it: after any event that may move them, and after an order is
/// placed, issued or changes its styles. Both read the style's present dates and the order keeps the highest version, so that
/// no sequence of the two can lose a date.
/// </summary>
public sealed class StyleHandOver(
    Feed feed, Checkpoints checkpoints, Journal.Journal journal, IGrainFactory grains, TimeProvider time, ILogger<StyleHandOver> log)
    : Reaction("style-hand-over", feed, checkpoints, time, log)
{
    private static readonly FrozenSet<string> OfDates =
        EventCatalog.All.Where(e => e.Type.IsSubclassOf(typeof(StyleEvent)) && Style.MayMoveDates(e.Type)).Select(e => e.Name).ToFrozenSet();

    // The dates handed over are the present ones, so the newest event of a style speaks for those before it.
    protected override StreamKey? SubjectOf(RecordedEvent happened) => IsOfDates(happened) ? happened.Stream : null;

    // Most events of orders are reports, which name no style.
    protected override bool Concerns(RecordedEvent happened) =>
        IsOfDates(happened) || happened.Type is "purchase-order.placed" or "purchase-order.issued" or "purchase-order.revised";

    protected override async Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        if (IsOfDates(happened))
        {
            var orders = await journal.LinkedToAsync(happened.Stream, ct: cancellationToken);
            return await HandOverAsync(happened, orders.Select(order => (Style: happened.Stream.Id, Order: order.Id)));
        }

        var lines = EventCatalog.Read(happened.Type, happened.Schema, happened.Data.Span) switch
        {
            PurchaseOrderEvent.Placed placed => placed.Lines,
            PurchaseOrderEvent.Issued issued => issued.Schedules,
            PurchaseOrderEvent.Revised revised => revised.Lines,
            _ => [],
        };
        var styles = lines.Where(l => l.Schedule is not null && l.Line.Style is not null).Select(l => l.Line.Style!).Distinct();
        return await HandOverAsync(happened, styles.Select(style => (Style: style, Order: happened.Stream.Id)));
    }

    private static bool IsOfDates(RecordedEvent happened) => OfDates.Contains(happened.Type);

    private async Task<IReadOnlyList<Sending>> HandOverAsync(RecordedEvent cause, IEnumerable<(string Style, string Order)> pairs)
    {
        var sendings = new List<Sending>();
        foreach (var ofStyle in pairs.GroupBy(p => p.Style, p => p.Order))
        {
            if (await grains.GetGrain<IStyleGrain>(ofStyle.Key).HandOver() is not { } dates)
                continue;
            sendings.AddRange(ofStyle.Select(order => new Sending(
                cause, new StreamKey(Kinds.PurchaseOrder, $"{order}/{ofStyle.Key}"), OriginOf(cause),
                header => grains.GetGrain<IPurchaseOrderGrain>(order).TakeStyleDates(new Asked<StyleDates>(header, dates)))));
        }

        return sendings;
    }
}
