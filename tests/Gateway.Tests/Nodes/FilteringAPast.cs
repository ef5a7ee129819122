using System.Text.Json;
using Selvedge.Domain.People;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>The past of an order by who said what, and what people are told that they may do.</summary>
public sealed class FilteringAPast(GatewayNode node) : IClassFixture<GatewayNode>
{
    private const string History = "/api/v1/purchase-orders/PAST-1/history";

    [Fact]
    public async Task A_past_is_filtered_by_who_by_source_and_by_kind_and_says_what_there_is_to_choose()
    {
        await node.PlaceAsync(GatewayNode.Order("PAST-1", "2027-03-20"));
        await node.TellAsync(Said.OfLine("past-1", "PAST-1", "A26", "2027-02-25"));
        await node.TellAsync(Said.OfLine("past-2", "PAST-1", "A30", "2027-03-16"));

        var all = await node.ReadAsync(History);
        Assert.Equal(["FWD-ACME", "import"], Texts(all, "sources"));
        Assert.Contains("purchase-order.milestone-reported", Texts(all, "types"));

        var reports = await node.ReadAsync($"{History}?type=purchase-order.milestone-reported");
        Assert.Equal(2, reports.GetProperty("total").GetInt32());
        // What can be chosen does not shrink with what was.
        Assert.Equal(Texts(all, "types"), Texts(reports, "types"));

        var partners = await node.ReadAsync($"{History}?source=FWD-ACME");
        var nobodys = await node.ReadAsync($"{History}?source=NOBODY");
        Assert.True(partners.GetProperty("total").GetInt32() is >= 2 and var theirs && theirs < all.GetProperty("total").GetInt32());
        Assert.Equal(0, nobodys.GetProperty("total").GetInt32());
        Assert.All(partners.GetProperty("items").EnumerateArray(), e => Assert.Equal("FWD-ACME", e.GetProperty("by").GetProperty("source").GetString()));
        Assert.Equal(0, (await node.ReadAsync($"{History}?by=somebody.else")).GetProperty("total").GetInt32());

        // Of another line only what concerns the whole order is left.
        Assert.All((await node.ReadAsync($"{History}?line=7")).GetProperty("items").EnumerateArray(), e => Assert.Equal(JsonValueKind.Null, e.GetProperty("line").ValueKind));
        Assert.Equal((400, "/line"), await node.GetAsync($"{History}?line=first") is var refused ? (refused.Status, refused.Pointer) : default);
    }

    [Fact]
    public async Task A_filtered_past_is_paged_without_losing_or_repeating_an_entry()
    {
        await node.PlaceAsync(GatewayNode.Order("PAST-2", "2027-03-20"));
        for (var i = 1; i <= 5; i++)
            await node.TellAsync(Said.OfLine($"paged-{i}", "PAST-2", "A26", $"2027-02-0{i}", updatedAt: $"2026-11-20T08:0{i}:00Z"));
        var (seen, next) = (new List<string?>(), (string?)"");
        while (next is not null)
        {
            var page = await node.ReadAsync($"/api/v1/purchase-orders/PAST-2/history?type=purchase-order.milestone-reported&limit=2{(next.Length == 0 ? "" : $"&cursor={next}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("to").GetString()));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(["2027-02-05", "2027-02-04", "2027-02-03", "2027-02-02", "2027-02-01"], seen);
    }

    [Fact]
    public async Task Whoever_asks_who_works_here_is_told_what_they_may_do()
    {
        Assert.Equal(["tailor-calendars", "amend-working-days", "see-work-of-others", "draft-orders", "ask-for-approvals", "act-in-bulk", "chase", "see-settings", "decide-settings", "report", "resolve-discrepancies", "let-partners-in", "let-people-in", "share-walls"], Texts(await node.ReadAsync("/api/v1/people"), "may"));
        await node.HireAsync(new PersonSheet("past.assistant", "Past Assistant", "assistant", "brand", [], [], [], []));
        await node.HireAsync(new PersonSheet("past.vendor", "Past Vendor", "vendor", "factory", [], [], ["V1"], []));
        Assert.Equal(["tailor-calendars", "draft-orders", "ask-for-approvals", "act-in-bulk", "chase", "see-settings", "report", "resolve-discrepancies"], Texts(await node.ReadAsync("/api/v1/people", "past.assistant"), "may"));
        Assert.Equal(["report"], Texts(await node.ReadAsync("/api/v1/people", "past.vendor"), "may"));
    }

    private static IEnumerable<string?> Texts(JsonElement of, string member) => of.GetProperty(member).EnumerateArray().Select(e => e.GetString());
}
