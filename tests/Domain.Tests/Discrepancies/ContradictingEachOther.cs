using System.Collections.Immutable;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.Tests.PurchaseOrders;

namespace Selvedge.Domain.Tests.Discrepancies;

/// <summary>What two sources say of a line, and what somebody decides about it.</summary>
public sealed class ContradictingEachOther : PurchaseOrderSpec
{
    private const string Forwarder = "FWD-ACME", Vendor = "rafiq";

    private Discrepancy Open => Assert.Single(Line.Discrepancies, d => d.IsOpen);

    private ImmutableArray<DiscrepancyView> LineDiscrepanciesShown => PurchaseOrderView.Of(State, 1)!.Lines[0].Discrepancies ?? [];

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
    public void It_says_since_when_also_where_a_side_changes_its_mind()
    {
        Disagreeing();
        var opened = Now;
        Now = Now.AddHours(3);
        WhenReported(Says(Vendor, "A26", -28, minute: 2));
        Assert.Equal((opened, Day(-28)), (Open.OpenedAt, Open.Statements[1].Date));
    }

    [Fact]
    public void Where_nobody_wrote_down_since_when_it_is_as_old_as_the_last_that_was_heard()
    {
        Disagreeing();
        var shown = Assert.Single(LineDiscrepanciesShown, d => d.Kind == DiscrepancyKind.Dates);
        var before = new DiscrepancyView(shown.Kind, shown.Milestone, shown.Name, shown.Text, [shown.Sides[0], shown.Sides[1] with { HeardAt = Now.AddDays(2) }]);
        Assert.Equal(Now.AddDays(2), before.OpenedAt);
    }

