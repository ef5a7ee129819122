using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Shipments;

namespace Selvedge.Grains;

/// <summary>One shipment.</summary>
public sealed class ShipmentGrain(ActorServices services)
    : EventSourcedGrain<Shipment, ShipmentCommand, ShipmentEvent, ShipmentState>(services, StoredKinds.Shipment), IShipmentGrain
{
    public Task<Verdict> Book(Asked<ShipmentSheet> asked, string by) =>
        ExecuteAsync(asked.Header, new ShipmentCommand.Book(this.GetPrimaryKeyString(), asked.Command, by));

    public Task<ImmutableArray<Verdict>> Report(ImmutableArray<Asked<ReportTransport>> asked) =>
        ExecuteAsync([.. asked.Select(a => (a.Header, (ShipmentCommand)new ShipmentCommand.Report(a.Command)))]);

    public async Task<ShipmentView?> Read()
    {
        await CatchUpAsync();
        return ShipmentView.Of(State);
    }

    protected override ValueTask<Surroundings> LookAroundAsync(ShipmentCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
