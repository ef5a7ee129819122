using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Calendars;

/// <summary>A country's days: looked at before they are amended, amended for every line at once, undone.</summary>
public sealed class AmendingWorkingDays(GatewayNode node) : IClassFixture<GatewayNode>
{
    private const string ExFactory = "2027-03-20";

    private static string? Text(JsonElement of, string member) => of.GetProperty(member).GetString();

    private static JsonObject Closing(string from, string to, string name = "Flood", int rampDays = 0) => new()
    {
        ["closures"] = new JsonArray(new JsonObject { ["from"] = from, ["to"] = to, ["name"] = name, ["rampDays"] = rampDays, ["rampPercent"] = 50 }),
    };

    private static JsonObject Amending(JsonObject sheet, string reason = "rivers rose") => new() { ["sheet"] = sheet.DeepClone(), ["reason"] = reason };

    // Sewing ends so late that every day off after it is a day of ex-factory.
    private async Task PlaceAsync(string country, params string[] orders)
    {
        await node.RegisterVendorAsync($"V-{country}", $"Sewing in {country}", country);
        await node.PlaceAsync([.. orders.Select(o => GatewayNode.Order(o, ExFactory, vendor: $"V-{country}"))]);
        foreach (var order in orders)
            await node.TellAsync(Said.OfLine($"sewn-{order}", order, "A30", "2027-03-16"));
    }

    private async Task<string> ForecastAsync(string order) => Text((await node.ReadAsync($"/api/v1/purchase-orders/{order}")).GetProperty("lines")[0].GetProperty("exFactory"), "forecast")!;

    private Task<JsonElement> SettledAsync(string key) => Eventually.HoldsAsync(
        $"Every order has looked at {key}", () => node.ReadAsync($"/api/v1/calendars/{key}/progress"), progress => progress.GetProperty("settled").GetBoolean());