    [Fact]
    public void One_is_raised_by_hand_and_settled_like_any_other()
    {
        Place();
        When(new PurchaseOrderCommand.Raise(new RaiseDiscrepancy(1, "A26", [new("V-1", "two lines"), new("QA", "one line")], "how many lines cut"), "noor"), Around);
        Assert.Equal("Cutting start (PCD): how many lines cut", Assert.Single(LineDiscrepanciesShown).Text);
        Resolve("QA", DiscrepancyKind.Raised);
        Assert.Empty(LineDiscrepanciesShown);
        When(new PurchaseOrderCommand.Raise(new RaiseDiscrepancy(9, "A26", [new("V-1", "two lines"), new("QA", "one line")], "how many lines cut"), "noor"), Around);
        ThenRefused("unknown-line");
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

    private void Counting(string source, int quantity, int minute = 0, string milestone = "A30") =>
        WhenReported(Says(source, milestone, -9, minute) with { Quantity = quantity });

    private void InMarch()
    {
        Now = new(2027, 3, 25, 9, 0, 0, TimeSpan.Zero);
        Place();
    }

    [Theory]
    [InlineData(1_200, 1_141, false)] // five percent of what was ordered are forgiven
    [InlineData(1_200, 1_139, true)]
    public void Two_sources_that_count_differently_open_one_beyond_what_the_brand_tolerates(int one, int other, bool opens)
    {
        InMarch();
        Counting(Vendor, one);
        Assert.Empty(Line.Discrepancies);
        Counting(Forwarder, other, minute: 1);
        Assert.Equal(opens, Line.Discrepancies.Any(d => d.Kind == DiscrepancyKind.Quantities));
        if (opens)
            Assert.Equal([(Forwarder, other), (Vendor, one)], Open.Statements.Select(s => (s.Source, s.Quantity!.Value)));
        Assert.Equal(other, Line.Timeline!.Quantity(Line.Timeline.Template.IndexOf("A30")));
    }

    [Theory]
    [InlineData("A34", 1_000, true)]
    [InlineData("A15", 1_000, true)]
    [InlineData("A34", 1_190, false)]
    [InlineData("A26", 300, false)] // a part was cut
    public void What_is_confirmed_or_leaves_is_held_against_the_order(string milestone, int quantity, bool opens)
    {
        InMarch();
        Counting(Vendor, quantity, milestone: milestone);
        Assert.Equal(opens, Line.Discrepancies.Any(d => d.Kind == DiscrepancyKind.Quantities));
        if (opens)
            Assert.Equal((Statement.Order, 1_200), (Open.Statements[0].Source, Open.Statements[0].Quantity!.Value));
    }

    [Fact]
    public void The_order_that_is_revised_to_what_came_clears_it()
    {
        InMarch();
        Counting(Vendor, 1_000, milestone: "A34");
        Assert.Equal("Ex-factory is said of another quantity than was ordered", DiscrepancyView.Of(Open, Line.Timeline!).Text);
        When(new PurchaseOrderCommand.Record(Sheet(OrderedLine(quantity: 1_000)), [], null), Around);
        Assert.Single(Happened<PurchaseOrderEvent.DiscrepancyCleared>());
        Assert.Empty(Line.Discrepancies);
    }

    [Fact]
    public void The_quantity_that_is_right_holds_and_the_day_stays()
    {
        InMarch();
        Counting(Vendor, 1_200);
        Counting(Forwarder, 900, minute: 1);
        Resolve(Vendor, DiscrepancyKind.Quantities, "A30", "recounted");
        var said = Assert.Single(Assert.Single(Happened<PurchaseOrderEvent.MilestonesReported>()).Reports);
        Assert.Equal(("clara", 1_200, Day(-9)), (said.Source, said.Quantity!.Value, said.Date));
        Assert.DoesNotContain(Line.Discrepancies, d => d.IsOpen);
        Counting("warehouse", 880, minute: 5);
        Assert.Single(Happened<PurchaseOrderEvent.DiscrepancyReopened>());
    }

    [Fact]
    public void A_day_that_is_settled_keeps_what_was_counted()
    {
        InMarch();
        Counting(Vendor, 1_200);
        WhenReported(Says(Forwarder, "A30", -7, minute: 1));
        Resolve(Vendor, milestone: "A30");
        Assert.Equal((Day(-9), 1_200), (Line.Timeline!.Actual(Line.Timeline.Template.IndexOf("A30"))!.Value, Line.Timeline.Quantity(Line.Timeline.Template.IndexOf("A30"))!.Value));
    }

    [Theory]
    [InlineData(Classifier.Estimate, 5, "quantity-of-no-fact")]
    [InlineData(Classifier.Actual, 0, "impossible-quantity")]
    public void What_is_expected_or_nothing_at_all_is_not_counted(Classifier classifier, int quantity, string code)
    {
        InMarch();
        WhenReported(Says(Vendor, "A30", -9) with { Classifier = classifier, Quantity = quantity });
        ThenRefused(code);
    }

    private void Doubted()
    {
        Now = new(2027, 2, 10, 9, 0, 0, TimeSpan.Zero);
        Place();
        WhenReported(Says(Vendor, "A21", -45));
        WhenReported(Says(Forwarder, "A21", -38, minute: 1) with { Classifier = Classifier.Estimate });
    }

    [Fact]
    public void Who_still_expects_later_what_is_said_to_have_happened_opens_one()
    {
        Doubted();
        Assert.Equal((DiscrepancyKind.Status, "A21"), (Open.Kind, Open.Milestone));
        Assert.Equal([new Statement("A21", Vendor, Day(-45)), new Statement("A21", Forwarder, Day(-38), IsExpected: true)], Open.Statements.ToArray());
        WhenReported(Says(Forwarder, "A21", -45, minute: 2, eventId: "seen"));
        Assert.Empty(Line.Discrepancies);
    }

    [Fact]
    public void What_was_expected_before_it_happened_is_only_overtaken()
    {
        Now = new(2027, 2, 10, 9, 0, 0, TimeSpan.Zero);
        Place();
        WhenReported(Says(Vendor, "A21", -45, minute: 1));
        WhenReported(Says(Forwarder, "A21", -38) with { Classifier = Classifier.Estimate });
        Assert.Empty(Line.Discrepancies);
    }

    [Fact]
    public void What_has_not_happened_is_taken_back_when_somebody_settles_it_so()
    {
        Doubted();
        Resolve(Forwarder, DiscrepancyKind.Status, "A21", "the rolls are still at the mill");
        Assert.Null(Line.Timeline!.Actual(Line.Timeline.Template.IndexOf("A21")));
        Assert.Equal("the rolls are still at the mill", Assert.Single(Line.Discrepancies).Resolved!.Reason);
        WhenReported(Says(Vendor, "A21", -37, minute: 9, eventId: "really"));
        Assert.Empty(Line.Discrepancies);
    }

    [Fact]
    public void It_is_cleared_when_its_milestone_no_longer_applies()
    {
        Doubted();
        Resolve(Forwarder, DiscrepancyKind.Status, "A21", "the rolls are still at the mill");
        When(new PurchaseOrderCommand.Override(new OverrideMilestone(1, new MilestoneOverride("A21", OverrideKind.NotApplicable, [], null, "the vendor's own fabric"))), Around);
        Assert.Null(Answer.Refusal);
        Assert.Single(Happened<PurchaseOrderEvent.DiscrepancyCleared>());
        Assert.Empty(Line.Discrepancies);
    }

    private const string Sealed = "A23";

    private bool IsSealed => !LineView.Of(Line, State.AsOf).Gates!.Value.Contains(Sealed);

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)] // it was the brand's own word before
    public void Who_settles_what_others_say_passes_no_gate_by_it(bool isOutside, bool passes)
    {
        Now = new(2027, 2, 10, 9, 0, 0, TimeSpan.Zero);
        Place();
        WhenReported(Says(Forwarder, Sealed, -31) with { Outside = isOutside ? true : null });
        WhenReported(Says(Vendor, Sealed, -29, minute: 1) with { Outside = true });
        Resolve(Forwarder, milestone: Sealed);
        Assert.Equal(Day(-31), Line.Timeline!.Actual(Line.Timeline.Template.IndexOf(Sealed)));
        Assert.Equal((isOutside ? true : null, passes), (Assert.Single(Happened<PurchaseOrderEvent.MilestonesReported>()).Reports[0].Outside, IsSealed));
    }

    [Fact]
    public void Who_settles_what_others_count_passes_no_gate_by_it()
    {
        Now = new(2027, 2, 10, 9, 0, 0, TimeSpan.Zero);
        Place();
        WhenReported(Says(Forwarder, Sealed, -31) with { Outside = true, Quantity = 1_200 });
        WhenReported(Says(Vendor, Sealed, -31, minute: 1) with { Outside = true, Quantity = 900 });
        Resolve(Forwarder, DiscrepancyKind.Quantities, Sealed);
        Assert.Equal(1_200, Line.Timeline!.Quantity(Line.Timeline.Template.IndexOf(Sealed)));
        Assert.False(IsSealed);
    }

    [Fact]
    public void What_has_happened_stays_when_somebody_settles_it_so()
    {
        Doubted();
        Resolve(Vendor, DiscrepancyKind.Status, "A21");
        Assert.Empty(Happened<PurchaseOrderEvent.MilestonesReported>());
        Assert.Equal((Day(-45), false), (Line.Timeline!.Actual(Line.Timeline.Template.IndexOf("A21"))!.Value, Assert.Single(Line.Discrepancies).IsOpen));
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
