using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.Milestones;

/// <summary>The calendar of one style or line as it was laid: it takes a later template only when somebody says so.</summary>
/// <param name="Target">The ex-factory day from which the baselines count.</param>
/// <param name="Baseline">Per milestone that applies; frozen when first laid, and what every slip is measured against.</param>
/// <param name="Latest">Per milestone that applies.</param>
/// <param name="Replanned">The plan in force where a later template was adopted; null where the baseline is the plan.</param>
/// <param name="Tailoring">What decides the template's conditions, and what is overridden; null for neither.</param>
public sealed record Schedule(
    string Template, int TemplateVersion, string Calendar, int CalendarVersion, DateOnly Target,
    ImmutableArray<DateOnly> Baseline, ImmutableArray<DateOnly> Latest,
    ImmutableArray<DateOnly>? Replanned = null, Tailoring? Tailoring = null)
{
    /// <summary>How a version that is not published yet would apply; never stored.</summary>
    internal CalendarTemplate? Proposed { get; init; }

    /// <summary>When each milestone is due. Ends on the same day as the baseline.</summary>
    public ImmutableArray<DateOnly> Plan => Replanned ?? Baseline;

    /// <summary>Lays a template's calendar back from <paramref name="target"/>.</summary>
    /// <param name="said">What the order or style is like; only what decides the template's conditions is kept.</param>
    /// <param name="style">What a line was handed over; null for nothing, and on a style.</param>
    public static Schedule Lay(
        PublishedTemplate template, DateOnly target, WorkingCalendar calendar, ImmutableArray<AttributeValue> said, StyleDates? style = null)
    {
        var tailoring = Tailoring.None.For(template, said, style).Needed;
        var fitted = template.Fit(tailoring);
        var baseline = TimeAndAction.Baseline.For(fitted, target, calendar);
        return new Schedule(
            template.Id, template.Version, calendar.Id, calendar.Version, target, baseline, LatestOf(fitted, baseline, calendar), null, tailoring);
    }

    /// <summary>
    /// The calendar laid anew by another template, whose due days then hold, or by another tailoring of the same, where only
    /// what is new is laid. What was planned before keeps its baseline, so that no change of template can improve a score.
    /// </summary>
    public Schedule Relay(PublishedTemplate template, WorkingCalendar calendar, Tailoring tailoring)
    {
        var (before, after) = (Templates.Fit(Template, TemplateVersion, Tailoring), template.Fit(tailoring));
        var known = after.Milestones.Select(m => before.IndexOf(m.Code)).ToArray();
        var laid = TimeAndAction.Baseline.For(after, Target, calendar);
        var isOther = (Template, TemplateVersion) != (template.Id, template.Version);
        ImmutableArray<DateOnly> baseline = [.. laid.Select((day, i) => i == after.ExFactory ? Baseline[^1] : known[i] >= 0 ? Baseline[known[i]] : day)];
        ImmutableArray<DateOnly> plan = [.. laid.Select((day, i) => i == after.ExFactory ? Baseline[^1] : !isOther && known[i] >= 0 ? Plan[known[i]] : day)];
        return new Schedule(
            template.Id, template.Version, calendar.Id, calendar.Version, Target, baseline, LatestOf(after, plan, calendar),
            plan.SequenceEqual(baseline) ? null : plan, tailoring.Needed)
        {
            Proposed = ReferenceEquals(Templates.Published(template.Id, template.Version), template) ? null : after,
        };
    }

    /// <summary>The calendar for what the order or style is like now, and what its style overrides; itself where that decides nothing otherwise.</summary>
    /// <param name="style">What a line was handed over; null for nothing, and on a style.</param>
    public Schedule Fitted(ImmutableArray<AttributeValue> said, WorkingCalendar calendar, StyleDates? style = null)
    {
        var template = Templates.Published(Template, TemplateVersion) ?? throw new UnknownTemplateException(Template, TemplateVersion);
        var standing = Tailoring ?? Tailoring.None;
        var tailoring = standing.For(template, said, style);
        var isSame = template.Deciding(standing.Attributes).SequenceEqual(tailoring.Attributes) && (standing.Lacking ?? []).SequenceEqual(tailoring.Lacking ?? [])
            && (standing.OfStyle ?? []).SequenceEqual(tailoring.OfStyle ?? []);
        return isSame || !template.CanFit(tailoring) ? this : Relay(template, calendar, tailoring);
    }

    /// <summary>The same calendar laid back from another target: baselines too are those of that day.</summary>
    public Schedule To(DateOnly target, WorkingCalendar calendar)
    {
        var fitted = Templates.Fit(Template, TemplateVersion, Tailoring);
        var baseline = TimeAndAction.Baseline.For(fitted, target, calendar);
        return this with
        {
            Calendar = calendar.Id, CalendarVersion = calendar.Version, Target = target, Baseline = baseline,
            Latest = LatestOf(fitted, baseline, calendar), Replanned = null,
        };
    }

    private static ImmutableArray<DateOnly> LatestOf(CalendarTemplate template, ImmutableArray<DateOnly> plan, WorkingCalendar calendar) =>
        Forecasting.Compute(new ForecastInput(
            template, MilestoneHome.Line, plan, ImmutableArray.Create(new MilestoneFacts[template.Milestones.Length]), calendar, DateOnly.MinValue, VendorPast.None)).Latest;
}

