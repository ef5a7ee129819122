using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Boards;

/// <summary>The hub as a browser meets it: Kestrel, WebSocket, PostgreSQL.</summary>
public sealed class LiveHubOverTheWire
{
    private const string Board = "board:HALDEN:apparel";

    [Fact]
    public async Task A_follower_gets_a_snapshot_and_then_what_changes()
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        await node.PlaceAsync(Order("PO-1", quantity: 100));
        await using var client = await HubClient.ConnectAsync(node.Address);

        Assert.Null(await client.InvokeAsync("Follow", Board, null));
        var snapshot = await client.NextFrameAsync();
        Assert.Equal("snapshot", (string?)snapshot["kind"]);
        Assert.Equal("PO-1/1", (string?)snapshot["rows"]![0]!["id"]);
        Assert.Equal(100, (long)snapshot["totals"]!["quantity"]!);

        var at = await node.PlaceAsync(Order("PO-1", quantity: 250));
        var delta = await client.NextFrameAsync();
        Assert.Equal("delta", (string?)delta["kind"]);
        Assert.Equal((long)snapshot["to"]!, (long)delta["from"]!);
        Assert.Equal(at, (long)delta["to"]!);
        Assert.Equal(at, (long)delta["rows"]![0]!["v"]!);
        Assert.Equal(250, (int)delta["rows"]![0]!["quantity"]!);
        Assert.Equal("sewing", (string?)delta["rows"]![0]!["stage"]);

