using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Domain.Approvals;
using Selvedge.Gateway.Tests.Calendars;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.BulkActs;

/// <summary>Many lines at once: looked at, applied as one act, taken back as one act.</summary>
public sealed class SettingManyLines(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private const string Acts = "/api/v1/bulk-acts";

    private static string? Text(JsonElement of, string member) => of.GetProperty(member).GetString();

    private static int Count(JsonElement of, string member) => of.GetProperty(member).GetInt32();

    private static JsonObject Asking(JsonObject operation, params string[] orders)
    {
        var asked = (JsonObject)operation.DeepClone();
        asked["note"] = "they rang";
        asked["lines"] = new JsonArray([.. orders.Select(order => new JsonObject { ["purchaseOrder"] = order, ["line"] = 1 })]);
        return asked;
    }

    private static JsonObject Shift(string day, int days, string? milestone = null) => new()
    {
        ["operation"] = "shift", ["day"] = day, ["days"] = days, ["milestone"] = milestone, ["reason"] = "MT-MILL",
    };

    private Task<Answer> SendAsync(string path, JsonObject body, string person = "clara", string? key = null) =>
        Node.SendAsync(HttpMethod.Post, path, body.ToJsonString(), person, key);

    private async Task<JsonElement> PreviewAsync(JsonObject asked, string person = "clara")
    {
        var answer = await SendAsync(Acts + "/preview", asked, person);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    private async Task<JsonElement> ApplyAsync(JsonObject asked, string person = "clara")
    {
        var answer = await SendAsync(Acts, asked, person);
        Assert.True(answer.Status == 200, answer.Text);
        return await SettledAsync(Text(answer.Json, "id")!, person, "settled", "rows");
    }

    private async Task<JsonElement> UndoAsync(JsonElement act, string person = "clara")
    {
        var id = Text(act.GetProperty("act"), "id")!;
        var answer = await SendAsync($"{Acts}/{id}/undo", new JsonObject { ["note"] = "it came after all" }, person);
        Assert.True(answer.Status == 200, answer.Text);
        return await SettledAsync(id, person, "restored", "toRestore");
    }

    private Task<JsonElement> SettledAsync(string id, string person, string done, string of) => Eventually.HoldsAsync(
        $"All rows are {done}", () => Node.ReadAsync($"{Acts}/{id}", person), read => Count(read.GetProperty("act"), done) == Count(read.GetProperty("act"), of));

    [Fact]
    public async Task What_is_previewed_writes_nothing_is_what_then_happens_and_is_taken_back_but_for_what_was_moved_since()
    {
        await Node.PlaceAsync([.. Enumerable.Range(1, 4).Select(n => GatewayNode.Order($"BULK-{n}", "2027-03-20"))]);
        await ConfirmedAsync("BULK-OWN");
        await Node.SettleAsync();
        var asked = Asking(Shift("committed", 2), "BULK-1", "BULK-2", "BULK-3", "BULK-OWN", "BULK-NONE");
        var head = await Node.HeadAsync();

        var foreseen = await PreviewAsync(asked);
        Assert.Equal((4, 0, 1), (Count(foreseen, "done"), Count(foreseen, "proposed"), Count(foreseen, "refused")));
        var items = foreseen.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(("BULK-NONE", "unknown-purchase-order"), (Text(items[^1], "purchaseOrder"), Text(items[^1].GetProperty("problem"), "code")));
        Assert.Equal(("2027-03-20", "2027-03-22", 2), (Text(items[0].GetProperty("from"), "day"), Text(items[0].GetProperty("to"), "day"), Count(items[0], "days")));
        Assert.Equal(head, await Node.HeadAsync());

        var applied = await ApplyAsync(asked);
        Assert.Equal((4, 4, 1), (Count(applied.GetProperty("act"), "rows"), Count(applied.GetProperty("act"), "done"), Count(applied.GetProperty("act"), "left")));
        foreach (var order in new[] { "BULK-1", "BULK-2", "BULK-3", "BULK-OWN" })
            Assert.Equal("2027-03-22", await CommittedAsync(order));

        await DoAsync("BULK-2", "commit", """{ "line": 1, "date": "2027-03-19", "reason": "BR-QTY" }""", "ingrid");
        var undone = await UndoAsync(applied);
        Assert.Equal((4, 1), (Count(undone.GetProperty("act"), "restored"), Count(undone.GetProperty("act"), "kept")));
        var kept = Assert.Single(undone.GetProperty("items").EnumerateArray(), item => item.GetProperty("kept").ValueKind == JsonValueKind.Object);
        Assert.Equal(("BULK-2", "moved-since"), (Text(kept, "purchaseOrder"), Text(kept.GetProperty("kept"), "code")));
        Assert.Equal(("2027-03-20", "2027-03-19"), (await CommittedAsync("BULK-1"), await CommittedAsync("BULK-2")));
    }

    [Fact]
    public async Task A_day_beyond_tolerance_becomes_a_proposal_and_is_withdrawn()
    {
        await ConfirmedAsync("BULK-FAR");
        var asked = Asking(Shift("committed", 9), "BULK-FAR");
        Assert.Equal(1, Count(await PreviewAsync(asked, "noor"), "proposed"));
        var applied = await ApplyAsync(asked, "noor");
        Assert.Equal(1, Count(applied.GetProperty("act"), "proposed"));
        Assert.Equal(1, (await ReadAsync("BULK-FAR")).GetProperty("proposals").GetArrayLength());
        await UndoAsync(applied, "noor");
        Assert.Equal(0, (await ReadAsync("BULK-FAR")).GetProperty("proposals").GetArrayLength());
    }

    [Fact]
    public async Task Days_are_entered_for_each_line_as_they_were_looked_at_and_taken_back_as_one()
    {
        await Node.PlaceAsync([.. Enumerable.Range(1, 2).Select(n => GatewayNode.Order($"BULK-EACH-{n}", "2027-03-20"))]);
        await Node.SettleAsync();
        JsonObject asked = new()
        {
            ["operation"] = "enter", ["note"] = "pasted", ["reason"] = "MT-MILL",
            ["entries"] = new JsonArray(
                Entry("BULK-EACH-1", "committed", "2027-03-22"), Entry("BULK-EACH-2", "committed", "2027-03-21"),
                Entry("BULK-EACH-2", "expected", "2027-03-24"), Entry("BULK-EACH-2", "happened", "2026-01-01", "Z9")),
        };
        var reasonTwice = (JsonObject)asked.DeepClone();
        reasonTwice["contributing"] = new JsonArray("LO-BOOK", "MT-MILL");
        Assert.Equal((422, "/contributing/1"), await SendAsync(Acts + "/preview", reasonTwice) is var said ? (said.Status, Text(said.Json.GetProperty("errors")[0], "pointer")) : default);
        asked["contributing"] = new JsonArray("LO-BOOK");
        var needless = (JsonObject)asked.DeepClone();
        needless["entries"] = new JsonArray(Entry("BULK-EACH-2", "expected", "2027-03-24"));
        Assert.Equal((422, "/contributing"), await SendAsync(Acts + "/preview", needless) is var none ? (none.Status, Text(none.Json.GetProperty("errors")[0], "pointer")) : default);
        var twice = (JsonObject)asked.DeepClone();
        twice["entries"]!.AsArray().Add(Entry("BULK-EACH-1", "committed", "2027-03-23"));
        Assert.Equal(422, (await SendAsync(Acts + "/preview", twice)).Status);
        var named = (JsonObject)asked.DeepClone();
        named["entries"]!.AsArray().Add(Entry("BULK-EACH-1", "committed", "2027-03-23", "A34"));
        var second = (await PreviewAsync(named)).GetProperty("items").EnumerateArray().Single(item => Count(item, "entry") == 4);
        Assert.Equal(("refused", "twice"), (Text(second, "status"), Text(second.GetProperty("problem"), "code")));

        var items = (await PreviewAsync(asked)).GetProperty("items").EnumerateArray().ToArray();
        var refused = Assert.Single(items, item => Text(item, "status") == "refused");
        Assert.Equal((3, "unknown-milestone"), (Count(refused, "entry"), Text(refused.GetProperty("problem"), "code")));
        asked["looked"] = new JsonArray([.. items.Where(item => item.GetProperty("from").ValueKind == JsonValueKind.Object).Select(item => new JsonObject
        {
            ["purchaseOrder"] = Text(item, "purchaseOrder"), ["line"] = Count(item, "line"), ["field"] = Text(item, "field"), ["milestone"] = Text(item, "milestone"),
            ["day"] = Text(item.GetProperty("from"), "day"),
        })]);
        var applied = await ApplyAsync(asked);
        Assert.Equal((3, 3, 1), (Count(applied.GetProperty("act"), "rows"), Count(applied.GetProperty("act"), "done"), Count(applied.GetProperty("act"), "left")));
        Assert.Equal(("2027-03-22", "2027-03-21"), (await CommittedAsync("BULK-EACH-1"), await CommittedAsync("BULK-EACH-2")));
        Assert.Contains("; also no space", (await Node.ReadAsync("/api/v1/purchase-orders/BULK-EACH-1/history")).GetRawText());
        await UndoAsync(applied);
        Assert.Equal(("2027-03-20", "2027-03-20"), (await CommittedAsync("BULK-EACH-1"), await CommittedAsync("BULK-EACH-2")));

        static JsonObject Entry(string order, string day, string date, string? milestone = null) => new()
        {
            ["purchaseOrder"] = order, ["line"] = 1, ["day"] = day, ["date"] = date, ["milestone"] = milestone,
        };
    }

    [Fact]
    public async Task What_was_moved_after_it_was_looked_at_is_left()
    {
        await Node.PlaceAsync(GatewayNode.Order("BULK-SEEN", "2027-03-20"));
        await ConfirmedAsync("BULK-MOVED");
        await Node.SettleAsync();
        var asked = Asking(Shift("committed", 2), "BULK-SEEN", "BULK-MOVED");
        var items = (await PreviewAsync(asked)).GetProperty("items").EnumerateArray();
        asked["looked"] = new JsonArray([.. items.Select(item => new JsonObject
        {
            ["purchaseOrder"] = Text(item, "purchaseOrder"), ["line"] = Count(item, "line"), ["day"] = Text(item.GetProperty("from"), "day"),
        })]);
        await DoAsync("BULK-MOVED", "commit", """{ "line": 1, "date": "2027-03-19", "reason": "BR-QTY" }""", "ingrid");
        var applied = await ApplyAsync(asked);
        var left = Assert.Single(applied.GetProperty("left").EnumerateArray());
        Assert.Equal(("BULK-MOVED", "moved-since"), (Text(left, "purchaseOrder"), Text(left.GetProperty("why"), "code")));
        Assert.Equal(("2027-03-22", "2027-03-19"), (await CommittedAsync("BULK-SEEN"), await CommittedAsync("BULK-MOVED")));
    }

    [Fact]
    public async Task Who_sees_to_a_milestone_and_when_it_is_expected_are_set_for_many_and_taken_back()
    {
        await Node.PlaceAsync([.. Enumerable.Range(1, 2).Select(n => GatewayNode.Order($"BULK-WHO-{n}", "2027-03-20"))]);
        async Task<(string?, string?)> CuttingAsync() => (await ReadAsync("BULK-WHO-2")).GetProperty("lines")[0].GetProperty("milestones").EnumerateArray()
            .Where(m => Text(m, "code") == "A26").Select(m => (Text(m, "role"), Text(m, "forecast"))).Single();

        var before = await CuttingAsync();
        var assigned = await ApplyAsync(Asking(new() { ["operation"] = "assign", ["milestone"] = "A26", ["responsible"] = "QA" }, "BULK-WHO-1", "BULK-WHO-2"));
        var late = await ApplyAsync(Asking(Shift("expected", 6, "A26"), "BULK-WHO-1", "BULK-WHO-2"));
        var moved = Text(late.GetProperty("items")[1].GetProperty("to"), "day");
        Assert.Equal(("QA", moved), await CuttingAsync());
        Assert.NotEqual(before.Item2, moved);
        await UndoAsync(late);
        await UndoAsync(assigned);
        Assert.Equal(before, await CuttingAsync());
    }

    [Fact]
    public async Task What_waits_for_our_decision_is_approved_and_taken_back()
    {
        await Node.PlaceAsync(GatewayNode.Order("BULK-OK", "2027-03-20"), GatewayNode.Order("BULK-NO", "2027-03-20"));
        await Node.SettleAsync();
        var id = Text((await Eventually.HoldsAsync(
            "The line's approvals are planned", () => Node.ReadAsync("/api/v1/approvals?state=all&purchaseOrder=BULK-OK&type=size-set"),
            page => Count(page, "total") == 1)).GetProperty("items")[0], "id")!;
        foreach (var act in new[] { "request", "receive" })
            Assert.Equal(200, (await SendAsync($"/api/v1/approvals/{id}/acts", new JsonObject { ["act"] = act })).Status);
        var approve = Asking(new() { ["operation"] = "approve" }, "BULK-OK", "BULK-NO");
        var foreseen = await PreviewAsync(approve);
        Assert.Equal((1, 1), (Count(foreseen, "done"), Count(foreseen, "refused")));
        var applied = await ApplyAsync(approve, "noor");
        Assert.Equal("approved", Text(await Node.ReadAsync($"/api/v1/approvals/{id}"), "status"));
        // Who assists decides, and takes no decision back.
        Assert.False(applied.GetProperty("act").GetProperty("mayUndo").GetBoolean());
        Assert.Equal(403, (await SendAsync($"{Acts}/{Text(applied.GetProperty("act"), "id")}/undo", new JsonObject { ["note"] = "no" }, "noor")).Status);
        await UndoAsync(applied);
        Assert.Equal("received", Text(await Node.ReadAsync($"/api/v1/approvals/{id}"), "status"));
    }

    [Fact]
    public async Task Nonsense_and_strangers_are_refused_before_anything_is_written()
    {
        await ConfirmedAsync("BULK-SAFE");
        await Node.SettleAsync();
        var head = await Node.HeadAsync();
        var asked = Asking(Shift("committed", 2), "BULK-SAFE");
        Assert.Equal(403, (await SendAsync(Acts, asked, "rafiq")).Status);
        Assert.Equal(422, (await SendAsync(Acts, asked, "ana")).Status);
        var reasonless = Asking(Shift("committed", 0), "BULK-SAFE");
        reasonless.Remove("reason");
        var refused = await SendAsync(Acts, reasonless);
        Assert.Equal(422, refused.Status);
        Assert.Equal(["/days", "/reason"], refused.Json.GetProperty("errors").EnumerateArray().Select(e => Text(e, "pointer")!).Order());
        Assert.Equal(head, await Node.HeadAsync());

        var first = await SendAsync(Acts, asked, key: "bulk-1");
        var again = await SendAsync(Acts, asked, key: "bulk-1");
        Assert.Equal((Text(first.Json, "id"), "duplicate"), (Text(again.Json, "id"), Text(again.Json, "status")));
        var id = Text(first.Json, "id")!;
        await SettledAsync(id, "clara", "settled", "rows");
        Assert.Equal(200, (await Node.GetAsync($"{Acts}/{id}", "ingrid")).Status);
        Assert.Equal(404, (await Node.GetAsync($"{Acts}/{id}", "noor")).Status);
        Assert.Equal(404, (await SendAsync($"{Acts}/{id}/undo", new JsonObject { ["note"] = "no" }, "rafiq")).Status);
        // A manager of another brand knows nothing of it.
        Assert.Equal(404, (await Node.GetAsync($"{Acts}/{id}", "ana")).Status);
        Assert.Equal(404, (await SendAsync($"{Acts}/{id}/undo", new JsonObject { ["note"] = "no" }, "ana")).Status);
        Assert.Equal(0, Count(await Node.ReadAsync(Acts, "ana"), "total"));
        Assert.Equal([id], (await Node.ReadAsync($"{Acts}?limit=1", "clara")).GetProperty("items").EnumerateArray().Select(a => Text(a, "id")));
    }
}
