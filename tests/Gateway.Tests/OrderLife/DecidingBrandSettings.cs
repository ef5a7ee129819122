using Selvedge.Gateway.Tests.Nodes;

namespace Selvedge.Gateway.Tests.OrderLife;

public sealed class DecidingBrandSettings(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private const string Office = "/api/v1/calendars/office:HALDEN?year=2026";
    private const string Address = "/api/v1/brands/HALDEN/settings";

    private static string Settings(int units = 3_000, int days = 3, int hours = 24, string? country = null) =>
        $$"""
        { "limits": [{ "role": "assistant", "units": {{units}} }], "exFactoryToleranceDays": {{days}}, "risky": ["cancel", "commit"], "answerHours": {{hours}},
          "smallTolerancePercent": 10, "largeTolerancePercent": 5, "largeFromUnits": 1000,
          "country": {{System.Text.Json.JsonSerializer.Serialize(country)}} }
        """;

    private Task<Answer> DecideAsync(string body, string person = "ingrid", string? ifMatch = null) => Node.SendAsync(HttpMethod.Put, Address, body, person, ifMatch: ifMatch);

    private async Task<string?> OriginAsync(string po) => (await ReadAsync(po)).GetProperty("lines")[0].GetProperty("calendar").GetProperty("attributes").EnumerateArray()
        .Single(a => a.GetProperty("attribute").GetString() == "origin").GetProperty("value").GetString();

    [Fact]
    public async Task Orders_go_by_what_their_brand_decides_from_the_next_act_on()
    {
        var before = await Node.GetAsync(Address, "noor");
        Assert.Equal((200, 0, 24), (before.Status, before.Json.GetProperty("version").GetInt32(), before.Json.GetProperty("answerHours").GetInt32()));
        await DraftAsync("SET-1", person: "noor");
        var decided = await DecideAsync(Settings(units: 500, days: 20, hours: 48), ifMatch: "\"0\"");
        Assert.True(decided.Status == 200, decided.Text);
        var history = (await Node.GetAsync(Address, "noor")).Json.GetProperty("history");
        Assert.Equal(
            (1, 1, "ingrid", 48), (history.GetArrayLength(), history[0].GetProperty("version").GetInt32(), history[0].GetProperty("by").GetString(),
                history[0].GetProperty("settings").GetProperty("answerHours").GetInt32()));
        Assert.Equal((412, "/problems/changed-since"), await DecideAsync(Settings(), ifMatch: "\"0\"") is var stale ? (stale.Status, stale.ProblemType) : default);

        // 1,200 pieces are above her limit now.
        Assert.Equal("pendingapproval", Phase(await DoAsync("SET-1", "issue", person: "noor")));
        var proposal = (await ReadAsync("SET-1")).GetProperty("proposals")[0].GetProperty("id").GetString();
        await DoAsync("SET-1", $"proposals/{proposal}/confirm");
        Assert.Equal("2026-11-22T09:00:00+00:00", (await ReadAsync("SET-1")).GetProperty("document").GetProperty("answerDue").GetString());
        await DoAsync("SET-1", "confirm", """{ "version": 1 }""", "rafiq");
        await DoAsync("SET-1", "commit", """{ "line": 1, "date": "2027-04-08", "reason": "MT-MILL" }""");
        Assert.Equal("2027-04-08", await CommittedAsync("SET-1"));
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, (await DoAsync("SET-1", "commit", """{ "line": 1, "date": "2027-04-09", "reason": "MT-MILL" }""", "noor")).GetProperty("proposal").ValueKind);

        // What is made in the brand's own country is no import.
        Assert.Equal(404, (await Node.GetAsync(Office, "noor")).Status);
        Assert.Equal("/country", (await DecideAsync(Settings(country: "Portugal"))).Pointer);
        Assert.Equal(200, (await DecideAsync(Settings(country: "PT"))).Status);
        Assert.Equal("PT", (await Node.GetAsync(Address, "noor")).Json.GetProperty("country").GetString());
        await DraftAsync("HOME-1");
        Assert.Equal("import", await OriginAsync("HOME-1"));
        await DoAsync("HOME-1", "amend", """{ "vendor": "V2" }""");
        await DoAsync("HOME-1", "issue");
        Assert.Equal("domestic", await OriginAsync("HOME-1"));

        // Its office rests as its country does, on weekends, and as its supervisors say.
        var office = (await Node.GetAsync(Office, "noor")).Json;
        Assert.Equal(("PT", 0, """["sunday","saturday"]"""), (
            office.GetProperty("country").GetString(), office.GetProperty("version").GetInt32(), office.GetProperty("weeklyDaysOff").GetRawText()));
        const string Closed = """{ "reason": "between the years", "sheet": { "closures": [{ "from": "2026-12-28", "to": "2026-12-31", "name": "Office closed" }] } }""";
        Assert.Equal(403, (await Node.SendAsync(HttpMethod.Post, "/api/v1/calendars/office:HALDEN/apply", Closed, "noor")).Status);
        var amended = await Node.SendAsync(HttpMethod.Post, "/api/v1/calendars/office:HALDEN/apply", Closed, "clara");
        Assert.True(amended.Status == 200, amended.Text);
        Assert.Contains((await Node.GetAsync(Office, "noor")).Json.GetProperty("days").EnumerateArray(),
            day => (day.GetProperty("day").GetString(), day.GetProperty("source").GetString()) == ("2026-12-29", "office"));
        Assert.Contains((await Node.GetAsync("/api/v1/calendars", "noor")).Json.GetProperty("items").EnumerateArray(), c => c.GetProperty("key").GetString() == "office:HALDEN");
        Assert.Equal(404, (await Node.GetAsync(Office, "rafiq")).Status);
    }

    [Theory]
    [InlineData("noor", 403)]
    [InlineData("clara", 403)]
    [InlineData("rafiq", 404)]
    [InlineData("bo", 404)]
    [InlineData("ana", 404)]
    public async Task Who_has_a_limit_does_not_set_it(string person, int status)
    {
        Assert.Equal(status, (await DecideAsync(Settings(units: 1_000_000), person)).Status);
        Assert.Equal(status == 403 ? 200 : 404, (await Node.GetAsync(Address, person)).Status);
    }

    [Theory]
    [InlineData("""{ "limits": [] }""", "/exFactoryToleranceDays", "required")]
    [InlineData("""{ "limits": [{ "role": "king" }], "exFactoryToleranceDays": 3, "risky": [], "answerHours": 24, "smallTolerancePercent": 10, "largeTolerancePercent": 5, "largeFromUnits": 1000 }""", "/limits/0/role", "unknown-role")]
    [InlineData("""{ "limits": [], "exFactoryToleranceDays": 3, "risky": ["all"], "answerHours": 24, "smallTolerancePercent": 10, "largeTolerancePercent": 5, "largeFromUnits": 1000 }""", "/risky/0", "wrong-type")]
    [InlineData("""{ "limits": [], "exFactoryToleranceDays": 3, "risky": [], "answerHours": 9000, "smallTolerancePercent": 10, "largeTolerancePercent": 5, "largeFromUnits": 1000 }""", "/answerHours", "impossible-setting")]
    [InlineData("""{ "limits": [], "exFactoryToleranceDays": 3, "risky": [], "answerHours": 24, "smallTolerancePercent": 10, "largeTolerancePercent": 5, "largeFromUnits": 1000, "alerts": { "rules": [{ "cause": "weather" }], "steps": [] } }""", "/alerts/rules/0/cause", "wrong-type")]
    [InlineData("""{ "limits": [], "exFactoryToleranceDays": 3, "risky": [], "answerHours": 24, "smallTolerancePercent": 10, "largeTolerancePercent": 5, "largeFromUnits": 1000, "alerts": { "rules": [], "steps": [{ "severity": "p1", "role": "king", "afterDays": 0 }] } }""", "/alerts/steps/0/role", "unknown-role")]
    [InlineData("""{ "limits": [], "exFactoryToleranceDays": 3, "risky": [], "answerHours": 24, "smallTolerancePercent": 10, "largeTolerancePercent": 5, "largeFromUnits": 1000, "alerts": { "rules": [], "steps": [], "quiet": true } }""", "/alerts/quiet", "unknown-member")]
    public async Task Settings_that_cannot_be_are_refused_with_their_place(string body, string pointer, string code)
    {
        var refused = await DecideAsync(body);
        Assert.Equal((422, $"/problems/{code}", pointer), (refused.Status, refused.ProblemType, refused.Pointer));
    }
}
