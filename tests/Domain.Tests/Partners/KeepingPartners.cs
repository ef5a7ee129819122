using Selvedge.Domain.Calendars;
using Selvedge.Domain.Partners;

namespace Selvedge.Domain.Tests.Partners;

public sealed class KeepingPartners : Spec<Partner, PartnerCommand, PartnerEvent, PartnerRow>
{
    private static readonly PartnerSheet Acme = new("acme", "Acme", ["HALDEN"], [], [PartnerScope.Read, PartnerScope.Report], ["FWD-ACME"], []);

    private static readonly Webhook Hook = new("w1", "https://hooks.acme.example", [], [new("whsec_a", null)], "acme", DateTimeOffset.UnixEpoch);

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

    [Fact]
    public void Webhooks_are_for_partners_that_may_keep_them_and_few()
    {
        Ask(new PartnerCommand.Record(Acme, null));
        Ask(new PartnerCommand.AddWebhook(Hook));
        ThenRefused("beyond-partner");
        Ask(new PartnerCommand.Record(Acme with { Scopes = [PartnerScope.Webhooks] }, null));
        for (var i = 0; i < Partner.MostWebhooks; i++)
            Ask(new PartnerCommand.AddWebhook(Hook with { Id = $"w{i}" }));
        Ask(new PartnerCommand.AddWebhook(Hook with { Id = "more" }));
        ThenRefused("too-many");
        Ask(new PartnerCommand.DropWebhook("w0", "acme"));
        Ask(new PartnerCommand.DropWebhook("w0", "acme"));
        ThenNothing();
        Assert.Equal(Partner.MostWebhooks - 1, State.Webhooks.Length);
    }

    [Fact]
    public void A_rotated_secret_signs_for_a_day_beside_the_new_one_and_no_third_does()
    {
        Ask(new PartnerCommand.Record(Acme with { Scopes = [PartnerScope.Webhooks] }, null));
        Ask(new PartnerCommand.AddWebhook(Hook));
        Ask(new PartnerCommand.RotateSecret("w1", "whsec_b"));
        Ask(new PartnerCommand.RotateSecret("w1", "whsec_c"));
        Assert.Equal([("whsec_c", null), ("whsec_b", DateTimeOffset.UnixEpoch.AddDays(1))], State.Webhooks[0].Secrets.Select(s => (s.Value, s.EndsAt)));
        Ask(new PartnerCommand.RotateSecret("w9", "whsec_d"));
        ThenRefused("unknown-webhook");
    }

    [Fact]
    public void A_disabled_webhook_says_why_until_somebody_enables_it()
    {
        Ask(new PartnerCommand.Record(Acme with { Scopes = [PartnerScope.Webhooks] }, null));
        Ask(new PartnerCommand.AddWebhook(Hook));
        Ask(new PartnerCommand.DisableWebhook("w1", "It answered 410."));
        Ask(new PartnerCommand.DisableWebhook("w1", "Again."));
        ThenNothing();
        Assert.Equal("It answered 410.", State.Webhooks[0].Disabled);
        Ask(new PartnerCommand.EnableWebhook("w1", "clara"));
        Assert.True(State.Webhooks[0].IsEnabled);
        Ask(new PartnerCommand.EnableWebhook("w1", "clara"));
        ThenNothing();
    }
}
