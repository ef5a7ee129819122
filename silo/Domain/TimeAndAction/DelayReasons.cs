using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>A reason that a report may give for lost days, and the side that carries them.</summary>
public sealed record DelayReason(string Code, Side Side, string Words);

/// <summary>The codes that reports may name. Published vocabulary: only added to.</summary>
public static class DelayReasons
{
    /// <summary>Days added by holidays, closures and days off.</summary>
    public const string Holiday = "FM-HOLIDAY";

    /// <summary>What was inspected is to be mended or sorted, and inspected again.</summary>
    public const string FailedInspection = "FA-QC";

    /// <summary>How many codes may stand beside the first.</summary>
    public const int MostContributing = 2;

    public static readonly ImmutableArray<DelayReason> All =
    [
        new("BR-DESIGN", Side.Brand, "late handoff"),
        new("BR-SPEC", Side.Brand, "change after approval"),
        new("BR-APPR", Side.Brand, "late decision"),
        new("BR-COST", Side.Brand, "late price agreement"),
        new("BR-POLATE", Side.Brand, "late PO"),
        new("BR-QTY", Side.Brand, "quantity or colour change"),
        new("BR-ART", Side.Brand, "late artwork or label"),
        new("BR-PAY", Side.Brand, "late payment"),
        new("MT-MILL", Side.Material, "late fabric"),
        new("MT-FAIL", Side.Material, "failed test or shade"),
        new("MT-TRIM", Side.Material, "late trim"),
        new("MT-LEATHER", Side.Material, "hide grade"),
        new("MT-TOOL", Side.Material, "mould or last late"),
        new("MT-SHORT", Side.Material, "short quantity"),
        new("FA-SAMPLE", Side.Factory, "late or failed sample"),
        new("FA-CAP", Side.Factory, "overbooked line"),
        new("FA-LABOUR", Side.Factory, "shortage after holiday"),
        new("FA-MACH", Side.Factory, "breakdown"),
        new(FailedInspection, Side.Factory, "failed inspection or re-sort"),
        new("FA-REWORK", Side.Factory, "rework"),
        new("FA-SUBCON", Side.Factory, "unauthorised or late subcontract"),
        new("FA-INFO", Side.Factory, "no reply"),
        new("CO-AUDIT", Side.Compliance, "audit expired or failed"),
        new("CO-TEST", Side.Compliance, "restricted substance"),
        new("CO-DOC", Side.Compliance, "traceability papers"),
        new("LO-BOOK", Side.Logistics, "no space"),
        new("LO-ROLL", Side.Logistics, "rolled"),
        new("LO-PORT", Side.Logistics, "port congestion"),
        new("LO-CUST", Side.Logistics, "customs hold"),
        new("LO-DC", Side.Logistics, "no appointment"),
        new("LO-CARR", Side.Logistics, "carrier"),
        new("FM-WEATHER", Side.Force, "weather"),
        new("FM-STRIKE", Side.Force, "strike"),
        new("FM-POLIT", Side.Force, "political unrest"),
        new("FM-POWER", Side.Force, "power cut"),
        new(Holiday, Side.Force, "holiday missed in the plan"),
        new("FM-EPIDEMIC", Side.Force, "epidemic"),
    ];

    private static readonly FrozenDictionary<string, DelayReason> ByCode = All.ToFrozenDictionary(reason => reason.Code);

    /// <summary>The reason called <paramref name="code"/>; null for an unknown code, or none.</summary>
    public static DelayReason? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    /// <summary>
    /// Why days cannot be lost for this reason, at this side's cost and with these beside it; null where they can. A reason
    /// implies the side that carries the days: who names one as well must name that one.
    /// </summary>
    /// <param name="side">Null where none is named.</param>
    public static Refusal? Refuse(string reason, Side? side, ImmutableArray<string> contributing) =>
        Find(reason) is not { } known ? new Refusal("unknown-reason", "/reason", $"'{reason}' is no delay reason code.")
        : side is { } named && named != known.Side
            ? new Refusal("side-contradicts-reason", "/side", $"{reason} ({known.Words}) is carried by the side {Word(known.Side)}, not {Word(named)}: leave the side out, or name another reason.")
        : RefuseContributing(reason, contributing);

    /// <summary>Why these cannot stand beside a reason; null where each is known and stands once.</summary>
    public static Refusal? RefuseContributing(string reason, ImmutableArray<string> contributing)
    {
        for (var i = 0; i < contributing.Length; i++)
            if (Find(contributing[i]) is null)
                return new Refusal("unknown-reason", $"/contributing/{i}", $"'{contributing[i]}' is no delay reason code.");
            else if (contributing[i] == reason || contributing[..i].Contains(contributing[i]))
                return new Refusal("reason-twice", $"/contributing/{i}", $"{contributing[i]} stands twice.");
        return contributing.Length > MostContributing
            ? new Refusal("too-many-reasons", $"/contributing/{MostContributing}", $"One reason and at most {MostContributing} beside it.")
            : null;
    }

    private static string Word(Side side) => side.ToString().ToLowerInvariant();
}
