using System.Text.Json;

namespace Selvedge.Gateway.Tests.Production;

public sealed class ReadingOverHttp(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task A_list_says_where_it_goes_on()
    {
        var first = await api.GetAsync("/api/v1/purchase-orders?limit=2&brand=HALDEN&brand=OTHER");
        Assert.Equal((200, 3, 2), (first.Status, first.Json.GetProperty("total").GetInt32(), first.Json.GetProperty("items").GetArrayLength()));
        var link = Assert.Single(first.Response.Headers.GetValues("Link"));
        Assert.EndsWith("; rel=\"next\"", link, StringComparison.Ordinal);
        var second = await api.GetAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)]);
        Assert.Equal("PO-3", Assert.Single(second.Json.GetProperty("items").EnumerateArray()).GetProperty("number").GetString());
        Assert.Equal(JsonValueKind.Null, second.Json.GetProperty("next").ValueKind);
        Assert.False(second.Response.Headers.Contains("Link"));
    }

    [Fact]
    public async Task One_order_is_shown_with_its_version_and_not_again_while_it_stands()
    {
        var order = await api.GetAsync("/api/v1/purchase-orders/PO-1");
        Assert.Equal((200, "PO-1", "Dhaka Shirts", "open"), (order.Status, order.Json.GetProperty("number").GetString(), order.Json.GetProperty("vendorName").GetString(), order.Json.GetProperty("state").GetString()));
        Assert.Equal(33, order.Json.GetProperty("lines")[0].GetProperty("milestones").GetArrayLength());
        Assert.Equal("\"3\"", order.Response.Headers.ETag?.Tag);
        Assert.Equal(304, (await api.GetAsync("/api/v1/purchase-orders/PO-1", ifNoneMatch: "W/\"3\"")).Status);
        Assert.Equal(200, (await api.GetAsync("/api/v1/purchase-orders/PO-1", ifNoneMatch: "\"2\"")).Status);
    }

    [Theory]
    [InlineData("/api/v1/purchase-orders/PO-2")]
    [InlineData("/api/v1/purchase-orders/PO-404")]
    [InlineData("/api/v1/purchase-orders/PO-2/history")]
    [InlineData("/api/v1/purchase-orders/PO-2/lines/1/explanation")]
    [InlineData("/api/v1/purchase-orders/PO-1/lines/9/explanation")]
    [InlineData("/api/v1/styles/ST-2")]
    [InlineData("/api/v1/styles/ST-404")]
    [InlineData("/api/v1/styles/ST-2/history")]
    [InlineData("/api/v1/vendors/V-2")]
    [InlineData("/api/v1/vendors/V-404")]
    [InlineData("/api/v1/vendors/V-2/history")]
    [InlineData("/api/v1/vendors/V-404/history")]
    public async Task Unknown_and_forbidden_are_one_answer(string path)
    {
        var answer = await api.GetAsync(path, "ana");
        Assert.Equal((404, "/problems/not-found"), (answer.Status, answer.ProblemType));
        Assert.False(answer.Json.TryGetProperty("detail", out _));
    }

    [Fact]
    public async Task A_hidden_field_is_nowhere()
    {
        foreach (var path in new[] { "/api/v1/purchase-orders", "/api/v1/purchase-orders/PO-1" })
        {
            Assert.Contains("\"quantity\"", (await api.GetAsync(path, "ben")).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"quantity\"", (await api.GetAsync(path, "ana")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_list_holds_only_what_one_may_see()
    {
        var orders = await api.GetAsync("/api/v1/purchase-orders?state=all", "ana");
        Assert.Equal(["PO-1", "PO-3", "PO-4"], orders.Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("number").GetString()));
        Assert.Equal(3, orders.Json.GetProperty("total").GetInt32());
        Assert.Equal("ST-1", Assert.Single((await api.GetAsync("/api/v1/styles", "ana")).Json.GetProperty("items").EnumerateArray()).GetProperty("number").GetString());
        Assert.Equal("V-1", Assert.Single((await api.GetAsync("/api/v1/vendors", "ana")).Json.GetProperty("items").EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_vendor_tells_how_its_open_lines_stand()
    {
        var vendor = (await api.GetAsync("/api/v1/vendors/V-1")).Json;
        Assert.Equal((2, 2), (vendor.GetProperty("openLines").GetInt32(), vendor.GetProperty("lateLines").GetInt32()));
        Assert.Equal("""{"critical":1,"late":1}""", vendor.GetProperty("health").GetRawText());
    }

    [Fact]
    public async Task A_vendors_history_tells_what_forecasts_lean_on_and_whose_past_it_is()
    {
        var history = (await api.GetAsync("/api/v1/vendors/V-1/history")).Json;
        Assert.Equal((4, "2026-11-20"), (history.GetProperty("version").GetInt32(), history.GetProperty("day").GetString()));
        Assert.Equal(
            [("apparel", 19), ("footwear", 0)],
            history.GetProperty("categories").EnumerateArray().Select(c => (c.GetProperty("category").GetString(), c.GetProperty("version").GetInt32())));
        var items = history.GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("milestone").GetString()!);
        Assert.Equal(["A21", "A34"], items.Keys.Order());
        Assert.Equal(("A20", 5, 6, 23, 200, "vendor"), Told(items["A21"]));
        Assert.Equal(("A32", 4, 1, 0, 200, "category"), Told(items["A34"]));

        static (string?, int, int, int, int, string?) Told(System.Text.Json.JsonElement item) => (
            item.GetProperty("after").GetString(), item.GetProperty("templateDays").GetInt32(), item.GetProperty("usualDays").GetInt32(),
            item.GetProperty("outcomes").GetInt32(), item.GetProperty("categoryOutcomes").GetInt32(), item.GetProperty("basis").GetString());
    }

    [Fact]
    public async Task An_explanation_adds_up()
    {
        var why = (await api.GetAsync("/api/v1/purchase-orders/PO-1/lines/1/explanation")).Status;
        // The past is in the database, which is away here.
        Assert.Equal(503, why);
    }

    [Fact]
    public async Task People_are_told_with_who_asks()
    {
        var people = (await api.GetAsync("/api/v1/people", "ana")).Json;
        Assert.Equal("ana", people.GetProperty("current").GetString());
        Assert.Equal(["manager", "ana", "ben"], people.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_stranger_is_401() =>
        Assert.Equal((401, "/problems/unknown-person"), Told(await api.GetAsync("/api/v1/purchase-orders", "stranger")));

    [Theory]
    [InlineData("/api/v1/nowhere", 404, "not-found")]
    [InlineData("/api/nowhere", 404, "not-found")]
    [InlineData("/api/v1/purchase-orders/PO-1/lines/x/explanation", 404, "not-found")]
    [InlineData("/api/v1/purchase-orders?health=poorly", 400, "bad-parameter")]
    [InlineData("/api/v1/purchase-orders/PO-1?asOf=2026-01-01", 400, "bad-parameter")]
    [InlineData("/api/v1/purchase-orders/PO-1?asof=2026-01-01T00:00:00Z", 400, "unknown-parameter")]
    [InlineData("/api/v1/purchase-orders/PO-1?asOf=2026-01-01T00:00:00Z", 503, "unavailable")]
    [InlineData("/api/v1/events?after=-1", 400, "bad-parameter")]
    [InlineData("/api/v1/events?limit=1001", 400, "bad-parameter")]
    [InlineData("/api/v1/events", 503, "unavailable")]
    [InlineData("/api/v1/purchase-orders/PO-1/history", 503, "unavailable")]
    [InlineData("/api/v1/broken", 500, "internal-error")]
    public async Task Whatever_fails_is_told_as_a_problem(string path, int status, string code)
    {
        var answer = await api.GetAsync(path);
        Assert.Equal((status, $"/problems/{code}"), Told(answer));
        Assert.Equal(status, answer.Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(answer.Json.GetProperty("traceId").GetString()!);
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_method_is_405_and_says_which_are_taken()
    {
        var answer = await Answer.OfAsync(await api.Http.DeleteAsync("/api/v1/events"));
        Assert.Equal((405, "/problems/method-not-allowed"), Told(answer));
        Assert.Equal(["GET", "POST"], answer.Response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Templates_name_what_each_milestone_waits_for()
    {
        var apparel = (await api.GetAsync("/api/v1/calendar-templates")).Json.GetProperty("items").EnumerateArray().Single(t => t.GetProperty("id").GetString() == "APPAREL");
        var ordered = apparel.GetProperty("milestones").EnumerateArray().Single(m => m.GetProperty("code").GetString() == "A15");
        Assert.Equal("A14", ordered.GetProperty("after")[0].GetProperty("milestone").GetString());
        Assert.Equal("line", ordered.GetProperty("home").GetString());
    }

    [Fact]
    public async Task The_contract_is_OpenAPI_3_1_and_its_examples_are_taken()
    {
        var contract = (await api.GetAsync("/openapi/v1.json")).Json;
        Assert.StartsWith("3.1", contract.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var paths = contract.GetProperty("paths");
        foreach (var path in new[] { "/api/v1/events", "/api/v1/purchase-orders", "/api/v1/purchase-orders/{po}", "/api/v1/purchase-orders/{po}/history", "/api/v1/styles/{style}", "/api/v1/styles/{style}/history", "/api/v1/vendors", "/api/v1/people", "/health/ready" })
            Assert.True(paths.TryGetProperty(path, out _), $"{path} is not in the contract.");

        var asked = paths.GetProperty("/api/v1/purchase-orders").GetProperty("get").GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString());
        Assert.Equal(["state", "brand", "category", "vendor", "season", "style", "health", "phase", "answer", "parent", "q", "sort", "limit", "cursor", "asOf", "format", "columns"], asked);

        var example = paths.GetProperty("/api/v1/events").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");
        var answer = await api.PostAsync(example.GetRawText().Replace("2026-11-20T09:14:00Z", "2026-01-20T09:14:00Z", StringComparison.Ordinal));
        Assert.Equal("accepted", answer.Json.GetProperty("items")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_page_loads_nothing_from_elsewhere()
    {
        var page = await api.GetAsync("/docs");
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.Contains("/openapi/v1.json", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_s_type_leads_to_a_page() =>
        Assert.Contains("422", (await api.GetAsync("/problems/impossible-date")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task It_lives_and_is_ready()
    {
        Assert.Equal("live", (await api.GetAsync("/health/live")).Json.GetProperty("status").GetString());
        Assert.Equal("ready", (await api.GetAsync("/health/ready")).Json.GetProperty("status").GetString());
    }

    private static (int, string?) Told(Answer answer) => (answer.Status, answer.ProblemType);
}
