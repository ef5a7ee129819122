using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Walls;

namespace Selvedge.Grains;

/// <summary>One link to a wall.</summary>
public sealed class WallLinkGrain(ActorServices services)
    : EventSourcedGrain<WallLink, WallLinkCommand, WallLinkEvent, WallLinkState>(services, StoredKinds.WallLink), IWallLinkGrain
{
    public Task<Verdict> Make(Asked<WallLinkSheet> asked, string secretHash, string by) =>
        ExecuteAsync(asked.Header, new WallLinkCommand.Make(this.GetPrimaryKeyString(), asked.Command, secretHash, by));

    public Task<Verdict> Withdraw(CommandHeader header, string by) => ExecuteAsync(header, new WallLinkCommand.Withdraw(by));

    public Task Wake(DateTimeOffset due) => WakeAsync(due, new WallLinkCommand.Wake());

    protected override ValueTask<Surroundings> LookAroundAsync(WallLinkCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
