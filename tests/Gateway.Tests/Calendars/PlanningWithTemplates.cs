using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Calendars;

/// <summary>A template as the pages work with it: read, drafted, faulted, published, offered, adopted.</summary>
public sealed class PlanningWithTemplates(GatewayNode node) : IClassFixture<GatewayNode>
{
    private const string ExFactory = "2027-03-20";
    private const string Templates = "/api/v1/calendar-templates";

    private static string? Text(JsonElement of, string member) => of.GetProperty(member).GetString();

    /// <summary>The product's apparel template as it is answered, for a brand, with one milestone changed.</summary>
    private async Task<JsonObject> SheetAsync(string brand, Action<JsonObject>? cutting = null)
    {
        var apparel = JsonNode.Parse((await node.ReadAsync($"{Templates}/APPAREL/versions/1")).GetRawText())!.AsObject();
        var sheet = new JsonObject { ["title"] = $"{brand} apparel", ["brand"] = brand, ["category"] = "apparel", ["milestones"] = apparel["milestones"]!.DeepClone() };
        cutting?.Invoke(sheet["milestones"]!.AsArray().Single(m => m!["code"]!.GetValue<string>() == "A31")!.AsObject());
        return sheet;
    }

    private async Task PublishAsync(string id, JsonObject sheet)
    {
        var saved = await node.WriteAsync(HttpMethod.Put, $"{Templates}/{id}/draft", sheet);
        Assert.True(saved.Status == 200 && saved.Json.GetProperty("faults").GetArrayLength() == 0, saved.Text);
        var published = await node.WriteAsync(HttpMethod.Post, $"{Templates}/{id}/publish", new JsonObject());
        Assert.True(published.Status == 200, published.Text);
    }

    private static void Later(JsonObject packing) => packing["after"]![0]!["minDays"] = 3;

    [Fact]
    public async Task The_four_that_come_with_the_product_are_listed_with_their_milestones()
    {
        var items = (await node.ReadAsync(Templates)).GetProperty("items").EnumerateArray().ToDictionary(t => Text(t, "id")!);
        Assert.Equal((2, 2), (items["APPAREL"].GetProperty("version").GetInt32(), items["DELIVERY"].GetProperty("version").GetInt32()));
        Assert.Equal(40, items["APPAREL"].GetProperty("milestones").GetArrayLength());
        var printed = items["APPAREL"].GetProperty("milestones").EnumerateArray().Single(m => Text(m, "code") == "A07").GetProperty("when")[0];
        Assert.Equal(("printed", "yes"), (Text(printed, "attribute"), Text(printed, "value")));
        Assert.Equal(34, (await node.ReadAsync($"{Templates}/APPAREL/versions/1")).GetProperty("milestones").GetArrayLength());
        var cutting = items["APPAREL"].GetProperty("milestones").EnumerateArray().Single(m => Text(m, "code") == "A26");
        Assert.Equal(("factory", "line", "cutting", -31), (Text(cutting, "side"), Text(cutting, "home"), Text(cutting, "stage"), cutting.GetProperty("dueOffset").GetInt32()));
    }

    [Fact]
    public async Task A_draft_is_kept_with_its_faults_and_published_without_them()
    {
        var sheet = await SheetAsync("FAULTY", packing => packing["after"]!.AsArray().Add(new JsonObject { ["milestone"] = "A32", ["minDays"] = 1 }));
        var saved = await node.WriteAsync(HttpMethod.Put, $"{Templates}/FAULTY/draft", sheet);
        Assert.Equal(200, saved.Status);
        var faults = saved.Json.GetProperty("faults").EnumerateArray().ToDictionary(f => Text(f, "code")!);
        Assert.Equal("A31 waits for itself: A31 after A32 after A31.", Text(faults["cycle"], "detail"));
        Assert.Equal("/milestones/30/after/1/minDays", Text(faults["lag-does-not-fit"], "pointer"));

        var refused = await node.WriteAsync(HttpMethod.Post, $"{Templates}/FAULTY/publish", new JsonObject());
        Assert.Equal((422, "/problems/lag-does-not-fit", 2), (refused.Status, refused.ProblemType, refused.Json.GetProperty("errors").GetArrayLength()));

        var validated = await node.WriteAsync(HttpMethod.Post, $"{Templates}/validate", sheet);
        Assert.Equal(2, validated.Json.GetProperty("faults").GetArrayLength());

        await PublishAsync("FAULTY", await SheetAsync("FAULTY"));
        var read = await node.ReadAsync($"{Templates}/FAULTY");
        Assert.Equal((1, JsonValueKind.Null), (read.GetProperty("version").GetInt32(), read.GetProperty("draft").ValueKind));
        Assert.Equal("manager", Text(read.GetProperty("versions")[0], "by"));
    }

