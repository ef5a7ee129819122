using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Partners;

/// <summary>A partner's programs come in by key or token, see their own brands' orders, and speak in their own name.</summary>
public sealed class LettingPartnersIn(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private const string Events = "/api/v1/events";

    private async Task RecordAsync(string id, string rest = "", string person = "clara", string brands = "\"HALDEN\"") => Assert.Equal(200, (await PutAsync(id, rest, person, brands)).Status);

    private Task<Answer> PutAsync(string id, string rest = "", string person = "clara", string brands = "\"HALDEN\"") => Node.SendAsync(
        HttpMethod.Put, $"/api/v1/partners/{id}",
        $$"""{ "name": "Partner {{id}}", "brands": [{{brands}}], "scopes": ["read", "report"], "sources": ["FWD-{{id}}"] {{rest}} }""", person);

    private async Task<(string Id, string Key)> IssueAsync(string partner, string scopes = "\"read\", \"report\"", string? idempotencyKey = null)
    {
        var answer = await Node.SendAsync(HttpMethod.Post, $"/api/v1/partners/{partner}/keys", $$"""{ "label": "test", "scopes": [{{scopes}}] }""", "clara", idempotencyKey);
        Assert.True(answer.Status == 201, answer.Text);
        return (answer.Json.GetProperty("id").GetString()!, answer.Json.GetProperty("key").GetString()!);
    }

    private async Task<Answer> AsAsync(string bearer, HttpMethod method, string path, string? body = null, GatewayNode? at = null)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", bearer) } };
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await Answer.OfAsync(await (at ?? Node).Http.SendAsync(request));
    }

    private Task<Answer> GetAsync(string bearer, string path = Events) => AsAsync(bearer, HttpMethod.Get, path);

    private async Task<Answer> TokenAsync(string body, string? basic = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token") { Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded") };
        if (basic is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        return await Answer.OfAsync(await Node.Http.SendAsync(request));
    }

    private static string Said(string eventId, string source, string order)
    {
        var said = Nodes.Said.OfLine(eventId, order, "A26", "2027-02-20");
        said["source"] = source;
        return said.ToJsonString();
    }

    [Fact]
    public async Task A_key_reads_and_reports_what_is_of_its_brands_and_in_its_own_name()
    {
        await RecordAsync("sees");
        await Node.PlaceAsync(GatewayNode.Order("SEES-1", "2027-03-20"), GatewayNode.Order("SEES-2", "2027-03-20", brand: "VIREO"));
        var (_, key) = await IssueAsync("sees");

        Assert.Equal(200, (await GetAsync(key, Path("SEES-1"))).Status);
        Assert.Equal(404, (await GetAsync(key, Path("SEES-2"))).Status);
        Assert.All((await GetAsync(key, Events + "?limit=1000")).Json.GetProperty("items").EnumerateArray(), e => Assert.DoesNotContain("SEES-2", e.GetProperty("subject").GetString()));

        var verdicts = (await AsAsync(key, HttpMethod.Post, Events, $"[{Said("s1", "FWD-sees", "SEES-1")},{Said("s2", "FWD-sees", "SEES-2")},{Said("s3", "FWD-OTHER", "SEES-1")}]")).Json.GetProperty("items");
        Assert.Equal("accepted", verdicts[0].GetProperty("status").GetString());
        Assert.Equal("/problems/unknown-purchase-order", verdicts[1].GetProperty("problem").GetProperty("type").GetString());
        Assert.Equal("/problems/other-source", verdicts[2].GetProperty("problem").GetProperty("type").GetString());
        Assert.Equal("/2/source", verdicts[2].GetProperty("problem").GetProperty("errors")[0].GetProperty("pointer").GetString());

        var requests = await Eventually.HoldsAsync(
            "All is written down", async () => (await Node.ReadAsync("/api/v1/partners/sees/requests", "clara")).GetProperty("items"), items => items.GetArrayLength() == 4);
        Assert.Equal(("POST", Events, 200, "1 accepted, 2 refused"), Entry(requests[0]));
        Assert.Equal(("GET", Path("SEES-2"), 404, "not-found"), Entry(requests[2]));
        Assert.NotEqual(JsonValueKind.Null, (await Node.ReadAsync("/api/v1/partners/sees", "clara")).GetProperty("keys")[0].GetProperty("lastUsedAt").ValueKind);

        static (string?, string?, int, string?) Entry(JsonElement e) =>
            (e.GetProperty("method").GetString(), e.GetProperty("path").GetString(), e.GetProperty("status").GetInt32(), e.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task What_is_not_for_partners_is_closed_and_a_key_opens_only_what_it_was_given_for()
    {
        await RecordAsync("closed");
        var (_, key) = await IssueAsync("closed", "\"read\"");
        foreach (var path in new[] { "/api/v1/people", "/api/v1/partners", "/api/v1/partners/closed/requests", "/api/v1/approvals", "/api/v1/views" })
            Assert.Equal((403, "/problems/not-allowed"), await GetAsync(key, path) is var refused ? (refused.Status, refused.ProblemType) : default);
        Assert.Equal(403, (await AsAsync(key, HttpMethod.Post, Events, "[]")).Status);
        Assert.Equal(403, (await AsAsync(key, HttpMethod.Post, "/api/v1/purchase-orders", Draft("CLOSED-1"))).Status);
        Assert.Equal((401, "/problems/unknown-token"), await GetAsync("slk_guess") is var unknown ? (unknown.Status, unknown.ProblemType) : default);
    }

    [Fact]
    public async Task A_token_is_given_for_a_key_in_the_body_or_as_Basic_and_runs_out()
    {
        await RecordAsync("oauth");
        var (_, key) = await IssueAsync("oauth");
        var given = await TokenAsync($"grant_type=client_credentials&client_id=oauth&client_secret={key}&scope=read");
        Assert.Equal((200, "read", "no-store"), (given.Status, given.Json.GetProperty("scope").GetString(), given.Response.Headers.CacheControl?.ToString()));
        var token = given.Json.GetProperty("access_token").GetString()!;
        Assert.Equal(200, (await GetAsync(token)).Status);
        Assert.Equal(403, (await AsAsync(token, HttpMethod.Post, Events, "[]")).Status);
        Assert.Equal("read report", (await TokenAsync("grant_type=client_credentials", $"oauth:{key}")).Json.GetProperty("scope").GetString());

        foreach (var (status, error, body, basic) in new[]
                 {
                     (400, "invalid_request", $"grant_type=client_credentials&client_id=oauth&client_secret={key}", $"oauth:{key}"),
                     (400, "invalid_request", "", null), (400, "unsupported_grant_type", "grant_type=password", null),
                     (401, "invalid_client", "grant_type=client_credentials&client_id=oauth&client_secret=slk_no", null),
                     (401, "invalid_client", $"grant_type=client_credentials&client_id=other&client_secret={key}", null),
                     (401, "invalid_client", $"grant_type=client_credentials&client_id=oauth&client_secret={token}", null),
                     (400, "invalid_scope", $"grant_type=client_credentials&client_id=oauth&client_secret={key}&scope=webhooks", null),
                 })
            Assert.Equal((status, error), await TokenAsync(body, basic) is var refused ? (refused.Status, refused.Json.GetProperty("error").GetString()) : default);

        Node.Time.MoveTo(Node.Time.GetUtcNow().AddMinutes(31));
        Assert.Equal(401, (await GetAsync(token)).Status);
        Assert.Equal(200, (await GetAsync(key)).Status);
    }

    [Fact]
    public async Task A_key_that_was_revoked_opens_nothing_on_any_node_from_the_answer_on()
    {
        await RecordAsync("gone");
        var (first, key) = await IssueAsync("gone", idempotencyKey: "gone-1");
        var again = await Node.SendAsync(HttpMethod.Post, "/api/v1/partners/gone/keys", """{ "label": "test", "scopes": ["read", "report"] }""", "clara", "gone-1");
        Assert.Equal((200, first, JsonValueKind.Null), (again.Status, again.Json.GetProperty("id").GetString(), again.Json.GetProperty("key").ValueKind));
        var (_, second) = await IssueAsync("gone");
        var third = await Node.SendAsync(HttpMethod.Post, "/api/v1/partners/gone/keys", """{ "label": "third", "scopes": ["read"] }""", "clara");
        Assert.Equal((409, "/problems/too-many-keys"), (third.Status, third.ProblemType));
        var token = (await TokenAsync($"grant_type=client_credentials&client_id=gone&client_secret={key}")).Json.GetProperty("access_token").GetString()!;

        var other = new GatewayNode();
        await other.StartAsync(Node.ConnectionString, GatewayNode.Patient);
        try
        {
            Assert.Equal(200, (await AsAsync(token, HttpMethod.Get, Events, at: other)).Status);
            Assert.Equal(200, (await Node.SendAsync(HttpMethod.Delete, $"/api/v1/partners/gone/keys/{first}", null, "clara")).Status);
            foreach (var (status, bearer) in new[] { (401, key), (401, token), (200, second) })
                Assert.Equal(status, (await AsAsync(bearer, HttpMethod.Get, Events, at: other)).Status);
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task Partners_are_let_in_by_who_sees_their_goods_and_nothing_of_a_key_is_shown_again()
    {
        Assert.Equal(403, (await PutAsync("whose", person: "noor")).Status);
        Assert.Equal(403, (await PutAsync("whose", brands: "")).Status);
        await RecordAsync("whose");
        Assert.Equal(404, (await PutAsync("whose", person: "ana")).Status);
        Assert.Equal(422, (await PutAsync("whose", """, "vendors": ["NOBODY"]""")).Status);
        Assert.Equal(422, (await PutAsync("Whose!")).Status);
        var (_, key) = await IssueAsync("whose");
        foreach (var person in new[] { "ana", "noor", "rafiq" })
            Assert.Equal(404, (await Node.GetAsync("/api/v1/partners/whose", person)).Status);
        var shown = await Node.GetAsync("/api/v1/partners", "ingrid");
        Assert.Contains(key[^4..], shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(key, shown.Text, StringComparison.Ordinal);
        await foreach (var recorded in StoredAsync("whose"))
            Assert.DoesNotContain(key, recorded, StringComparison.Ordinal);
    }

    private async IAsyncEnumerable<string> StoredAsync(string partner)
    {
        var journal = (Journal.Journal)Node.Services.GetService(typeof(Journal.Journal))!;
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey("partner", partner), 0))
            yield return Encoding.UTF8.GetString(recorded.Data.Span);
    }
}

/// <summary>How often a partner may come.</summary>
public sealed class LimitingPartners
{
    [Fact]
    public void Reads_and_writes_and_partners_are_counted_apart_and_told_what_is_left()
    {
        using var limits = new Gateway.Partners.PartnerLimits(new Gateway.Partners.PartnerOptions { ReadsPerMinute = 2, WritesPerMinute = 3, WritesAtOnce = 1 });
        Assert.NotNull(Ask("acme", isWrite: false, out var told));
        Assert.Equal(("\"reads\";q=2;w=60", "\"reads\";r=1"), (told["RateLimit-Policy"].ToString(), told["RateLimit"].ToString()));
        Assert.NotNull(Ask("acme", isWrite: false, out _));
        Assert.Null(Ask("acme", isWrite: false, out told));
        Assert.InRange(int.Parse(told["Retry-After"]!), 1, 60);
        Assert.Equal($"\"reads\";r=0;t={told["Retry-After"]}", told["RateLimit"].ToString());
        Assert.NotNull(Ask("other", isWrite: false, out _));

        using (Ask("acme", isWrite: true, out _))
            Assert.Null(Ask("acme", isWrite: true, out _));
        Assert.NotNull(Ask("acme", isWrite: true, out _));

        IDisposable? Ask(string partner, bool isWrite, out Microsoft.AspNetCore.Http.HeaderDictionary headers) =>
            limits.Enter(partner, isWrite, headers = []);
    }
}
