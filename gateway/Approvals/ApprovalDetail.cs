using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Approvals;

/// <summary>One approval whole, as one person may see it: nothing in it is private to the other side.</summary>
/// <param name="RequestBy">By the plan: the last day to ask for it.</param>
/// <param name="SubmitBy">When it is to be here: of the round that is open or was last, as planned while there is none; as in lists. <paramref name="DecideBy"/> as well.</param>
/// <param name="PlannedSubmitBy">As the calendar plans it, whatever became of it; <paramref name="PlannedDecideBy"/> is the milestone's own day.</param>
/// <param name="Expected">When the milestone may count on it, where somebody has said more than the plan; as in lists.</param>
/// <param name="Lost">Calendar days by which each side passed its days.</param>
/// <param name="Moves">What this person may do next.</param>
/// <param name="Sample">It is a thing that is kept somewhere and may cross a border.</param>
/// <param name="MayDeclare">Whether its customs record is this person's to keep.</param>
/// <param name="Proposals">What waits for a second person; the brand's own business.</param>
/// <param name="OfMaterial">A mill makes what is approved.</param>
/// <param name="MilestoneName">As the calendar of the style or line calls it; null where no milestone waits for it, and where it is no longer in that calendar.</param>
/// <param name="MayConfirm">Whether this person may be the second, of what another proposed.</param>
public sealed record ApprovalDetail(
    string Id, long V, int Version, string? Style, string? StyleName, string? PurchaseOrder, int? Line, string Type, string TypeName, string? Colour,
    string? Mill, string? Size, string Brand, string Category, string Season, string? Vendor, string? VendorName, string Reviewer, string? Milestone,
    bool Mandatory, ApprovalStatus Status, bool Rejected, Party? WaitsOn, DateOnly? Due, int OverdueDays, DateOnly RequestBy, DateOnly SubmitBy,
    DateOnly DecideBy, DateOnly PlannedSubmitBy, DateOnly PlannedDecideBy, DateOnly? Expected, LostDays Lost, ImmutableArray<RoundDetail> Rounds,
    ImmutableArray<AttachmentDetail> Attachments, SamplePlace? Place, CustomsDetail? Customs, int PurchaseOrders, int? Units,
    ImmutableArray<ApprovalMove> Moves, bool Sample, bool MayDeclare, ImmutableArray<ApprovalProposalView> Proposals, bool MayConfirm, string? MillName,
    bool OfMaterial, string? MilestoneName)
{
    internal static ApprovalDetail Of(ApprovalView approval, long v, Rows rows, Rights rights, WaitingLines lines, string? milestoneName)
    {
        var (sheet, subject) = (approval.Sheet, approval.Sheet.Subject);
        rows.TryGetApproval(approval.Id, out var entry);
        var waiting = entry is null ? default : lines.For(entry.Row);
        return new ApprovalDetail(
            approval.Id, v, approval.Version, subject.Style, subject.Style is { } style && rows.TryGetStyle(style, out var known) ? known.Row.Name : null,
            subject.PurchaseOrder, subject.IsOfLine ? subject.Line : null, subject.Type, ApprovalTypes.Find(subject.Type)?.Name ?? subject.Type,
            subject.Colour, sheet.MadeBy, subject.Size, sheet.Brand, sheet.Category, sheet.Season,
            sheet.Vendor, sheet.Vendor is null ? null : rows.VendorName(sheet.Vendor), sheet.Reviewer, sheet.Milestone, sheet.IsMandatory,
            approval.Status, approval.IsRejected, approval.WaitsOn, approval.Due, approval.OverdueDays, sheet.RequestBy, approval.SubmitBy, approval.DecideBy, sheet.SubmitBy, sheet.DecideBy,
            approval.Expected, approval.Lost,
            [.. approval.Rounds.Select(r => RoundDetail.Of(r, rows))],
            [.. approval.Attachments.Where(a => !a.IsPrivate || rights.MaySeePrivate(a.Side)).Select(a => AttachmentDetail.Of(a, rows))],
            approval.Place, rights.MaySeeCustoms ? CustomsDetail.Of(approval.Customs) : null,
            waiting.PurchaseOrders, rights.MaySeeField("quantity") ? waiting.Units : null,
            [.. approval.Moves.Where(rights.MayMove)], ApprovalTypes.Find(subject.Type)?.IsSample == true, rights.MaySeeCustoms,
            rights.MayPrepare ? approval.Proposals : [], rights.MayReply(ProposalReply.Confirm),
            sheet.MadeBy is { } mill ? rows.VendorName(mill) : null, ApprovalTypes.Find(subject.Type)?.Submitter == Side.Material, milestoneName);
    }
}

