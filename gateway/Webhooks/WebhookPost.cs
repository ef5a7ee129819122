using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Selvedge.Domain.Partners;

namespace Selvedge.Gateway.Webhooks;

/// <summary>Settings <c>Selvedge:Webhooks</c>.</summary>
public sealed record WebhookOptions
{
    /// <summary>Lets webhooks lead to this machine, also without TLS. For development alone.</summary>
    public bool AllowLoopback { get; init; }
}

/// <summary>What one attempt came to.</summary>
/// <param name="Status">0 where there was no answer.</param>
/// <param name="Problem">Why there was none; else empty.</param>
/// <param name="RetryAfter">How long the receiver asks to be left alone.</param>
internal sealed record Attempt(int Status, string Problem, TimeSpan Took, TimeSpan? RetryAfter = null)
{
    public bool IsTaken => Status is >= 200 and < 300;

    /// <summary>The receiver wants nothing more, ever.</summary>
    public bool IsGone => Status == (int)HttpStatusCode.Gone;
}

/// <summary>Sends one message once. Follows no redirection, keeps no cookie, goes to public addresses alone. Thread-safe.</summary>
internal sealed class WebhookPost(WebhookOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = new PublicAddresses(options.AllowLoopback).ConnectAsync,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Signed. Never throws for what the receiver does.</summary>
    /// <param name="id">The same for every attempt at the same message.</param>
    public Task<Attempt> SendAsync(Webhook to, string id, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var at = time.GetUtcNow();
        return SendAsync(to.Url, body, headers =>
        {
            headers.Add("webhook-id", id);
            headers.Add("webhook-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            headers.Add("webhook-signature", WebhookSignature.Of(to.Secrets, id, at, body.Span));
        }, ct);
    }

    /// <summary>To an address that is itself the secret. Never throws for what the receiver does.</summary>
    public Task<Attempt> SendAsync(string url, ReadOnlyMemory<byte> body, CancellationToken ct) => SendAsync(url, body, static _ => { }, ct);

    public void Dispose() => http.Dispose();

    private async Task<Attempt> SendAsync(string url, ReadOnlyMemory<byte> body, Action<HttpRequestHeaders> sign, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Selvedge", "1"));
        sign(request.Headers);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new Attempt((int)answer.StatusCode, "", Stopwatch.GetElapsedTime(begun), AskedBy(answer, time.GetUtcNow()));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Attempt(0, $"No answer within {Limit.TotalSeconds:F0} seconds.", Stopwatch.GetElapsedTime(begun));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException)
        {
            return new Attempt(0, (failure.InnerException as ForbiddenAddressException ?? failure).Message, Stopwatch.GetElapsedTime(begun));
        }
    }

    private static TimeSpan? AskedBy(HttpResponseMessage answer, DateTimeOffset now) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > now => date - now,
        _ => null,
    };
}
