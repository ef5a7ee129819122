using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Vendors;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Lets the orders of all factories that work by a calendar look again when it was amended. An order takes the newest
/// calendars at every decision, so no sequence of the two leaves it with old days.
/// </summary>
public sealed class CalendarHandOver(
    Feed feed, Checkpoints checkpoints, Journal.Journal journal, IGrainFactory grains, TimeProvider time, ILogger<CalendarHandOver> log)
    : Reaction(Followers.CalendarHandOver, feed, checkpoints, time, log)
{
    protected override StreamKey? SubjectOf(RecordedEvent happened) => happened.Stream;

    protected override bool Concerns(RecordedEvent happened) => happened.Stream.Kind == Kinds.WorkingCalendar;

    protected override async Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        var sendings = new List<Sending>();
        var vendors = await VendorsAsync(happened.Stream.Id, cancellationToken);
        foreach (var vendor in vendors)
            // An order that waits for nothing has left: no day off can move it.
            foreach (var order in await journal.LinkedToAsync(new StreamKey(Kinds.Vendor, vendor), onlyWaiting: true, cancellationToken))
                sendings.Add(new Sending(
                    happened, order, OriginOf(happened),
                    header => grains.GetGrain<IPurchaseOrderGrain>(order.Id).LookAgain(header, happened.Position)));
        return sendings;
    }

    private async Task<List<string>> VendorsAsync(string calendar, CancellationToken cancellationToken)
    {
        if (CalendarKeys.VendorOf(calendar) is { } own)
            return [own];
        var vendors = new List<string>();
        await foreach (var row in journal.ReadRowsAsync(Kinds.Vendor, cancellationToken))
            if (StoredForm.Read<VendorSheet>(row.Data.Span).Country == calendar)
                vendors.Add(row.Stream.Id);
        return vendors;
    }
}