/// <summary>What a forecast came to, kept as an event carries it.</summary>
/// <param name="Moved">The milestones whose forecast changed, and to what.</param>
/// <param name="DrivingPath">Codes of the milestones that force ex-factory, first to last.</param>
/// <param name="Range">Null where no past says anything of what is left to do.</param>
/// <param name="NoRange">Why there is none; null where there is one, or needs to be none, and in what was stored before it was kept.</param>
public sealed record Outlook(
    ImmutableArray<MilestoneDay> Moved, int SlipDays, int FloatDays, int FloatAbsorbedDays,
    ImmutableArray<Cause> Causes, ImmutableArray<string> DrivingPath, ExFactoryRange? Range = null, RangeGap? NoRange = null);

/// <summary>
/// The milestones of one style or one line: as planned, as reported, as forecast. Immutable.
/// </summary>
/// <param name="Forecast">Per milestone that applies.</param>
/// <param name="Claims">One entry per slot that has any, also of milestones that do not apply: they may come to apply again.</param>
/// <param name="HandedOver">The style's own dates for milestones that live there; null on the style itself.</param>
/// <param name="Colours">Those for which a style's milestones per colour are done; null on a line.</param>
/// <param name="Placed">Of a line: the day on which a file said that it is ordered, which says that it was issued and confirmed; null where reports say so.</param>
/// <exception cref="UnknownTemplateException">The schedule names a version that is not known here.</exception>
public sealed record Timeline(
    Schedule Schedule, ImmutableArray<DateOnly> Forecast, ImmutableArray<SlotClaims> Claims,
    StyleDates? HandedOver, Outlook Outlook, ImmutableArray<string>? Colours = null, DateOnly? Placed = null)
{
    private readonly CalendarTemplate template = TemplateOf(Schedule);

    public Schedule Schedule
    {
        get;
        init => (field, template) = (value, TemplateOf(value));
    } = Schedule;

    /// <summary>The milestones that apply here.</summary>
    public CalendarTemplate Template => template;

    /// <summary>The template as it was published, with what does not apply here.</summary>
    public TemplateSheet Published => Templates.Published(Schedule.Template, Schedule.TemplateVersion)!.Sheet;

    /// <summary>
    /// A milestone that is known here, where it lives and whether it is done by colour; also one that does not apply now: what
    /// is reported of it is kept for when it does. Null for a code that is none.
    /// </summary>
    public (MilestoneHome Home, bool PerColour)? Find(string milestone) =>
        Template.IndexOf(milestone) is var i and >= 0
            ? (Template.Milestones[i].Home, Template.Milestones[i].PerColour)
            : Published.Milestones.FirstOrDefault(m => m.Code == milestone) is { } known
                ? (known.Home, known.PerColour)
                : null;

    /// <summary>Milestones that were reached for another order and so drop out here, as published, each with that day.</summary>
    public IEnumerable<(MilestoneSheet Milestone, DateOnly Reached)> CarriedOver =>
        from change in Schedule.Tailoring?.Overrides ?? []
        where change is { Kind: OverrideKind.CarriedOver, Reached: not null }
        from milestone in Published.Milestones
        where milestone.Code == change.Milestone
        select (milestone, change.Reached!.Value);

    /// <summary>When a sender last had something to say that stands, whenever it reached us; null when nobody has.</summary>
    public DateTimeOffset? HeardAt
    {
        get
        {
            DateTimeOffset? newest = null;
            foreach (var slot in Claims)
                if (slot.Holds is { } holds && (newest is null || holds.UpdatedAt > newest))
                    newest = holds.UpdatedAt;
            return newest;
        }
    }

    public static Timeline Of(Schedule schedule, DateOnly? placed = null) => new(
        schedule, schedule.Plan, [], null, new Outlook([], 0, 0, 0, [], []), Placed: placed);

    /// <summary>The same under another schedule: what was forecast stays, what is new stands at its plan.</summary>
    public Timeline Under(Schedule schedule)
    {
        var relaid = this with { Schedule = schedule };
        var milestones = relaid.Template.Milestones;
        var forecast = ImmutableArray.CreateBuilder<DateOnly>(milestones.Length);
        for (var i = 0; i < milestones.Length; i++)
            forecast.Add(template.IndexOf(milestones[i].Code) is var known and >= 0 ? Forecast[known] : schedule.Plan[i]);
        return relaid with { Forecast = forecast.MoveToImmutable() };
    }

    /// <summary>The claim that holds for the whole milestone, or null when nobody reported.</summary>
    public Claim? Holding(int milestone, Classifier classifier) => Holding(Template.Milestones[milestone].Code, classifier, null);

    /// <summary>The claim that holds for one colour of the milestone: what was said of that colour, else of all.</summary>
    public Claim? HoldingFor(string colour, int milestone, Classifier classifier) =>
        Holding(Template.Milestones[milestone].Code, classifier, colour) ?? Holding(milestone, classifier);

    /// <summary>Pieces or pairs as they were last counted when the milestone happened; null where nobody counted.</summary>
    public int? Quantity(int milestone) => SlotOf(Template.Milestones[milestone].Code, Classifier.Actual, null) is var at and >= 0 ? Claims[at].Counted?.Quantity : null;

    /// <summary>The day on which it happened, here or where it was handed over from; null while it is open.</summary>
    public DateOnly? Actual(int milestone) => FactsOf(milestone).Happened;

    /// <summary>Keeps a report that is no retraction: what the same sender said before under this id no longer stands.</summary>
    public Timeline With(ReportMilestone report, DateTimeOffset heardAt)
    {
        var rest = Without(report.Source, report.EventId);
        var claim = Claim.Of(report, heardAt);
        var at = rest.SlotOf(report.Milestone, report.Classifier, report.Colour);
        return rest with
        {
            Claims = at < 0
                ? rest.Claims.Add(new SlotClaims(report.Milestone, report.Classifier, [claim], report.Colour))
                : rest.Claims.SetItem(at, rest.Claims[at].With(claim)),
        };
    }

    /// <summary>Forgets what the sender said under this id, if it said anything here.</summary>
    public Timeline Without(string source, string eventId)
    {
        for (var i = 0; i < Claims.Length; i++)
        {
            var at = Claims[i].IndexOf(source, eventId);
            if (at < 0)
                continue;
            return Replacing(i, Claims[i] with { Best = Claims[i].Best.RemoveAt(at) });
        }

        return this;
    }

    /// <summary>Whether anything that the sender said under this id is kept here, or may be among what is older.</summary>
    public bool Knows(string source, string eventId)
    {
        foreach (var slot in Claims)
            if (slot.HasOlder || slot.IndexOf(source, eventId) >= 0)
                return true;
        return false;
    }

    /// <summary>Whether the brand's own people say that the milestone happened, for this colour or for all.</summary>
    /// <param name="besides">A source that does not count; null where all do.</param>
    /// <remarks>
    /// Where others have said it often since, that may be forgotten, and is said again. Reports that were stored before it was
    /// written down who speaks from outside count as the brand's own.
    /// </remarks>
    public bool IsVouchedFor(string milestone, string? colour, string? besides = null)
    {
        foreach (var slot in Claims)
            if (slot.Classifier == Classifier.Actual && slot.Milestone == milestone
                && (slot.Colour is null || string.Equals(slot.Colour, colour, StringComparison.OrdinalIgnoreCase)) && slot.Best.Any(c => c.Outside is not true && c.Source != besides))
                return true;
        return false;
    }

    /// <summary>Whether exactly this report stands; null where only <see cref="ReportLog"/> can tell.</summary>
    public bool? Stands(ReportMilestone report)
    {
        if (SlotOf(report.Milestone, report.Classifier, report.Colour) is not (var at and >= 0))
            return false;
        var slot = Claims[at];
        return slot.IndexOf(report.Source, report.EventId) is var place and >= 0
            ? slot.Best[place].UpdatedAt == report.UpdatedAt && slot.Best[place].Date == report.Date && slot.Best[place].Quantity == report.Quantity
            : slot.HasOlder ? null : false;
    }

    /// <summary>The slots whose kept claims are all gone while older ones stand, or may.</summary>
    public IEnumerable<SlotClaims> Short => Claims.Where(slot => slot.Best.IsEmpty);

    public Timeline Recalling(IEnumerable<SlotClaims> slots) => slots.Aggregate(
        this, (timeline, slot) => timeline.Replacing(timeline.SlotOf(slot.Milestone, slot.Classifier, slot.Colour), slot));

    public Timeline With(Outlook outlook)
    {
        if (outlook.Moved.IsEmpty)
            return this with { Outlook = outlook };
        var forecast = Forecast.ToBuilder();
        foreach (var (milestone, day) in outlook.Moved)
            forecast[Template.IndexOf(milestone)] = day;
        return this with { Forecast = forecast.MoveToImmutable(), Outlook = outlook with { Moved = [] } };
    }

    /// <summary>The forecast from what is known as of <paramref name="asOf"/>.</summary>
    /// <param name="home">Where this timeline lives.</param>
    public Look LookAhead(MilestoneHome home, WorkingCalendar calendar, DateOnly asOf, VendorPast past)
    {
        var input = new ForecastInput(Template, home, Schedule.Plan, Facts(), calendar, asOf, past);
        return new Look(this, input, Forecasting.Compute(input));
    }

    /// <summary>Health of each milestone as it was last forecast.</summary>
    public ImmutableArray<Health> MilestoneHealth(MilestoneHome home, DateOnly asOf)
    {
        var input = new ForecastInput(Template, home, Schedule.Plan, Facts(), WorkingCalendars.Unknown, asOf, VendorPast.None);
        var result = new ForecastResult(
            Forecast, Forecast, Schedule.Latest, Outlook.SlipDays, Outlook.FloatDays, Outlook.FloatAbsorbedDays, Outlook.Causes, [], Outlook.Range);
        return [.. Enumerable.Range(0, Forecast.Length).Select(m => HealthRules.Milestone(input, result, m))];
    }

    /// <summary>The furthest stage that a milestone which happened has reached.</summary>
    /// <param name="facts">From <see cref="Facts"/>.</param>
    public Stage StageReached(ImmutableArray<MilestoneFacts> facts)
    {
        var reached = Stage.Draft;
        var milestones = Template.Milestones;
        for (var i = 0; i < milestones.Length; i++)
            if (milestones[i].Stage is { } stage && stage > reached && facts[i].Happened is not null)
                reached = stage;
        return reached;
    }

    /// <summary>The stage as it was told, or where the placing alone has brought it if that is further: events of before tell of none.</summary>
    internal Stage AtLeastPlaced(Stage told)
    {
        if (Placed is not null)
            foreach (var milestone in Template.Milestones)
                if (milestone is { Home: MilestoneHome.Line, Stage: Stage.Issued or Stage.Confirmed } && milestone.Stage > told)
                    told = milestone.Stage.Value;
        return told;
    }

    /// <summary>Whether an outlook says anything that this one does not.</summary>
    public bool Learns(Outlook outlook) =>
        !outlook.Moved.IsEmpty || outlook.SlipDays != Outlook.SlipDays || outlook.FloatDays != Outlook.FloatDays
        || outlook.FloatAbsorbedDays != Outlook.FloatAbsorbedDays || !outlook.Causes.SequenceEqual(Outlook.Causes)
        || !outlook.DrivingPath.SequenceEqual(Outlook.DrivingPath) || outlook.Range != Outlook.Range
        || outlook.NoRange != Outlook.NoRange;

    /// <summary>The colours of which anything is known at a milestone, beside those that the style has; in one order.</summary>
    public ImmutableArray<string> ColoursOf(int milestone) => Template.Milestones[milestone] is { PerColour: true, Code: var code }
        ? [.. (Colours ?? []).Concat(Claims.Where(c => c.Milestone == code && c.Colour is not null).Select(c => c.Colour!)).Distinct(StringComparer.OrdinalIgnoreCase)]
        : [];

    /// <summary>What is known of one colour at a milestone: what was said of it, else of all colours.</summary>
    public MilestoneFacts FactsFor(string colour, int milestone)
    {
        var (actual, estimate) = (HoldingFor(colour, milestone, Classifier.Actual), HoldingFor(colour, milestone, Classifier.Estimate));
        return new MilestoneFacts(actual?.Date, estimate?.Date, null, (actual ?? estimate)?.Reason, Contributing: (actual ?? estimate)?.Contributing);
    }

    /// <summary>What is known of each milestone. One pass over the claims: ask once and keep it while you look.</summary>
    public ImmutableArray<MilestoneFacts> Facts()
    {
        var facts = new MilestoneFacts[Template.Milestones.Length];
        foreach (var slot in Claims)
            if (slot.Colour is null && Template.IndexOf(slot.Milestone) is var m and >= 0)
                facts[m] = slot.AddTo(facts[m]);
        for (var m = 0; m < facts.Length; m++)
            facts[m] = Whole(m, facts[m]);
        if (Placed is { } placed)
            AddPlacing(facts, placed);
        return ImmutableCollectionsMarshal.AsImmutableArray(facts);
    }

    /// <summary>What is known of one milestone: as in <see cref="Facts"/>, for less.</summary>
    public MilestoneFacts FactsOf(int milestone)
    {
        // What the placing says hangs on the milestones that come after.
        if (Placed is not null && Template.Milestones[milestone].Stage is Stage.Issued or Stage.Confirmed)
            return Facts()[milestone];
        var (said, code) = (default(MilestoneFacts), Template.Milestones[milestone].Code);
        foreach (var slot in Claims)
            if (slot.Colour is null && slot.Milestone == code)
                said = slot.AddTo(said);
        return Whole(milestone, said);
    }

    // With what was said of its colours, and what the style handed over.
    private MilestoneFacts Whole(int milestone, in MilestoneFacts said)
    {
        var known = IsToldByColour(milestone) ? Together(milestone) : said;
        return Handed(milestone) is { } handed
            ? known with
            {
                HandedOver = handed.Day, Reason = known.Reason ?? handed.Reason, IsForecast = !handed.Happened,
                Contributing = known.Reason is null ? handed.Contributing : known.Contributing,
            }
            : known;
    }

    // What is ordered was issued and confirmed. A file may tell of it late: before anything that came after it had happened.
    private void AddPlacing(Span<MilestoneFacts> facts, DateOnly placed)
    {
        for (var m = facts.Length - 1; m >= 0; m--)
            if (Template.Milestones[m] is { Home: MilestoneHome.Line, Stage: var stage })
            {
                if (facts[m].Actual is { } happened)
                    placed = happened < placed ? happened : placed;
                else if (stage is Stage.Issued or Stage.Confirmed)
                    facts[m] = facts[m] with { HandedOver = placed };
            }
    }

    // Done when the last colour is; until then expected when the last of those still open is.
    private MilestoneFacts Together(int milestone)
    {
        var colours = ColoursOf(milestone).Select(colour => FactsFor(colour, milestone)).ToList();
        var open = colours.Where(c => c.Actual is null).ToList();
        if (open.Count == 0)
        {
            var last = colours.MaxBy(c => c.Actual);
            return last with { Estimate = null };
        }

        var latest = open.MaxBy(c => c.Estimate ?? Schedule.Plan[milestone]);
        return open.Exists(c => c.Estimate is not null) ? latest with { Estimate = latest.Estimate ?? Schedule.Plan[milestone] } : default;
    }

    /// <summary>Whether anything was said of a single colour at the milestone.</summary>
    public bool IsToldByColour(int milestone)
    {
        if (Template.Milestones[milestone] is not { PerColour: true, Code: var code })
            return false;
        foreach (var slot in Claims)
            if (slot.Colour is not null && slot.Milestone == code)
                return true;
        return false;
    }

    private StyleDate? Handed(int milestone) =>
        HandedOver is { } dates && Template.Milestones[milestone] is { Home: MilestoneHome.Style, Code: var code } ? dates.Find(milestone, code) : null;

    private Claim? Holding(string milestone, Classifier classifier, string? colour) =>
        SlotOf(milestone, classifier, colour) is var at and >= 0 ? Claims[at].Holds : null;

    private Timeline Replacing(int at, SlotClaims slot) =>
        this with { Claims = slot is { Best: [], HasOlder: false } ? Claims.RemoveAt(at) : Claims.SetItem(at, slot) };

    private int SlotOf(string milestone, Classifier classifier, string? colour)
    {
        for (var i = 0; i < Claims.Length; i++)
            if (Claims[i].Classifier == classifier && Claims[i].Milestone == milestone
                && string.Equals(Claims[i].Colour, colour, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }

    private static CalendarTemplate TemplateOf(Schedule schedule) => schedule.Proposed ?? Templates.Fit(schedule.Template, schedule.TemplateVersion, schedule.Tailoring);
}

/// <summary>Claims about the same thing: the one that holds comes first.</summary>
/// <param name="Milestone">Its code.</param>
/// <param name="Best">In the order of <see cref="Claim.Outranks"/>, at most <see cref="Kept"/>; none that is not here outranks one of them.</param>
/// <param name="Colour">Of a style's milestone per colour, where one is meant.</param>
/// <param name="HasOlder">Others, outranked by all of these, were once left out, and may stand still.</param>
public sealed record SlotClaims(
    string Milestone, Classifier Classifier, ImmutableArray<Claim> Best, string? Colour = null, bool HasOlder = false)
{
    /// <summary>How many claims of one slot stay in memory.</summary>
    public const int Kept = 8;

    /// <summary>What is known of the milestone with this slot's holding claim: the reason is that of what happened, else of what is expected.</summary>
    public MilestoneFacts AddTo(in MilestoneFacts known) => Classifier switch
    {
        Classifier.Actual when Holds is { } holds => known with { Actual = holds.Date, Reason = holds.Reason, Contributing = holds.Contributing },
        Classifier.Estimate when Holds is { } holds && known.Actual is not null => known with { Estimate = holds.Date },
        Classifier.Estimate when Holds is { } holds => known with { Estimate = holds.Date, Reason = holds.Reason, Contributing = holds.Contributing },
        _ => known,
    };

    /// <summary>Null while those that are left must first be read again.</summary>
    public Claim? Holds => Best.IsEmpty ? null : Best[0];

    /// <summary>The one that holds of those that name a quantity; null where none does.</summary>
    public Claim? Counted
    {
        get
        {
            foreach (var claim in Best)
                if (claim.Quantity is not null)
                    return claim;
            return null;
        }
    }

    /// <summary>Where the sender's claim stands, or -1.</summary>
    public int IndexOf(string source, string eventId)
    {
        for (var i = 0; i < Best.Length; i++)
            if (Best[i].Is(source, eventId))
                return i;
        return -1;
    }

    public SlotClaims With(Claim claim)
    {
        var place = 0;
        while (place < Best.Length && Best[place].Outranks(claim))
            place++;
        // Below all that are kept it may also be below some that are not.
        if (place == Best.Length && HasOlder)
            return this;
        var best = Best.Insert(place, claim);
        return best.Length > Kept ? this with { Best = best.RemoveAt(Kept), HasOlder = true } : this with { Best = best };
    }
}

/// <summary>A timeline looked at on one day: what is forecast, and what follows from it.</summary>
public sealed record Look(Timeline Timeline, ForecastInput Input, ForecastResult Result)
{
    /// <summary>The result as a difference to the timeline's present forecast.</summary>
    public Outlook Outlook
    {
        get
        {
            var milestones = Timeline.Template.Milestones;
            var moved = ImmutableArray.CreateBuilder<MilestoneDay>();
            for (var i = 0; i < milestones.Length; i++)
                if (Result.Forecast[i] != Timeline.Forecast[i])
                    moved.Add(new MilestoneDay(milestones[i].Code, Result.Forecast[i]));
            return new Outlook(
                moved.ToImmutable(), Result.SlipDays, Result.FloatDays, Result.FloatAbsorbedDays, Result.Causes,
                [.. Result.DrivingPath.Select(i => milestones[i].Code)], Result.Range, Result.NoRange);
        }
    }

    /// <param name="committed">The agreed ex-factory day; null counts the baseline.</param>
    public Health Health(DateOnly? committed, DateOnly? cancel, bool blocked = false) =>
        HealthRules.Line(HealthRules.Standing(Input, Result, LastHeard, blocked, committed, cancel));

    /// <summary>The day on which one colour is done, or expected to be.</summary>
    public DateOnly DayFor(string colour, int milestone) => Forecasting.DayOf(Input, Result.Forecast.AsSpan(), milestone, Timeline.FactsFor(colour, milestone));

    /// <summary>The furthest stage that a milestone which happened has reached.</summary>
    public Stage Stage => Timeline.StageReached(Input.Facts);

    public DateTimeOffset? NextWake => Wakes.Next(Input, Result, LastHeard);

    private DateOnly? LastHeard => Timeline.HeardAt is { } heard ? Input.Calendar.DayAt(heard) : null;
}
