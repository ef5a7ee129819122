using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Gateway.Tests.Boards;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>What happens to one actor reaches everybody who watches, and the actors that wait on it.</summary>
public sealed class FollowingANode(GatewayNode node) : IClassFixture<GatewayNode>
{
    [Fact]
    public async Task A_report_reaches_the_board_and_the_order_that_are_followed()
    {
        await node.PlaceAsync(GatewayNode.Order("LIVE-1", "2027-03-20"));
        await using var board = await HubClient.ConnectAsync(node.Address);
        await using var order = await HubClient.ConnectAsync(node.Address);
        await FollowAsync(board, "board:*:apparel");
        var opened = await FollowAsync(order, "po:LIVE-1");
        Assert.Equal(33, opened["rows"]![0]!["lines"]![0]!["milestones"]!.AsArray().Count);

        var verdict = await node.TellAsync(Said.OfLine("live-1", "LIVE-1", "A26", "2027-03-10", reason: "FA-CAP"));
        var at = verdict.GetProperty("position").GetInt64();

        var row = await RowAsync(board, "LIVE-1/1", at);
        Assert.True((int)row["slipDays"]! > 0);
        Assert.Equal(at, (long)row["v"]!);
        var detail = await RowAsync(order, "LIVE-1", at);
        Assert.Equal(verdict.GetProperty("version").GetInt32(), (int)detail["version"]!);
        var read = await node.ReadAsync("/api/v1/purchase-orders/LIVE-1");
        Assert.True(JsonNode.DeepEquals(WithoutNulls(JsonNode.Parse(read.GetRawText())!), detail), $"{read}\n{detail}");
    }

    [Fact]
    public async Task A_styles_event_is_seen_on_the_style_and_moves_the_line_that_waits_on_it()
    {
        await node.RegisterStyleAsync("ST-1", "2027-12-20");
        await node.PlaceAsync(GatewayNode.Order("WAITS-1", "2027-12-20", style: "ST-1"), GatewayNode.Order("APART-1", "2027-12-20"));
        await using var style = await HubClient.ConnectAsync(node.Address);
        await FollowAsync(style, "style:ST-1");
        await node.SettleAsync();

        var verdict = await node.TellAsync(Said.OfStyle("style-1", "ST-1", "A06", "2027-10-30"));
        Assert.Equal("accepted", verdict.GetProperty("status").GetString());
        var seen = await RowAsync(style, "ST-1", verdict.GetProperty("position").GetInt64());
        Assert.Equal("2027-10-30", (string?)seen["milestones"]!.AsArray().Single(m => (string?)m!["code"] == "A06")!["forecast"]);

        var line = await Eventually.HoldsAsync(
            "The line that waits on the style slips", () => LineAsync("WAITS-1"), l => l.GetProperty("slipDays").GetInt32() > 0);
        var booking = line.GetProperty("milestones").EnumerateArray().Single(m => m.GetProperty("code").GetString() == "A16");
        Assert.True(string.CompareOrdinal(booking.GetProperty("forecast").GetString(), "2027-10-30") >= 0, booking.ToString());
        Assert.Equal(0, (await LineAsync("APART-1")).GetProperty("slipDays").GetInt32());

        var why = await node.ReadAsync("/api/v1/purchase-orders/WAITS-1/lines/1/explanation");
        Assert.Equal(
            why.GetProperty("slipDays").GetInt32(),
            why.GetProperty("causes").EnumerateArray().Sum(c => c.GetProperty("days").GetInt32()) - why.GetProperty("floatAbsorbedDays").GetInt32());
        var log = (await node.ReadAsync($"/api/v1/events?after={verdict.GetProperty("position").GetInt64()}&limit=1000")).GetProperty("items").EnumerateArray();
        var handedOver = log.First(e => e.GetProperty("subject").GetString() == "purchase-order/WAITS-1");
        Assert.Equal("style-1", handedOver.GetProperty("by").GetProperty("eventId").GetString());
    }

    [Fact]
    public async Task An_order_placed_after_the_styles_event_knows_of_it()
    {
        await node.RegisterStyleAsync("ST-2", "2027-12-20");
        await node.TellAsync(Said.OfStyle("style-2", "ST-2", "A06", "2027-10-30"));
        await node.PlaceAsync(GatewayNode.Order("LATER-1", "2027-12-20", style: "ST-2"));
        Assert.True((await LineAsync("LATER-1")).GetProperty("slipDays").GetInt32() > 0);
    }

    private async Task<JsonElement> LineAsync(string order) => (await node.ReadAsync($"/api/v1/purchase-orders/{order}")).GetProperty("lines")[0];

    private static async Task<JsonObject> FollowAsync(HubClient client, string topic)
    {
        Assert.Null(await client.InvokeAsync("Follow", topic, null));
        var snapshot = await client.NextFrameAsync();
        Assert.Equal("snapshot", (string?)snapshot["kind"]);
        return snapshot;
    }

    // Frames leave out what is null, and are otherwise what the route answers.
    private static JsonNode WithoutNulls(JsonNode node)
    {
        if (node is JsonObject members)
            foreach (var (name, value) in members.ToArray())
            {
                if (value is null)
                    members.Remove(name);
                else
                    WithoutNulls(value);
            }
        else if (node is JsonArray items)
            foreach (var item in items)
                WithoutNulls(item!);
        return node;
    }

    // Frames are paced by the node's clock, which stands: let it run on while waiting.
    private async Task<JsonObject> RowAsync(HubClient client, string id, long at)
    {
        while (true)
        {
            node.Time.MoveTo(node.Time.GetUtcNow().AddSeconds(1));
            var frame = await client.NextFrameAsync();
            if ((long)frame["to"]! >= at && frame["rows"]!.AsArray().FirstOrDefault(r => (string?)r!["id"] == id) is { } row)
                return row.AsObject();
        }
    }
}
