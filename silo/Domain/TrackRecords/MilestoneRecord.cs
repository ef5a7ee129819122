using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.TrackRecords;

/// <summary>How one milestone of one template was kept.</summary>
/// <param name="Days">Per outcome, ascending: days after the day that plan and predecessors allowed; below 0 for early.</param>
[GenerateSerializer, Immutable, Alias("milestone-record")]
public sealed record MilestoneRecord(string Template, string Milestone, ImmutableArray<int> Days);

/// <summary>A version of a track record. Published at most once a day; what it says never changes.</summary>
/// <param name="Version">From 1, in steps of 1.</param>
/// <param name="Day">The UTC day on which it was published.</param>
[GenerateSerializer, Immutable, Alias("published-record")]
public sealed record PublishedRecord(int Version, DateOnly Day, ImmutableArray<MilestoneRecord> Milestones);
