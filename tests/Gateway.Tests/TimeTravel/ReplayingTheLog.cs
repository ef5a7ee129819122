using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.TimeTravel;

namespace Selvedge.Gateway.Tests.TimeTravel;

/// <summary>A node that has lived a little, and its journal made anew from the log.</summary>
public sealed class ReplayingTheLog : IAsyncLifetime
{
    private readonly GatewayNode node = new();

    public async Task InitializeAsync()
    {
        await node.InitializeAsync();
        await node.RegisterStyleAsync("ST-1", "2027-03-01");
        await node.PlaceAsync(GatewayNode.Order("PO-1", "2027-03-01", style: "ST-1"), GatewayNode.Order("PO-2", "2027-04-01"));
        // Beyond the 32 events after which a snapshot is kept.
        for (var i = 0; i < 40; i++)
            await node.TellAsync(Said.OfLine($"e{i}", "PO-1", "A26", $"2027-02-{1 + i % 20:00}"));
        await node.SettleAsync();
    }

    public Task DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task Gives_what_is_stored_bit_for_bit()
    {
        var result = await RunAsync();
        Assert.Empty(result.Differences);
        Assert.Equal(result.Hash, result.StoredHash);
        Assert.Equal(await node.HeadAsync(), result.Events);
        Assert.True(result.Snapshots > 0, "No snapshot was compared.");
        // However the work is shared out.
        Assert.Equal(result.Hash, (await Replay.RunAsync(Source, 3, CancellationToken.None)).Hash);
    }

    [Fact]
    public async Task Another_event_gives_another_hash()
    {
        var before = await RunAsync();
        await node.TellAsync(Said.OfLine("later", "PO-2", "A26", "2027-02-25"));
        await node.SettleAsync();
        var after = await RunAsync();
        Assert.NotEqual(before.Hash, after.Hash);
        Assert.Equal(after.Hash, after.StoredHash);
    }

    [Theory]
    [InlineData("update journal.streams set board_row = board_row || '\\x20' where id = 'PO-1'", "purchase-order/PO-1: the row is not what its events make it")]
    [InlineData("update journal.snapshots set version = version - 1", "purchase-order/PO-1: the snapshot of version")]
    [InlineData("update journal.snapshots set state = '\\x00'", "purchase-order/PO-1: the snapshot of version")]
    [InlineData("delete from journal.due where stream = (select number from journal.streams where id = 'PO-2')", "purchase-order/PO-2: due at ; its events say 20")]
    [InlineData("delete from journal.links where target_id = 'ST-1'", "purchase-order/PO-1: linked to vendor/V1; its events say vendor/V1, style/ST-1")]
    [InlineData("delete from journal.events where version = 3 and stream = (select number from journal.streams where id = 'PO-1')", "purchase-order/PO-1: version 4 follows 2")]
    [InlineData("update journal.streams set version = version + 1 where id = 'PO-2'", "purchase-order/PO-2: stored at version ")]
    [InlineData("update journal.events set type = 'purchase-order.enlarged' where version = 2 and stream = (select number from journal.streams where id = 'PO-2')", "purchase-order/PO-2: version 2 cannot be replayed: Event 'purchase-order.enlarged' of form 1 is not known here")]
    [InlineData("update journal.streams set kind = 'unheard-of' where id = 'ST-1'", "unheard-of/ST-1: its kind 'unheard-of' is not known here")]
    public async Task Names_the_stream_in_which_something_was_tampered_with(string tampering, string told)
    {
        await using (var command = Source.CreateCommand(tampering))
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        var result = await RunAsync();
        Assert.Contains(result.Differences, difference => difference.StartsWith(told, StringComparison.Ordinal));
        Assert.NotEqual(result.Hash, result.StoredHash);
    }

    [Fact]
    public async Task Says_what_it_found_and_ends_with_1_when_something_differs()
    {
        var connection = node.ConnectionString;
        var said = new StringWriter();
        Assert.Equal(0, await VerifyCommand.RunAsync(connection, said));
        Assert.EndsWith("equal\n", said.ToString(), StringComparison.Ordinal);

        await using (var command = Source.CreateCommand("update journal.streams set board_row = '\\x7b7d' where id in ('PO-1', 'PO-2', 'ST-1')"))
            await command.ExecuteNonQueryAsync();
        Assert.Equal(1, await VerifyCommand.RunAsync(connection, said));
        Assert.EndsWith("3 differences\n", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_knows_nothing_but_the_journal_comes_to_the_same()
    {
        var template = node.Services.GetRequiredService<IGrainFactory>().GetGrain<ITemplateGrain>("REPLAYED");
        var sheet = Templates.Published("APPAREL", 1)!.Sheet with { Brand = "REPLAYED" };
        var header = new CommandHeader(CommandIds.Of("replayed"), 0, Guid.Empty, new Origin("test"));
        Assert.Equal(VerdictStatus.Accepted, (await template.SaveDraft(new Asked<TemplateSheet>(header, sheet), null)).Status);
        Assert.Equal(VerdictStatus.Accepted, (await template.Publish(header with { Id = CommandIds.Of("published") }, null, null)).Status);
        await node.PlaceAsync(GatewayNode.Order("PO-3", "2027-03-01", brand: "REPLAYED"));
        Assert.Contains("REPLAYED", (await node.GetAsync("/api/v1/purchase-orders/PO-3")).Text, StringComparison.Ordinal);

        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Selvedge.Gateway.dll"), VerifyCommand.Name])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["ConnectionStrings__Selvedge"] = node.ConnectionString, ["Logging__LogLevel__Default"] = "None" },
        };
        using var verify = Process.Start(start)!;
        var complaint = verify.StandardError.ReadToEndAsync();
        var said = await verify.StandardOutput.ReadToEndAsync();
        await verify.WaitForExitAsync();
        Assert.True(verify.ExitCode == 0, said + await complaint);
        Assert.EndsWith("equal\n", said, StringComparison.Ordinal);
    }

    private NpgsqlDataSource Source => node.Services.GetRequiredService<NpgsqlDataSource>();

    private Task<ReplayResult> RunAsync() => Replay.RunAsync(Source, 1, CancellationToken.None);
}
