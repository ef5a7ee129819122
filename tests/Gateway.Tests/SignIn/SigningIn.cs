using System.Net;
using System.Net.WebSockets;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Boards;
using Selvedge.Gateway.Tests.Nodes;

namespace Selvedge.Gateway.Tests.SignIn;

/// <summary>People prove at a provider who they are; what they may do is decided as ever.</summary>
public sealed class SigningIn(SignInNode fixture) : IClassFixture<SignInNode>
{
    private readonly GatewayNode node = fixture.Node;
    private readonly Provider provider = fixture.Provider;

    [Fact]
    public async Task Who_has_not_signed_in_is_told_where_whoever_they_say_they_are()
    {
        await HireAsync("ana");
        foreach (var name in new[] { null, "manager", "ana" })
        {
            var answer = await node.GetAsync("/api/v1/purchase-orders", name);
            Assert.Equal(401, answer.Status);
            Assert.Equal("/problems/sign-in", answer.Json.GetProperty("type").GetString());
        }

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(node.Address, "manager"));
        Assert.Contains("401", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_in_comes_back_to_where_they_were_as_who_the_provider_says()
    {
        await HireAsync("ana");
        using var browser = new Browser(node.Address);
        provider.Person = "ana";
        Assert.Equal("/boards/apparel?q=x", await browser.SignInAsync("/boards/apparel?q=x"));
        Assert.Equal("ana", await browser.WhoAsync());
        // The header of the development sign-in counts no more.
        Assert.Equal("ana", await browser.WhoAsync(says: "manager"));
    }

    [Fact]
    public async Task Another_node_opens_the_session_too()
    {
        await HireAsync("ana");
        using var browser = new Browser(node.Address);
        provider.Person = "ana";
        await browser.SignInAsync("/");
        var other = new GatewayNode();
        await fixture.StartAsync(other);
        Assert.Equal("ana", await browser.WhoAsync(at: other.Address));
        await other.DisposeAsync();
    }

    [Fact]
    public async Task The_provider_knows_who_somebody_is_and_not_that_they_may_come_in()
    {
        using var browser = new Browser(node.Address);
        provider.Person = "stranger";
        await browser.SignInAsync("/");
        var (status, body) = await browser.AskAsync("/api/v1/people");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("'stranger' is signed in, and nobody of that name works here", body, StringComparison.Ordinal);

        // Not even the built-in manager by its id: only who is named in the settings is.
        provider.Person = "manager";
        await browser.SignInAsync("/");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.AskAsync("/api/v1/people")).Status);
        provider.Person = null;
        await browser.SignInAsync("/");
        Assert.Contains("preferred_username", (await browser.AskAsync("/api/v1/people")).Body, StringComparison.Ordinal);
        provider.Person = "root@halden";
        await browser.SignInAsync("/");
        Assert.Equal("manager", await browser.WhoAsync());
    }

    [Fact]
    public async Task A_provider_may_say_who_it_is_when_it_is_asked()
    {
        using var browser = new Browser(node.Address);
        (provider.Person, provider.TellsLater) = ("root@halden", true);
        await browser.SignInAsync("/");
        provider.TellsLater = false;
        Assert.Equal("manager", await browser.WhoAsync());
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("")]
    public async Task Nobody_is_sent_on_to_another_site(string to)
    {
        using var browser = new Browser(node.Address);
        provider.Person = "root@halden";
        Assert.Equal("/", await browser.SignInAsync(to));
    }

    [Fact]
    public async Task Who_says_no_at_the_provider_can_begin_again()
    {
        using var browser = new Browser(node.Address);
        provider.IsDeclined = true;
        Assert.Equal("/signed-out?failed=true", await browser.SignInAsync("/"));
        provider.IsDeclined = false;
        provider.Person = "root@halden";
        Assert.Equal("/", await browser.SignInAsync("/"));
    }

    [Fact]
    public async Task Who_signs_out_is_out_here_and_at_the_provider()
    {
        using var browser = new Browser(node.Address);
        provider.Person = "root@halden";
        await browser.SignInAsync("/");
        Assert.Equal("/signed-out", await browser.SignOutAsync(provider.Address + "leave"));
        Assert.Equal(new Uri(node.Address, "/sign-out/callback").ToString(), provider.LedTo);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.AskAsync("/api/v1/people")).Status);
    }

    [Fact]
    public async Task The_hub_knows_who_follows_by_the_session()
    {
        await HireAsync("ana");
        using var browser = new Browser(node.Address);
        provider.Person = "ana";
        await browser.SignInAsync("/");
        await using var client = await HubClient.ConnectAsync(node.Address, cookie: browser.Cookie);
        Assert.Null(await client.InvokeAsync("Follow", "board:HALDEN:apparel", null));
        Assert.NotNull(await client.InvokeAsync("Follow", "board:OSTRA:apparel", null));
    }

    [Fact]
    public async Task Who_was_let_in_signs_in_by_the_providers_name_and_is_out_on_every_node_once_they_have_left()
    {
        static string Vera(string name, bool hasLeft) =>
            $$"""{ "name": "Vera Holt", "role": "assistant", "brands": ["HALDEN"], "signInName": "{{name}}", "hasLeft": {{(hasLeft ? "true" : "false")}} }""";

        using var manager = new Browser(node.Address);
        provider.Person = "root@halden";
        await manager.SignInAsync("/");
        using var browser = new Browser(node.Address);
        provider.Person = "V.Holt@halden.example";
        await browser.SignInAsync("/");
        Assert.Equal(403, (await browser.SendAsync(HttpMethod.Get, "/api/v1/people")).Status);
        Assert.Equal(200, (await manager.SendAsync(HttpMethod.Put, "/api/v1/people/vera", Vera("V.Holt@halden.example", false))).Status);
        Assert.Equal("vera", await browser.WhoAsync());
        // Her id is no name by which the provider knows her, and her name is nobody else's.
        using var stranger = new Browser(node.Address);
        provider.Person = "vera";
        await stranger.SignInAsync("/");
        Assert.Equal(403, (await stranger.SendAsync(HttpMethod.Get, "/api/v1/people")).Status);
        Assert.Equal(422, (await manager.SendAsync(HttpMethod.Put, "/api/v1/people/v2", Vera("V.Holt@halden.example", false))).Status);

        var other = new GatewayNode();
        await fixture.StartAsync(other);
        try
        {
            Assert.Equal("vera", await browser.WhoAsync(at: other.Address));
            await using var here = await HubClient.ConnectAsync(node.Address, cookie: browser.Cookie);
            await using var there = await HubClient.ConnectAsync(other.Address, cookie: browser.Cookie);
            foreach (var client in new[] { here, there })
                Assert.Null(await client.InvokeAsync("Follow", "board:HALDEN:apparel", null));
            Assert.Equal(200, (await manager.SendAsync(HttpMethod.Put, "/api/v1/people/vera", Vera("V.Holt@halden.example", true))).Status);
            foreach (var address in new[] { other.Address, node.Address })
                Assert.Equal((403, "/problems/not-listed"), await browser.SendAsync(HttpMethod.Get, "/api/v1/people", at: address) is var refused ? (refused.Status, refused.ProblemType) : default);
            await here.ReadToEndAsync();
            await there.ReadToEndAsync();
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    private Task HireAsync(string id) => node.HireAsync(new PersonSheet(id, "Ana Lima", "manager", "brand", ["HALDEN"], [], [], []), mayBeKnown: true);
}
