using System.Text.Json.Nodes;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Boards;

/// <summary>The queue of approvals over the hub.</summary>
public sealed class FollowingApprovals
{
    private const string Queue = "approvals:HALDEN:apparel";
    private static readonly DateOnly Day = new(2026, 11, 20);

    [Fact]
    public async Task What_is_on_a_list_is_shown_changes_and_leaves_when_it_is_decided()
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        await node.PlaceAsync(Dip("ST-1"));
        await node.PlaceAsync(Dip("ST-2") with { Status = ApprovalStatus.Planned, IsDue = false });
        await node.PlaceAsync(Dip("ST-3") with { Category = "footwear" });
        await using var client = await HubClient.ConnectAsync(node.Address);
        var snapshot = await FollowAsync(client, Queue);
        var row = Assert.Single(snapshot["rows"]!.AsArray())!;
        Assert.Equal(("ST-1~lab-dip~Ink", "received", "brand", 2), ((string?)row["id"], (string?)row["status"], (string?)row["waitsOn"], (int)row["brandClock"]!["days"]!));

        var at = await node.PlaceAsync(Dip("ST-2"));
        var came = await client.NextFrameAsync();
        Assert.Equal(("ST-2~lab-dip~Ink", at, 2), ((string?)Only(came, "rows")["id"], (long)Only(came, "rows")["v"]!, (int)came["totals"]!["approvals"]!));

        await node.PlaceAsync(Dip("ST-1") with { Status = ApprovalStatus.Approved, IsDue = false });
        Assert.Equal("ST-1~lab-dip~Ink", (string?)Only(await client.NextFrameAsync(), "gone"));
        await node.PlaceAsync(Dip("ST-2") with { Status = ApprovalStatus.OnHold, IsDue = false, WaitsOn = null, Due = null });
        Assert.Equal("on-hold", (string?)Only(await client.NextFrameAsync(), "rows")["status"]);
    }

    [Fact]
    public async Task It_says_how_much_waits_and_tells_when_that_changes()
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        await node.PlaceAsync(Order("PO-1", 100));
        await node.PlaceAsync(Order("PO-2", 50, colour: "Moss"));
        await node.PlaceAsync(Dip("ST-1"));
        await node.PlaceAsync(Dip("ST-9"));
        await using var client = await HubClient.ConnectAsync(node.Address);
        var rows = (await FollowAsync(client, Queue))["rows"]!.AsArray();
        var dip = rows.Single(r => (string?)r!["style"] == "ST-1")!;
        Assert.Equal((1, 100), ((int)dip["purchaseOrders"]!, (int)dip["units"]!));

        // What changes nothing for an approval is not told.
        await node.PlaceAsync(Order("PO-1", 100) with { Season = "AW27" });
        var at = await node.PlaceAsync(Order("PO-3", 30));
        var grown = Only(await client.NextFrameAsync(), "rows");
        Assert.Equal((2, 130, at), ((int)grown["purchaseOrders"]!, (int)grown["units"]!, (long)grown["v"]!));
        await node.PlaceAsync(Order("PO-1", 100) with { Open = false });
        Assert.Equal(30, (int)Only(await client.NextFrameAsync(), "rows")["units"]!);
    }

    [Fact]
    public async Task Nobody_is_told_of_what_they_may_not_see()
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        await node.PlaceAsync(SampleRows.Person("ana", vendors: ["V-1"], hidden: ["quantity"]));
        await node.PlaceAsync(SampleRows.Person("ben", brands: ["OTHER"]));
        await node.PlaceAsync(Order("PO-1", 100));
        await node.PlaceAsync(Order("PO-2", 70, vendor: "V-2"));
        await node.PlaceAsync(Dip("ST-1"));
        await node.PlaceAsync(Dip("ST-2") with { Vendor = "V-2" });
        // Nobody is named yet: whoever makes the style sees it.
        await node.PlaceAsync(Dip("ST-1", "Moss") with { Vendor = null });
        await node.PlaceAsync(Dip("ST-2", "Moss") with { Vendor = null });

        await using var ana = await HubClient.ConnectAsync(node.Address, "ana");
        var seen = (await FollowAsync(ana, Queue))["rows"]!.AsArray();
        Assert.Equal(["ST-1~lab-dip~Ink", "ST-1~lab-dip~Moss"], seen.Select(r => (string?)r!["id"]).Order());
        Assert.All(seen, r => Assert.Null(r!["units"]));
        Assert.Equal(1, (int)seen.Single(r => (string?)r!["colour"] == "Ink")!["purchaseOrders"]!);

        await using var ben = await HubClient.ConnectAsync(node.Address, "ben");
        Assert.NotNull(await ben.InvokeAsync("Follow", Queue, null));
        Assert.Empty((await FollowAsync(ben, "approvals:*:apparel"))["rows"]!.AsArray());
        // Given away, it leaves whoever made it before.
        await node.PlaceAsync(Dip("ST-1") with { Vendor = "V-2" });
        Assert.Equal("ST-1~lab-dip~Ink", (string?)Only(await ana.NextFrameAsync(), "gone"));
    }

    private static async Task<JsonNode> FollowAsync(HubClient client, string topic)
    {
        Assert.Null(await client.InvokeAsync("Follow", topic, null));
        return await client.NextFrameAsync();
    }

    private static JsonNode Only(JsonNode frame, string member) => Assert.Single(frame[member]!.AsArray())!;

    private static ApprovalRow Dip(string style, string colour = "Ink") => new(
        new ApprovalSubject(style, null, 0, "lab-dip", colour, null, null), "HALDEN", "apparel", "SS27", "V-1", "Colour", "A06", true,
        ApprovalStatus.Received, false, 1, Party.Brand, Day, true, Day, Day, null, Day, null, null, null, new Clocks(new Clock(null, 14, 10), new Clock(Day, 2, 2)));

    private static PurchaseOrderRow Order(string number, int quantity, string colour = "Ink", string vendor = "V-1") => new(
        number, "HALDEN", "apparel", vendor, "SS27", Health.OnTrack, true,
        [new LineRow(1, "ST-1", "Linen shirt", colour, quantity, Stage.Cutting, Health.OnTrack, 0, 3, Day, Day, Day, null, null, null, null, null)]);
}
