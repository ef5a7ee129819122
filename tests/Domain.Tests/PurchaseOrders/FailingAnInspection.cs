using Selvedge.Domain.Alerts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>The final random inspection (A32) is to be passed four days before ex-factory.</summary>
public sealed class FailingAnInspection : PurchaseOrderSpec
{
    private Finding? Alarm(AlertSettings? decided = null) => OrderAlarms.Of(State, 1, decided)!.Findings.SingleOrDefault(f => f.Cause == AlertCause.FailedInspection);

    private void Begin()
    {
        Place();
        Now = new DateTimeOffset(Day(-4), new TimeOnly(9, 0), TimeSpan.Zero);
    }

    [Fact]
    public void Who_expects_it_later_because_it_failed_alerts_until_it_is_passed()
    {
        Begin();
        Assert.Null(Alarm());
        WhenReported(Report("A32", Day(-2), Classifier.Estimate, eventId: "again", reason: "FA-QC"));
        Assert.Equal(new Finding(AlertCause.FailedInspection, Severity.P2, 1, 1, 2, 1_200, "Final random inspection passed expected 27 Feb: an inspection has failed"), Alarm());
        Assert.NotNull(Alarm(new([new(AlertCause.FailedInspection, null, null, 2, Severity.P1)], [])));
        Assert.Null(Alarm(new([new(AlertCause.FailedInspection, null, null, 3, Severity.P1)], [])));
        Now = Now.AddDays(2);
        WhenReported(Report("A32", Day(-2)));
        Assert.Null(Alarm());
    }

    [Fact]
    public void Whoever_takes_it_back_or_gives_another_reason_alerts_no_more()
    {
        Begin();
        WhenReported(Report("A31", Day(-2), Classifier.Estimate, eventId: "one", reason: "FA-QC"));
        Assert.StartsWith("Finishing and packing complete expected 27 Feb", Alarm()!.Why, StringComparison.Ordinal);
        WhenReported(Report("A31", Day(-2), Classifier.Estimate, eventId: "one", updatedAt: Now.AddMinutes(1), reason: "FA-MACH"));
        Assert.Null(Alarm());
    }
}
