using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;
using Command = Selvedge.Domain.Styles.StyleCommand;
using Event = Selvedge.Domain.Styles.StyleEvent;
using State = Selvedge.Domain.Styles.StyleState;

namespace Selvedge.Domain.Styles;

/// <summary>The rules of one style: its profile, and its milestones until the purchase order is issued.</summary>
public sealed class Style : IDecider<Command, Event, State>
{
    private static readonly FrozenSet<Type> OnItsWay =
    [
        typeof(Event.OrderTaken), typeof(Event.StageReached), typeof(Event.MilestoneWaived), typeof(Event.ProposalMade), typeof(Event.ProposalConfirmed),
        typeof(Event.ProposalDeclined), typeof(Event.ProposalWithdrawn), typeof(Event.DecisionTaken), typeof(Event.DecisionAcknowledged),
        typeof(Event.DiscrepancyOpened), typeof(Event.DiscrepancyReopened), typeof(Event.DiscrepancyCleared), typeof(Event.DiscrepancyResolved),
        typeof(Event.DateCommitted),
    ];

    private Style() { }

    public static State Initial => State.Empty;

    public static Decision<Event> Decide(Command command, State style, Surroundings around) => (command, style.Profile) switch
    {
        (Command.Record record, _) when TemplateAttributes.RefuseSaid(record.Sheet.Attributes) is { } refusal => refusal,
        (Command.Record record, null) => Register(record.Sheet, around),
        (Command.Record record, { } profile) => Revise(record.Sheet, profile, style, around),
        (_, null) => new Refusal("unknown-style", "/style", "There is no such style."),
        (Command.Report report, _) => Report(report.What, style, around),
        (Command.TakeDecision take, _) => Reviewing.Take(take.Decision, style, around) is { IsEmpty: false } taken
            ? Conclude(taken, style, around)
            : ImmutableArray<Event>.Empty,
        (Command.AcknowledgeDecision acknowledge, _) => Reviewing.Acknowledge(acknowledge.Review, acknowledge.By, style),
        (Command.TakeApprovals take, _) => TakeApprovals(take.Approvals, style, around),
        (Command.TakeOrder take, _) => TakeOrder(take.Order, style, around),
        (Command.Ask ask, _) => Ask(ask, style, around),
        (_, _) when command is not Command.Wake && style.Timeline is null => new Refusal("no-calendar", "", "It has no ex-factory date and so no calendar."),
        (Command.Raise raise, _) => StyleDiscrepancies.Raise(raise.What, raise.By, style, style.Timeline!, around),
        (Command.Resolve resolve, _) => Resolve(resolve, style, around),
        (Command.TakeBack { Task: var task }, _) => TakeBack(task, style, style.Timeline!, around),
        (Command.Adopt adopt, _) => Adopt(adopt.What, style, style.Timeline!, around),
        (Command.Override change, _) => Override(change.What.Change, style, style.Timeline!, around),
        (Command.Lift lift, _) => Lift(lift.What, style, style.Timeline!, around),
        (Command.Wake, _) => Wake(style, around),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static State Evolve(State style, Event happened) => After(style, happened) with
    {
        Version = style.Version + 1, DatesVersion = MayMoveDates(happened.GetType()) ? style.Version + 1 : style.DatesVersion,
    };

    /// <summary>Whether events of this type may move what the style's PO lines are told: not what is decided of it on its way, nor what its own orders tell it.</summary>
    public static bool MayMoveDates(Type happened) => !OnItsWay.Contains(happened);

    private static State After(State style, Event happened) => happened switch
    {
        Event.Registered e => new State(
            e.Profile, e.Schedule is { } schedule ? Timeline.Of(schedule) with { Colours = e.Profile.Colours } : null, Health.Plan, null, e.AsOf,
            StyleLife.Begun),
        Event.Revised e => style with
        {
            Profile = e.Profile, Timeline = Refit(style.Timeline, e.Schedule, e.Profile),
            ColoursGone = style.Gone.Union(style.Profile!.Colours).Except(e.Profile.Colours).ToImmutableArray() is { IsEmpty: false } gone ? gone : null,
        },
        Event.MilestonesReported e => style with
        {
            Timeline = e.Reports.Aggregate(style.Timeline, (t, r) => r.Retracted ? t?.Without(r.Source, r.EventId) : t!.With(r, e.HeardAt)),
        },
        Event.ClaimsRecalled e => style with { Timeline = style.Timeline!.Recalling(e.Slots) },
        Event.TemplateAdopted e => style with { Timeline = style.Timeline!.Under(e.Schedule) },
        Event.MilestoneOverridden e => style with { Timeline = style.Timeline!.Under(e.Schedule) },
        Event.OverrideLifted e => style with { Timeline = style.Timeline!.Under(e.Schedule) },
        Event.ApprovalsTaken e => style with { Approvals = KeptApprovals.With(style.Approvals ?? [], e.Approvals) },
        Event.StageReached e => style with { Life = style.Life with { Stage = e.Stage, Since = e.On ?? style.Life.Since } },
        Event.MilestoneWaived e => style with { Life = style.Life with { Waivers = style.Life.Waivers.Add(e.Waiver) } },
        Event.ProfileFrozen e => style with { Life = style.Life with { Profile = e.Version } },
        Event.ProfileVersioned e => style with { Life = style.Life with { Profile = e.Version } },
        Event.DateCommitted e => style with
        {
            Commitments = [.. (style.Commitments ?? []).Where(c => c.Milestone != e.Commitment.Milestone), e.Commitment],
        },
        Event.OrderTaken e => style with { Life = style.Life.With(e.Order) },
        Event.ProposalMade e => style with { Life = style.Life with { Proposals = style.Life.Proposals.Add(e.Proposal) } },
        Event.ProposalConfirmed e => style with { Life = style.Life.Without(e.Id) },
        Event.ProposalDeclined e => style with { Life = style.Life.Without(e.Id) },
        Event.ProposalWithdrawn e => style with { Life = style.Life.Without(e.Id) },
        Event.DecisionTaken e => style with { Reviewed = new ReviewedStyle(e.Decision, null) },
        Event.DecisionAcknowledged e => style with { Reviewed = style.Reviewed! with { AcknowledgedBy = e.By } },
        Event.DiscrepancyOpened e => style with { Discrepancies = style.Kept.With(e.What) },
        Event.DiscrepancyReopened e => style with { Discrepancies = style.Kept.With(e.What) },
        Event.DiscrepancyCleared e => style with { Discrepancies = style.Kept.Without(e.Kind, e.Milestone, e.Colour) },
        Event.DiscrepancyResolved e => style with { Discrepancies = style.Kept.Settled(e.Kind, e.Milestone, e.How, e.Colour) },
        Event.DayTurned e => style with { AsOf = e.Day },
        Event.ForecastsMoved e => style with
        {
            AsOf = e.AsOf, Timeline = style.Timeline!.With(e.Outlook), Health = e.Health, NextWake = e.NextWake, Colours = e.Colours ?? style.Colours,
        },
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    public static IEnumerable<HeardReport> ReportsIn(Event happened) =>
        happened is Event.MilestonesReported e ? e.Reports.Select(r => new HeardReport(r, e.HeardAt)) : [];

    public static DateTimeOffset? Due(State style) => style.NextWake;

    /// <summary>What the PO lines of this style need to know of it; null while it has no calendar.</summary>
    public static StyleDates? HandOver(State style, int version)
    {
        if (style.Timeline is not { } timeline)
            return null;
        var dates = ImmutableArray.CreateBuilder<StyleDate>();
        var milestones = timeline.Template.Milestones;
        var known = timeline.Facts();
        for (var i = 0; i < milestones.Length; i++)
            if (milestones[i].Home == MilestoneHome.Style)
                dates.Add(new StyleDate(milestones[i].Code, timeline.Forecast[i], known[i].Happened is not null, known[i].Reason, Contributing: known[i].Contributing));
        foreach (var (milestone, colour, day) in style.Colours ?? [])
        {
            var facts = timeline.FactsFor(colour, timeline.Template.IndexOf(milestone));
            dates.Add(new StyleDate(milestone, day, facts.Actual is not null, facts.Reason, colour, facts.Contributing));
        }

        return new StyleDates(style.Profile!.Number, version, dates.ToImmutable(), style.Profile.Attributes, style.Life.Profile, OverridesForLines(timeline));
    }

    private static ImmutableArray<MilestoneOverride>? OverridesForLines(Timeline timeline)
    {
        ImmutableArray<MilestoneOverride> handed =
        [
            .. (timeline.Schedule.Tailoring?.Overrides ?? []).Where(o => o.Kind == OverrideKind.NotApplicable
                || o.Kind == OverrideKind.Lags && timeline.Find(o.Milestone)?.Home == MilestoneHome.Line),
        ];
        return handed.IsEmpty ? null : handed;
    }

    private static Decision<Event> Register(StyleSheet sheet, Surroundings around)
    {
        var today = around.Calendar.DayAt(around.Now);
        var registered = new Event.Registered(StyleProfile.Of(sheet), Schedule(sheet, null, around), today);
        return Keep([registered], State.Empty, sheet.Past, around);
    }

    private static Decision<Event> Revise(StyleSheet sheet, StyleProfile profile, State style, Surroundings around)
    {
        if (sheet.Brand != profile.Brand || sheet.Category != profile.Category)
            return new Refusal("other-brand-or-category", "", $"{profile.Number} is a style of {profile.Brand}, {profile.Category}; that cannot change.");
        var known = KeepingUnsaid(sheet, profile);
        if (style.Life.Profile > 0 && !StyleProfile.Of(known).Equals(profile))
            return new Refusal("kept-here", "", $"{profile.Number} was adopted: change it here.");
        var otherwise = Otherwise(known, null, style, around);
        return otherwise.Refusal is not null ? otherwise : Keep(otherwise.Events, style, sheet.Past, around);
    }

    // A file says nothing of what it has no column for, and lists colours as its rows come.
    private static StyleSheet KeepingUnsaid(StyleSheet sheet, StyleProfile profile) => sheet with
    {
        Season = sheet.Season.Length == 0 ? profile.Season : sheet.Season,
        Gender = sheet.Gender ?? profile.Gender,
        ArticleType = sheet.ArticleType ?? profile.ArticleType,
        Colours = sheet.Colours.IsEmpty || sheet.Colours.ToHashSet().SetEquals(profile.Colours) ? profile.Colours : sheet.Colours,
        TargetExFactory = sheet.TargetExFactory ?? profile.TargetExFactory,
        Attributes = sheet.Attributes is { } said ? TemplateAttributes.Over(said, profile.Attributes) : profile.Attributes,
        Spec = StyleSpec.Over(sheet.Spec, profile.Spec),
    };

    /// <summary>The profile as the sheet says; nothing where it says so already. Once adopted, every profile has its version.</summary>
    internal static Decision<Event> Otherwise(StyleSheet sheet, string? reason, State style, Surroundings around)
    {
        var (profile, revised) = (style.Profile!, StyleProfile.Of(sheet));
        if (revised.Equals(profile))
            return ImmutableArray<Event>.Empty;
        var schedule = Schedule(sheet, style.Timeline?.Schedule, around);
        if (style.Timeline is not null && StageGates.RefuseLosing(schedule!, style, "/attributes") is { } losing)
            return losing;
        var fact = new Event.Revised(revised, schedule, reason);
        return style.Life.Profile == 0 ? ImmutableArray.Create<Event>(fact) : [fact, new Event.ProfileVersioned(style.Life.Profile + 1, FieldChange.Between(profile, revised))];
    }

    // The profile first, then those reports that are not known yet: a file sent again changes nothing.
    private static Decision<Event> Keep(
        ImmutableArray<Event> profile, State before, ImmutableArray<ReportMilestone> past, Surroundings around)
    {
        var style = profile.Aggregate(before, Evolve);
        var today = around.Calendar.DayAt(around.Now);
        foreach (var report in past)
            if (Reporting.Refuse(report, MilestoneHome.Style, style.Timeline, today) is { } refusal)
                return refusal;
        if (around.Reports is null && past.Any(r => style.Timeline!.Stands(r) is null))
            return new ReportsWanted();
        var news = past.Where(r => !(style.Timeline!.Stands(r) ?? around.Reports!.Stands(r))).ToImmutableArray();
        var facts = news.IsEmpty ? profile : profile.Add(new Event.MilestonesReported(news, around.Now));
        return facts.IsEmpty ? facts : Conclude(facts, before, around);
    }

    private static Decision<Event> Report(ReportMilestone report, State style, Surroundings around) =>
        Reporting.Refuse(report, MilestoneHome.Style, style.Timeline, around.Calendar.DayAt(around.Now)) is { } refusal
            ? refusal
            : Conclude([new Event.MilestonesReported([report], around.Now)], style, around);

    private static Decision<Event> Resolve(Command.Resolve asked, State style, Surroundings around)
    {
        var judged = StyleDiscrepancies.Resolve(asked.Id, asked.What, asked.By, style, around);
        return judged.Refusal is not null ? judged : Conclude(judged.Events, style, around);
    }

    private static Decision<Event> TakeBack(BulkTask task, State style, Timeline timeline, Surroundings around) =>
        timeline.Template.IndexOf(task.Row.Milestone!) is not (var milestone and >= 0) ? BulkTask.Moved($"{task.Row.Milestone} is no milestone of it any more.")
        : (task.HappenedSince(timeline, milestone) ?? task.SaidSince(timeline, milestone)) is { } refusal ? refusal
        : Report(task.ToReport(), style, around);

    private static Decision<Event> Adopt(AdoptTemplate adopt, State style, Timeline timeline, Surroundings around) =>
        Relaying.RefuseReason(adopt.Reason) is { } refusal ? refusal
        : Relaying.Find(adopt, timeline) is not { } template ? Relaying.UnknownVersion(adopt, timeline.Schedule.Template)
        : Relaying.Adopt(template, timeline, around.Calendar, style.Profile!.Attributes ?? []) is not { } schedule ? ImmutableArray<Event>.Empty
        : StageGates.RefuseLosing(schedule, style, "/version") is { } losing ? losing
        : Conclude([new Event.TemplateAdopted(schedule, adopt.Reason)], style, around);

    private static Decision<Event> Override(MilestoneOverride change, State style, Timeline timeline, Surroundings around) =>
        (Relaying.Refuse(change, MilestoneHome.Style, timeline) ?? StageGates.RefuseDropping(change, style)) is { } refusal ? refusal
        : timeline.Schedule.Tailoring?.Overrides.Contains(change) == true ? ImmutableArray<Event>.Empty
        : Conclude([new Event.MilestoneOverridden(Relaying.Override(change, timeline.Schedule, around.Calendar), change)], style, around);

    private static Decision<Event> Lift(LiftOverride lift, State style, Timeline timeline, Surroundings around) =>
        Relaying.RefuseReason(lift.Reason) is { } refusal ? refusal
        : Relaying.Lift(lift, timeline.Schedule, around.Calendar) is not { } schedule ? ImmutableArray<Event>.Empty
        : Conclude([new Event.OverrideLifted(schedule, lift.Milestone, lift.Reason)], style, around);

    // What is said of the approvals and the report that follows from it, in one.
    private static Decision<Event> TakeApprovals(MilestoneApprovals taken, State style, Surroundings around)
    {
        if (style.Timeline is not { } timeline || !KeptApprovals.IsNews(style.Approvals ?? [], taken))
            return ImmutableArray<Event>.Empty;
        ImmutableArray<Event> facts = [new Event.ApprovalsTaken(KeptApprovals.Of(taken))];
        return KeptApprovals.ReportOf(taken, timeline, MilestoneHome.Style) is { } report
            ? Conclude(facts.Add(new Event.MilestonesReported([report], around.Now)), style, around)
            : facts;
    }

    private static Decision<Event> TakeOrder(OrderProgress order, State style, Surroundings around) =>
        style.Life.Orders.FirstOrDefault(o => o.PurchaseOrder == order.PurchaseOrder) is var known && known?.Version >= order.Version
            ? ImmutableArray<Event>.Empty
            : Conclude([new Event.OrderTaken(order)], style, around);

    private static Decision<Event> Ask(Command.Ask ask, State style, Surroundings around)
    {
        var judged = StyleActJudge.Decide(ask, style, around);
        return judged.Events.IsEmpty ? judged : Conclude(judged.Events, style, around);
    }

    private static Event Sent(Event fact, Provenance from) => fact switch
    {
        Event.MilestonesReported e => e with { Reports = [.. e.Reports.Select(r => r.Sent(from))] },
        Event.DateCommitted e => e with { Commitment = e.Commitment with { Channel = from.Channel } },
        _ => fact,
    };

    private static Decision<Event> Wake(State style, Surroundings around) =>
        style.NextWake is { } due && due <= around.Now
            ? Conclude([new Event.DayTurned(Today(style, around))], style, around)
            : ImmutableArray<Event>.Empty;

    private static Decision<Event> Conclude(ImmutableArray<Event> facts, State before, Surroundings around)
    {
        if (around.From is { } from)
            facts = [.. facts.Select(fact => Sent(fact, from))];
        var style = facts.Aggregate(before, Evolve);
        if (style.Timeline?.Short.Any() == true)
        {
            if (around.Reports is not { } past)
                return new ReportsWanted();
            var reports = past.With(facts.SelectMany(ReportsIn));
            var recalled = new Event.ClaimsRecalled([.. style.Timeline.Short.Select(slot => reports.Recall(0, slot))]);
            (facts, style) = (facts.Add(recalled), Evolve(style, recalled));
        }

        if (!ReferenceEquals(style.Timeline, before.Timeline))
            facts = facts.AddRange(StyleDiscrepancies.Of(style, around));
        if (StageGates.Along(style) is { } stage)
        {
            var reached = new Event.StageReached(stage, null, null);
            (facts, style) = (facts.Add(reached), Evolve(style, reached));
        }

        if (style.Timeline is not { } timeline)
            return facts;

        var asOf = Today(style, around);
        var look = timeline.LookAhead(MilestoneHome.Style, around.Calendar, asOf, VendorPast.None);
        var (outlook, wake, colours) = (look.Outlook, look.NextWake, Colours(look));
        // Nothing is left open on a style once all that lives there has happened.
        var health = wake is null ? Health.Done : look.Health(null, null);
        var coloursMoved = !colours.SequenceEqual(style.Colours ?? []);
        return timeline.Learns(outlook) || health != style.Health || wake != style.NextWake || coloursMoved
            ? facts.Add(new Event.ForecastsMoved(asOf, outlook, health, wake, coloursMoved ? colours : null))
            : facts;
    }

    // Colours are told apart from the day on which somebody speaks of one.
    private static ImmutableArray<ColourDay> Colours(Look look)
    {
        var timeline = look.Timeline;
        var days = ImmutableArray.CreateBuilder<ColourDay>();
        for (var m = 0; m < timeline.Template.Milestones.Length; m++)
            if (timeline.IsToldByColour(m))
                foreach (var colour in timeline.ColoursOf(m))
                    days.Add(new ColourDay(timeline.Template.Milestones[m].Code, colour, look.DayFor(colour, m)));
        return days.ToImmutable();
    }

    // A calendar once laid stays: a moved target lays it anew by the same template, a removed one leaves it, and what the style
    // is said to be like lets milestones of the template in and out.
    private static Schedule? Schedule(StyleSheet sheet, Schedule? known, Surroundings around)
    {
        if (known is not null)
            return (sheet.TargetExFactory is { } moved && moved != known.Target ? known.To(moved, around.Calendar) : known)
                .Fitted(sheet.Attributes ?? [], around.Calendar);
        if (sheet.TargetExFactory is not { } target)
            return null;
        return around.Templates.For(sheet.Brand, sheet.Category) is { } template
            ? Milestones.Schedule.Lay(template, target, around.Calendar, sheet.Attributes ?? [])
            : null;
    }

    private static Timeline? Refit(Timeline? timeline, Schedule? schedule, StyleProfile profile) =>
        (schedule is null ? timeline : timeline is null ? Timeline.Of(schedule) : timeline.Under(schedule)) is { } refitted
            ? refitted with { Colours = profile.Colours }
            : null;

    private static DateOnly Today(State style, Surroundings around) =>
        around.Calendar.DayAt(around.Now) is var today && today > style.AsOf ? today : style.AsOf;
}
