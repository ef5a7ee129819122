using System.Collections.Immutable;

namespace Selvedge.Domain.TrackRecords;

/// <summary>Whose past it is that a forecast leans on.</summary>
public enum PastBasis
{
    /// <summary>Nobody's, or too few outcomes: the template's durations stand, more or less as they are.</summary>
    Template,

    /// <summary>All vendors' of the category; the vendor's own outcomes are too few to outweigh it.</summary>
    Category,

    /// <summary>The vendor's own.</summary>
    Vendor,
}

/// <summary>What may be expected of a milestone, in days after the day that plan and predecessors allow.</summary>
/// <param name="Earliest">One in ten comes before or on it.</param>
/// <param name="Usual">The median.</param>
/// <param name="Latest">Nine in ten come before or on it.</param>
/// <param name="Outcomes">The vendor's own that are counted.</param>
public readonly record struct Expectation(int Earliest, int Usual, int Latest, int Outcomes)
{
    /// <summary>Days from the median to the mean, by Swanson's rule: the mean is 0.3, 0.4 and 0.3 of the three.</summary>
    public int Skew => (int)Math.Round(0.3 * (Earliest + Latest - 2 * Usual), MidpointRounding.AwayFromZero);
}

/// <summary>How a vendor, and all vendors of its category, kept one milestone. Immutable; safe to share between threads.</summary>
/// <remarks>
/// The rule of mixing: each of the vendor's own outcomes weighs 1, all of the category's together
/// <see cref="CategoryWeight"/>, the template's own word (it takes as long as planned) 1. Outcomes that the day has ruled out
/// are left aside before they are weighed, and the template's word becomes "today". So few outcomes say little, many say
/// all, and a line that is overdue already is judged by those that were overdue as well.
/// The weight, and differences of days rather than ratios of durations: tests/Benchmarks/results/backtest.md.
/// </remarks>
public sealed class MilestonePast
{
    public const int CategoryWeight = 5;

    private readonly ImmutableArray<int> _own;
    private readonly ImmutableArray<int> _category;
    private readonly int _least;
    private readonly Expectation _unhurried;

    /// <param name="own">The vendor's outcomes, ascending; may be empty.</param>
    /// <param name="category">Those of all vendors of the category, ascending; may be empty.</param>
    public MilestonePast(ImmutableArray<int> own, ImmutableArray<int> category)
    {
        (_own, _category) = (own, category);
        _least = Math.Min(0, Math.Min(own.IsEmpty ? 0 : own[0], category.IsEmpty ? 0 : category[0]));
        _unhurried = Weigh(_least);
    }

    /// <summary>How many of the vendor's own outcomes there are.</summary>
    public int Outcomes => _own.Length;

    /// <summary>How many there are of all vendors of the category, its own among them.</summary>
    public int CategoryOutcomes => _category.Length;

    public PastBasis Basis =>
        _own.Length >= CategoryWeight ? PastBasis.Vendor : _category.IsEmpty ? PastBasis.Template : PastBasis.Category;

    /// <summary>What is to be expected while nothing is ruled out yet.</summary>
    public Expectation Unhurried => _unhurried;

    /// <summary>
    /// What is to be expected of a milestone that has not happened although <paramref name="passed"/> days have passed since
    /// its day; below 0 when its day is still to come. Never less than that, and never less the more have passed.
    /// </summary>
    public Expectation Given(int passed) => passed <= _least ? _unhurried : Weigh(passed);

    private Expectation Weigh(int passed)
    {
        var (own, category) = (CountBelow(_own, passed), CountBelow(_category, passed));
        var (ownLeft, categoryLeft) = (_own.Length - own, _category.Length - category);
        // In whole numbers, so that every machine comes to the same day.
        var unit = Math.Max(1, categoryLeft);
        var shared = categoryLeft == 0 ? 0 : CategoryWeight;
        var template = Math.Max(0, passed);
        var total = (ownLeft + 1) * unit + shared * categoryLeft;

        var most = Math.Max(template, Math.Max(ownLeft == 0 ? template : _own[^1], categoryLeft == 0 ? template : _category[^1]));
        return new(Quantile(10), Quantile(50), Quantile(90), ownLeft);

        // The first day by which so many in a hundred have come.
        int Quantile(int percent)
        {
            var (low, high) = (Math.Min(passed, template), most);
            while (low < high)
            {
                var day = low + (high - low >> 1);
                var weight = (CountBelow(_own, day + 1) - own + (day >= template ? 1 : 0)) * unit
                    + shared * (CountBelow(_category, day + 1) - category);
                if (weight * 100 >= percent * total)
                    high = day;
                else
                    low = day + 1;
            }
            return low;
        }
    }

    private static int CountBelow(ImmutableArray<int> ascending, int day)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = low + (high - low >> 1);
            if (ascending[middle] < day)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
