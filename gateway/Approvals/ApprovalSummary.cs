using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Approvals;

/// <summary>In which part of the queue an approval stands on one day.</summary>
public enum DueGroup
{
    Overdue,
    Today,

    /// <summary>Within seven days.</summary>
    Week,
    Later,

    /// <summary>Not overdue, and the vendor's turn.</summary>
    Vendor,
    Hold,
    Closed,
}

/// <summary>One approval in a list.</summary>
/// <param name="Rejected">The last submission was sent back and nothing has been approved since.</param>
/// <param name="Round">0 while it is not asked for.</param>
/// <param name="WaitsOn">Whose turn it is.</param>
/// <param name="Due">The last day of that turn.</param>
/// <param name="Expected">When the milestone may count on it, where somebody has said more than the plan.</param>
/// <param name="SubmittedOn">When what is or was last looked at came in.</param>
/// <param name="PurchaseOrders">Open orders that wait for it.</param>
/// <param name="Units">Pieces or pairs on their lines; null for who may not see quantities.</param>
/// <param name="Picture">Id of its newest picture, among its attachments.</param>
/// <param name="MillName">Of who makes the material, where that is a vendor that is known; else as it was named.</param>
/// <param name="Material">That it is of; null where it is of no material, or nobody has said of which.</param>
public sealed record ApprovalSummary(
    string Id, long V, string? Style, string? StyleName, string? PurchaseOrder, int? Line, string Type, string TypeName, string? Colour,
    string? Mill, string? Size, string Brand, string Category, string Season, string? Vendor, string? VendorName, string Reviewer, string? Milestone,
    bool Mandatory, ApprovalStatus Status, bool Rejected, int Round, Party? WaitsOn, DateOnly? Due, DueGroup Group, int OverdueDays,
    DateOnly SubmitBy, DateOnly DecideBy, DateOnly? Expected, DateOnly? SubmittedOn, DateOnly? DecidedOn, int PurchaseOrders, int? Units,
    string? Location, string? Picture, int Version, string? MillName, string? Material)
{
    internal static ApprovalSummary Of(ApprovalEntry entry, Rows rows, WaitingLines lines, DateOnly today)
    {
        var (approval, subject) = (entry.Row, entry.Row.Subject);
        var waiting = lines.For(approval);
        return new ApprovalSummary(
            subject.Id, entry.SeenAt, subject.Style, subject.Style is { } style && rows.TryGetStyle(style, out var known) ? known.Row.Name : null,
            subject.PurchaseOrder, subject.IsOfLine ? subject.Line : null, subject.Type, ApprovalTypes.Find(subject.Type)?.Name ?? subject.Type,
            subject.Colour, approval.Mill ?? subject.Mill, subject.Size, approval.Brand, approval.Category, approval.Season,
            approval.Vendor, approval.Vendor is null ? null : rows.VendorName(approval.Vendor), approval.Reviewer, approval.Milestone,
            approval.IsMandatory, approval.Status, approval.IsRejected, approval.Round, approval.WaitsOn, approval.Due, GroupOf(approval, today),
            approval.Due is { } due ? Math.Max(0, today.DayNumber - due.DayNumber) : 0, approval.SubmitBy, approval.DecideBy, approval.Expected,
            approval.SubmittedOn, approval.DecidedOn, waiting.PurchaseOrders, waiting.Units, approval.Location, approval.Picture, entry.Version,
            (approval.Mill ?? subject.Mill) is { } mill ? rows.VendorName(mill) : null, MaterialOf(approval, rows));
    }

    /// <summary>What is made of the style, where the approval is of its material; null else.</summary>
    internal static string? MaterialOf(ApprovalRow approval, Rows rows) =>
        ApprovalTypes.Find(approval.Subject.Type)?.Submitter == Side.Material && approval.Subject.Style is { } style && rows.TryGetStyle(style, out var known)
            ? known.Row.Material
            : null;

    internal static DueGroup GroupOf(ApprovalRow approval, DateOnly today) => approval switch
    {
        { Status: ApprovalStatus.OnHold } => DueGroup.Hold,
        { Due: null } => DueGroup.Closed,
        { Due: { } due } when due < today => DueGroup.Overdue,
        { WaitsOn: Party.Vendor } => DueGroup.Vendor,
        { Due: { } due } when due == today => DueGroup.Today,
        { Due: { } due } when due < today.AddDays(7) => DueGroup.Week,
        _ => DueGroup.Later,
    };

    /// <summary>What blocks most comes last, as a number that grows: units times days overdue, and before anything is, the nearer day.</summary>
    internal Place PlaceBy(string sort, DateOnly today) => new(
        sort switch
        {
            "blocking" when OverdueDays > 0 => (long)Math.Max(1, Units ?? 0) * OverdueDays,
            "blocking" => Due is { } due ? today.DayNumber - due.DayNumber - 1 : int.MinValue,
            "due" => Due?.DayNumber ?? int.MaxValue,
            _ => 0,
        },
        Id);

    // Units are quantities by another name.
    internal ApprovalSummary Without(Rights rights) => rights.MaySeeField("quantity") ? this : this with { Units = null };
}

/// <summary>One page of the queue.</summary>
public sealed record ApprovalPage(ImmutableArray<ApprovalSummary> Items, int Total, string? Next, GroupCounts Groups);

/// <summary>Approvals by the part of the queue in which they stand.</summary>
public sealed record GroupCounts(int Overdue, int Today, int Week, int Later, int Vendor, int Hold, int Closed)
{
    internal static GroupCounts Of(IEnumerable<ApprovalSummary> approvals)
    {
        var counts = new int[Enum.GetValues<DueGroup>().Length];
        foreach (var approval in approvals)
            counts[(int)approval.Group]++;
        return new GroupCounts(
            counts[(int)DueGroup.Overdue], counts[(int)DueGroup.Today], counts[(int)DueGroup.Week], counts[(int)DueGroup.Later],
            counts[(int)DueGroup.Vendor], counts[(int)DueGroup.Hold], counts[(int)DueGroup.Closed]);
    }
}
