using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Tests.Boards;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;

namespace Selvedge.Gateway.Tests.Walls;

/// <summary>A link to a wall opens its screens, to whoever has it and for as long as it stands, and nothing else.</summary>
public sealed class SharingWallsOverTheWire(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private Task<Answer> MakeAsync(string person = "clara", string rest = "", string? key = null, string expires = "2027-03-31") => Node.SendAsync(
        HttpMethod.Post, "/api/v1/wall-links", $$"""{ "name": "Floor", "screens": ["overview", "apparel"], "expires": "{{expires}}" {{rest}} }""", person, key);

    private async Task<(string Id, string Token)> MadeAsync(string expires = "2027-03-31")
    {
        var answer = await MakeAsync(expires: expires);
        Assert.True(answer.Status == 201, answer.Text);
        return (answer.Json.GetProperty("id").GetString()!, answer.Json.GetProperty("token").GetString()!);
    }

    private async Task<Answer> AsWallAsync(string token, string path, string method = "GET")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        // Whose name is shown beside a token opens nothing more.
        request.Headers.Add(People.HeaderName, "ingrid");
        if (method is "POST" or "PUT")
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        return await Answer.OfAsync(await Node.Http.SendAsync(request));
    }

    private Task<Answer> WithdrawAsync(string id, string person) => Node.SendAsync(HttpMethod.Delete, $"/api/v1/wall-links/{id}", null, person);

    [Fact]
    public async Task It_shows_its_screens_of_its_brands_and_every_other_address_is_closed()
    {
        await Node.PlaceAsync(
            GatewayNode.Order("OURS-1", "2027-12-20"), GatewayNode.Order("SHOES-1", "2027-12-20", category: "footwear"), GatewayNode.Order("THEIRS-1", "2027-12-20", brand: "VIREO"));
        await DraftAsync("DRAFT-1");
        var (_, token) = await MadeAsync();

        var wall = await AsWallAsync(token, "/api/v1/wall");
        Assert.Equal("""["overview","apparel"]""", wall.Json.GetProperty("screens").GetRawText());
        var board = (await AsWallAsync(token, "/api/v1/boards/board:*:apparel")).Json;
        Assert.Equal(["OURS-1/1"], board.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("id").GetString()));
        var overview = (await AsWallAsync(token, "/api/v1/boards/overview")).Json;
        Assert.Equal(["HALDEN/apparel", "HALDEN/footwear"], overview.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("id").GetString()).Order());
        foreach (var topic in new[] { "board:*:footwear", "po:OURS-1", "style:ST-1", "vendor:V1", "approvals:*:apparel" })
            Assert.Equal(404, (await AsWallAsync(token, $"/api/v1/boards/{topic}")).Status);
        Assert.Equal(403, (await AsWallAsync(token, $"/api/v1/boards/overview?asOf={Uri.EscapeDataString(Node.Time.GetUtcNow().ToString("O"))}")).Status);

        var open = new List<string>();
        foreach (var (method, pattern) in Routes())
            if ((await AsWallAsync(token, pattern, method)) is not { Status: 403, ProblemType: "/problems/not-allowed" })
                open.Add($"{method} {pattern}");
        Assert.Equal(["GET /api/v1/boards/x", "GET /api/v1/wall"], open.Order());

        await using var client = await HubClient.ConnectAsync(Node.Address, token: token);
        Assert.Null(await client.InvokeAsync("Follow", "board:*:apparel", null));
        Assert.Equal("OURS-1/1", (string?)Assert.Single((await client.NextFrameAsync())["rows"]!.AsArray())!["id"]);
        foreach (var topic in new[] { "board:*:footwear", "po:OURS-1", "approvals:*:apparel" })
            Assert.NotNull(await client.InvokeAsync("Follow", topic, null));
    }

    // Every route of the API, with something in the place of each parameter.
    private IEnumerable<(string Method, string Path)> Routes() =>
        from endpoint in Node.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) == true
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (method, "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(TextOf)))));

    private static string TextOf(RoutePatternPart part) => part is RoutePatternLiteralPart literal ? literal.Content
        : part is RoutePatternParameterPart { ParameterPolicies.Count: > 0 } ? "1" : "x";

    [Fact]
    public async Task It_is_closed_at_once_when_it_is_withdrawn_or_expires_also_where_it_is_open()
    {
        var (id, token) = await MadeAsync();
        var (_, brief) = await MadeAsync(expires: "2026-11-21");
        await using var client = await HubClient.ConnectAsync(Node.Address, token: token);
        await using var other = await HubClient.ConnectAsync(Node.Address, token: brief);
        foreach (var each in new[] { client, other })
        {
            Assert.Null(await each.InvokeAsync("Follow", "overview", null));
            await each.NextFrameAsync();
        }

        Assert.Equal(200, (await WithdrawAsync(id, "ingrid")).Status);
        Assert.Equal((401, "/problems/unknown-token"), (await AsWallAsync(token, "/api/v1/wall")) is var answer ? (answer.Status, answer.ProblemType) : default);
        await client.ReadToEndAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(Node.Address, token: token));
        Assert.Equal(200, (await AsWallAsync(brief, "/api/v1/wall")).Status);

        Node.Time.MoveTo(DateTimeOffset.Parse("2026-11-22T00:00:00Z"));
        Assert.Equal(401, (await AsWallAsync(brief, "/api/v1/wall")).Status);
        await other.ReadToEndAsync();
    }

    [Fact]
    public async Task It_shows_no_more_than_whoever_made_it_may_share_now()
    {
        await Node.PlaceAsync(GatewayNode.Order("SHARED-1", "2027-12-20"));
        async Task LetAsync(string sheet)
        {
            var let = await Node.SendAsync(HttpMethod.Put, "/api/v1/people/wim", $$"""{ "name": "Wim Aerts", {{sheet}} }""", "ingrid");
            Assert.True(let.Status is 200 or 201, let.Text);
        }

        async Task<bool> ShowsQuantityAsync(string token)
        {
            var rows = (await AsWallAsync(token, "/api/v1/boards/board:*:apparel")).Json.GetProperty("rows").EnumerateArray();
            return rows.First(row => row.GetProperty("id").GetString() == "SHARED-1/1").TryGetProperty("quantity", out _);
        }

        await LetAsync(""" "role": "manager", "brands": ["HALDEN"] """);
        var made = (await MakeAsync("wim")).Json;
        var (id, token) = (made.GetProperty("id").GetString()!, made.GetProperty("token").GetString()!);
        async Task<string?> StandingAsync() => (await Node.ReadAsync("/api/v1/wall-links", "ingrid")).GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("id").GetString() == id).GetProperty("standing").GetString();
        Assert.True(await ShowsQuantityAsync(token));

        await using (var client = await HubClient.ConnectAsync(Node.Address, token: token))
        {
            Assert.Null(await client.InvokeAsync("Follow", "board:*:apparel", null));
            await client.NextFrameAsync();
            await LetAsync(""" "role": "manager", "brands": ["HALDEN"], "hiddenFields": ["quantity"] """);
            await client.ReadToEndAsync();
        }

        Assert.False(await ShowsQuantityAsync(token));
        Assert.Equal("shows", await StandingAsync());

        foreach (var less in new[]
        {
            """ "role": "manager", "brands": ["VIREO"] """, """ "role": "assistant", "brands": ["HALDEN"] """, """ "role": "manager", "brands": ["HALDEN"], "hasLeft": true """,
        })
        {
            await LetAsync(""" "role": "manager", "brands": ["HALDEN"] """);
            await using var client = await HubClient.ConnectAsync(Node.Address, token: token);
            Assert.Null(await client.InvokeAsync("Follow", "board:*:apparel", null));
            await client.NextFrameAsync();
            await LetAsync(less);
            await client.ReadToEndAsync();
            Assert.Equal(401, (await AsWallAsync(token, "/api/v1/wall")).Status);
            await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(Node.Address, token: token));
            Assert.Equal("lapsed", await StandingAsync());
        }
    }

    [Fact]
    public async Task Only_who_sees_all_that_it_shows_makes_it_knows_of_it_or_withdraws_it()
    {
        foreach (var person in new[] { "noor", "rafiq", "bo" })
        {
            Assert.Equal(403, (await MakeAsync(person)).Status);
            Assert.Equal(403, (await Node.GetAsync("/api/v1/wall-links", person)).Status);
        }

        Assert.Equal(403, (await MakeAsync("clara", """, "brands": ["VIREO"]""")).Status);
        Assert.Equal(422, (await MakeAsync("clara", """, "categories": ["footwear"]""")).Status);
        var made = await MakeAsync(key: "once");
        var (id, token) = (made.Json.GetProperty("id").GetString()!, made.Json.GetProperty("token").GetString()!);
        var again = await MakeAsync(key: "once");
        Assert.Equal((200, id, JsonValueKind.Null), (again.Status, again.Json.GetProperty("id").GetString(), again.Json.GetProperty("token").ValueKind));
        Assert.Equal(200, (await AsWallAsync(token, "/api/v1/wall")).Status);
        Assert.Equal(401, (await AsWallAsync($"{id}.AAAA", "/api/v1/wall")).Status);

        var listed = await Node.ReadAsync("/api/v1/wall-links", "clara");
        var one = listed.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetString() == id);
        Assert.Equal(("shows", """["HALDEN"]""", "Clara Voss"), (one.GetProperty("standing").GetString(), one.GetProperty("brands").GetRawText(), one.GetProperty("byName").GetString()));
        Assert.DoesNotContain(token.Split('.')[1], listed.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await Node.ReadAsync("/api/v1/wall-links", "ana")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal((404, 403), ((await WithdrawAsync(id, "ana")).Status, (await WithdrawAsync(id, "noor")).Status));
        Assert.Equal(404, (await Node.GetAsync("/api/v1/wall", "clara")).Status);
    }
}
