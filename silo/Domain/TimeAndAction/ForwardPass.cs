using System.Collections.Immutable;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>From the facts to ex-factory: where each milestone is expected, and how far it may miss that.</summary>
/// <remarks>
/// Beside a milestone's forecast go an early and a late day, which one in ten misses on its side. The plan absorbs what comes
/// early, and float what comes late, before either reaches the next milestone.
/// </remarks>
internal sealed class ForwardPass
{
    private readonly ForecastInput _input;
    private readonly Spread[] _spread;
    private readonly PastDay?[] _byThePast;

    public ForwardPass(ForecastInput input)
    {
        var length = input.Facts.Length;
        _input = input;
        _spread = input.Past.IsNone ? [] : new Spread[length];
        _byThePast = input.Past.IsNone ? [] : new PastDay?[length];
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

    /// <summary>Null where the past has no say.</summary>
    public PastDay? ByThePast(int milestone) => _byThePast.Length == 0 ? null : _byThePast[milestone];

    public ExFactoryRange? Range => _spread.Length > 0 && _spread[^1] is { IsKnown: true } spread
        ? new(Forecast[^1].AddDays(-spread.Earlier), Forecast[^1].AddDays(spread.Later), spread.Outcomes)
        : null;

    private DateOnly Expect(int m)
    {
        var day = Allowed[m];
        var spread = FromPredecessors(m);
        if (_input.Expect(m, day) is { } expected)
        {
            var own = Spread.Of(expected);
            var taken = 0;
            if (_input.IsExpectedByThePast(m, day))
            {
                taken = spread.Common(own);
                day = Forecasting.Later(day.AddDays(expected.Usual + taken), LastBefore(m));
                _byThePast[m] = new(day, taken != 0, expected.Outcomes);
            }
            spread = spread.And(own, taken);
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
            early = Forecasting.Later(early, _input.Calendar.Arrive(from.AddDays(-spread.Earlier), minDays));
            var arrives = _input.Calendar.Arrive(from.AddDays(spread.Later), minDays);
            if (arrives > late || (arrives == late && spread.SaysMoreThan(behind)))
                (late, behind) = (arrives, spread);
        }
        return behind.Passing(Allowed[m].DayNumber - early.DayNumber, late.DayNumber - Allowed[m].DayNumber);
    }

    // However early a vendor usually is, it does not overtake what it waits for.
    private DateOnly LastBefore(int m)
    {
        var last = DateOnly.MinValue;
        foreach (var dependency in _input.Template.Milestones[m].After)
            last = Forecasting.Later(last, Forecast[dependency.Predecessor]);
        return last;
    }
}

/// <summary>Where the past alone would expect a milestone.</summary>
/// <param name="OnAverage">More than its median: the milestones before it are skewed as well.</param>
/// <param name="Outcomes">The vendor's own that are counted.</param>
internal readonly record struct PastDay(DateOnly Day, bool OnAverage, int Outcomes);
