using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Webhooks;

/// <summary>A message as it came over the wire.</summary>
internal sealed record Received(string Id, string Timestamp, string Signature, byte[] Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;

    public string Subject => Json.GetProperty("data").GetProperty("subject").GetString()!;
}

/// <summary>A receiver of webhooks on a free loopback port: remembers what came, and answers as told.</summary>
internal sealed class HookServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private ImmutableList<Received> received = [];

    private HookServer(WebApplication app) => this.app = app;

    /// <summary>Answers each message; 204 unless something else is set.</summary>
    public Func<Received, HttpResponse, Task> Answer { get; set; } = (_, response) =>
    {
        response.StatusCode = 204;
        return Task.CompletedTask;
    };

    public ImmutableList<Received> All => received;

    public string Url => $"{app.Urls.First()}/hook";

    public static async Task<HookServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new HookServer(builder.Build());
        server.app.MapPost("/hook", server.TakeAsync);
        await server.app.StartAsync();
        return server;
    }

    public Task<ImmutableList<Received>> WaitAsync(string what, Func<ImmutableList<Received>, bool> until) => Eventually.HoldsAsync(what, () => Task.FromResult(All), until);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var one = new Received(http.Request.Headers["webhook-id"].ToString(), http.Request.Headers["webhook-timestamp"].ToString(), http.Request.Headers["webhook-signature"].ToString(), body.ToArray());
        ImmutableInterlocked.Update(ref received, all => all.Add(one));
        await Answer(one, http.Response);
    }
}
