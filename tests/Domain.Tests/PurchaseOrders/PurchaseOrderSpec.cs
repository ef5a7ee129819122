using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>One apparel order of one line, ex-factory Monday 1 March 2027, at a factory that always works.</summary>
public abstract class PurchaseOrderSpec : Spec<PurchaseOrder, PurchaseOrderCommand, PurchaseOrderEvent, PurchaseOrderState>
{
    protected static readonly DateOnly ExFactory = new(2027, 3, 1);
    private int reports;

    /// <summary>90 days before ex-factory, the day on which the template issues the order.</summary>
    protected DateTimeOffset Now { get; set; } = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    protected WorkingCalendar Calendar { get; set; } = WorkingCalendars.Unknown;

    protected VendorPast Past { get; set; } = VendorPast.None;

    protected virtual Surroundings Around => new(Now, Calendar) { Past = Past };

    protected LineState Line => State.Lines[0];

    protected static OrderLine OrderedLine(int number = 1, int quantity = 1200, string style = "ST-1", DateOnly? exFactory = null, DateOnly? cancel = null) =>
        new(number, style, "Fleece crew", "Ink navy", quantity, [new SizeQuantity("M", quantity)], exFactory ?? ExFactory, null, cancel);

    protected static OrderSheet Sheet(params ImmutableArray<OrderLine> lines) =>
        new("PO-1", "HALDEN", "apparel", "SS27", "V-1", "FOB", "sea", null, lines.IsEmpty ? [OrderedLine()] : lines, []);

    protected void Place(OrderSheet? sheet = null, params ImmutableArray<StyleDates> styles) =>
        When(new PurchaseOrderCommand.Record(sheet ?? Sheet(), styles), Around);

    protected ReportMilestone Report(
        string milestone, DateOnly date, Classifier classifier = Classifier.Actual, int line = 1, string? eventId = null,
        DateTimeOffset? updatedAt = null, bool retracted = false, string? reason = null) =>
        new("FWD-ACME", eventId ?? $"e{++reports}", updatedAt ?? Now, retracted, line, milestone, classifier, date, reason, null);

    protected void WhenReported(ReportMilestone report) => When(new PurchaseOrderCommand.Report(report), Around);

    protected static DateOnly Day(int offset) => ExFactory.AddDays(offset);
}
