using System.Net;
using System.Text;
using System.Text.Json;
using Selvedge.Gateway.Samples;
using Selvedge.Gateway.Security;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Seasons;

public sealed class TheSimulatedFloor
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_is_due_is_reported_of_open_milestones_on_the_line()
    {
        var api = new Api(Order("2026-11-20"));
        var events = await TalkAsync(api, rounds: 20);

        Assert.All(events, e => Assert.Equal(("VENDOR-BD001", "PO-1", 1, "A27"), (Text(e, "source"), Text(e, "purchaseOrder"), e.GetProperty("line").GetInt32(), Text(e, "milestone"))));
        Assert.Contains(events, e => Text(e, "classifier") == "ACT" && Text(e, "date") == "2026-11-22");
        Assert.All(events.Where(e => Text(e, "classifier") == "EST"), e => Assert.True(e.TryGetProperty("reason", out _) && string.CompareOrdinal(Text(e, "date"), "2026-11-22") > 0));
    }

    [Fact]
    public async Task What_is_the_forwarders_is_reported_by_the_forwarder_and_all_else_by_the_factories_feed()
    {
        var api = new Api(Order("2026-11-20").Replace("\"Vendor\"", "\"Logistics\"", StringComparison.Ordinal));
        Assert.All(await TalkAsync(api, rounds: 20), e => Assert.Equal("nordkap", Text(e, "source")));
        Assert.Equal(["nordkap"], api.Senders.Distinct());
        api = new Api(Order("2026-11-20"));
        Assert.NotEmpty(await TalkAsync(api, rounds: 5));
        Assert.Equal(["factory.feed"], api.Senders.Distinct());
    }

    [Fact]
    public async Task Nothing_happens_before_its_day()
    {
        var events = await TalkAsync(new Api(Order("2027-01-20")), rounds: 40);
        Assert.All(events, e => Assert.Equal("EST", Text(e, "classifier")));
        Assert.NotEmpty(events);
    }

    [Fact]
    public async Task Some_events_come_twice_and_some_are_taken_back()
    {
        var events = await TalkAsync(new Api(Order("2026-11-20")), rounds: 400);
        var byId = events.Where(e => !e.GetProperty("retracted").GetBoolean()).GroupBy(e => Text(e, "eventId")).ToArray();
        Assert.Contains(byId, g => g.Count() > 1);
        Assert.All(byId, g => Assert.Single(g.Select(e => e.GetRawText()).Distinct()));

        var retracted = events.Where(e => e.GetProperty("retracted").GetBoolean()).ToArray();
        Assert.NotEmpty(retracted);
        Assert.All(retracted, e => Assert.Contains(byId, g => g.Key == Text(e, "eventId")));
    }

    [Fact]
    public async Task What_is_not_said_is_left_out()
    {
        var events = await TalkAsync(new Api(Order("2026-11-20")), rounds: 20);
        Assert.All(events, e => Assert.DoesNotContain(e.EnumerateObject(), member => member.Value.ValueKind == JsonValueKind.Null));
    }

    [Fact]
    public async Task It_follows_the_list_to_its_end_and_begins_again()
    {
        var api = new Api(Order("2026-11-20")) { Pages = ["""{"items":[{"number":"PO-1"}],"next":"p2"}""", """{"items":[{"number":"PO-1"}],"next":null}"""] };
        await TalkAsync(api, rounds: 4);
        Assert.Equal(["", "p2", "", "p2"], api.Cursors.Take(4));
    }

    [Fact]
    public async Task An_order_that_is_gone_is_passed_over()
    {
        var floor = Floor(new Api(null));
        Assert.Equal(0, await floor.ReportAsync(3, CancellationToken.None));
    }

    [Theory, InlineData(HttpStatusCode.ServiceUnavailable), InlineData(HttpStatusCode.UnprocessableEntity)]
    public async Task A_refusal_is_told_to_the_caller_and_the_next_time_it_goes_on(HttpStatusCode status)
    {
        var api = new Api(Order("2026-11-20")) { Refusing = status };
        var floor = Floor(api);
        await Assert.ThrowsAsync<HttpRequestException>(() => floor.ReportAsync(20, CancellationToken.None));

        api.Refusing = null;
        Assert.InRange(await floor.ReportAsync(20, CancellationToken.None), 1, 22);
    }

    private static SimulatedFloor Floor(Api api) =>
        new(new HttpClient(api) { BaseAddress = new Uri("http://127.0.0.1") }, new Random(7), new ManualTime(Now));

    private static async Task<List<JsonElement>> TalkAsync(Api api, int rounds)
    {
        var floor = Floor(api);
        for (var i = 0; i < rounds; i++)
            await floor.ReportAsync(1, CancellationToken.None);
        return api.Reported;
    }

    private static string Text(JsonElement e, string member) => e.GetProperty(member).GetString()!;

    // A style's milestone, one that has happened and one that is approved stand beside the one that is open.
    private static string Order(string forecast) => $$"""
        {
          "number": "PO-1", "vendor": "BD001",
          "lines": [
            {
              "number": 1,
              "milestones": [
                { "code": "A12", "name": "Fit sample approved", "home": "style", "baseline": "2026-08-01", "forecast": "2026-08-01" },
                { "code": "A26", "name": "Cutting start", "home": "line", "baseline": "2026-11-17", "forecast": "2026-11-17", "actual": "2026-11-17" },
                { "code": "A23", "name": "PP sample approved", "home": "line", "baseline": "2026-11-01", "forecast": "2026-11-01" },
                { "code": "A27", "name": "Sewing start", "role": "Vendor", "home": "line", "baseline": "{{forecast}}", "forecast": "{{forecast}}" }
              ]
            }
          ]
        }
        """;

    /// <summary>The public API as far as the floor uses it.</summary>
    private sealed class Api(string? order) : HttpMessageHandler
    {
        private int page;

        public string[] Pages { get; init; } = ["""{"items":[{"number":"PO-1"}],"next":null}"""];

        public HttpStatusCode? Refusing { get; set; }

        public List<string> Cursors { get; } = [];

        public List<JsonElement> Reported { get; } = [];

        public List<string> Senders { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Post)
            {
                if (Refusing is { } status)
                    return new HttpResponseMessage(status);
                Senders.AddRange(request.Headers.GetValues(People.HeaderName));
                using var body = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
                Reported.AddRange(body.RootElement.EnumerateArray().Select(e => e.Clone()));
                return Json("""{"items":[]}""");
            }

            if (request.RequestUri!.AbsolutePath == "/api/v1/approval-types")
                return Json("""{"items":[{"completes":[{"milestone":"A23"},{"milestone":"A29"}]},{"completes":[]}]}""");
            if (request.RequestUri!.AbsolutePath != "/api/v1/purchase-orders")
                return order is null ? new HttpResponseMessage(HttpStatusCode.NotFound) : Json(order);
            var query = request.RequestUri.Query;
            Cursors.Add(query.Contains("cursor=", StringComparison.Ordinal) ? query[(query.IndexOf("cursor=", StringComparison.Ordinal) + 7)..] : "");
            return Json(Pages[page++ % Pages.Length]);
        }

        private static HttpResponseMessage Json(string body) =>
            new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
