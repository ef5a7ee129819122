using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Selvedge.Gateway.Tests.Nodes;

public sealed class ServingPages : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("selvedge-pages-").FullName;
    private HttpClient Http { get; } = new();
    private WebApplication? app;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), "<!doctype html>");
        await File.WriteAllTextAsync(Path.Combine(folder, "app.js"), "1");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.MapPost("/oauth/token", () => "token").Accepts<string>("application/x-www-form-urlencoded");
        app.UsePages(folder);
        await app.StartAsync();
        Http.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await app!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("GET", "/", 200, "text/html")]
    [InlineData("GET", "/pos/PO-1", 200, "text/html")]
    [InlineData("HEAD", "/overview", 200, "text/html")]
    [InlineData("GET", "/app.js", 200, "text/javascript")]
    [InlineData("GET", "/gone.js", 404, null)]
    [InlineData("POST", "/overview", 404, null)]
    [InlineData("GET", "/api/v1/nothing", 404, null)]
    [InlineData("POST", "/api/v1/nothing", 404, null)]
    [InlineData("GET", "/oauth/token", 405, null)]
    [InlineData("POST", "/oauth/token", 415, null)]
    public async Task Only_who_asks_for_a_page_is_given_one(string method, string path, int status, string? mediaType)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await Http.SendAsync(request);
        Assert.Equal((status, mediaType), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }
}
