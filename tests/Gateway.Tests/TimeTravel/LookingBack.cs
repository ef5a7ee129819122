using System.Globalization;
using System.Text.Json.Nodes;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Calendars;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.TimeTravel;

/// <summary>Orders, styles, lists and boards as they were.</summary>
public sealed class LookingBack : IAsyncLifetime
{
    private readonly GatewayNode node = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => node.DisposeAsync();

    /// <param name="minutes">That a stretch of copied rows lasts: some moments are answered from copies alone, some from the log alone.</param>
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(15)]
    public async Task What_was_answered_then_is_answered_for_then(int minutes)
    {
        await node.StartAsync(await TestServer.CloneDatabaseAsync(), GatewayNode.Patient with { CopyRowsEvery = TimeSpan.FromMinutes(minutes) });
        string[] paths =
        [
            "/api/v1/purchase-orders/PO-1", "/api/v1/purchase-orders/PO-1/history", "/api/v1/purchase-orders/PO-1/lines/1/explanation", "/api/v1/styles/ST-1",
            "/api/v1/styles/ST-1/history", "/api/v1/styles/ST-1/profile", "/api/v1/approvals?state=all&style=ST-1", "/api/v1/approvals/ST-1~proto",
            "/api/v1/purchase-orders?state=all", "/api/v1/styles", "/api/v1/boards/overview", "/api/v1/boards/board:*:apparel", "/api/v1/boards/vendor:V1",
            "/api/v1/boards/po:PO-1", "/api/v1/boards/style:ST-1", "/api/v1/boards/approvals:*:apparel",
        ];
        Func<Task>[] steps =
        [
            () => node.RegisterVendorAsync("V1", "Dhaka Shirts"),
            () => node.RegisterStyleAsync("ST-1", "2027-03-01"),
            () => node.PlaceAsync(GatewayNode.Order("PO-1", "2027-03-01", style: "ST-1")),
            () => node.TellAsync(Said.OfLine("e1", "PO-1", "A26", "2027-02-20", reason: "FA-CAP")),
            () => node.TellAsync(Said.OfStyle("e2", "ST-1", "A12", "2027-01-30")),
            () => node.WriteAsync(HttpMethod.Post, "/api/v1/approvals/ST-1~proto/acts", new JsonObject { ["act"] = "request" }),
            () => node.RegisterVendorAsync("V1", "Dhaka Shirts and Blouses", "IN"),
            () => node.PlaceAsync(GatewayNode.Order("PO-2", "2027-05-01", style: "ST-1")),
            () => node.TellAsync(Said.Retraction("e1", "PO-1", "2026-11-20T08:30:00Z")),
        ];
        var answered = new List<(string Path, string At, string Text, int Status)>();
        foreach (var step in steps)
        {
            await step();
            await node.SettleAsync();
            // A moment includes what was recorded in its own microsecond, and a time zone makes no other moment.
            var at = Uri.EscapeDataString(node.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(answered.Count % 3)).ToString("O", CultureInfo.InvariantCulture));
            foreach (var path in paths)
            {
                var answer = await node.GetAsync(path);
                answered.Add((path, at, answer.Status == 200 ? Essence(path, answer) : "", answer.Status));
            }

            node.Time.MoveTo(node.Time.GetUtcNow().AddMinutes(1));
        }

        Assert.True(answered.Where(a => a.Status == 200).DistinctBy(a => a.Text).Count() > 12, "Too little changed to tell one moment from another.");
        foreach (var (path, at, text, status) in answered)
        {
            var then = await node.GetAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}asOf={at}");
            Assert.Equal((path, status), (path, then.Status));
            if (status == 200)
                Assert.Equal(text, Essence(path, then));
        }
    }

    // A frame's rows come in the order of their change as the node saw it, and are numbered by what it saw changing them.
    private static string Essence(string path, Answer answer)
    {
        if (path.Contains("/approvals", StringComparison.Ordinal) && !path.Contains("/boards/", StringComparison.Ordinal))
            return ApprovalsEssence(JsonNode.Parse(answer.Text)!).ToJsonString();
        if (!path.Contains("/boards/", StringComparison.Ordinal))
            return answer.Text;
        var frame = JsonNode.Parse(answer.Text)!;
        var rows = frame["rows"]!.AsArray().OrderBy(row => row!["id"]!.ToString(), StringComparer.Ordinal).Select(row => row!.DeepClone()).ToArray();
        foreach (var row in rows.Concat(frame["totals"]!["worst"]?.AsArray().Select(order => order!["line"]) ?? []))
            row!["v"] = 0;
        frame["rows"] = new JsonArray(rows);
        // How much is said beside it comes with the live topic alone.
        frame["totals"]!.AsObject().Remove("comments");
        return frame.ToJsonString();
    }

    // What may be done now could not be done then.
    private static JsonNode ApprovalsEssence(JsonNode answer)
    {
        foreach (var one in answer["items"]?.AsArray().Select(item => item!.AsObject()) ?? [answer.AsObject()])
            foreach (var member in new[] { "v", "moves", "mayDeclare", "mayConfirm" })
                one.Remove(member);
        return answer;
    }

    [Fact]
    public async Task A_moment_that_is_none_is_told_with_its_parameter()
    {
        await node.InitializeAsync();
        await node.PlaceAsync(GatewayNode.Order("PO-1", "2027-03-01"));
        foreach (var (asOf, code) in new[]
        {
            ("2026-11-20T09:00:01Z", "moment-in-future"), ("2026-11-20T08:59:59Z", "moment-before-log"), ("2026-11-20", "bad-parameter"),
            ("2026-11-20T09:00:00", "bad-parameter"), ("yesterday", "bad-parameter"), ("", "bad-parameter"),
        })
        foreach (var path in new[]
        {
            "/api/v1/purchase-orders/PO-1", "/api/v1/purchase-orders/PO-1/history", "/api/v1/styles/ST-1", "/api/v1/styles/ST-1/history",
            "/api/v1/purchase-orders", "/api/v1/styles", "/api/v1/boards/overview",
        })
        {
            var asked = $"{path}?asOf={asOf}";
            var answer = await node.GetAsync(asked);
            Assert.Equal((asked, 400, $"/problems/{code}", "/asOf"), (asked, answer.Status, answer.ProblemType, answer.Pointer));
        }
    }

    [Fact]
    public async Task The_rights_of_now_judge_the_order_as_it_was()
    {
        await node.InitializeAsync();
        await node.PlaceAsync(GatewayNode.Order("PO-1", "2027-03-01", vendor: "V1"));
        var first = node.Time.GetUtcNow();
        node.Time.MoveTo(first.AddMinutes(1));
        await node.PlaceAsync(GatewayNode.Order("PO-1", "2027-03-01", vendor: "V2"));
        await node.HireAsync(new PersonSheet("old", "Old Vendor", "vendor", "factory", [], [], ["V1"], ["quantity"]));
        await node.HireAsync(new PersonSheet("new", "New Vendor", "vendor", "factory", [], [], ["V2"], []));

        var then = $"/api/v1/purchase-orders/PO-1?asOf={first:yyyy-MM-ddTHH:mm:ss}Z";
        Assert.Equal(200, (await node.GetAsync(then, "old")).Status);
        Assert.DoesNotContain("quantity", (await node.GetAsync(then, "old")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await node.GetAsync("/api/v1/purchase-orders/PO-1", "old")).Status);
        var board = $"/api/v1/boards/board:*:apparel?asOf={first:yyyy-MM-ddTHH:mm:ss}Z";
        Assert.Single((await node.ReadAsync(board, "old")).GetProperty("rows").EnumerateArray());
        Assert.DoesNotContain("\"quantity\":", (await node.GetAsync(board, "old")).Text, StringComparison.Ordinal);
        Assert.Empty((await node.ReadAsync(board, "new")).GetProperty("rows").EnumerateArray());
        Assert.Equal(404, (await node.GetAsync(board.Replace("board:*:apparel", "vendor:V1", StringComparison.Ordinal), "new")).Status);
        Assert.Equal(404, (await node.GetAsync(then, "new")).Status);
        Assert.Equal(200, (await node.GetAsync("/api/v1/purchase-orders/PO-1", "new")).Status);
    }
}
