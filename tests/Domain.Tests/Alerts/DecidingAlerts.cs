using System.Collections.Immutable;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.Alerts;

/// <summary>What a brand decides of its alerts.</summary>
public sealed class DecidingAlerts
{
    private static readonly AlertRule OfAll = new(AlertCause.LateOrder, null, null, 2, Severity.P2);
    private static readonly AlertRule OfFootwear = OfAll with { Category = "footwear", FromDays = 5 };
    private static readonly AlertRule OfV1 = OfAll with { Vendor = "V1", Severity = null };
    private static readonly AlertRule OfFootwearOfV1 = OfFootwear with { Vendor = "V1", Severity = Severity.P1 };
    private static readonly AlertSettings Decided = new([OfAll, OfFootwearOfV1, OfFootwear, OfV1], [new(Severity.P2, "director", 4), new(Severity.P2, "manager", 0)]);

    [Fact]
    public void The_vendors_rule_comes_first_then_the_categorys()
    {
        Assert.Equal(OfAll, Decided.Decided(AlertCause.LateOrder, "apparel", "V2"));
        Assert.Equal(OfFootwear, Decided.Decided(AlertCause.LateOrder, "footwear", "V2"));
        Assert.Equal(OfV1, Decided.Decided(AlertCause.LateOrder, "apparel", "V1"));
        Assert.Equal(OfFootwearOfV1, Decided.Decided(AlertCause.LateOrder, "footwear", "V1"));
        Assert.Null(Decided.Decided(AlertCause.SilentVendor, "footwear", "V1"));
    }

    [Fact]
    public void A_ladder_begins_with_whom_it_reaches_first()
    {
        Assert.Equal(new Ladder([new("manager", 0), new("director", 4)]), Decided.Decided(Severity.P2));
        Assert.Null(Decided.Decided(Severity.P1));
    }

    [Fact]
    public void The_product_has_a_rule_for_each_cause_and_a_ladder_for_each_severity()
    {
        Assert.Equal(AlertRules.Causes.AsEnumerable(), AlertRules.Causes.Select(c => AlertRules.RuleOf(c).Cause));
        Assert.All(Enum.GetValues<Severity>(), severity => Assert.Equal(0, AlertRules.Usual.Decided(severity)!.Steps[0].AfterDays));
        Assert.Null(AlertRules.Usual.Fault(""));
    }

    [Theory]
    [InlineData(Health.Late, 4, false)]
    [InlineData(Health.Late, 5, true)]
    [InlineData(Health.Critical, 1, true)]
    [InlineData(Health.Blocked, 0, true)]
    [InlineData(Health.Risk, 9, false)]
    public void A_line_is_late_from_the_day_that_was_decided_on_and_critical_or_blocked_at_once(Health health, int days, bool holds) =>
        Assert.Equal(holds, OrderAlarms.Holds(OfFootwear, new(Stage.Sewing, health, days, [], 0)));

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(0, true)]
    public void A_contradiction_counts_from_so_many_days_on_and_one_of_quantities_at_once(int days, bool holds) =>
        Assert.Equal(holds, OrderAlarms.Holds(OfFootwear with { Cause = AlertCause.Discrepancy }, new(Stage.Sewing, Health.OnTrack, 0, [Contradiction(days)], 0)));

    [Theory]
    [InlineData(Stage.ExFactory, 2, false)]
    [InlineData(Stage.ExFactory, 3, true)]
    [InlineData(Stage.Cancelled, 9, false)]
    [InlineData(Stage.Closed, 9, false)]
    public void A_shipment_is_late_from_three_days_on_as_long_as_its_line_waits_for_it(Stage stage, int days, bool holds) =>
        Assert.Equal(holds, OrderAlarms.Holds(AlertRules.RuleOf(AlertCause.LateShipment), new(stage, Health.Done, 0, [], days)));

    private static DiscrepancyView Contradiction(int days) => new(
        days == 0 ? DiscrepancyKind.Quantities : DiscrepancyKind.Dates, "A20", "Cutting start", "", [Statement("V1", 0), Statement("FWD", days)]);

    private static StatementView Statement(string source, int days) => new("A20", "Cutting start", source, new DateOnly(2026, 11, 20).AddDays(days), null, null);
}
