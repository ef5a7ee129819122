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
using Command = Selvedge.Domain.PurchaseOrders.PurchaseOrderCommand;
using Event = Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent;
using State = Selvedge.Domain.PurchaseOrders.PurchaseOrderState;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>The rules of one purchase order: what may be asked of it, and what then holds.</summary>
public sealed class PurchaseOrder : IDecider<Command, Event, State>
{
    private PurchaseOrder() { }

    public static State Initial => State.Empty;

    public static Decision<Event> Decide(Command command, State order, Surroundings around) => (command, order.Placed) switch
    {
        (Command.Record record, null) => Place(record, around),
        (Command.Record record, { } placed) => Revise(record, placed, order, around),
        (Command.Ask ask, _) => Ask(ask, order, around),
        (_, null) => new Refusal("unknown-purchase-order", "/purchaseOrder", "There is no such purchase order."),
        (Command.Report report, _) => Report(report.What, order, around),
        (Command.TakeStyleDates take, _) => TakeStyleDates(take.Dates, order, around),
        (Command.TakeApprovals take, _) => TakeApprovals(take.Approvals, order, around),
        (Command.TakeShipment take, _) => take.Cargo.NewsTo(order) is { IsEmpty: false } news
            ? ImmutableArray.Create<Event>(new Event.ShipmentTaken(news))
            : ImmutableArray<Event>.Empty,
        (Command.Adopt adopt, _) => Adopt(adopt.What, adopt.Found, order, around),
        (Command.Override change, _) => Override(change.What, order, around),
        (Command.Lift lift, _) => Lift(lift.What, order, around),
        (Command.Raise raise, _) => LineDiscrepancies.Raise(raise.What, raise.By, order, around),
        (Command.Resolve resolve, _) => Resolve(resolve, order, around),
        (Command.Take take, _) => BulkRows.Decide(take, order, around),
        (Command.LookAgain, _) => Conclude([], order, around, lookAtAll: true),
        (Command.Wake, _) => Wake(order, around),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static State Evolve(State order, Event happened) => After(order, happened) with { Version = order.Version + 1 };

    private static State After(State order, Event happened) => happened switch
    {
        Event.Placed e => new State(
            new OrderHeader(e.Number, e.Brand, e.Category, e.Season, e.Vendor, e.Incoterm, e.ShipMode, e.Template, e.Attributes, Found: e.Found),
            [.. e.Lines.Select(l => NewLine(l, e.AsOf))], e.AsOf, LifeCycle.Recorded, []),
        Event.Revised e => order with
        {
            Placed = order.Placed!.By(e.Vendor).Knowing(e.Found) with { Season = e.Season, Incoterm = e.Incoterm, ShipMode = e.ShipMode },
            Lines = Merge(order.Lines, e.Lines, order.Life.IsKeptHere ? null : e.AsOf ?? order.AsOf),
            // Versions of another vendor's track record say nothing of this one's.
            Past = e.Vendor == order.Placed!.Vendor ? order.Past : null,
            // What a file says has gone out by whoever wrote the file, and its being there says that it holds.
            Life = order.Life.IsKeptHere
                ? order.Life
                : order.Life with { Version = order.Life.Version + 1, Acknowledged = order.Life.Version + 1 },
        },
        Event.Drafted e => new State(e.Header, [.. e.Lines.Select(l => NewLine(new ScheduledLine(l, null)))], e.AsOf, LifeCycle.Drafted, []),
        Event.Amended e => order with { Placed = e.Header, Lines = [.. e.Lines.Select(l => NewLine(new ScheduledLine(l, null)))] },
        Event.Issued e => Issued(order, e),
        Event.Acknowledged e => order with
        {
            Life = order.Life with
            {
                Phase = order.Life.Phase == Phase.Issued ? Phase.Acknowledged : order.Life.Phase, Acknowledged = e.Version,
            },
            Lines = Knowing(order, l => l.Profile.Confirmed()),
        },
        Event.Confirmed e => order with
        {
            Life = order.Life.Answered(Phase.Confirmed, e.Version), Lines = Knowing(order, l => l.Profile.Confirmed()),
        },
        Event.RejectedByVendor => order with { Life = order.Life.Answered(Phase.RejectedByVendor, order.Life.Acknowledged) },
        Event.ChangeProposed e => order with
        {
            Life = order.Life.Answered(Phase.ChangeProposed, order.Life.Version) with { Wish = e.Wish },
        },
        Event.ChangeDeclined e => order with
        {
            Life = order.Life with
            {
                Phase = order.Life.Wish!.From == Phase.Confirmed ? Phase.Confirmed : Phase.Issued, Wish = null, AnswerDue = e.AnswerDue,
            },
        },
        Event.AnswerMissed => order with { Life = order.Life with { IsOverdue = true } },
        Event.DateCommitted e => order.Altering(e.Line, l => l with
        {
            Commitments = l.Commitments.RemoveAll(c => c.Milestone == e.Commitment.Milestone).Add(e.Commitment),
        }),
        Event.PlanAnswered e => order.Altering(e.Line, l => l with
        {
            AnsweredPlans = l.AnsweredPlans.RemoveAll(a => a.Milestone == e.Plan.Milestone).Add(e.Plan),
        }),
        Event.ProposalMade e => order with
        {
            Life = order.Life with
            {
                Proposals = order.Life.Proposals.Add(e.Proposal),
                Phase = e.Proposal.Act.Kind == Act.Issue ? Phase.PendingApproval : order.Life.Phase,
            },
        },
        Event.ProposalConfirmed e => Settled(order, e.Id, e.Act),
        Event.ProposalDeclined e => Settled(order, e.Id, e.Act),
        Event.ProposalWithdrawn e => Settled(order, e.Id, e.Act),
        Event.LinesCancelled e => e.Lines.Aggregate(order, (o, line) => o.Altering(line, l => l.Ended(Stage.Cancelled))),
        Event.Cancelled e => order with
        {
            Lines = [.. order.Lines.Select(l => l.IsOver ? l : l.Ended(Stage.Cancelled))], Life = order.Life.Ended(Phase.Cancelled, e.Ending),
        },
        Event.Closed e => order with
        {
            Lines = [.. order.Lines.Select(l => l.IsOver ? l : l.Ended(Stage.Closed))], Life = order.Life.Ended(Phase.Closed, e.Ending),
        },
        Event.MilestonesReported e => e.Reports.Aggregate(order, (o, report) => o.Altering(report, e.HeardAt)),
        Event.ClaimsRecalled e => order with
        {
            Lines = [.. order.Lines.Select(l => e.Lines.FirstOrDefault(c => c.Line == l.Order.Number) is { } claims
                ? l with { Timeline = l.Timeline!.Recalling(claims.Slots) }
                : l)],
        },
        Event.StyleDatesTaken e => order with
        {
            Lines = [.. order.Lines.Select(l => e.Lines.Contains(l.Order.Number)
                ? l with { Timeline = l.Timeline! with { HandedOver = e.Dates.Of(l.Order.Colour) }, Profile = Known(l, e.Dates, order.Life) }
                : l)],
        },
        Event.TemplateAdopted e => e.Lines.Aggregate(order with { Placed = order.Placed!.Knowing(e.Attributes) }, Relay),
        Event.CalendarsFitted e => e.Lines.Aggregate(order, Relay),
        // A gate that is overridden otherwise than by its waiver applies again.
        Event.MilestoneOverridden e => e.Change.Kind is OverrideKind.NotApplicable or OverrideKind.Responsible
            ? Relay(order, e.Line)
            : Relay(order, e.Line).Altering(e.Line.Line, l => l.Unwaived(e.Change.Milestone)),
        Event.GateWaived e => order.Altering(e.Line, l => l with { Waivers = l.Unwaived(e.Waiver.Milestone).Waivers.Add(e.Waiver) }),
        Event.OverrideLifted e => Relay(order, e.Line).Altering(e.Line.Line, l => l.Unwaived(e.Milestone)),
        Event.ShipmentTaken e => e.Lines.Aggregate(order, (o, word) => o.Altering(word.Line, l => l.Hearing(word.Shipment))),
        Event.ApprovalsTaken e => order with
        {
            Lines = [.. order.Lines.Select(l => l.Order.Number == e.Line ? l with { Approvals = KeptApprovals.With(l.Approvals, e.Approvals) } : l)],
        },
        Event.DiscrepancyOpened e => order.Altering(e.Line, l => l with { Discrepancies = l.Discrepancies.With(e.What) }),
        Event.DiscrepancyReopened e => order.Altering(e.Line, l => l with { Discrepancies = l.Discrepancies.With(e.What) }),
        Event.DiscrepancyCleared e => order.Altering(e.Line, l => l with { Discrepancies = l.Discrepancies.Without(e.Kind, e.Milestone) }),
        Event.DiscrepancyResolved e => order.Altering(e.Line, l => l with { Discrepancies = l.Discrepancies.Settled(e.Kind, e.Milestone, e.How) }),
        Event.DayTurned e => order with { AsOf = e.Day },
        Event.SampleSealed e => order with { Lines = Knowing(order, l => l.Profile with { Sealed = e.Profile }, e.Lines) },
        Event.ProfileAsked e => order with { Lines = Knowing(order, l => l.Profile.OpenedFor(e.Profile, e.Due), e.Lines) },
        Event.ProfileAcknowledged e => order with { Lines = Knowing(order, l => l.Profile.Held(e.Side, e.Profile), e.Lines) },
        Event.ProfileAnswerMissed e => order with { Lines = Knowing(order, l => l.Profile with { IsOverdue = true }, e.Lines) },
        Event.StylesMoved e => order with { Told = StyleProgress.Told(order.Told, e.Styles) },
        Event.Held e => order with { Life = order.Life with { Hold = e.Hold, AnswerDue = null, IsOverdue = false } },
        Event.Released e => order with { Life = order.Life with { Hold = null, AnswerDue = e.AnswerDue } },
        Event.ForecastsMoved e => order with
        {
            AsOf = e.AsOf,
            Past = e.Past ?? order.Past,
            Calendar = e.Calendar ?? order.Calendar,
            CalendarVersion = e.Calendar is null ? order.CalendarVersion : e.CalendarVersion,
            Lines = [.. order.Lines.Select(l => e.Lines.FirstOrDefault(f => f.Line == l.Order.Number) is { } f
                ? l with { Timeline = l.Timeline!.With(f.Outlook), Health = f.Health, Stage = l.Timeline!.AtLeastPlaced(f.Stage), NextWake = f.NextWake, Blocks = f.Blocks ?? [] }
                : l)],
        },
        Event.OutcomesMeasured e => order with
        {
            Lines = [.. order.Lines.Select(l => e.Lines.Any(m => m.Line == l.Order.Number) ? l with { Measured = true } : l)],
        },
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    public static IEnumerable<HeardReport> ReportsIn(Event happened) =>
        happened is Event.MilestonesReported e ? e.Reports.Select(r => new HeardReport(r, e.HeardAt)) : [];

    public static DateTimeOffset? Due(State order) => Earlier(Earlier(order.Lines.Min(l => l.NextWake), AnswerDue(order)), Profiles.Due(order));

    /// <summary>A draft with the calendar that it would get if it were issued now; any other order as it is.</summary>
    /// <param name="styles">The present dates of the styles that the lines name.</param>
    /// <param name="found">What was found out of the order; null for nothing.</param>
    public static State Previewed(State order, ImmutableArray<StyleDates> styles, ImmutableArray<AttributeValue>? found, Surroundings around) => !order.Life.IsDrafted || order.Placed is not { } header
        ? order
        : order with
        {
            Lines = [.. order.Lines.Select(l => l with { Timeline = Schedule(l.Order, header.Knowing(found), styles, around) is { } schedule ? Timeline.Of(schedule) : null })],
        };

    private static Decision<Event> Place(Command.Record record, Surroundings around)
    {
        var sheet = record.Sheet;
        if (RefuseSheet(sheet, Initial) is { } refusal)
            return refusal;

        var today = around.Calendar.DayAt(around.Now);
        var header = new OrderHeader(
            sheet.Number, sheet.Brand, sheet.Category, sheet.Season, sheet.Vendor, sheet.Incoterm, sheet.ShipMode, sheet.Template,
            sheet.Attributes is { IsEmpty: false } said ? said : null).Knowing(record.Found);
        var placed = new Event.Placed(
            header.Number, header.Brand, header.Category, header.Season, header.Vendor, header.Incoterm, header.ShipMode, header.Template,
            [.. sheet.Lines.Select(l => new ScheduledLine(l, Schedule(l, header, record.Styles, around)))], today, header.Attributes, header.Found);
        var order = Evolve(Initial, placed);
        foreach (var report in sheet.Past)
            if (RefuseReport(report, order, today) is { } no)
                return no;

        ImmutableArray<Event> facts =
        [
            placed,
            .. TakenFrom(record.Styles, order),
        ];
        if (!sheet.Past.IsEmpty)
            facts = facts.Add(new Event.MilestonesReported(sheet.Past, around.Now));
        return Conclude(facts, Initial, around);
    }

    // A file sent again must change nothing; lines that it no longer names stay as they are.
    private static Decision<Event> Revise(Command.Record record, OrderHeader placed, State order, Surroundings around)
    {
        var sheet = record.Sheet with { Lines = [.. record.Sheet.Lines.Select(l => FiledSizes.AsKept(l, order))] };
        if (RefuseSheet(sheet, order) is { } refusal)
            return refusal;
        if (sheet.Brand != placed.Brand || sheet.Category != placed.Category)
            return new Refusal("other-brand-or-category", "", $"{placed.Number} was placed for {placed.Brand}, {placed.Category}; that cannot change.");

        if (sheet.Template != placed.Template)
            return new Refusal("other-template", "/template", $"{placed.Number} was placed with {placed.Template ?? "its category's template"}; that cannot change.");

        var facts = ImmutableArray.CreateBuilder<Event>();
        var filed = sheet.Lines.Where(l => order.Line(l.Number) is not { } known || !known.Order.Equals(l)).ToImmutableArray();
        var altered = sheet.Lines.Select(l => FiledDays.Without(l, order)).Where(l => order.Line(l.Number) is not { } known || !known.Order.Equals(l)).ToImmutableArray();
        var found = sheet.Vendor == placed.Vendor ? null : record.Found;
        var header = placed.By(sheet.Vendor).Knowing(found) with { Season = sheet.Season, Incoterm = sheet.Incoterm, ShipMode = sheet.ShipMode };
        if ((!filed.IsEmpty || header != placed) && RefuseFile(order) is { } no)
            return no;
        if (FiledSizes.Refuse(sheet, order) is { } fewer)
            return fewer;
        if (!altered.IsEmpty || header != placed)
            facts.Add(new Event.Revised(
                sheet.Season, sheet.Vendor, sheet.Incoterm, sheet.ShipMode,
                [.. altered.Select(l => new ScheduledLine(l, Reschedule(l, order, header, record.Styles, around)))], found, order.DayAt(around)));

        if (!order.Life.IsKeptHere)
        {
            var days = FiledDays.Of(sheet, order, around);
            if (days.Refusal is { } impossible)
                return impossible;
            facts.AddRange(days.Events);
        }

        var revised = facts.Aggregate(order, Evolve);
        facts.AddRange(TakenFrom(record.Styles, revised));
        var today = around.Calendar.DayAt(around.Now);
        foreach (var report in sheet.Past)
            if (RefuseReport(report, revised, today) is { } wrong)
                return wrong;
        if (around.Reports is null && sheet.Past.Any(r => revised.Stands(r) is null))
            return new ReportsWanted();
        var news = sheet.Past.Where(r => !(revised.Stands(r) ?? around.Reports!.Stands(r))).ToImmutableArray();
        if (!news.IsEmpty)
            facts.Add(new Event.MilestonesReported(news, around.Now));
        return facts.Count == 0 ? ImmutableArray<Event>.Empty : Conclude(facts.ToImmutable(), order, around);
    }

    private static Decision<Event> Report(ReportMilestone report, State order, Surroundings around) =>
        RefuseReport(report, order, around.Calendar.DayAt(around.Now)) is { } refusal
            ? refusal
            : Conclude([new Event.MilestonesReported([report], around.Now)], order, around);

    private static Decision<Event> TakeStyleDates(StyleDates dates, State order, Surroundings around) =>
        TakenFrom([dates], order).ToImmutableArray() is { IsEmpty: false } taken
            ? Conclude([.. taken, .. Profiles.AskedAfter(dates, order, around)], order, around)
            : ImmutableArray<Event>.Empty;

    private static Decision<Event> Ask(Command.Ask ask, State order, Surroundings around)
    {
        var judged = ActJudge.Decide(ask, order, around);
        return judged.Events.IsEmpty ? judged : Conclude(judged.Events, order, around);
    }

    // What is said of the approvals and the report that follows from it, in one.
    private static Decision<Event> TakeApprovals(MilestoneApprovals taken, State order, Surroundings around)
    {
        if (order.Line(taken.Of.Line) is not { Timeline: { } timeline } line || !KeptApprovals.IsNews(line.Approvals, taken))
            return ImmutableArray<Event>.Empty;
        ImmutableArray<Event> facts = [new Event.ApprovalsTaken(taken.Of.Line, KeptApprovals.Of(taken))];
        return KeptApprovals.ReportOf(taken, timeline, MilestoneHome.Line) is { } report
            ? Conclude(facts.Add(new Event.MilestonesReported([report], around.Now)), order, around)
            : Conclude(facts, order, around);
    }

    private static Decision<Event> Adopt(AdoptTemplate adopt, ImmutableArray<AttributeValue>? found, State order, Surroundings around)
    {
        if (Relaying.RefuseReason(adopt.Reason) is { } refusal)
            return refusal;
        for (var i = 0; i < adopt.Lines.Length; i++)
            if (order.Line(adopt.Lines[i])?.Timeline is null)
                return new Refusal("unknown-line", $"/lines/{i}", $"{order.Placed!.Number} has no line {adopt.Lines[i]} with a calendar.");
        var lines = ImmutableArray.CreateBuilder<LineSchedule>();
        PublishedTemplate? template = null;
        var header = order.Placed!.Knowing(found);
        foreach (var line in order.Lines)
        {
            if (line.Timeline is not { } timeline || (!adopt.Lines.IsEmpty && !adopt.Lines.Contains(line.Order.Number)) || line.Health == Health.Done)
                continue;
            template = Relaying.Find(adopt, timeline);
            if (template is null)
                return Relaying.UnknownVersion(adopt, timeline.Schedule.Template);
            if (Relaying.Adopt(template, timeline, around.Calendar, Attributes(header, line.Order, timeline.HandedOver)) is { } schedule)
                lines.Add(new LineSchedule(line.Order.Number, schedule));
        }

        return lines.Count == 0
            ? ImmutableArray<Event>.Empty
            : Conclude([new Event.TemplateAdopted(template!.Id, template.Version, lines.ToImmutable(), adopt.Reason, found)], order, around);
    }

    private static Decision<Event> Override(OverrideMilestone what, State order, Surroundings around)
    {
        if (Tailored(what.Line, order) is not { IsEmpty: false } lines)
            return NoCalendar(what.Line, order);
        // Of many lines those are left out that are past it, or to which it does not apply: one that carried it over, or dropped it.
        if (what.Line == 0)
        {
            lines = lines.RemoveAll(l => IsPast(l.Timeline, what.Change));
            if (lines.IsEmpty)
                return new Refusal("has-happened", "/milestone", $"{what.Change.Milestone} has happened, or does not apply, on every open line.");
        }

        var facts = ImmutableArray.CreateBuilder<Event>();
        foreach (var (line, timeline) in lines)
        {
            if ((Relaying.Refuse(what.Change, MilestoneHome.Line, timeline) ?? Gates.RefuseDropping(what.Change, line)) is { } refusal)
                return refusal;
            if (timeline.Schedule.Tailoring?.Overrides.Contains(what.Change) != true)
                facts.Add(new Event.MilestoneOverridden(
                    new LineSchedule(line.Order.Number, Relaying.Override(what.Change, timeline.Schedule, around.Calendar)), what.Change));
        }

        return facts.Count == 0 ? ImmutableArray<Event>.Empty : Conclude(facts.ToImmutable(), order, around);
    }

    private static Decision<Event> Lift(LiftOverride what, State order, Surroundings around)
    {
        if (Tailored(what.Line, order) is not { IsEmpty: false } lines)
            return NoCalendar(what.Line, order);
        if (Relaying.RefuseReason(what.Reason) is { } refusal)
            return refusal;
        ImmutableArray<Event> facts =
        [
            .. from tailored in lines
               let schedule = Relaying.Lift(what, tailored.Timeline.Schedule, around.Calendar)
               where schedule is not null
               select new Event.OverrideLifted(new LineSchedule(tailored.Line.Order.Number, schedule), what.Milestone, what.Reason),
        ];
        return facts.IsEmpty ? facts : Conclude(facts, order, around);
    }

    private static bool IsPast(Timeline timeline, MilestoneOverride change) => timeline.Template.IndexOf(change.Milestone) is var at and >= 0
        ? timeline.Actual(at) is not null
        : change.Kind != OverrideKind.Extra && timeline.Find(change.Milestone) is not null && timeline.Schedule.Tailoring?.Overrides.Contains(change) != true;

    // One line while it is not over; of a whole order those of which the goods have not left.
    private static ImmutableArray<(LineState Line, Timeline Timeline)> Tailored(int number, State order) =>
        [.. from line in order.Lines where line is { IsOver: false, Timeline: not null } && (number == 0 ? line.Health != Health.Done : line.Order.Number == number) select (line, line.Timeline!)];

    private static Refusal NoCalendar(int number, State order) => number == 0
        ? new Refusal("no-open-line", "", $"{order.Placed!.Number} has no open line with a calendar.")
        : new Refusal("unknown-line", "/line", $"{order.Placed!.Number} has no line {number} with a calendar.");

    private static Decision<Event> Resolve(Command.Resolve asked, State order, Surroundings around)
    {
        var judged = LineDiscrepancies.Resolve(asked.Id, asked.What, asked.By, order, around);
        return judged.Refusal is not null ? judged : Conclude(judged.Events, order, around);
    }

    private static State Relay(State order, LineSchedule relaid) => order with
    {
        Lines = [.. order.Lines.Select(l => l.Order.Number == relaid.Line ? l with { Timeline = l.Timeline!.Under(relaid.Schedule) } : l)],
    };

    private static Decision<Event> Wake(State order, Surroundings around) =>
        Due(order) is not { } due || due > around.Now ? ImmutableArray<Event>.Empty
        : AnswerDue(order) is { } answer && answer <= around.Now
            ? Conclude([new Event.AnswerMissed(order.Life.Version, answer)], order, around)
        : Profiles.Missed(order, around.Now) is { IsEmpty: false } missed ? Conclude(missed, order, around)
            : Conclude([new Event.DayTurned(order.DayAt(around))], order, around);

    private static Event Sent(Event fact, Provenance from) => fact switch
    {
        Event.MilestonesReported e => e with { Reports = [.. e.Reports.Select(r => r.Sent(from))] },
        Event.DateCommitted e => e with { Commitment = e.Commitment with { Channel = from.Channel } },
        _ => fact,
    };

    private static DateTimeOffset? AnswerDue(State order) => order.Life.IsOverdue ? null : order.Life.AnswerDue;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    /// <summary>
    /// An order as it would look at itself now in any case: what anything that is foreseen is compared with, because a newer track
    /// record and the day are no effect of it. Null where only <see cref="Surroundings.Reports"/> can tell.
    /// </summary>
    internal static State? Afresh(State order, Surroundings around) =>
        Conclude([], order, around, lookAtAll: true) is { WantsReports: false } decided ? decided.Events.Aggregate(order, Evolve) : null;

    /// <summary>Adds to the facts what they do to the forecasts, so that nothing needs to be computed when they are read back.</summary>
    private static Decision<Event> Conclude(ImmutableArray<Event> facts, State before, Surroundings around, bool lookAtAll = false)
    {
        if (around.From is { } from)
            facts = [.. facts.Select(fact => Sent(fact, from))];
        var order = facts.Aggregate(before, Evolve);
        if (order.Lines.Any(l => l.Timeline?.Short.Any() == true))
        {
            if (around.Reports is not { } past)
                return new ReportsWanted();
            var recalled = Recall(order, past.With(facts.SelectMany(ReportsIn)));
            (facts, order) = (facts.Add(recalled), Evolve(order, recalled));
        }

        // A line follows what its order and style are like now, as far as its template asks.
        if (facts.Any(f => f is Event.StyleDatesTaken or Event.Revised) && Otherwise(order, around) is { IsEmpty: false } otherwise)
        {
            var fitted = new Event.CalendarsFitted(otherwise);
            (facts, order) = (facts.Add(fitted), Evolve(order, fitted));
        }

        if (Profiles.Sealed(before, order) is { IsEmpty: false } sealedNow)
            (facts, order) = (facts.AddRange(sealedNow), sealedNow.Aggregate(order, Evolve));

        foreach (var line in order.Lines)
            if (before.Line(line.Order.Number) is not { } was || !ReferenceEquals(was.Timeline, line.Timeline) || was.Order.Quantity != line.Order.Quantity)
                facts = facts.AddRange(LineDiscrepancies.Of(line, around));

        var asOf = order.DayAt(around);
        // On the same day only what the facts touched can look different; a revised order may work by another calendar.
        lookAtAll |= asOf != before.AsOf || facts.Any(f => f is Event.Revised or Event.Held or Event.Released or Event.DateCommitted);
        var moved = ImmutableArray.CreateBuilder<LineForecast>();
        var done = ImmutableArray.CreateBuilder<LineOutcomes>();
        foreach (var line in order.Lines)
        {
            if (line.IsOver || line.Timeline is not { } timeline
                || (!lookAtAll && before.Line(line.Order.Number) is { } was && ReferenceEquals(was.Timeline, timeline) && was.Approvals == line.Approvals))
                continue;
            var look = timeline.LookAhead(MilestoneHome.Line, around.Calendar, asOf, around.Past);
            var blocks = Blocks.Of(order, line, look.Input.Facts, asOf);
            var (outlook, health, wake) = (look.Outlook, look.Health(line.Committed, line.Order.Cancel, !blocks.IsEmpty), look.NextWake);
            var stage = look.Stage;
            if (health == Health.Done)
                wake = null;
            else if (Gates.LastDayBefore(line, look.Input.Facts, asOf) is { } lastDay)
                wake = Earlier(wake, around.Calendar.MidnightAfter(lastDay));
            if (timeline.Learns(outlook) || health != line.Health || stage != line.Stage || wake != line.NextWake
                || !blocks.SequenceEqual(line.Blocks))
                moved.Add(new LineForecast(
                    line.Order.Number, outlook, health, stage, wake, blocks.IsEmpty ? null : blocks));
            if (health == Health.Done && !line.Measured)
                done.Add(new LineOutcomes(line.Order.Number, Outcome.Of(look.Input)));
        }

        if (moved.Count > 0)
        {
            var forecasts = new Event.ForecastsMoved(
                asOf, moved.ToImmutable(), around.Past.IsNone ? null : around.Past.Versions, around.Calendar.Id, around.Calendar.Version);
            (facts, order) = (facts.Add(forecasts), Evolve(order, forecasts));
        }

        if (!facts.IsEmpty && StyleProgress.News(order) is { IsEmpty: false } news)
            facts = facts.Add(new Event.StylesMoved(news));
        return done.Count == 0 ? facts : facts.Add(new Event.OutcomesMeasured(order.Placed!.Vendor, order.Placed.Category, done.ToImmutable()));
    }

    // What the style says is known by its dates; a line that was given none yet keeps what its calendar was laid for.
    private static ImmutableArray<LineSchedule> Otherwise(State order, Surroundings around) =>
    [
        .. from line in order.Lines
           where line is { IsOver: false, Actual: null, Timeline: not null }
           let handed = line.Timeline!.HandedOver
           let schedule = line.Timeline!.Schedule
           let kept = line.Order.Style is not null && handed is null ? schedule.Tailoring?.Attributes.RemoveAll(a => a.Attribute == TemplateAttributes.Origin) ?? [] : []
           let fitted = schedule.Fitted([.. kept, .. Attributes(order.Placed!, line.Order, handed)], around.Calendar, handed)
           where !ReferenceEquals(fitted, schedule)
           select new LineSchedule(line.Order.Number, fitted),
    ];

    private static Event.ClaimsRecalled Recall(State order, ReportLog reports) => new(
        [.. from line in order.Lines
            let slots = line.Timeline?.Short.Select(slot => reports.Recall(line.Order.Number, slot)).ToImmutableArray() ?? []
            where !slots.IsEmpty
            select new LineClaims(line.Order.Number, slots)]);

    internal static IEnumerable<Event> TakenFrom(ImmutableArray<StyleDates> styles, State order) =>
        from dates in styles
        let lines = order.Lines.Where(l => Waits(l, dates)).Select(l => l.Order.Number).ToImmutableArray()
        where !lines.IsEmpty
        select new Event.StyleDatesTaken(dates, lines);

    // Two masters would undo each other's work.
    private static Refusal? RefuseFile(State order) =>
        order.Life.IsOver ? new Refusal("order-is-over", "", $"{order.Placed!.Number} is {order.Life.Phase.ToString().ToLowerInvariant()}: nothing of it changes any more.")
        : order.Life.IsKeptHere ? new Refusal("kept-here", "", $"{order.Placed!.Number} was drafted or revised here: revise it here.")
        : null;

    private static State Issued(State order, Event.Issued e)
    {
        var version = e.Document.Version;
        var life = e.Need switch
        {
            AnswerNeed.Given => order.Life.Answered(Phase.Confirmed, version),
            AnswerNeed.Awaited => order.Life with { Phase = Phase.Issued, Wish = null, AnswerDue = e.AnswerDue, IsOverdue = false },
            _ => order.Life,
        };
        return order with
        {
            Placed = order.Placed! with { Attributes = e.Attributes ?? order.Placed.Attributes },
            AsOf = e.AsOf,
            Life = life with { Version = version, IsKeptHere = true },
            Lines = [.. order.Lines.Select(l => e.Schedules.FirstOrDefault(s => s.Line.Number == l.Order.Number) is { Schedule: { } schedule }
                ? l with { Timeline = Timeline.Of(schedule) }
                : l with
                {
                    Profile = l.Profile.IssuedWith(Profiles.Present(l), e.Need == AnswerNeed.Given),
                    Timeline = IsNew(l) ? l.Timeline! with { Placed = null } : l.Timeline,
                })],
        };

        // What a version brings was issued by it, and is still to be confirmed: no file said so.
        bool IsNew(LineState line) =>
            line.Timeline?.Placed is not null && e.Changes.Any(c => c is { Aspect: Aspect.Line, From: null } && c.Line == line.Order.Number);
    }

    // An issue that is not to be makes a draft of the order again; one that is to be is issued next.
    private static State Settled(State order, Guid proposal, Act act) => order with
    {
        Life = order.Life.Without(proposal) with { Phase = act == Act.Issue ? Phase.Draft : order.Life.Phase },
    };

    private static Refusal? RefuseSheet(OrderSheet sheet, State order)
    {
        if (sheet.Lines.IsEmpty)
            return new Refusal("no-lines", "/lines", "A purchase order has at least one line.");
        var seen = new HashSet<int>();
        for (var i = 0; i < sheet.Lines.Length; i++)
        {
            var line = sheet.Lines[i];
            if (!seen.Add(line.Number))
                return new Refusal("line-twice", $"/lines/{i}/number", $"Line {line.Number} stands twice.");
            if (line.Quantity <= 0)
                return new Refusal("impossible-quantity", $"/lines/{i}/quantity", $"{line.Quantity} is no quantity: expected 1 or more.");
        }

        // Lines that a file no longer names stay.
        var kept = order.Lines.Select(l => l.Order).Where(l => !seen.Contains(l.Number));
        return Changes.RefuseUnits(kept.Concat(sheet.Lines)) ?? TemplateAttributes.RefuseSaid(sheet.Attributes);
    }

    private static Refusal? RefuseReport(ReportMilestone report, State order, DateOnly today) =>
        order.Line(report.Line) is { } line
            ? Reporting.Refuse(report, MilestoneHome.Line, line.Timeline, today)
            : report.Retracted
                ? null
                : new Refusal("unknown-line", "/line", $"{order.Placed!.Number} has no line {report.Line}.");

    // The baseline is frozen: a day that moves later is the committed one, so that re-dating cannot improve a score.
    internal static Schedule? Reschedule(OrderLine line, State order, OrderHeader header, ImmutableArray<StyleDates> styles, Surroundings around) =>
        order.Line(line.Number)?.Timeline?.Schedule ?? Schedule(line, header, styles, around);

    internal static Schedule? Schedule(OrderLine line, OrderHeader header, ImmutableArray<StyleDates> styles, Surroundings around) =>
        line.ExFactory is { } target
        && (header.Template is { } named ? around.Templates.Newest(named) : around.Templates.For(header.Brand, header.Category)) is { } template
        && styles.FirstOrDefault(s => s.Style == line.Style) is var style
            ? Milestones.Schedule.Lay(template, target, around.Calendar, Attributes(header, line, style), style)
            : null;

    // The last word counts: the order's own.
    internal static ImmutableArray<AttributeValue> Attributes(OrderHeader header, OrderLine line, StyleDates? style) =>
    [
        .. style?.Attributes ?? [],
        .. TemplateAttributes.OfShipMode(line.ShipMode ?? header.ShipMode) is { } mode ? [mode] : ImmutableArray<AttributeValue>.Empty,
        .. header.Attributes ?? [],
    ];

    private static bool Waits(LineState line, StyleDates dates) =>
        line.Order.Style == dates.Style && line.Timeline is { } timeline
        && (timeline.HandedOver is not { } held || held.Style != dates.Style || held.Version < dates.Version);

    private static LineState NewLine(ScheduledLine line, DateOnly? placed = null) => new(
        line.Line, line.Schedule is { } schedule ? Timeline.Of(schedule, placed) : null, Health.Plan, Stage.Draft, null, [], false, [], [], [], [], LineProfile.None, []);

    // What it first hears of its style is what it goes out with: who has confirmed the order has confirmed that.
    private static LineProfile Known(LineState line, StyleDates dates, LifeCycle life) =>
        line.Timeline!.HandedOver is null ? LineProfile.None.IssuedWith(dates.Profile, life.Acknowledged == life.Version) : line.Profile;

    private static ImmutableArray<LineState> Knowing(State order, Func<LineState, LineProfile> known, ImmutableArray<int>? of = null) =>
        [.. order.Lines.Select(l => of?.Contains(l.Order.Number) == false ? l : l with { Profile = known(l) })];

    private static ImmutableArray<LineState> Merge(ImmutableArray<LineState> lines, ImmutableArray<ScheduledLine> altered, DateOnly? placed)
    {
        var merged = lines.ToBuilder();
        foreach (var change in altered)
        {
            var at = IndexOf(lines, change.Line.Number);
            if (at < 0)
                merged.Add(NewLine(change, placed));
            else
                merged[at] = merged[at].Ordered(change.Line) with { Timeline = Refit(merged[at].Order, merged[at].Timeline, change, placed) };
        }

        return merged.ToImmutable();
    }

    private static int IndexOf(ImmutableArray<LineState> lines, int number)
    {
        for (var i = 0; i < lines.Length; i++)
            if (lines[i].Order.Number == number)
                return i;
        return -1;
    }

    private static bool WaitsOnTheSame(OrderLine before, OrderLine now) => before.Style == now.Style && before.Colour == now.Colour;

    private static Timeline? Refit(OrderLine before, Timeline? timeline, ScheduledLine change, DateOnly? placed) => timeline is null
        ? change.Schedule is { } schedule ? Timeline.Of(schedule, placed) : null
        : timeline with { HandedOver = WaitsOnTheSame(before, change.Line) ? timeline.HandedOver : null };
}
