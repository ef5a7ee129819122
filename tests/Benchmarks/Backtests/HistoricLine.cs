using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Imports;
using Selvedge.Gateway.Security;

namespace Selvedge.Benchmarks.Backtests;

/// <summary>One line of the delivery history.</summary>
/// <param name="Ordered">The template's order day where none was captured.</param>
/// <param name="Recorded">When the source wrote the delivery down: before, nobody could know of it.</param>
internal sealed record HistoricLine(
    string Order, int Line, string Vendor, string Category, DateOnly Ordered, DateOnly Promised, DateOnly Delivered, DateOnly Recorded)
{
    // The template's way from order to delivery.
    private const int UsualDays = 90;

    /// <summary>Reads the file as the product imports it. In the order of the orders' numbers.</summary>
    public static ImmutableArray<HistoricLine> Read(string file)
    {
        using var stream = File.OpenRead(file);
        var (plan, fault) = Planner.Plan(stream, MappingCatalog.All["scms"], Rights.Everything, CancellationToken.None);
        return plan is null
            ? throw new ArgumentException(fault!.Detail)
            : [.. plan.Sheets.OfType<PlannedSheet.Order>().OrderBy(o => o.Key, StringComparer.Ordinal).SelectMany(o => LinesOf(o.Sheet))];
    }

    private static IEnumerable<HistoricLine> LinesOf(OrderSheet sheet)
    {
        foreach (var line in sheet.Lines)
        {
            var past = sheet.Past.Where(r => r.Line == line.Number).ToDictionary(r => r.Milestone);
            var (promised, delivered) = (line.ExFactory!.Value, past["D02"]);
            var ordered = past.TryGetValue("D01", out var known) && known.Date <= promised ? known.Date : promised.AddDays(-UsualDays);
            yield return new HistoricLine(
                sheet.Number, line.Number, sheet.Vendor, sheet.Category, ordered, promised, delivered.Date,
                DateOnly.FromDateTime(delivered.UpdatedAt.UtcDateTime));
        }
    }
}
