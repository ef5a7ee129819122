using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Grains;

/// <summary>One purchase order: keeps its lines' calendars true, whatever is reported and whenever a day begins.</summary>
public sealed class PurchaseOrderGrain(ActorServices services, VendorPasts pasts, IGrainFactory grains)
    : EventSourcedGrain<PurchaseOrder, PurchaseOrderCommand, PurchaseOrderEvent, PurchaseOrderState>(services, StoredKinds.PurchaseOrder),
      IPurchaseOrderGrain
{
    public async Task<Verdict> Record(Asked<OrderSheet> asked) => await ExecuteAsync(asked.Header, await ToCommandAsync(asked.Command));

    public async Task<Verdict> Preview(OrderSheet sheet) => await PreviewAsync(await ToCommandAsync(sheet));

    public Task<ImmutableArray<Verdict>> Report(ImmutableArray<Asked<ReportMilestone>> asked) =>
        ExecuteAsync([.. asked.Select(a => (a.Header, (PurchaseOrderCommand)new PurchaseOrderCommand.Report(a.Command)))]);

    public Task<Verdict> TakeStyleDates(Asked<StyleDates> asked) =>
        ExecuteAsync(asked.Header, new PurchaseOrderCommand.TakeStyleDates(asked.Command));

    public Task<Verdict> LookAgain(CommandHeader header) => ExecuteAsync(header, new PurchaseOrderCommand.LookAgain());

    public Task Wake(DateTimeOffset due) => WakeAsync(due, new PurchaseOrderCommand.Wake());

    public async Task<PurchaseOrderView?> Read()
    {
        await CatchUpAsync();
        return PurchaseOrderView.Of(State, Version);
    }

    protected override async ValueTask<Surroundings> LookAroundAsync(PurchaseOrderCommand command)
    {
        var (vendor, category) = command is PurchaseOrderCommand.Record { Sheet: var sheet }
            ? (sheet.Vendor, sheet.Category)
            : (State.Placed?.Vendor, State.Placed?.Category);
        if (vendor is null || category is null)
            return new Surroundings(Now, WorkingCalendars.Unknown);
        var place = await grains.GetGrain<IVendorGrain>(vendor).Place();
        return new Surroundings(Now, place is null ? WorkingCalendars.Unknown : WorkingCalendars.ForCountry(place.Country, 1))
        {
            Past = await pasts.OfAsync(vendor, category, State.Past ?? PastVersions.None),
        };
    }

    private async Task<PurchaseOrderCommand.Record> ToCommandAsync(OrderSheet sheet)
    {
        var styles = sheet.Lines.Where(l => l.ExFactory is not null && l.Style is not null).Select(l => l.Style!).Distinct();
        var dates = await Task.WhenAll(styles.Select(s => grains.GetGrain<IStyleGrain>(s).HandOver()));
        return new PurchaseOrderCommand.Record(sheet, [.. dates.OfType<StyleDates>()]);
    }
}
