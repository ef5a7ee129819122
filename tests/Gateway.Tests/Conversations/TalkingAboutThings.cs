using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Gateway.Tests.Boards;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Conversations;

/// <summary>Comments on orders, styles and approvals: HTTP, hub, history, log, work queue and the past.</summary>
public sealed class TalkingAboutThings(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private async Task SayAsync(string subject, string person, object comment)
    {
        var answer = await Node.SendAsync(HttpMethod.Post, $"/api/v1/{subject}/comments", JsonSerializer.Serialize(comment), person);
        Assert.True(answer.Status == 200, answer.Text);
    }

    private async Task<JsonElement[]> CommentsAsync(string subject, string person, string query = "") =>
        [.. (await Node.ReadAsync($"/api/v1/{subject}/comments{query}", person)).GetProperty("items").EnumerateArray()];

    private async Task<JsonElement[]> AskedAsync(string person, string query = "") =>
        [.. (await Node.ReadAsync($"/api/v1/work-queue?kind=mention&limit=500{query}", person)).GetProperty("items").EnumerateArray()];

    private static string? Text(JsonElement comment) => comment.GetProperty("text").GetString();

    [Fact]
    public async Task Private_comments_never_leave_their_side()
    {
        await Node.RegisterStyleAsync("ST-T1", "2027-08-20");
        await Node.PlaceAsync(GatewayNode.Order("PO-T1", "2027-08-20", style: "ST-T1"), GatewayNode.Order("PO-T1B", "2027-08-20", style: "ST-T1", vendor: "V2"));
        await Eventually.HoldsAsync("The approvals are planned", async () => (await Node.GetAsync("/api/v1/approvals/PO-T1~1~pp")).Status, s => s == 200);
        foreach (var subject in new[] { "purchase-orders/PO-T1", "styles/ST-T1", "approvals/PO-T1~1~pp" })
        {
            await SayAsync(subject, "noor", new { text = "between us", visibility = "brand", mentions = new[] { "clara" } });
            await SayAsync(subject, "rafiq", new { text = "among ourselves", visibility = "vendor" });
            await SayAsync(subject, "noor", new { text = "to everybody" });
            foreach (var (person, own, other) in new[] { ("clara", "between us", "among ourselves"), ("rafiq", "among ourselves", "between us") })
            {
                foreach (var path in new[] { $"/api/v1/{subject}/comments", $"/api/v1/{subject}/history?limit=500" })
                {
                    var shown = (await Node.ReadAsync(path, person)).GetRawText();
                    Assert.DoesNotContain(other, shown, StringComparison.Ordinal);
                    Assert.Contains(own, shown, StringComparison.Ordinal);
                    Assert.Contains("to everybody", shown, StringComparison.Ordinal);
                }
            }
        }

        // A style is made by two vendors, and what one says to its own people is not the other's.
        Assert.Equal(["to everybody"], (await CommentsAsync("styles/ST-T1", "lina")).Select(Text));
        Assert.Equal(404, (await Node.GetAsync("/api/v1/purchase-orders/PO-T1/comments", "lina")).Status);
        // The log tells nobody, not even the side itself.
        foreach (var person in new[] { "clara", "rafiq", "lina", "bo", "ingrid" })
        {
            var log = (await Node.ReadAsync("/api/v1/events?after=0&limit=1000", person)).GetRawText();
            Assert.Contains("to everybody", log, StringComparison.Ordinal);
            Assert.DoesNotContain("between us", log, StringComparison.Ordinal);
            Assert.DoesNotContain("among ourselves", log, StringComparison.Ordinal);
        }

        Assert.Contains(await AskedAsync("clara"), w => w.GetProperty("purchaseOrder").GetString() == "PO-T1");
        Assert.Equal(["public", "brand"], (await Node.ReadAsync("/api/v1/styles/ST-T1/comments", "noor")).GetProperty("may").EnumerateArray().Select(v => v.GetString()));
        var people = (await Node.ReadAsync("/api/v1/styles/ST-T1/comments", "lina")).GetProperty("people").EnumerateArray().Select(p => p.GetProperty("id").GetString());
        Assert.DoesNotContain("rafiq", people);
        Assert.Contains("noor", people);
    }

    [Fact]
    public async Task What_one_vendor_says_of_a_style_another_vendor_of_it_never_learns()
    {
        await Node.RegisterStyleAsync("ST-T10", "2027-08-20");
        await Node.PlaceAsync(GatewayNode.Order("PO-T10", "2027-08-20", style: "ST-T10"), GatewayNode.Order("PO-T10B", "2027-08-20", style: "ST-T10", vendor: "V2"));
        await SayAsync("styles/ST-T10", "rafiq", new { text = "@Noor Rahim our colar rolls", mentions = new[] { "noor" } });
        var edited = await Node.SendAsync(HttpMethod.Put, "/api/v1/styles/ST-T10/comments/1", """{ "text": "@Noor Rahim our collar rolls", "mentions": ["noor"] }""", "rafiq");
        Assert.True(edited.Status == 200, edited.Text);
        await SayAsync("styles/ST-T10", "rafiq", new { text = "our line is full" });
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Delete, "/api/v1/styles/ST-T10/comments/2", null, "rafiq")).Status);
        foreach (var path in new[] { "/api/v1/styles/ST-T10/comments", "/api/v1/styles/ST-T10/history?limit=500", "/api/v1/events?after=0&limit=1000" })
        {
            Assert.DoesNotContain("rolls", (await Node.ReadAsync(path, "lina")).GetRawText(), StringComparison.Ordinal);
            foreach (var person in new[] { "noor", "rafiq", "bo" })
                Assert.Contains("our collar rolls", (await Node.ReadAsync(path, person)).GetRawText(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("conversation/style/ST-T10", (await Node.ReadAsync("/api/v1/events?after=0&limit=1000", "lina")).GetRawText(), StringComparison.Ordinal);
        var known = (await Node.ReadAsync("/api/v1/people", "lina")).GetProperty("items").EnumerateArray().Select(p => p.GetProperty("id").GetString()).ToList();
        Assert.Contains("noor", known);
        Assert.Contains("lina", known);
        Assert.DoesNotContain("rafiq", known);
    }

    [Fact]
    public async Task What_is_said_of_a_draft_stays_the_brands_own_when_it_goes_out()
    {
        await DraftAsync("PO-T9");
        Assert.Equal(["brand"], await MayAsync());
        await SayAsync("purchase-orders/PO-T9", "clara", new { text = "two cents less would do" });
        var answer = await Node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders/PO-T9/comments", """{ "text": "psst", "visibility": "public" }""", "clara");
        Assert.Equal((422, "/problems/not-issued"), (answer.Status, answer.ProblemType));
        await DoAsync("PO-T9", "issue");
        Assert.Empty(await CommentsAsync("purchase-orders/PO-T9", "rafiq"));
        Assert.Equal(["public", "brand"], await MayAsync());

        async Task<IEnumerable<string?>> MayAsync() =>
            (await Node.ReadAsync("/api/v1/purchase-orders/PO-T9/comments", "clara")).GetProperty("may").EnumerateArray().Select(v => v.GetString());
    }

    [Fact]
    public async Task A_page_that_is_open_hears_what_its_reader_may_hear_and_nothing_else()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-T2", "2027-08-20"));
        await using var noor = await HubClient.ConnectAsync(Node.Address, "noor");
        await using var rafiq = await HubClient.ConnectAsync(Node.Address, "rafiq");
        Assert.Equal((0, 0), CountIn(await FollowAsync(noor)));
        Assert.Equal((0, 0), CountIn(await FollowAsync(rafiq)));
        await SayAsync("purchase-orders/PO-T2", "noor", new { text = "between us", visibility = "brand" });
        Assert.Equal((1, 1), CountIn(await noor.NextFrameAsync()));
        await SayAsync("purchase-orders/PO-T2", "noor", new { text = "to everybody" });
        // The first that the vendor hears is of what it may read.
        Assert.Equal((1, 1), CountIn(await rafiq.NextFrameAsync()));
        Assert.Equal((2, 2), CountIn(await noor.NextFrameAsync()));
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Delete, "/api/v1/purchase-orders/PO-T2/comments/2", null, "noor")).Status);
        Assert.Equal((0, 2), CountIn(await rafiq.NextFrameAsync()));

        static (int, int) CountIn(JsonObject frame) => ((int)frame["totals"]!["comments"]!["count"]!, (int)frame["totals"]!["comments"]!["changes"]!);

        static async Task<JsonObject> FollowAsync(HubClient client)
        {
            Assert.Null(await client.InvokeAsync("Follow", "po:PO-T2", null));
            return await client.NextFrameAsync();
        }
    }

    [Fact]
    public async Task Who_is_mentioned_finds_it_in_their_day_until_they_answer()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-T3", "2027-08-20"));
        await SayAsync("purchase-orders/PO-T3", "noor", new { text = "@Rafiq Islam when?", mentions = new[] { "rafiq", "clara" }, line = 1, milestone = "A26" });
        var item = Assert.Single(await AskedAsync("rafiq"), w => w.GetProperty("purchaseOrder").GetString() == "PO-T3");
        Assert.Equal(("mention:purchase-order/PO-T3:1", "Noor Rahim: “@Rafiq Islam when?”", "A26", 1, 1), (
            item.GetProperty("id").GetString(), item.GetProperty("what").GetString(), item.GetProperty("milestone").GetString(),
            item.GetProperty("line").GetInt32(), item.GetProperty("comment").GetInt32()));
        var seen = (await Node.ReadAsync("/api/v1/purchase-orders/PO-T3/comments", "rafiq")).GetProperty("version").GetInt32();
        await SayAsync("purchase-orders/PO-T3", "clara", new { text = "@Rafiq Islam and how many?", mentions = new[] { "rafiq" } });
        Assert.Equal([2, 1], (await CommentsAsync("purchase-orders/PO-T3", "rafiq")).Where(c => c.GetProperty("asks").GetBoolean()).Select(c => int.Parse(c.GetProperty("id").GetString()!, CultureInfo.InvariantCulture)));
        await SayAsync("purchase-orders/PO-T3", "rafiq", new { text = "On Friday", read = seen });
        Assert.Equal(2, Assert.Single(await AskedAsync("rafiq"), w => w.GetProperty("purchaseOrder").GetString() == "PO-T3").GetProperty("comment").GetInt32());
        await SayAsync("purchase-orders/PO-T3", "rafiq", new { text = "All of them" });
        Assert.DoesNotContain(await AskedAsync("rafiq"), w => w.GetProperty("purchaseOrder").GetString() == "PO-T3");

        var read = await Node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders/PO-T3/comments/1/acknowledge", null, "clara");
        Assert.True(read.Status == 200, read.Text);
        Assert.DoesNotContain(await AskedAsync("clara"), w => w.GetProperty("purchaseOrder").GetString() == "PO-T3");
    }

    [Fact]
    public async Task A_supervisor_of_one_side_does_not_read_the_others_mentions_over_a_shoulder()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-T4", "2027-08-20"));
        await Node.HireAsync(new Domain.People.PersonSheet("sami", "Sami Khan", "vendor", "factory", [], [], ["V1"], []));
        await SayAsync("purchase-orders/PO-T4", "rafiq", new { text = "@Sami Khan we are late", visibility = "vendor", mentions = new[] { "sami" } });
        Assert.Contains(await AskedAsync("sami"), w => w.GetProperty("purchaseOrder").GetString() == "PO-T4");
        Assert.Empty(await AskedAsync("ingrid", "&person=sami"));
    }

    [Fact]
    public async Task It_is_edited_and_taken_back_by_its_writer_and_the_history_keeps_all()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-T5", "2027-08-20"));
        const string path = "/api/v1/purchase-orders/PO-T5/comments/1";
        await SayAsync("purchase-orders/PO-T5", "noor", new { text = "wehn?", line = 1 });
        Assert.Equal((403, "/problems/not-yours"), await Refused("clara"));
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Put, path, """{ "text": "when?" }""", "noor")).Status);
        Assert.Equal("when?", Text(Assert.Single(await CommentsAsync("purchase-orders/PO-T5", "rafiq"))));
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Delete, path, null, "noor")).Status);
        Assert.Null(Text(Assert.Single(await CommentsAsync("purchase-orders/PO-T5", "rafiq"))));
        Assert.Equal((409, "/problems/retracted"), await Refused("noor"));
        var told = await HistoryAsync("PO-T5");
        Assert.Equal(["Took back what was said", "Changed what was said to “when?”", "“wehn?”"], told.Take(3));
        Assert.Equal(404, (await Node.SendAsync(HttpMethod.Delete, "/api/v1/purchase-orders/PO-T5/comments/9", null, "noor")).Status);

        async Task<(int, string?)> Refused(string person)
        {
            var answer = await Node.SendAsync(HttpMethod.Put, path, """{ "text": "x" }""", person);
            return (answer.Status, answer.ProblemType);
        }
    }

    [Fact]
    public async Task A_past_moment_shows_what_had_been_said_by_then_to_those_who_might_hear_it()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-T6", "2027-08-20"));
        await SayAsync("purchase-orders/PO-T6", "noor", new { text = "between us", visibility = "brand" });
        await SayAsync("purchase-orders/PO-T6", "noor", new { text = "the first" });
        var then = Node.Time.GetUtcNow();
        Node.Time.MoveTo(then.AddMinutes(1));
        await SayAsync("purchase-orders/PO-T6", "noor", new { text = "the second" });
        var asOf = $"?asOf={then:yyyy-MM-ddTHH:mm:ss}Z";
        Assert.Equal(["the first"], (await CommentsAsync("purchase-orders/PO-T6", "rafiq", asOf)).Select(Text));
        Assert.Equal(["the first", "between us"], (await CommentsAsync("purchase-orders/PO-T6", "noor", asOf)).Select(Text));
        var history = (await Node.ReadAsync($"/api/v1/purchase-orders/PO-T6/history{asOf}", "rafiq")).GetRawText();
        Assert.Contains("the first", history, StringComparison.Ordinal);
        Assert.DoesNotContain("the second", history, StringComparison.Ordinal);
        Assert.DoesNotContain("between us", history, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("purchase-orders/PO-T7", "noor", """{ "text": "" }""", 422, "required")]
    [InlineData("purchase-orders/PO-T7", "noor", """{ "text": "x", "visibility": "vendor" }""", 403, "not-yours")]
    [InlineData("purchase-orders/PO-T7", "noor", """{ "text": "x", "visibility": "all" }""", 422, "wrong-type")]
    [InlineData("purchase-orders/PO-T7", "noor", """{ "text": "x", "private": true }""", 422, "unknown-member")]
    [InlineData("purchase-orders/PO-T7", "noor", """{ "text": "x", "mentions": ["nobody"] }""", 422, "cannot-see")]
    [InlineData("purchase-orders/PO-T7", "noor", """{ "text": "x", "mentions": ["lina"] }""", 422, "cannot-see")]
    [InlineData("purchase-orders/PO-T7", "noor", """{ "text": "x", "visibility": "brand", "mentions": ["rafiq"] }""", 422, "cannot-see")]
    [InlineData("purchase-orders/PO-T7", "noor", """{ "text": "x", "line": 7 }""", 422, "unknown-line")]
    [InlineData("purchase-orders/PO-T7", "noor", """{ "text": "x", "milestone": "Z99" }""", 422, "unknown-milestone")]
    [InlineData("purchase-orders/PO-T7", "noor", """{ "text": "x", "round": 1 }""", 422, "wrong-type")]
    [InlineData("purchase-orders/PO-T7", "bo", """{ "text": "x" }""", 403, "not-allowed")]
    [InlineData("purchase-orders/PO-T7", "ana", """{ "text": "x" }""", 404, "not-found")]
    [InlineData("purchase-orders/PO-NONE", "noor", """{ "text": "x" }""", 404, "not-found")]
    [InlineData("styles/ST-NONE", "noor", """{ "text": "x" }""", 404, "not-found")]
    [InlineData("approvals/NONE~fit", "noor", """{ "text": "x" }""", 404, "not-found")]
    public async Task What_cannot_be_said_is_refused_and_nothing_of_it_is_kept(string subject, string person, string body, int status, string code)
    {
        if ((await Node.GetAsync("/api/v1/purchase-orders/PO-T7")).Status == 404)
            await Node.PlaceAsync(GatewayNode.Order("PO-T7", "2027-08-20"));
        var answer = await Node.SendAsync(HttpMethod.Post, $"/api/v1/{subject}/comments", body, person);
        Assert.Equal((status, $"/problems/{code}"), (answer.Status, answer.ProblemType));
        Assert.Empty(await CommentsAsync("purchase-orders/PO-T7", "noor"));
    }

    [Fact]
    public async Task Sent_again_with_its_key_it_is_said_once()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-T8", "2027-08-20"));
        foreach (var status in new[] { "accepted", "duplicate" })
            Assert.Equal(status, (await Node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders/PO-T8/comments", """{ "text": "once" }""", "noor", key: "t-8"))
                .Json.GetProperty("status").GetString());
        Assert.Single(await CommentsAsync("purchase-orders/PO-T8", "noor"));
    }
}
