using System.Net;
using System.Text.Json;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Tests.Nodes;

namespace Selvedge.Gateway.Tests.SignIn;

/// <summary>Keeps cookies and goes where it is sent, as a browser does; says where that led.</summary>
internal sealed class Browser : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient http;
    private readonly Uri node;

    public Browser(Uri node)
    {
        this.node = node;
        http = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false });
    }

    /// <summary>The session's, as a header.</summary>
    public string Cookie => cookies.GetCookieHeader(node);

    public void Dispose() => http.Dispose();

    /// <returns>The place at the node to which the provider's answer led in the end.</returns>
    public async Task<string> SignInAsync(string to) =>
        await FollowAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(node, "/sign-in?to=" + Uri.EscapeDataString(to))), []);

    /// <param name="leave">Where the provider is to be told.</param>
    public async Task<string> SignOutAsync(string leave)
    {
        var visited = new List<Uri>();
        var end = await FollowAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(node, "/sign-out")), visited);
        Assert.Contains(visited, uri => uri.GetLeftPart(UriPartial.Path) == leave);
        return end;
    }

    /// <param name="says">Whom it names in the development sign-in's header.</param>
    public async Task<string?> WhoAsync(string? says = null, Uri? at = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(at ?? node, "/api/v1/people"));
        if (says is not null)
            request.Headers.Add(People.HeaderName, says);
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("current").GetString();
    }

    public async Task<(HttpStatusCode Status, string Body)> AskAsync(string path)
    {
        using var response = await http.GetAsync(new Uri(node, path));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, Uri? at = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(at ?? node, path));
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await Answer.OfAsync(await http.SendAsync(request));
    }

    private async Task<string> FollowAsync(HttpRequestMessage request, List<Uri> visited)
    {
        var at = request.RequestUri!;
        var response = await http.SendAsync(request);
        for (var step = 0; step < 10; step++)
        {
            using (response)
            {
                if (response.Headers.Location is not { } next)
                    throw new InvalidOperationException($"{at} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
                at = new Uri(at, next);
            }

            visited.Add(at);
            if (at.Authority == node.Authority && at.AbsolutePath is not ("/sign-in/callback" or "/sign-out/callback"))
                return at.PathAndQuery;
            response = await http.GetAsync(at);
        }

        throw new InvalidOperationException("It leads nowhere: " + string.Join(" ", visited));
    }
}
