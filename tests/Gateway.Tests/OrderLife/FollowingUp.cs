using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.OrderLife;

/// <summary>What follows from acts: the time to answer, styles and approvals of issued lines, reorders.</summary>
public sealed class FollowingUp(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private async Task<string[]> ListedAsync(string query, string person = "clara") =>
        [.. (await Node.ReadAsync($"/api/v1/purchase-orders?q=FUP&limit=500&{query}", person)).GetProperty("items").EnumerateArray().Select(o => o.GetProperty("number").GetString()!)];

    [Fact]
    public async Task Orders_are_found_by_their_phase_and_by_what_waits()
    {
        await DraftAsync("FUP-1");
        await IssuedAsync("FUP-2");
        await ConfirmedAsync("FUP-3");
        await DraftAsync("FUP-4", parent: "FUP-3");
        await DoAsync("FUP-3", "cancel", """{ "reason": "season dropped" }""", "noor");
        Assert.Equal(["FUP-1", "FUP-4"], await ListedAsync("phase=draft"));
        Assert.Equal(["FUP-2", "FUP-3"], await ListedAsync("phase=issued,confirmed"));
        Assert.Equal(["FUP-2"], await ListedAsync("answer=due"));
        Assert.Equal(["FUP-4"], await ListedAsync("parent=FUP-3"));
        Assert.Empty(await ListedAsync("phase=draft", "rafiq"));
        Assert.Equal(400, (await Node.GetAsync("/api/v1/purchase-orders?phase=lost")).Status);
        var waiting = (await Node.ReadAsync("/api/v1/purchase-orders?q=FUP-3", "noor")).GetProperty("items")[0];
        Assert.Equal(("confirmed", 1), (waiting.GetProperty("phase").GetString(), waiting.GetProperty("waiting").GetInt32()));
        Assert.Equal(JsonValueKind.Null, (await Node.ReadAsync("/api/v1/purchase-orders?q=FUP-3", "rafiq")).GetProperty("items")[0].GetProperty("waiting").ValueKind);
    }

    [Fact]
    public async Task The_issued_lines_take_their_styles_dates_and_get_their_approvals()
    {
        await Node.RegisterStyleAsync("ST-FUP", "2027-03-20");
        await Node.TellAsync(Said.OfStyle("fup-style", "ST-FUP", "A10", "2026-12-05"));
        await DraftAsync("FUP-5", style: "ST-FUP");
        await Node.SettleAsync();
        Assert.Equal(404, (await Node.GetAsync("/api/v1/approvals/FUP-5~1~pp")).Status);
        await DoAsync("FUP-5", "issue");
        Assert.Equal(await AdoptedAsync(), Milestone(await ReadAsync("FUP-5"), "A10").GetProperty("forecast").GetString());
        await Eventually.HoldsAsync("Its approvals are planned", async () => (await Node.GetAsync("/api/v1/approvals/FUP-5~1~pp")).Status, status => status == 200);
        // What the style learns later reaches the line as well.
        await Node.TellAsync(Said.OfStyle("fup-style-2", "ST-FUP", "A10", "2027-03-03"));
        await Eventually.HoldsAsync("The line hears of it", () => ReadAsync("FUP-5"), order => Milestone(order, "A10").GetProperty("forecast").GetString() == "2027-03-03");

        async Task<string?> AdoptedAsync() => (await Node.ReadAsync("/api/v1/styles/ST-FUP")).GetProperty("milestones").EnumerateArray()
            .Single(m => m.GetProperty("code").GetString() == "A10").GetProperty("forecast").GetString();
    }

    [Fact]
    public async Task A_reorder_keeps_what_still_holds_of_its_parent()
    {
        await Node.RegisterStyleAsync("ST-AGAIN", "2027-03-20");
        await ConfirmedAsync("FUP-6", style: "ST-AGAIN");
        await Node.TellAsync(Said.OfLine("fup-pp", "FUP-6", "A23", "2026-11-12", "ACT"));
        await DraftAsync("FUP-7", parent: "FUP-6", style: "ST-AGAIN");
        await DoAsync("FUP-7", "issue");
        var line = (await ReadAsync("FUP-7")).GetProperty("lines")[0];
        Assert.DoesNotContain("A23", line.GetProperty("milestones").EnumerateArray().Select(m => m.GetProperty("code").GetString()));
        var kept = Assert.Single(line.GetProperty("calendar").GetProperty("overrides").EnumerateArray());
        Assert.Equal(
            ("A23", "carriedover", "2026-11-12", "carried over from FUP-6"),
            (kept.GetProperty("milestone").GetString(), kept.GetProperty("kind").GetString(), kept.GetProperty("reached").GetString(), kept.GetProperty("reason").GetString()));
        await Eventually.HoldsAsync("The size set is planned", async () => (await Node.GetAsync("/api/v1/approvals/FUP-7~1~size-set")).Status, status => status == 200);
        Assert.Equal(404, (await Node.GetAsync("/api/v1/approvals/FUP-7~1~pp")).Status);

        // Told at the one that is repeated, at the one that repeats it, and at the style.
        foreach (var path in new[] { "purchase-orders/FUP-6", "purchase-orders/FUP-7", "styles/ST-AGAIN" })
        {
            var reorder = Assert.Single((await Node.ReadAsync($"/api/v1/{path}/reorders", "noor")).GetProperty("items").EnumerateArray());
            Assert.Equal(("FUP-7", "FUP-6"), (reorder.GetProperty("number").GetString(), reorder.GetProperty("parent").GetString()));
            var approvals = reorder.GetProperty("approvals").EnumerateArray().ToDictionary(a => a.GetProperty("type").GetString()!, a => (Kept: a.GetProperty("kept").GetString(), Why: a.GetProperty("why").GetString()));
            Assert.Equal(("2026-11-12", null), approvals["pp"]);
            Assert.Equal((null, "on FUP-6 it is not approved, or was sent back"), approvals["size-set"]);
        }

        Assert.Equal(404, (await Node.GetAsync("/api/v1/purchase-orders/FUP-6/reorders", "ana")).Status);
    }

    private static JsonElement Milestone(JsonElement order, string code) =>
        order.GetProperty("lines")[0].GetProperty("milestones").EnumerateArray().Single(m => m.GetProperty("code").GetString() == code);
}

/// <summary>A node of its own, whose clock goes on.</summary>
public sealed class MissingAnAnswer(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    [Fact]
    public async Task A_vendor_that_lets_its_time_pass_is_overdue_until_it_answers()
    {
        await IssuedAsync("LATE-1");
        Node.Time.MoveTo(GatewayNode.Begin.AddHours(25));
        var due = Node.Services.GetRequiredService<DueTimes>();
        await Eventually.HoldsAsync("Everything due is woken", () => due.BacklogAsync(Node.Time.GetUtcNow()), left => left == 0);
        Assert.True((await ReadAsync("LATE-1", "rafiq")).GetProperty("document").GetProperty("overdue").GetBoolean());
        Assert.Equal("LATE-1", Assert.Single((await Node.ReadAsync("/api/v1/purchase-orders?answer=overdue")).GetProperty("items").EnumerateArray()).GetProperty("number").GetString());
        Assert.Contains("No answer to version 1 in the time that was given", await HistoryAsync("LATE-1"));
        await DoAsync("LATE-1", "confirm", """{ "version": 1 }""", "rafiq");
        Assert.Empty((await Node.ReadAsync("/api/v1/purchase-orders?answer=overdue")).GetProperty("items").EnumerateArray());
    }
}
