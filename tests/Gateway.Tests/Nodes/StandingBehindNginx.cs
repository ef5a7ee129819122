using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Selvedge.Chaos;
using Selvedge.Chaos.Driving;
using Selvedge.Gateway.Tests.Boards;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>Two real nodes behind the real nginx, with the settings in deploy/nginx.</summary>
public sealed partial class StandingBehindNginx
{
    private const string Topic = $"board:*:{OrderBook.Category}";
    private const string Secret = "c2VjcmV0LW9mLWEtbGluaw";

    [Fact]
    public async Task Who_follows_is_served_by_the_other_node_when_theirs_is_killed_and_no_log_keeps_a_links_token()
    {
        await using var site = await Site.StartAsync(2, await TestServer.CloneDatabaseAsync(), null, null, CancellationToken.None);
        await using var front = await Front.StartAsync(site.Nodes.Select(node => node.Address));
        using var http = new HttpClient { BaseAddress = front.Address };
        using var orders = await OrderBook.OpenAsync(site.Nodes[0], 1, CancellationToken.None);

        await using var first = await HubClient.ConnectAsync(front.Address);
        var snapshot = await FollowAsync(first, null);
        Assert.Equal("snapshot", (string?)snapshot["kind"]);
        var seen = await FrameAsync(first, await TellAsync(http, orders[0], "behind-1", 40));

        var theirs = await ServingAsync(site);
        await theirs.KillAsync();
        await first.ReadToEndAsync();
        await using var second = await HubClient.ConnectAsync(front.Address);
        Assert.True((long)(await FollowAsync(second, seen))["to"]! >= seen);
        await FrameAsync(second, await TellAsync(http, orders[0], "behind-2", 50));
        Assert.Equal(site.Nodes.Single(node => node != theirs), await ServingAsync(site));

        // One of these is asked of the node that is gone first, about which nginx writes an error.
        for (var i = 0; i < 4; i++)
            using (await http.GetAsync($"/links/alerts?link={Secret}"))
            using (await http.GetAsync($"/links/elsewhere/{Secret}"))
            using (await http.GetAsync($"/health/live?try={i}"))
            {
            }
        foreach (var node in site.Nodes)
            await node.KillAsync();
        using (var nobody = await http.GetAsync($"/links/alerts?link={Secret}"))
            Assert.Equal(503, (int)nobody.StatusCode);
        var logs = front.ReadLogs();
        Assert.Contains("/health/live?try=3", logs, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, logs, StringComparison.Ordinal);
    }

    // A location that sets one header inherits none: without Host the nodes would be asked for a host that they do not know.
    [Fact]
    public void Every_location_that_sets_a_header_names_the_host()
    {
        var settings = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "nginx", "selvedge.conf"));
        var locations = Location().Matches(settings);
        Assert.Equal(settings.Split("\n    location ").Length - 1, locations.Count);
        var setting = locations.Where(location => location.Value.Contains("proxy_set_header", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(setting);
        Assert.All(setting, location => Assert.Contains("proxy_set_header Host $http_host;", location.Value, StringComparison.Ordinal));
    }

    private static async Task<JsonObject> FollowAsync(HubClient client, long? after)
    {
        Assert.Null(await client.InvokeAsync("Follow", Topic, after));
        return await client.NextFrameAsync();
    }

    /// <summary>Reads on to the frame that a change is in.</summary>
    private static async Task<long> FrameAsync(HubClient client, long at)
    {
        while (true)
            if ((await client.NextFrameAsync())["to"]!.GetValue<long>() is var to && to >= at)
                return to;
    }

    /// <returns>Where it stands in the journal.</returns>
    private static async Task<long> TellAsync(HttpClient http, string order, string eventId, int days)
    {
        var now = TimeProvider.System.GetUtcNow();
        var said = Said.OfLine(eventId, order, "A26", now.AddDays(days).ToString("yyyy-MM-dd"), updatedAt: now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"));
        using var body = new StringContent(said.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/api/v1/events", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("items")[0].GetProperty("position").GetInt64();
    }

    /// <summary>The node that a follower is connected to.</summary>
    private static async Task<NodeProcess> ServingAsync(Site site)
    {
        using var http = new HttpClient();
        foreach (var node in site.Nodes.Where(node => !node.HasEnded))
            if (Connections().Match(await http.GetStringAsync(new Uri(node.Address, "/metrics"))) is { Success: true } found && found.Groups[1].Value != "0")
                return node;
        throw new InvalidOperationException("No node has a live connection.");
    }

    [GeneratedRegex(@"^    location [^{]+\{[^}]*\}", RegexOptions.Multiline)]
    private static partial Regex Location();

    [GeneratedRegex(@"^selvedge_live_connections (\d+)$", RegexOptions.Multiline)]
    private static partial Regex Connections();
}
