using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Boards.Wire;

/// <summary>Lines by health.</summary>
public sealed record HealthCounts(int Ontrack, int Risk, int Late, int Critical, int Blocked, int Done, int Stale, int Plan)
{
    /// <param name="lines">Indexed by <see cref="Health"/>.</param>
    internal static HealthCounts Of(ReadOnlySpan<int> lines) => new(
        lines[(int)Health.OnTrack], lines[(int)Health.Risk], lines[(int)Health.Late], lines[(int)Health.Critical],
        lines[(int)Health.Blocked], lines[(int)Health.Done], lines[(int)Health.Stale], lines[(int)Health.Plan]);
}
