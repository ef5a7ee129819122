namespace Selvedge.Gateway.Samples;

/// <summary>What becomes of an order in the sample.</summary>
internal enum Fate
{
    OnTrack,
    Risk,
    Late,
    Critical,

    /// <summary>Nobody says anything although they should have.</summary>
    Silent,

    /// <summary>Nothing is due yet.</summary>
    Planned,
    Done,
}

/// <summary>How often things go well, and by how much they do not.</summary>
internal static class Fates
{
    /// <param name="trouble">The vendor's share of bad luck; 1 is usual.</param>
    public static Fate Draw(double trouble, Random dice) =>
        (Fate)dice.Draw([63, 9.5 * trouble, 8 * trouble, 2.6 * trouble, 4.5 * trouble, 6.5, 6.5]);

    /// <summary>Ex-factory relative to today: first and last day.</summary>
    public static (int From, int To) ExFactory(Fate fate) => fate switch
    {
        Fate.Done => (-24, -2),
        Fate.Planned => (97, 120),
        Fate.Silent => (79, 88),
        Fate.Late => (-4, 84),
        Fate.Critical => (-8, 70),
        _ => (1, 94),
    };

    // Late deliveries of a large programme over six years: median 11 days, a long tail.
    public static int DaysLate(int most, Random dice)
    {
        const double mu = 2.4, sigma = 1.2;
        for (var i = 0; i < 8; i++)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());
            var days = (int)Math.Ceiling(Math.Exp(mu + sigma * normal));
            if (days <= most)
                return days;
        }

        return most <= 1 ? 1 : dice.Next(1, most + 1);
    }

    /// <summary>Of the orders that have left, about one in nine was late.</summary>
    public const double ShareLeftLate = 0.11;
}
