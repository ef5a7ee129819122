namespace Selvedge.Domain.Approvals;

/// <summary>What lists and queues need of one approval, written with every append: small, flat, latest values.</summary>
/// <param name="Due">Last day of the turn of <paramref name="WaitsOn"/>.</param>
/// <param name="IsDue">Somebody has to do something about it.</param>
/// <param name="SubmittedOn">When what is being looked at, or was last, came in.</param>
/// <param name="Picture">Id of its newest public picture.</param>
/// <param name="Clocks">Of its last round; null where there was none.</param>
/// <param name="Waiting">How many acts wait for a second person.</param>
/// <param name="Mill">Who makes the material; null where nobody was named.</param>
public sealed record ApprovalRow(
    ApprovalSubject Subject, string Brand, string Category, string Season, string? Vendor, string Reviewer, string? Milestone, bool IsMandatory,
    ApprovalStatus Status, bool IsRejected, int Round, Party? WaitsOn, DateOnly? Due, bool IsDue, DateOnly SubmitBy, DateOnly DecideBy,
    DateOnly? Expected, DateOnly? SubmittedOn, DateOnly? DecidedOn, string? Location, string? Picture,
    Clocks? Clocks = null, int Waiting = 0, string? Mill = null)
{
    /// <summary>It is on somebody's list, be it of what rests.</summary>
    public bool IsListed => IsDue || Status == ApprovalStatus.OnHold;

    /// <summary>Null until it was planned.</summary>
    public static ApprovalRow? Of(ApprovalState approval)
    {
        if (approval.Sheet is not { } sheet)
            return null;
        var (round, dates) = (approval.Round, approval.Dates);
        return new ApprovalRow(
            sheet.Subject, sheet.Brand, sheet.Category, sheet.Season, sheet.Vendor, sheet.Reviewer, sheet.Milestone, sheet.IsMandatory,
            approval.Status, approval.IsRejected, round?.Number ?? 0, dates.WaitsOn, dates.Due, dates.IsDue,
            approval.SubmitBy, approval.DecideBy, dates.Expected,
            approval.Rounds.LastOrDefault(r => r.ReceivedOn is not null)?.ReceivedOn, approval.Status.IsOpen() ? null : round?.DecidedOn,
            approval.Place?.Location,
            approval.Attachments.LastOrDefault(a => !a.IsPrivate && a.MediaType.StartsWith("image/", StringComparison.Ordinal))?.Id,
            round?.Clocks, approval.Proposals.Length, sheet.MadeBy);
    }
}
