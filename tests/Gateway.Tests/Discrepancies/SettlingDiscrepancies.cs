using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;

namespace Selvedge.Gateway.Tests.Discrepancies;

/// <summary>Two sources that disagree, over HTTP: the list, both sides, settling it, and who may.</summary>
public sealed class SettlingDiscrepancies(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private static JsonObject Says(string source, string po, string milestone, string date, string updatedAt)
    {
        var said = Said.OfLine($"{source}-{po}-{milestone}", po, milestone, date, "ACT", updatedAt: updatedAt);
        said["source"] = source;
        return said;
    }

    private async Task<JsonElement[]> OpenAsync(string po, string person) =>
        [.. (await Node.ReadAsync($"/api/v1/discrepancies?purchaseOrder={po}", person)).GetProperty("items").EnumerateArray()];

    private async Task<string> DisagreeingAsync(string po)
    {
        await Node.PlaceAsync(GatewayNode.Order(po, "2026-12-10"));
        await Node.TellAsync(Says("FWD-ACME", po, "A23", "2026-11-04", "2026-11-05T07:00:00Z"));
        await Node.TellAsync(Says("FWD-ACME", po, "A26", "2026-11-10", "2026-11-11T07:00:00Z"));
        await Node.TellAsync(Says("rafiq", po, "A26", "2026-11-14", "2026-11-14T07:00:00Z"));
        return $"{po}~1~dates~A26";
    }

    private Task<Answer> ResolveAsync(string id, string right, string person, string reason = "the tag is dated") => Node.SendAsync(
        HttpMethod.Post, $"/api/v1/discrepancies/{Uri.EscapeDataString(id)}/resolve", $$"""{ "right": "{{right}}", "reason": "{{reason}}" }""", person);

    [Fact]
    public async Task Both_sides_are_shown_in_the_list_on_the_order_and_in_the_days_work()
    {
        var id = await DisagreeingAsync("PO-X1");
        var open = Assert.Single(await OpenAsync("PO-X1", "noor"));
        Assert.Equal((id, "dates", "A26", 4, 7_700L * 4), (
            open.GetProperty("id").GetString(), open.GetProperty("kind").GetString(), open.GetProperty("milestone").GetString(), open.GetProperty("days").GetInt32(),
            open.GetProperty("impact").GetInt64()));
        Assert.Equal([("FWD-ACME", "2026-11-10"), ("rafiq", "2026-11-14")], open.GetProperty("sides").EnumerateArray()
            .Select(s => (s.GetProperty("source").GetString()!, s.GetProperty("date").GetString()!)).ToArray());
        Assert.All(open.GetProperty("sides").EnumerateArray(), s => Assert.NotNull(s.GetProperty("heardAt").GetString()));

        var line = (await ReadAsync("PO-X1")).GetProperty("lines")[0];
        Assert.Equal("A26", Assert.Single(line.GetProperty("discrepancies").EnumerateArray()).GetProperty("milestone").GetString());
        var work = await Node.ReadAsync("/api/v1/work-queue?kind=discrepancy&limit=500", "noor");
        Assert.Contains(work.GetProperty("items").EnumerateArray(), w => w.GetProperty("id").GetString() == $"discrepancy:{id}");
        Assert.Contains("Cutting start (PCD) on line 1 happened 10 Nov says FWD-ACME, 14 Nov says rafiq", await HistoryAsync("PO-X1"));
    }

    [Fact]
    public async Task Settled_with_a_reason_the_right_day_holds_and_it_is_gone()
    {
        var id = await DisagreeingAsync("PO-X2");
        var answer = await ResolveAsync(id, "FWD-ACME", "noor");
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Empty(await OpenAsync("PO-X2", "noor"));
        var milestone = (await ReadAsync("PO-X2")).GetProperty("lines")[0].GetProperty("milestones").EnumerateArray().Single(m => m.GetProperty("code").GetString() == "A26");
        Assert.Equal("2026-11-10", milestone.GetProperty("actual").GetString());
        Assert.Contains("FWD-ACME is right that Cutting start (PCD) on line 1 happened 10 Nov: the tag is dated", await HistoryAsync("PO-X2"));

        var settled = Assert.Single((await Node.ReadAsync("/api/v1/discrepancies?purchaseOrder=PO-X2&state=settled", "noor")).GetProperty("items").EnumerateArray());
        var how = settled.GetProperty("settled");
        Assert.Equal(
            (id, "FWD-ACME", "noor", "the tag is dated"),
            (settled.GetProperty("id").GetString(), how.GetProperty("right").GetString(), how.GetProperty("by").GetString(), how.GetProperty("reason").GetString()));

        Assert.Equal(409, (await ResolveAsync(id, "rafiq", "clara")).Status);
        // What was not known then opens it again.
        await Node.TellAsync(Says("QA-LAB", "PO-X2", "A26", "2026-11-12", "2026-11-15T07:00:00Z"));
        Assert.Single(await OpenAsync("PO-X2", "noor"));
    }

    [Fact]
    public async Task A_gate_that_was_ignored_stands_in_the_list_until_it_is_passed()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-X5", "2026-12-10"));
        await Node.TellAsync(Says("FWD-ACME", "PO-X5", "A26", "2026-11-10", "2026-11-11T07:00:00Z"));
        var ignored = Assert.Single(await OpenAsync("PO-X5", "noor"));
        Assert.Equal(("PO-X5~1~gate~A23", "gate"), (ignored.GetProperty("id").GetString(), ignored.GetProperty("kind").GetString()));
        Assert.Equal(409, (await ResolveAsync("PO-X5~1~gate~A23", "A26", "noor")).Status);
        await Node.TellAsync(Says("FWD-ACME", "PO-X5", "A23", "2026-11-10", "2026-11-12T07:00:00Z"));
        Assert.Empty(await OpenAsync("PO-X5", "noor"));
    }

    [Fact]
    public async Task Counts_that_differ_stand_with_both_sides_but_for_who_may_not_see_quantities()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-X6", "2026-12-10"));
        foreach (var (source, counted, at) in new[] { ("rafiq", 7_650, "2026-11-18T07:00:00Z"), ("FWD-ACME", 7_000, "2026-11-18T08:00:00Z") })
        {
            var said = Says(source, "PO-X6", "A31", "2026-11-17", at);
            said["quantity"] = counted;
            await Node.TellAsync(said);
        }

        var open = Assert.Single(await OpenAsync("PO-X6", "noor"), d => d.GetProperty("kind").GetString() == "quantities");
        Assert.Equal([("FWD-ACME", 7_000), ("rafiq", 7_650)], open.GetProperty("sides").EnumerateArray().Select(s => (s.GetProperty("source").GetString()!, s.GetProperty("quantity").GetInt32())).ToArray());
        Assert.Equal(650, open.GetProperty("units").GetInt32());
        Assert.Equal(7_000, PackedIn(await ReadAsync("PO-X6")).GetProperty("quantity").GetInt32());
        Assert.Contains("Finishing and packing complete on line 1 is said of different quantities: 7,000 pieces says FWD-ACME, 7,650 pieces says rafiq", await HistoryAsync("PO-X6"));

        await Node.HireAsync(new PersonSheet("blind", "Bl Ind", "manager", "brand", [], [], [], ["quantity"]));
        var (seen, one) = (Assert.Single(await OpenAsync("PO-X6", "blind"), d => d.GetProperty("kind").GetString() == "quantities"), await Node.GetAsync("/api/v1/purchase-orders/PO-X6", "blind"));
        var past = await Node.GetAsync("/api/v1/purchase-orders/PO-X6/history", "blind");
        var log = await Node.GetAsync("/api/v1/events?after=0&limit=1000", "blind");
        foreach (var text in new[] { seen.GetRawText(), one.Text, past.Text, log.Text })
            Assert.DoesNotMatch("7,?000|7,?650", text);

        Assert.Equal(200, (await ResolveAsync(open.GetProperty("id").GetString()!, "rafiq", "noor")).Status);
        Assert.Equal(7_650, PackedIn(await ReadAsync("PO-X6")).GetProperty("quantity").GetInt32());

        static JsonElement PackedIn(JsonElement order) =>
            order.GetProperty("lines")[0].GetProperty("milestones").EnumerateArray().Single(m => m.GetProperty("code").GetString() == "A31");
    }

    [Fact]
    public async Task Who_may_not_see_quantities_reads_none_out_of_the_order_and_the_cursor_of_a_list()
    {
        await DisagreeingAsync("PO-X9A");
        await DisagreeingAsync("PO-X9B");
        await Node.HireAsync(new PersonSheet("veiled", "Vei Led", "assistant", "brand", ["HALDEN"], [], [], ["quantity"]));
        foreach (var (path, worth) in new[] { ("discrepancies?purchaseOrder=PO-X9A,PO-X9B&kind=dates", 7_700 * 4), ("work-queue?kind=discrepancy&q=PO-X9&sort=-impact", 7_700 * 4) })
            Assert.Equal((worth, 4), (await ValueAsync(path, "noor"), await ValueAsync(path, "veiled")));

        async Task<int> ValueAsync(string path, string person)
        {
            var next = (await Node.ReadAsync($"/api/v1/{path}&limit=1", person)).GetProperty("next").GetString();
            return int.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(next)).Split('|')[1]);
        }
    }

    [Fact]
    public async Task The_brand_settles_it_and_others_see_no_more_than_their_own()
    {
        var id = await DisagreeingAsync("PO-X3");
        Assert.Single(await OpenAsync("PO-X3", "rafiq"));
        Assert.Equal(403, (await ResolveAsync(id, "rafiq", "rafiq")).Status);
        Assert.Empty(await OpenAsync("PO-X3", "lina"));
        Assert.Equal(404, (await ResolveAsync(id, "rafiq", "ana")).Status);
        Assert.Equal(422, (await ResolveAsync(id, "nobody", "noor")).Status);
        Assert.Equal(422, (await ResolveAsync(id, "rafiq", "noor", reason: "")).Status);
        Assert.Equal(404, (await ResolveAsync("made-up", "rafiq", "noor")).Status);
        foreach (var made in new[] { "NOPE~1~dates~A01", "NOPE~style~dates~A01" })
            Assert.Equal(404, (await ResolveAsync(made, "rafiq", "ingrid")).Status);
        Assert.Equal(409, (await ResolveAsync("PO-X3~1~dates~A27", "rafiq", "noor")).Status);
    }

    [Fact]
    public async Task One_on_a_style_is_raised_by_hand_listed_by_age_worked_on_and_settled_by_the_brand()
    {
        await Node.RegisterStyleAsync("ST-X7", "2027-03-10");
        const string Raised = """{ "style": "ST-X7", "milestone": "A05", "note": "which proto", "sides": [ { "source": "Mill", "says": "the second" }, { "source": "Design", "says": "the first" } ] }""";
        Assert.Equal(403, (await RaiseAsync(Raised, "bo")).Status);
        foreach (var person in new[] { "noor", "ingrid" })
            Assert.Equal("/style", Pointer(await RaiseAsync(Raised.Replace("ST-X7", "ST-404", StringComparison.Ordinal), person)));
        Assert.Equal("/sides", Pointer(await RaiseAsync(Raised.Replace("Design", "Mill", StringComparison.Ordinal), "noor")));
        Assert.Equal("/purchaseOrder", Pointer(await RaiseAsync(Raised.Replace("\"style\": \"ST-X7\", ", "", StringComparison.Ordinal), "noor")));
        Assert.Equal(200, (await RaiseAsync(Raised, "noor")).Status);
        Assert.Equal(409, (await RaiseAsync(Raised, "noor")).Status);
        foreach (var (source, date, at) in new[] { ("MILL", "2026-10-02", "2026-11-01T07:00:00Z"), ("DESIGN", "2026-10-05", "2026-11-02T07:00:00Z") })
        {
            var said = Said.OfStyle($"{source}-x7", "ST-X7", "A05", date, "ACT");
            (said["source"], said["eventUpdatedAt"]) = (source, at);
            await Node.TellAsync(said);
        }

        var open = (await Node.ReadAsync("/api/v1/discrepancies?style=ST-X7&sort=opened", "noor")).GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(["ST-X7~style~dates~A05", "ST-X7~style~raised~A05"], open.Select(d => d.GetProperty("id").GetString()).Order());
        Assert.Equal("noor", Assert.Single(open, d => d.GetProperty("kind").GetString() == "raised").GetProperty("raisedBy").GetString());
        Assert.All(open, d => Assert.NotNull(d.GetProperty("openedAt").GetString()));
        Assert.Equal(2, (await Node.ReadAsync("/api/v1/styles/ST-X7", "noor")).GetProperty("discrepancies").GetArrayLength());
        var work = await Node.ReadAsync("/api/v1/work-queue?kind=discrepancy&limit=500", "noor");
        Assert.Contains(work.GetProperty("items").EnumerateArray(), w => w.GetProperty("id").GetString() == "discrepancy:ST-X7~style~raised~A05");

        Assert.Equal(403, (await ResolveAsync("ST-X7~style~raised~A05", "Design", "bo")).Status);
        Assert.Equal(200, (await ResolveAsync("ST-X7~style~raised~A05", "Design", "noor")).Status);
        Assert.Equal(200, (await ResolveAsync("ST-X7~style~dates~A05", "MILL", "noor")).Status);
        var style = await Node.ReadAsync("/api/v1/styles/ST-X7", "noor");
        Assert.Equal(0, style.GetProperty("discrepancies").GetArrayLength());
        Assert.Equal("2026-10-02", style.GetProperty("milestones").EnumerateArray().Single(m => m.GetProperty("code").GetString() == "A05").GetProperty("actual").GetString());
        var told = (await Node.ReadAsync("/api/v1/styles/ST-X7/history", "noor")).GetProperty("items").EnumerateArray().Select(e => e.GetProperty("text").GetString()).ToArray();
        Assert.Contains("Proto sample approved: which proto: “the second” says Mill, “the first” says Design", told);
        Assert.Contains("Design is right, “the first” of Proto sample approved: the tag is dated", told);
        Assert.Contains("MILL is right, 2 Oct, of Proto sample approved: the tag is dated", told);
        Assert.Equal(2, (await Node.ReadAsync("/api/v1/discrepancies?style=ST-X7&state=settled", "noor")).GetProperty("total").GetInt32());

        Task<Answer> RaiseAsync(string body, string person) => Node.SendAsync(HttpMethod.Post, "/api/v1/discrepancies", body, person);

        static string? Pointer(Answer refused) => refused.Json.GetProperty("errors")[0].GetProperty("pointer").GetString();
    }

    [Fact]
    public async Task Of_a_style_with_two_makers_neither_reads_what_is_disputed_and_at_whose_cost_a_day_was_agreed()
    {
        await Node.RegisterStyleAsync("ST-X8", "2027-03-10");
        await Node.PlaceAsync(GatewayNode.Order("PO-X8A", "2027-03-10", style: "ST-X8"), GatewayNode.Order("PO-X8B", "2027-03-10", style: "ST-X8", vendor: "V2"));
        await DoneAsync("discrepancies", """{ "style": "ST-X8", "milestone": "A05", "note": "secret note", "sides": [ { "source": "Rafiq", "says": "secret saying" }, { "source": "Lina", "says": "the first" } ] }""");
        await DoneAsync("discrepancies/ST-X8~style~raised~A05/resolve", """{ "right": "Lina", "reason": "secret reason" }""");
        foreach (var (source, date, at) in new[] { ("rafiq", "2026-10-02", "2026-11-01T07:00:00Z"), ("lina", "2026-10-05", "2026-11-02T07:00:00Z") })
        {
            var said = Said.OfStyle($"{source}-x8", "ST-X8", "A05", date, "ACT");
            (said["source"], said["eventUpdatedAt"], said["reason"], said["note"]) = (source, at, "FA-SAMPLE", "secret excuse");
            await Node.TellAsync(said);
        }

        await DoneAsync("discrepancies/ST-X8~style~dates~A05/resolve", """{ "right": "rafiq", "reason": "secret reason" }""");
        await DoneAsync("discrepancies", """{ "style": "ST-X8", "milestone": "A06", "note": "secret note", "sides": [ { "source": "Rafiq", "says": "secret saying" }, { "source": "Lina", "says": "the first" } ] }""");
        var planned = DateOnly.Parse(Fit(await Node.ReadAsync("/api/v1/styles/ST-X8", "noor")).GetProperty("committed").GetString()!);
        await DoneAsync("styles/ST-X8/commit", $$"""{ "milestone": "A12", "date": "{{planned.AddDays(2):yyyy-MM-dd}}", "reason": "FA-SAMPLE", "side": "factory", "note": "secret agreement" }""");
        await DoneAsync("styles/ST-X8/waive", """{ "milestone": "A02", "reason": "secret waiver" }""", "clara");
        await Node.SettleAsync();

        string[] paths = ["discrepancies?style=ST-X8&state=all", "styles/ST-X8", "boards/style:ST-X8", "styles/ST-X8/history?limit=200", "events?after=0&limit=1000"];
        foreach (var path in paths)
        {
            Assert.Contains("secret", (await Node.GetAsync($"/api/v1/{path}", "noor")).Text, StringComparison.Ordinal);
            foreach (var maker in new[] { "rafiq", "lina" })
            {
                var shown = await Node.GetAsync($"/api/v1/{path}", maker);
                Assert.Equal(200, shown.Status);
                Assert.DoesNotMatch("secret|\"style\\.discrepancy-|[Ff]actory carries|FA-SAMPLE", shown.Text);
            }
        }

        // The day itself is everybody's, and that it was waived.
        Assert.Contains("waived by clara", (await Node.GetAsync("/api/v1/styles/ST-X8/history?limit=200", "lina")).Text, StringComparison.Ordinal);
        Assert.Equal(planned.AddDays(2).ToString("yyyy-MM-dd"), Fit(await Node.ReadAsync("/api/v1/styles/ST-X8", "lina")).GetProperty("committed").GetString());
        Assert.Contains("style.date-committed", (await Node.GetAsync("/api/v1/events?after=0&limit=1000", "lina")).Text, StringComparison.Ordinal);

        // That it is late is, too; the reason that one of them gave is not.
        var late = Said.OfStyle("rafiq-x8-late", "ST-X8", "A12", planned.AddDays(90).ToString("yyyy-MM-dd"), "EST");
        (late["source"], late["eventUpdatedAt"], late["reason"]) = ("rafiq", "2026-11-03T07:00:00Z", "FA-SAMPLE");
        await Node.TellAsync(late);
        await Node.SettleAsync();
        Assert.Contains("FA-SAMPLE", await CodesAsync("noor"));
        Assert.Equal([null], (await CodesAsync("lina")).Distinct());

        // Nor by way of the order that is held up.
        string[] ofOrders = ["purchase-orders/PO-X8B/lines/1/explanation", "figures/slip?vendor=V2", "figures/slip/lines?vendor=V2&code=FA-SAMPLE", "events?after=0&limit=1000"];
        foreach (var path in ofOrders)
        {
            var (brand, maker) = (await Node.GetAsync($"/api/v1/{path}", "noor"), await Node.GetAsync($"/api/v1/{path}", "lina"));
            Assert.Equal((200, 200), (brand.Status, maker.Status));
            Assert.Contains(path.Contains("/lines?", StringComparison.Ordinal) ? "PO-X8B" : "FA-SAMPLE", brand.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(path.Contains("/lines?", StringComparison.Ordinal) ? "PO-X8B" : "FA-SAMPLE", maker.Text, StringComparison.Ordinal);
        }

        Assert.Contains("\"days\":", (await Node.GetAsync("/api/v1/purchase-orders/PO-X8B/lines/1/explanation", "lina")).Text, StringComparison.Ordinal);

        async Task<string?[]> CodesAsync(string person) =>
        [
            .. from item in (await Node.ReadAsync("/api/v1/events?after=0&limit=1000", person)).GetProperty("items").EnumerateArray()
               where item.GetProperty("type").GetString() == "style.forecast-moved"
               from cause in item.GetProperty("data").GetProperty("causes").EnumerateArray()
               select cause.TryGetProperty("code", out var code) ? code.GetString() : null,
        ];

        async Task DoneAsync(string path, string body, string person = "noor")
        {
            var answer = await Node.SendAsync(HttpMethod.Post, $"/api/v1/{path}", body, person);
            Assert.True(answer.Status == 200, $"{path}: {answer.Status} {answer.Text}");
        }

        static JsonElement Fit(JsonElement style) => style.GetProperty("milestones").EnumerateArray().Single(m => m.GetProperty("code").GetString() == "A12");
    }

    [Fact]
    public async Task What_is_remarked_of_a_line_its_maker_reads_whoever_said_it_and_no_other_maker()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-X12", "2026-12-10"));
        var seen = Says("FWD-ACME", "PO-X12", "A26", "2026-11-10", "2026-11-11T07:00:00Z");
        seen["note"] = "the tables were empty";
        await Node.TellAsync(seen);
        await Node.TellAsync(Says("rafiq", "PO-X12", "A26", "2026-11-14", "2026-11-14T07:00:00Z"));
        foreach (var (person, reads) in new[] { ("noor", true), ("rafiq", true), ("lina", false) })
            foreach (var path in new[] { "discrepancies?purchaseOrder=PO-X12", "events?after=0&limit=1000" })
                Assert.Equal((person, reads), (person, (await Node.GetAsync($"/api/v1/{path}", person)).Text.Contains("the tables were empty", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ST-X9", "Ink")]
    [InlineData("ST-X10", "Navy/White")]
    public async Task One_of_a_single_colour_is_listed_with_it_and_settled_by_it(string style, string colour)
    {
        await Node.RegisterStyleAsync(style, "2027-03-10");
        foreach (var (source, date, at) in new[] { ("MILL-9", "2026-10-02", "2026-11-01T07:00:00Z"), ("LAB-9", "2026-10-05", "2026-11-02T07:00:00Z") })
        {
            var said = Said.OfStyle($"{source}-{style}", style, "A06", date, "ACT");
            (said["source"], said["eventUpdatedAt"], said["colour"]) = (source, at, colour);
            await Node.TellAsync(said);
        }

        await Node.SettleAsync();
        var found = Assert.Single((await Node.ReadAsync($"/api/v1/discrepancies?style={style}", "noor")).GetProperty("items").EnumerateArray());
        var id = $"{style}~style~dates~A06~colour~{colour}";
        Assert.Equal((id, colour), (found.GetProperty("id").GetString(), found.GetProperty("colour").GetString()));
        var settled = await Node.SendAsync(HttpMethod.Post, $"/api/v1/discrepancies/{Uri.EscapeDataString(id)}/resolve", """{ "right": "MILL-9", "reason": "the tag is dated" }""", "noor");
        Assert.True(settled.Status == 200, settled.Text);
        Assert.Empty((await Node.ReadAsync($"/api/v1/discrepancies?style={style}", "noor")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Cutting_before_the_sample_was_approved_is_one_whichever_is_heard_first()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-X4", "2026-12-10"));
        await Node.TellAsync(Says("FWD-ACME", "PO-X4", "A26", "2026-11-05", "2026-11-06T07:00:00Z"));
        Assert.Equal("gate", Assert.Single(await OpenAsync("PO-X4", "noor")).GetProperty("kind").GetString());
        await Node.TellAsync(Says("FWD-ACME", "PO-X4", "A23", "2026-11-09", "2026-11-09T07:00:00Z"));
        Assert.Equal("Cutting start (PCD) is said to have happened before PP sample approved (sealed)", Assert.Single(await OpenAsync("PO-X4", "noor")).GetProperty("text").GetString());
    }
}
