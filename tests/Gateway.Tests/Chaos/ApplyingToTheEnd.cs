using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Selvedge.Chaos.Driving;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Journal.Embedded;
using Selvedge.Testing;
using Xunit.Abstractions;

namespace Selvedge.Gateway.Tests.Chaos;

/// <summary>What was applied to many is told to everybody, also when the node is killed while it tells.</summary>
[Collection(nameof(RealProcesses))]
public sealed class ApplyingToTheEnd(ITestOutputHelper output)
{
    private const int Orders = 1_100;
    private const int Rows = 1_000;

    [Fact]
    public async Task Every_order_is_told_once_though_the_node_is_killed_in_the_middle()
    {
        var database = await TestServer.CloneDatabaseAsync();
        var before = new GatewayNode();
        await before.StartAsync(database, GatewayNode.Patient);
        await before.RegisterVendorAsync("V1", "Sewing", "BD");
        await before.PlaceAsync([.. Enumerable.Range(1, Orders).Select(n => GatewayNode.Order($"PO-{n}", "2027-04-20"))]);
        await before.DisposeAsync();

        await using var source = NpgsqlDataSource.Create(database);
        await using var node = new NodeProcess("a", database, LoopbackPorts.Choose(), GatewayNode.Patient.UnknownOutcomeLimit);
        await node.StartAsync(CancellationToken.None);
        using var http = new HttpClient { BaseAddress = node.Address };
        using var answer = await http.PostAsJsonAsync("/api/v1/what-ifs/apply", new
        {
            assumptions = new[] { new { kind = "delay", supplier = "mill", days = 9, where = new { vendor = "V1" } } }, reason = "they rang",
        });
        var applied = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, applied.ToString());
        using var set = await http.PostAsJsonAsync("/api/v1/bulk-acts", new
        {
            operation = "assign", milestone = "A26", responsible = "QA", note = "they rang", lines = Enumerable.Range(1, Rows).Select(n => new { purchaseOrder = $"PO-{n}", line = 1 }),
        });
        var bulk = await set.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(set.IsSuccessStatusCode, bulk.ToString());
        await Eventually.HoldsAsync("Somebody is told of both", async () => (Told: await ToldAsync(source), Assigned: await AssignedAsync(source)), both => both is { Told.Orders: > 0, Assigned.Orders: > 0 });
        await node.KillAsync();
        await EndLeasesAsync(source);
        output.WriteLine($"killed after {(await ToldAsync(source)).Orders} of {Orders} and {(await AssignedAsync(source)).Orders} of {Rows}");

        await node.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(
            "All are told", () => TryReadAsync(http, $"/api/v1/what-ifs/{applied.GetProperty("id").GetString()}"),
            progress => progress is { } told && told.GetProperty("settled").GetBoolean() && told.GetProperty("done").GetInt32() == Orders);
        Assert.Equal((Orders, Orders), await ToldAsync(source));
        await Eventually.HoldsAsync(
            "All rows are settled", () => TryReadAsync(http, $"/api/v1/bulk-acts/{bulk.GetProperty("id").GetString()}"),
            read => read?.GetProperty("act").GetProperty("done").GetInt32() == Rows);
        Assert.Equal((Rows, Rows), await AssignedAsync(source));
    }

    // Null while the node asks to come again.
    private static async Task<JsonElement?> TryReadAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>() : null;
    }

    // The killed node cannot give them back, and here nothing is claimed of how long they run.
    private static async Task EndLeasesAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("update journal.checkpoints set leased_until = clock_timestamp()");
        await command.ExecuteNonQueryAsync();
    }

    private static Task<(int Orders, int Times)> ToldAsync(NpgsqlDataSource source) => CountAsync(source, "purchase-order.milestones-reported");

    private static Task<(int Orders, int Times)> AssignedAsync(NpgsqlDataSource source) => CountAsync(source, "purchase-order.milestone-overridden");

    private static async Task<(int Orders, int Times)> CountAsync(NpgsqlDataSource source, string type)
    {
        await using var command = source.CreateCommand("select count(distinct stream)::int, count(*)::int from journal.events where type = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = type });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt32(0), reader.GetInt32(1));
    }
}
