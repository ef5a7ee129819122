using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Webhooks;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Webhooks;

/// <summary>What happens reaches who wants it and may see it: signed, in sequence, once more until it is taken.</summary>
public sealed class SendingToWebhooks(GatewayNode node) : IClassFixture<GatewayNode>
{
    private const string Placed = "purchase-order.placed";

    private async Task<(string Id, string Secret)> AddAsync(string partner, HookServer to, string brand, string events = $"\"{Placed}\"")
    {
        var recorded = await node.SendAsync(HttpMethod.Put, $"/api/v1/partners/{partner}", $$"""{ "name": "{{partner}}", "brands": ["{{brand}}"], "scopes": ["webhooks"] }""");
        Assert.True(recorded.Status == 200, recorded.Text);
        var added = await node.SendAsync(HttpMethod.Post, "/api/v1/webhooks", $$"""{ "partner": "{{partner}}", "url": "{{to.Url}}", "events": [{{events}}] }""");
        Assert.True(added.Status == 201, added.Text);
        return (added.Json.GetProperty("id").GetString()!, added.Json.GetProperty("secret").GetString()!);
    }

    private async Task<JsonElement> PostAsync(string webhook, string act, string? body = null)
    {
        var answer = await node.SendAsync(HttpMethod.Post, $"/api/v1/webhooks/{webhook}/{act}", body);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private Task<JsonElement[]> DeliveriesAsync(string webhook, string what, Func<JsonElement[], bool> until) => Eventually.HoldsAsync(
        what, async () => (await node.ReadAsync($"/api/v1/webhooks/{webhook}/deliveries")).GetProperty("items").EnumerateArray().ToArray(), until);

    private async Task<JsonElement> ReadAsync(string webhook) =>
        (await node.ReadAsync("/api/v1/webhooks")).GetProperty("items").EnumerateArray().Single(w => w.GetProperty("id").GetString() == webhook);

    private void Pass(TimeSpan time) => PassTo(node.Time.GetUtcNow() + time);

    // It looks for what is due by itself, once a second.
    private void PassTo(DateTimeOffset moment)
    {
        node.Time.MoveTo(moment);
        node.Services.GetRequiredService<WebhookSender>().Wake();
    }

    private static string? State(JsonElement delivery) => delivery.GetProperty("state").GetString();

    // As a receiver checks it, from the published rule alone.
    private static string SignatureOf(string secret, Received message) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(
        Convert.FromBase64String(secret["whsec_".Length..]), (byte[])[.. Encoding.UTF8.GetBytes($"{message.Id}.{message.Timestamp}."), .. message.Body]));

