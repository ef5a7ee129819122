using System.Collections.Immutable;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Tests.PurchaseOrders;

namespace Selvedge.Domain.Tests.Discrepancies;

/// <summary>What two sources say of a line, and what somebody decides about it.</summary>
public sealed class ContradictingEachOther : PurchaseOrderSpec
{
    private const string Forwarder = "FWD-ACME", Vendor = "rafiq";

    private Discrepancy Open => Assert.Single(Line.Discrepancies, d => d.IsOpen);

    private ReportMilestone Says(string source, string milestone, int day, int minute = 0, bool retracted = false, string? eventId = null) =>
        Report(milestone, Day(day), eventId: eventId ?? $"{source}-{milestone}", updatedAt: Now.AddMinutes(minute), retracted: retracted) with { Source = source };

    private void Resolve(string right, DiscrepancyKind kind = DiscrepancyKind.Dates, string milestone = "A26", string reason = "the tag is dated", string by = "clara") =>
        When(new PurchaseOrderCommand.Resolve(Guid.NewGuid(), new ResolveDiscrepancy(1, kind, milestone, right, reason), by), Around);

    private void Disagreeing()
    {
        Now = new(2027, 2, 10, 9, 0, 0, TimeSpan.Zero);
        Place();
        WhenReported(Says(Forwarder, "A26", -31));
        WhenReported(Says(Vendor, "A26", -29, minute: 1));
    }

    [Fact]
    public void Two_sources_that_name_different_days_open_one_with_both_sides()
    {
        Disagreeing();
        Assert.Equal((DiscrepancyKind.Dates, "A26"), (Open.Kind, Open.Milestone));
        Assert.Equal([new Statement("A26", Forwarder, Day(-31)), new Statement("A26", Vendor, Day(-29))], Open.Statements.ToArray());
        Assert.Single(Happened<PurchaseOrderEvent.DiscrepancyOpened>());
    }

    [Fact]
    public void A_source_that_corrects_itself_contradicts_nobody()
    {
        Now = new(2027, 2, 10, 9, 0, 0, TimeSpan.Zero);
        Place();
        WhenReported(Says(Forwarder, "A26", -31));
        WhenReported(Says(Forwarder, "A26", -29, minute: 1, eventId: "again"));
        Assert.Empty(Line.Discrepancies);
    }

    [Fact]
    public void It_is_cleared_when_they_agree_again_whoever_gives_way()
    {
        Disagreeing();
        WhenReported(Says(Forwarder, "A26", -29, minute: 2));
        Assert.Single(Happened<PurchaseOrderEvent.DiscrepancyCleared>());
        Assert.Empty(Line.Discrepancies);

        WhenReported(Says(Forwarder, "A26", -31, minute: 3));
        WhenReported(Says(Vendor, "A26", -29, minute: 4, retracted: true));
        Assert.Empty(Line.Discrepancies);
    }

    [Fact]
    public void Expectations_that_differ_are_none()
    {
        Place();
        WhenReported(Says(Forwarder, "A26", -31) with { Classifier = Classifier.Estimate });
        WhenReported(Says(Vendor, "A26", -20) with { Classifier = Classifier.Estimate });
        Assert.Empty(Line.Discrepancies);
    }

    [Theory]
    [InlineData("A23", "A26")] // cutting before the PP sample was approved
    [InlineData("A26", "A27")] // sewing before cutting
    [InlineData("A32", "A34")] // gone before it passed its inspection
    public void What_happened_before_what_must_come_first_opens_one(string first, string then)
    {
        Now = new(2027, 3, 5, 9, 0, 0, TimeSpan.Zero);
        Place();
        WhenReported(Says(Vendor, then, -12));
        Assert.Empty(Line.Discrepancies);
        WhenReported(Says(Vendor, first, -10));
        Assert.Equal((DiscrepancyKind.Sequence, first), (Open.Kind, Open.Milestone));
        Assert.Equal([new Statement(first, Vendor, Day(-10)), new Statement(then, Vendor, Day(-12))], Open.Statements.ToArray());
    }

    [Fact]
    public void Work_done_ahead_of_its_plan_is_none()
    {
        Now = new(2027, 2, 10, 9, 0, 0, TimeSpan.Zero);
        Place();
        WhenReported(Says(Vendor, "A17", -80)); // trims ordered
        WhenReported(Says(Vendor, "A15", -78)); // before the order was confirmed
        Assert.Empty(Line.Discrepancies);
    }

    [Fact]
    public void Settled_the_right_day_holds_and_who_settled_it_stands_behind_it()
    {
        Disagreeing();
        Resolve(Forwarder);
        Assert.Equal(new Resolution(new Statement("A26", Forwarder, Day(-31)), "the tag is dated", "clara", Now), Assert.Single(Line.Discrepancies).Resolved);
        var said = Assert.Single(Assert.Single(Happened<PurchaseOrderEvent.MilestonesReported>()).Reports);
        Assert.Equal(("clara", Day(-31)), (said.Source, said.Date));
        Assert.Equal(Day(-31), Line.Timeline!.Actual(Line.Timeline.Template.IndexOf("A26")));
    }

