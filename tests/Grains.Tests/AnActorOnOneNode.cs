using Microsoft.Extensions.DependencyInjection;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Grains.Tests;

public sealed class AnActorOnOneNode : OnOneNode
{
    [Fact]
    public async Task Answers_after_commit_and_remembers_after_a_restart()
    {
        var verdict = await One.Order("PO-1").Record(One.Ask(Given.Order()));
        Assert.Equal(VerdictStatus.Accepted, verdict.Status);
        await One.Order("PO-1").Report([One.Ask(Given.Report("A34", 3))]);
        var before = await One.Order("PO-1").Read();
        await One.DisposeAsync();

        One = await Node.StartAsync(Database, Time);
        var after = await One.Order("PO-1").Read();
        Assert.Equal((before!.Version, Health.Late), (after!.Version, after.Health));
        Assert.Equal(before.Lines[0].ExFactory, after.Lines[0].ExFactory);
    }

    [Fact]
    public async Task A_repeat_is_answered_from_what_stands()
    {
        await One.Order("PO-1").Record(One.Ask(Given.Order()));
        var report = Node.Ask(Given.Report("A34", 3), "r", 1, "x");
        var first = (await One.Order("PO-1").Report([report]))[0];
        var again = (await One.Order("PO-1").Report([report]))[0];
        Assert.Equal(new Verdict(VerdictStatus.Duplicate, first.Version, first.Position, null), again);
    }

