using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Vendors;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Lets the orders of a vendor look again when the vendor was registered or changed: its country decides their working
/// days. An order asks its vendor at every decision, so no sequence of the two leaves it with old days.
/// </summary>
public sealed class VendorHandOver(
    Feed feed, Checkpoints checkpoints, Journal.Journal journal, IGrainFactory grains, TimeProvider time, ILogger<VendorHandOver> log)
    : Reaction("vendor-hand-over", feed, checkpoints, time, log)
{
    protected override StreamKey? SubjectOf(RecordedEvent happened) => happened.Stream;

    // That it was chased is no news to its orders.
    protected override bool Concerns(RecordedEvent happened) => happened.Type is "vendor.registered" or "vendor.revised";

    protected override async Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        var orders = await journal.LinkedToAsync(happened.Stream, ct: cancellationToken);
        return [.. orders.Select(order => new Sending(
            happened, order, OriginOf(happened), header => grains.GetGrain<IPurchaseOrderGrain>(order.Id).LookAgain(header, happened.Position)))];
    }
}
