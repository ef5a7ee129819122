using Orleans;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>
/// From the plan to what was agreed: slip less <paramref name="AheadDays"/> and with <paramref name="AgreedEarlierDays"/> is
/// <paramref name="PastCommittedDays"/>, to the day.
/// </summary>
/// <param name="AheadDays">Ex-factory is expected, or happened, so many days before its baseline; 0 where it is not.</param>
/// <param name="AgreedEarlierDays">The committed day lies so many days before the baseline; below 0 where it lies after it.</param>
/// <param name="PastCommittedDays">Ex-factory less the committed day; below 0 where it is early.</param>
[GenerateSerializer, Immutable, Alias("bridge")]
public sealed record Bridge(int AheadDays, int AgreedEarlierDays, int PastCommittedDays)
{
    public static Bridge Between(DateOnly baseline, DateOnly committed, DateOnly exFactory) => new(
        Math.Max(0, baseline.DayNumber - exFactory.DayNumber), baseline.DayNumber - committed.DayNumber, exFactory.DayNumber - committed.DayNumber);
}
