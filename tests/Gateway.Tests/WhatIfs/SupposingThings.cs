using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Calendars;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Testing;
using Xunit.Abstractions;

namespace Selvedge.Gateway.Tests.WhatIfs;

/// <summary>What would be if something were so: looked at, then let come so.</summary>
public sealed class SupposingThings(GatewayNode node, ITestOutputHelper output) : IClassFixture<GatewayNode>
{
    private const string ExFactory = "2027-03-20";

    private static string? Text(JsonElement of, string member) => of.GetProperty(member).GetString();

    private static JsonObject Late(string vendor, int days, string? milestone = null, string supplier = "mill") => new()
    {
        ["kind"] = "delay", ["days"] = days, [milestone is null ? "supplier" : "milestone"] = milestone ?? supplier, ["reason"] = "MT-MILL",
        ["where"] = new JsonObject { ["vendor"] = vendor },
    };

    private static JsonObject Closed(string vendor, string from, string to) => new()
    {
        ["kind"] = "closure", ["from"] = from, ["to"] = to, ["name"] = "Flood", ["where"] = new JsonObject { ["vendor"] = vendor },
    };

    private static JsonObject Supposing(params JsonObject[] assumptions) => new() { ["assumptions"] = new JsonArray([.. assumptions.Select(a => a.DeepClone())]) };

    private static JsonObject Applying(params JsonObject[] assumptions)
    {
        var form = Supposing(assumptions);
        form["reason"] = "they rang";
        return form;
    }

    private async Task PlaceAsync(string vendor, string country, int orders, string style = "")
    {
        await node.RegisterVendorAsync(vendor, $"Sewing of {vendor}", country);
        await node.PlaceAsync([.. Enumerable.Range(1, orders).Select(n => GatewayNode.Order($"{vendor}-{n}", ExFactory, vendor: vendor, style: style))]);
        await node.SettleAsync();
    }

