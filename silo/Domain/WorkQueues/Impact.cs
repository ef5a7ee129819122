using System.Globalization;

namespace Selvedge.Domain.WorkQueues;

/// <summary>
/// What is at stake where something waits: units times the days at risk, weighted by the float that is left. A day counts
/// whole where no float is left, half where a week is, a third where two weeks are.
/// </summary>
/// <param name="Units">Pieces or pairs that wait for it; 0 where nothing is ordered yet, which counts as one.</param>
/// <param name="Days">From <see cref="DaysAtRisk"/>.</param>
/// <param name="FloatDays">Left before ex-factory moves; none where it is below 0.</param>
public readonly record struct Impact(int Units, int Days, int FloatDays)
{
    /// <summary>So much float halves the weight of a day.</summary>
    public const int HalvingFloatDays = 7;

    public const string Formula = "units × days at risk × 7 ÷ (7 + days of float left)";

    /// <summary>The number that ranks; whole, rounded down.</summary>
    public long UnitDays => (long)Math.Max(1, Units) * Days * HalvingFloatDays / (HalvingFloatDays + Math.Max(0, FloatDays));

    /// <summary>
    /// The days by which the step is behind its own day, or what waits for it behind the agreed one, whichever is more; at
    /// least 1, so that what is due today counts.
    /// </summary>
    /// <param name="expected">The step's forecast.</param>
    /// <param name="lateDays">Ex-factory forecast after the agreed day; negative when before.</param>
    public static int DaysAtRisk(DateOnly due, DateOnly? expected, DateOnly today, int lateDays) =>
        Math.Max(Math.Max(1, lateDays), Math.Max(today.DayNumber, expected?.DayNumber ?? 0) - due.DayNumber);

    /// <summary>Why it stands where it stands, in words.</summary>
    /// <param name="withUnits">False for who may not see quantities.</param>
    public string Why(bool withUnits)
    {
        var days = string.Create(CultureInfo.InvariantCulture, $"{Days} {(Days == 1 ? "day" : "days")} at risk");
        var left = FloatDays <= 0 ? "no float left" : string.Create(CultureInfo.InvariantCulture, $"{FloatDays} {(FloatDays == 1 ? "day" : "days")} of float left");
        return !withUnits ? $"{days}, {left}"
            : Units <= 0 ? $"{days}, {left}, nothing ordered yet"
            : string.Create(CultureInfo.InvariantCulture, $"{Units:N0} {(Units == 1 ? "unit" : "units")} × {days}, {left}");
    }
}
