using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Approvals;

/// <summary>What somebody does to move an approval on.</summary>
public enum ApprovalMove
{
    Request,
    Confirm,
    Propose,
    Send,
    Receive,
    Review,
    Approve,
    ApproveWithComments,

    /// <summary>And ask for another submission.</summary>
    Reject,

    /// <summary>Reject, and ask for no other.</summary>
    Drop,
    Waive,
    CarryOver,
    Hold,
    Resume,
    Cancel,
    Reopen,

    /// <summary>An approval that should not have been given: the same round waits for its decision again.</summary>
    TakeBack,

    /// <summary>Say who makes the material, and change nothing else.</summary>
    NameMill,
}

/// <summary>One act upon an approval, by one person.</summary>
/// <param name="By">Id of the person.</param>
/// <param name="Side">For whom they act.</param>
/// <param name="Version">The version that they had before their eyes: the act is refused if it is no longer the present one; null for any.</param>
/// <param name="On">The day on which it happened; null for today.</param>
/// <param name="Date">The day on which it is wanted (request, reject, reopen) or will be here (propose); null elsewhere.</param>
/// <param name="Text">The comment of a decision, or why; seen by both sides.</param>
/// <param name="Reasons">Codes of <see cref="RejectReasons"/>.</param>
/// <param name="Vendor">Who is asked (request); null where it stays as it is.</param>
/// <param name="Reviewer">Who decides (request, review); null where it stays as it is.</param>
/// <param name="From">Id of the approval that is carried over, or the season.</param>
/// <param name="Role">As on the person's sheet; null where the act is told of the past, or follows from what a supervisor did.</param>
/// <param name="Mill">Who makes the material (request, name-mill): code of a vendor, or a name; null where it stays as it is.</param>
[GenerateSerializer, Immutable, Alias("approval-act")]
public sealed record ApprovalAct(
    ApprovalMove Move, string By, Party Side, int? Version, DateOnly? On, DateOnly? Date, string? Text, ImmutableArray<string> Reasons,
    Parcel? Parcel, string? Vendor, string? Reviewer, string? From,
    string? Role = null, string? Mill = null);

/// <summary>What a sample travels in.</summary>
[GenerateSerializer, Immutable, Alias("parcel")]
public sealed record Parcel(string Carrier, string Number);
