using System.Collections.Immutable;

namespace Selvedge.Journal;

internal static class Losses
{
    /// <summary>One result per append that lost, by index. Known commands tell more than a moved due time, and that more than a conflict.</summary>
    public static Dictionary<int, AppendResult> ToResults(IReadOnlyList<LostAppend> lost) =>
        lost.GroupBy(l => l.Append).ToDictionary(g => g.Key, g => ToResult([.. g]));

    private static AppendResult ToResult(LostAppend[] lost)
    {
        var known = lost.Where(l => l.Why is not (Loss.Conflict or Loss.DueMoved)).OrderBy(l => l.Command)
            .Select(l => new KnownCommand(l.Command, l.Why.ToKnownAs(), l.Version, l.Position)).ToImmutableArray();
        if (!known.IsEmpty)
            return new AppendResult.Known(known);
        return lost.Any(l => l.Why == Loss.DueMoved) ? new AppendResult.DueMoved() : new AppendResult.Conflict(lost[0].Version);
    }

    private static KnownAs ToKnownAs(this Loss why) => why switch
    {
        Loss.Repeat => KnownAs.Repeat,
        Loss.Superseded => KnownAs.Superseded,
        Loss.Contradiction => KnownAs.Contradiction,
        Loss.OtherStream => KnownAs.OtherStream,
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };
}
