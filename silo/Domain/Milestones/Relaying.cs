using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Milestones;

/// <summary>Lets calendars that were laid go over to another version of their template, or to another template.</summary>
/// <param name="Template">Null for another version of the same.</param>
/// <param name="Lines">Of an order: those that are meant; empty for all. Empty on a style.</param>
[GenerateSerializer, Immutable, Alias("adopt-template")]
public sealed record AdoptTemplate(string? Template, int Version, ImmutableArray<int> Lines, string Reason);

/// <summary>Lets one milestone differ from the template.</summary>
/// <param name="Line">PO line number; 0 for all open lines of an order, and on a style.</param>
[GenerateSerializer, Immutable, Alias("override-milestone")]
public sealed record OverrideMilestone(int Line, MilestoneOverride Change);

/// <summary>Lets a milestone be as the template says again.</summary>
/// <param name="Line">PO line number; 0 for all open lines of an order, and on a style.</param>
/// <param name="Kind">Whatever else differs stays; null for all.</param>
[GenerateSerializer, Immutable, Alias("lift-override")]
public sealed record LiftOverride(int Line, string Milestone, string Reason, OverrideKind? Kind = null);

/// <summary>What may be changed of a calendar that is laid, and what it then is.</summary>
internal static class Relaying
{
    private const int LongestReason = 500;
    private const int LongestLagDays = 400;

    public static Refusal? RefuseReason(string? reason) => string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason
        ? new Refusal("required", "/reason", $"Expected a reason of 1 to {LongestReason} characters.")
        : null;

    /// <summary>The version that is to be adopted; null when it is not known.</summary>
    public static PublishedTemplate? Find(AdoptTemplate adopt, Timeline timeline) =>
        Templates.Published(adopt.Template ?? timeline.Schedule.Template, adopt.Version);

    public static Refusal UnknownVersion(AdoptTemplate adopt, string? template) =>
        new("unknown-version", "/version", $"There is no version {adopt.Version} of {adopt.Template ?? template ?? "its template"}.");

    /// <summary>The calendar by another version; null where it is by that one already, or does not fit what is overridden here.</summary>
    /// <param name="said">What the order or style is like.</param>
    public static Schedule? Adopt(PublishedTemplate template, Timeline timeline, WorkingCalendar calendar, ImmutableArray<AttributeValue> said)
    {
        var schedule = timeline.Schedule;
        var tailoring = Of(schedule).For(template, said, timeline.HandedOver);
        return (schedule.Template, schedule.TemplateVersion) == (template.Id, template.Version) || !template.CanFit(tailoring)
            ? null
            : schedule.Relay(template, calendar, tailoring);
    }

    public static Schedule Override(MilestoneOverride change, Schedule schedule, WorkingCalendar calendar) =>
        schedule.Relay(TemplateOf(schedule), calendar, Of(schedule).With(change));

    /// <summary>Null where the milestone is not overridden so.</summary>
    public static Schedule? Lift(LiftOverride lift, Schedule schedule, WorkingCalendar calendar) =>
        Of(schedule) is var tailoring && tailoring.Without(lift.Milestone, lift.Kind) is var lifted && lifted.Overrides.Length < tailoring.Overrides.Length
            ? schedule.Relay(TemplateOf(schedule), calendar, lifted)
            : null;

    /// <summary>Who would see to a milestone if nobody had said otherwise here.</summary>
    public static string RoleWithout(string milestone, Schedule schedule)
    {
        var template = TemplateOf(schedule).Fit(Of(schedule).Without(milestone, OverrideKind.Responsible));
        return template.Milestones[template.IndexOf(milestone)].Role;
    }

    /// <param name="home">Where the calendar is that would be changed.</param>
    public static Refusal? Refuse(MilestoneOverride change, MilestoneHome home, Timeline timeline)
    {
        var template = timeline.Template;
        var index = template.IndexOf(change.Milestone);
        return RefuseReason(change.Reason) ?? change switch
        {
            { Kind: OverrideKind.Extra } => RefuseExtra(change, home, timeline),
            { Kind: OverrideKind.CarriedOver } => new Refusal("not-by-hand", "/kind", "Only an order that repeats another carries over what was reached there."),
            _ when timeline.Find(change.Milestone) is null =>
                new Refusal("unknown-milestone", "/milestone", $"'{change.Milestone}' is no milestone of {template.Id}."),
            // Other days of a line's milestone may be said of the style, for all its lines.
            _ when timeline.Find(change.Milestone)!.Value.Home != home && (home, change.Kind) != (MilestoneHome.Style, OverrideKind.Lags) => home == MilestoneHome.Line
                ? new Refusal("lives-on-style", "/milestone", $"{change.Milestone} lives on the style: override it there.")
                : new Refusal("lives-on-line", "/milestone", $"{change.Milestone} lives on the PO line: override it there."),
            { Kind: OverrideKind.NotApplicable } when index == template.ExFactory =>
                new Refusal("always-applies", "/milestone", $"{change.Milestone} is ex-factory, from which all others count."),
            { Kind: OverrideKind.NotApplicable } when index >= 0 && timeline.Actual(index) is { } day =>
                new Refusal("has-happened", "/milestone", $"{change.Milestone} happened on {day:yyyy-MM-dd}."),
            { Kind: OverrideKind.Responsible } when string.IsNullOrWhiteSpace(change.Role) || change.Role.Length > TemplateFaults.LongestText =>
                new Refusal("no-owner", "/role", $"Somebody has to see to it: expected 1 to {TemplateFaults.LongestText} characters."),
            { Kind: OverrideKind.Lags } => RefuseLags(change, timeline),
            _ => null,
        };
    }

