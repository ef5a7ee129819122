using System.Text.Json;
using Selvedge.Gateway.Tests.Nodes;

namespace Selvedge.Gateway.Tests.OrderLife;

/// <summary>An order's life over HTTP: every act, by the side whose act it is.</summary>
public sealed class WorkingOnOrders(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    [Fact]
    public async Task A_draft_is_amended_issued_acknowledged_and_confirmed()
    {
        var drafted = await Node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders", Draft("PO-1"), "noor");
        Assert.Equal((201, "/api/v1/purchase-orders/PO-1", "draft"), (drafted.Status, drafted.Response.Headers.Location!.ToString(), Phase(drafted.Json)));
        var sketched = await ReadAsync("PO-1");
        Assert.Equal(("open", "2027-03-20"), (sketched.GetProperty("state").GetString(), sketched.GetProperty("lines")[0].GetProperty("exFactory").GetProperty("baseline").GetString()));

        await DoAsync("PO-1", "amend", """{ "season": "FW27", "lines": [{ "number": 2, "description": "Hood", "colour": "Moss", "quantity": 300, "exFactory": "2027-03-25" }] }""", "noor");
        Assert.Equal("issued", Phase(await DoAsync("PO-1", "issue", """{ "note": "ring if anything is unclear" }""", "noor")));
        var issued = await ReadAsync("PO-1", "rafiq");
        Assert.Equal(("FW27", 2, 1, "2026-11-21T09:00:00+00:00"), (
            issued.GetProperty("season").GetString(), issued.GetProperty("lines").GetArrayLength(), issued.GetProperty("document").GetProperty("version").GetInt32(),
            issued.GetProperty("document").GetProperty("answerDue").GetString()));

        Assert.Equal("acknowledged", Phase(await DoAsync("PO-1", "acknowledge", """{ "version": 1 }""", "rafiq")));
        Assert.Equal("confirmed", Phase(await DoAsync("PO-1", "confirm", """{ "version": 1, "note": "fabric is booked" }""", "rafiq")));
        Assert.Equal("unchanged", (await DoAsync("PO-1", "confirm", """{ "version": 1 }""", "rafiq")).GetProperty("status").GetString());
        Assert.Contains("Vendor confirmed version 1; fabric is booked", await HistoryAsync("PO-1"));
    }

    [Fact]
    public async Task The_vendor_gets_the_change_that_it_proposed_when_the_brand_accepts()
    {
        await IssuedAsync("PO-2");
        var wish = await DoAsync("PO-2", "propose-change",
            """{ "version": 1, "lines": [{ "number": 1, "exFactory": "2027-03-22" }], "reason": "MT-MILL", "note": "the mill books from 1 Feb" }""", "rafiq");
        Assert.Equal("changeproposed", Phase(wish));
        var change = (await ReadAsync("PO-2")).GetProperty("wish").GetProperty("changes")[0];
        Assert.Equal(("exfactory", "2027-03-20", "2027-03-22"), (change.GetProperty("aspect").GetString(), change.GetProperty("from").GetString(), change.GetProperty("to").GetString()));

        Assert.Equal("confirmed", Phase(await DoAsync("PO-2", "accept-change")));
        Assert.Equal((2, 2, "2027-03-22"), (
            (await ReadAsync("PO-2")).GetProperty("document").GetProperty("version").GetInt32(),
            (await ReadAsync("PO-2")).GetProperty("document").GetProperty("acknowledged").GetInt32(), await CommittedAsync("PO-2")));
    }

    [Fact]
    public async Task A_change_that_is_declined_leaves_the_version_to_be_answered()
    {
        await IssuedAsync("PO-3");
        await DoAsync("PO-3", "propose-change", """{ "version": 1, "lines": [{ "number": 1, "colour": "Navy" }], "note": "ink is out" }""", "rafiq");
        Assert.Equal("issued", Phase(await DoAsync("PO-3", "decline-change", """{ "note": "then another mill" }""")));
        Assert.Equal(JsonValueKind.Null, (await ReadAsync("PO-3")).GetProperty("wish").ValueKind);
    }

    [Fact]
    public async Task A_rejected_order_is_revised_with_its_differences_and_answered_anew()
    {
        await IssuedAsync("PO-4");
        Assert.Equal("/note", (await AskAsync("PO-4", "reject", """{ "version": 1 }""", "rafiq")).Pointer);
        Assert.Equal("rejectedbyvendor", Phase(await DoAsync("PO-4", "reject", """{ "version": 1, "note": "no capacity" }""", "rafiq")));
        Assert.Equal("issued", Phase(await DoAsync("PO-4", "revise",
            """{ "lines": [{ "number": 1, "sizes": [{ "size": "M", "quantity": 300 }, { "size": "L", "quantity": 600 }] }], "reason": "BR-QTY", "note": "half of M" }""")));
        Assert.Contains("Version 2 issued: line 1 Ink M 600 to 300 (quantity or colour change); half of M", await HistoryAsync("PO-4", "rafiq"));
        var old = await AskAsync("PO-4", "confirm", """{ "version": 1 }""", "rafiq");
        Assert.Equal((409, "/problems/other-version", "/version"), (old.Status, old.ProblemType, old.Pointer));
        await DoAsync("PO-4", "confirm", """{ "version": 2 }""", "rafiq");
    }

    [Fact]
    public async Task A_committed_day_moves_with_a_reason_and_the_side_that_carries_it()
    {
        await ConfirmedAsync("PO-5");
        Assert.Equal("/reason", (await AskAsync("PO-5", "commit", """{ "line": 1, "date": "2027-03-22" }""")).Pointer);
        var done = await DoAsync("PO-5", "commit", """{ "line": 1, "date": "2027-03-22", "reason": "FA-CAP", "side": "factory", "note": "agreed by phone" }""", "noor");
        Assert.Equal((JsonValueKind.Null, "2027-03-22"), (done.GetProperty("proposal").ValueKind, await CommittedAsync("PO-5")));
        Assert.Contains(await HistoryAsync("PO-5"), text => text!.Contains("committed to 22 Mar", StringComparison.Ordinal) && text.Contains("factory carries the days", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Moved_further_than_the_brand_tolerates_it_takes_a_second_person()
    {
        await ConfirmedAsync("PO-6");
        const string body = """{ "line": 1, "date": "2027-04-02", "reason": "FA-CAP" }""";
        var proposed = await DoAsync("PO-6", "commit", body);
        var id = proposed.GetProperty("proposal").GetString()!;
        Assert.Equal(("confirmed", "2027-03-20"), (Phase(proposed), await CommittedAsync("PO-6")));
        Assert.Equal(409, (await AskAsync("PO-6", "commit", body, "noor")).Status);

        var own = await AskAsync("PO-6", $"proposals/{id}/confirm");
        Assert.Equal((403, "/problems/same-person"), (own.Status, own.ProblemType));
        var assistant = await AskAsync("PO-6", $"proposals/{id}/confirm", person: "noor");
        Assert.Equal((403, "/problems/not-allowed"), (assistant.Status, assistant.ProblemType));
        Assert.Equal("2027-03-20", await CommittedAsync("PO-6"));

        await DoAsync("PO-6", $"proposals/{id}/confirm", """{ "note": "go ahead" }""", "ingrid");
        Assert.Equal(("2027-04-02", 0), (await CommittedAsync("PO-6"), (await ReadAsync("PO-6")).GetProperty("proposals").GetArrayLength()));
        var late = await AskAsync("PO-6", $"proposals/{id}/confirm", person: "ingrid");
        Assert.Equal(409, late.Status);
    }

    [Fact]
    public async Task A_proposal_is_declined_by_a_supervisor_or_withdrawn_by_who_made_it()
    {
        await ConfirmedAsync("PO-7");
        var first = (await DoAsync("PO-7", "cancel", """{ "reason": "season dropped" }""", "noor")).GetProperty("proposal").GetString();
        await DoAsync("PO-7", $"proposals/{first}/decline", """{ "note": "we keep it" }""");
        var second = (await DoAsync("PO-7", "cancel", """{ "reason": "really" }""", "noor")).GetProperty("proposal").GetString();
        var others = await AskAsync("PO-7", $"proposals/{second}/withdraw");
        Assert.Equal((403, "/problems/not-yours"), (others.Status, others.ProblemType));
        await DoAsync("PO-7", $"proposals/{second}/withdraw", person: "noor");
        Assert.Equal("confirmed", await PhaseAsync("PO-7"));
    }

    [Fact]
    public async Task A_reported_plan_is_agreed_to_or_declined()
    {
        await ConfirmedAsync("PO-8");
        await Node.TellAsync(Said.OfLine("plan-8", "PO-8", "A34", "2027-03-22", "PLN", reason: "LO-BOOK"));
        await Node.TellAsync(Said.OfLine("plan-8b", "PO-8", "A33", "2027-03-12", "PLN", reason: "LO-BOOK"));
        Assert.Equal(2, (await ReadAsync("PO-8", "rafiq")).GetProperty("proposals").GetArrayLength());
        await DoAsync("PO-8", "agree-plan", """{ "line": 1, "milestone": "A34" }""");
        await DoAsync("PO-8", "decline-plan", """{ "line": 1, "milestone": "A33", "note": "the slot is gone" }""", "noor");
        Assert.Equal(("2027-03-22", 0), (await CommittedAsync("PO-8"), (await ReadAsync("PO-8")).GetProperty("proposals").GetArrayLength()));
        Assert.Equal("/problems/no-plan", (await AskAsync("PO-8", "agree-plan", """{ "line": 1, "milestone": "A33" }""")).ProblemType);
    }

    [Fact]
    public async Task A_held_order_is_not_confirmed_before_it_is_released()
    {
        await IssuedAsync("PO-9");
        await DoAsync("PO-9", "hold", """{ "reason": "audit expired", "waitsOn": "compliance" }""", "noor");
        var held = await ReadAsync("PO-9", "rafiq");
        Assert.Equal(("audit expired", "blocked"), (held.GetProperty("hold").GetProperty("reason").GetString(), held.GetProperty("health").GetString()));
        var refused = await AskAsync("PO-9", "confirm", """{ "version": 1 }""", "rafiq");
        Assert.Equal((409, "/problems/not-possible-now"), (refused.Status, refused.ProblemType));
        Assert.Contains("on hold", refused.Text, StringComparison.Ordinal);
        Assert.Equal("It is on hold: release it first.", WhyNot(held, "confirm"));
        await DoAsync("PO-9", "release");
        await DoAsync("PO-9", "confirm", """{ "version": 1 }""", "rafiq");
    }

    [Fact]
    public async Task Lines_are_cancelled_then_the_order()
    {
        await IssuedAsync("PO-10", lineRest: """}, { "number": 2, "description": "Hood", "colour": "Moss", "quantity": 300, "exFactory": "2027-03-25" """);
        await DoAsync("PO-10", "cancel", """{ "lines": [2], "reason": "colour dropped" }""");
        Assert.Equal(("issued", 2), (await PhaseAsync("PO-10"), (await ReadAsync("PO-10")).GetProperty("document").GetProperty("version").GetInt32()));
        Assert.Equal("/lines/0", (await AskAsync("PO-10", "cancel", """{ "lines": [9], "reason": "none" }""")).Pointer);
        Assert.Equal("cancelled", Phase(await DoAsync("PO-10", "cancel", """{ "reason": "season dropped" }""")));
        Assert.Equal("season dropped", (await ReadAsync("PO-10", "rafiq")).GetProperty("ending").GetProperty("note").GetString());
        Assert.Equal(409, (await AskAsync("PO-10", "revise", """{ "season": "FW27", "reason": "BR-QTY" }""")).Status);
    }

    [Fact]
    public async Task It_closes_short_by_what_came_of_each_size_and_says_why()
    {
        await ConfirmedAsync("PO-11");
        const string receipt = """{ "lines": [{ "number": 1, "sizes": [{ "size": "M", "quantity": 600 }, { "size": "L", "quantity": 500 }] }] }""";
        var early = await AskAsync("PO-11", "close", receipt);
        Assert.Equal((409, "/problems/has-not-left"), (early.Status, early.ProblemType));
        await Node.TellAsync(Said.OfLine("left-11", "PO-11", "A34", "2026-11-20", "ACT"));
        Assert.Equal("/note", (await AskAsync("PO-11", "close", receipt)).Pointer);
        Assert.Equal("closed", Phase(await DoAsync("PO-11", "close", receipt[..^1] + ""","note": "shade lot refused" }""")));
        var ending = (await ReadAsync("PO-11")).GetProperty("ending");
        Assert.Equal(("short", "full", "short"), (
            ending.GetProperty("fulfilment").GetString(), ending.GetProperty("lines")[0].GetProperty("sizes")[0].GetProperty("fulfilment").GetString(),
            ending.GetProperty("lines")[0].GetProperty("sizes")[1].GetProperty("fulfilment").GetString()));
    }

    [Fact]
    public async Task Above_the_limit_of_who_issues_it_waits_for_another()
    {
        await DraftAsync("PO-12", quantity: 4_000, person: "noor");
        var asked = await DoAsync("PO-12", "issue", person: "noor");
        Assert.Equal("pendingapproval", Phase(asked));
        await DoAsync("PO-12", $"proposals/{asked.GetProperty("proposal").GetString()}/decline", """{ "note": "half of it" }""");
        Assert.Equal("draft", await PhaseAsync("PO-12"));
        var again = await DoAsync("PO-12", "issue", person: "noor");
        Assert.Equal("issued", Phase(await DoAsync("PO-12", $"proposals/{again.GetProperty("proposal").GetString()}/confirm")));
    }

    [Theory]
    [InlineData("amend", """{ "season": "FW27" }""", "issued")]
    [InlineData("issue", "{}", "issued")]
    [InlineData("accept-change", "{}", "issued")]
    [InlineData("decline-change", "{}", "issued")]
    [InlineData("release", "{}", "issued")]
    [InlineData("proposals/0193f1c2a4d87c1e9b0a6f3d2c5e7a91/confirm", "{}", "issued")]
    public async Task What_is_not_possible_in_its_phase_is_refused_with_what_is(string act, string body, string phase)
    {
        if ((await Node.GetAsync(Path("PO-13"), "clara")).Status == 404)
            await IssuedAsync("PO-13");
        var refused = await AskAsync("PO-13", act, body);
        Assert.Equal((409, "/problems/not-possible-now"), (refused.Status, refused.ProblemType));
        Assert.Contains($"PO-13 is {phase}", refused.Text, StringComparison.Ordinal);
        Assert.Contains("possible are", refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rafiq", "amend", """{ "season": "FW27" }""")]
    [InlineData("rafiq", "issue", "{}")]
    [InlineData("rafiq", "accept-change", "{}")]
    [InlineData("rafiq", "decline-change", "{}")]
    [InlineData("rafiq", "revise", """{ "season": "FW27", "reason": "BR-QTY" }""")]
    [InlineData("rafiq", "commit", """{ "line": 1, "date": "2027-03-22", "reason": "MT-MILL" }""")]
    [InlineData("rafiq", "agree-plan", """{ "line": 1, "milestone": "A34" }""")]
    [InlineData("rafiq", "decline-plan", """{ "line": 1, "milestone": "A34" }""")]
    [InlineData("rafiq", "hold", """{ "reason": "busy" }""")]
    [InlineData("rafiq", "release", "{}")]
    [InlineData("rafiq", "cancel", """{ "reason": "busy" }""")]
    [InlineData("rafiq", "close", """{ "lines": [] }""")]
    [InlineData("rafiq", "proposals/0193f1c2a4d87c1e9b0a6f3d2c5e7a91/confirm", "{}")]
    [InlineData("rafiq", "proposals/0193f1c2a4d87c1e9b0a6f3d2c5e7a91/decline", "{}")]
    [InlineData("rafiq", "proposals/0193f1c2a4d87c1e9b0a6f3d2c5e7a91/withdraw", "{}")]
    [InlineData("bo", "confirm", """{ "version": 1 }""")]
    [InlineData("noor", "proposals/0193f1c2a4d87c1e9b0a6f3d2c5e7a91/confirm", "{}")]
    public async Task Who_may_not_do_it_is_told_so_and_nothing_happens(string person, string act, string body)
    {
        if ((await Node.GetAsync(Path("PO-14"), "clara")).Status == 404)
            await IssuedAsync("PO-14");
        var before = (await ReadAsync("PO-14")).GetProperty("version").GetInt32();
        var refused = await AskAsync("PO-14", act, body, person);
        Assert.Equal((403, "/problems/not-allowed"), (refused.Status, refused.ProblemType));
        Assert.Equal(before, (await ReadAsync("PO-14")).GetProperty("version").GetInt32());
    }

    [Theory]
    [InlineData("rafiq")]
    [InlineData("bo")]
    [InlineData("ana")]
    public async Task Orders_are_drafted_by_the_brands_own_people_alone(string person)
    {
        var refused = await Node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders", Draft("PO-15"), person);
        Assert.Equal((403, "/problems/not-allowed"), (refused.Status, refused.ProblemType));
        Assert.Equal(404, (await Node.GetAsync(Path("PO-15"))).Status);
    }

    [Theory]
    [InlineData("""{ "number": "PO/16" }""", "/number", "wrong-type")]
    [InlineData("""{ "category": "hats" }""", "/category", "unknown-category")]
    [InlineData("""{ "incoterm": "ex works" }""", "/incoterm", "wrong-type")]
    [InlineData("""{ "shipMode": "camel" }""", "/shipMode", "wrong-type")]
    [InlineData("""{ "vendor": "V-404" }""", "/vendor", "unknown-vendor")]
    [InlineData("""{ "parent": "PO-404" }""", "/parent", "unknown-purchase-order")]
    [InlineData("""{ "lines": [] }""", "/lines", "no-lines")]
    [InlineData("""{ "lines": [{ "number": 1, "style": "ST-404", "quantity": 5 }] }""", "/lines/0/style", "unknown-style")]
    [InlineData("""{ "lines": [{ "number": 1, "description": "Crew", "quantity": 0 }] }""", "/lines/0/quantity", "wrong-type")]
    [InlineData("""{ "lines": [{ "number": 1, "description": "Crew", "quantity": 5, "sizes": [{ "size": "M", "quantity": 4 }] }] }""", "/lines/0/sizes", "sizes-disagree")]
    [InlineData("""{ "lines": [{ "number": 1, "description": "Crew", "quantity": 5, "price": 3.5 }] }""", "/lines/0/currency", "required")]
    [InlineData("""{ "lines": [{ "number": 1, "description": "Crew", "quantity": 5, "exFactory": "2027-02-30" }] }""", "/lines/0/exFactory", "impossible-date")]
    [InlineData("""{ "lines": [{ "number": 1, "description": "Crew", "quantity": 5, "colr": "Ink" }] }""", "/lines/0/colr", "unknown-member")]
    [InlineData("""{ "version": 1 }""", "/version", "unknown-member")]
    public async Task A_draft_that_makes_no_sense_is_refused_with_its_place(string wrong, string pointer, string code)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(Draft("PO-16"))!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(wrong)!.AsObject())
            body[name] = value?.DeepClone();
        var refused = await Node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders", body.ToJsonString(), "clara");
        Assert.Equal((422, $"/problems/{code}", pointer), (refused.Status, refused.ProblemType, refused.Pointer));
        Assert.Equal(404, (await Node.GetAsync(Path("PO-16"))).Status);
    }

    [Theory]
    [InlineData("commit", """{ "line": 1, "date": "soon", "reason": "MT-MILL" }""", "/date", "impossible-date")]
    [InlineData("commit", """{ "line": 1, "date": "2027-03-22", "reason": "BAD-LUCK" }""", "/reason", "unknown-reason")]
    [InlineData("commit", """{ "line": 1, "date": "2027-03-22", "reason": "MT-MILL", "side": "moon" }""", "/side", "wrong-type")]
    [InlineData("commit", """{ "line": 1, "date": "2027-03-22", "reason": "MT-MILL", "side": "factory" }""", "/side", "side-contradicts-reason")]
    [InlineData("commit", """{ "line": 7, "date": "2027-03-22", "reason": "MT-MILL" }""", "/line", "unknown-line")]
    [InlineData("commit", """{ "line": 1, "milestone": "A99", "date": "2027-03-22", "reason": "MT-MILL" }""", "/milestone", "unknown-milestone")]
    [InlineData("commit", """{ "line": 1, "milestone": "A12", "date": "2027-03-22", "reason": "MT-MILL" }""", "/milestone", "lives-on-style")]
    [InlineData("revise", """{ "lines": [{ "number": 1, "quantity": 5 }], "reason": "BR-QTY" }""", "/lines/0/sizes", "sizes-disagree")]
    [InlineData("revise", """{ "lines": [{ "number": 3, "description": "Hood", "quantity": 5 }], "reason": "BR-QTY" }""", "/lines/0/exFactory", "required")]
    [InlineData("revise", """{ "vendor": "V2", "reason": "BR-QTY" }""", "/vendor", "unknown-member")]
    [InlineData("confirm", """{ "version": "1" }""", "/version", "wrong-type")]
    [InlineData("propose-change", """{ "version": 1, "lines": [{ "number": 1, "colour": "Navy" }] }""", "/note", "required")]
    [InlineData("hold", """{ "reason": "\ud800" }""", "/reason", "wrong-type")]
    [InlineData("hold", "[]", "", "wrong-type")]
    public async Task An_act_that_makes_no_sense_is_refused_with_its_place(string act, string body, string pointer, string code)
    {
        if ((await Node.GetAsync(Path("PO-17"), "clara")).Status == 404)
            await IssuedAsync("PO-17");
        var before = (await ReadAsync("PO-17")).GetProperty("version").GetInt32();
        var refused = await AskAsync("PO-17", act, body);
        Assert.Equal((422, $"/problems/{code}", pointer), (refused.Status, refused.ProblemType, refused.Pointer));
        Assert.Equal(before, (await ReadAsync("PO-17")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Sent_again_with_its_key_it_is_done_once_and_with_another_version_not_at_all()
    {
        var body = Draft("PO-18");
        var first = await Node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders", body, "clara", "k-18");
        var again = await Node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders", body, "clara", "k-18");
        Assert.Equal((201, 200, "duplicate"), (first.Status, again.Status, again.Json.GetProperty("status").GetString()));
        Assert.Equal((409, "/problems/number-taken"), ((await Node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders", body, "clara")) is var taken ? (taken.Status, taken.ProblemType) : default));

        var tag = (await Node.GetAsync(Path("PO-18"), "clara")).Response.Headers.ETag!.Tag;
        await DoAsync("PO-18", "amend", """{ "season": "FW27" }""");
        var stale = await AskAsync("PO-18", "issue", ifMatch: tag);
        Assert.Equal((412, "/problems/changed-since"), (stale.Status, stale.ProblemType));
        var issued = await AskAsync("PO-18", "issue", key: "i-18", ifMatch: (await Node.GetAsync(Path("PO-18"), "clara")).Response.Headers.ETag!.Tag);
        Assert.Equal("issued", Phase(issued.Json));
        Assert.Equal("duplicate", (await AskAsync("PO-18", "issue", key: "i-18")).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_may_be_asked_is_told_to_each_side_with_the_reason_where_it_may_not()
    {
        await IssuedAsync("PO-19");
        var vendors = (await ReadAsync("PO-19", "rafiq")).GetProperty("acts").EnumerateArray().Select(a => a.GetProperty("act").GetString());
        Assert.Equal(["acknowledge", "acknowledge-profile", "confirm", "propose-change", "reject"], vendors.Order());
        Assert.Empty((await ReadAsync("PO-19", "bo")).GetProperty("acts").EnumerateArray());
        var (noors, claras) = (await ReadAsync("PO-19", "noor"), await ReadAsync("PO-19"));
        Assert.DoesNotContain(noors.GetProperty("acts").EnumerateArray(), a => a.GetProperty("act").GetString() == "confirm-proposal");
        Assert.Equal(("Not possible when issued.", "Nothing waits for a second person.", null), (WhyNot(claras, "amend"), WhyNot(claras, "confirm-proposal"), WhyNot(claras, "revise")));
    }

    [Fact]
    public async Task The_vendors_word_seals_no_sample_and_a_waiver_takes_two_where_an_assistant_asks()
    {
        await ConfirmedAsync("PO-20");
        // Its approvals are planned.
        await Node.SettleAsync();
        Assert.Equal((409, "/problems/gate-closed"), await Node.SendAsync(
            HttpMethod.Put, Path("PO-20", "lines/1/overrides/A23"), """{ "kind": "notapplicable", "reason": "never mind" }""", "noor") is var away ? (away.Status, away.ProblemType) : default);

        Assert.Equal(200, (await Node.PostAsync(Said.OfLine("v-pp", "PO-20", "A23", "2026-11-19", "ACT").ToJsonString(), person: "rafiq")).Status);
        Assert.Contains("A23", await GatesAsync());

        const string Waiver = """{ "line": 1, "milestone": "A23", "reason": "same sealed sample as PO-19" }""";
        Assert.Equal(403, (await AskAsync("PO-20", "waive", Waiver, "rafiq")).Status);
        var proposal = (await DoAsync("PO-20", "waive", Waiver, "noor")).GetProperty("proposal").GetString();
        Assert.Contains("A23", await GatesAsync());
        await DoAsync("PO-20", $"proposals/{Guid.Parse(proposal!)}/confirm", person: "clara");
        Assert.DoesNotContain("A23", await GatesAsync());
        var waiver = (await ReadAsync("PO-20")).GetProperty("lines")[0].GetProperty("waivers")[0];
        Assert.Equal(("noor", "clara"), (waiver.GetProperty("by").GetString(), waiver.GetProperty("confirmedBy").GetString()));
        Assert.Contains("PP sample approved (sealed) of line 1 waived by noor, confirmed by clara: same sealed sample as PO-19", await HistoryAsync("PO-20"));

        async Task<IEnumerable<string?>> GatesAsync() =>
            (await ReadAsync("PO-20")).GetProperty("lines")[0].GetProperty("gates").EnumerateArray().Select(g => g.GetString());
    }

    private static string? WhyNot(JsonElement order, string act) =>
        order.GetProperty("acts").EnumerateArray().Single(a => a.GetProperty("act").GetString() == act).GetProperty("why").GetString();
}