    private async Task<JsonElement> ForeseeAsync(string query, params JsonObject[] assumptions)
    {
        var answer = await node.WriteAsync(HttpMethod.Post, "/api/v1/what-ifs" + query, Supposing(assumptions));
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private async Task<JsonElement> ApplyAsync(params JsonObject[] assumptions)
    {
        var answer = await node.WriteAsync(HttpMethod.Post, "/api/v1/what-ifs/apply", Applying(assumptions));
        Assert.True(answer.Status == 200, answer.Text);
        var settled = await Eventually.HoldsAsync(
            "The what-if is told", () => node.ReadAsync($"/api/v1/what-ifs/{Text(answer.Json, "id")}"), progress => progress.GetProperty("settled").GetBoolean());
        await node.SettleAsync();
        return settled;
    }

    private async Task<(string ExFactory, string Health, int FloatDays)> StandsAsync(string order)
    {
        var line = (await node.ReadAsync($"/api/v1/purchase-orders/{order}")).GetProperty("lines")[0];
        return (Text(line.GetProperty("exFactory"), "forecast")!, Text(line, "health")!, line.GetProperty("floatDays").GetInt32());
    }

    private static (string ExFactory, string Health, int FloatDays) Side(JsonElement item, string side) => item.GetProperty(side) is var of
        ? (Text(of, "exFactory")!, Text(of, "health")!, of.GetProperty("floatDays").GetInt32())
        : default;

    [Fact]
    public async Task A_mill_that_was_named_when_a_dip_was_asked_for_can_be_supposed_late()
    {
        await node.RegisterVendorAsync("V-DYE", "Dyers", "IN");
        await PlaceAsync("V-SEW", "VN", 1);
        var id = (await node.ReadAsync("/api/v1/approvals?state=all&purchaseOrder=V-SEW-1&type=bulk-lot")).GetProperty("items")[0].GetProperty("id").GetString();
        Assert.Equal(200, (await node.WriteAsync(HttpMethod.Post, $"/api/v1/approvals/{id}/acts", new JsonObject { ["act"] = "request", ["mill"] = "V-DYE" })).Status);
        await node.SettleAsync();

        foreach (var called in new[] { "V-DYE", "Dyers", "dyers" })
        {
            var late = Late("V-SEW", 20);
            late["where"] = new JsonObject { ["mill"] = called };
            Assert.Equal(1, (await ForeseeAsync("", late)).GetProperty("lines").GetInt32());
        }
    }

    [Fact]
    public async Task What_is_foreseen_of_a_late_mill_writes_nothing_and_is_what_then_happens()
    {
        await PlaceAsync("V-MILL", "VN", 3);
        await node.TellAsync(Said.OfLine("mill-cut", "V-MILL-2", "A26", "2027-02-25"));
        await node.SettleAsync();
        var (head, before) = (await node.HeadAsync(), await StandsAsync("V-MILL-1"));

        var foreseen = await ForeseeAsync("", Late("V-MILL", 20));
        Assert.Equal((3, 3, 3), (foreseen.GetProperty("purchaseOrders").GetInt32(), foreseen.GetProperty("lines").GetInt32(), foreseen.GetProperty("affected").GetInt32()));
        var items = foreseen.GetProperty("items").EnumerateArray().ToDictionary(i => Text(i, "purchaseOrder")!);
        Assert.Equal(before, Side(items["V-MILL-1"], "before"));
        Assert.True(items["V-MILL-1"].GetProperty("days").GetInt32() > 0);
        Assert.Equal(head, await node.HeadAsync());

        var applied = await ApplyAsync(Late("V-MILL", 20));
        Assert.Equal((3, 3, 3), (applied.GetProperty("purchaseOrders").GetInt32(), applied.GetProperty("targets").GetInt32(), applied.GetProperty("done").GetInt32()));
        foreach (var (order, item) in items)
            Assert.Equal(Side(item, "after"), await StandsAsync(order));
        var why = await node.ReadAsync("/api/v1/purchase-orders/V-MILL-1/lines/1/explanation");
        Assert.Contains(why.GetProperty("causes").EnumerateArray(), c => Text(c, "code") == "MT-MILL" && Text(c, "milestone") == "A21");
    }

    [Fact]
    public async Task Several_things_at_once_come_as_they_were_foreseen_together()
    {
        await node.RegisterStyleAsync("ST-SOME", ExFactory);
        await PlaceAsync("V-SOME", "KH", 4, style: "ST-SOME");
        JsonObject[] supposed = [Late("V-SOME", 30, "A12"), Late("V-SOME", 12), Closed("V-SOME", "2027-03-01", "2027-03-09")];
        var foreseen = await ForeseeAsync("", supposed);
        Assert.Equal(4, foreseen.GetProperty("moved").GetInt32());

        var applied = await ApplyAsync(supposed);
        Assert.Equal((4, 1, 1), (applied.GetProperty("purchaseOrders").GetInt32(), applied.GetProperty("styles").GetInt32(), applied.GetProperty("closures").GetInt32()));
        foreach (var item in foreseen.GetProperty("items").EnumerateArray())
            Assert.Equal(Side(item, "after"), await StandsAsync(Text(item, "purchaseOrder")!));
        var calendar = await node.ReadAsync("/api/v1/calendars/factory:V-SOME?year=2027");
        Assert.Equal("they rang", Text(calendar.GetProperty("history")[0], "reason"));
    }

    [Fact]
    public async Task Lines_are_moved_by_air_and_their_orders_revised()
    {
        await PlaceAsync("V-AIR", "CN", 3);
        var byAir = new JsonObject
        {
            ["kind"] = "shipmode", ["shipMode"] = "air", ["reason"] = "FA-CAP",
            ["where"] = new JsonObject { ["lines"] = new JsonArray([.. Enumerable.Range(1, 2).Select(n => new JsonObject { ["purchaseOrder"] = $"V-AIR-{n}", ["line"] = 1 })]) },
        };
        var foreseen = await ForeseeAsync("", byAir);
        Assert.Equal((2, 2, 0), (foreseen.GetProperty("affected").GetInt32(), foreseen.GetProperty("moved").GetInt32(), foreseen.GetProperty("days").GetInt32()));
        var item = foreseen.GetProperty("items")[0];
        Assert.True(string.CompareOrdinal(Text(item.GetProperty("after"), "inDc"), Text(item.GetProperty("before"), "inDc")) < 0);

        var applied = await ApplyAsync(byAir);
        Assert.Equal((2, 2, 0), (applied.GetProperty("reshipments").GetInt32(), applied.GetProperty("done").GetInt32(), applied.GetProperty("purchaseOrders").GetInt32()));
        foreach (var (order, mode) in new[] { ("V-AIR-1", "air"), ("V-AIR-2", "air"), ("V-AIR-3", null) })
            Assert.Equal(mode, Text((await node.ReadAsync($"/api/v1/purchase-orders/{order}")).GetProperty("lines")[0], "shipMode"));
        Assert.Equal(0, (await ForeseeAsync("", byAir)).GetProperty("affected").GetInt32());
    }

    [Fact]
    public async Task All_of_it_is_taken_back_as_one_act_but_for_what_somebody_has_said_since()
    {
        await node.RegisterStyleAsync("ST-BACK", ExFactory);
        await PlaceAsync("V-BACK", "KH", 3, style: "ST-BACK");
        var byAir = new JsonObject
        {
            ["kind"] = "shipmode", ["shipMode"] = "air", ["reason"] = "FA-CAP",
            ["where"] = new JsonObject { ["lines"] = new JsonArray(new JsonObject { ["purchaseOrder"] = "V-BACK-2", ["line"] = 1 }) },
        };
        var before = (await StandsAsync("V-BACK-1"), await StandsAsync("V-BACK-2"));
        var id = Text(await ApplyAsync(Late("V-BACK", 30, "A12"), Late("V-BACK", 12), byAir, Closed("V-BACK", "2027-03-01", "2027-03-09")), "id");
        Assert.NotEqual(before, (await StandsAsync("V-BACK-1"), await StandsAsync("V-BACK-2")));
        await node.TellAsync(Said.OfLine("back-fabric", "V-BACK-3", "A21", "2027-02-15", updatedAt: "2026-11-20T09:01:00Z"));
        await node.SettleAsync();

        var foreseen = await node.ReadAsync($"/api/v1/what-ifs/{id}/undo");
        Assert.Equal((6, 5), (foreseen.GetProperty("rows").GetInt32(), foreseen.GetProperty("back").GetInt32()));
        Assert.Equal(("V-BACK-3", "A21", "moved-since"), Left(foreseen));
        Assert.True(foreseen.GetProperty("whatIf").GetProperty("mayUndo").GetBoolean());
        await node.HireAsync(new PersonSheet("hand", "Ha Nd", "assistant", "brand", [], [], [], []));
        Assert.Equal(404, (await node.WriteAsync(HttpMethod.Post, $"/api/v1/what-ifs/{id}/undo", new JsonObject { ["note"] = "no" }, "hand")).Status);

        var undone = await node.WriteAsync(HttpMethod.Post, $"/api/v1/what-ifs/{id}/undo", new JsonObject { ["note"] = "it came after all" });
        Assert.True(undone.Status == 200, undone.Text);
        var came = await Eventually.HoldsAsync(
            "The what-if is taken back", () => node.ReadAsync($"/api/v1/what-ifs/{id}/undo"), undo => undo.GetProperty("whatIf") is var act && act.GetProperty("restored").GetInt32() == 6);
        await node.SettleAsync();
        Assert.Equal((5, ("V-BACK-3", "A21", "moved-since")), (came.GetProperty("back").GetInt32(), Left(came)));
        Assert.Equal(before, (await StandsAsync("V-BACK-1"), await StandsAsync("V-BACK-2")));
        Assert.Empty((await node.ReadAsync("/api/v1/calendars/factory:V-BACK?year=2027")).GetProperty("sheet").GetProperty("closures").EnumerateArray());
        var listed = (await node.ReadAsync("/api/v1/what-ifs?limit=500")).GetProperty("items").EnumerateArray().Single(item => Text(item, "id") == id);
        Assert.Equal((1, false), (listed.GetProperty("kept").GetInt32(), listed.GetProperty("mayUndo").GetBoolean()));

        static (string?, string?, string?) Left(JsonElement of) =>
            of.GetProperty("left").EnumerateArray().Single() is var left ? (Text(left, "purchaseOrder"), Text(left, "milestone"), Text(left.GetProperty("why"), "code")) : default;
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Whatever_is_supposed_comes_as_it_was_foreseen(int seed)
    {
        output.WriteLine($"seed {seed}");
        var (random, vendor) = (new Random(seed), $"V-R{seed}");
        await node.RegisterStyleAsync($"ST-R{seed}", ExFactory);
        await PlaceAsync(vendor, "ID", 12, style: $"ST-R{seed}");
        for (var i = 0; i < 20; i++)
            await node.TellAsync(Said.OfLine($"r{seed}-{i}", $"{vendor}-{random.Next(1, 13)}", $"A{random.Next(13, 34)}", $"2027-0{random.Next(1, 4)}-1{random.Next(10)}"));
        await node.SettleAsync();

        JsonObject[] supposed =
        [
            .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Late(vendor, random.Next(1, 40), $"A{random.Next(13, 34)}")),
            Late(vendor, random.Next(1, 40), "A06"), Closed(vendor, $"2027-02-1{random.Next(10)}", $"2027-02-2{random.Next(9)}"),
        ];
        var foreseen = await ForeseeAsync("?limit=500", supposed);
        await ApplyAsync(supposed);
        foreach (var item in foreseen.GetProperty("items").EnumerateArray())
            Assert.Equal((Text(item, "purchaseOrder"), Side(item, "after")), (Text(item, "purchaseOrder"), await StandsAsync(Text(item, "purchaseOrder")!)));
    }

    [Fact]
    public async Task The_worst_come_first_and_the_rest_in_pages()
    {
        await PlaceAsync("V-PAGE", "LK", 5);
        await node.TellAsync(Said.OfLine("page-late", "V-PAGE-3", "A26", "2027-03-10"));
        var whole = await ForeseeAsync("", Late("V-PAGE", 12));
        Assert.Equal("V-PAGE-3", Text(whole.GetProperty("items")[0], "purchaseOrder"));
        Assert.Equal(5, whole.GetProperty("healthAfter").EnumerateObject().Sum(count => count.Value.GetInt32()));

        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await ForeseeAsync("?limit=2" + cursor, Late("V-PAGE", 12));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(i => Text(i, "purchaseOrder")!));
            cursor = Text(page, "next") is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);
        Assert.Equal(whole.GetProperty("items").EnumerateArray().Select(i => Text(i, "purchaseOrder")!), seen);
    }

    [Fact]
    public async Task A_request_that_is_sent_again_is_applied_once()
    {
        await PlaceAsync("V-ONCE", "PK", 1);
        var first = await node.WriteAsync(HttpMethod.Post, "/api/v1/what-ifs/apply", Applying(Late("V-ONCE", 20)), key: "once");
        await node.SettleAsync();
        var (stands, head) = (await StandsAsync("V-ONCE-1"), await node.HeadAsync());
        var again = await node.WriteAsync(HttpMethod.Post, "/api/v1/what-ifs/apply", Applying(Late("V-ONCE", 20)), key: "once");
        Assert.Equal((200, "accepted", "duplicate"), (again.Status, Text(first.Json, "status"), Text(again.Json, "status")));
        Assert.Equal(Text(first.Json, "id"), Text(again.Json, "id"));
        await node.SettleAsync();
        Assert.Equal((stands, head), (await StandsAsync("V-ONCE-1"), await node.HeadAsync()));

        var other = await node.WriteAsync(HttpMethod.Post, "/api/v1/what-ifs/apply", Applying(Late("V-ONCE", 21)), key: "once");
        Assert.Equal((422, "/Idempotency-Key"), (other.Status, other.Pointer));
    }

    [Theory]
    [InlineData("""{ "assumptions": [] }""", "/assumptions")]
    [InlineData("""{ "assumptions": [{ "kind": "miracle", "where": { "brand": "HALDEN" } }] }""", "/assumptions/0/kind")]
    [InlineData("""{ "assumptions": [{ "kind": "delay", "supplier": "mill", "days": 9 }] }""", "/assumptions/0/where")]
    [InlineData("""{ "assumptions": [{ "kind": "delay", "supplier": "mill", "days": 9, "where": {} }] }""", "/assumptions/0/where")]
    [InlineData("""{ "assumptions": [{ "kind": "delay", "supplier": "mill", "days": 0, "where": { "brand": "HALDEN" } }] }""", "/assumptions/0/days")]
    [InlineData("""{ "assumptions": [{ "kind": "delay", "days": 9, "where": { "brand": "HALDEN" } }] }""", "/assumptions/0/milestone")]
    [InlineData("""{ "assumptions": [{ "kind": "delay", "milestone": "Z99", "days": 9, "where": { "vendor": "V-BAD" } }] }""", "/assumptions/0/milestone")]
    [InlineData("""{ "assumptions": [{ "kind": "date", "milestone": "A26", "date": "2027-02-30", "where": { "brand": "HALDEN" } }] }""", "/assumptions/0/date")]
    [InlineData("""{ "assumptions": [{ "kind": "delay", "supplier": "mill", "days": 9, "reason": "BAD-LUCK", "where": { "brand": "HALDEN" } }] }""", "/assumptions/0/reason")]
    [InlineData("""{ "assumptions": [{ "kind": "delay", "supplier": "mill", "days": 9, "where": { "vendor": "NOBODY" } }] }""", "/assumptions/0/where/vendor")]
    [InlineData("""{ "assumptions": [{ "kind": "delay", "supplier": "mill", "days": 9, "where": { "mill": "NOBODY" } }] }""", "/assumptions/0/where/mill")]
    [InlineData("""{ "assumptions": [{ "kind": "delay", "supplier": "mill", "days": 9, "where": { "lines": [{ "purchaseOrder": "V-BAD-1", "line": 9 }] } }] }""", "/assumptions/0/where/lines/0/line")]
    [InlineData("""{ "assumptions": [{ "kind": "shipmode", "shipMode": "balloon", "reason": "FA-CAP", "where": { "brand": "HALDEN" } }] }""", "/assumptions/0/shipMode")]
    [InlineData("""{ "assumptions": [{ "kind": "shipmode", "shipMode": "air", "where": { "brand": "HALDEN" } }] }""", "/assumptions/0/reason")]
    [InlineData("""{ "assumptions": [{ "kind": "closure", "from": "2027-02-05", "to": "2027-02-01", "where": { "vendor": "V-BAD" } }] }""", "/assumptions/0/to")]
    [InlineData("""{ "assumptions": [{ "kind": "closure", "from": "2027-02-05", "to": "2027-02-07", "where": { "brand": "HALDEN" } }] }""", "/assumptions/0/where/vendor")]
    public async Task What_cannot_be_supposed_is_refused_with_its_place(string body, string pointer)
    {
        if (!(await node.GetAsync("/api/v1/purchase-orders/V-BAD-1")).Status.Equals(200))
            await PlaceAsync("V-BAD", "TR", 1);
        var refused = await node.WriteAsync(HttpMethod.Post, "/api/v1/what-ifs", JsonNode.Parse(body));
        Assert.True(refused.Status == 422, refused.Text);
        Assert.Equal(pointer, refused.Pointer);
    }

    [Fact]
    public async Task What_changes_nothing_is_not_applied()
    {
        await PlaceAsync("V-NONE", "MA", 1);
        await node.PostAsync(Said.OfLine("none-out", "V-NONE-1", "A34", "2026-11-19", "ACT"));
        var refused = await node.WriteAsync(HttpMethod.Post, "/api/v1/what-ifs/apply", Applying(Late("V-NONE", 9)));
        Assert.Equal((422, "/problems/nothing-to-apply"), (refused.Status, refused.ProblemType));
    }

    [Fact]
    public async Task A_vendor_supposes_of_its_own_lines_and_applies_nothing_and_closures_are_a_supervisors()
    {
        await PlaceAsync("V-OWN", "EG", 1);
        await PlaceAsync("V-FOREIGN", "EG", 1);
        await node.HireAsync(new PersonSheet("sewer", "So Wer", "vendor", "factory", [], [], ["V-OWN"], []));
        await node.HireAsync(new PersonSheet("helper", "Hel Per", "assistant", "brand", [], [], [], []));
        var brandWide = Late("V-OWN", 9);
        brandWide["where"] = new JsonObject { ["brand"] = "HALDEN" };
        var own = await node.WriteAsync(HttpMethod.Post, "/api/v1/what-ifs", Supposing(brandWide), "sewer");
        Assert.Equal((200, 1), (own.Status, own.Json.GetProperty("lines").GetInt32()));
        Assert.Equal(422, (await node.WriteAsync(HttpMethod.Post, "/api/v1/what-ifs", Supposing(Late("V-FOREIGN", 9)), "sewer")).Status);
        Assert.Equal(403, (await node.WriteAsync(HttpMethod.Post, "/api/v1/what-ifs/apply", Applying(Late("V-OWN", 9)), "sewer")).Status);
        Assert.Equal(403, (await node.WriteAsync(HttpMethod.Post, "/api/v1/what-ifs/apply", Applying(Closed("V-OWN", "2027-02-01", "2027-02-03")), "helper")).Status);

        var applied = await node.WriteAsync(HttpMethod.Post, "/api/v1/what-ifs/apply", Applying(Late("V-OWN", 9)), "helper");
        Assert.Equal(200, applied.Status);
        var progress = $"/api/v1/what-ifs/{Text(applied.Json, "id")}";
        Assert.Equal((200, 404), ((await node.GetAsync(progress, "helper")).Status, (await node.GetAsync(progress, "sewer")).Status));
        await Eventually.HoldsAsync("The what-if is told", () => node.ReadAsync(progress), told => told.GetProperty("settled").GetBoolean());

        // Who sees a part of a factory's orders closes it for nobody.
        await node.PlaceAsync(GatewayNode.Order("OWN-SHOES", "2027-03-20", category: "footwear", vendor: "V-OWN"));
        await node.HireAsync(new PersonSheet("cutter", "Cut Ter", "manager", "brand", [], ["apparel"], [], []));
        Assert.Equal(403, (await node.WriteAsync(HttpMethod.Post, "/api/v1/what-ifs/apply", Applying(Closed("V-OWN", "2027-02-01", "2027-02-03")), "cutter")).Status);

        // Counts are of all of it: a supervisor reads those of brands that they see, and takes back what they see all of.
        await node.HireAsync(new PersonSheet("elsewhere", "El Where", "manager", "brand", ["BRAMBLE"], [], [], []));
        await node.HireAsync(new PersonSheet("shoes", "Sh Oes", "manager", "brand", ["HALDEN"], ["footwear"], [], []));
        await node.HireAsync(new PersonSheet("chief", "Ch Ief", "manager", "brand", ["HALDEN"], [], [], []));
        Assert.Equal(404, (await node.GetAsync(progress, "elsewhere")).Status);
        Assert.Equal((null, false, true), (await MayUndoAsync("elsewhere"), await MayUndoAsync("shoes"), await MayUndoAsync("chief")));
        Assert.Equal(403, (await node.WriteAsync(HttpMethod.Post, progress + "/undo", new JsonObject { ["note"] = "no" }, "shoes")).Status);
        Assert.Equal(200, (await node.WriteAsync(HttpMethod.Post, progress + "/undo", new JsonObject { ["note"] = "it came" }, "chief")).Status);

        async Task<bool?> MayUndoAsync(string person)
        {
            var listed = (await node.GetAsync("/api/v1/what-ifs?limit=500", person)).Json.GetProperty("items").EnumerateArray();
            return listed.Where(item => Text(item, "id") == Text(applied.Json, "id")).Select(item => (bool?)item.GetProperty("mayUndo").GetBoolean()).SingleOrDefault();
        }
    }
}
