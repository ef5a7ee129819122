using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>
/// The walk back from ex-factory to where its slip began. Between two milestones p and m of the path, n days apart at least,
/// forecast(m) - baseline(m) = own days of m + days off on the way - (planned gap - n) + (forecast(p) - baseline(p)),
/// so that what is lost, less what is absorbed, is the slip to the day.
/// </summary>
internal readonly ref struct DrivingPath
{
    public DrivingPath(ForecastInput input, DateOnly[] forecast)
    {
        Milestones = [input.Template.ExFactory];
        Causes = [];
    }

    public ImmutableArray<int> Milestones { get; }

    public ImmutableArray<Cause> Causes { get; }

    public int FloatAbsorbedDays { get; }
}
