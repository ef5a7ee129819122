using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Figures;

/// <param name="Quantity">Pieces or pairs.</param>
public readonly record struct Load(int Lines, long Quantity)
{
    public Load With(LineRow line) => new(Lines + 1, Quantity + line.Quantity);
}

/// <param name="Week">Its Monday.</param>
/// <param name="Plan">What was agreed to leave in it.</param>
/// <param name="Forecast">What is expected to.</param>
/// <param name="IsOverUsual">More than usual is expected: see <see cref="ExFactoryLoad"/>.</param>
public readonly record struct LoadWeek(DateOnly Week, Load Plan, Load Forecast, bool IsOverUsual);

/// <param name="Key">Such as a vendor; empty for all.</param>
/// <param name="Weeks">All that were asked for, in their order.</param>
/// <param name="Usual">The median week of the plan, of those for which anything was agreed; null where there is none.</param>
/// <param name="Earlier">What was to leave before the first week, and has not.</param>
/// <param name="LaterPlan">What was agreed to leave after the last week.</param>
/// <param name="LaterForecast">What is expected to.</param>
public sealed record LoadSeries(
    string Key, ImmutableArray<LoadWeek> Weeks, Load? Usual, Load Earlier, Load LaterPlan, Load LaterForecast);

/// <param name="Series">The one with most to leave first.</param>
/// <param name="Undated">Lines without an agreed day or a forecast: they are counted nowhere else.</param>
public sealed record LoadFigures(LoadSeries All, ImmutableArray<LoadSeries> Series, int Undated);

/// <summary>
/// What is still to leave the factories by week, as agreed and as expected. A week is over the usual where the forecast is more
/// than a quarter above the median week of the plan.
/// </summary>
public static class ExFactoryLoad
{
    /// <param name="by">What a series is of.</param>
    /// <param name="from">Monday of the first week.</param>
    /// <param name="inLines">Whether a week is over the usual by its lines, not by its quantity.</param>
    public static LoadFigures Of(IEnumerable<FigureLine> lines, Func<PurchaseOrderRow, string> by, DateOnly from, int weeks, bool inLines)
    {
        var series = new Dictionary<string, Buckets>(StringComparer.Ordinal);
        var all = new Buckets(from, weeks);
        var undated = 0;
        foreach (var (order, line) in lines.Where(l => l.IsToLeave))
        {
            if (line is not { Committed: { } agreed, Forecast: { } expected })
            {
                undated++;
                continue;
            }

            var key = by(order);
            if (!series.TryGetValue(key, out var ofKey))
                series[key] = ofKey = new Buckets(from, weeks);
            all.Add(line, agreed, expected);
            ofKey.Add(line, agreed, expected);
        }

        return new LoadFigures(
            all.ToSeries("", inLines),
            [.. series.Select(s => s.Value.ToSeries(s.Key, inLines)).OrderByDescending(s => s.Weeks.Sum(w => w.Forecast.Lines)).ThenBy(s => s.Key, StringComparer.Ordinal)],
            undated);
    }

    /// <summary>A week for each of those asked for, one before and one after them.</summary>
    private sealed class Buckets(DateOnly from, int weeks)
    {
        private readonly Load[] plan = new Load[weeks + 2];
        private readonly Load[] forecast = new Load[weeks + 2];

        public void Add(LineRow line, DateOnly agreed, DateOnly expected)
        {
            plan[At(agreed)] = plan[At(agreed)].With(line);
            forecast[At(expected)] = forecast[At(expected)].With(line);
        }

        public LoadSeries ToSeries(string key, bool inLines)
        {
            var usual = Median([.. plan[1..^1].Where(l => l.Lines > 0)], inLines);
            return new LoadSeries(
                key,
                [.. Enumerable.Range(0, weeks).Select(w => new LoadWeek(from.AddDays(7 * w), plan[w + 1], forecast[w + 1], IsOver(forecast[w + 1], usual, inLines)))],
                usual, plan[0], plan[^1], forecast[^1]);
        }

        private int At(DateOnly day) => Math.Clamp((Weeks.Of(day).DayNumber - from.DayNumber) / 7 + 1, 0, weeks + 1);
    }

    private static bool IsOver(Load expected, Load? usual, bool inLines) => usual is { } median && Size(expected, inLines) * 4 > Size(median, inLines) * 5;

    // The lower of two in the middle: a week that was really planned.
    private static Load? Median(Load[] planned, bool inLines) =>
        planned.Length == 0 ? null : planned.OrderBy(l => Size(l, inLines)).ElementAt((planned.Length - 1) / 2);

    private static long Size(Load load, bool inLines) => inLines ? load.Lines : load.Quantity;
}
