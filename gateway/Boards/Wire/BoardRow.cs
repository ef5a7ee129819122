using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Boards.Wire;

/// <summary>What travels as a row of a topic: known by its id, newer when its number is higher.</summary>
public interface IRow
{
    string Id { get; }

    /// <summary>Journal position that last changed the row.</summary>
    long V { get; }
}

/// <summary>One PO line on a board.</summary>
/// <param name="Id">Such as <c>PO-1001/1</c>.</param>
/// <param name="Earliest">With <paramref name="Latest"/>: where the forecast falls in eight of ten cases; null where no past tells.</param>
public sealed record BoardRow(
    string Id, long V, string Po, int Line, Health PoHealth, string Brand, string Category, string Vendor, string? VendorName, string? Country,
    string Season, string? Style, string StyleName, string Colour, int Quantity, Stage Stage, Health Health, int SlipDays, int? FloatDays,
    DateOnly? Baseline, DateOnly? Committed, DateOnly? Forecast, DateOnly? Earliest, DateOnly? Latest, DateOnly? Actual, DateOnly? Cancel,
    NextStep? Next, string? Cause, DateTimeOffset? HeardAt) : IRow
{
    /// <summary>The worst health first, of equal health the longest slip. A total order.</summary>
    internal static readonly Comparer<BoardRow> WorstFirst = Comparer<BoardRow>.Create((x, y) =>
    {
        var byHealth = x.Health == y.Health ? 0 : HealthRules.Worst(x.Health, y.Health) == x.Health ? -1 : 1;
        if (byHealth != 0)
            return byHealth;
        var bySlip = y.SlipDays.CompareTo(x.SlipDays);
        return bySlip != 0 ? bySlip : string.CompareOrdinal(x.Id, y.Id);
    });

    internal static BoardRow Of(PurchaseOrderRow order, LineRow line, long v, VendorEntry? vendor, StyleEntry? style) => new(
        $"{order.Number}/{line.Number}", v, order.Number, line.Number, order.Health, order.Brand, order.Category,
        order.Vendor, vendor?.Row.Name, vendor?.Row.Country,
        order.Season, line.Style, style?.Row.Name ?? line.Description, line.Colour, line.Quantity, line.Stage, line.Health, line.SlipDays, line.FloatDays,
        line.Baseline, line.Committed, line.Forecast, line.Earliest, line.Latest, line.Actual, line.Cancel,
        NextStep.Of(line.Next), line.Cause, line.HeardAt);
}

/// <summary>The open milestone that is due first.</summary>
public sealed record NextStep(string Code, string Name, string Role, DateOnly Due, DateOnly Forecast)
{
    internal static NextStep? Of(NextMilestone? next) => next is null
        ? null
        : new NextStep(next.Code, next.Name ?? next.Code, next.Role ?? "", next.Due, next.Forecast);
}

/// <param name="Hidden">Fields that were left out because the reader may not see them; null for none.</param>
public sealed record BoardTotals(int Lines, int PurchaseOrders, long Quantity, HealthCounts Health, IReadOnlyList<string>? Hidden);
