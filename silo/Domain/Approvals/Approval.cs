using System.Collections.Immutable;
using System.Diagnostics;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using static Selvedge.Domain.Approvals.ApprovalStatus;
using Command = Selvedge.Domain.Approvals.ApprovalCommand;
using Event = Selvedge.Domain.Approvals.ApprovalEvent;
using State = Selvedge.Domain.Approvals.ApprovalState;

namespace Selvedge.Domain.Approvals;

/// <summary>The rules of one approval: its rounds, whose turn it is, and what is said and kept beside them.</summary>
public sealed class Approval : IDecider<Command, Event, State>
{
    /// <summary>Attachments of one approval.</summary>
    public const int KeptAtMost = 200;

    private Approval() { }

    public static State Initial => State.Empty;

    public static Decision<Event> Decide(Command command, State approval, Surroundings around) => (command, approval.Sheet) switch
    {
        (Command.Plan { Sheet.Ended: { } end }, var known) => Withdraw(end, known, approval, around),
        (Command.Plan plan, { Ended: ApprovalEnd.Dropped or ApprovalEnd.ColourGone } known) => TakeUp(plan.Sheet, known, approval, around),
        (Command.Plan plan, var known) => Plan(plan, known, approval, around),
        (_, null) => new Refusal("unknown-approval", "/id", "There is no such approval."),
        (Command.Do ask, _) => ApprovalProposals.DoOrPropose(ask, approval, around),
        (Command.Answer answer, _) => ApprovalProposals.Answer(answer, approval, around),
        (Command.AskAgain ask, _) => AskAgain(ask.Round, approval, around),
        (Command.Attach attach, _) => Attach(attach.Attachment, approval, around),
        (Command.Detach detach, _) => Detach(detach.Removal, approval),
        (Command.Move move, _) => Move(move.Where, approval, around),
        (Command.Declare declare, { } sheet) => Declare(declare.Declaration, sheet, approval),
        (Command.Wake, _) => Wake(approval, around),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static State Evolve(State approval, Event happened)
    {
        var next = happened switch
        {
            Event.Step step => Stepped(approval, step) with { Dates = step.Dates ?? approval.Dates, Moves = approval.Moves + 1 },
            Event.Commented e => approval with { Remarks = approval.Remarks.Add(e.Remark) },
            Event.Noted e => approval with { Remarks = approval.Remarks.Add(e.Remark) },
            Event.Attached e => approval with { Attachments = approval.Attachments.Add(e.Attachment) },
            Event.Detached e => approval with { Attachments = approval.Attachments.RemoveAll(a => a.Id == e.Id) },
            Event.SampleMoved e => approval with { Place = e.Place },
            Event.CustomsDeclared e => approval with { Customs = e.Record },
            Event.ProposalMade e => approval with { Proposals = approval.Proposals.Add(e.Proposal) },
            Event.ProposalConfirmed e => Without(approval, e.Id),
            Event.ProposalDeclined e => Without(approval, e.Id),
            Event.ProposalWithdrawn e => Without(approval, e.Id),
            _ => throw new UnreachableException(happened.GetType().Name),
        };
        return next with { Version = approval.Version + 1, Proposals = next.Status == approval.Status && next.Sheet?.Ended == approval.Sheet?.Ended ? next.Proposals : StillLegal(next) };
    }

    public static DateTimeOffset? Due(State approval) => approval.Dates.NextWake;

    // A rejection that asks for another round is passed through on the way to it.
    private static ImmutableArray<ApprovalProposal> StillLegal(State approval) => approval.Status == RejectedResubmit
        ? approval.Proposals
        : approval.Proposals.RemoveAll(p => !ApprovalMoves.IsLegal(p.Act.Move, approval.Status, approval.Sheet!));

    private static State Without(State approval, Guid proposal) => approval with { Proposals = approval.Proposals.RemoveAll(p => p.Id == proposal) };

    private static State Stepped(State approval, Event.Step step) => step switch
    {
        Event.Planned e => approval with { Sheet = e.Sheet },
        Event.Replanned e => approval with
        {
            Sheet = e.Sheet, Status = approval.Sheet!.Ended is ApprovalEnd.Dropped or ApprovalEnd.ColourGone && e.Sheet.Ended is null ? ApprovalStatus.Planned : approval.Status,
        },
        Event.Requested e => Asked(approval, e),
        Event.Confirmed e => InRound(approval, ApprovalStatus.Confirmed, r => r with { Expected = e.Expected, IsProposal = e.IsProposal }),
        Event.Sent e => InRound(approval, Sent, r => r with { SentOn = e.On, Parcel = e.Parcel, Clocks = e.Clocks }),
        Event.Received e => InRound(approval, Received, r => r with { ReceivedOn = e.On, Clocks = e.Clocks }),
        Event.ReviewBegun e => InRound(approval, InReview, r => r with { ReviewFrom = e.On }) with
        {
            Sheet = approval.Sheet! with { Reviewer = e.Reviewer ?? approval.Sheet.Reviewer },
        },
        Event.Decided e => InRound(approval, e.Outcome, r => r with
        {
            DecidedOn = e.On, Outcome = e.Outcome, Reasons = e.Reasons, Comment = e.Text, DecidedBy = e.By, Clocks = e.Clocks, ConfirmedBy = e.ConfirmedBy,
        }) with { HeldFrom = null },
        Event.Held e => OfRound(approval, e.Clocks, e.On) with { Status = OnHold, HeldFrom = approval.Status },
        Event.Resumed e => OfRound(approval, e.Clocks, e.On) with { Status = approval.HeldFrom!.Value, HeldFrom = null },
        Event.Cancelled e => OfRound(approval, e.Clocks, e.On) with { Status = Cancelled, HeldFrom = null },
        Event.Withdrawn e => (approval.Status.IsOpen()
            ? OfRound(approval, e.Clocks, e.On) with { Status = Cancelled, HeldFrom = null }
            : approval) with { Sheet = approval.Sheet! with { Ended = e.End } },
        Event.DecisionTakenBack e => InRound(approval, approval.Round!.ReviewFrom is null ? Received : InReview, r => r with
        {
            DecidedOn = null, Outcome = null, Reasons = [], Comment = null, DecidedBy = null, Clocks = e.Clocks, ConfirmedBy = null,
        }),
        Event.MillNamed e => approval with { Sheet = approval.Sheet! with { Mill = e.Mill } },
        Event.Reopened => approval,
        Event.FallenDue => approval,
        _ => throw new UnreachableException(step.GetType().Name),
    };

    private static State Asked(State approval, Event.Requested e)
    {
        var isNew = approval.Round?.Number != e.Round;
        var round = isNew
            ? Round.Open(e.Round, e.On, e.SubmitBy, e.DecideBy, e.Clocks)
            : approval.Round! with { SubmitBy = e.SubmitBy, DecideBy = e.DecideBy, Expected = null, IsProposal = false };
        return approval with
        {
            Status = Requested,
            Sheet = approval.Sheet! with { Vendor = e.Vendor ?? approval.Sheet.Vendor, Reviewer = e.Reviewer ?? approval.Sheet.Reviewer, Mill = e.Mill ?? approval.Sheet.Mill },
            Rounds = isNew ? approval.Rounds.Add(round) : approval.Rounds.SetItem(approval.Rounds.Length - 1, round),
        };
    }

    // What comes unasked opens the first round by the plan's own dates; what is waived or carried over unasked, too.
    private static State InRound(State approval, ApprovalStatus status, Func<Round, Round> change)
    {
        var rounds = approval.Rounds.IsEmpty
            ? [Round.Open(1, null, approval.Sheet!.SubmitBy, approval.Sheet.DecideBy, Clocks.Zero)]
            : approval.Rounds;
        return approval with { Status = status, Rounds = rounds.SetItem(rounds.Length - 1, change(rounds[^1])) };
    }

    private static State OfRound(State approval, Clocks clocks, DateOnly on) => approval.Rounds.IsEmpty
        ? approval
        : approval with { Rounds = approval.Rounds.SetItem(approval.Rounds.Length - 1, approval.Round! with { Clocks = clocks, ClocksOn = on }) };

    private static Decision<Event> Plan(Command.Plan plan, ApprovalSheet? known, State approval, Surroundings around)
    {
        ImmutableArray<Event> facts = known is null ? [new Event.Planned(plan.Sheet)]
            : approval.Status.IsOpen() && Follow(plan.Sheet, known, approval) is var sheet && sheet != known ? [new Event.Replanned(sheet)]
            : [];
        var said = around.Now;
        if (approval.Status == ApprovalStatus.Planned)
        {
            var state = facts.Aggregate(approval, Evolve);
            foreach (var act in plan.Past)
            {
                var decision = Steps(act, state, around);
                if (decision.Refusal is not null)
                    return decision;
                facts = facts.AddRange(decision.Events);
                state = decision.Events.Aggregate(state, Evolve);
                // Told now, and said then.
                said = act.On is { } on && on < around.Calendar.DayAt(around.Now)
                    ? new DateTimeOffset(on.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero)
                    : around.Now;
            }
        }

        return facts.IsEmpty ? facts : Conclude(facts, approval, around, said);
    }

    // What was decided stays decided: a colour that comes back keeps its approval. That its line was cancelled only keeps it from being asked for again.
    private static Decision<Event> Withdraw(ApprovalEnd end, ApprovalSheet? known, State approval, Surroundings around)
    {
        if (known is null || known.Ended is not null || end != ApprovalEnd.Cancelled && !approval.Status.IsOpen())
            return ImmutableArray<Event>.Empty;
        var on = around.Calendar.DayAt(around.Now);
        var stopped = (approval.Round?.Clocks ?? Clocks.Zero).Stopped(on, around.Calendar, around.Office);
        return Conclude([new Event.Withdrawn(on, end, stopped)], approval, around, around.Now);
    }

    // Only what was open was withdrawn. What lay with either side then has gone stale: it is asked for in another round.
    private static Decision<Event> TakeUp(ApprovalSheet plan, ApprovalSheet known, State approval, Surroundings around)
    {
        var back = new Event.Replanned(Follow(plan, known, approval) with { RequestBy = plan.RequestBy });
        var on = around.Calendar.DayAt(around.Now);
        return Conclude(approval.Rounds.IsEmpty ? [back] : [back, AnotherRound(on, null, Evolve(approval, back))], approval, around, around.Now);
    }

    // A reviewer named here stays, and so does a vendor, but for a line's, whose samples its order's vendor makes unless another
    // was named for it; the plan's dates are followed until somebody has asked for others.
    private static ApprovalSheet Follow(ApprovalSheet plan, ApprovalSheet known, State approval) => plan with
    {
        Vendor = plan.Subject.IsOfLine && !known.HasOwnVendor ? plan.Vendor : known.Vendor ?? plan.Vendor,
        Reviewer = known.Reviewer,
        IsMandatory = known.IsMandatory,
        IsByHand = known.IsByHand,
        HasOwnVendor = known.HasOwnVendor,
        Mill = known.Mill,
        RequestBy = approval.Status == ApprovalStatus.Planned ? plan.RequestBy : known.RequestBy,
    };

    /// <summary>What an act does, whoever must agree to it.</summary>
    internal static Decision<Event> Do(ApprovalAct act, State approval, Surroundings around)
    {
        if (act.Version is { } version && version != approval.Version)
            return new Refusal("changed-since", "/version", $"It is at version {approval.Version}; version {version} was looked at.");
        var decision = Steps(act, approval, around);
        return decision.Refusal is not null || decision.Events.IsEmpty
            ? decision
            : Conclude(decision.Events, approval, around, around.Now);
    }

    private static Decision<Event> Steps(ApprovalAct act, State approval, Surroundings around)
    {
        if (!ApprovalMoves.IsLegal(act.Move, approval.Status))
            return ApprovalMoves.Holds(act.Move, approval.Status) ? ImmutableArray<Event>.Empty : ApprovalMoves.Refuse(act.Move, approval.Status);
        if (ApprovalMoves.IsEnded(act.Move, approval.Sheet!))
            return ApprovalMoves.RefuseEnded(approval.Sheet!);
        var on = act.On ?? around.Calendar.DayAt(around.Now);
        return RefuseForm(act, on, approval, around) ?? Legal(act, on, approval, around);
    }

    private static Decision<Event> Legal(ApprovalAct act, DateOnly on, State approval, Surroundings around)
    {
        var (sheet, round) = (approval.Sheet!, approval.Round);
        var clocks = round?.Clocks ?? Clocks.Zero;
        var stopped = clocks.Stopped(on, around.Calendar, around.Office);
        switch (act.Move)
        {
            case ApprovalMove.Request:
                return Request(act, on, approval);
            case ApprovalMove.Confirm:
                return One(new Event.Confirmed(on, round!.SubmitBy, false, act.Text, act.By));
            case ApprovalMove.Propose:
                return round!.Expected == act.Date
                    ? ImmutableArray<Event>.Empty
                    : One(new Event.Confirmed(on, act.Date!.Value, act.Date != round.SubmitBy, act.Text, act.By));
            case ApprovalMove.Send:
                return approval.Status == Sent && act.Parcel == round!.Parcel
                    ? ImmutableArray<Event>.Empty
                    : One(new Event.Sent(on, act.Parcel, act.Text, act.By, clocks with { Vendor = clocks.Vendor.Started(on) }));
            case ApprovalMove.Receive:
                return One(new Event.Received(on, act.Text, act.By, stopped with { Brand = stopped.Brand.Started(on) }));
            case ApprovalMove.Review:
                return One(new Event.ReviewBegun(on, act.Reviewer, act.By));
            case ApprovalMove.Reject:
                return ImmutableArray.Create<Event>(Decided(RejectedResubmit), AnotherRound(on, act.Date, approval));
            case ApprovalMove.Approve:
                return One(Decided(Approved));
            case ApprovalMove.ApproveWithComments:
                return One(Decided(ApprovedWithComments));
            case ApprovalMove.Drop:
                return One(Decided(RejectedDrop));
            case ApprovalMove.Waive:
                return One(Decided(Waived));
            case ApprovalMove.CarryOver:
                return One(Decided(CarriedOver));
            case ApprovalMove.Hold:
                return One(new Event.Held(on, act.Text!, act.By, stopped));
            case ApprovalMove.Resume:
                return One(new Event.Resumed(on, act.By, approval.HeldFrom switch
                {
                    Requested or ApprovalStatus.Confirmed or Sent => clocks with { Vendor = clocks.Vendor.Started(on) },
                    Received or InReview => clocks with { Brand = clocks.Brand.Started(on) },
                    _ => clocks,
                }));
            case ApprovalMove.Cancel:
                return One(new Event.Cancelled(on, act.Text!, act.By, stopped));
            case ApprovalMove.Reopen:
                return Reopen(act, on, approval);
            case ApprovalMove.TakeBack:
                return One(new Event.DecisionTakenBack(on, act.Text!, act.By, clocks with { Brand = clocks.Brand.Started(on) }));
            case ApprovalMove.NameMill:
                return act.Mill == sheet.MadeBy ? ImmutableArray<Event>.Empty : One(new Event.MillNamed(act.Mill!, act.By));
            default:
                throw new UnreachableException(act.Move.ToString());
        }

        Event.Decided Decided(ApprovalStatus outcome) => new(outcome, on, act.Reasons, act.Text, act.From, act.By, stopped);
    }

    private static Decision<Event> Request(ApprovalAct act, DateOnly on, State approval)
    {
        var (sheet, round) = (approval.Sheet!, approval.Round);
        if (round is { } open)
        {
            var day = act.Date ?? open.SubmitBy;
            var changes = day != open.SubmitBy || open.Expected is not null
                || act.Vendor is not null && act.Vendor != sheet.Vendor || act.Reviewer is not null && act.Reviewer != sheet.Reviewer
                || act.Mill is not null && act.Mill != sheet.MadeBy;
            return changes
                ? One(new Event.Requested(
                    open.Number, on, day, Forecasting.Later(open.DecideBy, day.AddDays(sheet.ReviewDays)), act.Vendor, act.Reviewer, act.Text, act.By, open.Clocks, Mill: act.Mill))
                : ImmutableArray<Event>.Empty;
        }

        // The plan's day while it can still be met, else as long as such a thing usually takes.
        var submitBy = act.Date ?? (sheet.SubmitBy > on ? sheet.SubmitBy : on.AddDays(approval.Type.RoundDays));
        return One(new Event.Requested(
            1, on, submitBy, Forecasting.Later(sheet.DecideBy, submitBy.AddDays(sheet.ReviewDays)), act.Vendor, act.Reviewer, act.Text, act.By,
            Clocks.Zero with { Vendor = Clock.Zero.Started(on) }, Mill: act.Mill));
    }

    private static Decision<Event> Reopen(ApprovalAct act, DateOnly on, State approval)
    {
        return ImmutableArray.Create<Event>(new Event.Reopened(on, act.Text!, act.By), AnotherRound(on, act.Date, approval));
    }

    private static Event.Requested AnotherRound(DateOnly on, DateOnly? wanted, State approval)
    {
        var submitBy = wanted ?? on.AddDays(approval.Type.RoundDays);
        return new Event.Requested(
            (approval.Round?.Number ?? 0) + 1, on, submitBy, submitBy.AddDays(approval.Sheet!.ReviewDays), null, null, null, null,
            Clocks.Zero with { Vendor = Clock.Zero.Started(on) });
    }

    private static Refusal? RefuseForm(ApprovalAct act, DateOnly on, State approval, Surroundings around)
    {
        var today = around.Calendar.DayAt(around.Now);
        if ((Reporting.RefuseFar(on, today, "/on") ?? (act.Date is { } wanted ? Reporting.RefuseFar(wanted, today, "/date") : null)) is { } far)
            return far;
        if (on > today.AddDays(1))
            return new Refusal("impossible-date", "/on", $"{on:yyyy-MM-dd} has not come yet: today is {today:yyyy-MM-dd}.");
        if (approval.Round?.LastStep is { } last && on < last)
            return new Refusal("impossible-date", "/on", $"{on:yyyy-MM-dd} lies before the last step of the round, {last:yyyy-MM-dd}.");
        if (act.Date is { } date && date < on)
            return new Refusal("impossible-date", "/date", $"{date:yyyy-MM-dd} has passed on {on:yyyy-MM-dd}.");
        if (approval.Sheet!.Subject.IsOfLine && act.Vendor is { } vendor && vendor != approval.Sheet.Vendor)
            return new Refusal("wrong-vendor", "/vendor", $"The samples of a line come from the vendor of its order, {approval.Sheet.Vendor}.");
        if (act.Mill is { } mill && approval.Sheet.Subject.Mill is { } other && other != mill)
            return new Refusal("other-mill", "/mill", $"It was asked for of {other}: another mill is asked for another.");
        if (act.Mill is not null && approval.Type.Submitter != Side.Material)
            return new Refusal("no-mill", "/mill", $"A {approval.Type.Name} is no material that a mill makes.");
        if (act.Move == ApprovalMove.NameMill && string.IsNullOrWhiteSpace(act.Mill))
            return new Refusal("required", "/mill", "Expected who makes it: the code of a vendor, or a name.");
        if (act.Move == ApprovalMove.Propose && act.Date is null)
            return new Refusal("required", "/date", "Expected the day on which it will be here.");
        if (act.Move == ApprovalMove.Reject && act.Reasons.IsEmpty && string.IsNullOrWhiteSpace(act.Text))
            return new Refusal("required", "/reasons", $"Expected why: one or more of {string.Join(", ", RejectReasons.All.Select(r => r.Code))}, or a text.");
        if (act.Reasons.FirstOrDefault(code => !RejectReasons.Has(code)) is { } unknown)
            return new Refusal("unknown-reason", "/reasons", $"'{unknown}' is none of {string.Join(", ", RejectReasons.All.Select(r => r.Code))}.");
        if (NeedsText(act.Move) && string.IsNullOrWhiteSpace(act.Text))
            return new Refusal("required", "/text", $"Expected why: {ApprovalMoves.Said(act.Move)} is not done without a word.");
        return null;
    }

    private static bool NeedsText(ApprovalMove move) => move is
        ApprovalMove.ApproveWithComments or ApprovalMove.Drop or ApprovalMove.Waive or ApprovalMove.CarryOver or ApprovalMove.Hold
        or ApprovalMove.Cancel or ApprovalMove.Reopen or ApprovalMove.TakeBack;

    // By the move that leads there from where it stands; where the vendor is at it already, none is needed.
    private static Decision<Event> AskAgain(AnotherRound again, State approval, Surroundings around)
    {
        ApprovalMove? move = approval.Status switch
        {
            Received or InReview => ApprovalMove.Reject,
            var status when ApprovalMoves.IsLegal(ApprovalMove.Reopen, status, approval.Sheet!) => ApprovalMove.Reopen,
            _ => null,
        };
        return move is { } leads
            ? Do(new ApprovalAct(leads, again.By, Party.Brand, null, null, null, again.Text, [], null, null, null, null), approval, around)
            : ImmutableArray<Event>.Empty;
    }

    private static Decision<Event> Attach(NewAttachment file, State approval, Surroundings around)
    {
        if (approval.Attachments.Any(a => a.Sha256 == file.Sha256 && a.Side == file.Side && a.IsPrivate == file.IsPrivate))
            return ImmutableArray<Event>.Empty;
        if (approval.Attachments.Length >= KeptAtMost)
            return new Refusal("too-many", "", $"It has {KeptAtMost} attachments already.");
        // By version, so that an id once removed never comes back.
        return One(new Event.Attached(new Attachment(
            $"a{approval.Version + 1}", file.Name, file.MediaType, file.Bytes, file.Sha256, file.By, file.Side, file.IsPrivate,
            approval.Round?.Number ?? 0, around.Now)));
    }

    private static Decision<Event> Detach(AttachmentRemoval removal, State approval) =>
        approval.Attachments.FirstOrDefault(a => a.Id == removal.Id) is not { } file
            ? ImmutableArray<Event>.Empty
            : file.Side != removal.Side
                ? new Refusal("not-yours", "/attachment", "The other side attached it.")
                : One(new Event.Detached(file.Id, removal.By));

    private static Decision<Event> Move(SampleMove where, State approval, Surroundings around)
    {
        if (!approval.Type.IsSample)
            return new Refusal("no-sample", "/location", $"A {approval.Type.Name} is no sample that is kept somewhere.");
        var today = around.Calendar.DayAt(around.Now);
        if (where.On > today.AddDays(1))
            return new Refusal("impossible-date", "/on", $"{where.On:yyyy-MM-dd} has not come yet: today is {today:yyyy-MM-dd}.");
        var place = new SamplePlace(where.Location, where.Parcel, where.On ?? today);
        return approval.Place is { } held && held with { Since = place.Since } == place
            ? ImmutableArray<Event>.Empty
            : One(new Event.SampleMoved(place, where.By));
    }

    private static Decision<Event> Declare(CustomsDeclaration declaration, ApprovalSheet sheet, State approval)
    {
        if (!approval.Type.IsSample)
            return new Refusal("no-sample", "", $"A {approval.Type.Name} is no sample that crosses a border.");
        return approval.Customs?.Declaration == declaration
            ? ImmutableArray<Event>.Empty
            : One(new Event.CustomsDeclared(new CustomsRecord(declaration, CustomsRules.Check(declaration, sheet.Category)), declaration.By));
    }

    private static Decision<Event> Wake(State approval, Surroundings around) =>
        Due(approval) is { } due && due <= around.Now
            ? Conclude([new Event.FallenDue()], approval, around, approval.Dates.At)
            : ImmutableArray<Event>.Empty;

    // The last step carries the dates that follow from all of them.
    private static ImmutableArray<Event> Conclude(ImmutableArray<Event> facts, State before, Surroundings around, DateTimeOffset said)
    {
        var after = facts.Aggregate(before, Evolve);
        var dates = ApprovalDates.Of(after, said, around.Now, around.Calendar, around.Office);
        return facts.SetItem(facts.Length - 1, (Event.Step)facts[^1] with { Dates = dates });
    }

    private static Decision<Event> One(Event happened) => ImmutableArray.Create(happened);
}