/// <param name="Promised">The day for which the vendor has confirmed or proposed it; null where it has said nothing.</param>
/// <param name="VendorClock">From request to receipt.</param>
/// <param name="BrandClock">From receipt to decision.</param>
/// <param name="ConfirmedBy">Id of the second person, where deciding it took two.</param>
public sealed record RoundDetail(
    int Number, DateOnly? RequestedOn, DateOnly SubmitBy, DateOnly DecideBy, DateOnly? Promised, bool Proposal, DateOnly? SentOn, Parcel? Parcel,
    DateOnly? ReceivedOn, DateOnly? ReviewFrom, DateOnly? DecidedOn, ApprovalStatus? Outcome, ImmutableArray<string> Reasons, string? Comment,
    string? DecidedBy, string? DecidedByName, ClockDetail VendorClock, ClockDetail BrandClock, string? ConfirmedBy, string? ConfirmedByName)
{
    internal static RoundDetail Of(Round round, Rows rows) => new(
        round.Number, round.RequestedOn, round.SubmitBy, round.DecideBy, round.Expected, round.IsProposal, round.SentOn, round.Parcel,
        round.ReceivedOn, round.ReviewFrom, round.DecidedOn, round.Outcome, round.Reasons, round.Comment,
        round.DecidedBy, round.DecidedBy is { } by ? rows.PersonName(by) : null, ClockDetail.Of(round.Clocks.Vendor), ClockDetail.Of(round.Clocks.Brand),
        round.ConfirmedBy, round.ConfirmedBy is { } second ? rows.PersonName(second) : null);
}

/// <param name="Running">The days are as of today.</param>
public sealed record ClockDetail(int Days, int WorkingDays, bool Running)
{
    internal static ClockDetail Of(Clock clock) => new(clock.Days, clock.WorkingDays, clock.Since is not null);
}

public sealed record AttachmentDetail(
    string Id, string Name, string MediaType, long Bytes, string Sha256, string By, string ByName, Party Side, bool Private, int Round, DateTimeOffset At)
{
    internal static AttachmentDetail Of(Attachment file, Rows rows) => new(
        file.Id, file.Name, file.MediaType, file.Bytes, file.Sha256, file.By, rows.PersonName(file.By), file.Side, file.IsPrivate, file.Round, file.At);
}

/// <param name="Checks">What the rules say of it; they advise.</param>
public sealed record CustomsDetail(
    SamplePurpose Purpose, string Country, string? Heading, decimal? ValueUsd, SampleMarking Marking, decimal? LengthInches, decimal? HeightInches,
    bool OnSeam, bool Visible, bool Permanent, bool Contrasting, string? Broker, CustomsDecision Decision, string? Text, ImmutableArray<CustomsCheck> Checks)
{
    internal static CustomsDetail? Of(CustomsRecord? record) => record is not { Declaration: var d }
        ? null
        : new CustomsDetail(
            d.Purpose, d.Country, d.Heading, d.ValueUsd, d.Marking, d.LengthInches, d.HeightInches, d.IsOnSeam, d.IsVisible, d.IsPermanent,
            d.IsContrasting, d.Broker, d.Decision, d.Text, record.Checks);
}
