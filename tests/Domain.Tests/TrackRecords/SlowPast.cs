using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.Tests.TrackRecords;

/// <summary>The rule of mixing said again, outcome by outcome.</summary>
internal static class SlowPast
{
    /// <returns>The first day by which <paramref name="percent"/> of all weight has come, of what is not ruled out.</returns>
    public static int Quantile(int[] own, int[] category, int passed, int percent)
    {
        var (ownLeft, categoryLeft) = (own.Where(day => day >= passed).ToArray(), category.Where(day => day >= passed).ToArray());
        var weighed = ownLeft.Select(day => (Day: day, Weight: 1m))
            .Concat(categoryLeft.Select(day => (Day: day, Weight: (decimal)MilestonePast.CategoryWeight / categoryLeft.Length)))
            .Append((Day: Math.Max(0, passed), Weight: 1m))
            .OrderBy(outcome => outcome.Day).ToArray();
        var wanted = weighed.Sum(outcome => outcome.Weight) * percent / 100;
        var sum = 0m;
        foreach (var (day, weight) in weighed)
            // A hair of tolerance: thirds have no exact decimal.
            if ((sum += weight) >= wanted - 0.000_000_001m)
                return day;
        throw new InvalidOperationException("The weights do not add up");
    }
}
