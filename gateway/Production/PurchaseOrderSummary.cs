using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Production;

/// <summary>One order in a list: what tells it from others, and whether it will make its date.</summary>
/// <param name="SlipDays">Of the line that slips most.</param>
/// <param name="AnswerDue">By when the vendor is to confirm; null while no answer is due.</param>
/// <param name="Waiting">How much waits for a second person or an answer; null for who may not know.</param>
/// <param name="Parent">Number of the order that it repeats; null for none.</param>
/// <param name="Forecast">The day on which the last line is expected to leave, or has left.</param>
public sealed record PurchaseOrderSummary(
    string Id, long V, string Number, string Brand, string Category, string Vendor, string VendorName, string? Country, string Season,
    Health Health, int Version, string State, int LineCount, int Quantity, int SlipDays, DateOnly? Committed, DateOnly? Forecast,
    Phase Phase, int Document, int Acknowledged, DateTimeOffset? AnswerDue, bool Overdue, bool Held, int? Waiting, string? Parent)
{
    internal static PurchaseOrderSummary Of(PurchaseOrderEntry entry, Rows rows, Rights rights)
    {
        var order = entry.Row;
        var vendor = rows.TryGetVendor(order.Vendor, out var known) ? known.Row : null;
        return new PurchaseOrderSummary(
            order.Number, entry.SeenAt, order.Number, order.Brand, order.Category, order.Vendor, vendor?.Name ?? order.Vendor, vendor?.Country,
            order.Season, order.Health, entry.Version, order.IsGoingOn ? "open" : "closed", order.Lines.Length, order.Lines.Sum(l => l.Quantity),
            order.Lines.Max(l => (int?)l.SlipDays) ?? 0, order.Lines.Max(l => l.Committed), PurchaseOrderFilter.LastForecast(order),
            order.Phase, order.Document, order.Acknowledged, order.AnswerDue, order.IsOverdue, order.IsHeld, rights.MayPrepare ? order.Waiting : null, order.Parent);
    }
}
