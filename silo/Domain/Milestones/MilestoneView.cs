using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Milestones;

/// <summary>One milestone as a person reads it: the four dates, and whether it holds.</summary>
/// <param name="Due">The plan in force: the baseline, unless a later template was adopted.</param>
/// <param name="Committed">The agreed day; the baseline where none was agreed.</param>
/// <param name="Latest">The last day that still makes ex-factory.</param>
/// <param name="Driving">It lies on the path that forces ex-factory.</param>
/// <param name="Colours">Of a style's milestone per colour: each colour by itself, once anything was said of one.</param>
/// <param name="Agreed">How the committed day came about; null where it is the baseline, or the day as ordered.</param>
/// <param name="Planned">Another day that somebody has reported as a plan and that waits for an answer; null where there is none.</param>
/// <param name="Heard">The report that stands; null where nobody has reported, and where it follows from the order or the style.</param>
/// <param name="Quantity">Pieces or pairs as they were last counted when it happened; null where nobody counted.</param>
[GenerateSerializer, Immutable, Alias("milestone-view")]
public sealed record MilestoneView(
    string Code, string Name, string Role, MilestoneHome Home, DateOnly Baseline, DateOnly Committed, DateOnly Forecast,
    DateOnly? Actual, DateOnly Latest, Health Health, bool Driving, ClaimView? Heard, DateOnly Due, ImmutableArray<ColourView> Colours,
    Commitment? Agreed = null, PlanView? Planned = null, int? Quantity = null)
{
    /// <summary>Committed to its baseline.</summary>
    public static ImmutableArray<MilestoneView> Of(Timeline? timeline, MilestoneHome home, DateOnly asOf)
    {
        if (timeline is null)
            return [];
        var template = timeline.Template;
        var facts = timeline.Facts();
        var health = timeline.MilestoneHealth(home, asOf);
        var views = ImmutableArray.CreateBuilder<MilestoneView>(template.Milestones.Length);
        for (var i = 0; i < template.Milestones.Length; i++)
        {
            var milestone = template.Milestones[i];
            var baseline = timeline.Schedule.Baseline[i];
            var actual = facts[i].Happened;
            var held = timeline.Holding(i, Classifier.Actual) ?? (actual is null || facts[i].Actual is not null ? timeline.Holding(i, Classifier.Estimate) : null);
            views.Add(new MilestoneView(
                milestone.Code, milestone.Name, milestone.Role, milestone.Home, baseline, baseline,
                actual ?? timeline.Forecast[i], actual, timeline.Schedule.Latest[i],
                health[i], timeline.Outlook.DrivingPath.Contains(milestone.Code), ClaimView.Of(held), timeline.Schedule.Plan[i], [],
                Quantity: timeline.Quantity(i)));
        }

        return views.MoveToImmutable();
    }
}

/// <summary>A day that somebody has reported as a plan.</summary>
[GenerateSerializer, Immutable, Alias("plan-view")]
public sealed record PlanView(
    DateOnly Date, string Source, DateTimeOffset HeardAt, string? Reason, string? Note, Channel? Channel = null, string? By = null);

/// <summary>One colour of a milestone.</summary>
[GenerateSerializer, Immutable, Alias("colour-view")]
public sealed record ColourView(string Colour, DateOnly Forecast, DateOnly? Actual, ClaimView? Heard);

/// <summary>What a calendar was laid by.</summary>
/// <param name="WorkingCalendar">Id of the working days it was laid by.</param>
/// <param name="Attributes">Those that decide the template's conditions.</param>
/// <param name="Overrides">How it differs from the template.</param>
/// <param name="OfStyle">How it differs beside that because its style does; null on a style.</param>
[GenerateSerializer, Immutable, Alias("calendar-view")]
public sealed record CalendarView(
    string Template, int TemplateVersion, string WorkingCalendar, ImmutableArray<AttributeValue> Attributes, ImmutableArray<MilestoneOverride> Overrides,
    ImmutableArray<MilestoneOverride>? OfStyle = null)
{
    /// <summary>Null where there is no calendar.</summary>
    public static CalendarView? Of(Timeline? timeline) => timeline?.Schedule is not { } schedule
        ? null
        : new CalendarView(
            schedule.Template, schedule.TemplateVersion, schedule.Calendar, schedule.Tailoring?.Attributes ?? [], schedule.Tailoring?.Overrides ?? [],
            schedule.Tailoring?.Taken is { IsEmpty: false } taken ? taken : null);
}

/// <summary>Where a date comes from: who said it, how it came, and when we heard.</summary>
/// <param name="Channel">Null where the product concludes it, and where nobody wrote it down.</param>
/// <param name="By">Id of who sent it; null where that is the source itself.</param>
/// <param name="Date">As it was said: where the forecast is another, what is before the milestone forces that.</param>
/// <param name="Contributing">Reasons beside the first, and the days that each carries; null for none.</param>
[GenerateSerializer, Immutable, Alias("claim-view")]
public sealed record ClaimView(
    string Source, DateTimeOffset HeardAt, string? Reason, string? Note, Channel? Channel, string? By, DateOnly Date,
    ImmutableArray<ReasonShare>? Contributing = null)
{
    internal static ClaimView? Of(Claim? claim) => claim is null ? null :
        new(claim.Source, claim.HeardAt, claim.Reason, claim.Note, claim.Channel, claim.By, claim.Date,
            claim.Contributing is null ? null : [.. claim.Contributing.All]);
}
