using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Figures;

/// <summary>The day with which the day of leaving is compared.</summary>
public enum Against
{
    Baseline,
    Committed,
}

/// <param name="Week">Its Monday.</param>
/// <param name="Lines">That left in it.</param>
/// <param name="OnTime">Of these on the day compared with, or before.</param>
public readonly record struct OnTimeWeek(DateOnly Week, int Lines, int OnTime);

/// <param name="Key">Such as a brand; empty for all.</param>
/// <param name="Weeks">In their order; those in which nothing left are not among them.</param>
public sealed record OnTimeSeries(string Key, int Lines, int OnTime, ImmutableArray<OnTimeWeek> Weeks);

/// <param name="Series">The one of most lines first.</param>
/// <param name="Undated">Lines that left and have no day to be compared with: they are counted nowhere else.</param>
public sealed record OnTimeFigures(OnTimeSeries All, ImmutableArray<OnTimeSeries> Series, int Undated);

/// <summary>
/// Which share of what left the factory left on time, by the week in which it left. Facts alone: what has not left is neither
/// on time nor late yet.
/// </summary>
public static class OnTimeTrend
{
    /// <param name="by">What a series is of.</param>
    /// <param name="from">Monday of the first week.</param>
    /// <param name="to">The last day.</param>
    public static OnTimeFigures Of(IEnumerable<FigureLine> lines, Func<PurchaseOrderRow, string> by, Against against, DateOnly from, DateOnly to)
    {
        var series = new Dictionary<string, SortedDictionary<DateOnly, (int Lines, int OnTime)>>(StringComparer.Ordinal);
        var all = new SortedDictionary<DateOnly, (int Lines, int OnTime)>();
        var undated = 0;
        foreach (var (order, line) in Left(lines, from, to))
        {
            if (IsOnTime(line, against) is not { } onTime)
            {
                undated++;
                continue;
            }

            var key = by(order);
            if (!series.TryGetValue(key, out var ofKey))
                series[key] = ofKey = [];
            foreach (var weeks in new[] { all, ofKey })
            {
                var week = Weeks.Of(line.Actual!.Value);
                var (count, kept) = weeks.GetValueOrDefault(week);
                weeks[week] = (count + 1, kept + (onTime ? 1 : 0));
            }
        }

        return new OnTimeFigures(
            Series("", all),
            [.. series.Select(s => Series(s.Key, s.Value)).OrderByDescending(s => s.Lines).ThenBy(s => s.Key, StringComparer.Ordinal)], undated);
    }

    /// <summary>Lines that left in these days.</summary>
    public static IEnumerable<FigureLine> Left(IEnumerable<FigureLine> lines, DateOnly from, DateOnly to) =>
        lines.Where(l => l.Counts && l.Line.Actual is { } left && left >= from && left <= to);

    /// <summary>The day that was to be kept; null where there is none.</summary>
    public static DateOnly? DayOf(LineRow line, Against against) => against == Against.Baseline ? line.Baseline : line.Committed;

    /// <summary>Null while it has not left, and where there is no day to compare with.</summary>
    public static bool? IsOnTime(LineRow line, Against against) => line.Actual is { } left && DayOf(line, against) is { } day ? left <= day : null;

    /// <summary>Calendar days past the day compared with, of a line that left and has one; below 0 before it.</summary>
    public static int LateDays(LineRow line, Against against) => line.Actual!.Value.DayNumber - DayOf(line, against)!.Value.DayNumber;

    private static OnTimeSeries Series(string key, SortedDictionary<DateOnly, (int Lines, int OnTime)> weeks) => new(
        key, weeks.Values.Sum(w => w.Lines), weeks.Values.Sum(w => w.OnTime), [.. weeks.Select(w => new OnTimeWeek(w.Key, w.Value.Lines, w.Value.OnTime))]);
}
