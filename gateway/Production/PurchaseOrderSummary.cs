using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;

namespace Selvedge.Gateway.Production;

/// <summary>One order in a list: what tells it from others, and whether it will make its date.</summary>
/// <param name="SlipDays">Of the line that slips most.</param>
/// <param name="Forecast">The day on which the last line is expected to leave, or has left.</param>
public sealed record PurchaseOrderSummary(
    string Id, long V, string Number, string Brand, string Category, string Vendor, string VendorName, string? Country, string Season,
    Health Health, int Version, string State, int LineCount, int Quantity, int SlipDays, DateOnly? Committed, DateOnly? Forecast)
{
    internal static PurchaseOrderSummary Of(PurchaseOrderEntry entry, Rows rows)
    {
        var order = entry.Row;
        var vendor = rows.TryGetVendor(order.Vendor, out var known) ? known.Row : null;
        return new PurchaseOrderSummary(
            order.Number, entry.SeenAt, order.Number, order.Brand, order.Category, order.Vendor, vendor?.Name ?? order.Vendor, vendor?.Country,
            order.Season, order.Health, entry.Version, order.Open ? "open" : "closed", order.Lines.Length, order.Lines.Sum(l => l.Quantity),
            order.Lines.Max(l => (int?)l.SlipDays) ?? 0, order.Lines.Max(l => l.Committed), PurchaseOrderFilter.LastForecast(order));
    }
}
