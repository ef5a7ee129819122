using System.Collections.Immutable;
using Selvedge.Domain.Figures;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;

namespace Selvedge.Gateway.Figures;

/// <param name="From">Monday of the first week.</param>
/// <param name="Weeks">How many; the last is under way.</param>
/// <param name="Series">Those of most lines.</param>
/// <param name="SeriesTotal">How many there are, shown or not.</param>
/// <param name="Undated">Lines that left and have no day to compare with: they are counted nowhere.</param>
public sealed record OnTimeAnswer(Against Against, DateOnly From, int Weeks, OnTimeLine All, ImmutableArray<OnTimeLine> Series, int SeriesTotal, int Undated);

/// <param name="Key">Null for all.</param>
/// <param name="Weeks">Those in which anything left.</param>
public sealed record OnTimeLine(string? Key, string? Name, int Lines, int OnTime, ImmutableArray<OnTimeWeek> Weeks)
{
    internal static OnTimeLine Of(OnTimeSeries series, string? name) => new(name is null ? null : series.Key, name, series.Lines, series.OnTime, series.Weeks);
}

/// <summary>A line that left.</summary>
/// <param name="LateDays">Calendar days past the day compared with; below 0 before it.</param>
public sealed record LeftLine(
    string Id, string PurchaseOrder, int Line, string Brand, string Category, string Vendor, string VendorName, string? Style, string StyleName, string Colour,
    int Quantity, DateOnly? Baseline, DateOnly? Committed, DateOnly Actual, int LateDays)
{
    internal static LeftLine Of(FigureLine one, Against against, Rows rows)
    {
        var (order, line) = one;
        return new LeftLine(
            one.Id, order.Number, line.Number, order.Brand, order.Category, order.Vendor, rows.VendorName(order.Vendor), line.Style,
            FigureNames.StyleName(line, rows), line.Colour, line.Quantity, line.Baseline, line.Committed, line.Actual!.Value,
            OnTimeTrend.LateDays(line, against));
    }
}

/// <param name="SeriesTotal">How many there are, shown or not.</param>
/// <param name="Undated">Lines without an agreed day or a forecast: they are counted nowhere.</param>
public sealed record LoadAnswer(LoadLine All, ImmutableArray<LoadLine> Series, int SeriesTotal, int Undated);

/// <param name="Key">Null for all.</param>
/// <param name="Usual">The median week of the plan; null where nothing is planned.</param>
/// <param name="Earlier">Agreed for before the first week, and not left yet.</param>
/// <param name="Later">After the last week.</param>
public sealed record LoadLine(string? Key, string? Name, ImmutableArray<LoadWeek> Weeks, Load? Usual, Load Earlier, LaterLoad Later)
{
    internal static LoadLine Of(LoadSeries series, string? name) => new(
        name is null ? null : series.Key, name, series.Weeks, series.Usual, series.Earlier, new LaterLoad(series.LaterPlan, series.LaterForecast));
}

public sealed record LaterLoad(Load Plan, Load Forecast);

/// <param name="Lines">That slip.</param>
public sealed record SlipAnswer(int Lines, int SlipDays, int AbsorbedDays, ImmutableArray<SlipCause> Causes, SlipUntold Untold)
{
    internal static SlipAnswer Of(SlipFigures figures) => new(
        figures.Lines, figures.SlipDays, figures.AbsorbedDays,
        [.. figures.Causes.Select(c => new SlipCause(c.Side, c.Code, DelayReasons.All.FirstOrDefault(r => r.Code == c.Code)?.Words, c.Days, c.Lines))], figures.Untold);
}

/// <param name="Code">Delay reason; null where nobody gave one.</param>
/// <param name="Reason">The same in words.</param>
/// <param name="Days">That it added to the lines.</param>
/// <param name="Lines">To which it added any.</param>
public sealed record SlipCause(Side Side, string? Code, string? Reason, int Days, int Lines);

/// <summary>A line that slips.</summary>
/// <param name="Days">Of the causes asked for; of none its slip.</param>
/// <param name="Cause">What holds it up most, in words.</param>
public sealed record SlippingLine(
    string Id, string PurchaseOrder, int Line, string Brand, string Category, string Vendor, string VendorName, string? Style, string StyleName, string Colour,
    int Quantity, Health Health, DateOnly? Baseline, DateOnly? Committed, DateOnly? Forecast, DateOnly? Actual, int SlipDays, int Days, string? Cause)
{
    internal static SlippingLine Of(FigureLine one, int days, Rows rows)
    {
        var (order, line) = one;
        return new SlippingLine(
            one.Id, order.Number, line.Number, order.Brand, order.Category, order.Vendor, rows.VendorName(order.Vendor), line.Style,
            FigureNames.StyleName(line, rows), line.Colour, line.Quantity, line.Health, line.Baseline, line.Committed, line.Forecast, line.Actual, line.SlipDays, days, line.Cause);
    }
}

internal static class FigureNames
{
    public static string StyleName(Domain.PurchaseOrders.LineRow line, Rows rows) =>
        line.Style is { } number && rows.TryGetStyle(number, out var style) ? style.Row.Name : line.Description;
}