    [Fact]
    public async Task A_sheet_is_tried_on_an_order_before_it_is_kept()
    {
        var sheet = await SheetAsync("TRIED");
        var inspected = sheet["milestones"]!.AsArray().Single(m => m!["code"]!.GetValue<string>() == "A28")!.AsObject();
        inspected["when"] = new JsonArray(new JsonObject { ["attribute"] = "newVendor", ["value"] = "yes" });

        var usual = await TryAsync(new JsonArray());
        // A Saturday, on which Italy does not work.
        Assert.Equal(("2027-03-22", "2027-03-22", 0), (Text(usual["A34"], "due"), Text(usual["A34"], "latest"), usual["A34"].GetProperty("floatDays").GetInt32()));
        Assert.DoesNotContain("A28", usual.Keys);
        var withNewVendor = await TryAsync(new JsonArray(new JsonObject { ["attribute"] = "newVendor", ["value"] = "yes" }));
        Assert.Contains("A28", withNewVendor.Keys);
        // The final inspection waits for the inline one where that takes place, else for what that waited for, by both lags.
        Assert.Equal(["A28", "A29", "A31"], After(withNewVendor["A32"]));
        Assert.Equal(["A27", "A29", "A31"], After(usual["A32"]));
        Assert.Equal(404, (await node.GetAsync($"{Templates}/TRIED")).Status);

        Later(sheet["milestones"]!.AsArray().Single(m => m!["code"]!.GetValue<string>() == "A32")!.AsObject());
        var faulted = await node.WriteAsync(HttpMethod.Post, $"{Templates}/preview", Tried(new JsonArray()));
        Assert.Equal("lag-does-not-fit", Text(Assert.Single(faulted.Json.GetProperty("faults").EnumerateArray()), "code"));
        Assert.Equal(0, faulted.Json.GetProperty("milestones").GetArrayLength());

        var unknown = await node.WriteAsync(HttpMethod.Post, $"{Templates}/preview", Tried(new JsonArray(new JsonObject { ["attribute"] = "fragile", ["value"] = "yes" })));
        Assert.Equal((422, "/attributes/0/attribute"), (unknown.Status, unknown.Pointer));

        JsonObject Tried(JsonArray attributes) => new() { ["sheet"] = sheet.DeepClone(), ["exFactory"] = ExFactory, ["country"] = "IT", ["attributes"] = attributes };

        async Task<Dictionary<string, JsonElement>> TryAsync(JsonArray attributes)
        {
            var answer = await node.WriteAsync(HttpMethod.Post, $"{Templates}/preview", Tried(attributes));
            Assert.True(answer.Status == 200, answer.Text);
            return answer.Json.GetProperty("milestones").EnumerateArray().ToDictionary(m => Text(m, "code")!);
        }

        static IEnumerable<string?> After(JsonElement milestone) => milestone.GetProperty("after").EnumerateArray().Select(a => Text(a, "milestone")).Order();
    }

    [Fact]
    public async Task Who_may_plan_a_template_is_said_with_it()
    {
        Assert.True((await node.ReadAsync($"{Templates}/APPAREL")).GetProperty("mayPlan").GetBoolean());
        await node.HireAsync(new PersonSheet("looks.on", "Looks On", "assistant", "brand", [], [], [], []));
        Assert.False((await node.ReadAsync($"{Templates}/APPAREL", "looks.on")).GetProperty("mayPlan").GetBoolean());
    }

