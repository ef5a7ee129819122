using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Partners;

namespace Selvedge.Grains;

/// <summary>One partner's record.</summary>
public sealed class PartnerGrain(ActorServices services)
    : EventSourcedGrain<Partner, PartnerCommand, PartnerEvent, PartnerRow>(services, StoredKinds.Partner), IPartnerGrain
{
    public Task<Verdict> Record(Asked<PartnerSheet> asked, int? held) => ExecuteAsync(asked.Header, new PartnerCommand.Record(asked.Command, held));

    public Task<Verdict> IssueKey(Asked<PartnerKey> asked) => ExecuteAsync(asked.Header, new PartnerCommand.IssueKey(asked.Command));

    public Task<Verdict> RevokeKey(Asked<string> asked) => ExecuteAsync(asked.Header, new PartnerCommand.RevokeKey(asked.Command, asked.Header.Origin.Actor));

    public async Task<PartnerRow> Read()
    {
        await CatchUpAsync();
        return State;
    }

    protected override ValueTask<Surroundings> LookAroundAsync(PartnerCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
