using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Gateway.Problems;

namespace Selvedge.Gateway.Writing;

/// <summary>What became of a write. Version and position are those of what stands.</summary>
public sealed record WriteVerdict(WriteStatus Status, int Version, long Position)
{
    /// <summary>The answer to one write: the verdict with its ETag, or the refusal.</summary>
    internal static IResult Answer(HttpContext http, Verdict verdict) => Refused(http, verdict) ?? TypedResults.Ok(Of(verdict));

    /// <summary>The refusal; null, and the ETag set, where there was none.</summary>
    internal static IResult? Refused(HttpContext http, Verdict verdict)
    {
        if (verdict is { Status: VerdictStatus.Refused, Problem: { } problem })
            return new ProblemResult(FaultOf(problem));
        http.Response.Headers.ETag = $"\"{verdict.Version}\"";
        return null;
    }

    /// <summary>The answer to what made a secret: 201 with it, 200 without it for a repeat, whose newly drawn one opens nothing. Nothing on the way keeps it.</summary>
    /// <param name="place">Of what was made.</param>
    /// <param name="answer">Given whether the secret is to be shown.</param>
    internal static IResult ShownOnce<T>(HttpContext http, Verdict verdict, string place, Func<bool, T> answer)
    {
        if (Refused(http, verdict) is { } refused)
            return refused;
        http.Response.Headers.CacheControl = "no-store";
        return verdict.Status == VerdictStatus.Accepted ? TypedResults.Created(place, answer(true)) : TypedResults.Ok(answer(false));
    }

    internal static WriteVerdict Of(Verdict verdict) => new(StatusOf(verdict.Status), verdict.Version, verdict.Position);

    // Actors speak of ids and revisions; who writes has given a key.
    internal static Fault FaultOf(Domain.Refusal problem, string prefix = "") => problem.Code == "same-revision-other-content"
        ? Fault.At("/Idempotency-Key", problem.Code, "This key came before with another request.")
        : Fault.Of(problem, prefix);

    internal static WriteStatus StatusOf(VerdictStatus status) => status switch
    {
        VerdictStatus.Accepted => WriteStatus.Accepted,
        VerdictStatus.Unchanged => WriteStatus.Unchanged,
        VerdictStatus.Duplicate => WriteStatus.Duplicate,
        _ => WriteStatus.Refused,
    };
}

/// <summary>The answer to a batch: one verdict per item, in the order sent.</summary>
public sealed record WriteVerdicts(ImmutableArray<ItemVerdict> Items);

/// <param name="Index">Of the item in what was sent, from 0.</param>
/// <param name="Id">Of what the item names, as far as it could be read.</param>
/// <param name="Version">Null when it was refused.</param>
/// <param name="Proposal">Id of what now waits for a second person; null where nothing does.</param>
public sealed record ItemVerdict(int Index, string? Id, WriteStatus Status, int? Version, long? Position, ProblemDocument? Problem, string? Proposal = null)
{
    internal static ItemVerdict Refused(int index, string? id, Fault fault) => new(index, id, WriteStatus.Refused, null, null, fault.ToDocument());

    internal static ItemVerdict Of(int index, string id, Verdict verdict, string? proposal = null) => verdict is { Status: VerdictStatus.Refused, Problem: { } problem }
        ? Refused(index, id, WriteVerdict.FaultOf(problem, $"/{index}"))
        : new ItemVerdict(index, id, WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position, null, proposal);
}

[JsonConverter(typeof(LowerCase<WriteStatus>))]
public enum WriteStatus
{
    Accepted,

    /// <summary>It held already.</summary>
    Unchanged,

    /// <summary>It was sent before.</summary>
    Duplicate,
    Refused,
}