        await node.PlaceAsync(Order("PO-1", quantity: 250) with { Open = false });
        var left = await client.NextFrameAsync();
        Assert.Equal("PO-1/1", (string?)left["gone"]![0]);
        Assert.Equal(0, (int)left["totals"]!["lines"]!);
    }

    [Fact]
    public async Task A_long_snapshot_comes_in_parts_with_the_worst_lines_first_to_those_who_take_them()
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        for (var i = 0; i < 30; i++)
            await node.PlaceAsync(World.Order($"PO-{i}", "HALDEN", "apparel", "V1",
                [.. Enumerable.Range(1, 100).Select(line => World.Line(line, line <= 10 ? Health.Critical : Health.OnTrack, line, 1))]));

        await using var client = await HubClient.ConnectAsync(node.Address, parts: true);
        Assert.Null(await client.InvokeAsync("Follow", Board, null));
        List<JsonObject> frames = [];
        do
            frames.Add(await client.NextFrameAsync());
        while ((int)frames[^1]["part"]! < (int)frames[^1]["parts"]!);
        Assert.Equal([(1, 3, 500), (2, 3, 2_000), (3, 3, 500)], frames.Select(f => ((int)f["part"]!, (int)f["parts"]!, f["rows"]!.AsArray().Count)));
        Assert.Single(frames.Select(f => (long)f["to"]!).Distinct());
        Assert.All(frames, frame => Assert.Equal(3_000, (int)frame["totals"]!["lines"]!));
        var rows = frames.SelectMany(f => f["rows"]!.AsArray()).ToArray();
        Assert.Equal(3_000, rows.Select(row => (string)row!["id"]!).Distinct().Count());
        Assert.All(rows[..300], row => Assert.Equal("critical", (string)row!["health"]!));
        Assert.All(rows[300..], row => Assert.Equal("ontrack", (string)row!["health"]!));

        await node.PlaceAsync(Order("PO-0", quantity: 250));
        Assert.Equal((long)frames[0]["to"]!, (long)(await client.NextFrameAsync())["from"]!);

        await using var plain = await HubClient.ConnectAsync(node.Address);
        Assert.Null(await plain.InvokeAsync("Follow", Board, null));
        Assert.Null((await plain.NextFrameAsync())["part"]);
    }

    [Fact]
    public async Task A_follower_that_comes_back_gets_only_what_it_missed()
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        await node.PlaceAsync(Order("PO-1", quantity: 100));
        await node.PlaceAsync(Order("PO-2", quantity: 100));
        long held;
        await using (var client = await HubClient.ConnectAsync(node.Address))
        {
            await client.InvokeAsync("Follow", Board, null);
            held = (long)(await client.NextFrameAsync())["to"]!;
        }

        await node.PlaceAsync(Order("PO-2", quantity: 300));
        await node.PlaceAsync(Order("PO-1", quantity: 100) with { Open = false });
        await using var again = await HubClient.ConnectAsync(node.Address);
        await again.InvokeAsync("Follow", Board, held);
        var missed = await again.NextFrameAsync();
        Assert.Equal("delta", (string?)missed["kind"]);
        Assert.Equal(held, (long)missed["from"]!);
        Assert.Equal("PO-2/1", (string?)Assert.Single(missed["rows"]!.AsArray())!["id"]);
        Assert.Equal("PO-1/1", (string?)Assert.Single(missed["gone"]!.AsArray()));
    }

    [Fact]
    public async Task A_node_that_starts_anew_answers_an_earlier_position_with_a_snapshot()
    {
        var database = await TestServer.CloneDatabaseAsync();
        await using (var node = await LiveNode.StartAsync(database))
        {
            await node.PlaceAsync(Order("PO-1", quantity: 100));
            await node.PlaceAsync(Order("PO-2", quantity: 100));
        }

        await using var restarted = await LiveNode.StartAsync(database);
        await using var client = await HubClient.ConnectAsync(restarted.Address);
        await client.InvokeAsync("Follow", Board, 1);
        var frame = await client.NextFrameAsync();
        Assert.Equal("snapshot", (string?)frame["kind"]);
        Assert.Equal(2, frame["rows"]!.AsArray().Count);

        await client.InvokeAsync("Follow", Board, 999);
        Assert.Equal("snapshot", (string?)(await client.NextFrameAsync())["kind"]);
    }

    [Theory]
    [InlineData("boards:HALDEN:apparel")]
    [InlineData("board:HALDEN:socks")]
    [InlineData("vendor:NOBODY")]
    [InlineData("po:PO-999")]
    [InlineData("style:S-999")]
    [InlineData("")]
    public async Task A_topic_that_does_not_exist_is_refused_in_words(string topic)
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        await using var client = await HubClient.ConnectAsync(node.Address);
        var error = await client.InvokeAsync("Follow", topic, null);
        Assert.Contains($"There is no topic '{topic}'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_shown_their_brands_and_fields_alone()
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        await node.PlaceAsync(Person("mina", ["HALDEN"], ["quantity"]));
        await node.PlaceAsync(Order("PO-1", quantity: 100));
        await node.PlaceAsync(Order("PO-2", quantity: 100) with { Brand = "VIREO" });
        await node.CatchUpAsync();
        await using var client = await HubClient.ConnectAsync(node.Address, "mina");

        Assert.Contains("that you may see", await client.InvokeAsync("Follow", "board:VIREO:apparel", null), StringComparison.Ordinal);
        Assert.Contains("that you may see", await client.InvokeAsync("Follow", "po:PO-2", null), StringComparison.Ordinal);
        await client.InvokeAsync("Follow", "board:*:apparel", null);
        var frame = await client.NextFrameAsync();
        Assert.Equal("PO-1/1", (string?)Assert.Single(frame["rows"]!.AsArray())!["id"]);
        Assert.Null(frame["rows"]![0]!["quantity"]);
        Assert.Null(frame["totals"]!["quantity"]);
        Assert.Equal("quantity", (string?)frame["totals"]!["hidden"]![0]);
        Assert.Equal(1, (int)frame["totals"]!["lines"]!);
    }

    [Fact]
    public async Task A_person_whose_rights_change_is_broken_off_and_starts_from_a_snapshot()
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        await node.PlaceAsync(Person("mina", ["HALDEN"], []));
        await node.PlaceAsync(Order("PO-1", quantity: 100));
        await node.PlaceAsync(Order("PO-2", quantity: 100) with { Brand = "VIREO" });
        await node.CatchUpAsync();
        long held;
        await using (var client = await HubClient.ConnectAsync(node.Address, "mina"))
        {
            await client.InvokeAsync("Follow", "board:*:apparel", null);
            held = (long)(await client.NextFrameAsync())["to"]!;
            await node.PlaceAsync(Person("mina", ["VIREO"], []));
            await client.ReadToEndAsync();
        }

        await using var again = await HubClient.ConnectAsync(node.Address, "mina");
        await again.InvokeAsync("Follow", "board:*:apparel", held);
        var frame = await again.NextFrameAsync();
        Assert.Equal("snapshot", (string?)frame["kind"]);
        Assert.Equal("PO-2/1", (string?)Assert.Single(frame["rows"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task Nobody_known_is_not_let_in()
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        await using var client = await HubClient.ConnectAsync(node.Address, "stranger");
        Assert.Contains("'stranger' is nobody who is known here.", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quiet_connection_is_told_that_it_is_current()
    {
        var time = new ManualTime();
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync(), time);
        var at = await node.PlaceAsync(Order("PO-1", quantity: 100));
        await using var client = await HubClient.ConnectAsync(node.Address);
        await client.InvokeAsync("Follow", Board, null);
        await client.NextFrameAsync();
        time.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(at, (long)(await client.NextAsync("Alive"))["position"]!);
    }

    [Fact]
    public async Task A_wall_clock_that_is_put_back_holds_no_frame_up()
    {
        var time = new ManualTime();
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync(), time);
        await node.PlaceAsync(Order("PO-1", quantity: 100));
        await using var client = await HubClient.ConnectAsync(node.Address);
        await client.InvokeAsync("Follow", Board, null);
        await client.NextFrameAsync();
        for (var quantity = 1; quantity <= 3; quantity++)
        {
            time.Put(TimeSpan.FromHours(-1));
            var at = await node.PlaceAsync(Order("PO-1", quantity));
            time.Pass(TimeSpan.FromMilliseconds(100));
            Assert.Equal(at, (long)(await client.NextFrameAsync())["to"]!);
        }
    }

    [Fact]
    public async Task A_connection_may_follow_only_so_many_topics()
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        await using var client = await HubClient.ConnectAsync(node.Address);
        for (var i = 0; i < 32; i++)
            Assert.Null(await client.InvokeAsync("Follow", $"board:BRAND-{i}:apparel", null));
        Assert.NotNull(await client.InvokeAsync("Follow", Board, null));
        await client.InvokeAsync("Unfollow", "board:BRAND-0:apparel");
        Assert.Null(await client.InvokeAsync("Follow", Board, null));
    }

    [Fact]
    public async Task A_client_that_does_not_read_delays_nobody_and_is_broken_off_after_half_a_minute()
    {
        var time = new ManualTime();
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync(), time);
        for (var i = 0; i < 40; i++)
            await node.PlaceAsync(World.Order($"BIG-{i}", "VIREO", "apparel", "V1", [.. Enumerable.Range(1, 100).Select(n => World.Line(n, Health.Late, 3, 500))]));
        await node.PlaceAsync(Order("PO-1", quantity: 100));

        await using var stalled = await HubClient.ConnectAsync(node.Address, receiveBufferBytes: 4096);
        // Each asks for a snapshot of some megabytes; together they are more than any socket buffers.
        for (var i = 0; i < 10; i++)
            await stalled.SendAsync("Follow", "board:VIREO:apparel", null);
        await using var reading = await HubClient.ConnectAsync(node.Address);
        await reading.InvokeAsync("Follow", Board, null);
        await reading.NextFrameAsync();

        for (var quantity = 1; quantity <= 20; quantity++)
        {
            await node.PlaceAsync(World.Order("BIG-0", "VIREO", "apparel", "V1", [.. Enumerable.Range(1, 100).Select(n => World.Line(n, Health.Late, 3, quantity))]));
            var at = await node.PlaceAsync(Order("PO-1", quantity));
            time.Pass(TimeSpan.FromMilliseconds(100));
            var frame = await reading.NextFrameAsync();
            Assert.Equal(at, (long)frame["to"]!);
        }

        var brokenOff = 0;
        using var meter = new MeterListener();
        meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "selvedge.live.aborted_connections")
                listener.EnableMeasurementEvents(instrument);
        };
        meter.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref brokenOff, (int)count));
        meter.Start();
        // Which of the snapshots is the one that does not fit is the system's affair.
        for (var quantity = 1_000; Volatile.Read(ref brokenOff) == 0; quantity++)
        {
            Assert.True(quantity < 2_000, "The client that does not read was never broken off.");
            time.Pass(TimeSpan.FromSeconds(31));
            var at = await node.PlaceAsync(Order("PO-1", quantity));
            Assert.Equal(at, (long)(await reading.NextFrameAsync())["to"]!);
        }

        await stalled.ReadToEndAsync();
    }

    [Fact]
    public async Task The_route_answers_what_a_follower_would_get()
    {
        await using var node = await LiveNode.StartAsync(await TestServer.CloneDatabaseAsync());
        await node.PlaceAsync(Order("PO-1", quantity: 100));
        await using var client = await HubClient.ConnectAsync(node.Address);
        await client.InvokeAsync("Follow", Board, null);
        var frame = await client.NextFrameAsync();

        using var http = new HttpClient { BaseAddress = node.Address };
        var answer = await http.GetFromJsonAsync<JsonObject>($"/api/v1/boards/{Board}");
        Assert.True(JsonNode.DeepEquals(frame, answer), $"{frame}\n{answer}");
        using var unknown = await http.GetAsync("/api/v1/boards/nothing");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static PurchaseOrderRow Order(string number, int quantity) =>
        World.Order(number, "HALDEN", "apparel", "V1", [World.Line(1, Health.Late, 3, quantity)]);

    private static PersonSheet Person(string id, ImmutableArray<string> brands, ImmutableArray<string> hidden) =>
        new(id, id, "manager", "brand", brands, [], [], hidden);
}
