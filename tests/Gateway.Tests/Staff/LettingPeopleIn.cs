using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Boards;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;

namespace Selvedge.Gateway.Tests.Staff;

/// <summary>Clara manages HALDEN and Ingrid directs the house: whom they let in, and what nobody can give or take.</summary>
public sealed class LettingPeopleIn(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private static string Sheet(string name, string role = "assistant", string brands = "\"HALDEN\"", string rest = "") =>
        $$"""{ "name": "{{name}}", "role": "{{role}}", "brands": [{{brands}}] {{rest}} }""";

    private Task<Answer> PutAsync(string id, string body, string person = "clara", string? ifMatch = null, string? key = null) =>
        Node.SendAsync(HttpMethod.Put, $"/api/v1/people/{id}", body, person, key, ifMatch);

    private async Task<(int, string?)> TryAsync(string id, string body, string person = "clara") =>
        await PutAsync(id, body, person) is var answer && answer.Status == 200 ? (200, null) : (answer.Status, answer.ProblemType);

    [Fact]
    public async Task Who_is_let_in_sees_what_was_said_and_the_history_says_by_whom()
    {
        Assert.Equal(200, (await PutAsync("pia", Sheet("Pia Holm", rest: """, "categories": ["apparel"]"""), key: "pia-1")).Status);
        var again = await PutAsync("pia", Sheet("Pia Holm", rest: """, "categories": ["apparel"]"""), key: "pia-1");
        Assert.Equal("duplicate", again.Json.GetProperty("status").GetString());
        Assert.Equal("unchanged", (await PutAsync("pia", Sheet("Pia Holm", rest: """, "categories": ["apparel"]"""))).Json.GetProperty("status").GetString());
        await Node.ReadAsync("/api/v1/people", "clara");
        Assert.Equal("pia", (await Node.ReadAsync("/api/v1/people", "pia")).GetProperty("current").GetString());
        Assert.Equal(412, (await PutAsync("pia", Sheet("Pia H."), ifMatch: "\"7\"")).Status);
        Assert.Equal(200, (await PutAsync("pia", Sheet("Pia Holm", rest: """, "hiddenFields": ["price"]"""), "ingrid", "\"1\"")).Status);

        var read = await Node.GetAsync("/api/v1/people/pia", "clara");
        Assert.Equal(("brand", 2, "\"2\""), (read.Json.GetProperty("side").GetString(), read.Json.GetProperty("version").GetInt32(), read.Response.Headers.ETag?.ToString()));
        var history = (await Node.ReadAsync("/api/v1/people/pia/history", "clara")).GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(["Ingrid Dahl revised", "Clara Voss let-in"], history.Select(c => $"{c.GetProperty("byName").GetString()} {c.GetProperty("kind").GetString()}"));
        Assert.Equal(
            ["categories: apparel > ", "hiddenFields:  > price"],
            history[0].GetProperty("changes").EnumerateArray().Select(c => $"{c.GetProperty("field").GetString()}: {c.GetProperty("before").GetString()} > {c.GetProperty("after").GetString()}"));
    }

    [Fact]
    public async Task Nobody_gives_or_takes_more_than_they_hold()
    {
        var notAllowed = (403, "/problems/not-allowed");
        foreach (var person in new[] { "noor", "rafiq", "bo" })
            Assert.Equal(notAllowed, await TryAsync("nobody", Sheet("No Body"), person));
        Assert.Equal(notAllowed, await TryAsync("nobody", Sheet("No Body", brands: "")));
        Assert.Equal(notAllowed, await TryAsync("nobody", Sheet("No Body", brands: "\"HALDEN\", \"VIREO\"")));
        Assert.Equal(notAllowed, await TryAsync("nobody", Sheet("No Body", "director")));
        // Neither do they raise themselves, or change who is above them.
        Assert.Equal(notAllowed, await TryAsync("clara", Sheet("Clara Voss", "manager", "")));
        Assert.Equal(notAllowed, await TryAsync("clara", Sheet("Clara Voss", "director")));
        Assert.Equal(notAllowed, await TryAsync("ingrid", Sheet("Ingrid Dahl", "assistant")));
        Assert.Equal(notAllowed, await TryAsync("ana", Sheet("Ana Silva")));
        Assert.Equal(notAllowed, await TryAsync("ana", Sheet("Ana Silva", "manager", "\"VIREO\"", """, "hasLeft": true""")));
        Assert.Equal(404, (await Node.GetAsync("/api/v1/people/ana", "clara")).Status);
        Assert.Equal(404, (await Node.GetAsync("/api/v1/people/ana/history", "clara")).Status);
        // What is hidden from somebody stays hidden from whom they let in.
        await Node.HireAsync(new PersonSheet("veil", "Ve Il", "manager", "brand", ["HALDEN"], [], [], ["price"]), mayBeKnown: true);
        Assert.Equal(notAllowed, await TryAsync("nobody", Sheet("No Body"), "veil"));
        Assert.Equal((200, null), await TryAsync("some.body", Sheet("Some Body", rest: """, "hiddenFields": ["price", "quantity"]"""), "veil"));
    }

    [Fact]
    public async Task What_is_not_possible_is_refused_at_its_field()
    {
        foreach (var (id, body, pointer) in new[]
                 {
                     ("Upper", Sheet("Up Per"), ""), ("manager", Sheet("Man Ager"), ""), ("x", """{ "role": "assistant", "brands": ["HALDEN"] }""", "/name"),
                     ("x", Sheet("X", "wall"), "/role"), ("x", Sheet("X", rest: """, "side": "factory" """), "/side"), ("x", Sheet("X", rest: """, "categories": ["hats"]"""), "/categories"),
                     ("x", Sheet("X", "vendor"), "/vendors"), ("x", Sheet("X", rest: """, "vendors": ["V0"]"""), "/vendors"), ("x", Sheet("X", rest: """, "pay": 1"""), "/pay"),
                     ("x", Sheet("X", rest: """, "signInName": "rafiq" """), "/signInName"), ("x", Sheet("X", rest: """, "hasLeft": "yes" """), "/hasLeft"),
                 })
        {
            var answer = await PutAsync(id, body, "ingrid");
            Assert.True(answer.Status == 422 && answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString() == pointer, $"{id} {body}: {answer.Text}");
        }

        Assert.Equal(404, (await Node.GetAsync("/api/v1/people/x", "ingrid")).Status);
    }

    [Fact]
    public async Task Who_has_left_comes_in_no_more_and_their_open_pages_end()
    {
        Assert.Equal(200, (await PutAsync("lee", Sheet("Lee Go"))).Status);
        await Node.ReadAsync("/api/v1/people", "clara");
        await using var client = await HubClient.ConnectAsync(Node.Address, "lee");
        Assert.Null(await client.InvokeAsync("Follow", "board:HALDEN:apparel", null));
        Assert.Equal(200, (await PutAsync("lee", Sheet("Lee Go", rest: """, "hasLeft": true"""))).Status);
        await client.ReadToEndAsync();
        Assert.Equal(401, (await Node.GetAsync("/api/v1/people", "lee")).Status);
        // Their name stays with what they did, and nobody gives them anything to do.
        var listed = (await Node.ReadAsync("/api/v1/people", "clara")).GetProperty("items").EnumerateArray().Single(p => p.GetProperty("id").GetString() == "lee");
        Assert.Equal((true, true, false), (listed.GetProperty("hasLeft").GetBoolean(), listed.GetProperty("mayKeep").GetBoolean(), listed.GetProperty("mayAssign").GetBoolean()));
        Assert.Equal(404, (await Node.SendAsync(HttpMethod.Put, "/api/v1/people/lee/functions", """{ "functions": [] }""", "clara")).Status);
        Assert.Equal("left", (await Node.ReadAsync("/api/v1/people/lee/history", "clara")).GetProperty("items")[0].GetProperty("kind").GetString());
    }
}