    [Fact]
    public async Task The_same_revision_with_other_content_is_refused_and_an_older_one_is_a_duplicate()
    {
        await One.Order("PO-1").Record(One.Ask(Given.Order()));
        await One.Order("PO-1").Report([Node.Ask(Given.Report("A34", 3), "r", 2, "x")]);
        var verdicts = await One.Order("PO-1").Report(
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
        var order = One.Order("PO-1");
        await order.Record(One.Ask(Given.Order()));
        foreach (var report in told[1..])
            await order.Report([One.Ask(report)]);
        // In one turn the first is told and all the others are taken back.
        await order.Report(
        [
            One.Ask(told[0]),
            .. told[1..].Select(report => One.Ask(report with { Retracted = true, UpdatedAt = report.UpdatedAt.AddDays(1) })),
        ]);
        var holds = (await order.Read())!.Lines[0].ExFactory.Forecast;
        Assert.Equal(told[0].Date, holds);
        Assert.Equal(VerdictStatus.Unchanged, (await order.Preview(Given.Order() with { Past = [told[0]] })).Status);
        await One.DisposeAsync();

        One = await Node.StartAsync(Database, Time);
        Assert.Equal(holds, (await One.Order("PO-1").Read())!.Lines[0].ExFactory.Forecast);
    }

    [Fact]
    public async Task A_batch_is_one_turn_whose_good_items_stand_beside_refused_and_repeated_ones()
    {
        await One.Order("PO-1").Record(One.Ask(Given.Order()));
        var known = Node.Ask(Given.Report("A26", -31), "known", 1, "k");
        await One.Order("PO-1").Report([known]);
        var verdicts = await One.Order("PO-1").Report(
        [
            One.Ask(Given.Report("A99", 0, eventId: "bad")),
            known,
            One.Ask(Given.Report("A34", 3, eventId: "good")),
        ]);
        Assert.Equal(
            [VerdictStatus.Refused, VerdictStatus.Duplicate, VerdictStatus.Accepted], verdicts.Select(v => v.Status));
        Assert.Equal((await One.Order("PO-1").Read())!.Version, verdicts[2].Version);
    }

    [Fact]
    public async Task An_unknown_order_refuses_and_leaves_no_command_behind()
    {
        var report = Node.Ask(Given.Report("A34", 3), "r", 1, "x");
        Assert.Equal("unknown-purchase-order", (await One.Order("PO-1").Report([report]))[0].Problem!.Code);
        await One.Order("PO-1").Record(One.Ask(Given.Order()));
        Assert.Equal(VerdictStatus.Accepted, (await One.Order("PO-1").Report([report]))[0].Status);
    }

    [Fact]
    public async Task A_long_history_loads_from_snapshot_and_tail()
    {
        await One.Order("PO-1").Record(One.Ask(Given.Order()));
        for (var i = 0; i < 50; i++)
            await One.Order("PO-1").Report([One.Ask(Given.Report("A34", i % 7, eventId: $"e{i}"))]);
        var before = await One.Order("PO-1").Read();
        await One.DisposeAsync();
        One = await Node.StartAsync(Database, Time);
        var loaded = await One.Journal.LoadAsync(new StreamKey(Kinds.PurchaseOrder, "PO-1"), 0, StoredKinds.PurchaseOrder.Schema);
        Assert.NotNull(loaded.Snapshot);
        Assert.True(loaded.Tail.Length < 50);
        var after = await One.Order("PO-1").Read();
        Assert.Equal(before!.Lines[0].ExFactory, after!.Lines[0].ExFactory);
        Assert.True(before.Lines[0].Milestones.SequenceEqual(after.Lines[0].Milestones));
    }

    [Fact]
    public async Task The_vendors_holidays_and_zone_shape_the_calendar()
    {
        await One.Vendor("V-1").Record(One.Ask(Given.Vendor("BD")));
        await One.Order("PO-1").Record(One.Ask(Given.Order()));
        var baseline = (await One.Order("PO-1").Read())!.Lines[0].Milestones;
        Assert.DoesNotContain(baseline, m => m.Baseline.DayOfWeek == DayOfWeek.Friday);
    }

    [Fact]
    public async Task A_vendor_that_becomes_known_later_changes_the_days_its_orders_work()
    {
        await One.Order("PO-1").Record(One.Ask(Given.Order(style: null)));
        await One.Order("PO-1").Report([One.Ask(Given.Report("A33", -8))]);
        // The day before is a Friday: in Bangladesh what is expected on it moves to Saturday.
        await One.Order("PO-1").Report([One.Ask(Given.Report("A28", -17, eventId: "friday"))]);
        await One.Vendor("V-1").Record(One.Ask(Given.Vendor("BD")));
        await Eventually.HoldsAsync(
            "the inspection moves off the Friday", () => One.Order("PO-1").Read(),
            po => po!.Lines[0].Milestones.Single(m => m.Code == "A28").Forecast.DayOfWeek == DayOfWeek.Saturday);
    }

    [Fact]
    public async Task A_style_that_slips_reaches_its_orders_whichever_came_first()
    {
        await One.Order("PO-1").Record(One.Ask(Given.Order()));
        await One.Style("ST-1").Record(One.Ask(Given.Style()));
        await One.Style("ST-1").Report([One.Ask(Given.Report("A12", -70, line: 0))]);
        await One.Order("PO-2").Record(One.Ask(Given.Order("PO-2")));
        var expected = (await One.Style("ST-1").Read())!.Milestones.Single(m => m.Code == "A12").Forecast;
        foreach (var number in new[] { "PO-1", "PO-2" })
        {
            var order = await Eventually.HoldsAsync(
                $"{number} takes its style's dates", () => One.Order(number).Read(),
                po => po!.Lines[0].Milestones.Single(m => m.Code == "A12").Forecast == expected);
            Assert.True(order!.Lines[0].SlipDays > 0);
        }
    }

    [Fact]
    public async Task A_style_that_comes_after_its_orders_is_told_how_far_they_are()
    {
        var told = await One.Order("PO-1").Record(One.Ask(Given.Order()));
        await Eventually.HoldsAsync(
            "the order's word to a style that is not there is over", () => One.Checkpoints.ReadAsync("style-progress-hand-over"), at => at >= told.Position);
        await One.Style("ST-1").Record(One.Ask(Given.Style()));
        await Eventually.HoldsAsync("the style knows its order", () => One.Style("ST-1").Read(), style => style!.Standing.Orders == StyleStage.Ordered);
    }

    [Fact]
    public async Task A_due_time_that_came_while_nothing_ran_wakes_its_actor_once_when_a_node_starts()
    {
        await One.Order("PO-1").Record(One.Ask(Given.Order(style: null)));
        await One.DisposeAsync();
        Time.MoveTo(Given.Morning.AddDays(60));
        One = await Node.StartAsync(Database, Time);
        await Eventually.HoldsAsync(
            "the overdue order is blocked by its unsealed sample", () => One.Order("PO-1").Read(), po => po!.Health == Health.Blocked);

        var turned = 0;
        await foreach (var happened in One.Journal.ReadStreamAsync(new StreamKey(Kinds.PurchaseOrder, "PO-1"), 0))
            turned += happened.Type == "purchase-order.day-turned" ? 1 : 0;
        Assert.Equal(1, turned);
    }

    [Fact]
    public async Task A_wake_whose_due_time_has_moved_does_nothing()
    {
        await One.Order("PO-1").Record(One.Ask(Given.Order()));
        var version = (await One.Order("PO-1").Read())!.Version;
        await One.Order("PO-1").Wake(Given.Morning.AddDays(-300));
        Assert.Equal(version, (await One.Order("PO-1").Read())!.Version);
    }
}
