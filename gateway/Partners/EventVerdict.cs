using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Selvedge.Contracts;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Partners;

/// <summary>The answer to a batch of status events: one verdict per item, in the order sent.</summary>
public sealed record EventVerdicts(ImmutableArray<EventVerdict> Items);

/// <summary>What became of one status event.</summary>
/// <param name="Index">Of the item in what was sent, from 0.</param>
/// <param name="Version">Of the order or style after the event; of what stands for a duplicate or a contradiction; else null.</param>
/// <param name="Position">In the log of events, of the same.</param>
public sealed record EventVerdict(int Index, string? EventId, EventStatus Status, int? Version, long? Position, ProblemDocument? Problem)
{
    internal static EventVerdict Refused(int index, string? eventId, Fault fault) =>
        new(index, eventId, EventStatus.Refused, null, null, fault.ToDocument());

    internal static EventVerdict Of(int index, string? eventId, Verdict verdict, string pointer) => verdict.Status switch
    {
        VerdictStatus.Refused => Refused(index, eventId, Fault.Of(verdict.Problem!, pointer)) with
        {
            Version = verdict.Version == 0 ? null : verdict.Version, Position = verdict.Position == 0 ? null : verdict.Position,
        },
        VerdictStatus.Accepted => new(index, eventId, EventStatus.Accepted, verdict.Version, verdict.Position, null),
        // A report always leaves an event, so that nothing to change can only mean that it is known.
        _ => new(index, eventId, EventStatus.Duplicate, verdict.Version, verdict.Position, null),
    };
}

[JsonConverter(typeof(Contracts.Stored.LowerCase<EventStatus>))]
public enum EventStatus
{
    Accepted,

    /// <summary>Known already, or older than what stands.</summary>
    Duplicate,
    Refused,
}