    [Fact]
    public async Task Who_edits_what_another_has_changed_meanwhile_is_told_so()
    {
        await node.WriteAsync(HttpMethod.Put, $"{Templates}/RACE/draft", await SheetAsync("RACE"));
        var tag = (await node.GetAsync($"{Templates}/RACE")).Response.Headers.ETag!.Tag;
        var mine = await node.WriteAsync(HttpMethod.Put, $"{Templates}/RACE/draft", await SheetAsync("RACE", Later), ifMatch: tag);
        Assert.Equal(200, mine.Status);
        var yours = await node.WriteAsync(HttpMethod.Post, $"{Templates}/RACE/publish", new JsonObject(), ifMatch: tag);
        Assert.Equal((412, "/problems/changed-since"), (yours.Status, yours.ProblemType));
        var sure = await node.WriteAsync(HttpMethod.Post, $"{Templates}/RACE/publish", new JsonObject(), ifMatch: mine.Response.Headers.ETag!.Tag);
        Assert.Equal(200, sure.Status);
    }

    [Fact]
    public async Task The_same_write_under_the_same_key_is_done_once()
    {
        var sheet = await SheetAsync("KEYED");
        var first = await node.WriteAsync(HttpMethod.Put, $"{Templates}/KEYED/draft", sheet, key: "once");
        var again = await node.WriteAsync(HttpMethod.Put, $"{Templates}/KEYED/draft", sheet, key: "once");
        Assert.Equal(("accepted", "duplicate"), (Text(first.Json, "status"), Text(again.Json, "status")));
    }

    [Fact]
    public async Task A_later_version_is_foreseen_offered_and_taken_by_who_wants_it()
    {
        await PublishAsync("OFFERED", await SheetAsync("OFFERED"));
        await node.PlaceAsync(
            GatewayNode.Order("OFF-1", ExFactory, brand: "OFFERED"), GatewayNode.Order("OFF-2", ExFactory, brand: "OFFERED"));
        // So late that a day more in packing is a day more of ex-factory.
        await node.TellAsync(Said.OfLine("off-1", "OFF-1", "A30", "2027-03-16"));
        await node.WriteAsync(HttpMethod.Put, $"{Templates}/OFFERED/draft", await SheetAsync("OFFERED", Later));

        var impact = (await node.WriteAsync(HttpMethod.Post, $"{Templates}/OFFERED/impact", null)).Json;
        Assert.Equal((2, 1, 2, 1), (Count("purchaseOrders"), Count("movedPurchaseOrders"), Count("lines"), Count("moved")));
        var item = Assert.Single(impact.GetProperty("items").EnumerateArray());
        Assert.Equal(("OFF-1", 1), (Text(item, "purchaseOrder"), item.GetProperty("days").GetInt32()));

        var published = (await node.WriteAsync(HttpMethod.Post, $"{Templates}/OFFERED/publish", new JsonObject { ["note"] = "as agreed" })).Json;
        Assert.Equal((2, 2), (published.GetProperty("published").GetInt32(), published.GetProperty("offered").GetInt32()));
        Assert.Equal(1, await VersionAsync("OFF-1"));

        var offers = await node.ReadAsync($"{Templates}/OFFERED/offers?limit=1");
        Assert.Equal((2, "OFF-1", 1), (offers.GetProperty("total").GetInt32(), Text(offers.GetProperty("items")[0], "purchaseOrder"), offers.GetProperty("items")[0].GetProperty("days").GetInt32()));

        var adopted = await node.WriteAsync(HttpMethod.Post, $"{Templates}/OFFERED/adoptions", new JsonObject
        {
            ["version"] = 2, ["reason"] = "better so", ["purchaseOrders"] = new JsonArray("OFF-1", "NOBODYS"),
        });
        Assert.Equal(["accepted", "refused"], adopted.Json.GetProperty("items").EnumerateArray().Select(v => Text(v, "status")));
        Assert.Equal((2, 1), (await VersionAsync("OFF-1"), await VersionAsync("OFF-2")));
        var left = await node.ReadAsync($"{Templates}/OFFERED/offers");
        Assert.Equal("OFF-2", Text(Assert.Single(left.GetProperty("items").EnumerateArray()), "purchaseOrder"));
        var history = (await node.ReadAsync("/api/v1/purchase-orders/OFF-1/history")).GetProperty("items").EnumerateArray();
        Assert.Contains(history, e => Text(e, "text") == "Went over to version 2 of template OFFERED: better so");

        int Count(string member) => impact.GetProperty(member).GetInt32();
    }

