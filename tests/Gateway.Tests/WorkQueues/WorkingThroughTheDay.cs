using System.Text.Json;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;

namespace Selvedge.Gateway.Tests.WorkQueues;

/// <summary>The queue of each person's day over HTTP; it is the 20th of November 2026.</summary>
public sealed class WorkingThroughTheDay(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private async Task<JsonElement[]> QueueAsync(string person, string query = "") =>
        [.. (await Node.ReadAsync($"/api/v1/work-queue?limit=500{query}", person)).GetProperty("items").EnumerateArray()];

    private async Task<JsonElement[]> OfAsync(string po, string person, string query = "") =>
        [.. (await QueueAsync(person, query)).Where(w => w.GetProperty("purchaseOrder").GetString() == po)];

    [Fact]
    public async Task A_milestone_past_its_day_is_in_the_queue_of_who_sees_to_it_with_its_impact_and_why()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-D1", "2026-12-10"));
        var item = Assert.Single(await OfAsync("PO-D1", "noor", "&kind=milestone"));
        Assert.Equal(("milestone:PO-D1/1:A13", "milestone", "do", "now", "Compliance", "2026-09-06"), (
            item.GetProperty("id").GetString(), item.GetProperty("kind").GetString(), item.GetProperty("duty").GetString(), item.GetProperty("group").GetString(),
            item.GetProperty("owner").GetString(), item.GetProperty("due").GetString()));
        // Seventy-five days past its day, and not expected on a Friday, when Bangladesh rests.
        Assert.Equal((7_700, 75, 7_700L * 76), (item.GetProperty("units").GetInt32(), item.GetProperty("behindDays").GetInt32(), item.GetProperty("impact").GetInt64()));
        Assert.Equal("7,700 units × 76 days at risk, no float left", item.GetProperty("why").GetString());
        Assert.Empty(await OfAsync("PO-D1", "rafiq", "&kind=milestone"));
        Assert.Empty(await OfAsync("PO-D1", "ana"));
    }

    [Fact]
    public async Task Those_of_one_role_divide_it_by_what_each_does()
    {
        await Node.HireAsync(new PersonSheet("uma", "Uma Lind", "assistant", "brand", ["HALDEN"], [], [], []));
        await Node.HireAsync(new PersonSheet("otto", "Otto Weber", "assistant", "brand", ["HALDEN"], [], [], [], [Function.Colour]));
        const string functions = """{ "functions": ["compliance"] }""";
        Task<Answer> AssignAsync(string by, string? ifMatch = null) => Node.SendAsync(HttpMethod.Put, "/api/v1/people/uma/functions", functions, by, ifMatch: ifMatch);
        Assert.Equal((403, "/problems/not-allowed"), await AssignAsync("noor") is var refused ? (refused.Status, refused.ProblemType) : default);
        Assert.Equal(412, (await AssignAsync("clara", "\"7\"")).Status);
        Assert.Equal(200, (await AssignAsync("clara")).Status);
        var nothing = await Node.SendAsync(HttpMethod.Put, "/api/v1/people/uma/functions", "{}", "clara");
        Assert.Equal((422, "/functions", "required"), (nothing.Status, nothing.Json.GetProperty("errors")[0].GetProperty("pointer").GetString(), nothing.Json.GetProperty("errors")[0].GetProperty("code").GetString()));
        var known = (await Node.ReadAsync("/api/v1/people", "clara")).GetProperty("items").EnumerateArray().Single(p => p.GetProperty("id").GetString() == "uma");
        Assert.Equal(("compliance", 2, true), (known.GetProperty("functions")[0].GetString(), known.GetProperty("version").GetInt32(), known.GetProperty("mayAssign").GetBoolean()));

        // Another brand's manager neither sees for which goods she is, nor says what she does.
        await Node.HireAsync(new PersonSheet("mira", "Mira Sand", "manager", "brand", ["ELSEWHERE"], [], [], []));
        var stranger = (await Node.ReadAsync("/api/v1/people", "mira")).GetProperty("items").EnumerateArray().Single(p => p.GetProperty("id").GetString() == "uma");
        Assert.Equal((JsonValueKind.Null, 0, false), (stranger.GetProperty("brands").ValueKind, stranger.GetProperty("functions").GetArrayLength(), stranger.GetProperty("mayAssign").GetBoolean()));
        Assert.Equal((403, "/problems/not-allowed"), await AssignAsync("mira") is var strangers ? (strangers.Status, strangers.ProblemType) : default);

        await Node.PlaceAsync(GatewayNode.Order("PO-D9", "2026-12-10"));
        var item = Assert.Single(await OfAsync("PO-D9", "uma", "&kind=milestone"));
        Assert.Equal(("Compliance", "as compliance"), (item.GetProperty("owner").GetString(), item.GetProperty("whose").GetString()));
        Assert.Empty(await OfAsync("PO-D9", "otto", "&kind=milestone"));
        // Who was given none does whatever comes, and who supervises hears of what goes on waiting.
        Assert.Equal("as assistant", Assert.Single(await OfAsync("PO-D9", "noor", "&kind=milestone")).GetProperty("whose").GetString());
        Assert.Equal("as manager, 2 days behind or more", Assert.Single(await OfAsync("PO-D9", "clara", "&kind=milestone")).GetProperty("whose").GetString());
        Assert.Equal(item.GetProperty("id").GetString(), Assert.Single(await OfAsync("PO-D9", "clara", "&kind=milestone&person=uma")).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Who_does_not_see_the_vendor_takes_nothing_from_who_does()
    {
        await Node.HireAsync(new PersonSheet("vera", "Vera Holt", "assistant", "brand", ["VENDED"], [], ["V2"], [], [Function.Compliance]));
        await Node.HireAsync(new PersonSheet("walt", "Walt Reuter", "assistant", "brand", ["VENDED"], [], [], [], [Function.Merchandising]));
        await Node.PlaceAsync(GatewayNode.Order("PO-D10", "2026-12-10", brand: "VENDED"));
        Assert.Empty(await OfAsync("PO-D10", "vera"));
        Assert.Equal("as assistant: nobody has compliance", Assert.Single(await OfAsync("PO-D10", "walt", "&kind=milestone")).GetProperty("whose").GetString());
    }

    [Fact]
    public async Task What_the_vendor_owes_is_the_vendors_to_do_and_ours_to_chase()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-D2", "2026-12-10"));
        await Node.TellAsync(Said.OfLine("d2-A13", "PO-D2", "A13", "2026-09-10", "ACT"));
        var (ours, theirs) = (Assert.Single(await OfAsync("PO-D2", "noor", "&kind=milestone")), Assert.Single(await OfAsync("PO-D2", "rafiq", "&kind=milestone")));
        Assert.Equal(("A16", "chase"), (ours.GetProperty("milestone").GetString(), ours.GetProperty("duty").GetString()));
        Assert.Equal(("A16", "do"), (theirs.GetProperty("milestone").GetString(), theirs.GetProperty("duty").GetString()));
    }

    [Fact]
    public async Task It_goes_by_group_and_within_it_by_impact_and_is_read_page_by_page()
    {
        await Node.PlaceAsync([.. Enumerable.Range(0, 7).Select(i => GatewayNode.Order($"PO-D3-{i}", $"2026-12-{10 + 5 * (i % 4)}"))]);
        await Node.SettleAsync();
        var whole = await QueueAsync("noor");
        string[] groups = ["now", "today", "week"];
        var ranks = whole.Select(w => (Group: Array.IndexOf(groups, w.GetProperty("group").GetString()), Impact: w.GetProperty("impact").GetInt64())).ToArray();
        Assert.Equal(ranks.OrderBy(r => r.Group).ThenByDescending(r => r.Impact), ranks);

        var read = new List<string?>();
        string? next = null;
        do
        {
            var page = await Node.ReadAsync($"/api/v1/work-queue?limit=3{(next is null ? "" : $"&cursor={next}")}", "noor");
            read.AddRange(page.GetProperty("items").EnumerateArray().Select(w => w.GetProperty("id").GetString()));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);
        Assert.Equal(whole.Select(w => w.GetProperty("id").GetString()), read);
    }

    [Fact]
    public async Task An_approval_that_waits_for_us_stands_in_the_place_of_its_milestone()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-D7", "2026-12-10"));
        foreach (var milestone in new[] { "A13", "A14", "A15", "A16", "A17" })
            await Node.TellAsync(Said.OfLine($"d7-{milestone}", "PO-D7", milestone, "2026-09-10", "ACT"));
        await Node.SettleAsync();
        var waiting = await OfAsync("PO-D7", "noor");
        Assert.Contains(waiting, w => (w.GetProperty("approval").GetString(), w.GetProperty("milestone").GetString()) == ("PO-D7~1~size-set", "A18"));
        Assert.DoesNotContain(waiting, w => w.GetProperty("kind").GetString() == "milestone");
    }

    [Fact]
    public async Task A_version_that_went_out_is_the_vendors_to_confirm()
    {
        await IssuedAsync("PO-D4");
        var answer = Assert.Single(await OfAsync("PO-D4", "rafiq", "&kind=answer"));
        Assert.Equal(("Version 1 to confirm", "do"), (answer.GetProperty("what").GetString(), answer.GetProperty("duty").GetString()));
        Assert.Empty(await OfAsync("PO-D4", "lina"));
        await DoAsync("PO-D4", "confirm", """{ "version": 1 }""", "rafiq");
        Assert.Empty(await OfAsync("PO-D4", "rafiq", "&kind=answer"));
    }

    [Fact]
    public async Task What_an_assistant_proposes_waits_for_a_supervisor()
    {
        await ConfirmedAsync("PO-D5");
        await DoAsync("PO-D5", "commit", """{ "line": 1, "milestone": "A34", "date": "2027-04-02", "reason": "MT-MILL", "note": "the mill is late" }""", "noor");
        Assert.Equal("1 act to confirm", Assert.Single(await OfAsync("PO-D5", "clara", "&kind=proposal")).GetProperty("what").GetString());
        Assert.Empty(await OfAsync("PO-D5", "noor", "&kind=proposal"));
    }

    [Fact]
    public async Task A_supervisor_may_look_at_anothers_day_and_nobody_else_may()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-D6", "2026-12-10"));
        var page = await Node.ReadAsync("/api/v1/work-queue?person=noor&limit=500", "clara");
        Assert.Equal("noor", page.GetProperty("person").GetProperty("id").GetString());
        Assert.Contains(page.GetProperty("items").EnumerateArray(), w => w.GetProperty("purchaseOrder").GetString() == "PO-D6");
        // Another brand's manager sees nothing of it even so.
        Assert.DoesNotContain(await QueueAsync("ana", "&person=noor"), w => w.GetProperty("purchaseOrder").GetString() == "PO-D6");
        Assert.Equal(403, (await Node.GetAsync("/api/v1/work-queue?person=clara", "noor")).Status);
        Assert.Equal(400, (await Node.GetAsync("/api/v1/work-queue?person=nobody", "clara")).Status);
        Assert.Equal(400, (await Node.GetAsync("/api/v1/work-queue?group=later", "clara")).Status);
    }
}
