using System.Collections.Immutable;

namespace Selvedge.Domain.Approvals;

/// <summary>Why a submission is sent back. Published vocabulary, in the order of the keys 1 to 9: only added to.</summary>
public static class RejectReasons
{
    public static readonly ImmutableArray<RejectReason> All =
    [
        new("shade", "shade or colour off standard"),
        new("measurement", "measurements out of tolerance"),
        new("fit", "fit or balance on the body"),
        new("construction", "construction not as specified"),
        new("fabric", "fabric, hand feel or finish"),
        new("print", "print, artwork or placement"),
        new("trim", "wrong or missing trim or label"),
        new("workmanship", "workmanship"),
        new("incomplete", "incomplete or wrong submission"),
    ];

    public static bool Has(string code) => All.Any(reason => reason.Code == code);
}

public sealed record RejectReason(string Code, string Words);
