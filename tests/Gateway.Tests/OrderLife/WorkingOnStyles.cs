using System.Text.Json;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.OrderLife;

/// <summary>A style's stages and its profile over HTTP, and what its orders make of both.</summary>
public sealed class WorkingOnStyles(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private static readonly string[] Development = ["A03", "A05", "A06", "A07", "A08", "A09"];

    private Task<Answer> ActAsync(string style, string act, string body, string person = "clara", string? key = null, string? ifMatch = null) =>
        Node.SendAsync(HttpMethod.Post, $"/api/v1/styles/{style}/{act}", body, person, key, ifMatch);

    private async Task<JsonElement> DoneAsync(string style, string act, string body, string person = "clara")
    {
        var answer = await ActAsync(style, act, body, person);
        Assert.True(answer.Status == 200, $"{act}: {answer.Status} {answer.Text}");
        return answer.Json;
    }

    private async Task<JsonElement> StandingAsync(string style, string person = "clara") =>
        (await Node.ReadAsync($"/api/v1/styles/{style}", person)).GetProperty("standing");

    private Task<JsonElement> ProfileAsync(string style, string person = "clara") => Node.ReadAsync($"/api/v1/styles/{style}/profile", person);

    private async Task DoneOfStyleAsync(string style, params string[] milestones)
    {
        foreach (var milestone in milestones)
            Assert.Equal("accepted", (await Node.TellAsync(Said.OfStyle($"{style}-{milestone}", style, milestone, "2026-11-18", "ACT"))).GetProperty("status").GetString());
    }

    private async Task AdoptedAsync(string style)
    {
        await Node.RegisterStyleAsync(style, "2027-03-20");
        await DoneOfStyleAsync(style, ["A01", "A02", .. Development, "A11", "A12"]);
        await DoneAsync(style, "advance", """{ "stage": "concept" }""");
        Assert.Equal("adopted", Stage(await DoneAsync(style, "advance", """{ "stage": "development" }""")));
    }

    private async Task<IEnumerable<string?>> WorkOfAsync(string person) =>
        [.. (await Node.ReadAsync("/api/v1/work-queue?limit=200", person)).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString())];

    private static string? Stage(JsonElement answer) => answer.GetProperty("stage").GetString();

    [Fact]
    public async Task What_waits_for_a_colour_goes_when_the_colour_is_taken_off_and_comes_back_with_it()
    {
        await Node.RegisterStyleAsync("ST-COLOUR", "2027-09-20");
        var before = (await Node.ReadAsync("/api/v1/styles/ST-COLOUR", "clara")).GetProperty("colours").EnumerateArray().Select(c => c.GetString()!).ToArray();
        var dip = $"/api/v1/approvals/ST-COLOUR~lab-dip~{before[0]}";
        await Eventually.HoldsAsync("Its lab dip is planned", async () => (await Node.GetAsync(dip, "clara")).Status, status => status == 200);

        await DoneAsync("ST-COLOUR", "revise", """{ "colours": ["Sand"], "reason": "only Sand is made" }""");
        await Eventually.HoldsAsync("Nothing waits for its lab dip", StatusAsync, status => status == "cancelled");
        var told = (await Node.ReadAsync($"{dip}/history", "clara")).GetProperty("items")[0].GetProperty("text").GetString();
        Assert.Equal("Its colour was taken off the style: nothing waits for it any more", told);

        await DoneAsync("ST-COLOUR", "revise", $$"""{ "colours": ["{{before[0]}}"], "reason": "after all" }""");
        await Eventually.HoldsAsync("Its lab dip is waited for again", StatusAsync, status => status == "planned");
        async Task<string?> StatusAsync() => (await Node.ReadAsync(dip, "clara")).GetProperty("status").GetString();
    }

    [Fact]
    public async Task A_style_that_is_to_be_printed_has_its_strike_off_and_so_have_its_lines()
    {
        await Node.RegisterStyleAsync("ST-PRINT", "2027-03-20");
        await DraftAsync("PRINT-1", style: "ST-PRINT");
        await DoAsync("PRINT-1", "issue");
        var printed = """{ "attributes": [{ "attribute": "printed", "value": "yes" }], "reason": "all-over print" }""";
        await DoneAsync("ST-PRINT", "revise", printed);
        var style = await Node.ReadAsync("/api/v1/styles/ST-PRINT", "clara");
        Assert.Equal("printed", style.GetProperty("attributes")[0].GetProperty("attribute").GetString());
        Assert.Contains(style.GetProperty("milestones").EnumerateArray(), m => m.GetProperty("code").GetString() == "A07");
        await Eventually.HoldsAsync("The line hears of the print",
            async () => ValuesOf((await ReadAsync("PRINT-1")).GetProperty("lines")[0].GetProperty("calendar").GetProperty("attributes")), values => values.Contains(("printed", "yes")));
        Assert.Contains("The calendar of 1 line follows what the order and its styles are like now", await HistoryAsync("PRINT-1"));
        await Eventually.HoldsAsync("Its strike-off is planned", async () => (await Node.GetAsync("/api/v1/approvals/ST-PRINT~strike-off", "clara")).Status, status => status == 200);

        await DoneAsync("ST-PRINT", "waive", """{ "milestone": "A07", "reason": "plain after all" }""");
        await DoneAsync("ST-PRINT", "revise", """{ "attributes": [{ "attribute": "printed", "value": "no" }], "reason": "plain after all" }""");
        await Eventually.HoldsAsync("Nothing waits for its strike-off", StrikeOffAsync, status => status == "cancelled");
        var told = (await Node.ReadAsync("/api/v1/approvals/ST-PRINT~strike-off/history", "clara")).GetProperty("items")[0].GetProperty("text").GetString();
        Assert.Equal("Its milestone dropped out of the calendar: nothing waits for it any more", told);
        await DoneAsync("ST-PRINT", "revise", printed);
        await Eventually.HoldsAsync("Its strike-off is waited for again", StrikeOffAsync, status => status == "planned");
        async Task<string?> StrikeOffAsync() => (await Node.ReadAsync("/api/v1/approvals/ST-PRINT~strike-off", "clara")).GetProperty("status").GetString();

        var origin = await ActAsync("ST-PRINT", "revise", """{ "attributes": [{ "attribute": "origin", "value": "domestic" }], "reason": "x" }""");
        Assert.Equal((422, "/problems/derived", "/attributes/0/attribute"), (origin.Status, origin.ProblemType, origin.Pointer));
    }

    [Fact]
    public async Task A_day_of_a_style_is_agreed_alone_within_the_tolerance_and_by_two_beyond_it()
    {
        await Node.RegisterStyleAsync("ST-DAYS", "2027-03-20");
        var planned = DateOnly.Parse((await FitAsync()).GetProperty("committed").GetString()!);
        await DoneAsync("ST-DAYS", "commit", Body(2), "noor");
        var agreed = await FitAsync();
        Assert.Equal((Day(2), "factory", "noor"), (
            agreed.GetProperty("committed").GetString(), agreed.GetProperty("agreed").GetProperty("side").GetString(), agreed.GetProperty("agreed").GetProperty("by").GetString()));

        var proposal = (await DoneAsync("ST-DAYS", "commit", Body(20))).GetProperty("proposal").GetString();
        var waiting = (await StandingAsync("ST-DAYS")).GetProperty("proposals")[0];
        Assert.Equal(("A12", Day(2), Day(20)), (waiting.GetProperty("milestone").GetString(), waiting.GetProperty("from").GetString(), waiting.GetProperty("to").GetString()));
        await DoneAsync("ST-DAYS", $"proposals/{proposal}/confirm", "{}", "ingrid");
        Assert.Equal(Day(20), (await FitAsync()).GetProperty("committed").GetString());
        var told = (await Node.ReadAsync("/api/v1/styles/ST-DAYS/history", "clara")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("text").GetString());
        Assert.Contains(told, text => text!.Contains("late or failed sample", StringComparison.OrdinalIgnoreCase) && text.Contains("confirmed by ingrid", StringComparison.Ordinal));

        Assert.Equal(404, (await ActAsync("ST-DAYS", "commit", Body(1), "rafiq")).Status);
        var far = await ActAsync("ST-DAYS", "commit", """{ "milestone": "A12", "date": "2199-01-01", "reason": "FA-SAMPLE" }""");
        Assert.Equal((422, "/date"), (far.Status, far.Pointer));

        string Day(int days) => planned.AddDays(days).ToString("yyyy-MM-dd");
        string Body(int days) => $$"""{ "milestone": "A12", "date": "{{Day(days)}}", "reason": "FA-SAMPLE", "note": "by courier" }""";
        async Task<JsonElement> FitAsync() =>
            (await Node.ReadAsync("/api/v1/styles/ST-DAYS", "clara")).GetProperty("milestones").EnumerateArray().Single(m => m.GetProperty("code").GetString() == "A12");
    }

    [Fact]
    public async Task What_a_draft_says_of_its_goods_goes_before_their_styles_and_is_amended()
    {
        await DraftAsync("PRINT-2");
        await DoAsync("PRINT-2", "amend", """{ "attributes": [{ "attribute": "washed", "value": "yes" }] }""");
        await DoAsync("PRINT-2", "issue");
        Assert.Contains(("washed", "yes"), ValuesOf((await ReadAsync("PRINT-2")).GetProperty("lines")[0].GetProperty("calendar").GetProperty("attributes")));
    }

    private static (string?, string?)[] ValuesOf(JsonElement attributes) =>
        [.. attributes.EnumerateArray().Select(a => (a.GetProperty("attribute").GetString(), a.GetProperty("value").GetString()))];

    [Fact]
    public async Task A_stage_that_is_held_closes_by_a_waiver_that_two_people_stand_behind()
    {
        await Node.RegisterStyleAsync("ST-LIFE", "2027-03-20");
        await DoneOfStyleAsync("ST-LIFE", "A01");
        var held = await ActAsync("ST-LIFE", "advance", """{ "stage": "concept" }""");
        Assert.Equal((409, "/problems/stage-held", "/stage"), (held.Status, held.ProblemType, held.Pointer));
        Assert.Equal("A02", (await StandingAsync("ST-LIFE")).GetProperty("holds")[0].GetProperty("milestone").GetString());

        var proposed = await DoneAsync("ST-LIFE", "waive", """{ "milestone": "A02", "reason": "the vendor has last season's" }""", "noor");
        var id = proposed.GetProperty("proposal").GetString();
        Assert.Equal(403, (await ActAsync("ST-LIFE", $"proposals/{id}/confirm", "{}", "noor")).Status);
        Assert.Equal(0, (await StandingAsync("ST-LIFE", "bo")).GetProperty("proposals").GetArrayLength());
        await DoneAsync("ST-LIFE", $"proposals/{id}/confirm", """{ "note": "fine" }""");
        var waiver = (await StandingAsync("ST-LIFE")).GetProperty("waivers")[0];
        Assert.Equal(("noor", "clara"), (waiver.GetProperty("by").GetString(), waiver.GetProperty("confirmedBy").GetString()));
        Assert.Equal("development", Stage(await DoneAsync("ST-LIFE", "advance", """{ "stage": "concept" }""")));
        Assert.Equal(1, (await Node.ReadAsync("/api/v1/styles?stage=development&q=ST-LIFE", "clara")).GetProperty("total").GetInt32());
        Assert.Contains((await Node.ReadAsync("/api/v1/styles/ST-LIFE/history", "clara")).GetProperty("items").EnumerateArray(), e => e.GetProperty("text").GetString()!.StartsWith("Came to development on ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("advance", """{ "stage": "orderd" }""", "clara", 422, "/stage")]
    [InlineData("advance", """{ "stage": "concept", "force": true }""", "clara", 422, "/force")]
    [InlineData("advance", """{ "stage": "adopted" }""", "clara", 409, "/stage")]
    [InlineData("waive", """{ "milestone": "A01" }""", "clara", 422, "/reason")]
    [InlineData("waive", """{ "milestone": "A34", "reason": "no" }""", "clara", 422, "/milestone")]
    [InlineData("revise", """{ "targetExFactory": "2027-02-30", "reason": "later" }""", "clara", 422, "/targetExFactory")]
    [InlineData("revise", """{ "attributes": [{ "attribute": "smell", "value": "new" }], "reason": "later" }""", "clara", 422, "/attributes/0/attribute")]
    [InlineData("revise", """{ "name": "", "reason": "later" }""", "clara", 422, "/name")]
    [InlineData("revise", """{ "season": "  ", "reason": "later" }""", "clara", 422, "/season")]
    [InlineData("revise", """{ "colours": ["Ink", "ink "], "reason": "later" }""", "clara", 422, "/colours/1")]
    [InlineData("revise", """{ "colours": [" "], "reason": "later" }""", "clara", 422, "/colours/0")]
    [InlineData("advance", """{ "stage": "concept" }""", "bo", 403, "")]
    [InlineData("advance", """{ "stage": "concept" }""", "ana", 404, "")]
    public async Task What_is_not_possible_is_refused_with_its_place(string act, string body, string person, int status, string pointer)
    {
        if ((await Node.GetAsync("/api/v1/styles/ST-ODD", "clara")).Status == 404)
        {
            await Node.RegisterStyleAsync("ST-ODD", "2027-03-20");
            await DoneOfStyleAsync("ST-ODD", "A01", "A02");
        }

        var answer = await ActAsync("ST-ODD", act, body, person);
        Assert.Equal((status, pointer), (answer.Status, pointer.Length > 0 ? answer.Pointer : ""));
        Assert.Equal(412, (await ActAsync("ST-ODD", "revise", """{ "name": "Other", "reason": "taken" }""", ifMatch: "\"1\"")).Status);
    }

    [Fact]
    public async Task A_change_after_the_sealed_sample_asks_both_sides_and_warns_who_cuts_without_an_answer()
    {
        await AdoptedAsync("ST-DRIFT");
        await ConfirmedAsync("PO-DRIFT", "ST-DRIFT");
        await Node.TellAsync(Said.OfLine("pp", "PO-DRIFT", "A23", "2026-11-19", "ACT"));
        await Node.SettleAsync();
        Assert.Equal("ordered", Stage(await StandingAsync("ST-DRIFT")));

        const string Revision = """{ "name": "Crew neck II", "reason": "name is taken" }""";
        Assert.Equal("accepted", (await ActAsync("ST-DRIFT", "revise", Revision, key: "once")).Json.GetProperty("status").GetString());
        Assert.Equal("duplicate", (await ActAsync("ST-DRIFT", "revise", Revision, key: "once")).Json.GetProperty("status").GetString());
        await Node.SettleAsync();
        var profile = await ProfileAsync("ST-DRIFT");
        Assert.Equal(2, profile.GetProperty("version").GetInt32());
        var change = profile.GetProperty("changes")[0];
        Assert.Equal((2, "clara", "name is taken"), (change.GetProperty("version").GetInt32(), change.GetProperty("by").GetString(), change.GetProperty("reason").GetString()));
        var held = profile.GetProperty("orders")[0];
        Assert.Equal((1, 1, 1, 2, "brand"), (
            held.GetProperty("issued").GetInt32(), held.GetProperty("brand").GetInt32(), held.GetProperty("vendorHolds").GetInt32(), held.GetProperty("asked").GetInt32(),
            held.GetProperty("acknowledgesFor").GetString()));
        Assert.Equal(("name", "Style ST-DRIFT", "Crew neck II"), (
            held.GetProperty("differences")[0].GetProperty("field").GetString(), held.GetProperty("differences")[0].GetProperty("from").GetString(),
            held.GetProperty("differences")[0].GetProperty("to").GetString()));

        Assert.Contains("profile:PO-DRIFT:ST-DRIFT", await WorkOfAsync("rafiq"));
        Assert.Contains("profile:PO-DRIFT:ST-DRIFT", await WorkOfAsync("noor"));

        await Node.TellAsync(Said.OfLine("cut", "PO-DRIFT", "A26", "2026-11-20", "ACT"));
        var line = (await ReadAsync("PO-DRIFT")).GetProperty("lines")[0];
        Assert.Equal(["profile"], line.GetProperty("discrepancies").EnumerateArray().Select(d => d.GetProperty("kind").GetString()));
        Assert.NotEqual("blocked", line.GetProperty("health").GetString());

        var drifted = Node.Time.GetUtcNow();
        Node.Time.MoveTo(drifted.AddMinutes(1));
        await DoAsync("PO-DRIFT", "acknowledge-profile", """{ "style": "ST-DRIFT", "profile": 2 }""", "rafiq");
        Assert.Equal((JsonValueKind.Null, "brand"), ((await AcknowledgesForAsync("rafiq")).ValueKind, (await AcknowledgesForAsync("noor")).GetString()));
        await DoAsync("PO-DRIFT", "acknowledge-profile", """{ "style": "ST-DRIFT", "profile": 2, "note": "patterns are the same" }""", "noor");
        Assert.DoesNotContain("profile:PO-DRIFT:ST-DRIFT", await WorkOfAsync("rafiq"));
        Assert.Equal(0, (await ReadAsync("PO-DRIFT")).GetProperty("lines")[0].GetProperty("discrepancies").GetArrayLength());
        Assert.Empty((await ProfileAsync("ST-DRIFT", "rafiq")).GetProperty("orders")[0].GetProperty("differences").EnumerateArray());
        var then = (await Node.ReadAsync($"/api/v1/styles/ST-DRIFT/profile?asOf={drifted:yyyy-MM-ddTHH:mm:ss}Z", "noor")).GetProperty("orders")[0];
        Assert.Equal((1, JsonValueKind.Null), (then.GetProperty("vendorHolds").GetInt32(), then.GetProperty("acknowledgesFor").ValueKind));
        await Node.SettleAsync();
        Assert.Equal("inproduction", Stage(await StandingAsync("ST-DRIFT")));

        async Task<JsonElement> AcknowledgesForAsync(string person) => (await ProfileAsync("ST-DRIFT", person)).GetProperty("orders")[0].GetProperty("acknowledgesFor");
    }
}
