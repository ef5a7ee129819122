using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Milestones;

/// <summary>A day that was agreed for a milestone.</summary>
/// <param name="From">The day agreed before.</param>
/// <param name="Anchor">The day to which a second person last agreed: how far one alone may move it counts from here.</param>
/// <param name="Reason">Delay reason code.</param>
/// <param name="Side">Who carries the days.</param>
/// <param name="By">Id of the person, or the source, that asked for it.</param>
/// <param name="ConfirmedBy">Id of the second person; null where it took none.</param>
/// <param name="Contributing">Delay reason codes beside the first; null for none.</param>
/// <param name="Channel">How it was said; null where the product did it, and in what was stored before this was written down.</param>
[GenerateSerializer, Immutable, Alias("commitment")]
public sealed record Commitment(
    string Milestone, DateOnly Date, DateOnly From, DateOnly Anchor, string Reason, Side Side, string? Note, string By,
    string? ConfirmedBy, DateTimeOffset At, ImmutableArray<string>? Contributing = null, Channel? Channel = null);

/// <summary>A reported plan that has had its answer.</summary>
public sealed record AnsweredPlan(string Milestone, string Source, string EventId, DateTimeOffset UpdatedAt);