    [Fact]
    public async Task A_duplicate_begins_as_a_draft_for_other_goods()
    {
        var made = await node.WriteAsync(HttpMethod.Post, $"{Templates}/APPAREL/duplicate", new JsonObject { ["id"] = "COPY-APPAREL", ["brand"] = "COPY" });
        Assert.Equal((201, $"{Templates}/COPY-APPAREL"), (made.Status, made.Response.Headers.Location?.ToString()));
        var read = await node.ReadAsync($"{Templates}/COPY-APPAREL");
        Assert.Equal(("COPY", 40), (Text(read.GetProperty("draft"), "brand"), read.GetProperty("draft").GetProperty("milestones").GetArrayLength()));
        var again = await node.WriteAsync(HttpMethod.Post, $"{Templates}/APPAREL/duplicate", new JsonObject { ["id"] = "COPY-APPAREL" });
        Assert.Equal((422, "/problems/template-exists", "/id"), (again.Status, again.ProblemType, again.Pointer));
    }

    [Fact]
    public async Task A_milestone_of_one_line_is_overridden_seen_and_lifted()
    {
        await node.PlaceAsync(GatewayNode.Order("OVER-1", ExFactory));
        var path = "/api/v1/purchase-orders/OVER-1/lines/1/overrides/A21";
        var longer = new JsonObject { ["kind"] = "lags", ["lags"] = new JsonArray(new JsonObject { ["milestone"] = "A19", ["minDays"] = 30 }), ["reason"] = "knitted to order" };
        Assert.Equal(200, (await node.WriteAsync(HttpMethod.Put, path, longer)).Status);
        var line = (await node.ReadAsync("/api/v1/purchase-orders/OVER-1")).GetProperty("lines")[0];
        var change = Assert.Single(line.GetProperty("calendar").GetProperty("overrides").EnumerateArray());
        Assert.Equal(("A21", "lags", "knitted to order"), (Text(change, "milestone"), Text(change, "kind"), Text(change, "reason")));
        Assert.True(line.GetProperty("slipDays").GetInt32() > 0);

        var wrong = await node.WriteAsync(HttpMethod.Put, path, new JsonObject { ["kind"] = "lags", ["lags"] = new JsonArray(new JsonObject { ["milestone"] = "A01", ["minDays"] = 3 }), ["reason"] = "x" });
        Assert.Equal((422, "/problems/unknown-predecessor", "/lags/0/milestone"), (wrong.Status, wrong.ProblemType, wrong.Pointer));

        Assert.Equal(200, (await node.WriteAsync(HttpMethod.Post, path + "/lift", new JsonObject { ["reason"] = "stock found" })).Status);
        line = (await node.ReadAsync("/api/v1/purchase-orders/OVER-1")).GetProperty("lines")[0];
        Assert.Equal((0, 0), (line.GetProperty("calendar").GetProperty("overrides").GetArrayLength(), line.GetProperty("slipDays").GetInt32()));
    }

