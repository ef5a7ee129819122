using Npgsql;
using Selvedge.Journal;
using Selvedge.Journal.Embedded;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Nodes;

public sealed class LosingTheDatabase : IAsyncLifetime
{
    // Not a private temporary folder, which the server's own user could not reach.
    private readonly DirectoryInfo folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"selvedge-outage-{Guid.NewGuid():N}"));
    private readonly GatewayNode node = new();
    private EmbeddedPostgres server = null!;

    public async Task InitializeAsync()
    {
        server = await EmbeddedPostgres.StartAsync(Data);
        await using (var source = NpgsqlDataSource.Create(server.ConnectionString))
            await Schema.MigrateAsync(source);
        await node.StartAsync(server.ConnectionString, new JournalOptions());
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
        await node.PlaceAsync(GatewayNode.Order("KEPT-1", "2027-03-20"));
        Assert.Equal(200, (await node.PostAsync(Said.OfLine("kept-1", "KEPT-1", "A26", "2027-02-20"))).Status);
        var before = await node.GetAsync("/api/v1/purchase-orders/KEPT-1");

        await server.DisposeAsync();
        var lost = Said.OfLine("kept-2", "KEPT-1", "A26", "2027-03-10");
        foreach (var answer in new[]
        {
            await node.PostAsync(lost), await node.GetAsync("/api/v1/purchase-orders/KEPT-1"), await node.GetAsync("/api/v1/purchase-orders"),
            await node.GetAsync("/api/v1/events?after=0"), await node.GetAsync("/api/v1/boards/board:*:apparel"),
            await node.GetAsync("/api/v1/people"), await node.GetAsync("/health/ready"),
        })
        {
            Assert.True(answer.Status == 503, $"{answer.Response.RequestMessage!.RequestUri}: {answer.Status} {answer.Text}");
            Assert.Equal("1", answer.Response.Headers.RetryAfter?.ToString());
            Assert.Contains(answer.ProblemType, new[] { "/problems/unavailable", "/problems/not-ready" });
        }
        Assert.Equal(200, (await node.GetAsync("/health/live")).Status);
        Assert.Equal(200, (await node.GetAsync("/metrics")).Status);

        server = await EmbeddedPostgres.StartAsync(Data);
        await Eventually.HoldsAsync("The node is ready again", async () => (await node.GetAsync("/health/ready")).Status, status => status == 200);
        Assert.Equal(before.Text, (await node.GetAsync("/api/v1/purchase-orders/KEPT-1")).Text);
        Assert.Equal("accepted", (await node.TellAsync(lost)).GetProperty("status").GetString());
        Assert.Equal("duplicate", (await node.TellAsync(lost)).GetProperty("status").GetString());
        Assert.NotEqual(before.Text, (await node.GetAsync("/api/v1/purchase-orders/KEPT-1")).Text);
    }

    private string Data => Path.Combine(folder.FullName, "data");
}
