using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Selvedge.Gateway.Alerts.Chats;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;
using Selvedge.Gateway.Tests.Webhooks;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Alerts;

/// <summary>HALDEN's people on a node that says how it is reached and names no mail server.</summary>
public sealed class ChattingNode : IAsyncLifetime
{
    private readonly StaffedNode staffed = new();

    public GatewayNode Node => staffed.Node;

    public async Task InitializeAsync()
    {
        Node.Settings = [new("Selvedge:Mail:PublicAddress", MailedNode.PublicAddress)];
        await staffed.InitializeAsync();
    }

    public Task DisposeAsync() => staffed.DisposeAsync();
}

/// <summary>An alert reaches a chat once for each step, as that chat takes it.</summary>
public sealed class TellingChats(ChattingNode chatting) : IClassFixture<ChattingNode>
{
    private GatewayNode Node => chatting.Node;

    private static string Choices(string? chat, string? url, string? mail = null) => JsonSerializer.Serialize(
        new { mail, timeZone = "UTC", quietFrom = "20:00", quietUntil = "07:00", p1 = "at-once", p2 = "at-once", p3 = "digest", mailsADay = 20, chat, chatUrl = url });

    private async Task ChooseAsync(string person, string chat, string url)
    {
        var chosen = await Node.SendAsync(HttpMethod.Put, "/api/v1/me/alerts", Choices(chat, url), person);
        Assert.True(chosen.Status == 200, chosen.Text);
    }

    private async Task LateAsync(string po)
    {
        await Node.PlaceAsync(GatewayNode.Order(po, "2027-08-20"));
        await MailedNode.ReportAsync(Node, po, "2027-10-20");
    }