    [Fact]
    public async Task A_milestone_of_all_lines_is_looked_at_overridden_and_lifted_by_one_act_each()
    {
        var second = GatewayNode.Order("OVER-2", ExFactory);
        second[5] = "2";
        await node.PlaceAsync(GatewayNode.Order("OVER-2", ExFactory), second);
        var path = "/api/v1/purchase-orders/OVER-2/overrides/A21";
        var longer = new JsonObject { ["kind"] = "lags", ["lags"] = new JsonArray(new JsonObject { ["milestone"] = "A19", ["minDays"] = 30 }), ["reason"] = "knitted to order" };

        var effect = await node.WriteAsync(HttpMethod.Post, path + "/effect", longer);
        Assert.Equal((1, 2, 2), (effect.Json.GetProperty("purchaseOrders").GetInt32(), effect.Json.GetProperty("lines").GetInt32(), effect.Json.GetProperty("moved").GetInt32()));
        Assert.All(await LinesAsync(), l => Assert.Equal(0, l.GetProperty("calendar").GetProperty("overrides").GetArrayLength()));

        Assert.Equal(200, (await node.WriteAsync(HttpMethod.Put, path, longer)).Status);
        Assert.Equal(
            effect.Json.GetProperty("items").EnumerateArray().Select(i => Text(i, "after")),
            (await LinesAsync()).Select(l => Text(l.GetProperty("exFactory"), "forecast")));

        var wrong = await node.WriteAsync(HttpMethod.Post, path + "/effect", new JsonObject { ["kind"] = "lags", ["lags"] = new JsonArray(new JsonObject { ["milestone"] = "A01", ["minDays"] = 3 }), ["reason"] = "x" });
        Assert.Equal((422, "/problems/unknown-predecessor", "/lags/0/milestone"), (wrong.Status, wrong.ProblemType, wrong.Pointer));

        var unnamed = await node.WriteAsync(HttpMethod.Post, path + "/lift", new JsonObject { ["reason"] = "stock found" });
        Assert.Equal((422, "/kind"), (unnamed.Status, unnamed.Pointer));
        Assert.Equal(200, (await node.WriteAsync(HttpMethod.Post, path + "/lift", new JsonObject { ["reason"] = "stock found", ["kind"] = "lags" })).Status);
        Assert.Equal(404, (await node.WriteAsync(HttpMethod.Put, "/api/v1/purchase-orders/OVER-2/lines/0/overrides/A21", longer)).Status);
        Assert.All(await LinesAsync(), l => Assert.Equal(0, l.GetProperty("calendar").GetProperty("overrides").GetArrayLength()));

        async Task<JsonElement[]> LinesAsync() => [.. (await node.ReadAsync("/api/v1/purchase-orders/OVER-2")).GetProperty("lines").EnumerateArray()];
    }

    [Fact]
    public async Task A_styles_other_days_reach_its_lines()
    {
        await node.RegisterStyleAsync("OVER-LAGS", "2027-06-20");
        await node.PlaceAsync(GatewayNode.Order("OVER-3", "2027-06-20", style: "OVER-LAGS"));
        var longer = new JsonObject { ["kind"] = "lags", ["lags"] = new JsonArray(new JsonObject { ["milestone"] = "A19", ["minDays"] = 30 }), ["reason"] = "knitted to order" };
        Assert.Equal(200, (await node.WriteAsync(HttpMethod.Put, "/api/v1/styles/OVER-LAGS/overrides/A21", longer)).Status);
        var line = await Eventually.HoldsAsync(
            "the line takes its style's days", async () => (await node.ReadAsync("/api/v1/purchase-orders/OVER-3")).GetProperty("lines")[0], l => l.GetProperty("slipDays").GetInt32() > 0);
        var calendar = line.GetProperty("calendar");
        Assert.Equal((0, "knitted to order"), (calendar.GetProperty("overrides").GetArrayLength(), Text(Assert.Single(calendar.GetProperty("ofStyle").EnumerateArray()), "reason")));
    }

    [Fact]
    public async Task A_style_is_overridden_as_a_line_is()
    {
        await node.RegisterStyleAsync("OVER-ST", "2027-06-20");
        var path = "/api/v1/styles/OVER-ST/overrides/A04";
        Assert.Equal(200, (await node.WriteAsync(HttpMethod.Put, path, new JsonObject { ["kind"] = "notapplicable", ["reason"] = "no quote" })).Status);
        var style = await node.ReadAsync("/api/v1/styles/OVER-ST");
        Assert.DoesNotContain(style.GetProperty("milestones").EnumerateArray(), m => Text(m, "code") == "A04");
        Assert.Equal("no quote", Text(style.GetProperty("calendar").GetProperty("overrides")[0], "reason"));
        var told = (await node.ReadAsync("/api/v1/styles/OVER-ST/history")).GetProperty("items")[0];
        Assert.EndsWith(" does not apply: no quote", Text(told, "text"), StringComparison.Ordinal);
        var line = await node.WriteAsync(HttpMethod.Put, "/api/v1/styles/OVER-ST/overrides/A26", new JsonObject { ["kind"] = "notapplicable", ["reason"] = "x" });
        Assert.Equal((422, "/problems/lives-on-line"), (line.Status, line.ProblemType));
        var held = await node.WriteAsync(HttpMethod.Put, "/api/v1/styles/OVER-ST/overrides/A06", new JsonObject { ["kind"] = "notapplicable", ["reason"] = "stock shades" });
        Assert.Equal((409, "/problems/stage-held"), (held.Status, held.ProblemType));
    }

