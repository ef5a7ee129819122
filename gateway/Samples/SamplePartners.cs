using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Partners;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Webhooks;

namespace Selvedge.Gateway.Samples;

/// <summary>Two partners: the forwarder, who has changed its key once and moved its receiver, and the first brand's planning system, which only reads.</summary>
internal sealed class SamplePartners(IGrainFactory grains, SampleSender send, string brand, DateTimeOffset now)
{
    private const string Planning = "stitchline";

    // Nobody has these keys and secrets: what they open cannot be opened.
    public async Task LetInAsync(CancellationToken ct)
    {
        await RecordAsync(new PartnerSheet(
            SamplePeople.Forwarder, "Nordkap Forwarding", [], [], [PartnerScope.Read, PartnerScope.Report, PartnerScope.Webhooks], [SamplePeople.Forwarder], ["cause", "causes"]), ct);
        await RecordAsync(new PartnerSheet(Planning, "Stitchline PLM", [brand], [], [PartnerScope.Read], [], []), ct);
        await IssueAsync(SamplePeople.Forwarder, "first feed", [PartnerScope.Report], now.AddDays(-90), ct);
        await IssueAsync(SamplePeople.Forwarder, "tracking feed", [PartnerScope.Read, PartnerScope.Report], now.AddDays(-3), ct);
        await SendAsync("first feed revoked", SamplePeople.Forwarder, (partner, header) => partner.RevokeKey(new(header, IdOf(SamplePeople.Forwarder, "first feed"))), ct);
        await IssueAsync(Planning, "nightly", [PartnerScope.Read], now.AddDays(-20), ct);

        var webhook = new Webhook(
            send.Header("webhook", SamplePeople.Forwarder).Id.ToString("N")[^12..], "https://hooks.nordkap.example/selvedge", ["purchase-order.forecast-moved"],
            [new(WebhookSignature.MakeSecret(), null)], SamplePeople.Director, now.AddDays(-90));
        await SendAsync("webhook", SamplePeople.Forwarder, (partner, header) => partner.AddWebhook(new(header, webhook)), ct);
        await SendAsync("webhook disabled", SamplePeople.Forwarder, (partner, header) => partner.DisableWebhook(header, webhook.Id, "It answered 410: it wants nothing more."), ct);
    }

    private Task<bool> RecordAsync(PartnerSheet sheet, CancellationToken ct) =>
        SendAsync("sheet", sheet.Id, (partner, header) => partner.Record(new(header, sheet), null), ct);

    private Task<bool> IssueAsync(string of, string label, ImmutableArray<PartnerScope> scopes, DateTimeOffset at, CancellationToken ct)
    {
        var secret = Secret.Make(Secret.KeyPrefix);
        var key = new PartnerKey(IdOf(of, label), label, Secret.HexOf(secret), secret[^4..], scopes, SamplePeople.Director, at);
        return SendAsync($"key {label}", of, (partner, header) => partner.IssueKey(new(header, key)), ct);
    }

    private string IdOf(string of, string label) => send.Header($"partner key {label}", of).Id.ToString("N")[^12..];

    private Task<bool> SendAsync(string what, string of, Func<IPartnerGrain, CommandHeader, Task<Verdict>> ask, CancellationToken ct) =>
        send.RecordAsync("partner", of, () => ask(grains.GetGrain<IPartnerGrain>(of), send.Header($"partner {what}", of, SamplePeople.Director)), ct);
}
