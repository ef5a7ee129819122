using System.Collections.Immutable;
using System.Net.Http.Headers;
using Selvedge.Benchmarks.Season;

namespace Selvedge.Benchmarks.Intake;

/// <summary>Posts batches of status events to one server, several at once; each batch names as many different orders.</summary>
internal sealed class BatchSender : IDisposable
{
    private const int ItemsEach = 100;
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient client;
    private readonly ImmutableArray<OrderScript> orders;
    private readonly int atOnce;
    private readonly Random dice = new(3);
    private int next;

    public BatchSender(Uri server, ImmutableArray<OrderScript> orders, int atOnce)
    {
        (this.orders, this.atOnce) = (orders, atOnce);
        client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = atOnce }) { BaseAddress = server };
    }

    /// <summary>Bodies of batches that go round all orders.</summary>
    public byte[][] Write(int events, DateTimeOffset now) =>
        [.. Enumerable.Range(0, Math.Max(1, events / ItemsEach)).Select(_ => WriteBatch(now))];

    /// <exception cref="InvalidOperationException">An event was not accepted.</exception>
    public async Task<long> SendAsync(byte[][] batches)
    {
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (batch, ct) =>
        {
            using var content = new ByteArrayContent(batch);
            content.Headers.ContentType = Json;
            using var answer = await client.PostAsync("/api/v1/events", content, ct);
            var verdicts = await answer.Content.ReadAsByteArrayAsync(ct);
            if (!answer.IsSuccessStatusCode || verdicts.AsSpan().Count("\"accepted\""u8) != ItemsEach)
                throw new InvalidOperationException($"{answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(verdicts)[..Math.Min(500, verdicts.Length)]}");
        });
        return batches.Length * ItemsEach;
    }

    public void Dispose() => client.Dispose();

    private byte[] WriteBatch(DateTimeOffset now)
    {
        using var body = new MemoryStream();
        body.WriteByte((byte)'[');
        for (var i = 0; i < ItemsEach; i++)
        {
            if (i > 0)
                body.WriteByte((byte)',');
            body.Write(orders[next].Next.NextAsJson(now, dice));
            next = (next + 1) % orders.Length;
        }

        body.WriteByte((byte)']');
        return body.ToArray();
    }
}