    private static Refusal? RefuseLags(MilestoneOverride change, Timeline timeline)
    {
        // Against the template as it is without what was overridden here before.
        var template = TemplateOf(timeline.Schedule).Fit(Of(timeline.Schedule).Without(change.Milestone));
        if (template.IndexOf(change.Milestone) is var index && index < 0)
            return new Refusal("unknown-milestone", "/milestone", $"{change.Milestone} does not apply here.");
        if (change.Lags.IsEmpty)
            return new Refusal("required", "/lags", "Expected at least one lag.");
        for (var i = 0; i < change.Lags.Length; i++)
        {
            var (predecessor, days) = change.Lags[i];
            if (!template.Milestones[index].After.Any(a => template.Milestones[a.Predecessor].Code == predecessor))
                return new Refusal("unknown-predecessor", $"/lags/{i}/milestone",
                    $"{change.Milestone} does not follow '{predecessor}'; it follows {string.Join(", ", template.Milestones[index].After.Select(a => template.Milestones[a.Predecessor].Code))}.");
            if (RefuseDays(days, $"/lags/{i}/minDays") is { } refusal)
                return refusal;
        }

        return null;
    }

    private static Refusal? RefuseExtra(MilestoneOverride change, MilestoneHome home, Timeline timeline)
    {
        var (tailoring, published) = (Of(timeline.Schedule).Without(change.Milestone), TemplateOf(timeline.Schedule));
        var template = published.Fit(tailoring);
        if (change.Extra is not { } extra)
            return new Refusal("required", "/extra", "Expected the milestone that is put in.");
        if (!TemplateFaults.IsCode(change.Milestone))
            return new Refusal("impossible-code", "/milestone", $"'{change.Milestone}' is no code: expected capitals, digits and hyphens.");
        if (published.Sheet.Milestones.Any(m => m.Code == change.Milestone))
            return new Refusal("code-twice", "/milestone", $"{change.Milestone} is a milestone of {template.Id} already.");
        if (string.IsNullOrWhiteSpace(extra.Name) || extra.Name.Length > TemplateFaults.LongestText)
            return new Refusal("required", "/extra/name", $"Expected a name of 1 to {TemplateFaults.LongestText} characters.");
        if (string.IsNullOrWhiteSpace(extra.Role) || extra.Role.Length > TemplateFaults.LongestText)
            return new Refusal("no-owner", "/extra/role", "Somebody has to see to it.");
        if (extra.Home != home)
            return new Refusal(home == MilestoneHome.Line ? "lives-on-line" : "lives-on-style", "/extra/home", "What is put in here lives here.");
        if (extra.DueOffset is > 0 or < TemplateFaults.EarliestOffset)
            return new Refusal("impossible-offset", "/extra/dueOffset", $"Expected {TemplateFaults.EarliestOffset} to 0 days from ex-factory, found {extra.DueOffset}.");
        return RefuseNeighbours(extra.After, "/extra/after", m => home == MilestoneHome.Line || m.Home == MilestoneHome.Style)
            ?? RefuseNeighbours(extra.Before, "/extra/before", m => m.Home == home)
            ?? (published.CanFit(tailoring.With(change)) ? null : new Refusal("cycle", "/extra", $"{change.Milestone} would wait for itself."));

        Refusal? RefuseNeighbours(ImmutableArray<Lag> neighbours, string at, Predicate<TemplateMilestone> isPossible)
        {
            for (var i = 0; i < neighbours.Length; i++)
            {
                var (code, days) = neighbours[i];
                if (template.IndexOf(code) is var index && index < 0)
                    return new Refusal("unknown-milestone", $"{at}/{i}/milestone", $"'{code}' is no milestone here.");
                if (!isPossible(template.Milestones[index]))
                    return new Refusal("wrong-way-round", $"{at}/{i}/milestone", $"{code} lives elsewhere and cannot stand there.");
                if (RefuseDays(days, $"{at}/{i}/minDays") is { } refusal)
                    return refusal;
            }

            return null;
        }
    }

    private static Refusal? RefuseDays(int days, string pointer) => days is < 0 or > LongestLagDays
        ? new Refusal("impossible-lag", pointer, $"Expected 0 to {LongestLagDays} days, found {days}.")
        : null;

    private static Tailoring Of(Schedule schedule) => schedule.Tailoring ?? Tailoring.None;

    private static PublishedTemplate TemplateOf(Schedule schedule) =>
        Templates.Published(schedule.Template, schedule.TemplateVersion) ?? throw new UnknownTemplateException(schedule.Template, schedule.TemplateVersion);
}
