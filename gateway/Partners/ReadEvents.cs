using System.Collections.Immutable;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Partners;

/// <summary>What a body of status events came to.</summary>
internal abstract record ReadEvents
{
    private ReadEvents() { }

    /// <summary>None of the three forms: nothing of it is used.</summary>
    public sealed record Unreadable(Fault Fault) : ReadEvents;

    /// <param name="IsSingle">The body was one object: pointers have no index, and a refusal is the answer's own.</param>
    public sealed record Items(ImmutableArray<ReadItem> All, bool IsSingle) : ReadEvents;
}

/// <summary>One item: an event, or why it is none.</summary>
/// <param name="EventId">As far as it could be read, so that the sender finds its own item again.</param>
internal readonly record struct ReadItem(string? EventId, StatusEvent? Event, ImmutableArray<FieldError> Errors);
