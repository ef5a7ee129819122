using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>How far a milestone may miss its forecast, by what vendors did before.</summary>
/// <remarks>
/// Medians do not add: of several milestones that are each on time as a rule and now and then very late, some will be late.
/// Means do. So a forecast takes each milestone's median and, of what their means add to it, all but the largest along the
/// way: a single milestone is expected on its median, and a chain of many on the sum of their means, less about one of
/// them. What is left between the forecast and the mean is <see cref="Skew"/>. Distances from the mean are added as
/// independent of each other (the root of the sum of their squares), so that a range grows more slowly than its chain.
/// </remarks>
/// <param name="Earlier">Days before the forecast; one in ten comes earlier still.</param>
/// <param name="Later">Days after it; one in ten comes later still.</param>
/// <param name="Skew">Days from the forecast to the mean.</param>
/// <param name="Outcomes">The fewest behind it.</param>
/// <param name="IsKnown">Whether any past speaks here at all.</param>
internal readonly record struct Spread(int Earlier, int Later, int Skew, int Outcomes, bool IsKnown)
{
    public static Spread Of(Expectation expected) => new(
        expected.Usual - expected.Earliest, expected.Latest - expected.Usual, expected.Skew, expected.Outcomes, true);

    /// <summary>Which of two counts where both come as late: some order, so that the order of a template's milestones does not matter.</summary>
    public bool SaysMoreThan(Spread other) =>
        (IsKnown, Skew, Later, Earlier, -Outcomes).CompareTo((other.IsKnown, other.Skew, other.Later, other.Earlier, -other.Outcomes)) > 0;

    /// <summary>Of two skews in a row the days that the forecast takes in.</summary>
    public int Common(Spread own) =>
        Skew > 0 && own.Skew > 0 ? Math.Min(Skew, own.Skew) : Skew < 0 && own.Skew < 0 ? Math.Max(Skew, own.Skew) : 0;

    /// <summary>Both, one after the other.</summary>
    /// <param name="taken">Days of the skews that the forecast took in.</param>
    public Spread And(Spread own, int taken)
    {
        var skew = Skew + own.Skew - taken;
        return new(
            Math.Max(0, Together(Earlier + Skew, own.Earlier + own.Skew) - skew),
            Math.Max(0, Together(Later - Skew, own.Later - own.Skew) + skew),
            skew, IsKnown ? Math.Min(Outcomes, own.Outcomes) : own.Outcomes, true);
    }

    /// <summary>What the plan and float leave of it for the milestone after.</summary>
    public Spread Passing(int earlier, int later) =>
        this with { Earlier = earlier, Later = later, Skew = Skew > 0 ? Part(Skew, later, Later) : Part(Skew, earlier, Earlier) };

    /// <summary>
    /// After the forecast had to move on: nothing comes before today, and what is left grows by no day that was lost already.
    /// </summary>
    public Spread Moved(int days, int atMostEarlier) => this with
    {
        Earlier = Math.Max(0, Math.Min(Earlier + days, atMostEarlier)),
        Later = Math.Max(0, Later - days),
        Skew = Skew > 0 ? Math.Max(0, Skew - days) : Skew,
    };

    private static int Part(int skew, int left, int whole) => left >= whole ? skew : whole == 0 ? 0 : skew * left / whole;

    private static int Together(int a, int b) => (int)Math.Ceiling(Math.Sqrt(a * a + b * b));
}
