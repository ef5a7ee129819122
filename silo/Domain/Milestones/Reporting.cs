using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Milestones;

/// <summary>
/// What a report must be to be kept. A report about the world is refused only for what it is, never for what
/// we happen to know so far, so that any order of arrival ends in the same state.
/// </summary>
public static class Reporting
{
    // An order lives a year or two; a day ten years from its target is a typing error.
    private const int YearsAround = 10;
    private const int MostPieces = 10_000_000;

    public static Refusal? Refuse(ReportMilestone report, MilestoneHome home, Timeline? timeline, DateOnly today)
    {
        if (timeline is null)
            return report.Retracted ? null : new Refusal("no-calendar", "", "It has no ex-factory date and so no calendar to report on.");
        if (report.Retracted)
            return null;

        if (timeline.Find(report.Milestone) is not { } milestone)
            return new Refusal("unknown-milestone", "/milestone",
                $"'{report.Milestone}' is no milestone of {timeline.Template.Id}; expected one of: {string.Join(", ", timeline.Template.Milestones.Where(m => m.Home == home).Select(m => m.Code))}.");
        if (milestone.Home != home)
            return home == MilestoneHome.Line
                ? new Refusal("lives-on-style", "/milestone", $"{report.Milestone} lives on the style: name the style instead of purchaseOrder and line.")
                : new Refusal("lives-on-line", "/milestone", $"{report.Milestone} lives on the PO line: name purchaseOrder and line instead of the style.");
        if (report.Colour is not null && !milestone.PerColour)
            return new Refusal("not-per-colour", "/colour", $"{report.Milestone} is done once for all colours: leave the colour out.");
        if (report.Classifier == Classifier.Actual && report.Date > today.AddDays(1))
            return new Refusal("actual-in-future", "/date", $"{report.Date:yyyy-MM-dd} has not happened yet: today is {today:yyyy-MM-dd} at the factory.");
        if (RefuseFar(report.Date, timeline.Schedule.Target, "/date") is { } far)
            return far;
        if (report.Quantity is not null && (home == MilestoneHome.Style || report.Classifier != Classifier.Actual))
            return new Refusal("quantity-of-no-fact", "/quantity", "What was counted goes with a fact (ACT) about a PO line.");
        if (report.Quantity is < 1 or > MostPieces)
            return new Refusal("impossible-quantity", "/quantity", $"Expected 1 to {MostPieces} pieces.");
        if (report.Reason is not null && DelayReasons.Find(report.Reason) is null)
            return new Refusal("unknown-reason", "/reason", $"'{report.Reason}' is no delay reason code.");
        if (report.Contributing?.Refuse(report.Reason) is { } contributing)
            return contributing;
        return null;
    }

    /// <summary>Null when the day can be one of a calendar around the other.</summary>
    internal static Refusal? RefuseFar(DateOnly day, DateOnly from, string pointer) => Math.Abs(day.Year - from.Year) <= YearsAround
        ? null
        : new Refusal("impossible-date", pointer, $"{day:yyyy-MM-dd} is more than {YearsAround} years from {from:yyyy-MM-dd}.");
}
