using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Season;

namespace Selvedge.Benchmarks.Intake;

/// <summary>Posts batches of status events to one server, or to several in turn, some at once; each batch names as many different orders.</summary>
internal sealed class BatchSender : IDisposable
{
    private const int MostTries = 20;
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue Lines = new("application/x-ndjson");

    private readonly HttpClient client;
    private readonly ImmutableArray<Uri> addresses;
    private readonly ImmutableArray<OrderScript> orders;
    private readonly int atOnce;
    private readonly int itemsEach;
    private readonly bool asLines;
    private readonly Random dice = new(3);
    private int next;
    private int sent;
    private int resent;

    /// <param name="asLines">As NDJSON, a line for each event; else as a JSON array.</param>
    public BatchSender(ImmutableArray<Uri> servers, ImmutableArray<OrderScript> orders, int atOnce, int itemsEach = 100, bool asLines = false)
    {
        (this.orders, this.atOnce, this.itemsEach, this.asLines) = (orders, atOnce, itemsEach, asLines);
        addresses = [.. servers.Select(server => new Uri(server, "/api/v1/events"))];
        client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = atOnce });
    }

    /// <summary>How long each batch took until it was answered with verdicts. To be read while nothing is sent.</summary>
    public Latencies Answered { get; private set; } = new();

    /// <summary>Bodies of batches that go round all orders.</summary>
    public byte[][] Write(int events, DateTimeOffset now) =>
        [.. Enumerable.Range(0, Math.Max(1, events / itemsEach)).Select(_ => WriteBatch(now))];

    /// <summary>How often a batch had to be sent again because the server said that it could not answer then.</summary>
    public int Resent => resent;

    /// <summary>What was measured so far is no part of what is to come.</summary>
    public void Forget() => Answered = new();

    /// <exception cref="InvalidOperationException">An event was not accepted.</exception>
    public async Task<long> SendAsync(byte[][] batches)
    {
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (batch, ct) =>
        {
            var from = Stopwatch.GetTimestamp();
            var server = addresses[(int)((uint)Interlocked.Increment(ref sent) % addresses.Length)];
            for (var tries = 1; !await TrySendAsync(server, batch, isAgain: tries > 1, ct); tries++)
            {
                if (tries == MostTries)
                    throw new InvalidOperationException($"The server was unavailable {tries} times in a row.");
                Interlocked.Increment(ref resent);
            }

            lock (Answered)
                Answered.Add(from, Stopwatch.GetTimestamp());
        });
        return batches.Length * itemsEach;
    }

    public void Dispose() => client.Dispose();

    // What was recorded before the server gave up is a duplicate when sent again.
    private async Task<bool> TrySendAsync(Uri server, byte[] batch, bool isAgain, CancellationToken ct)
    {
        using var content = new ByteArrayContent(batch);
        content.Headers.ContentType = asLines ? Lines : Json;
        using var answer = await client.PostAsync(server, content, ct);
        var verdicts = await answer.Content.ReadAsByteArrayAsync(ct);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), ct);
            return false;
        }

        var taken = verdicts.AsSpan().Count("\"accepted\""u8) + (isAgain ? verdicts.AsSpan().Count("\"duplicate\""u8) : 0);
        return answer.IsSuccessStatusCode && taken == itemsEach
            ? true
            : throw new InvalidOperationException($"{answer.StatusCode}: {Encoding.UTF8.GetString(verdicts.AsSpan(0, Math.Min(500, verdicts.Length)))}");
    }

    private byte[] WriteBatch(DateTimeOffset now)
    {
        using var body = new MemoryStream();
        if (!asLines)
            body.WriteByte((byte)'[');
        for (var i = 0; i < itemsEach; i++)
        {
            if (i > 0)
                body.WriteByte(asLines ? (byte)'\n' : (byte)',');
            body.Write(orders[next].Next.NextAsJson(now, dice));
            next = (next + 1) % orders.Length;
        }

        if (!asLines)
            body.WriteByte((byte)']');
        return body.ToArray();
    }
}
