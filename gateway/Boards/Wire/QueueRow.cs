using Selvedge.Contracts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Conversations;
using Selvedge.Gateway.Approvals;
using Selvedge.Gateway.Conversations;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Boards.Wire;

/// <summary>One approval in the queue. What depends on today is left to the reader.</summary>
/// <param name="Version">Of the approval: what an act names as looked at.</param>
/// <param name="Po">With <paramref name="Line"/>, where it is of a line; else null.</param>
/// <param name="Round">0 while it is not asked for.</param>
/// <param name="VendorClock">From request to receipt.</param>
/// <param name="BrandClock">From receipt to decision.</param>
/// <param name="PurchaseOrders">Open orders that wait for it.</param>
/// <param name="Units">Pieces or pairs on their lines; null for who may not see quantities.</param>
/// <param name="Comments">What is said about it, as far as the reader may read it.</param>
/// <param name="Waiting">How many acts wait for a second person; the brand's own business.</param>
public sealed record QueueRow(
    string Id, long V, int Version, string? Style, string? StyleName, string? Po, int? Line, string Type, string TypeName, string? Colour, string? Mill,
    string? Size, string Brand, string Category, string Season, string? Vendor, string? VendorName, string Reviewer, ApprovalStatus Status,
    bool Rejected, int Round, Party? WaitsOn, DateOnly? Due, DateOnly? Expected, DateOnly? SubmittedOn, RunningClock? VendorClock,
    RunningClock? BrandClock, int PurchaseOrders, int? Units, string? Location, string? Picture, CommentCount Comments, int Waiting, string? MillName) : IRow
{
    internal static QueueRow Of(ApprovalEntry entry, long v, Rows rows, Rights rights, WaitingLines lines)
    {
        var (approval, subject) = (entry.Row, entry.Row.Subject);
        var waiting = lines.For(approval);
        return new QueueRow(
            subject.Id, v, entry.Version, subject.Style, subject.Style is { } style && rows.TryGetStyle(style, out var known) ? known.Row.Name : null,
            subject.PurchaseOrder, subject.IsOfLine ? subject.Line : null, subject.Type, ApprovalTypes.Find(subject.Type)?.Name ?? subject.Type,
            subject.Colour, approval.Mill ?? subject.Mill, subject.Size, approval.Brand, approval.Category, approval.Season, approval.Vendor,
            approval.Vendor is { } vendor ? rows.VendorName(vendor) : null, approval.Reviewer, approval.Status, approval.IsRejected, approval.Round,
            approval.WaitsOn, approval.Due, approval.Expected, approval.SubmittedOn, RunningClock.Of(approval.Clocks?.Vendor),
            RunningClock.Of(approval.Clocks?.Brand), waiting.PurchaseOrders, rights.MaySeeField("quantity") ? waiting.Units : null,
            approval.Location, approval.Picture, CommentCount.Of(rows, new ConversationSubject(Kinds.Approval, subject.Id), rights), rights.MayPrepare ? approval.Waiting : 0,
            (approval.Mill ?? subject.Mill) is { } mill ? rows.VendorName(mill) : null);
    }
}

/// <summary>Calendar days that one side has taken in this round.</summary>
/// <param name="Since">The day from which more are added; null while it stands still.</param>
/// <param name="Days">Until it last stopped.</param>
public sealed record RunningClock(DateOnly? Since, int Days)
{
    internal static RunningClock? Of(Clock? clock) => clock is null ? null : new RunningClock(clock.Since, clock.Days);
}

/// <param name="Hidden">Fields that were left out because the reader may not see them; null for none.</param>
public sealed record QueueTotals(int Approvals, IReadOnlyList<string>? Hidden);
