using System.Collections.Immutable;
using System.Diagnostics;
using Selvedge.Domain.Approvals;

namespace Selvedge.Gateway.Partners;

/// <summary>The published words for what happened to an approval. What one side keeps to itself has none.</summary>
internal static class ApprovalVocabulary
{
    public static string? TypeOf(string stored) => stored switch
    {
        "approval.planned" or "approval.replanned" or "approval.requested" or "approval.confirmed" or "approval.sent" or "approval.received"
            or "approval.review-begun" or "approval.decided" or "approval.held" or "approval.resumed" or "approval.cancelled"
            or "approval.withdrawn" or "approval.reopened" or "approval.decision-taken-back" or "approval.commented" => stored,
        // A day that passed is known to whoever knows the days; files, places and mills may be one side's own.
        "approval.fallen-due" or "approval.noted" or "approval.attached" or "approval.detached" or "approval.sample-moved"
            or "approval.customs-declared" or "approval.mill-named" => null,
        _ => throw new UnreachableException($"'{stored}' is neither published nor kept back."),
    };

    public static object DataOf(ApprovalEvent happened) => happened switch
    {
        ApprovalEvent.Planned e => PlanOf(e.Sheet),
        ApprovalEvent.Replanned e => PlanOf(e.Sheet),
        ApprovalEvent.Requested e => new Moved(e.On) { Round = e.Round, SubmitBy = e.SubmitBy, Text = e.Text },
        ApprovalEvent.Confirmed e => new Moved(e.On) { Expected = e.Expected, IsProposal = e.IsProposal, Text = e.Text },
        ApprovalEvent.Sent e => new Moved(e.On) { Parcel = e.Parcel, Text = e.Text },
        ApprovalEvent.Received e => new Moved(e.On) { Text = e.Text },
        ApprovalEvent.ReviewBegun e => new Moved(e.On),
        ApprovalEvent.Decided e => new Moved(e.On) { Outcome = e.Outcome, Reasons = e.Reasons, Text = e.Text, From = e.From },
        ApprovalEvent.Held e => new Moved(e.On) { Text = e.Text },
        ApprovalEvent.Resumed e => new Moved(e.On),
        ApprovalEvent.Cancelled e => new Moved(e.On) { Text = e.Text },
        ApprovalEvent.Withdrawn e => new Moved(e.On) { End = e.End },
        ApprovalEvent.DecisionTakenBack e => new Moved(e.On) { Text = e.Text },
        ApprovalEvent.Reopened e => new Moved(e.On) { Text = e.Text },
        ApprovalEvent.Commented e => new Said(e.Remark.Round, e.Remark.By, e.Remark.Text),
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private static Plan PlanOf(ApprovalSheet sheet) => new(
        sheet.Subject.Style, sheet.Subject.PurchaseOrder, sheet.Subject.IsOfLine ? sheet.Subject.Line : null, sheet.Subject.Type,
        sheet.Subject.Colour, sheet.Subject.Mill, sheet.Subject.Size, sheet.Vendor, sheet.Milestone, sheet.SubmitBy, sheet.DecideBy);

    private sealed record Plan(
        string? Style, string? PurchaseOrder, int? Line, string Type, string? Colour, string? Mill, string? Size, string? Vendor, string? Milestone,
        DateOnly SubmitBy, DateOnly DecideBy);

    private sealed record Moved(DateOnly On)
    {
        public int? Round { get; init; }

        public ApprovalStatus? Outcome { get; init; }

        public DateOnly? SubmitBy { get; init; }

        public DateOnly? Expected { get; init; }

        public bool? IsProposal { get; init; }

        public Parcel? Parcel { get; init; }

        public ImmutableArray<string>? Reasons { get; init; }

        public string? Text { get; init; }

        public string? From { get; init; }

        public ApprovalEnd? End { get; init; }
    }

    private sealed record Said(int Round, string By, string Text);
}
