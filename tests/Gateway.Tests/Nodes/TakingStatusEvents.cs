using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Domain.People;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Tests.Nodes;

public sealed class TakingStatusEvents(GatewayNode node) : IClassFixture<GatewayNode>
{
    private const string ExFactory = "2027-03-20";
    private const string CuttingDue = "2027-02-17";

    [Fact]
    public async Task One_event_is_accepted_once_and_then_a_duplicate_of_what_stands()
    {
        await node.PlaceAsync(GatewayNode.Order("ONE-1", ExFactory));
        await node.SettleAsync();
        var said = Said.OfLine("one-1", "ONE-1", "A26", "2027-02-20");

        var first = await node.TellAsync(said);
        Assert.Equal("accepted", Text(first, "status"));
        var order = await node.ReadAsync("/api/v1/purchase-orders/ONE-1");
        Assert.Equal(order.GetProperty("version").GetInt32(), first.GetProperty("version").GetInt32());
        Assert.Equal(order.GetProperty("v").GetInt64(), first.GetProperty("position").GetInt64());

        await node.SettleAsync();
        var head = await node.HeadAsync();
        var again = await node.TellAsync(said);
        Assert.Equal("duplicate", Text(again, "status"));
        Assert.Equal((first.GetProperty("version").GetInt32(), first.GetProperty("position").GetInt64()), (again.GetProperty("version").GetInt32(), again.GetProperty("position").GetInt64()));
        var older = await node.TellAsync(Said.OfLine("one-1", "ONE-1", "A26", "2027-03-01", updatedAt: "2026-11-19T08:00:00Z"));
        Assert.Equal("duplicate", Text(older, "status"));
        Assert.Equal(head, await node.HeadAsync());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-ndjson")]
    public async Task A_batch_is_answered_item_by_item_in_its_order(string mediaType)
    {
        var id = mediaType.Length.ToString();
        await node.PlaceAsync(GatewayNode.Order($"BATCH-{id}", ExFactory), GatewayNode.Order($"OTHER-{id}", ExFactory));
        string[] said =
        [
            Said.OfLine($"b1-{id}", $"BATCH-{id}", "A26", "2027-02-18").ToJsonString(),
            Said.OfLine($"b2-{id}", $"OTHER-{id}", "A26", "2027-02-19").ToJsonString(),
            Said.OfLine($"b1-{id}", $"BATCH-{id}", "A26", "2027-02-18").ToJsonString(),
            Said.OfLine($"b3-{id}", $"BATCH-{id}", "A27", "2027-02-22").ToJsonString(),
        ];
        var answer = await node.PostAsync(mediaType == "application/json" ? $"[{string.Join(',', said)}]" : string.Join('\n', said), mediaType);

        Assert.Equal(200, answer.Status);
        var items = answer.Json.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal([0, 1, 2, 3], items.Select(i => i.GetProperty("index").GetInt32()));
        Assert.Equal(["accepted", "accepted", "duplicate", "accepted"], items.Select(i => Text(i, "status")));
        Assert.All(items, i => Assert.True(i.GetProperty("position").GetInt64() > 0 && i.GetProperty("version").GetInt32() > 0));
    }

    [Fact]
    public async Task The_same_revision_with_other_content_is_refused_and_changes_nothing()
    {
        await node.PlaceAsync(GatewayNode.Order("CONTRA-1", ExFactory));
        var stands = await node.TellAsync(Said.OfLine("contra-1", "CONTRA-1", "A26", "2027-02-20"));
        var refused = await node.PostAsync(Said.OfLine("contra-1", "CONTRA-1", "A26", "2027-02-25"));
        Assert.Equal((422, "/problems/same-revision-other-content", "/eventUpdatedAt"), (refused.Status, refused.ProblemType, refused.Pointer));
        Assert.Equal(("2027-02-20", stands.GetProperty("version").GetInt32()), (await ForecastAsync("CONTRA-1", "A26"), await VersionAsync("CONTRA-1")));
    }

    [Fact]
    public async Task A_later_revision_holds_unless_it_names_another_order()
    {
        await node.PlaceAsync(GatewayNode.Order("REV-1", ExFactory), GatewayNode.Order("REV-2", ExFactory));
        await node.TellAsync(Said.OfLine("rev-1", "REV-1", "A26", "2027-02-20"));
        var revised = await node.TellAsync(Said.OfLine("rev-1", "REV-1", "A26", "2027-02-24", updatedAt: "2026-11-20T08:30:00Z"));
        Assert.Equal("accepted", Text(revised, "status"));
        Assert.Equal("2027-02-24", await ForecastAsync("REV-1", "A26"));

        var elsewhere = await node.PostAsync(Said.OfLine("rev-1", "REV-2", "A26", "2027-02-26", updatedAt: "2026-11-20T08:45:00Z"));
        Assert.Equal((422, "/problems/names-another-subject"), (elsewhere.Status, elsewhere.ProblemType));
        Assert.Equal(CuttingDue, await ForecastAsync("REV-2", "A26"));
    }

    [Fact]
    public async Task What_is_retracted_no_longer_holds_also_when_the_retraction_comes_first()
    {
        await node.PlaceAsync(GatewayNode.Order("RETRACT-1", ExFactory));
        await node.TellAsync(Said.OfLine("retract-1", "RETRACT-1", "A26", "2027-02-20"));
        await node.TellAsync(Said.OfLine("retract-2", "RETRACT-1", "A26", "2027-02-24", updatedAt: "2026-11-20T08:10:00Z"));
        Assert.Equal("2027-02-24", await ForecastAsync("RETRACT-1", "A26"));

        var back = await node.TellAsync(Said.Retraction("retract-2", "RETRACT-1", "2026-11-20T08:20:00Z"));
        Assert.Equal("accepted", Text(back, "status"));
        Assert.Equal("2027-02-20", await ForecastAsync("RETRACT-1", "A26"));

        Assert.Equal("accepted", Text(await node.TellAsync(Said.Retraction("retract-3", "RETRACT-1", "2026-11-20T08:20:00Z")), "status"));
        var late = await node.TellAsync(Said.OfLine("retract-3", "RETRACT-1", "A26", "2027-02-28", updatedAt: "2026-11-20T08:15:00Z"));
        Assert.Equal("duplicate", Text(late, "status"));
        Assert.Equal("2027-02-20", await ForecastAsync("RETRACT-1", "A26"));
    }

    [Fact]
    public async Task A_sender_whose_clock_is_six_minutes_ahead_is_refused_and_five_minutes_are_not()
    {
        await node.PlaceAsync(GatewayNode.Order("AHEAD-1", ExFactory));
        var ahead = await node.PostAsync(Said.OfLine("ahead-1", "AHEAD-1", "A26", "2027-02-20", updatedAt: "2026-11-20T09:06:00Z"));
        Assert.Equal((422, "/problems/updated-in-future", "/eventUpdatedAt"), (ahead.Status, ahead.ProblemType, ahead.Pointer));
        Assert.Equal("accepted", Text(await node.TellAsync(Said.OfLine("ahead-1", "AHEAD-1", "A26", "2027-02-20", updatedAt: "2026-11-20T09:05:00Z")), "status"));
    }

    [Fact]
    public async Task Each_item_that_is_wrong_says_where_and_its_neighbours_are_taken()
    {
        await node.PlaceAsync(GatewayNode.Order("WRONG-1", ExFactory));
        (JsonObject Said, string Pointer, string Type)[] wrong =
        [
            (Said.OfLine("w1", "NO-SUCH", "A26", CuttingDue), "/purchaseOrder", "unknown-purchase-order"),
            (Said.OfLine("w2", "WRONG-1", "Z99", CuttingDue), "/milestone", "unknown-milestone"),
            (Said.OfLine("w3", "WRONG-1", "A26", CuttingDue, line: 9), "/line", "unknown-line"),
            (Said.OfLine("w4", "WRONG-1", "A26", CuttingDue, reason: "XX-NONE"), "/reason", "unknown-reason"),
            (Said.OfLine("w5", "WRONG-1", "A26", "2027-02-30"), "/date", "impossible-date"),
            (Said.OfLine("w6", "WRONG-1", "A26", "2046-02-20"), "/date", "impossible-date"),
            (Said.OfLine("w7", "WRONG-1", "A26", "2027-02-18", classifier: "ACT"), "/date", "actual-in-future"),
            (Said.OfLine("w8", "WRONG-1", "A10", CuttingDue), "/milestone", "lives-on-style"),
            (Said.OfStyle("w9", "NO-SUCH", "A10", CuttingDue), "/style", "unknown-style"),
        ];
        var answer = await node.PostAsync([.. wrong.SelectMany((w, i) => new[] { w.Said, Said.OfLine($"right-{i}", "WRONG-1", "A26", CuttingDue) })]);

        Assert.Equal(200, answer.Status);
        var items = answer.Json.GetProperty("items").EnumerateArray().ToArray();
        for (var i = 0; i < wrong.Length; i++)
        {
            var (refused, neighbour) = (items[2 * i], items[2 * i + 1]);
            Assert.Equal("refused", Text(refused, "status"));
            var problem = refused.GetProperty("problem");
            Assert.Equal(($"/problems/{wrong[i].Type}", $"/{2 * i}{wrong[i].Pointer}"), (Text(problem, "type"), Text(problem.GetProperty("errors")[0], "pointer")));
            Assert.Equal("accepted", Text(neighbour, "status"));
        }
    }

    [Fact]
    public async Task What_was_accepted_is_read_at_once_with_its_causes_and_in_words()
    {
        await node.PlaceAsync(GatewayNode.Order("WHY-1", ExFactory));
        var before = await node.GetAsync("/api/v1/purchase-orders/WHY-1");
        var tag = before.Response.Headers.ETag!.Tag;
        Assert.Equal(304, (await node.GetAsync("/api/v1/purchase-orders/WHY-1", ifNoneMatch: tag)).Status);

        var verdict = await node.TellAsync(Said.OfLine("why-1", "WHY-1", "A26", "2027-03-10", reason: "FA-CAP"));
        var after = await node.GetAsync("/api/v1/purchase-orders/WHY-1", ifNoneMatch: tag);
        Assert.Equal(200, after.Status);
        Assert.NotEqual(tag, after.Response.Headers.ETag!.Tag);
        Assert.Equal("2027-03-10", await ForecastAsync("WHY-1", "A26"));

        var why = await node.ReadAsync("/api/v1/purchase-orders/WHY-1/lines/1/explanation");
        var slip = why.GetProperty("slipDays").GetInt32();
        Assert.True(slip > 0);
        Assert.Equal(after.Json.GetProperty("lines")[0].GetProperty("slipDays").GetInt32(), slip);
        var causes = why.GetProperty("causes").EnumerateArray().ToArray();
        Assert.Equal(slip, causes.Sum(c => c.GetProperty("days").GetInt32()) - why.GetProperty("floatAbsorbedDays").GetInt32());
        var capacity = Assert.Single(causes, c => Text(c, "code") == "FA-CAP");
        Assert.Equal("factory", Text(capacity, "side"));

        var history = (await node.ReadAsync("/api/v1/purchase-orders/WHY-1/history")).GetProperty("items").EnumerateArray().ToArray();
        var told = Assert.Single(history, e => Text(e, "text") == "Cutting start (PCD) is expected 10 Mar (overbooked line)");
        Assert.Equal(capacity.GetProperty("event").GetInt64(), told.GetProperty("position").GetInt64());
        Assert.Contains(history, e => Text(e, "text")!.StartsWith("Ex-factory forecast of line 1 moved to ", StringComparison.Ordinal));
        Assert.Equal(verdict.GetProperty("position").GetInt64(), history.Max(e => e.GetProperty("position").GetInt64()));
    }

    [Theory]
    [InlineData("how-1", "manager", "page", "page")]
    [InlineData("how-2", "manager", null, "api")]
    [InlineData("how-3", "carrier", "page", "partner")]
    [InlineData("how-4", "carrier", "simulator", "simulator")]
    public async Task A_date_and_its_past_say_who_sent_it_and_how(string id, string person, string? client, string channel)
    {
        await node.HireAsync(new PersonSheet("carrier", "Nils Berg", "partner", "logistics", [], [], [], []), mayBeKnown: true);
        await node.PlaceAsync(GatewayNode.Order(id.ToUpperInvariant(), ExFactory));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events")
        {
            Content = new StringContent(Said.OfLine(id, id.ToUpperInvariant(), "A26", CuttingDue).ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
            Headers = { { People.HeaderName, person } },
        };
        if (client is not null)
            request.Headers.Add(SecurityRoutes.ClientHeaderName, client);
        Assert.Equal(200, (int)(await node.Http.SendAsync(request)).StatusCode);

        var order = await node.ReadAsync($"/api/v1/purchase-orders/{id.ToUpperInvariant()}");
        var heard = order.GetProperty("lines")[0].GetProperty("milestones").EnumerateArray().Single(m => Text(m, "code") == "A26").GetProperty("heard");
        Assert.Equal(("FWD-ACME", person, channel, CuttingDue), (Text(heard, "source"), Text(heard, "by"), Text(heard, "channel"), Text(heard, "date")));
        var told = (await node.ReadAsync($"/api/v1/purchase-orders/{id.ToUpperInvariant()}/history")).GetProperty("items").EnumerateArray();
        Assert.Equal((person, channel), Assert.Single(
            told.Where(e => Text(e, "type") == "purchase-order.milestone-reported").Select(e => (Text(e.GetProperty("by"), "actor"), Text(e.GetProperty("by"), "channel")))));
        Assert.Equal("file", Text((await node.ReadAsync($"/api/v1/purchase-orders/{id.ToUpperInvariant()}/history?type=purchase-order.placed")).GetProperty("items")[0].GetProperty("by"), "channel"));
    }

    [Fact]
    public async Task The_log_pages_without_gap_or_repeat_and_says_by_whose_event()
    {
        await node.PlaceAsync(GatewayNode.Order("LOG-1", ExFactory));
        var start = await node.HeadAsync();
        for (var i = 0; i < 4; i++)
            await node.TellAsync(Said.OfLine($"log-{i}", "LOG-1", "A26", $"2027-03-{i + 1:00}"));

        var paged = new List<JsonElement>();
        for (var after = start; ;)
        {
            var page = await node.ReadAsync($"/api/v1/events?after={after}&limit=3");
            paged.AddRange(page.GetProperty("items").EnumerateArray());
            var next = page.GetProperty("next").GetInt64();
            if (next == after)
                break;
            Assert.InRange(next, after + 1, after + 3);
            after = next;
        }

        var mine = paged.Where(e => Text(e, "subject") == "purchase-order/LOG-1").ToArray();
        Assert.Equal(paged.Select(e => e.GetProperty("position").GetInt64()).Distinct().Order(), paged.Select(e => e.GetProperty("position").GetInt64()));
        Assert.Equal(4, mine.Count(e => Text(e, "type") == "purchase-order.milestone-reported"));
        Assert.Equal(4, mine.Count(e => Text(e, "type") == "purchase-order.forecast-moved"));
        Assert.All(mine, e => Assert.Equal("FWD-ACME", Text(e.GetProperty("by"), "source")));
        Assert.Equal(["log-0", "log-1", "log-2", "log-3"], mine.Select(e => Text(e.GetProperty("by"), "eventId")).Distinct());
        var placed = (await node.ReadAsync($"/api/v1/events?after=0&limit=1000")).GetProperty("items").EnumerateArray()
            .Single(e => Text(e, "subject") == "purchase-order/LOG-1" && Text(e, "type") == "purchase-order.placed");
        Assert.Equal(JsonValueKind.Null, placed.GetProperty("by").ValueKind);
    }

    private async Task<string?> ForecastAsync(string order, string milestone) =>
        Text((await node.ReadAsync($"/api/v1/purchase-orders/{order}")).GetProperty("lines")[0].GetProperty("milestones").EnumerateArray().Single(m => Text(m, "code") == milestone), "forecast");

    private async Task<int> VersionAsync(string order) => (await node.ReadAsync($"/api/v1/purchase-orders/{order}")).GetProperty("version").GetInt32();

    private static string? Text(JsonElement of, string member) => of.GetProperty(member).GetString();
}
