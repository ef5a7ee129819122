using System.Text.Json;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Approvals;

/// <summary>Approvals over HTTP: the queue, one of them, and all that is done to it, by either side.</summary>
public sealed class WorkingOnApprovals(WorkingOnApprovals.Staffed staffed) : IClassFixture<WorkingOnApprovals.Staffed>
{
    private const string Target = "2027-08-20";

    private GatewayNode Node => staffed.Node;

    /// <summary>Noor assists HALDEN, Clara manages it, Rafiq makes it at V1; Bo drives a truck and Ana works for another brand.</summary>
    public sealed class Staffed : IAsyncLifetime
    {
        public GatewayNode Node { get; } = new();

        public async Task InitializeAsync()
        {
            await Node.InitializeAsync();
            await Node.RegisterVendorAsync("V1", "Rupsha Knits", "BD");
            await Node.HireAsync(new PersonSheet("noor", "Noor Rahim", "assistant", "brand", ["HALDEN"], [], [], []));
            await Node.HireAsync(new PersonSheet("clara", "Clara Voss", "manager", "brand", ["HALDEN"], [], [], []));
            await Node.HireAsync(new PersonSheet("rafiq", "Rafiq Islam", "vendor", "factory", [], [], ["V1"], ["quantity"]));
            await Node.HireAsync(new PersonSheet("bo", "Bo Lind", "partner", "logistics", [], [], [], []));
            await Node.HireAsync(new PersonSheet("ana", "Ana Silva", "manager", "brand", ["VIREO"], [], [], []));
        }

        public Task DisposeAsync() => Node.DisposeAsync();
    }

    private static string Path(string id, string rest = "") => $"/api/v1/approvals/{Uri.EscapeDataString(id)}{rest}";

    private Task<Answer> ActAsync(string id, string body, string? person = "noor", string? key = null, string? ifMatch = null) =>
        Node.SendAsync(HttpMethod.Post, Path(id, "/acts"), body, person, key, ifMatch);

