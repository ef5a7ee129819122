using System.Collections.Immutable;
using System.Diagnostics;
using Npgsql;
using Selvedge.Contracts;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Grains.Tests;

/// <summary>The same order active on two nodes at once: PostgreSQL decides, and nobody is told something stale.</summary>
public sealed class OneActorOnTwoNodes : OnTwoNodes
{
    [Fact]
    public async Task Reports_through_both_at_once_all_stand_at_dense_versions()
    {
        await One.Order("PO-1").Record(One.Ask(Given.Order()));
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            var node = i % 2 == 0 ? One : Two;
            var report = node.Ask(Given.Report("A34", i % 9, eventId: $"e{i}"));
            while (true)
            {
                try
                {
                    return (await node.Order("PO-1").Report([report]))[0];
                }
                catch (JournalUnavailableException)
                {
                    // The other node won for a whole second: the sender is told so, and sends it again.
                }
            }
        }));
        Assert.All(verdicts, v => Assert.Equal(VerdictStatus.Accepted, v.Status));
        Assert.Equal(60, verdicts.Select(v => v.Position).Distinct().Count());

        var version = 0;
        await foreach (var happened in One.Journal.ReadStreamAsync(new StreamKey(Kinds.PurchaseOrder, "PO-1"), 0))
            Assert.Equal(++version, happened.Version);
        Assert.Equal(version, verdicts.Max(v => v.Version));
    }

    [Fact]
    public async Task A_refusal_is_never_stale()
    {
        // Two has the order active as unknown; one places it. What Two then refuses or accepts must know that.
        Assert.Equal(VerdictStatus.Refused, (await Two.Order("PO-1").Report([Two.Ask(Given.Report("A34", 1))]))[0].Status);
        for (var i = 0; i < 20; i++)
        {
            var number = $"PO-{i}";
            await Two.Order(number).Report([Two.Ask(Given.Report("A34", 1))]);
            await One.Order(number).Record(One.Ask(Given.Order(number)));
            var verdict = (await Two.Order(number).Report([Two.Ask(Given.Report("A34", 1))]))[0];
            Assert.Equal(VerdictStatus.Accepted, verdict.Status);
        }
    }

    [Fact]
    public async Task The_same_command_through_both_at_once_is_applied_once()
    {
        await One.Order("PO-1").Record(One.Ask(Given.Order()));
        for (var i = 0; i < 20; i++)
        {
            var report = Node.Ask(Given.Report("A34", i % 5, eventId: $"e{i}"), $"same-{i}", 1, "x");
            var verdicts = await Task.WhenAll(One.Order("PO-1").Report([report]), Two.Order("PO-1").Report([report]));
            Assert.Equal(
                [VerdictStatus.Accepted, VerdictStatus.Duplicate], verdicts.Select(v => v[0].Status).Order());
            Assert.Equal(verdicts[0][0].Position, verdicts[1][0].Position);
        }
    }

    [Fact]
    public async Task Who_loses_after_a_long_wait_tries_again()
    {
        await One.Order("PO-1").Record(One.Ask(Given.Order()));
        await Two.Order("PO-1").Read();
        await using var source = NpgsqlDataSource.Create(Database);
        await using var connection = await source.OpenConnectionAsync();
        Task<ImmutableArray<Verdict>>[] reports;
        await using (await connection.BeginTransactionAsync())
        {
            await using (var hold = new NpgsqlCommand("select from journal.head for update", connection))
                await hold.ExecuteNonQueryAsync();
            var watch = Stopwatch.StartNew();
            reports = [.. new[] { One, Two }.Select((node, i) => node.Order("PO-1").Report([node.Ask(Given.Report("A34", i, eventId: $"e{i}"))]))];
            await using var waiting = source.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
            await Eventually.HoldsAsync("Both wait", async () => (long)(await waiting.ExecuteScalarAsync())!, calls => calls >= 2);
            await Eventually.HoldsAsync("They have waited for longer than an actor tries", () => Task.FromResult(watch.Elapsed), waited => waited > TimeSpan.FromSeconds(1.2));
        }

        Assert.All(await Task.WhenAll(reports), v => Assert.Equal(VerdictStatus.Accepted, v[0].Status));
    }

    [Fact]
    public async Task A_due_time_wakes_once_in_the_cluster()
    {
        for (var i = 0; i < 20; i++)
            await One.Order($"PO-{i}").Record(One.Ask(Given.Order($"PO-{i}", style: null)));
        Time.MoveTo(Given.Morning.AddDays(1));
        for (var i = 0; i < 20; i++)
        {
            var stream = new StreamKey(Kinds.PurchaseOrder, $"PO-{i}");
            var turned = await Eventually.HoldsAsync($"{stream} wakes", () => TurnedAsync(stream), n => n > 0);
            Assert.Equal(1, turned);
        }
    }

    private async Task<int> TurnedAsync(StreamKey stream)
    {
        var turned = 0;
        await foreach (var happened in Two.Journal.ReadStreamAsync(stream, 0))
            turned += happened.Type == "purchase-order.day-turned" ? 1 : 0;
        return turned;
    }
}
