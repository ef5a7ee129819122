using System.Net;
using System.Text;
using System.Text.Json;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Approvals;
using Selvedge.Gateway.Samples;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Seasons;

public sealed class TheSimulatedReviews
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ApprovalStatus.Planned), InlineData(ApprovalStatus.Requested), InlineData(ApprovalStatus.Confirmed), InlineData(ApprovalStatus.Sent)]
    [InlineData(ApprovalStatus.Received), InlineData(ApprovalStatus.InReview), InlineData(ApprovalStatus.OnHold)]
    public async Task Whatever_is_due_is_moved_on_by_a_legal_act(ApprovalStatus status)
    {
        var api = new Queue(status, due: "2026-11-20");
        var reviews = Reviews(api);
        for (var i = 0; i < 60; i++)
            await reviews.ActAsync(1, CancellationToken.None);

        Assert.NotEmpty(api.Acts);
        Assert.All(api.Acts, act =>
        {
            Assert.Equal(("ST-1~fit", 4), (act.GetProperty("id").GetString(), act.GetProperty("version").GetInt32()));
            Assert.Contains(ApprovalMoves.LegalFrom(status), move => ApprovalMoves.Said(move) == act.GetProperty("act").GetString());
        });
    }

    [Fact]
    public async Task Nothing_is_decided_long_before_its_day()
    {
        var api = new Queue(ApprovalStatus.InReview, due: "2026-12-24");
        var reviews = Reviews(api);
        for (var i = 0; i < 60; i++)
            await reviews.ActAsync(1, CancellationToken.None);
        Assert.Empty(api.Acts);
    }

    [Fact]
    public async Task The_assistants_take_turns()
    {
        var api = new Queue(ApprovalStatus.Planned, due: "2026-11-20");
        var reviews = Reviews(api);
        for (var i = 0; i < 6; i++)
            await reviews.ActAsync(1, CancellationToken.None);
        Assert.Equal([.. SamplePeople.Assistants, .. SamplePeople.Assistants], api.Readers);
    }

    private static SimulatedReviews Reviews(Queue api) =>
        new(new HttpClient(api) { BaseAddress = new Uri("http://127.0.0.1") }, new Random(7), new ManualTime(Now));

    /// <summary>A queue of one approval that stays as it is.</summary>
    private sealed class Queue(ApprovalStatus status, string due) : HttpMessageHandler
    {
        private static readonly JsonSerializerOptions Words = new() { Converters = { new Hyphenated<ApprovalStatus>() } };

        public List<string> Readers { get; } = [];

        public List<JsonElement> Acts { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var person = request.Headers.GetValues("X-Selvedge-Person").Single();
            if (request.Method == HttpMethod.Post)
            {
                using var body = JsonDocument.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
                Acts.AddRange(body.RootElement.EnumerateArray().Select(e => e.Clone()));
                return Json("""{"items":[]}""");
            }

            Readers.Add(person);
            var word = JsonSerializer.Serialize(status, Words);
            return Json($$"""{"items":[{"id":"ST-1~fit","version":4,"status":{{word}},"due":"{{due}}"}],"next":null}""");
        }

        private static HttpResponseMessage Json(string body) =>
            new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
