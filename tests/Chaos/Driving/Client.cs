using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Selvedge.Chaos.Driving;

/// <summary>
/// One sender over HTTP: keeps a bounded rate, waits for each answer, and sends again, with the same ids, what it does
/// not know the outcome of. It writes down everything.
/// </summary>
/// <param name="nodes">Each request goes to one of them, by chance.</param>
/// <param name="patience">Whoever gets no answer for so long gives up.</param>
/// <param name="maxBatch">Statements of one request, at most.</param>
internal sealed class Client(
    History history, StatementMaker maker, IReadOnlyList<NodeProcess> nodes, TimeSpan patience, int maxBatch = Client.UsualBatch) : IDisposable
{
    public const int UsualBatch = 5;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan BeforeAgain = TimeSpan.FromMilliseconds(100);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1) }) { Timeout = patience };

    /// <summary>Called with the time that an answered request took, and its status.</summary>
    public Action<long, TimeSpan, HttpStatusCode>? Answered { get; init; }

    /// <summary>Sends until told to stop; what is then in flight is waited for.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        List<(Statement What, Expected Expected)> unknown = [];
        while (!stop.IsCancellationRequested)
        {
            List<(Statement What, Expected Expected)> batch = unknown.Count > 0 && maker.Next(5) > 0
                ? unknown
                : maker.NextBatch(maxBatch);
            var told = await SendAsync(Any(), batch);
            unknown = told is null ? batch : [];
            foreach (var sending in told ?? [])
                if (sending.Told is Told.Accepted or Told.Duplicate && sending.Expected is Expected.Recorded or Expected.Known)
                    maker.Remember(sending.What, acknowledged: true);
            if (told is not null && maker.Next(8) == 0)
                await ReadAsync(Any(), batch[0].What.PurchaseOrder);
            await Task.Delay(maker.Pause(told is null ? BeforeAgain : Between), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Sends a batch once.</summary>
    /// <returns>What each item was told; null when the outcome is not known.</returns>
    public async Task<IReadOnlyList<Sending>?> SendAsync(NodeProcess node, IReadOnlyList<(Statement What, Expected Expected)> batch)
    {
        var invoked = Stopwatch.GetTimestamp();
        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(batch.Select(item => Wire(item.What)), Json));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await http.PostAsync(new Uri(node.Address, "/api/v1/events"), body);
            var text = await answer.Content.ReadAsByteArrayAsync();
            var answered = Count(node, "POST events", invoked, answer);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                Log($"{(int)answer.StatusCode}");
                return null;
            }

            using var told = JsonDocument.Parse(text);
            var sendings = told.RootElement.GetProperty("items").EnumerateArray()
                .Select((item, i) => Sent(batch[i], node, invoked, answered, item)).ToArray();
            foreach (var sending in sendings)
                history.Sendings.Enqueue(sending);
            return sendings;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or TaskCanceledException)
        {
            Log(broken is TaskCanceledException ? "no answer in time" : "connection broke");
            return null;
        }

        void Log(string why)
        {
            foreach (var (what, expected) in batch)
                history.Sendings.Enqueue(new Sending(what, expected, node.Name, invoked, long.MaxValue, Told.Unknown, 0, 0, why));
        }
    }

    /// <summary>Reads an order; nothing is written down when there was no answer.</summary>
    public async Task ReadAsync(NodeProcess node, string order)
    {
        var invoked = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await http.GetAsync(new Uri(node.Address, $"/api/v1/purchase-orders/{order}"));
            var text = await answer.Content.ReadAsByteArrayAsync();
            var answered = Count(node, $"GET {order}", invoked, answer);
            if (answer.StatusCode == HttpStatusCode.OK)
                history.Readings.Enqueue(new Reading(
                    order, node.Name, invoked, answered, JsonDocument.Parse(text).RootElement.GetProperty("version").GetInt32()));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or TaskCanceledException)
        {
        }
    }

    public void Dispose() => http.Dispose();

    private NodeProcess Any() => nodes[maker.Next(nodes.Count)];

    private long Count(NodeProcess node, string what, long invoked, HttpResponseMessage answer)
    {
        var answered = Stopwatch.GetTimestamp();
        history.CountAnswer();
        Answered?.Invoke(invoked, Stopwatch.GetElapsedTime(invoked, answered), answer.StatusCode);
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable))
            history.Misbehaviour.Enqueue($"{what} at node {node.Name} was answered {(int)answer.StatusCode}");
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is null)
            history.Misbehaviour.Enqueue($"{what} at node {node.Name} was answered 503 without Retry-After");
        return answered;
    }

    private static Sending Sent((Statement What, Expected Expected) asked, NodeProcess node, long invoked, long answered, JsonElement item)
    {
        var problem = item.TryGetProperty("problem", out var refused) && refused.ValueKind == JsonValueKind.Object
            ? refused.GetProperty("type").GetString()!.Split('/')[^1]
            : null;
        return new Sending(
            asked.What, asked.Expected, node.Name, invoked, answered, Enum.Parse<Told>(item.GetProperty("status").GetString()!, ignoreCase: true),
            (int)Number(item, "version"), Number(item, "position"), problem);
    }

    private static long Number(JsonElement item, string member) =>
        item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;

    private static object Wire(Statement said) => new
    {
        source = said.Source,
        eventId = said.EventId,
        eventUpdatedAt = said.UpdatedAt,
        retracted = said.Retracted,
        purchaseOrder = said.PurchaseOrder,
        line = said.Retracted ? (int?)null : said.Line,
        type = "milestone",
        milestone = said.Retracted ? null : said.Milestone,
        classifier = said.Retracted ? null : said.Classifier,
        date = said.Date,
    };
}
