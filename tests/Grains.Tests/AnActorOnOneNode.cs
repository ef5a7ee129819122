using Microsoft.Extensions.DependencyInjection;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Grains.Tests;

public sealed class AnActorOnOneNode : IAsyncLifetime
{
    private readonly ManualTime time = new(Given.Morning);
    private string database = "";
    private Node node = null!;

    public async Task InitializeAsync()
    {
        database = await TestServer.CloneDatabaseAsync();
        node = await Node.StartAsync(database, time);
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task Answers_after_commit_and_remembers_after_a_restart()
    {
        var verdict = await node.Order("PO-1").Record(node.Ask(Given.Order()));
        Assert.Equal(VerdictStatus.Accepted, verdict.Status);
        await node.Order("PO-1").Report([node.Ask(Given.Report("A34", 3))]);
        var before = await node.Order("PO-1").Read();
        await node.DisposeAsync();

        node = await Node.StartAsync(database, time);
        var after = await node.Order("PO-1").Read();
        Assert.Equal((before!.Version, Health.Late), (after!.Version, after.Health));
        Assert.Equal(before.Lines[0].ExFactory, after.Lines[0].ExFactory);
    }

    [Fact]
    public async Task A_repeat_is_answered_from_what_stands()
    {
        await node.Order("PO-1").Record(node.Ask(Given.Order()));
        var report = Node.Ask(Given.Report("A34", 3), "r", 1, "x");
        var first = (await node.Order("PO-1").Report([report]))[0];
        var again = (await node.Order("PO-1").Report([report]))[0];
        Assert.Equal(new Verdict(VerdictStatus.Duplicate, first.Version, first.Position, null), again);
    }

    [Fact]
    public async Task The_same_revision_with_other_content_is_refused_and_an_older_one_is_a_duplicate()
    {
        await node.Order("PO-1").Record(node.Ask(Given.Order()));
        await node.Order("PO-1").Report([Node.Ask(Given.Report("A34", 3), "r", 2, "x")]);
        var verdicts = await node.Order("PO-1").Report(
        [
            Node.Ask(Given.Report("A34", 4), "r", 2, "other"),
            Node.Ask(Given.Report("A34", 5), "r", 1, "older"),
        ]);
        Assert.Equal("same-revision-other-content", verdicts[0].Problem!.Code);
        Assert.Equal(VerdictStatus.Duplicate, verdicts[1].Status);
    }

    [Fact]
    public async Task Claims_beyond_those_that_are_kept_are_read_again_when_they_hold()
    {
        var told = Enumerable.Range(1, SlotClaims.Kept + 4).Select(i => Given.Report("A34", i, eventId: $"c{i}") with { UpdatedAt = Given.Morning.AddMinutes(i) }).ToArray();
        var order = node.Order("PO-1");
        await order.Record(node.Ask(Given.Order()));
        foreach (var report in told[1..])
            await order.Report([node.Ask(report)]);
        // In one turn the first is told and all the others are taken back.
        await order.Report(
        [
            node.Ask(told[0]),
            .. told[1..].Select(report => node.Ask(report with { Retracted = true, UpdatedAt = report.UpdatedAt.AddDays(1) })),
        ]);
        var holds = (await order.Read())!.Lines[0].ExFactory.Forecast;
        Assert.Equal(told[0].Date, holds);
        Assert.Equal(VerdictStatus.Unchanged, (await order.Preview(Given.Order() with { Past = [told[0]] })).Status);
        await node.DisposeAsync();

        node = await Node.StartAsync(database, time);
        Assert.Equal(holds, (await node.Order("PO-1").Read())!.Lines[0].ExFactory.Forecast);
    }

    [Fact]
    public async Task A_batch_is_one_turn_whose_good_items_stand_beside_refused_and_repeated_ones()
    {
        await node.Order("PO-1").Record(node.Ask(Given.Order()));
        var known = Node.Ask(Given.Report("A26", -31), "known", 1, "k");
        await node.Order("PO-1").Report([known]);
        var verdicts = await node.Order("PO-1").Report(
        [
            node.Ask(Given.Report("A99", 0, eventId: "bad")),
            known,
            node.Ask(Given.Report("A34", 3, eventId: "good")),
        ]);
        Assert.Equal(
            [VerdictStatus.Refused, VerdictStatus.Duplicate, VerdictStatus.Accepted], verdicts.Select(v => v.Status));
        Assert.Equal((await node.Order("PO-1").Read())!.Version, verdicts[2].Version);
    }

    [Fact]
    public async Task An_unknown_order_refuses_and_leaves_no_command_behind()
    {
        var report = Node.Ask(Given.Report("A34", 3), "r", 1, "x");
        Assert.Equal("unknown-purchase-order", (await node.Order("PO-1").Report([report]))[0].Problem!.Code);
        await node.Order("PO-1").Record(node.Ask(Given.Order()));
        Assert.Equal(VerdictStatus.Accepted, (await node.Order("PO-1").Report([report]))[0].Status);
    }

    [Fact]
    public async Task A_long_history_loads_from_snapshot_and_tail()
    {
        await node.Order("PO-1").Record(node.Ask(Given.Order()));
        for (var i = 0; i < 50; i++)
            await node.Order("PO-1").Report([node.Ask(Given.Report("A34", i % 7, eventId: $"e{i}"))]);
        var before = await node.Order("PO-1").Read();
        await node.DisposeAsync();
        node = await Node.StartAsync(database, time);
        var loaded = await node.Journal.LoadAsync(new StreamKey(Kinds.PurchaseOrder, "PO-1"), 0, StoredKinds.PurchaseOrder.Schema);
        Assert.NotNull(loaded.Snapshot);
        Assert.True(loaded.Tail.Length < 50);
        var after = await node.Order("PO-1").Read();
        Assert.Equal(before!.Lines[0].ExFactory, after!.Lines[0].ExFactory);
        Assert.True(before.Lines[0].Milestones.SequenceEqual(after.Lines[0].Milestones));
    }

    [Fact]
    public async Task The_vendors_holidays_and_zone_shape_the_calendar()
    {
        await node.Vendor("V-1").Record(node.Ask(Given.Vendor("BD")));
        await node.Order("PO-1").Record(node.Ask(Given.Order()));
        var baseline = (await node.Order("PO-1").Read())!.Lines[0].Milestones;
        Assert.DoesNotContain(baseline, m => m.Baseline.DayOfWeek == DayOfWeek.Friday);
    }

    [Fact]
    public async Task A_vendor_that_becomes_known_later_changes_the_days_its_orders_work()
    {
        await node.Order("PO-1").Record(node.Ask(Given.Order(style: null)));
        await node.Order("PO-1").Report([node.Ask(Given.Report("A33", -8))]);
        // The day before is a Friday: in Bangladesh what is expected on it moves to Saturday.
        await node.Order("PO-1").Report([node.Ask(Given.Report("A28", -17, eventId: "friday"))]);
        await node.Vendor("V-1").Record(node.Ask(Given.Vendor("BD")));
        await Eventually.HoldsAsync(
            "the inspection moves off the Friday", () => node.Order("PO-1").Read(),
            po => po!.Lines[0].Milestones.Single(m => m.Code == "A28").Forecast.DayOfWeek == DayOfWeek.Saturday);
    }

    [Fact]
    public async Task A_style_that_slips_reaches_its_orders_whichever_came_first()
    {
        await node.Order("PO-1").Record(node.Ask(Given.Order()));
        await node.Style("ST-1").Record(node.Ask(Given.Style()));
        await node.Style("ST-1").Report([node.Ask(Given.Report("A12", -70, line: 0))]);
        await node.Order("PO-2").Record(node.Ask(Given.Order("PO-2")));
        var expected = (await node.Style("ST-1").Read())!.Milestones.Single(m => m.Code == "A12").Forecast;
        foreach (var number in new[] { "PO-1", "PO-2" })
        {
            var order = await Eventually.HoldsAsync(
                $"{number} takes its style's dates", () => node.Order(number).Read(),
                po => po!.Lines[0].Milestones.Single(m => m.Code == "A12").Forecast == expected);
            Assert.True(order!.Lines[0].SlipDays > 0);
        }
    }

    [Fact]
    public async Task A_due_time_that_came_while_nothing_ran_wakes_its_actor_once_when_a_node_starts()
    {
        await node.Order("PO-1").Record(node.Ask(Given.Order(style: null)));
        await node.DisposeAsync();
        time.MoveTo(Given.Morning.AddDays(60));
        node = await Node.StartAsync(database, time);
        await Eventually.HoldsAsync(
            "the overdue order turns critical", () => node.Order("PO-1").Read(), po => po!.Health == Health.Critical);

        var turned = 0;
        await foreach (var happened in node.Journal.ReadStreamAsync(new StreamKey(Kinds.PurchaseOrder, "PO-1"), 0))
            turned += happened.Type == "purchase-order.day-turned" ? 1 : 0;
        Assert.Equal(1, turned);
    }

    [Fact]
    public async Task A_wake_whose_due_time_has_moved_does_nothing()
    {
        await node.Order("PO-1").Record(node.Ask(Given.Order()));
        var version = (await node.Order("PO-1").Read())!.Version;
        await node.Order("PO-1").Wake(Given.Morning.AddDays(-300));
        Assert.Equal(version, (await node.Order("PO-1").Read())!.Version);
    }
}
