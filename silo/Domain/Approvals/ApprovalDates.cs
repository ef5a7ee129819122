using Orleans;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Approvals;

/// <summary>What the next day to watch is, and whose it is. Computed when something happens and kept with it.</summary>
/// <param name="At">When somebody last had something to say of it.</param>
/// <param name="AsOf">The day up to which this holds.</param>
/// <param name="WaitsOn">Whose turn it is; null when it is nobody's.</param>
/// <param name="Due">The last day of that turn.</param>
/// <param name="OverdueDays">Calendar days past it, as of <paramref name="AsOf"/>.</param>
/// <param name="IsDue">It belongs on somebody's list: a planned one only from the day on which it must be asked for.</param>
/// <param name="Expected">The day on which the milestone may count on it; null while nobody has said more than the plan.</param>
[GenerateSerializer, Immutable, Alias("approval-dates")]
public sealed record ApprovalDates(
    DateTimeOffset At, DateOnly AsOf, Party? WaitsOn, DateOnly? Due, int OverdueDays, bool IsDue, DateOnly? Expected, DateTimeOffset? NextWake)
{
    // After two weeks of silence a day more is no news; a week is.
    private const int DailyUntil = 14;

    public static ApprovalDates None { get; } = new(DateTimeOffset.UnixEpoch, DateOnly.MinValue, null, null, 0, false, null, null);

    /// <param name="said">As <see cref="At"/>.</param>
    /// <param name="vendor">The vendor's working days and zone.</param>
    /// <param name="brand">Ours.</param>
    public static ApprovalDates Of(ApprovalState approval, DateTimeOffset said, DateTimeOffset now, WorkingCalendar vendor, WorkingCalendar brand)
    {
        if (Turn(approval) is not var (waitsOn, due))
            return new ApprovalDates(said, Today(brand, now, approval), null, null, 0, false, null, null);

        var calendar = waitsOn == Party.Vendor ? vendor : brand;
        var today = Today(calendar, now, approval);
        var overdue = Math.Max(0, today.DayNumber - due.DayNumber);
        var isDue = approval.Status != ApprovalStatus.Planned || due <= today;
        // The last day before which nothing changes by itself.
        var quiet = !isDue ? due.AddDays(-1) : overdue == 0 ? due : overdue < DailyUntil ? today : today.AddDays(6);
        return new ApprovalDates(said, today, waitsOn, due, overdue, isDue, Expectation(approval, today), calendar.MidnightAfter(quiet));
    }

    // Nobody's turn when it is closed or on hold.
    private static (Party WaitsOn, DateOnly Due)? Turn(ApprovalState approval) => approval.Status switch
    {
        ApprovalStatus.Planned => (Party.Brand, approval.Sheet!.RequestBy),
        ApprovalStatus.Requested or ApprovalStatus.Confirmed or ApprovalStatus.Sent =>
            (Party.Vendor, approval.Round!.Expected ?? approval.Round.SubmitBy),
        ApprovalStatus.Received or ApprovalStatus.InReview => (Party.Brand, DecisionDue(approval.Round!, approval.Sheet!)),
        _ => null,
    };

    /// <summary>The last day for a decision: who sends early gives us no less time, who sends late takes none of it away.</summary>
    public static DateOnly DecisionDue(Round round, ApprovalSheet sheet) =>
        Forecasting.Later(round.DecideBy, round.ReceivedOn!.Value.AddDays(sheet.ReviewDays));

    // A first request says no more than the plan did, until its day has passed.
    private static DateOnly? Expectation(ApprovalState approval, DateOnly today)
    {
        if (approval.Round is not { } round || !approval.Status.IsOpen())
            return null;
        if (round.ReceivedOn is not null)
            return Forecasting.Later(DecisionDue(round, approval.Sheet!), today);
        var due = round.Expected ?? round.SubmitBy;
        if (round is { Number: 1, Expected: null, SentOn: null } && due >= today)
            return null;
        return Forecasting.Later(due, today).AddDays(approval.Sheet!.AtReceipt ? 0 : approval.Sheet.ReviewDays);
    }

    // A side further west may still have yesterday; an approval's days never go back.
    private static DateOnly Today(WorkingCalendar calendar, DateTimeOffset now, ApprovalState approval) =>
        Forecasting.Later(calendar.DayAt(now), approval.Dates.AsOf);
}