    [Fact]
    public async Task A_ramp_that_is_customary_is_offered_taken_and_shown_in_the_year()
    {
        var offered = (await node.ReadAsync("/api/v1/calendars/JP?year=2027")).GetProperty("customary").EnumerateArray().Single();
        Assert.Equal(("Golden Week", 0), (Text(offered, "closure"), offered.GetProperty("afterDays").GetInt32()));
        var ramp = new JsonObject { ["closure"] = "Golden Week", ["beforeDays"] = 4, ["beforePercent"] = 50, ["afterDays"] = 6, ["afterPercent"] = 50 };
        var sheet = new JsonObject { ["ramps"] = new JsonArray(ramp) };
        var foreseen = (await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/JP/preview", sheet)).Json.GetProperty("days").EnumerateArray()
            .Where(d => Text(d, "day")!.StartsWith("2027-", StringComparison.Ordinal)).Select(d => (Text(d, "day"), Text(d, "kind"), Text(d, "reason"))).ToArray();
        Assert.Equal(5, foreseen.Length);
        Assert.Equal(200, (await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/JP/apply", Amending(sheet, "people travel"))).Status);
        var read = await node.ReadAsync("/api/v1/calendars/JP?year=2027");
        Assert.Equal(4, read.GetProperty("sheet").GetProperty("ramps")[0].GetProperty("beforeDays").GetInt32());
        Assert.Equal(
            ["Golden Week, ramp-down", "Golden Week, ramp-up"],
            read.GetProperty("days").EnumerateArray().Where(d => Text(d, "kind") == "lost").Select(d => Text(d, "reason")).Distinct());
        Assert.Equal(foreseen, read.GetProperty("days").EnumerateArray().Where(d => Text(d, "kind") == "lost").Select(d => (Text(d, "day"), Text(d, "kind"), Text(d, "reason"))));
        var dropped = (await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/JP/preview", new JsonObject())).Json.GetProperty("days").EnumerateArray()
            .Where(d => Text(d, "day")!.StartsWith("2027-", StringComparison.Ordinal)).ToArray();
        Assert.Equal(foreseen.Select(f => f.Item1), dropped.Select(d => Text(d, "day")));
        Assert.All(dropped, d => Assert.Equal(JsonValueKind.Null, d.GetProperty("kind").ValueKind));

        var wrong = await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/JP/preview", new JsonObject { ["ramps"] = new JsonArray(new JsonObject { ["closure"] = "Tet", ["afterDays"] = 91 }) });
        Assert.Equal((422, "/ramps/0/afterDays"), (wrong.Status, wrong.Pointer));
    }

    [Fact]
    public async Task What_is_foreseen_is_what_then_happens_and_undoing_brings_it_back()
    {
        await PlaceAsync("VN", "VN-1", "VN-2", "VN-3");
        await PlaceAsync("KH", "KH-1");
        var (before, elsewhere) = (await ForecastAsync("VN-1"), await ForecastAsync("KH-1"));
        var sheet = Closing("2027-03-17", "2027-03-19");

        var effect = (await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/VN/preview", sheet)).Json;
        Assert.Equal((3, 3, 3), (effect.GetProperty("purchaseOrders").GetInt32(), effect.GetProperty("lines").GetInt32(), effect.GetProperty("moved").GetInt32()));
        var foreseen = Text(effect.GetProperty("items").EnumerateArray().Single(i => Text(i, "purchaseOrder") == "VN-1"), "after");
        Assert.Equal(before, await ForecastAsync("VN-1"));

        var applied = await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/VN/apply", Amending(sheet));
        Assert.Equal((200, 3, "\"1\""), (applied.Status, applied.Json.GetProperty("purchaseOrders").GetInt32(), applied.Response.Headers.ETag!.Tag));
        var progress = await SettledAsync("VN");
        Assert.Equal((1, 3, 3), (progress.GetProperty("version").GetInt32(), progress.GetProperty("purchaseOrders").GetInt32(), progress.GetProperty("done").GetInt32()));
        foreach (var order in new[] { "VN-1", "VN-2", "VN-3" })
            Assert.Equal(foreseen, await ForecastAsync(order));
        Assert.Equal(elsewhere, await ForecastAsync("KH-1"));
        var why = await node.ReadAsync("/api/v1/purchase-orders/VN-1/lines/1/explanation");
        Assert.Contains(why.GetProperty("causes").EnumerateArray(), c => Text(c, "code") == "FM-HOLIDAY" && Text(c, "text")!.Contains("Flood", StringComparison.Ordinal));

        var undone = await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/VN/undo", new JsonObject { ["version"] = 1, ["reason"] = "the dyke held" });
        Assert.Equal(200, undone.Status);
        await SettledAsync("VN");
        Assert.Equal(before, await ForecastAsync("VN-1"));

        var again = await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/VN/undo", new JsonObject { ["version"] = 1, ["reason"] = "the dyke held" });
        Assert.Equal((422, "/problems/newer-stands-on-it", "/version"), (again.Status, again.ProblemType, again.Pointer));
        var history = (await node.ReadAsync("/api/v1/calendars/VN?year=2027")).GetProperty("history").EnumerateArray().ToArray();
        Assert.Equal([(2, "the dyke held"), (1, "rivers rose")], history.Select(h => (h.GetProperty("version").GetInt32(), Text(h, "reason")!)));
        Assert.Equal(1, history[0].GetProperty("undoes").GetInt32());
    }

    [Fact]
    public async Task A_year_is_shown_day_by_day_with_who_says_so()
    {
        await PlaceAsync("TR", "TR-1");
        await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/TR/apply", Amending(new JsonObject
        {
            ["holidays"] = new JsonArray(new JsonObject { ["day"] = "2027-06-01", ["name"] = "Census" }), ["worked"] = new JsonArray("2027-08-30"),
        }, "census year"));
        await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/factory:V-TR/apply", Amending(Closing("2027-08-02", "2027-08-06", "Summer shutdown", rampDays: 6), "as every year"));

        var factory = await node.ReadAsync("/api/v1/calendars/factory:V-TR?year=2027");
        Assert.Equal(("TR", "Sewing in TR", "Europe/Istanbul", 1), (Text(factory, "country"), Text(factory, "name"), Text(factory, "timeZone"), factory.GetProperty("version").GetInt32()));
        Assert.Equal(["sunday"], factory.GetProperty("weeklyDaysOff").EnumerateArray().Select(d => d.GetString()));
        var days = factory.GetProperty("days").EnumerateArray().ToDictionary(d => Text(d, "day")!);
        Assert.Equal(("off", "Republic Day", "rule"), Said(days["2027-10-29"]));
        Assert.Equal(("off", "Census", "country"), Said(days["2027-06-01"]));
        Assert.Equal(("worked", "Victory Day", "country"), Said(days["2027-08-30"]));
        Assert.Equal(("off", "Summer shutdown", "factory"), Said(days["2027-08-03"]));
        Assert.Equal(("lost", "Summer shutdown, ramp-up", "factory"), Said(days["2027-08-09"]));

        var list = (await node.ReadAsync("/api/v1/calendars")).GetProperty("items").EnumerateArray().ToDictionary(c => Text(c, "key")!);
        Assert.Equal((1, 1, 1), (list["TR"].GetProperty("version").GetInt32(), list["TR"].GetProperty("vendors").GetInt32(), list["factory:V-TR"].GetProperty("purchaseOrders").GetInt32()));

        static (string?, string?, string?) Said(JsonElement day) => (Text(day, "kind"), Text(day, "reason"), Text(day, "source"));
    }

    [Fact]
    public async Task Who_edits_what_another_has_changed_meanwhile_is_told_so()
    {
        var first = await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/PT/apply", Amending(Closing("2027-05-03", "2027-05-04")), ifMatch: "\"0\"");
        Assert.Equal(200, first.Status);
        var second = await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/PT/apply", Amending(Closing("2027-05-05", "2027-05-06")), ifMatch: "\"0\"");
        Assert.Equal((412, "/problems/changed-since"), (second.Status, second.ProblemType));
    }

    [Theory]
    [InlineData("VN", """{ "sheet": { "closures": [{ "from": "2027-05-06", "to": "2027-05-05", "name": "x" }] }, "reason": "x" }""", 422, "/sheet/closures/0/to")]
    [InlineData("VN", """{ "sheet": { "weeklyDaysOff": ["someday"] }, "reason": "x" }""", 422, "/sheet/weeklyDaysOff/0")]
    [InlineData("VN", """{ "sheet": { "worked": ["2027-02-30"] }, "reason": "x" }""", 422, "/sheet/worked/0")]
    [InlineData("VN", """{ "reason": "x" }""", 422, "/sheet")]
    [InlineData("VN", """{ "sheet": {} }""", 422, "/reason")]
    [InlineData("Vietnam", """{ "sheet": {}, "reason": "x" }""", 404, null)]
    [InlineData("factory:NOBODY", """{ "sheet": {}, "reason": "x" }""", 404, null)]
    public async Task What_cannot_be_is_refused_with_its_place(string key, string body, int status, string? pointer)
    {
        var refused = await node.WriteAsync(HttpMethod.Post, $"/api/v1/calendars/{key}/apply", JsonNode.Parse(body));
        Assert.True(refused.Status == status, refused.Text);
        if (pointer is not null)
            Assert.Equal(pointer, refused.Pointer);
    }

    [Fact]
    public async Task Who_amends_days_sees_every_order_that_goes_by_them_and_others_are_told_how_many_they_do_not_see()
    {
        await PlaceAsync("MA", "MA-1", "MA-2");
        await node.RegisterVendorAsync("V-MA-OTHER", "Also in Morocco", "MA");
        await node.PlaceAsync(GatewayNode.Order("MA-3", ExFactory, vendor: "V-MA-OTHER"));
        await node.PlaceAsync(GatewayNode.Order("MA-4", ExFactory, vendor: "V-MA", brand: "BRAMBLE"));
        await node.HireAsync(new PersonSheet("lead", "Le Ad", "manager", "brand", ["HALDEN"], [], [], []));
        await node.HireAsync(new PersonSheet("seam", "Se Am", "vendor", "factory", [], [], ["V-MA"], []));
        var sheet = Closing("2027-03-17", "2027-03-19");

        foreach (var (person, key, seen, elsewhere) in new[]
            { ("lead", "MA", 3, 1), ("lead", "factory:V-MA", 2, 1), ("lead", "factory:V-MA-OTHER", 1, 0), ("seam", "MA", 3, 0) })
        {
            var effect = (await node.WriteAsync(HttpMethod.Post, $"/api/v1/calendars/{key}/preview", sheet, person: person)).Json;
            Assert.Equal((person, key, seen, elsewhere), (person, key, effect.GetProperty("purchaseOrders").GetInt32(), effect.GetProperty("elsewhere").GetInt32()));
        }

        foreach (var key in new[] { "MA", "factory:V-MA" })
        {
            var refused = await node.WriteAsync(HttpMethod.Post, $"/api/v1/calendars/{key}/apply", Amending(sheet), person: "lead");
            Assert.Equal((403, "/problems/not-allowed"), (refused.Status, refused.ProblemType));
            Assert.Contains("1 open order that you do not see", Text(refused.Json, "detail"), StringComparison.Ordinal);
            Assert.Equal(0, (await node.ReadAsync($"/api/v1/calendars/{key}?year=2027")).GetProperty("version").GetInt32());
        }

        Assert.Equal(200, (await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/factory:V-MA-OTHER/apply", Amending(sheet), person: "lead")).Status);
        Assert.Equal(200, (await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/MA/apply", Amending(sheet))).Status);
        var undo = await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/MA/undo", new JsonObject { ["version"] = 1, ["reason"] = "no flood" }, person: "lead");
        Assert.Equal((403, "/problems/not-allowed"), (undo.Status, undo.ProblemType));
    }

    [Fact]
    public async Task Calendars_are_a_supervisors_and_a_vendor_sees_its_own()
    {
        await node.RegisterVendorAsync("V-OURS", "Ours", "LK");
        await node.RegisterVendorAsync("V-THEIRS", "Theirs", "LK");
        await node.HireAsync(new PersonSheet("tailor", "Tai Lor", "vendor", "factory", [], [], ["V-OURS"], []));
        Assert.Equal(403, (await node.WriteAsync(HttpMethod.Post, "/api/v1/calendars/LK/apply", Amending(Closing("2027-05-03", "2027-05-04")), person: "tailor")).Status);
        Assert.Equal(200, (await node.GetAsync("/api/v1/calendars/factory:V-OURS", "tailor")).Status);
        Assert.Equal(404, (await node.GetAsync("/api/v1/calendars/factory:V-THEIRS", "tailor")).Status);
    }
}
