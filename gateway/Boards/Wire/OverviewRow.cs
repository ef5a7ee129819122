namespace Selvedge.Gateway.Boards.Wire;

/// <summary>The open orders of one brand in one category.</summary>
/// <param name="Id">Such as <c>HALDEN/apparel</c>.</param>
public sealed record OverviewRow(
    string Id, long V, string Brand, string BrandName, string Category, int PurchaseOrders, int Lines, long Quantity, HealthCounts Health) : IRow;

/// <param name="Worst">At most ten orders, each by its worst line: the worst health first, then the longest slip.</param>
public sealed record OverviewTotals(
    int Lines, int PurchaseOrders, long Quantity, HealthCounts Health, IReadOnlyList<WorstOrder> Worst, IReadOnlyList<string>? Hidden);

/// <summary>A purchase order among the worst.</summary>
/// <param name="Line">Its worst line.</param>
/// <param name="Lines">All it has.</param>
/// <param name="LateLines">Of these late or critical.</param>
public sealed record WorstOrder(BoardRow Line, int Lines, int LateLines);