    [Theory]
    [InlineData("PUT", "/APPAREL/draft", """{ "title": "x", "category": "apparel", "milestones": [{ "code": "A1", "side": "moon", "home": "line", "dueOffset": 0 }] }""", "/milestones/0/side")]
    [InlineData("PUT", "/APPAREL/draft", """{ "title": "x", "category": "apparel", "milestones": {} }""", "/milestones")]
    [InlineData("PUT", "/APPAREL/draft", """{ "title": "x", "category": "apparel", "milestones": [null] }""", "/milestones/0")]
    [InlineData("PUT", "/APPAREL/draft", """{ "title": "x", "category": "apparel", "milestones": [], "colour": "red" }""", "/colour")]
    [InlineData("POST", "/APPAREL/publish", """{ "note": 7 }""", "/note")]
    [InlineData("POST", "/APPAREL/retire", """{ }""", "/reason")]
    [InlineData("POST", "/APPAREL/adoptions", """{ "version": 1, "reason": "x" }""", "/purchaseOrders")]
    public async Task What_cannot_be_read_is_pointed_at_and_nothing_is_kept(string method, string path, string body, string pointer)
    {
        var refused = await node.WriteAsync(new HttpMethod(method), Templates + path, JsonNode.Parse(body));
        Assert.True(refused.Status is 400 or 422, refused.Text);
        Assert.Equal(pointer, refused.Pointer);
        Assert.Equal(JsonValueKind.Null, (await node.ReadAsync($"{Templates}/APPAREL")).GetProperty("draft").ValueKind);
    }

    [Fact]
    public async Task Templates_are_a_supervisors_and_what_is_nobodys_is_not_found()
    {
        await node.HireAsync(new PersonSheet("helper", "Hel Per", "assistant", "brand", [], [], [], []));
        await node.HireAsync(new PersonSheet("sewer", "Se Wer", "vendor", "factory", [], [], ["V1"], []));
        await node.PlaceAsync(GatewayNode.Order("MAY-1", ExFactory));
        foreach (var person in new[] { "helper", "sewer" })
        {
            var refused = await node.WriteAsync(HttpMethod.Put, $"{Templates}/MAY/draft", await SheetAsync("MAY"), person: person);
            Assert.Equal((403, "/problems/not-allowed"), (refused.Status, refused.ProblemType));
        }

        var adoption = new JsonObject { ["version"] = 1, ["reason"] = "x" };
        Assert.Equal(200, (await node.WriteAsync(HttpMethod.Post, "/api/v1/purchase-orders/MAY-1/template", adoption, person: "helper")).Status);
        Assert.Equal(403, (await node.WriteAsync(HttpMethod.Post, "/api/v1/purchase-orders/MAY-1/template", adoption, person: "sewer")).Status);
        Assert.Equal(404, (await node.GetAsync($"{Templates}/NOWHERE")).Status);
        foreach (var path in new[] { "/APPAREL", "/APPAREL/versions/1", "/APPAREL/offers" })
            Assert.Equal(404, (await node.GetAsync(Templates + path, "sewer")).Status);
        Assert.Empty((await node.ReadAsync(Templates, "sewer")).GetProperty("items").EnumerateArray());
        Assert.Equal(404, (await node.GetAsync($"{Templates}/APPAREL/versions/7")).Status);
        Assert.Equal(404, (await node.WriteAsync(HttpMethod.Post, "/api/v1/purchase-orders/NOWHERE/template", adoption)).Status);
    }

    private async Task<int> VersionAsync(string order) => (await node.ReadAsync($"/api/v1/purchase-orders/{order}"))
        .GetProperty("lines")[0].GetProperty("calendar").GetProperty("templateVersion").GetInt32();
}
