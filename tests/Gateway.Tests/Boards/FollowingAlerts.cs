using System.Text.Json.Nodes;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.People;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Boards;

/// <summary>What waits for somebody, over the hub.</summary>
public sealed class FollowingAlerts
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private static IncidentRow Late(string po, string brand = "HALDEN", params string[] reached) => new(
        new IncidentSubject(AlertCause.LateOrder, po, brand, "apparel", "V1"), new Finding(AlertCause.LateOrder, Severity.P1, 1, 1, 9, 600, "late"), true, IncidentStatus.Open, At, "rafiq",
        reached.Length == 0 ? ["manager"] : [.. reached], "director", At.AddDays(2), null, null, null, null, null, null, 1);

    private static async Task<JsonObject> FollowAsync(HubClient client, string topic)
    {
        Assert.Null(await client.InvokeAsync("Follow", topic, null));
        return await client.NextFrameAsync();
    }

    private static JsonNode Only(JsonObject frame, string member) => Assert.Single(frame[member]!.AsArray())!;

    [Fact]
    public async Task What_reaches_somebody_is_told_at_once_and_leaves_when_somebody_has_it_in_hand()
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        await node.PlaceAsync(new PersonSheet("clara", "Clara Voss", "manager", "brand", ["HALDEN"], [], [], []));
        await node.PlaceAsync(Late("PO-1"));
        await node.PlaceAsync(Late("PO-2", brand: "OSTRA"));
        await node.PlaceAsync(Late("PO-3", reached: "assistant"));
        await node.CatchUpAsync();
        await using var client = await HubClient.ConnectAsync(node.Address, "clara");
        var snapshot = await FollowAsync(client, "alerts:clara");
        var first = Only(snapshot, "rows");
        Assert.Equal(("late-order~PO-1", "p1", "late-order", 1), ((string?)first["id"], (string?)first["severity"], (string?)first["cause"], (int)snapshot["totals"]!["waiting"]!));

        // It climbs to her.
        var at = await node.PlaceAsync(Late("PO-3", "HALDEN", "assistant", "manager"));
        var came = await client.NextFrameAsync();
        Assert.Equal(("late-order~PO-3", at, 2), ((string?)Only(came, "rows")["id"], (long)Only(came, "rows")["v"]!, (int)came["totals"]!["waiting"]!));
        // What is another brand's is no news for her: the next frame is of what follows.
        await node.PlaceAsync(Late("PO-2", brand: "OSTRA") with { Times = 2 });
        await node.PlaceAsync(Late("PO-1") with { Status = IncidentStatus.Acknowledged, ActedBy = "ingrid" });
        var left = await client.NextFrameAsync();
        Assert.Equal(("late-order~PO-1", 0, 1), ((string?)Only(left, "gone"), left["rows"]!.AsArray().Count, (int)left["totals"]!["waiting"]!));
    }

    [Fact]
    public async Task It_is_followed_by_that_person_alone()
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        await node.PlaceAsync(new PersonSheet("clara", "Clara Voss", "manager", "brand", [], [], [], []));
        await node.PlaceAsync(new PersonSheet("ingrid", "Ingrid Dahl", "director", "brand", [], [], [], []));
        await node.PlaceAsync(new PersonSheet("rafiq", "Rafiq Islam", "vendor", "factory", [], [], ["V1"], []));
        await node.PlaceAsync(Late("PO-1"));
        await node.CatchUpAsync();
        await using var ingrid = await HubClient.ConnectAsync(node.Address, "ingrid");
        Assert.NotNull(await ingrid.InvokeAsync("Follow", "alerts:clara", null));
        Assert.Empty((await FollowAsync(ingrid, "alerts:ingrid"))["rows"]!.AsArray());
        await using var rafiq = await HubClient.ConnectAsync(node.Address, "rafiq");
        Assert.NotNull(await rafiq.InvokeAsync("Follow", "alerts:rafiq", null));
        await using var nobody = await HubClient.ConnectAsync(node.Address);
        Assert.Single((await FollowAsync(nobody, "alerts:manager"))["rows"]!.AsArray());
    }
}
