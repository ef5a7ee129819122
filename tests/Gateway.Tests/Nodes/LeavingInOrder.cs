using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Selvedge.Chaos.Driving;
using Selvedge.Journal.Embedded;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>A node that is told to stop lets balancers know before it does; and they may ask it by its address.</summary>
public sealed class LeavingInOrder
{
    private static readonly KeyValuePair<string, string?>[] Deployed =
        [new("Selvedge:Shutdown:DrainSeconds", "15"), new("AllowedHosts", "*.selvedge.example;selvedge.example")];

    [Fact]
    public async Task It_is_not_ready_any_more_and_serves_on_until_the_drain_is_over()
    {
        var node = new GatewayNode { Settings = Deployed };
        await node.InitializeAsync();
        var stopping = node.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        node.Services.GetRequiredService<Shutdown>().Leave();
        var ready = await node.GetAsync("/health/ready");
        Assert.Equal((503, "/problems/not-ready"), (ready.Status, ready.Json.GetProperty("type").GetString()));
        Assert.Equal(200, (await node.GetAsync("/health/live")).Status);
        Assert.Equal(200, await AskAsync(node, "/api/v1/vendors", "eu.selvedge.example"));

        node.Time.MoveTo(GatewayNode.Begin.AddSeconds(14));
        Assert.False(stopping.IsCancellationRequested);
        node.Time.MoveTo(GatewayNode.Begin.AddSeconds(15));
        await Eventually.HoldsAsync("It stops", () => Task.FromResult(stopping.IsCancellationRequested), stops => stops);
        await node.DisposeAsync();
    }

    [Fact]
    public async Task Its_address_is_as_good_as_its_name_for_signs_of_life_and_for_nothing_else()
    {
        var node = new GatewayNode { Settings = Deployed };
        await node.InitializeAsync();
        Assert.Equal(200, await AskAsync(node, "/health/ready", node.Address.Authority));
        Assert.Equal(200, await AskAsync(node, "/health/live", "[2001:db8::7]:5080"));
        Assert.Equal(200, await AskAsync(node, "/metrics", "10.0.0.11:5080"));
        Assert.Equal(200, await AskAsync(node, "/api/v1/vendors", "selvedge.example"));
        Assert.Equal(400, await AskAsync(node, "/api/v1/vendors", "10.0.0.11:5080"));
        Assert.Equal(400, await AskAsync(node, "/health/ready", "elsewhere.example"));
        Assert.Equal(400, await AskAsync(node, "/metrics", "elsewhere.example"));
        await node.DisposeAsync();
    }

    [Fact]
    public async Task The_first_signal_drains_it_and_the_second_ends_it_with_status_0()
    {
        await using var node = new NodeProcess("A", await TestServer.CloneDatabaseAsync(), LoopbackPorts.Choose()) { Settings = { ["Selvedge__Shutdown__DrainSeconds"] = "3600" } };
        await node.StartAsync(CancellationToken.None);
        using var http = new HttpClient { BaseAddress = node.Address };
        node.TellToStop();
        await Eventually.HoldsAsync("It is not ready any more", async () => (await http.GetAsync("/health/ready")).StatusCode, status => status == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/vendors")).StatusCode);
        node.TellToStop();
        Assert.Equal(0, await node.WaitForExitAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Told_to_stop_before_it_is_ready_it_ends_with_status_0()
    {
        var database = await TestServer.CloneDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync();
        await using var locked = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table journal.head in access exclusive mode", connection, locked))
            await hold.ExecuteNonQueryAsync();

        await using var node = new NodeProcess("A", database, LoopbackPorts.Choose());
        node.Launch();
        await using var waiting = source.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        await Eventually.HoldsAsync("It waits for the journal's head", async () => (long)(await waiting.ExecuteScalarAsync())!, count => count > 0);
        node.TellToStop();
        Assert.Equal(0, await node.WaitForExitAsync(CancellationToken.None));
    }

    private static async Task<int> AskAsync(GatewayNode node, string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = host } };
        using var answer = await node.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
