using System.Globalization;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Approvals;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Approvals;

/// <summary>One thing that happened to an approval, in words.</summary>
/// <param name="Position">Of the event in the log.</param>
/// <param name="On">The day on which it happened, where it was said.</param>
/// <param name="Round">In which it happened; 0 before the first.</param>
public sealed record ApprovalHistoryEntry(
    long Position, int Version, DateTimeOffset RecordedAt, string Type, string Text, DateOnly? On, int Round, HistoryOrigin By)
{
    /// <summary>Null for what this person may not see.</summary>
    internal static ApprovalHistoryEntry? Of(RecordedEvent recorded, ApprovalEvent happened, int round, Rights rights) =>
        Tell(happened, rights) is var (text, on) ? Of(recorded, text, on, round, WhoSaid(happened)) : null;

    /// <param name="by">Null for who sent it.</param>
    internal static ApprovalHistoryEntry Of(RecordedEvent recorded, string text, DateOnly? on, int round, string? by)
    {
        var origin = HistoryOrigin.Of(StoredForm.Read<Origin>(recorded.Origin.Span));
        return new ApprovalHistoryEntry(
            recorded.Position, recorded.Version, recorded.RecordedAt, recorded.Type, text, on, round, by is null ? origin : origin with { Actor = by });
    }

    // What comes with an approval that is planned was said by others than who sends it.
    private static string? WhoSaid(ApprovalEvent happened) => happened switch
    {
        ApprovalEvent.Requested e => e.By,
        ApprovalEvent.Confirmed e => e.By,
        ApprovalEvent.Sent e => e.By,
        ApprovalEvent.Received e => e.By,
        ApprovalEvent.ReviewBegun e => e.By,
        ApprovalEvent.Decided e => e.By,
        ApprovalEvent.MillNamed e => e.By,
        _ => null,
    };

    private static (string Text, DateOnly? On)? Tell(ApprovalEvent happened, Rights rights) => happened switch
    {
        ApprovalEvent.Planned e => ($"Planned: to be here {Day(e.Sheet.SubmitBy)}, decided {Day(e.Sheet.DecideBy)}", null),
        ApprovalEvent.Replanned e => ($"Planned anew: to be here {Day(e.Sheet.SubmitBy)}, decided {Day(e.Sheet.DecideBy)}", null),
        ApprovalEvent.Requested { By: null } e => ($"Round {e.Round} opened: wanted {Day(e.SubmitBy)}", e.On),
        ApprovalEvent.Requested e => ($"Round {e.Round} requested for {Day(e.SubmitBy)}{With(e.Text)}", e.On),
        ApprovalEvent.Confirmed { IsProposal: true } e => ($"The vendor proposes {Day(e.Expected)}{With(e.Text)}", e.On),
        ApprovalEvent.Confirmed e => ($"The vendor confirms {Day(e.Expected)}{With(e.Text)}", e.On),
        ApprovalEvent.Sent e => ($"Sent{(e.Parcel is { } p ? $" by {p.Carrier}, {p.Number}" : "")}{With(e.Text)}", e.On),
        ApprovalEvent.Received e => ($"Received after {Days(e.Clocks.Vendor.Days)} with the vendor{With(e.Text)}", e.On),
        ApprovalEvent.ReviewBegun e => ($"In review{(e.Reviewer is { } r ? $" by {r}" : "")}", e.On),
        ApprovalEvent.Decided e => (
            $"{Capital(e.Outcome.Said())} after {Days(e.Clocks.Brand.Days)} with us{(e.Reasons.IsEmpty ? "" : $" ({string.Join(", ", e.Reasons)})")}{With(e.Text)}", e.On),
        ApprovalEvent.Held e => ($"Put on hold{With(e.Text)}", e.On),
        ApprovalEvent.Resumed e => ("Taken up again", e.On),
        ApprovalEvent.Cancelled e => ($"Cancelled{With(e.Text)}", e.On),
        ApprovalEvent.Withdrawn { End: ApprovalEnd.Cancelled } e => ("Its line was cancelled: nothing waits for it any more", e.On),
        ApprovalEvent.Withdrawn { End: ApprovalEnd.Dropped } e => ("Its milestone dropped out of the calendar: nothing waits for it any more", e.On),
        ApprovalEvent.Withdrawn { End: ApprovalEnd.ColourGone } e => ("Its colour was taken off the style: nothing waits for it any more", e.On),
        ApprovalEvent.Withdrawn e => ("Its order is closed: nothing waits for it any more", e.On),
        ApprovalEvent.DecisionTakenBack e => ($"The decision was taken back{With(e.Text)}", e.On),
        ApprovalEvent.MillNamed e => ($"Made by {e.Mill}", null),
        ApprovalEvent.Reopened e => ($"Opened again{With(e.Text)}", e.On),
        ApprovalEvent.FallenDue { Dates: { } dates } => (
            dates.OverdueDays > 0 ? $"{Days(dates.OverdueDays)} overdue at the {dates.WaitsOn!.Value.ToString().ToLowerInvariant()}" : "Due to be asked for", dates.AsOf),
        ApprovalEvent.Commented e => ($"“{e.Remark.Text}”", null),
        ApprovalEvent.Noted e when rights.MaySeePrivate(e.Remark.Side) => ($"“{e.Remark.Text}” (private)", null),
        ApprovalEvent.Attached e when !e.Attachment.IsPrivate || rights.MaySeePrivate(e.Attachment.Side) => ($"{e.Attachment.Name} attached", null),
        ApprovalEvent.SampleMoved e => ($"The sample is at {e.Place.Location}{(e.Place.Parcel is { } p ? $" ({p.Carrier}, {p.Number})" : "")}", e.Place.Since),
        ApprovalEvent.CustomsDeclared e when rights.MaySeeCustoms =>
            ($"Customs record: {e.Record.Declaration.Decision.ToString().ToLowerInvariant()}, {e.Record.Checks.Count(c => c.Result == CheckResult.Fails)} checks fail", null),
        ApprovalEvent.ProposalMade { Proposal: var p } when rights.MayPrepare => ($"{Said(p.Act.Move)} proposed{With(p.Act.Text)}", null),
        ApprovalEvent.ProposalConfirmed e when rights.MayPrepare => ($"{Said(e.Act)} confirmed by {e.By.Id}{With(e.Note)}", null),
        ApprovalEvent.ProposalDeclined e when rights.MayPrepare => ($"{Said(e.Act)} declined by {e.By.Id}{With(e.Note)}", null),
        ApprovalEvent.ProposalWithdrawn e when rights.MayPrepare => ($"{Said(e.Act)} withdrawn{With(e.Note)}", null),
        _ => null,
    };

    private static string Said(ApprovalMove move) => move switch
    {
        ApprovalMove.Waive => "Waiving it",
        ApprovalMove.CarryOver => "Carrying it over",
        ApprovalMove.Drop => "Dropping it",
        _ => "Opening it again",
    };

    private static string With(string? text) => text is null ? "" : $": {text}";

    private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

    private static string Day(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    private static string Capital(string said) => char.ToUpperInvariant(said[0]) + said[1..];
}
