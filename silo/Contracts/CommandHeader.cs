using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain;
using Selvedge.Domain.People;

namespace Selvedge.Contracts;

/// <summary>What makes a command recognisable when it is sent again, and who stands behind it.</summary>
/// <param name="Id">The same for every sending of the same command; see <see cref="CommandIds"/>.</param>
/// <param name="Revision">Rises when the sender revises what it said, in microseconds since 1970; 0 where nothing is revised.</param>
/// <param name="Fingerprint">Of the content: tells a repeat from a contradiction.</param>
[GenerateSerializer, Immutable, Alias("command-header")]
public sealed record CommandHeader(Guid Id, long Revision, Guid Fingerprint, Origin Origin);

/// <summary>Who acted and, for a status event, whose event it was. Everything that a command causes carries it.</summary>
/// <param name="Actor">Id of the person, partner or part of the product.</param>
/// <param name="Channel">How it came; null where the product acts by itself, and in what was stored before this was written down.</param>
[GenerateSerializer, Immutable, Alias("origin")]
public sealed record Origin(string Actor, string? Source = null, string? EventId = null, DateTimeOffset? EventUpdatedAt = null, Channel? Channel = null);

public enum VerdictStatus
{
    Accepted,

    /// <summary>Known already: version and position are those of what stands.</summary>
    Duplicate,
    Refused,

    /// <summary>Nothing to change: what was asked already holds.</summary>
    Unchanged,
}

/// <summary>What became of one command. Version and position are those of its last event; 0 when there is none.</summary>
[GenerateSerializer, Immutable, Alias("verdict")]
public sealed record Verdict(VerdictStatus Status, int Version, long Position, Refusal? Problem);

/// <summary>One command with its header.</summary>
[GenerateSerializer, Immutable, Alias("asked`1")]
public sealed record Asked<TCommand>(CommandHeader Header, TCommand Command);