    [Fact]
    public void Where_the_right_day_holds_already_nothing_is_reported()
    {
        Disagreeing();
        Resolve(Vendor);
        Assert.Empty(Happened<PurchaseOrderEvent.MilestonesReported>());
        Assert.DoesNotContain(Line.Discrepancies, d => d.IsOpen);
    }

    [Fact]
    public void It_opens_again_when_something_is_said_that_was_not_known()
    {
        Disagreeing();
        Resolve(Vendor);
        WhenReported(Says("warehouse", "A26", -31)); // a day that was weighed, said before the one that is right
        Assert.DoesNotContain(Line.Discrepancies, d => d.IsOpen);
        WhenReported(Says("warehouse", "A26", -27, minute: 6));
        Assert.Single(Happened<PurchaseOrderEvent.DiscrepancyReopened>());
        Assert.Equal(3, Open.Statements.Length);
    }

    [Fact]
    public void It_opens_again_when_the_day_that_was_found_wrong_comes_to_hold()
    {
        Disagreeing();
        Resolve(Forwarder);
        Now = Now.AddHours(1);
        WhenReported(Says(Vendor, "A26", -29, minute: 5, eventId: "again"));
        Assert.Single(Happened<PurchaseOrderEvent.DiscrepancyReopened>());
    }

    [Fact]
    public void A_sequence_that_was_settled_stays_so_when_another_says_the_same_day()
    {
        Now = new(2027, 2, 20, 9, 0, 0, TimeSpan.Zero);
        Place();
        WhenReported(Says(Forwarder, "A26", -25));
        WhenReported(Says(Vendor, "A27", -28));
        Resolve("A26", DiscrepancyKind.Sequence);
        WhenReported(Says("warehouse", "A26", -25, minute: 5));
        Assert.DoesNotContain(Line.Discrepancies, d => d.IsOpen);
    }

    [Fact]
    public void It_takes_a_reason_and_a_side_that_there_is()
    {
        Disagreeing();
        Resolve(Vendor, reason: " ");
        ThenRefused("required");
        Resolve("nobody");
        ThenRefused("unknown-side");
        Resolve(Vendor);
        Resolve(Vendor);
        ThenRefused("no-discrepancy");
    }

    // Against a model that knows no order: the newest of each source per milestone.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20261122)]
    public void Any_order_of_arrival_ends_in_the_same_discrepancies(int seed)
    {
        var random = new Random(seed);
        Now = new(2027, 3, 5, 9, 0, 0, TimeSpan.Zero);
        string[] sources = [Forwarder, Vendor, "clara"], milestones = ["A23", "A25", "A26", "A27", "A30", "A32", "A34"];
        for (var round = 0; round < 40; round++)
        {
            var reports = Enumerable.Range(0, 14).Select(i => Says(
                sources[random.Next(3)], milestones[random.Next(milestones.Length)], random.Next(-14, -9), minute: i, eventId: $"e{i}")).ToArray();
            var placed = PurchaseOrder.Decide(new PurchaseOrderCommand.Record(Sheet(), []), PurchaseOrderState.Empty, Around)
                .Events.Aggregate(PurchaseOrderState.Empty, PurchaseOrder.Evolve);
            var ends = Enumerable.Range(0, 4).Select(_ =>
            {
                random.Shuffle(reports);
                return Told(reports.Aggregate(placed, (order, said) => PurchaseOrder.Decide(new PurchaseOrderCommand.Report(said), order, Around)
                    .Events.Aggregate(order, PurchaseOrder.Evolve)));
            }).ToArray();
            var expected = ends[0];
            Assert.All(ends, end => Assert.True(end == expected, $"seed {seed}, round {round}:\n{end}\nis not\n{expected}"));
            var dates = reports.GroupBy(r => r.Milestone)
                .Where(of => of.GroupBy(r => r.Source).Select(s => s.MaxBy(r => r.UpdatedAt)!.Date).Distinct().Count() > 1).Select(of => of.Key).Order();
            Assert.Equal(string.Join(' ', dates), string.Join(' ', expected.Split('\n').Where(l => l.StartsWith("Dates", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]).Order()));
        }
    }

    private static string Told(PurchaseOrderState order) => string.Join('\n', order.Lines[0].Discrepancies
        .Select(d => $"{d.Kind} {d.Milestone} {string.Join(' ', d.Statements.Select(s => $"{s.Milestone}:{s.Source}:{s.Date:yyyy-MM-dd}"))}").Order(StringComparer.Ordinal));
}
