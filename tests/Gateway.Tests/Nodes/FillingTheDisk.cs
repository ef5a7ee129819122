using System.Diagnostics;
using System.Text.Json.Nodes;
using Npgsql;
using Selvedge.Journal;
using Selvedge.Journal.Embedded;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>A private server on a small disk of its own, which somebody else fills up.</summary>
public sealed class FillingTheDisk : IAsyncLifetime, IDisposable
{
    // Not as late as a command that is never answered.
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(20);

    private readonly SmallDisk disk = new(megabytes: 200);
    private readonly GatewayNode node = new();
    private readonly List<JsonObject> acknowledged = [];
    private EmbeddedPostgres server = null!;

    public async Task InitializeAsync()
    {
        server = await EmbeddedPostgres.StartAsync(Path.Combine(disk.Folder, "data"));
        server.KeepRunning();
        await using (var source = NpgsqlDataSource.Create(server.ConnectionString))
            await Schema.MigrateAsync(source);
        await node.StartAsync(server.ConnectionString, GatewayNode.Unhurried);
        await node.PlaceAsync(GatewayNode.Order("FULL-1", "2027-03-20"), GatewayNode.Order("FULL-2", "2027-03-20"));
    }

    public async Task DisposeAsync()
    {
        await node.DisposeAsync();
        await server.DisposeAsync();
    }

    public void Dispose() => disk.Dispose();

    [FactOfSmallDisks]
    public async Task While_it_is_full_writers_are_told_in_time_readers_are_served_and_with_room_all_goes_on()
    {
        Assert.Equal(200, (await SayAsync(0)).Status);
        disk.Fill();
        // There is room left on the last pages of the tables.
        var said = 0;
        await Eventually.HoldsAsync("A write is not stored", async () => (await SayAsync(++said)).Status, status => status == 503);

        foreach (var (answer, took) in await Task.WhenAll(Enumerable.Range(said + 1, 40).Select(SayTimedAsync)))
        {
            Assert.True(answer.Status == 503, $"{answer.Status} {answer.Text}");
            Assert.Equal("1", answer.Response.Headers.RetryAfter?.ToString());
            Assert.True(took < InTime, $"A writer was told after {took.TotalSeconds:F1} s");
        }
        foreach (var path in new[] { "/api/v1/purchase-orders/FULL-1", "/api/v1/purchase-orders", "/api/v1/events?after=0", "/health/ready" })
            Assert.Equal(200, (await node.GetAsync(path)).Status);

        disk.Free();
        await AllGoesOnAsync(said + 100);
    }

    [FactOfSmallDisks]
    public async Task A_server_that_gave_up_on_a_full_disk_comes_back_with_all_that_was_acknowledged()
    {
        Assert.Equal(200, (await SayAsync(0)).Status);
        disk.Fill();
        // It is started again each time, and may find room for a word in what it had emptied of its log.
        var (said, took) = (0, TimeSpan.Zero);
        await Eventually.HoldsAsync("The server has no room for its log, and a writer is told", async () =>
        {
            if (!await IsGoneAsync())
                return 0;
            var watch = Stopwatch.StartNew();
            var status = (await SayAsync(++said)).Status;
            took = watch.Elapsed;
            return status;
        }, status => status == 503);
        Assert.True(took < InTime, $"A writer was told after {took.TotalSeconds:F1} s");

        disk.Free();
        await Eventually.HoldsAsync("The node is ready again", async () => (await node.GetAsync("/health/ready")).Status, status => status == 200);
        await AllGoesOnAsync(said + 100);
    }

    private async Task AllGoesOnAsync(int next)
    {
        var said = Said(next);
        await Eventually.HoldsAsync("A write is stored again", async () => (await node.PostAsync(said)).Status, status => status == 200);
        acknowledged.Add(said);
        foreach (var known in acknowledged)
            Assert.Equal("duplicate", (await node.TellAsync(known)).GetProperty("status").GetString());
    }

    // Its log grows by whole files: one that cannot be made ends the server.
    private async Task<bool> IsGoneAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("select pg_logical_emit_message(true, 'test', repeat('x', 4000000)), pg_switch_wal()", connection);
            await command.ExecuteNonQueryAsync();
            return false;
        }
        catch (NpgsqlException failure)
        {
            return failure.InnerException is not TimeoutException;
        }
    }

    private async Task<Answer> SayAsync(int number)
    {
        var said = Said(number);
        var answer = await node.PostAsync(said);
        if (answer.Status == 200)
            acknowledged.Add(said);
        return answer;
    }

    private async Task<(Answer Answer, TimeSpan Took)> SayTimedAsync(int number)
    {
        var watch = Stopwatch.StartNew();
        return (await node.PostAsync(Said(number)), watch.Elapsed);
    }

    // Long words, so that the last pages fill soon.
    private static JsonObject Said(int number)
    {
        var said = Nodes.Said.OfLine($"full-{number}", $"FULL-{1 + number % 2}", "A26", $"2027-02-{1 + number % 28:00}");
        said["note"] = new string('n', 400);
        return said;
    }
}
