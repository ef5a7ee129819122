using System.Collections.Immutable;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>From the facts to ex-factory: where each milestone is expected, and how far it may miss that.</summary>
/// <remarks>
/// A milestone's day is the median. Around it stand an early and a late day, which one in ten misses on its side: what the
/// predecessors' days do to its own, and its own spread, are added as independent of each other (the root of the sum of
/// their squares), so that a range grows more slowly than the chain it belongs to. The plan absorbs what comes early, and
/// float what comes late, before either reaches the next milestone.
/// </remarks>
internal sealed class ForwardPass
{
    private readonly ForecastInput _input;
    private readonly Spread[] _spread;

    public ForwardPass(ForecastInput input)
    {
        var length = input.Facts.Length;
        _input = input;
        _spread = input.Past.IsNone ? [] : new Spread[length];
        Forecast = new DateOnly[length];
        Allowed = new DateOnly[length];
        for (var m = 0; m < length; m++)
        {
            if (input.Facts[m].Stands is { } stands)
            {
                Forecast[m] = Allowed[m] = stands;
                continue;
            }
            Allowed[m] = Forecasting.Allowed(input, Forecast, m, input.Facts[m].Estimate);
            Forecast[m] = _spread.Length == 0 ? Forecasting.Settle(input, m, Allowed[m]) : Expect(m);
        }
    }

    public DateOnly[] Forecast { get; }

    public DateOnly[] Allowed { get; }

    public ExFactoryRange? Range => _spread.Length > 0 && _spread[^1] is { IsKnown: true } spread
        ? new(Forecast[^1].AddDays(-spread.Earlier), Forecast[^1].AddDays(spread.Later), spread.Outcomes)
        : null;

    private DateOnly Expect(int m)
    {
        var day = Allowed[m];
        var spread = FromPredecessors(m);
        if (_input.Expect(m, day) is { } expected)
        {
            spread = spread.With(new(expected.Usual - expected.Earliest, expected.Latest - expected.Usual, expected.Outcomes, true));
            if (_input.IsExpectedByThePast(m, day))
                day = Later(day.AddDays(expected.Usual), LastBefore(m));
        }

        var settled = Forecasting.Settle(_input, m, day);
        _spread[m] = spread.Moved(settled.DayNumber - day.DayNumber, atMostEarlier: settled.DayNumber - _input.AsOf.DayNumber);
        return settled;
    }

    private Spread FromPredecessors(int m)
    {
        var plan = _input.Facts[m].Estimate ?? _input.Baseline[m];
        var (early, late) = (plan, plan);
        var behind = default(Spread);
        foreach (var (predecessor, minDays) in _input.Template.Milestones[m].After)
        {
            var (from, spread) = (Forecast[predecessor], _spread[predecessor]);
            early = Later(early, _input.Calendar.Arrive(from.AddDays(-spread.Earlier), minDays));
            var arrives = _input.Calendar.Arrive(from.AddDays(spread.Later), minDays);
            if (arrives > late || (arrives == late && !behind.IsKnown))
                (late, behind) = (arrives, spread);
        }
        return behind with { Earlier = Allowed[m].DayNumber - early.DayNumber, Later = late.DayNumber - Allowed[m].DayNumber };
    }

    // However early a vendor usually is, it does not overtake what it waits for.
    private DateOnly LastBefore(int m)
    {
        var last = DateOnly.MinValue;
        foreach (var dependency in _input.Template.Milestones[m].After)
            last = Later(last, Forecast[dependency.Predecessor]);
        return last;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    /// <param name="Earlier">Days before the forecast that one in ten comes earlier than.</param>
    /// <param name="Later">Days after it that one in ten comes later than.</param>
    /// <param name="Outcomes">The fewest behind the two.</param>
    /// <param name="IsKnown">Whether any past speaks here at all.</param>
    private readonly record struct Spread(int Earlier, int Later, int Outcomes, bool IsKnown)
    {
        public Spread With(Spread own) => new(
            Together(Earlier, own.Earlier), Together(Later, own.Later), IsKnown ? Math.Min(Outcomes, own.Outcomes) : own.Outcomes, true);

        // What has passed is behind us: nothing comes before today, and what is left grows by no day that was lost already.
        public Spread Moved(int days, int atMostEarlier) =>
            this with { Earlier = Math.Max(0, Math.Min(Earlier + days, atMostEarlier)), Later = Math.Max(0, Later - days) };

        private static int Together(int a, int b) => a == 0 ? b : b == 0 ? a : (int)Math.Ceiling(Math.Sqrt(a * a + b * b));
    }
}