/// <summary>A house of two directors.</summary>
public sealed class KeepingSomebodyWhoMayLetPeopleIn(GatewayNode node) : IClassFixture<GatewayNode>
{
    [Fact]
    public async Task The_last_who_may_let_people_in_stays_also_where_two_let_each_other_go_at_once()
    {
        const string stays = """{ "name": "Di Rector", "role": "director" }""";
        const string goes = """{ "name": "Di Rector", "role": "director", "hasLeft": true }""";
        Task<Answer> PutAsync(string id, string body, string by) => node.SendAsync(HttpMethod.Put, $"/api/v1/people/{id}", body, by);
        Assert.Equal(200, (await PutAsync("first", stays, "")).Status);
        await node.ReadAsync("/api/v1/people");
        var alone = await PutAsync("first", goes, "first");
        Assert.Equal((409, "/problems/last-keeper"), (alone.Status, alone.ProblemType));
        Assert.Equal(409, (await PutAsync("first", """{ "name": "Di Rector", "role": "director", "brands": ["HALDEN"] }""", "first")).Status);

        for (var round = 0; round < 5; round++)
        {
            Assert.Equal(200, (await PutAsync("first", stays, "")).Status);
            Assert.Equal(200, (await PutAsync("second", stays, "")).Status);
            await node.ReadAsync("/api/v1/people");
            var both = await Task.WhenAll(PutAsync("first", goes, "second"), PutAsync("second", goes, "first"));
            Assert.Contains(200, both.Select(a => a.Status));
            Assert.Contains(both, a => a.Status is 409 or 401);
        }
    }
}