    private Task<(short State, short Attempts)> NoticeAsync(string po, string what, Func<(short State, short Attempts), bool> until) => Eventually.HoldsAsync(what, async () =>
    {
        await using var command = Node.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"select state, attempts from journal.notices where incident = 'late-order~{po}' and channel = 'chat'");
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? (reader.GetInt16(0), reader.GetInt16(1)) : ((short)-1, (short)0);
    }, until);

    private void Pass(TimeSpan time)
    {
        Node.Time.MoveTo(Node.Time.GetUtcNow() + time);
        Node.Services.GetRequiredService<ChatSender>().Wake();
    }

    [Fact]
    public async Task Slack_and_Teams_are_told_once_each_in_their_own_form_and_again_when_it_climbs()
    {
        await using var slack = await HookServer.StartAsync();
        await using var teams = await HookServer.StartAsync();
        await ChooseAsync("clara", "slack", slack.Url);
        await ChooseAsync("ingrid", "teams", teams.Url);
        await LateAsync("PO-C1");
        var said = Assert.Single((await slack.WaitAsync("Slack is told", all => all.Exists(IsOfIt))).FindAll(IsOfIt)).Json;
        Assert.StartsWith("PO-C1 is", said.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(["header", "section", "actions"], said.GetProperty("blocks").EnumerateArray().Select(b => b.GetProperty("type").GetString()));
        Assert.Contains("*Vendor:* Dhaka Shirts", said.GetProperty("blocks")[1].GetProperty("text").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal($"{MailedNode.PublicAddress}/pos/PO-C1?line=1", said.GetProperty("blocks")[2].GetProperty("elements")[0].GetProperty("url").GetString());
        // Whoever reads the channel: nothing in it acts.
        Assert.DoesNotContain("/links/", said.GetRawText(), StringComparison.Ordinal);
        await NoticeAsync("PO-C1", "It is written down", n => n == (1, 1));
        Assert.Empty(teams.All.FindAll(IsOfIt));

        Pass(TimeSpan.FromDays(2).Add(TimeSpan.FromMinutes(1)));
        var card = Assert.Single((await teams.WaitAsync("Teams is told", all => all.Exists(IsOfIt))).FindAll(IsOfIt)).Json.GetProperty("attachments")[0];
        Assert.Equal("application/vnd.microsoft.card.adaptive", card.GetProperty("contentType").GetString());
        Assert.StartsWith("PO-C1 is", card.GetProperty("content").GetProperty("body")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains(card.GetProperty("content").GetProperty("body")[2].GetProperty("facts").EnumerateArray(), f => f.GetProperty("value").GetString() == "Dhaka Shirts");
        Assert.Single(slack.All.FindAll(IsOfIt));
        foreach (var person in new[] { "clara", "ingrid" })
            Assert.Equal(200, (await Node.SendAsync(HttpMethod.Put, "/api/v1/me/alerts", Choices(null, null), person)).Status);

        // Others' alerts climb too, in whatever sequence the tests run.
        static bool IsOfIt(Received message) => message.Json.GetRawText().Contains("PO-C1", StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_does_not_answer_is_told_later_and_one_that_says_no_is_left_alone()
    {
        await using var chat = await HookServer.StartAsync();
        chat.Answer = (_, response) =>
        {
            response.StatusCode = 503;
            return Task.CompletedTask;
        };
        await ChooseAsync("clara", "slack", chat.Url);
        await LateAsync("PO-C2");
        await NoticeAsync("PO-C2", "It waits", n => n == (0, 1));
        chat.Answer = (_, response) =>
        {
            response.StatusCode = 200;
            return Task.CompletedTask;
        };
        Pass(TimeSpan.FromSeconds(6));
        await NoticeAsync("PO-C2", "It was told", n => n == (1, 2));

        chat.Answer = (_, response) =>
        {
            response.StatusCode = 404;
            return Task.CompletedTask;
        };
        await LateAsync("PO-C3");
        await NoticeAsync("PO-C3", "It is given up", n => n == (2, 1));

        // What somebody has in hand by then is told to nobody.
        chat.Answer = (_, response) =>
        {
            response.StatusCode = 503;
            return Task.CompletedTask;
        };
        await LateAsync("PO-C4");
        await NoticeAsync("PO-C4", "It waits", n => n == (0, 1));
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Post, "/api/v1/alerts/late-order~PO-C4/acknowledge", """{ "reason": "I call them" }""", "ingrid")).Status);
        Pass(TimeSpan.FromSeconds(6));
        await NoticeAsync("PO-C4", "It is withheld", n => n.State == 3);
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Put, "/api/v1/me/alerts", Choices(null, null), "clara")).Status);
    }

    [Fact]
    public async Task Addresses_that_nothing_may_be_sent_to_are_refused_at_their_field()
    {
        foreach (var (chat, url, pointer) in new (string?, string?, string)[]
                 {
                     ("slack", null, "/chatUrl"), (null, "https://hooks.example.com/x", "/chat"), ("irc", "https://hooks.example.com/x", "/chat"), ("slack", "nowhere", "/chatUrl"),
                     ("slack", "http://hooks.example.com/x", "/chatUrl"), ("slack", "https://10.0.0.1/x", "/chatUrl"), ("teams", "https://169.254.169.254/latest", "/chatUrl"),
                     ("teams", "https://a:b@hooks.example.com/", "/chatUrl"), ("teams", $"https://hooks.example.com/{new string('x', 1_000)}", "/chatUrl"),
                 })
        {
            var refused = await Node.SendAsync(HttpMethod.Put, "/api/v1/me/alerts", Choices(chat, url), "noor");
            Assert.True(refused.Status == 422 && refused.Json.GetProperty("errors")[0].GetProperty("pointer").GetString() == pointer, $"{chat} {url}: {refused.Text}");
        }

        var chosen = await Node.ReadAsync("/api/v1/me/alerts", "noor");
        Assert.Equal((false, true, JsonValueKind.Null), (chosen.GetProperty("mailIsOn").GetBoolean(), chosen.GetProperty("chatIsOn").GetBoolean(), chosen.GetProperty("chatUrl").ValueKind));
    }
}
