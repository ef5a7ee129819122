using Orleans;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>One delay reason code, and the days that it carries.</summary>
[GenerateSerializer, Immutable, Alias("reason-share")]
public sealed record ReasonShare(string Reason, int Days);

/// <summary>Delay reasons beside the first of a report. Each carries its days of those by which the milestone is late, the first carries the rest.</summary>
[GenerateSerializer, Immutable, Alias("contributing-reasons")]
public sealed record ContributingReasons(ReasonShare First, ReasonShare? Second = null)
{
    private const int MostDays = 3_650;

    public IReadOnlyList<ReasonShare> All => Second is null ? [First] : [First, Second];

    /// <summary>Null for none; whoever reads them from outside refuses more than <see cref="DelayReasons.MostContributing"/>.</summary>
    public static ContributingReasons? Of(IReadOnlyList<ReasonShare>? shares) =>
        shares is null or [] ? null : new ContributingReasons(shares[0], shares.Count > 1 ? shares[1] : null);

    /// <summary>Why they cannot stand beside a report's reason; null where they can.</summary>
    /// <param name="reason">Null where none is named.</param>
    public Refusal? Refuse(string? reason)
    {
        if (reason is null)
            return new Refusal("required", "/reason", "Expected the first reason: others only contribute to it.");
        for (var i = 0; i < All.Count; i++)
            if (All[i].Days is < 1 or > MostDays)
                return new Refusal("impossible-days", $"/contributing/{i}/days", $"Expected 1 to {MostDays} days.");
        return DelayReasons.RefuseContributing(reason, [.. All.Select(share => share.Reason)]) is { } refusal
            ? refusal with { Pointer = refusal.Pointer + "/reason" }
            : null;
    }
}
