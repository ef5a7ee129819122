using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Selvedge.Gateway.Alerts.Mails;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Alerts;

/// <summary>HALDEN's people on a node that sends mail to a real server. Nobody has chosen an address.</summary>
public sealed class MailedNode : IAsyncLifetime
{
    public const string PublicAddress = "https://selvedge.example.com";

    private readonly StaffedNode staffed = new();

    public GatewayNode Node => staffed.Node;

    internal MailServer Mails { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Mails = await MailServer.StartAsync();
        Node.Settings = SettingsOf(Mails.Port);
        await staffed.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await staffed.DisposeAsync();
        await Mails.DisposeAsync();
    }

    /// <summary>Has a node send its mail there.</summary>
    public static KeyValuePair<string, string?>[] SettingsOf(int port) =>
    [
        new("Selvedge:Mail:Host", "127.0.0.1"), new("Selvedge:Mail:Port", port.ToString(CultureInfo.InvariantCulture)),
        new("Selvedge:Mail:From", "Selvedge <alerts@example.com>"), new("Selvedge:Mail:PublicAddress", PublicAddress),
    ];

    public static async Task ChooseAsync(GatewayNode node, string person, string? mail, string p2 = "at-once", int mailsADay = 20, string language = "en")
    {
        var chosen = await node.SendAsync(HttpMethod.Put, "/api/v1/me/alerts", Choices(mail, p2, mailsADay, language: language), person);
        Assert.True(chosen.Status == 200, chosen.Text);
    }

    public static string Choices(string? mail, string p2 = "at-once", int mailsADay = 20, string zone = "UTC", string from = "20:00", string language = "en") => JsonSerializer.Serialize(
        new { mail, timeZone = zone, quietFrom = from, quietUntil = "07:00", p1 = "at-once", p2, p3 = "digest", mailsADay, language });

    /// <summary>Rafiq of the vendor says when line 1 is finished.</summary>
    public static async Task ReportAsync(GatewayNode node, string po, string date, string by = "rafiq", string source = "V1")
    {
        // What came before is looked at by then: the delay is the doing of who reports it.
        await node.SettleAsync();
        var told = await node.PostAsync(
            $$"""[{ "source": "{{source}}", "eventId": "{{po}}-{{date}}", "eventUpdatedAt": "{{node.Time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}", "purchaseOrder": "{{po}}", "line": 1, "type": "milestone", "milestone": "A31", "classifier": "EST", "date": "{{date}}", "reason": "FA-CAP", "note": "two lines stand still" }]""",
            person: by);
        Assert.True(told.Status == 200 && told.Json.GetProperty("items")[0].GetProperty("status").GetString() == "accepted", told.Text);
    }

    public static Task<JsonElement> AlertAsync(GatewayNode node, string po, string state) => Eventually.HoldsAsync(
        $"The alert of {po} is {state}", async () => (await node.GetAsync($"/api/v1/alerts/late-order~{po}", "clara")) is { Status: 200, Json: var alert } ? alert : default,
        alert => alert.ValueKind == JsonValueKind.Object && alert.GetProperty("state").GetString() == state);

    /// <summary>It looks for what is due by itself, once a second of a clock that stands.</summary>
    public static void Pass(GatewayNode node, TimeSpan time)
    {
        node.Time.MoveTo(node.Time.GetUtcNow() + time);
        node.Services.GetRequiredService<MailSender>().Wake();
    }
}
