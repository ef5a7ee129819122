namespace Selvedge.Domain.Approvals;

/// <summary>Where a submission stands. Overdue and at risk are derived, never stored.</summary>
public enum ApprovalStatus
{
    Planned,
    Requested,

    /// <summary>The vendor accepted the day or named another.</summary>
    Confirmed,
    Sent,
    Received,
    InReview,
    Approved,

    /// <summary>Go on, and mend it in the next step.</summary>
    ApprovedWithComments,

    /// <summary>Only ever of a round: the next one is open in the same moment.</summary>
    RejectedResubmit,
    RejectedDrop,
    Waived,

    /// <summary>Approved before, for another season or order.</summary>
    CarriedOver,
    OnHold,
    Cancelled,
}

/// <summary>The two sides of an approval.</summary>
public enum Party
{
    Brand,
    Vendor,
}

public static class ApprovalStatuses
{
    /// <summary>Somebody has still to do something.</summary>
    public static bool IsOpen(this ApprovalStatus status) => status is
        ApprovalStatus.Planned or ApprovalStatus.Requested or ApprovalStatus.Confirmed or ApprovalStatus.Sent
        or ApprovalStatus.Received or ApprovalStatus.InReview or ApprovalStatus.OnHold;

    /// <summary>What waits for it may go on.</summary>
    public static bool IsClosedWell(this ApprovalStatus status) => status is
        ApprovalStatus.Approved or ApprovalStatus.ApprovedWithComments or ApprovalStatus.Waived or ApprovalStatus.CarriedOver;

    /// <summary>As a sentence says it.</summary>
    public static string Said(this ApprovalStatus status) => status switch
    {
        ApprovalStatus.InReview => "in review",
        ApprovalStatus.ApprovedWithComments => "approved with comments",
        ApprovalStatus.RejectedResubmit => "rejected for resubmission",
        ApprovalStatus.RejectedDrop => "rejected and dropped",
        ApprovalStatus.CarriedOver => "carried over",
        ApprovalStatus.OnHold => "on hold",
        _ => status.ToString().ToLowerInvariant(),
    };
}
