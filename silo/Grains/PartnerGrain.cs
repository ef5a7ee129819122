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

    public Task<Verdict> AddWebhook(Asked<Webhook> asked) => ExecuteAsync(asked.Header, new PartnerCommand.AddWebhook(asked.Command));

    public Task<Verdict> DropWebhook(Asked<string> asked) => ExecuteAsync(asked.Header, new PartnerCommand.DropWebhook(asked.Command, asked.Header.Origin.Actor));

    public Task<Verdict> RotateSecret(CommandHeader header, string webhook, string secret) => ExecuteAsync(header, new PartnerCommand.RotateSecret(webhook, secret));

    public Task<Verdict> DisableWebhook(CommandHeader header, string webhook, string why) => ExecuteAsync(header, new PartnerCommand.DisableWebhook(webhook, why));

    public Task<Verdict> EnableWebhook(Asked<string> asked) => ExecuteAsync(asked.Header, new PartnerCommand.EnableWebhook(asked.Command, asked.Header.Origin.Actor));

    public async Task<PartnerRow> Read()
    {
        await CatchUpAsync();
        return State;
    }

    protected override ValueTask<Surroundings> LookAroundAsync(PartnerCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
