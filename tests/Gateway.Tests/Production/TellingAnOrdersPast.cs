using System.Text.Json;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Tests.Production;

public sealed class TellingAnOrdersPast
{
    private static readonly DateOnly Placed = new(2026, 8, 1);
    private static readonly DateTimeOffset At = new(2026, 12, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly ReportMilestone Started = Report("e1", "A26", Classifier.Actual, new DateOnly(2026, 12, 20), "FA-CAP");

    [Fact]
    public void A_late_start_is_told_with_what_it_moved()
    {
        var (history, _) = Past(Started);
        Assert.Equal("Placed with 1 line", history.Entries[0].Text);
        var report = Assert.Single(history.Entries, e => e.Type == "purchase-order.milestone-reported");
        Assert.EndsWith("happened 20 Dec (overbooked line)", report.Text, StringComparison.Ordinal);
        Assert.Equal((1, "A26", new DateOnly(2026, 12, 20)), (report.Line, report.Milestone, report.To));
        Assert.Equal(new HistoryOrigin("manager", "FWD-ACME", Channel.Api), report.By);

        var moved = Assert.Single(history.Entries, e => e.IsExFactory);
        Assert.Equal("A34", moved.Milestone);
        Assert.StartsWith("Ex-factory forecast of line 1 moved to", moved.Text, StringComparison.Ordinal);
        Assert.True(moved.To > moved.From);
    }

    [Fact]
    public void A_change_of_health_is_told_by_its_codes_too()
    {
        var (history, _) = Past(
            Report("e1", "A34", Classifier.Estimate, new DateOnly(2027, 1, 7), null), Report("e2", "A34", Classifier.Estimate, new DateOnly(2027, 3, 20), null) with { UpdatedAt = At.AddMinutes(1) });
        var worse = Assert.Single(history.Entries, e => e.Health is not null);
        Assert.Equal(Health.Critical, worse.Health!.To);
        Assert.Equal($"Line 1 went from {HistoryWords.Of(worse.Health.From)} to critical", worse.Text);
    }

    [Fact]
    public void A_cause_names_the_report_behind_it_and_the_days_add_up()
    {
        var (history, order) = Past(Report("e1", "A34", Classifier.Estimate, new DateOnly(2027, 1, 20), "FA-CAP"));
        var why = Explanation.Of(order.Lines[0], history, Rights.Everything);
        Assert.Equal(15, why.SlipDays);
        Assert.Equal(why.SlipDays, why.Causes.Sum(c => c.Days) - why.FloatAbsorbedDays);
        Assert.Equal(2, Assert.Single(why.Causes, c => c.Code == "FA-CAP").Event);
    }

    [Fact]
    public void What_was_taken_back_is_no_longer_behind_anything()
    {
        var (history, _) = Past(Started, Started with { Retracted = true, UpdatedAt = At.AddMinutes(1) });
        Assert.Null(history.ReportOf(1, "A26"));
        Assert.Contains(history.Entries, e => (e.Text, e.Line, e.Milestone) == ("FWD-ACME took back its report on Cutting start (PCD)", 1, "A26"));
    }

    private static ReportMilestone Report(string eventId, string milestone, Classifier classifier, DateOnly day, string? reason) =>
        new("FWD-ACME", eventId, At, false, 1, milestone, classifier, day, reason, null);

    /// <summary>The sample order, placed in August. Facts are reported on their day, estimates the day after placing; the first report has position 2.</summary>
    private static (PurchaseOrderHistory History, PurchaseOrderView Order) Past(params ReportMilestone[] reports)
    {
        var events = new List<PurchaseOrderEvent>();
        // Only the placing itself, so that positions are known: its own forecast is no news here.
        events.AddRange(SampleRows.Decided([], new PurchaseOrderCommand.Record(SampleRows.Sheet("PO-1"), []), Placed).Take(1));
        foreach (var report in reports)
            events.AddRange(SampleRows.Decided(events, new PurchaseOrderCommand.Report(report), report.Classifier == Classifier.Actual ? report.Date : Placed.AddDays(1)));

        var history = new PurchaseOrderHistory(Rights.Everything);
        var origin = StoredForm.Write(new Origin("manager", "FWD-ACME", "e1", At, Channel.Api));
        for (var i = 0; i < events.Count; i++)
        {
            var (type, schema, data) = EventCatalog.Write(events[i]);
            history.Tell(new RecordedEvent(i + 1, new StreamKey(Kinds.PurchaseOrder, "PO-1"), i + 1, type, schema, At, data, origin));
        }

        return (history, PurchaseOrderView.Of(events.Aggregate(PurchaseOrder.Initial, PurchaseOrder.Evolve), events.Count)!);
    }
}
