using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Calendars;

namespace Selvedge.Grains;

/// <summary>One incident: owns its rest and its ladder as due times.</summary>
public sealed class IncidentGrain(ActorServices services, IGrainFactory grains)
    : EventSourcedGrain<Incident, IncidentCommand, IncidentEvent, IncidentState>(services, StoredKinds.Incident), IIncidentGrain
{
    // Read within the turn: a later looking never sees an older order.
    public async Task<Finding?> Look(CommandHeader header)
    {
        var (cause, number) = IncidentId.Parse(this.GetPrimaryKeyString());
        if (await grains.GetGrain<IPurchaseOrderGrain>(number).Alarms() is { } alarms)
            await ExecuteAsync(header, new IncidentCommand.Look(cause, alarms, header.Origin.Actor));
        return State.Finding;
    }

    public Task<Verdict> Acknowledge(CommandHeader header, string by, Acknowledgement said) =>
        ExecuteAsync(header, new IncidentCommand.Acknowledge(by, said));

    public Task<Verdict> Snooze(CommandHeader header, string by, DateTimeOffset until) => ExecuteAsync(header, new IncidentCommand.Snooze(by, until));

    public Task<Verdict> Assign(CommandHeader header, string by, string? to) => ExecuteAsync(header, new IncidentCommand.Assign(by, to));

    public Task<Verdict> Resolve(CommandHeader header, string by, string reason) => ExecuteAsync(header, new IncidentCommand.Resolve(by, reason));

    public Task<Verdict> Escalate(CommandHeader header, string by, string reason) => ExecuteAsync(header, new IncidentCommand.Escalate(by, reason));

    public Task Wake(DateTimeOffset due) => WakeAsync(due, new IncidentCommand.Wake());

    protected override ValueTask<Surroundings> LookAroundAsync(IncidentCommand command)
    {
        var (brand, knowledge) = (command is IncidentCommand.Look look ? look.Alarms.Brand : State.Subject?.Brand, Services.Knowledge);
        return new(new Surroundings(Now, WorkingCalendars.Unknown)
        {
            Office = brand is null ? WorkingCalendars.Unknown : knowledge.Calendars.OfOffice(brand, knowledge.Brand(brand).Country),
        });
    }
}
