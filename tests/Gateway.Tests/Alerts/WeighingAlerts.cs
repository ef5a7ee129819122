using System.Collections.Immutable;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Alerts;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Tests.Alerts;

/// <summary>What is at stake is the value of the lines that an alert holds of, and of no others.</summary>
public sealed class WeighingAlerts
{
    private static LineView Line(int number, int quantity, Health health, Stage stage = Stage.Sewing) => new(
        number, null, "Crew neck", "Ink", quantity, [], stage, health, 0, null, 0, [], [], new ExFactoryDates(null, null, null, null), null, null, [], Price: 2, Currency: "USD");

    private static readonly PurchaseOrderView Order = new(
        "PO-1", "HALDEN", "apparel", "V1", "SS27", null, null, Health.Critical, true, 3, null!,
        [Line(1, 1, Health.Critical) with { Failed = new FailedInspection("A32", "Final random inspection passed", default, 4), LateWithUs = new OverdueRound(Party.Brand, "PP sample", 9) }, Line(2, 10, Health.Late), Line(3, 100, Health.Blocked), Line(4, 1_000, Health.OnTrack) with
            {
                Overdue = new OverdueMilestone("A26", "Cutting start", null, 2), LateWithUs = new OverdueRound(Party.Brand, "PP sample", 2), LateWithVendor = new OverdueRound(Party.Vendor, "TOP sample", 1),
            }, Line(5, 10_000, Health.Critical, Stage.Cancelled)]);

    [Theory]
    [InlineData(AlertCause.LateOrder, 222)]
    [InlineData(AlertCause.SilentVendor, 2_222)]
    [InlineData(AlertCause.OverdueMilestone, 2_000)]
    [InlineData(AlertCause.FailedInspection, 2)]
    [InlineData(AlertCause.LateDecision, 2_000)]
    [InlineData(AlertCause.LateSubmission, 0)]
    public void It_holds_of_what_its_rule_says_and_never_of_what_was_cancelled(AlertCause cause, int value)
    {
        var incident = new IncidentRow(
            new IncidentSubject(cause, "PO-1", "HALDEN", "apparel", "V1"), new Finding(cause, Severity.P1, 1, 1, 9, 1, "late"), true, IncidentStatus.Open, default, "rafiq", [],
            null, null, null, null, null, null, null, null, 1);
        Assert.Equal(value == 0 ? [] : [new ValueAtStake("USD", value)], AlertStakes.Of(Order, incident, Rights.Everything).Values.AsEnumerable());
    }
}