    [Fact]
    public async Task What_the_partner_may_see_is_sent_signed_as_the_log_has_it_and_nothing_else()
    {
        await using var hook = await HookServer.StartAsync();
        var (id, secret) = await AddAsync("sees", hook, "SEEN");
        await node.PlaceAsync(GatewayNode.Order("HOOK-1", "2027-03-20", brand: "SEEN"), GatewayNode.Order("HOOK-2", "2027-03-20", brand: "UNSEEN"));
        await node.TellAsync(Said.OfLine("hook-1", "HOOK-1", "A26", "2027-02-20"));
        await node.PlaceAsync(GatewayNode.Order("HOOK-3", "2027-03-20", brand: "SEEN"));

        var all = await hook.WaitAsync("Both orders are told", all => all.Count >= 2);
        await DeliveriesAsync(id, "Both are settled", items => items.Length == 2 && items.All(d => State(d) == "delivered"));
        Assert.Equal([(Placed, "purchase-order/HOOK-1"), (Placed, "purchase-order/HOOK-3")], all.Select(m => (m.Type, m.Subject)).Order());
        foreach (var message in all)
        {
            Assert.Equal(SignatureOf(secret, message), message.Signature);
            Assert.Equal(node.Time.GetUtcNow().ToUnixTimeSeconds(), long.Parse(message.Timestamp));
            var logged = (await node.ReadAsync($"/api/v1/events?after={message.Json.GetProperty("data").GetProperty("position").GetInt64() - 1}&limit=1")).GetProperty("items")[0];
            Assert.Equal(logged.GetProperty("id").GetString(), message.Id);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(logged.GetRawText()), JsonNode.Parse(message.Json.GetProperty("data").GetRawText())), message.Json.ToString());
        }
    }

    [Fact]
    public async Task What_was_not_taken_comes_again_under_its_id_and_holds_up_its_own_order_alone()
    {
        await using var hook = await HookServer.StartAsync();
        var refusing = true;
        hook.Answer = (message, response) =>
        {
            response.StatusCode = refusing && message.Subject == "purchase-order/AGAIN-1" ? 503 : 200;
            return Task.CompletedTask;
        };
        var (id, secret) = await AddAsync("again", hook, "AGAIN", $"\"{Placed}\", \"purchase-order.milestone-reported\"");
        await node.PlaceAsync(GatewayNode.Order("AGAIN-1", "2027-03-20", brand: "AGAIN"), GatewayNode.Order("AGAIN-2", "2027-03-20", brand: "AGAIN"));
        await node.TellAsync(Said.OfLine("again-1", "AGAIN-1", "A26", "2027-02-20"));
        await node.TellAsync(Said.OfLine("again-2", "AGAIN-2", "A26", "2027-02-20"));
        var items = await DeliveriesAsync(id, "The other order goes on", items => items.Count(d => State(d) == "delivered") == 2 && items.Count(d => State(d) == "waiting" && d.GetProperty("attempts").GetInt32() == 1) == 1);
        Assert.Equal(503, items.Single(d => d.GetProperty("attempts").GetInt32() == 1 && State(d) == "waiting").GetProperty("status").GetInt32());
        Assert.DoesNotContain(hook.All, m => m is { Subject: "purchase-order/AGAIN-1", Type: not Placed });

        refusing = false;
        Pass(TimeSpan.FromSeconds(6));
        await DeliveriesAsync(id, "All is taken", items => items.Length == 4 && items.All(d => State(d) == "delivered"));
        var first = hook.All.Where(m => m.Subject == "purchase-order/AGAIN-1").ToList();
        Assert.Equal([Placed, Placed, "purchase-order.milestone-reported"], first.Select(m => m.Type));
        Assert.Equal(first[0].Id, first[1].Id);
        Assert.All(first, m => Assert.Equal(SignatureOf(secret, m), m.Signature));
        Assert.Equal(first[0].Body, first[1].Body);
    }

    [Fact]
    public async Task One_that_never_answers_holds_up_no_other()
    {
        await using var silent = await HookServer.StartAsync();
        await using var quick = await HookServer.StartAsync();
        var release = new TaskCompletionSource();
        silent.Answer = (_, _) => release.Task;
        await AddAsync("silent", silent, "SLOW");
        await AddAsync("quick", quick, "SLOW");
        await node.PlaceAsync([.. Enumerable.Range(1, 8).Select(i => GatewayNode.Order($"SLOW-{i}", "2027-03-20", brand: "SLOW"))]);
        await quick.WaitAsync("The quick one has all", all => all.Count == 8);
        Assert.InRange(silent.All.Count, 0, 4);
        release.SetResult();
    }

    [Fact]
    public async Task After_three_days_without_an_answer_it_is_given_up_the_webhook_is_disabled_and_what_was_missed_is_replayed()
    {
        await using var hook = await HookServer.StartAsync();
        hook.Answer = (_, response) =>
        {
            response.StatusCode = 500;
            return Task.CompletedTask;
        };
        var (id, _) = await AddAsync("dead", hook, "DEAD");
        await node.PlaceAsync(GatewayNode.Order("DEAD-1", "2027-03-20", brand: "DEAD"));
        var begun = node.Time.GetUtcNow();
        for (var attempt = 1; attempt < 10; attempt++)
        {
            var waits = await DeliveriesAsync(id, $"Attempt {attempt} failed", items => items is [var d] && d.GetProperty("attempts").GetInt32() == attempt);
            PassTo(waits[0].GetProperty("nextAt").GetDateTimeOffset().AddSeconds(1));
        }

        await DeliveriesAsync(id, "It is given up", items => items is [var d] && State(d) == "givenup");
        Assert.InRange((node.Time.GetUtcNow() - begun).TotalHours, 75, 84);
        Assert.Single(hook.All.Select(m => m.Id).Distinct());
        await Eventually.HoldsAsync("The webhook is disabled", () => ReadAsync(id), w => w.GetProperty("disabled").GetString() == "It took nothing for three days.");
        await node.PlaceAsync(GatewayNode.Order("DEAD-2", "2027-03-20", brand: "DEAD"));

        hook.Answer = (_, response) =>
        {
            response.StatusCode = 204;
            return Task.CompletedTask;
        };
        var before = hook.All.Count;
        await PostAsync(id, "enable");
        Assert.Equal(2, (await PostAsync(id, "replay", """{ "after": 0 }""")).GetProperty("queued").GetInt32());
        await DeliveriesAsync(id, "Both are taken", items => items.Length == 2 && items.All(d => State(d) == "delivered"));
        Assert.Contains(hook.All[0].Id, hook.All.Skip(before).Select(m => m.Id));
    }

    [Fact]
    public async Task Who_answers_gone_gets_nothing_more_and_who_asks_for_time_gets_it()
    {
        await using var gone = await HookServer.StartAsync();
        gone.Answer = (_, response) =>
        {
            response.StatusCode = 410;
            return Task.CompletedTask;
        };
        await using var busy = await HookServer.StartAsync();
        busy.Answer = (_, response) =>
        {
            response.StatusCode = 429;
            response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        };
        var (left, _) = await AddAsync("gone", gone, "GONE");
        var (later, _) = await AddAsync("busy", busy, "GONE");
        await node.PlaceAsync(GatewayNode.Order("GONE-1", "2027-03-20", brand: "GONE"));
        await Eventually.HoldsAsync("The one that is gone is disabled", () => ReadAsync(left), w => w.GetProperty("disabled").GetString() is { } why && why.Contains("410", StringComparison.Ordinal));
        var waits = await DeliveriesAsync(later, "The busy one has answered", items => items is [var d] && d.GetProperty("attempts").GetInt32() == 1);
        Assert.True(waits[0].GetProperty("nextAt").GetDateTimeOffset() >= waits[0].GetProperty("lastAt").GetDateTimeOffset().AddHours(1));
    }

    [Fact]
    public async Task A_test_is_signed_by_both_secrets_while_they_change()
    {
        await using var hook = await HookServer.StartAsync();
        var (id, former) = await AddAsync("turns", hook, "TURNS");
        var secret = (await PostAsync(id, "rotate")).GetProperty("secret").GetString()!;
        Assert.True((await PostAsync(id, "test")).GetProperty("taken").GetBoolean());
        var message = Assert.Single(hook.All);
        Assert.Equal("webhook.test", message.Type);
        Assert.Equal([SignatureOf(secret, message), SignatureOf(former, message)], message.Signature.Split(' '));
        Pass(TimeSpan.FromHours(25));
        await PostAsync(id, "test");
        Assert.Equal(SignatureOf(secret, hook.All[1]), hook.All[1].Signature);

        hook.Answer = (_, response) =>
        {
            response.Redirect("http://169.254.169.254/latest");
            return Task.CompletedTask;
        };
        var redirected = await PostAsync(id, "test");
        Assert.Equal((false, 302), (redirected.GetProperty("taken").GetBoolean(), redirected.GetProperty("status").GetInt32()));
        Assert.Equal(200, (await node.SendAsync(HttpMethod.Delete, $"/api/v1/webhooks/{id}", null)).Status);
        Assert.Equal(404, (await node.GetAsync($"/api/v1/webhooks/{id}/deliveries")).Status);
    }

    [Fact]
    public async Task Two_nodes_send_each_event_once()
    {
        await using var hook = await HookServer.StartAsync();
        var other = new GatewayNode();
        await other.StartAsync(node.ConnectionString, GatewayNode.Patient);
        try
        {
            var (id, _) = await AddAsync("both", hook, "BOTH");
            await node.PlaceAsync([.. Enumerable.Range(1, 20).Select(i => GatewayNode.Order($"BOTH-{i}", "2027-03-20", brand: "BOTH"))]);
            await DeliveriesAsync(id, "All are taken", items => items.Length == 20 && items.All(d => State(d) == "delivered"));
            Assert.Equal(20, hook.All.Count);
            Assert.Equal(20, hook.All.Select(m => m.Id).Distinct().Count());
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_partner_keeps_its_own_webhooks_and_knows_of_no_others()
    {
        await using var hook = await HookServer.StartAsync();
        var (theirs, _) = await AddAsync("theirs", hook, "THEIRS");
        await node.SendAsync(HttpMethod.Put, "/api/v1/partners/own", """{ "name": "own", "brands": ["OWN"], "scopes": ["webhooks"] }""");
        var key = (await node.SendAsync(HttpMethod.Post, "/api/v1/partners/own/keys", """{ "label": "own", "scopes": ["webhooks"] }""")).Json.GetProperty("key").GetString();
        var added = await AsAsync(HttpMethod.Post, "", $$"""{ "partner": "theirs", "url": "{{hook.Url}}" }""");
        Assert.Equal(201, added.Status);
        var listed = Assert.Single((await AsAsync(HttpMethod.Get, "")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(("own", added.Json.GetProperty("id").GetString()), (listed.GetProperty("partner").GetString(), listed.GetProperty("id").GetString()));
        foreach (var (method, act, body) in new[]
                 {
                     (HttpMethod.Get, "/deliveries", null), (HttpMethod.Post, "/replay", """{ "after": 0 }"""), (HttpMethod.Post, "/test", null),
                     (HttpMethod.Post, "/rotate", null), (HttpMethod.Post, "/enable", null), (HttpMethod.Delete, "", null),
                 })
            Assert.Equal(404, (await AsAsync(method, $"/{theirs}{act}", body)).Status);
        Assert.Equal(403, (await AsAsync(HttpMethod.Get, "", at: "/api/v1/events")).Status);
        Assert.Empty(hook.All);

        async Task<Answer> AsAsync(HttpMethod method, string path, string? body = null, string at = "/api/v1/webhooks")
        {
            using var request = new HttpRequestMessage(method, at + path) { Headers = { Authorization = new("Bearer", key) } };
            if (body is not null)
                request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            return await Answer.OfAsync(await node.Http.SendAsync(request));
        }
    }

    [Theory]
    [InlineData("http://hooks.example/x", "impossible-url")]
    [InlineData("https://10.1.2.3/x", "impossible-url")]
    [InlineData("https://[::ffff:169.254.169.254]/x", "impossible-url")]
    [InlineData("https://me:secret@hooks.example/x", "impossible-url")]
    [InlineData("ftp://hooks.example/x", "impossible-url")]
    public async Task An_address_where_nothing_may_be_sent_is_refused(string url, string code)
    {
        await node.SendAsync(HttpMethod.Put, "/api/v1/partners/where", """{ "name": "where", "scopes": ["webhooks"] }""");
        var answer = await node.SendAsync(HttpMethod.Post, "/api/v1/webhooks", JsonSerializer.Serialize(new { partner = "where", url }));
        Assert.Equal((422, $"/problems/{code}", "/url"), (answer.Status, answer.ProblemType, answer.Pointer));
    }
}
