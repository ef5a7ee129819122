using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Figures;

/// <param name="Code">Delay reason; null where nobody gave one.</param>
/// <param name="Days">That it added to the lines, one after the other.</param>
/// <param name="Lines">To which it added any.</param>
public readonly record struct CauseOfSlip(Side Side, string? Code, int Days, int Lines);

/// <summary>The days of <paramref name="Causes"/> and <paramref name="Untold"/> less <paramref name="AbsorbedDays"/> are <paramref name="SlipDays"/>.</summary>
/// <param name="Lines">That slip.</param>
/// <param name="SlipDays">Calendar days past the baseline, of all of them.</param>
/// <param name="AbsorbedDays">That their float took.</param>
/// <param name="Causes">The one of most days first.</param>
/// <param name="Untold">Of lines whose causes were not kept yet when they last changed.</param>
public sealed record SlipFigures(int Lines, int SlipDays, int AbsorbedDays, ImmutableArray<CauseOfSlip> Causes, SlipUntold Untold);

public readonly record struct SlipUntold(int Days, int Lines);

/// <summary>Why lines leave later than planned, by whose days they are and the reason given.</summary>
public static class SlipByCause
{
    public static SlipFigures Of(IEnumerable<FigureLine> lines)
    {
        var causes = new Dictionary<(Side, string?), (int Days, int Lines)>();
        var (count, slip, absorbed, untold) = (0, 0, 0, new SlipUntold());
        foreach (var (_, line) in Slipping(lines))
        {
            count++;
            slip += line.SlipDays;
            absorbed += line.AbsorbedDays;
            if (line.Lost is not { } lost)
                untold = new SlipUntold(untold.Days + line.SlipDays, untold.Lines + 1);
            else
                foreach (var cause in lost.GroupBy(l => (l.Side, l.Code), l => l.Days))
                {
                    var (days, of) = causes.GetValueOrDefault(cause.Key);
                    causes[cause.Key] = (days + cause.Sum(), of + 1);
                }
        }

        return new SlipFigures(
            count, slip, absorbed,
            [
                .. causes.Select(c => new CauseOfSlip(c.Key.Item1, c.Key.Item2, c.Value.Days, c.Value.Lines))
                    .OrderByDescending(c => c.Days).ThenBy(c => c.Side).ThenBy(c => c.Code, StringComparer.Ordinal),
            ],
            untold);
    }

    /// <summary>Those that leave, or left, past their baseline.</summary>
    public static IEnumerable<FigureLine> Slipping(IEnumerable<FigureLine> lines) => lines.Where(l => l is { Counts: true, Line.SlipDays: > 0 });
}
