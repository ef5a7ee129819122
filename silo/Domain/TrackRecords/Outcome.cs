using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.TrackRecords;

/// <summary>How one milestone of a line that is done was kept.</summary>
/// <param name="Days">After the day that the plan in force and the predecessors allowed; below 0 for early.</param>
[GenerateSerializer, Immutable, Alias("outcome")]
public sealed record Outcome(string Template, string Milestone, int Days)
{
    /// <summary>One for each of the vendor's milestones that is known to have happened.</summary>
    public static ImmutableArray<Outcome> Of(ForecastInput line)
    {
        var outcomes = ImmutableArray.CreateBuilder<Outcome>();
        for (var m = 0; m < line.Facts.Length; m++)
        {
            var milestone = line.Template.Milestones[m];
            if (!VendorPast.Covers(milestone) || line.Facts[m].Actual is not { } actual)
                continue;
            var allowed = line.Baseline[m];
            foreach (var (predecessor, minDays) in milestone.After)
                // What happened did not wait for what came later, or is not known to have come.
                if (line.Facts[predecessor].Stands is { } before && before <= actual
                    && line.Calendar.Arrive(before, minDays) is var pushed && pushed > allowed)
                    allowed = pushed;
            outcomes.Add(new(line.Template.Id, milestone.Code, actual.DayNumber - allowed.DayNumber));
        }
        return outcomes.ToImmutable();
    }
}

/// <summary>What one line of an order contributes to the track records, once, when it is done.</summary>
[GenerateSerializer, Immutable, Alias("line-outcomes")]
public sealed record LineOutcomes(int Line, ImmutableArray<Outcome> Outcomes);
