using Selvedge.Domain.Calendars;
using Selvedge.Domain.Partners;

namespace Selvedge.Domain.Tests.Partners;

public sealed class KeepingPartners : Spec<Partner, PartnerCommand, PartnerEvent, PartnerRow>
{
    private static readonly PartnerSheet Acme = new("acme", "Acme", ["HALDEN"], [], [PartnerScope.Read, PartnerScope.Report], ["FWD-ACME"], []);

    private void Ask(PartnerCommand command) => When(command, new Surroundings(DateTimeOffset.UnixEpoch, WorkingCalendars.Unknown));

    private void Issue(string id, params PartnerScope[] scopes) =>
        Ask(new PartnerCommand.IssueKey(new PartnerKey(id, id, $"hash of {id}", "abcd", [.. scopes], "clara", DateTimeOffset.UnixEpoch)));

    [Fact]
    public void A_partner_is_let_in_once_and_revised_by_who_saw_it()
    {
        Ask(new PartnerCommand.Record(Acme, null));
        Ask(new PartnerCommand.Record(Acme, null));
        ThenNothing();
        Ask(new PartnerCommand.Record(Acme with { Name = "Acme Forwarding" }, 1));
        Assert.Equal("Acme Forwarding", State.Sheet!.Name);
        Ask(new PartnerCommand.Record(Acme, 1));
        ThenRefused("changed-since");
    }

    [Fact]
    public void Who_reports_has_a_name_for_it_and_who_may_nothing_is_no_partner()
    {
        Ask(new PartnerCommand.Record(Acme with { Sources = [] }, null));
        ThenRefused("required");
        Ask(new PartnerCommand.Record(Acme with { Scopes = [] }, null));
        ThenRefused("required");
    }

    [Fact]
    public void A_third_key_waits_until_one_is_revoked()
    {
        Ask(new PartnerCommand.Record(Acme, null));
        Issue("k1", PartnerScope.Read);
        Issue("k2", PartnerScope.Report);
        Issue("k3", PartnerScope.Read);
        ThenRefused("too-many-keys");
        Ask(new PartnerCommand.RevokeKey("k1", "clara"));
        Issue("k3", PartnerScope.Read);
        Assert.Equal(["k2", "k3"], State.Keys.Where(k => k.IsLive).Select(k => k.Id));
        Ask(new PartnerCommand.RevokeKey("k1", "clara"));
        ThenNothing();
        Ask(new PartnerCommand.RevokeKey("k9", "clara"));
        ThenRefused("unknown-key");
    }

    [Fact]
    public void A_key_opens_no_more_than_its_partner_may()
    {
        Issue("k1", PartnerScope.Read);
        ThenRefused("unknown-partner");
        Ask(new PartnerCommand.Record(Acme, null));
        Issue("k1", PartnerScope.Webhooks);
        ThenRefused("beyond-partner");
        Issue("k1");
        ThenRefused("required");
    }

    [Fact]
    public void Of_the_keys_that_open_nothing_the_oldest_are_forgotten_and_never_one_that_opens()
    {
        Ask(new PartnerCommand.Record(Acme, null));
        Issue("kept", PartnerScope.Read);
        for (var i = 0; i < 2 * Partner.KeptKeys; i++)
        {
            Issue($"k{i}", PartnerScope.Read);
            Ask(new PartnerCommand.RevokeKey($"k{i}", "clara"));
        }

        Assert.Equal(Partner.KeptKeys, State.Keys.Length);
        Assert.True(State.Keys.Single(k => k.Id == "kept").IsLive);
    }
}
