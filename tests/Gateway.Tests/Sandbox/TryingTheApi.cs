using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.Webhooks;

namespace Selvedge.Gateway.Tests.Sandbox;

/// <summary>A partner tries what the API does to its programs, and nothing real is touched.</summary>
public sealed class TryingTheApi(GatewayNode node) : IClassFixture<GatewayNode>
{
    private static JsonObject Tell(string order, string eventId, string source)
    {
        var said = Said.OfLine(eventId, order, "A26", "2027-02-20");
        said["source"] = source;
        return said;
    }

    private async Task<string> LetInAsync(string partner, HookServer? to = null, string events = "")
    {
        await node.SendAsync(HttpMethod.Put, $"/api/v1/partners/{partner}", $$"""{ "name": "{{partner}}", "scopes": ["read", "report", "webhooks"], "sources": ["FWD-{{partner}}"] }""");
        var key = (await node.SendAsync(HttpMethod.Post, $"/api/v1/partners/{partner}/keys", """{ "label": "k", "scopes": ["read", "report", "webhooks"] }""")).Json.GetProperty("key").GetString()!;
        if (to is not null)
            await node.SendAsync(HttpMethod.Post, "/api/v1/webhooks", $$"""{ "partner": "{{partner}}", "url": "{{to.Url}}", "events": [{{events}}] }""");
        return key;
    }

    private async Task<Answer> PostAsync(string key, params JsonObject[] said)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events")
        {
            Content = new StringContent(new JsonArray([.. said]).ToJsonString(), Encoding.UTF8, "application/json"), Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        return await Answer.OfAsync(await node.Http.SendAsync(request));
    }

    [Fact]
    public async Task What_is_reported_of_a_late_one_comes_back_and_then_a_forecast_that_moved_by_three_days()
    {
        await using var hook = await HookServer.StartAsync();
        var key = await LetInAsync("trial-late", hook);
        var before = (await node.ReadAsync("/api/v1/events?after=0&limit=1000")).GetProperty("items").GetArrayLength();

        var answer = await PostAsync(key, Tell("TEST-DELAY-3D", "late-1", "FWD-trial-late"));
        var verdict = answer.Json.GetProperty("items")[0];
        Assert.Equal(("accepted", 1), (verdict.GetProperty("status").GetString(), verdict.GetProperty("version").GetInt32()));
        Assert.Equal(JsonValueKind.Null, verdict.GetProperty("position").ValueKind);

        var came = await hook.WaitAsync("Both come", all => all.Count == 2);
        Assert.Equal(["purchase-order.milestone-reported", "purchase-order.forecast-moved"], came.Select(m => m.Type));
        Assert.All(came, m => Assert.Equal("purchase-order/TEST-DELAY-3D", m.Subject));
        Assert.Contains("2027-02-20", came[0].Json.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("2027-02-23", came[1].Json.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(before, (await node.ReadAsync("/api/v1/events?after=0&limit=1000")).GetProperty("items").GetArrayLength());
        Assert.Equal(404, (await node.GetAsync("/api/v1/purchase-orders/TEST-DELAY-3D")).Status);
    }

    [Fact]
    public async Task A_later_version_comes_first_where_that_is_asked_for_and_what_is_not_wanted_does_not_come()
    {
        await using var hook = await HookServer.StartAsync();
        var key = await LetInAsync("trial-order", hook, "\"purchase-order.milestone-reported\"");
        await PostAsync(key, Tell("TEST-DELAY-3D", "order-1", "FWD-trial-order"));
        await hook.WaitAsync("What is wanted comes", all => all.Count == 1);
        await PostAsync(key, Tell("TEST-OUT-OF-ORDER", "order-2", "FWD-trial-order"));
        var came = (await hook.WaitAsync("Both come", all => all.Count == 3)).Skip(1).ToArray();
        Assert.Equal([2, 1], came.Select(m => m.Json.GetProperty("data").GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task The_same_event_fails_twice_for_each_partner_and_is_taken_then_beside_real_ones()
    {
        var (one, other) = (await LetInAsync("trial-one"), await LetInAsync("trial-two"));
        await node.PlaceAsync(GatewayNode.Order("TRIED-1", "2027-03-20"));
        JsonObject[] Batch(string partner) => [Tell("TEST-FAIL-500-TWICE", "fails-1", $"FWD-{partner}"), Tell("TRIED-1", $"real-{partner}", $"FWD-{partner}")];
        foreach (var expected in new[] { HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError, HttpStatusCode.OK, HttpStatusCode.OK })
        {
            var answer = await PostAsync(one, Batch("trial-one"));
            Assert.Equal((int)expected, answer.Status);
        }

        Assert.Equal(500, (await PostAsync(other, Batch("trial-two"))).Status);
        Assert.Equal(["real-trial-one"], (await node.ReadAsync("/api/v1/events?after=0&limit=1000")).GetProperty("items").EnumerateArray()
            .Where(e => e.GetProperty("by") is { ValueKind: JsonValueKind.Object } by && by.GetProperty("eventId").GetString()!.StartsWith("real-", StringComparison.Ordinal))
            .Select(e => e.GetProperty("by").GetProperty("eventId").GetString()).Distinct());
    }

    [Fact]
    public async Task What_is_wrong_with_a_trial_is_told_as_of_any_other()
    {
        var key = await LetInAsync("trial-wrong");
        var answer = await PostAsync(key, Tell("TEST-DELAY-3D", "wrong-1", "SOMEBODY-ELSE"), Tell("TEST-DELAY-4D", "wrong-2", "FWD-trial-wrong"));
        Assert.Equal(["other-source", "unknown-purchase-order"], answer.Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("problem").GetProperty("errors")[0].GetProperty("code").GetString()));
    }
}
