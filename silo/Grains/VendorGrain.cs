using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Vendors;

namespace Selvedge.Grains;

/// <summary>One vendor: who it is and where it works.</summary>
public sealed class VendorGrain(ActorServices services)
    : EventSourcedGrain<Vendor, VendorCommand, VendorEvent, VendorState>(services, StoredKinds.Vendor), IVendorGrain
{
    public Task<Verdict> Record(Asked<VendorSheet> asked) => ExecuteAsync(asked.Header, new VendorCommand.Record(asked.Command));

    public Task<Verdict> Preview(VendorSheet sheet) => PreviewAsync(new VendorCommand.Record(sheet));

    public Task<Verdict> Chase(Asked<ImmutableArray<ChasedThing>> listed, string by, string? again) =>
        ExecuteAsync(listed.Header, new VendorCommand.Chase(listed.Command, by, again));

    public async Task<VendorPlace?> Place()
    {
        await CatchUpAsync();
        return State.Sheet is { } sheet ? new VendorPlace(sheet.Code, sheet.Country) : null;
    }

    protected override ValueTask<Surroundings> LookAroundAsync(VendorCommand command) => new(new Surroundings(
        Now, State.Sheet is { } sheet ? Services.Knowledge.Calendars.Of(sheet.Code, sheet.Country) : WorkingCalendars.Unknown));
}
