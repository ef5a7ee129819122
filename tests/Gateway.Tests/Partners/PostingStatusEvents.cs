using System.Text.Json.Nodes;
using Selvedge.Contracts;
using Selvedge.Domain;
using Selvedge.Journal;

namespace Selvedge.Gateway.Tests.Partners;

public sealed class PostingStatusEvents : IAsyncLifetime
{
    private readonly Api api = new();

    public Task InitializeAsync() => api.InitializeAsync();

    public Task DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task A_batch_goes_as_one_call_per_order_in_its_order_and_each_item_gets_its_verdict()
    {
        api.Actors.Answering = (key, asked) => asked.Header.Origin.EventId switch
        {
            "2" => new Verdict(VerdictStatus.Duplicate, 3, 30, null),
            "3" => new Verdict(VerdictStatus.Refused, 0, 0, new Refusal("unknown-milestone", "/milestone", "no")),
            _ => new Verdict(VerdictStatus.Accepted, 4, 40, null),
        };
        var answer = await api.PostAsync($"[{Event("1", "PO-1")},{Event("2", "PO-2")},{Event("3", "PO-1")},{{}},{Event("4", "PO-1")}]");

        Assert.Equal(200, answer.Status);
        var items = answer.Json.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(["accepted", "duplicate", "refused", "refused", "accepted"], items.Select(i => i.GetProperty("status").GetString()));
        Assert.Equal([0, 1, 2, 3, 4], items.Select(i => i.GetProperty("index").GetInt32()));
        Assert.Equal((3, 30L), (items[1].GetProperty("version").GetInt32(), items[1].GetProperty("position").GetInt64()));
        Assert.Equal("/2/milestone", items[2].GetProperty("problem").GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.StartsWith("/3/", items[3].GetProperty("problem").GetProperty("errors")[0].GetProperty("pointer").GetString(), StringComparison.Ordinal);

        var calls = api.Actors.Calls.OrderBy(c => c.Key).ToArray();
        Assert.Equal(["PO-1", "PO-2"], calls.Select(c => c.Key));
        Assert.Equal(["1", "3", "4"], calls[0].Asked.Select(a => a.Header.Origin.EventId));
        Assert.All(calls[0].Asked, a => Assert.Equal(("manager", "FWD-ACME"), (a.Header.Origin.Actor, a.Header.Origin.Source)));
    }

    [Fact]
    public async Task An_event_that_stands_twice_in_a_batch_is_judged_after_itself()
    {
        var answer = await api.PostAsync($"[{Event("1", "PO-1")},{Event("1", "PO-1")},{Event("2", "PO-1")},{Event("1", "PO-1")}]");
        Assert.Equal(4, answer.Json.GetProperty("items").GetArrayLength());
        Assert.Equal(["1 2", "1", "1"], api.Actors.Calls.Select(c => string.Join(' ', c.Asked.Select(a => a.Header.Origin.EventId))));
    }

    [Fact]
    public async Task One_object_is_answered_as_a_batch_of_one()
    {
        var answer = await api.PostAsync(Event("1", "PO-1"), null);
        Assert.Equal((200, 1), (answer.Status, answer.Json.GetProperty("items").GetArrayLength()));
    }

    [Fact]
    public async Task A_single_object_refused_is_the_answer_s_own_problem()
    {
        var wrong = await api.PostAsync("{}");
        Assert.Equal((422, "/problems/required", "/source"), (wrong.Status, wrong.ProblemType, wrong.Pointer));

        api.Actors.Answering = (_, _) => new Verdict(VerdictStatus.Refused, 0, 0, new Refusal("unknown-purchase-order", "/purchaseOrder", "no"));
        var unknown = await api.PostAsync(Event("1", "PO-404"));
        Assert.Equal((422, "/problems/unknown-purchase-order", "/purchaseOrder"), (unknown.Status, unknown.ProblemType, unknown.Pointer));
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("application/x-ndjson; charset=UTF-8")]
    public async Task Lines_are_taken(string contentType)
    {
        var answer = await api.PostAsync($"{Event("1", "PO-1")}\n{Event("2", "PO-2")}\n", contentType);
        Assert.Equal((200, 2), (answer.Status, answer.Json.GetProperty("items").GetArrayLength()));
    }

    [Theory]
    [InlineData("[", 400, "malformed-body")]
    [InlineData("", 400, "malformed-body")]
    [InlineData("[]", 400, "no-items")]
    [InlineData("\"x\"", 400, "malformed-body")]
    public async Task A_body_of_no_form_is_400(string body, int status, string code)
    {
        var answer = await api.PostAsync(body);
        Assert.Equal((status, $"/problems/{code}"), (answer.Status, answer.ProblemType));
        Assert.NotNull(answer.Json.GetProperty("traceId").GetString());
        Assert.Empty(api.Actors.Calls);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task Other_media_types_are_415(string contentType) =>
        Assert.Equal((415, "/problems/unsupported-media-type"), Told(await api.PostAsync(Event("1", "PO-1"), contentType)));

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Compressed_bodies_are_415(string encoding) =>
        Assert.Equal((415, "/problems/unsupported-encoding"), Told(await api.PostAsync(Event("1", "PO-1"), headers: ("Content-Encoding", encoding))));

    [Fact]
    public async Task Too_large_a_body_is_413() =>
        Assert.Equal((413, "/problems/too-large"), Told(await api.PostAsync(new byte[8 * 1024 * 1024 + 1], "application/json", null)));

    [Fact]
    public async Task An_idempotency_key_is_taken_and_changes_nothing()
    {
        Assert.Equal(200, (await api.PostAsync(Event("1", "PO-1"), headers: ("Idempotency-Key", "\"k-1\""))).Status);
        Assert.Equal(200, (await api.PostAsync(Event("2", "PO-1"), headers: ("Idempotency-Key", "\"k-1\""))).Status);
        Assert.Equal(
            (400, "/problems/bad-idempotency-key"),
            Told(await api.PostAsync(Event("1", "PO-1"), headers: ("Idempotency-Key", new string('k', 256)))));
    }

    [Fact]
    public async Task An_outcome_that_is_not_known_is_503_and_says_when_to_come_again()
    {
        api.Actors.Answering = (_, _) => throw new JournalUnavailableException("away");
        var answer = await api.PostAsync(Event("1", "PO-1"));
        Assert.Equal((503, "/problems/unavailable"), Told(answer));
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Who_may_not_see_an_order_reports_on_it_as_on_an_unknown_one()
    {
        var answer = await api.PostAsync($"[{Event("1", "PO-1")},{Event("2", "PO-2")},{Event("3", "PO-404")}]", person: "ana");
        var items = answer.Json.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal("accepted", items[0].GetProperty("status").GetString());
        var (forbidden, unknown) = (items[1].GetProperty("problem"), items[2].GetProperty("problem"));
        Assert.Equal(
            forbidden.GetRawText().Replace("/1/", "/i/", StringComparison.Ordinal), unknown.GetRawText().Replace("/2/", "/i/", StringComparison.Ordinal));
        Assert.Equal("PO-1", Assert.Single(api.Actors.Calls).Key);
    }

    [Fact]
    public async Task What_became_of_events_is_counted()
    {
        await api.PostAsync($"[{Event("1", "PO-1")},{{}},{{}}]");
        var metrics = (await api.GetAsync("/metrics")).Text;
        Assert.Contains("# TYPE selvedge_events_total counter\n", metrics, StringComparison.Ordinal);
        Assert.Contains("selvedge_events_total{status=\"accepted\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("selvedge_events_total{status=\"refused\"} 2\n", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_counts_its_own_events_alone()
    {
        var other = new Api();
        await other.InitializeAsync();
        await other.PostAsync(Event("1", "PO-1"));
        Assert.DoesNotContain("selvedge_events_total{", (await api.GetAsync("/metrics")).Text, StringComparison.Ordinal);
        await other.DisposeAsync();
    }

    private static (int, string?) Told(Answer answer) => (answer.Status, answer.ProblemType);

    private static string Event(string eventId, string order) => new JsonObject
    {
        ["source"] = "FWD-ACME", ["eventId"] = eventId, ["eventUpdatedAt"] = "2026-01-20T09:14:00Z", ["purchaseOrder"] = order, ["line"] = 1,
        ["type"] = "milestone", ["milestone"] = "A26", ["classifier"] = "ACT", ["date"] = "2026-01-20",
    }.ToJsonString();
}