    private async Task<JsonElement> DoneAsync(string id, string body, string person = "noor")
    {
        var answer = await ActAsync(id, body, person);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    /// <summary>A style with one colour, and an order of it: their approvals are planned.</summary>
    private async Task<string> StyleAsync(string number)
    {
        await Node.RegisterStyleAsync(number, Target);
        await Node.PlaceAsync(GatewayNode.Order($"PO-{number}", Target, style: number));
        await Eventually.HoldsAsync("The approvals are planned", async () => (await Node.GetAsync(Path($"{number}~lab-dip~Ink"))).Status, s => s == 200);
        await Eventually.HoldsAsync("The line's are, too", async () => (await Node.GetAsync(Path($"PO-{number}~1~pp"))).Status, s => s == 200);
        return $"{number}~lab-dip~Ink";
    }

    [Fact]
    public async Task A_lab_dip_goes_through_two_rounds_and_completes_its_milestone()
    {
        var id = await StyleAsync("ST-1");
        await DoneAsync(id, """{ "act": "request", "vendor": "V1" }""");
        var seen = await Node.ReadAsync(Path(id), "rafiq");
        Assert.Equal(["confirm", "propose", "send"], seen.GetProperty("moves").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal("Lab dips approved (per colour)", seen.GetProperty("milestoneName").GetString());
        Assert.Equal("PP sample approved (sealed)", (await Node.GetAsync(Path("PO-ST-1~1~pp"))).Json.GetProperty("milestoneName").GetString());

        await DoneAsync(id, """{ "act": "propose", "date": "2026-12-10" }""", "rafiq");
        await DoneAsync(id, """{ "act": "send", "parcel": { "carrier": "DHL", "number": "441" } }""", "rafiq");
        await DoneAsync(id, """{ "act": "receive" }""");
        await DoneAsync(id, """{ "act": "reject", "reasons": ["shade"], "text": "too red", "date": "2026-12-20" }""");
        var second = await Node.ReadAsync(Path(id), "noor");
        Assert.Equal(("requested", true, "vendor", "2026-12-20"),
            (second.GetProperty("status").GetString(), second.GetProperty("rejected").GetBoolean(), second.GetProperty("waitsOn").GetString(), second.GetProperty("due").GetString()));
        Assert.Equal(("rejected-resubmit", "Noor Rahim", "441"),
            (second.GetProperty("rounds")[0].GetProperty("outcome").GetString(), second.GetProperty("rounds")[0].GetProperty("decidedByName").GetString(),
                second.GetProperty("rounds")[0].GetProperty("parcel").GetProperty("number").GetString()));

        // What has one name is one thing, in the list and by itself; what the round asks for is not what was planned.
        var listed = (await Node.ReadAsync("/api/v1/approvals?limit=500", "noor")).GetProperty("items").EnumerateArray().Single(a => a.GetProperty("id").GetString() == id);
        var shared = listed.EnumerateObject().Where(member => second.TryGetProperty(member.Name, out _)).ToArray();
        Assert.True(shared.Length > 25, $"{shared.Length} members");
        Assert.All(shared, member => Assert.Equal((member.Name, member.Value.GetRawText()), (member.Name, second.GetProperty(member.Name).GetRawText())));
        Assert.Equal("2026-12-20", second.GetProperty("submitBy").GetString());
        Assert.NotEqual("2026-12-20", second.GetProperty("plannedSubmitBy").GetString());
        Assert.Equal("2026-12-10", second.GetProperty("rounds")[0].GetProperty("promised").GetString());

        await DoneAsync(id, """{ "act": "receive" }""");
        var approved = await DoneAsync(id, """{ "act": "approve" }""");
        Assert.Equal("accepted", approved.GetProperty("status").GetString());
        await Eventually.HoldsAsync(
            "The lab dips are approved", () => Node.ReadAsync("/api/v1/styles/ST-1"),
            style => style.GetProperty("milestones").EnumerateArray().Single(m => m.GetProperty("code").GetString() == "A06").GetProperty("actual").GetString() == "2026-11-20");

        var told = await Node.ReadAsync(Path(id, "/history"), "noor");
        Assert.Equal("Approved after 0 days with us", told.GetProperty("items")[0].GetProperty("text").GetString());
        Assert.Contains(told.GetProperty("items").EnumerateArray(), e => e.GetProperty("text").GetString() == "Rejected for resubmission after 0 days with us (shade): too red");
        Assert.Equal(
            [(2, "api"), (1, "api")],
            told.GetProperty("items").EnumerateArray().Where(e => e.GetProperty("type").GetString() == "approval.decided")
                .Select(e => (e.GetProperty("round").GetInt32(), e.GetProperty("by").GetProperty("channel").GetString())));
    }

    [Fact]
    public async Task An_illegal_move_is_refused_with_what_would_be_legal()
    {
        var id = await StyleAsync("ST-2");
        var refused = await ActAsync(id, """{ "act": "approve" }""");
        Assert.Equal((409, "/problems/illegal-move"), (refused.Status, refused.ProblemType));
        Assert.Contains("It is planned", refused.Text, StringComparison.Ordinal);
        Assert.Equal("/act", refused.Json.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("rafiq", "request")]
    [InlineData("rafiq", "approve")]
    [InlineData("rafiq", "waive")]
    [InlineData("noor", "take-back")]
    [InlineData("bo", "send")]
    public async Task Who_may_not_do_it_is_told_so_and_nothing_happens(string person, string act)
    {
        const string id = "PO-ST-3~1~pp";
        if ((await Node.GetAsync(Path(id))).Status == 404)
            await StyleAsync("ST-3");
        var before = (await Node.ReadAsync(Path(id))).GetProperty("version").GetInt32();
        var refused = await ActAsync(id, $$"""{ "act": "{{act}}", "text": "because" }""", person);
        Assert.Equal((403, "/problems/not-allowed"), (refused.Status, refused.ProblemType));
        Assert.Equal(before, (await Node.ReadAsync(Path(id))).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_manager_may_waive_and_says_why()
    {
        await StyleAsync("ST-4");
        Assert.Equal(422, (await ActAsync("ST-4~sms", """{ "act": "waive" }""", "clara")).Status);
        await DoneAsync("ST-4~sms", """{ "act": "waive", "text": "no samples are sold" }""", "clara");
        Assert.Equal("waived", (await Node.ReadAsync(Path("ST-4~sms"))).GetProperty("status").GetString());
    }

    [Fact]
    public async Task What_an_assistant_leaves_out_waits_for_a_supervisor()
    {
        const string id = "ST-5~fit";
        await StyleAsync("ST-5");
        var proposed = await DoneAsync(id, """{ "act": "waive", "text": "same block as last season" }""");
        var proposal = proposed.GetProperty("proposal").GetString()!;
        var (noors, claras) = (await Node.ReadAsync(Path(id), "noor"), await Node.ReadAsync(Path(id), "clara"));
        Assert.Equal(("planned", false, true), (claras.GetProperty("status").GetString(), noors.GetProperty("mayConfirm").GetBoolean(), claras.GetProperty("mayConfirm").GetBoolean()));
        Assert.Equal((proposal, "waive", "noor", "same block as last season"), (
            claras.GetProperty("proposals")[0].GetProperty("id").GetString(), claras.GetProperty("proposals")[0].GetProperty("act").GetString(),
            claras.GetProperty("proposals")[0].GetProperty("by").GetString(), claras.GetProperty("proposals")[0].GetProperty("text").GetString()));
        var day = await Node.ReadAsync("/api/v1/work-queue?kind=proposal&q=ST-5", "clara");
        Assert.Equal(($"proposal:{id}", "Fit sample: 1 act to confirm"), (day.GetProperty("items")[0].GetProperty("id").GetString(), day.GetProperty("items")[0].GetProperty("what").GetString()));

        // The vendor hears of it once it is done.
        await DoneAsync(id, """{ "act": "request", "vendor": "V1" }""");
        Assert.Empty((await Node.ReadAsync(Path(id), "rafiq")).GetProperty("proposals").EnumerateArray());
        Assert.DoesNotContain("same block", (await Node.ReadAsync(Path(id, "/history"), "rafiq")).GetRawText(), StringComparison.Ordinal);

        Task<Answer> AnswerAsync(string how, string person) => Node.SendAsync(HttpMethod.Post, Path(id, $"/proposals/{proposal}/{how}"), "{}", person);
        Assert.Equal((403, "/problems/not-allowed"), await AnswerAsync("confirm", "noor") is var own ? (own.Status, own.ProblemType) : default);
        Assert.Equal((403, "/problems/not-allowed"), await AnswerAsync("withdraw", "rafiq") is var others ? (others.Status, others.ProblemType) : default);
        Assert.Equal(200, (await AnswerAsync("confirm", "clara")).Status);
        var waived = await Node.ReadAsync(Path(id), "clara");
        Assert.Equal(("waived", "noor", "Clara Voss"), (
            waived.GetProperty("status").GetString(), waived.GetProperty("rounds")[0].GetProperty("decidedBy").GetString(), waived.GetProperty("rounds")[0].GetProperty("confirmedByName").GetString()));
        Assert.Equal((409, "/problems/unknown-proposal"), await AnswerAsync("decline", "clara") is var again ? (again.Status, again.ProblemType) : default);
    }

    [Fact]
    public async Task A_material_is_shown_with_its_mills_and_what_waits_on_it()
    {
        var id = await StyleAsync("ST-M");
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Post, "/api/v1/styles/ST-M/revise", """{ "material": "100% wool / silk 60/2", "techPack": "v2", "reason": "line plan" }""", "clara")).Status);
        await DoneAsync(id, """{ "act": "request", "mill": "V1" }""");
        var second = await Node.SendAsync(HttpMethod.Post, "/api/v1/approvals", """{ "style": "ST-M", "type": "lab-dip", "colour": "Ink", "mill": "Dyers of Savar", "mandatory": false }""", "noor");
        Assert.Equal(201, second.Status);
        Assert.Equal((422, "/problems/other-mill"), await ActAsync($"{id}~Dyers of Savar", """{ "act": "request", "mill": "V1" }""") is var other ? (other.Status, other.ProblemType) : default);
        await Node.SettleAsync();

        // One thread each, for two mills of one colour.
        var dips = (await Node.ReadAsync("/api/v1/approvals?state=all&material=100%25%20WOOL%20%2F%20silk%2060%2F2&type=lab-dip", "noor")).GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(["Dyers of Savar", "Rupsha Knits"], dips.Select(d => d.GetProperty("millName").GetString()).Order());
        Assert.Equal([id], (await Node.ReadAsync("/api/v1/approvals?state=all&mill=V1", "noor")).GetProperty("items").EnumerateArray().Select(d => d.GetProperty("id").GetString()));

        var material = await Node.ReadAsync("/api/v1/materials/detail?name=100%25%20wool%20%2F%20silk%2060%2F2", "noor");
        Assert.Equal(("100% wool / silk 60/2", "Style ST-M", 1), (
            material.GetProperty("name").GetString(), material.GetProperty("lines")[0].GetProperty("styleName").GetString(), material.GetProperty("counts").GetProperty("lines").GetInt32()));
        Assert.Equal(400, (await Node.GetAsync("/api/v1/materials/detail", "noor")).Status);
        Assert.Equal(("ST-M", "PO-ST-M"), (material.GetProperty("styles")[0].GetProperty("number").GetString(), material.GetProperty("lines")[0].GetProperty("purchaseOrder").GetString()));
        var listed = (await Node.ReadAsync("/api/v1/materials?mill=V1", "noor")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal((1, 1, 2), (listed.GetProperty("styles").GetInt32(), listed.GetProperty("purchaseOrders").GetInt32(), listed.GetProperty("mills").GetArrayLength()));
        Assert.Equal(404, (await Node.GetAsync("/api/v1/materials/detail?name=100%25%20wool%20%2F%20silk%2060%2F2", "ana")).Status);

        // Who may not see quantities is not told them by the order either.
        await Node.RegisterStyleAsync("ST-M2", "2027-03-20");
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Post, "/api/v1/styles/ST-M2/revise", """{ "material": "Washed wool 90 g", "reason": "line plan" }""", "clara")).Status);
        await Node.HireAsync(new PersonSheet("veiled", "Vei Led", "assistant", "brand", ["HALDEN"], [], [], ["quantity"]));
        foreach (var (person, first) in new[] { ("noor", "100% wool / silk 60/2"), ("veiled", "Washed wool 90 g") })
            Assert.Equal(first, (await Node.ReadAsync("/api/v1/materials?q=wool&limit=1", person)).GetProperty("items")[0].GetProperty("name").GetString());
        var standing = (await Node.ReadAsync("/api/v1/styles/ST-M", "noor")).GetProperty("standing").GetProperty("completeness");
        Assert.DoesNotContain("material", standing.GetProperty("missing").EnumerateArray().Select(f => f.GetString()));
    }

