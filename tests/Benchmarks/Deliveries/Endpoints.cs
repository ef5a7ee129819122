using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Selvedge.Journal.Embedded;

namespace Selvedge.Benchmarks.Deliveries;

/// <summary>A message whose signature was right.</summary>
/// <param name="Age">From the event's being recorded, which is before its commit, to the message's arrival.</param>
internal readonly record struct Receipt(int Endpoint, string Id, long Position, string Subject, TimeSpan Age);

/// <summary>Receivers of webhooks, each at a loopback address of its own, so that nobody shares connections with another.</summary>
internal sealed class Endpoints : IAsyncDisposable
{
    // A second below what a sender waits for.
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(19);

    private readonly WebApplication app;
    private readonly int port;
    private readonly ConcurrentDictionary<int, byte[]> secrets = [];
    private readonly ConcurrentDictionary<int, bool> slow = [];
    private ConcurrentQueue<Receipt> receipts = [];
    private int forged;

    private Endpoints(WebApplication app, int port) => (this.app, this.port) = (app, port);

    /// <summary>Messages whose signature was wrong.</summary>
    public int Forged => forged;

    /// <summary>What has come since it was last forgotten.</summary>
    public ConcurrentQueue<Receipt> Receipts => receipts;

    public static async Task<Endpoints> StartAsync(int count)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var port = LoopbackPorts.Choose();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var n = 0; n < count; n++)
                kestrel.Listen(AddressOf(n), port);
        });
        var endpoints = new Endpoints(builder.Build(), port);
        endpoints.app.MapPost("/{endpoint:int}", endpoints.TakeAsync);
        await endpoints.app.StartAsync();
        return endpoints;
    }

    public string UrlOf(int endpoint) => $"http://{AddressOf(endpoint)}:{port}/{endpoint}";

    /// <summary>Where nobody listens.</summary>
    public static string DeadUrl() => $"http://127.0.0.1:{LoopbackPorts.Choose()}/";

    /// <param name="secret">As it was shown when the webhook was added.</param>
    public void Trust(int endpoint, string secret) => secrets[endpoint] = Convert.FromBase64String(secret["whsec_".Length..]);

    /// <summary>From now on it answers so late that it is only just in time.</summary>
    public void Slow(int endpoint) => slow[endpoint] = true;

    public void Forget() => receipts = [];

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static IPAddress AddressOf(int endpoint) => new([127, 0, (byte)(1 + endpoint / 250), (byte)(1 + endpoint % 250)]);

    private async Task TakeAsync(int endpoint, HttpContext http)
    {
        using var stream = new MemoryStream();
        await http.Request.Body.CopyToAsync(stream, http.RequestAborted);
        var now = TimeProvider.System.GetUtcNow();
        var body = stream.ToArray();
        var id = http.Request.Headers["webhook-id"].ToString();
        if (IsSigned(endpoint, id, http.Request.Headers, body))
            receipts.Enqueue(Read(endpoint, id, body, now));
        else
            Interlocked.Increment(ref forged);
        if (slow.ContainsKey(endpoint))
            await Task.Delay(Slowness, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private bool IsSigned(int endpoint, string id, IHeaderDictionary headers, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{headers["webhook-timestamp"]}."), .. body];
        return secrets.TryGetValue(endpoint, out var secret) && headers["webhook-signature"] == "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed));
    }

    private static Receipt Read(int endpoint, string id, byte[] body, DateTimeOffset now)
    {
        using var message = JsonDocument.Parse(body);
        var happened = message.RootElement.GetProperty("data");
        return new Receipt(
            endpoint, id, happened.GetProperty("position").GetInt64(), happened.GetProperty("subject").GetString()!, now - happened.GetProperty("recordedAt").GetDateTimeOffset());
    }
}
