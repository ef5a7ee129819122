using System.Diagnostics;
using System.Text.Json.Nodes;
using Npgsql;
using Selvedge.Journal;
using Selvedge.Journal.Embedded;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Nodes;

public sealed class LosingTheDatabase : IAsyncLifetime
{
    // Not as late as a command that is never answered. The campaign of tests/Chaos holds the product to its promise of a second.
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(20);

    // Not a private temporary folder, which the server's own user could not reach.
    private readonly DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"selvedge-outage-{Guid.NewGuid():N}"));
    private readonly GatewayNode node = new();
    private EmbeddedPostgres server = null!;

    public async Task InitializeAsync()
    {
        server = await EmbeddedPostgres.StartAsync(Data);
        await using (var source = NpgsqlDataSource.Create(server.ConnectionString))
            await Schema.MigrateAsync(source);
    }

    public async Task DisposeAsync()
    {
        await node.DisposeAsync();
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task While_it_is_away_everybody_is_told_to_come_again_and_afterwards_all_goes_on()
    {
        await node.StartAsync(server.ConnectionString, GatewayNode.Unhurried);
        await node.PlaceAsync(GatewayNode.Order("KEPT-1", "2027-03-20"));
        Assert.Equal(200, (await node.PostAsync(Said.OfLine("kept-1", "KEPT-1", "A26", "2027-02-20"))).Status);
        var before = await node.GetAsync("/api/v1/purchase-orders/KEPT-1");

        await server.DisposeAsync();
        var lost = Said.OfLine("kept-2", "KEPT-1", "A26", "2027-03-10");
        await EverybodyIsToldAsync(lost);

        server = await EmbeddedPostgres.StartAsync(Data);
        await Eventually.HoldsAsync("The node is ready again", async () => (await node.GetAsync("/health/ready")).Status, status => status == 200);
        Assert.Equal(before.Text, (await node.GetAsync("/api/v1/purchase-orders/KEPT-1")).Text);
        Assert.Equal("accepted", (await node.TellAsync(lost)).GetProperty("status").GetString());
        Assert.Equal("duplicate", (await node.TellAsync(lost)).GetProperty("status").GetString());
        Assert.NotEqual(before.Text, (await node.GetAsync("/api/v1/purchase-orders/KEPT-1")).Text);
    }

    [Fact]
    public async Task While_it_says_nothing_everybody_is_told_in_time_and_afterwards_all_goes_on()
    {
        await node.StartAsync(server.ConnectionString, GatewayNode.Unhurried);
        await node.PlaceAsync(GatewayNode.Order("HELD-1", "2027-03-20"), GatewayNode.Order("HELD-2", "2027-03-20"));
        Assert.Equal(200, (await node.PostAsync(Said.OfLine("held-1", "HELD-1", "A26", "2027-02-20"))).Status);
        var before = await node.GetAsync("/api/v1/purchase-orders/HELD-1");

        var lost = Said.OfLine("held-2", "HELD-1", "A26", "2027-03-10");
        using (new SilentServer(server.DataFolder))
        {
            await EverybodyIsToldAsync(lost);
            // Those who wait behind one another at one actor, and those who come side by side.
            var crowd = Enumerable.Range(0, 60).Select(async i => i % 3 == 0
                ? await TimedAsync(() => node.PostAsync(Said.OfLine($"crowd-{i}", "HELD-2", "A26", "2027-03-01")))
                : await TimedAsync(() => node.GetAsync(i % 3 == 1 ? "/api/v1/purchase-orders/HELD-2" : "/api/v1/styles")));
            foreach (var answer in await Task.WhenAll(crowd))
                AssertTold(answer);
        }

        await Eventually.HoldsAsync("The node is ready again", async () => (await node.GetAsync("/health/ready")).Status, status => status == 200);
        Assert.Equal(200, (await node.GetAsync("/api/v1/purchase-orders/HELD-1")).Status);
        // What was sent may have been recorded or not; its id tells.
        Assert.Contains((await node.TellAsync(lost)).GetProperty("status").GetString(), new[] { "accepted", "duplicate" });
        Assert.Equal("duplicate", (await node.TellAsync(lost)).GetProperty("status").GetString());
        Assert.NotEqual(before.Text, (await node.GetAsync("/api/v1/purchase-orders/HELD-1")).Text);
    }

    [Fact]
    public async Task A_file_that_it_left_in_the_middle_goes_on_when_it_is_back()
    {
        await node.StartAsync(server.ConnectionString, new JournalOptions { UnknownOutcomeLimit = TimeSpan.FromSeconds(3) });
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        var before = await HeadAsync();
        var importing = node.PlaceAsync([.. Enumerable.Range(0, 4_000).Select(i => GatewayNode.Order($"LONG-{i}", "2027-03-20"))]);
        await Eventually.HoldsAsync("The first orders are placed", HeadAsync, head => head > before);
        using (new SilentServer(server.DataFolder))
        {
            // Longer than an append waits for its answer, and not as long as an import tries again.
            await Task.Delay(TimeSpan.FromSeconds(4));
            Assert.False(importing.IsCompleted);
        }

        // Every line counts as placed, also where the answer to the first try was lost.
        await importing;

        async Task<long> HeadAsync()
        {
            await using var command = source.CreateCommand("select position from journal.head");
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }

    private async Task EverybodyIsToldAsync(JsonObject report)
    {
        AssertTold(await TimedAsync(() => node.PostAsync(report)));
        foreach (var path in new[]
        {
            "/api/v1/purchase-orders/KEPT-1", "/api/v1/purchase-orders", "/api/v1/events?after=0", "/api/v1/boards/board:*:apparel",
            "/api/v1/people", "/api/v1/purchase-orders/KEPT-1/history", "/api/v1/vendors", "/health/ready",
        })
            AssertTold(await TimedAsync(() => node.GetAsync(path)));
        Assert.Equal(200, (await node.GetAsync("/health/live")).Status);
        Assert.Equal(200, (await node.GetAsync("/metrics")).Status);
    }

    private static async Task<(Answer Answer, TimeSpan Took)> TimedAsync(Func<Task<Answer>> ask)
    {
        var watch = Stopwatch.StartNew();
        return (await ask(), watch.Elapsed);
    }

    private static void AssertTold((Answer Answer, TimeSpan Took) told)
    {
        var (answer, took) = told;
        var asked = answer.Response.RequestMessage!.RequestUri;
        Assert.True(answer.Status == 503, $"{asked}: {answer.Status} {answer.Text}");
        Assert.True(took < InTime, $"{asked} was answered after {took.TotalSeconds:F1} s");
        Assert.Equal("1", answer.Response.Headers.RetryAfter?.ToString());
        Assert.Contains(answer.ProblemType, new[] { "/problems/unavailable", "/problems/not-ready" });
    }

    private string Data => Path.Combine(folder.FullName, "data");
}