    [Fact]
    public async Task What_is_forbidden_is_answered_like_what_does_not_exist()
    {
        var id = await StyleAsync("ST-6");
        foreach (var path in new[] { Path(id), Path(id, "/history") })
            Assert.Equal(404, (await Node.GetAsync(path, "ana")).Status);
        Assert.Equal(404, (await ActAsync(id, """{ "act": "receive" }""", "ana")).Status);
        Assert.Equal(404, (await ActAsync("ST-NONE~fit", """{ "act": "receive" }""")).Status);
        Assert.DoesNotContain("ST-6", (await Node.ReadAsync("/api/v1/approvals?state=all&limit=500", "ana")).GetRawText(), StringComparison.Ordinal);
        var batch = await Node.SendAsync(HttpMethod.Post, "/api/v1/approvals/decisions", $$"""[{ "id": "{{id}}", "act": "receive" }]""", "ana");
        Assert.Equal("/problems/unknown-approval", batch.Json.GetProperty("items")[0].GetProperty("problem").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Sent_again_with_its_key_it_is_done_once_and_with_another_version_not_at_all()
    {
        var id = await StyleAsync("ST-7");
        var first = await ActAsync(id, """{ "act": "request" }""", key: "k-7");
        var again = await ActAsync(id, """{ "act": "request" }""", key: "k-7");
        Assert.Equal(("accepted", "duplicate"), (first.Json.GetProperty("status").GetString(), again.Json.GetProperty("status").GetString()));
        Assert.Equal(first.Json.GetProperty("version").GetInt32(), again.Json.GetProperty("version").GetInt32());
        var other = await ActAsync(id, """{ "act": "receive" }""", key: "k-7");
        Assert.Equal((422, "/problems/same-revision-other-content"), (other.Status, other.ProblemType));

        var stale = await ActAsync(id, """{ "act": "receive" }""", ifMatch: "\"1\"");
        Assert.Equal((412, "/problems/changed-since"), (stale.Status, stale.ProblemType));
        Assert.Equal(412, (await ActAsync(id, """{ "act": "receive" }""", ifMatch: "\"0\"")).Status);
        var remark = await Node.SendAsync(HttpMethod.Post, Path(id, "/comments"), """{ "text": "x" }""", "noor", ifMatch: "\"1\"");
        Assert.Equal("/problems/bad-if-match", remark.ProblemType);
        var tag = (await Node.GetAsync(Path(id))).Response.Headers.ETag!.Tag;
        Assert.Equal(200, (await ActAsync(id, """{ "act": "receive" }""", ifMatch: tag)).Status);
    }

    [Fact]
    public async Task Of_a_batch_each_is_judged_for_itself()
    {
        var id = await StyleAsync("ST-8");
        await DoneAsync(id, """{ "act": "receive" }""");
        var answer = await Node.SendAsync(HttpMethod.Post, "/api/v1/approvals/decisions",
            $$"""
            [ { "id": "{{id}}", "act": "approve-with-comments", "text": "a shade deeper in bulk" },
              { "id": "ST-8~fit", "act": "approve" },
              { "id": "ST-8~proto", "act": "polish" },
              { "id": "PO-ST-8~1~pp", "version": 9, "act": "receive" } ]
            """, "noor");
        Assert.Equal(200, answer.Status);
        Assert.Equal(
            [("accepted", null), ("refused", "/problems/illegal-move"), ("refused", "/problems/wrong-type"), ("refused", "/problems/changed-since")],
            answer.Json.GetProperty("items").EnumerateArray().Select(i => (
                i.GetProperty("status").GetString(),
                i.GetProperty("problem") is { ValueKind: JsonValueKind.Object } problem ? problem.GetProperty("type").GetString() : null)));
        Assert.Equal("/1/act", answer.Json.GetProperty("items")[1].GetProperty("problem").GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("{", 400, "malformed-body")]
    [InlineData("[]", 422, "wrong-type")]
    [InlineData("""{ "act": "approve", "act": "reject" }""", 400, "malformed-body")]
    [InlineData("""{ "act": 7 }""", 422, "wrong-type")]
    [InlineData("""{ "text": "no act" }""", 422, "required")]
    [InlineData("""{ "act": "approve", "colour": "red" }""", 422, "unknown-member")]
    [InlineData("""{ "act": "propose" }""", 422, "required")]
    [InlineData("""{ "act": "propose", "date": "2026-02-30" }""", 422, "impossible-date")]
    [InlineData("""{ "act": "send", "parcel": { "carrier": "DHL" } }""", 422, "required")]
    [InlineData("""{ "act": "send", "parcel": { "carrier": "DHL", "number": "1", "weight": 3 } }""", 422, "unknown-member")]
    [InlineData("""{ "act": "send", "text": "\ud800" }""", 422, "wrong-type")]
    [InlineData("""{ "act": "reject", "reasons": "shade" }""", 422, "wrong-type")]
    [InlineData("""{ "act": "reject", "reasons": ["", "shade", ""] }""", 422, "wrong-type")]
    [InlineData("""{ "act": "send", "vendor": "\u0000" }""", 422, "wrong-type")]
    [InlineData("""{ "act": "send", "vendor": "V-NOBODY" }""", 422, "unknown-vendor")]
    [InlineData("""{ "act": "propose", "date": "9999-12-31" }""", 422, "impossible-date")]
    [InlineData("""{ "\ud800": 1 }""", 400, "malformed-body")]
    public async Task A_body_that_makes_no_sense_is_refused_with_its_place(string body, int status, string code)
    {
        const string id = "ST-9~fit";
        if ((await Node.GetAsync(Path(id))).Status == 404)
        {
            await StyleAsync("ST-9");
            await DoneAsync(id, """{ "act": "request" }""");
        }

        var answer = await ActAsync(id, body);
        Assert.Equal((status, $"/problems/{code}"), (answer.Status, answer.ProblemType));
    }

    [Fact]
    public async Task The_queue_is_filtered_grouped_and_sorted_by_what_waits()
    {
        var id = await StyleAsync("ST-10");
        await DoneAsync(id, """{ "act": "request" }""");
        await DoneAsync("PO-ST-10~1~pp", """{ "act": "receive" }""");
        var planned = await Node.ReadAsync("/api/v1/approvals?state=planned&style=ST-10", "noor");
        Assert.DoesNotContain(planned.GetProperty("items").EnumerateArray(), a => a.GetProperty("id").GetString() == id);
        var open = await Node.ReadAsync("/api/v1/approvals?style=ST-10&sort=id", "noor");
        Assert.Equal(["PO-ST-10~1~pp", id], open.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("id").GetString()));
        var dip = open.GetProperty("items")[1];
        Assert.Equal(("vendor", "vendor", 1, 7700), (
            dip.GetProperty("group").GetString(), dip.GetProperty("waitsOn").GetString(), dip.GetProperty("purchaseOrders").GetInt32(), dip.GetProperty("units").GetInt32()));
        Assert.Equal((1, 1), (open.GetProperty("groups").GetProperty("vendor").GetInt32(), open.GetProperty("groups").GetProperty("later").GetInt32()));
        Assert.Single((await Node.ReadAsync("/api/v1/approvals?style=ST-10&due=vendor", "noor")).GetProperty("items").EnumerateArray());
        Assert.Single((await Node.ReadAsync("/api/v1/approvals?style=ST-10&type=pp&status=received&vendor=V1", "noor")).GetProperty("items").EnumerateArray());
        Assert.DoesNotContain("7700", (await Node.ReadAsync("/api/v1/approvals?style=ST-10", "rafiq")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(400, (await Node.GetAsync("/api/v1/approvals?due=soon")).Status);
    }

    [Fact]
    public async Task A_second_mill_is_asked_for_by_hand_and_only_once()
    {
        await StyleAsync("ST-11");
        const string body = """{ "style": "ST-11", "type": "lab-dip", "colour": "Ink", "mill": "MILL-2", "vendor": "V1" }""";
        var first = await Node.SendAsync(HttpMethod.Post, "/api/v1/approvals", body, "noor");
        Assert.Equal((201, "ST-11~lab-dip~Ink~MILL-2"), (first.Status, first.Json.GetProperty("id").GetString()));
        Assert.Equal(200, (await Node.GetAsync(first.Response.Headers.Location!.ToString(), "noor")).Status);
        var again = await Node.SendAsync(HttpMethod.Post, "/api/v1/approvals", body, "noor");
        Assert.Equal((200, "unchanged"), (again.Status, again.Json.GetProperty("status").GetString()));
        Assert.Equal(422, (await Node.SendAsync(HttpMethod.Post, "/api/v1/approvals", """{ "style": "ST-11", "type": "lab-dip", "colour": "Rust" }""", "noor")).Status);
        Assert.Equal(403, (await Node.SendAsync(HttpMethod.Post, "/api/v1/approvals", body, "rafiq")).Status);
    }

    [Fact]
    public async Task A_sample_has_a_place_and_a_customs_record_that_is_checked()
    {
        await StyleAsync("ST-12");
        var id = "ST-12~sms";
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Put, Path(id, "/place"), """{ "location": "Sample room, rail 4" }""", "noor")).Status);
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Put, Path(id, "/customs"),
            """{ "purpose": "selling", "heading": "9811.00.60", "valueUsd": 24.5, "marking": "sewn-in-label" }""", "noor")).Status);
        var sample = await Node.ReadAsync(Path(id), "noor");
        Assert.Equal("Sample room, rail 4", sample.GetProperty("place").GetProperty("location").GetString());
        Assert.Equal(["passes", "fails"], sample.GetProperty("customs").GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("result").GetString()));
        var dip = await Node.SendAsync(HttpMethod.Put, Path("ST-12~lab-dip~Ink", "/place"), """{ "location": "rail 4" }""", "noor");
        Assert.Equal((422, "/problems/no-sample"), (dip.Status, dip.ProblemType));
    }
}
