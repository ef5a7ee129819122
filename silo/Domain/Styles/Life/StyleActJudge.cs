using System.Collections.Immutable;
using System.Diagnostics;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Event = Selvedge.Domain.Styles.StyleEvent;

namespace Selvedge.Domain.Styles;

/// <summary>What people ask of a style: whether it is possible now, what it does, and whether it takes a second person.</summary>
internal static class StyleActJudge
{
    public static Decision<Event> Decide(StyleCommand.Ask ask, StyleState style, Surroundings around)
    {
        if (ask.Held is { } held && held != style.Version)
            return new Refusal("changed-since", "/If-Match", $"It has been changed since: version {style.Version} stands, {held} was held.");
        return StyleMoves.Refuse(ask.Act.Kind, style) ?? (ask.Act switch
        {
            { ConfirmProposal: { } answer } => Confirm(answer, ask.By, style, around),
            { DeclineProposal: { } answer } => Decline(answer, ask.By, style),
            { WithdrawProposal: { } answer } => Withdraw(answer, ask.By, style),
            _ => DoOrPropose(ask, style, around),
        });
    }

    // Judged first: what could not be done is not worth proposing.
    private static Decision<Event> DoOrPropose(StyleCommand.Ask ask, StyleState style, Surroundings around)
    {
        var judged = Judge(ask.Act, ask.By, null, style, around);
        if (judged.Refusal is not null || judged.Events.IsEmpty || !TakesTwo(ask.Act, ask.By, style, around.Brand))
            return judged;
        if (style.Life.Proposals.FirstOrDefault(p => p.Act.Kind == ask.Act.Kind && p.Act.Waive?.Milestone == ask.Act.Waive?.Milestone && p.Act.Commit?.Milestone == ask.Act.Commit?.Milestone) is { } open)
            return FourEyes.AlreadyProposed(open.By);
        return ImmutableArray.Create<Event>(new Event.ProposalMade(new StyleProposal(ask.Id, ask.By, around.Now, ask.Act)));
    }

    // The present state decides, not the one in which it was proposed.
    private static Decision<Event> Confirm(ProposalAnswer answer, Author by, StyleState style, Surroundings around)
    {
        if (style.Life.Proposal(answer.Id) is not { } proposal)
            return FourEyes.UnknownProposal;
        if ((FourEyes.RefuseSecond(proposal.By, null, by) ?? StyleMoves.Refuse(proposal.Act.Kind, style)) is { } refusal)
            return refusal;
        var confirmed = new Event.ProposalConfirmed(proposal.Id, proposal.Act.Kind, by, answer.Note);
        var judged = Judge(proposal.Act, proposal.By, by, Style.Evolve(style, confirmed), around);
        return judged.Refusal is { } no ? no : judged.Events.Insert(0, confirmed);
    }

    private static Decision<Event> Decline(ProposalAnswer answer, Author by, StyleState style) =>
        style.Life.Proposal(answer.Id) is not { } proposal ? FourEyes.UnknownProposal
        : !by.IsSupervisor ? FourEyes.NoSupervisor
        : ImmutableArray.Create<Event>(new Event.ProposalDeclined(proposal.Id, proposal.Act.Kind, by, answer.Note));

    private static Decision<Event> Withdraw(ProposalAnswer answer, Author by, StyleState style) =>
        style.Life.Proposal(answer.Id) is not { } proposal ? FourEyes.UnknownProposal
        : FourEyes.RefuseWithdrawal(proposal.By, by) is { } refusal ? refusal
        : ImmutableArray.Create<Event>(new Event.ProposalWithdrawn(proposal.Id, proposal.Act.Kind, answer.Note));

    private static bool TakesTwo(StyleAct act, Author by, StyleState style, BrandSettings brand) => act.Kind switch
    {
        StyleMove.Advance => FourEyes.MayOnlyPropose(Risk.Stage, by, brand),
        StyleMove.Waive => FourEyes.MayOnlyPropose(Risk.Waive, by, brand),
        StyleMove.Commit => FourEyes.MayOnlyPropose(Risk.Commit, by, brand) || IsBeyondTolerance(act.Commit!, style, brand),
        _ => style.Life.Profile > 0 && FourEyes.MayOnlyPropose(Risk.Profile, by, brand),
    };

    private static Decision<Event> Judge(StyleAct act, Author by, Author? second, StyleState style, Surroundings around) => act switch
    {
        { Advance: { } advance } => Advance(advance, by, style, around),
        { Waive: { } waive } => Waive(waive, by, second, style, around),
        { Revise: { } revise } => Revise(revise, style, around),
        { Commit: { } commit } => Commit(commit, by, second, style, around),
        _ => throw new UnreachableException(act.Kind.ToString()),
    };

    private static Decision<Event> Advance(AdvanceStage advance, Author by, StyleState style, Surroundings around)
    {
        if (advance.Stage != style.Life.Stage)
            return new Refusal("other-stage", "/stage", $"It is {StyleStages.Said(style.Life.Stage)}, not {StyleStages.Said(advance.Stage)}.");
        var today = around.Calendar.DayAt(around.Now);
        if (advance.On > today)
            return new Refusal("impossible-date", "/on", $"{advance.On:yyyy-MM-dd} has not come yet: today is {today:yyyy-MM-dd}.");
        if (advance.On is { } on && Reporting.RefuseFar(on, today, "/on") is { } far)
            return far;
        if (advance.On < style.Life.Since)
            return new Refusal("impossible-date", "/on", $"It came to {StyleStages.Said(style.Life.Stage)} on {style.Life.Since:yyyy-MM-dd} only.");
        return Closing(by, advance.Note, advance.On, style, around);
    }

    /// <summary>What closing its stage does to a style. Whether it may be closed was judged before.</summary>
    /// <param name="on">The day on which it happened; null for today.</param>
    public static ImmutableArray<Event> Closing(Author by, string? note, DateOnly? on, StyleState style, Surroundings around)
    {
        var day = on ?? around.Calendar.DayAt(around.Now);
        var reached = new Event.StageReached(style.Life.Stage + 1, by, note, day);
        return reached.Stage == StyleStage.Adopted
            ? [reached, new Event.ProfileFrozen(1, style.Profile!), .. AdoptionOf(style, by, day, around)]
            : [reached];
    }

    // Who adopts it says so of the milestone as well, unless somebody has.
    private static IEnumerable<Event> AdoptionOf(StyleState style, Author by, DateOnly on, Surroundings around)
    {
        var timeline = style.Timeline!;
        if (StageGates.Adoption(timeline) is not (var milestone and >= 0) || timeline.Actual(milestone) is not null)
            yield break;
        var code = timeline.Template.Milestones[milestone].Code;
        yield return new Event.MilestonesReported(
            [
                new ReportMilestone(
                    by.Id, $"{style.Profile!.Number}/{code}", around.Now, false, 0, code, Classifier.Actual, on, null, null),
            ],
            around.Now);
    }

    private static Decision<Event> Waive(WaiveMilestone waive, Author by, Author? second, StyleState style, Surroundings around)
    {
        if (Relaying.RefuseReason(waive.Reason) is { } refusal)
            return refusal;
        var timeline = style.Timeline!;
        if (timeline.Template.IndexOf(waive.Milestone) is not (var milestone and >= 0) || timeline.Template.Milestones[milestone].Holds is not { } stage)
            return new Refusal("unknown-milestone", "/milestone", $"{waive.Milestone} holds no stage of this style.");
        if (style.Life.Waivers.Any(w => w.Milestone == waive.Milestone))
            return ImmutableArray<Event>.Empty;
        return stage < style.Life.Stage || !StageGates.Holding(style, stage).Contains(milestone)
            ? new Refusal("holds-nothing", "/milestone", $"{timeline.Template.Milestones[milestone].Name} holds nothing any more.")
            : ImmutableArray.Create<Event>(new Event.MilestoneWaived(new Waiver(waive.Milestone, waive.Reason, by, second, around.Now)));
    }

    private static Decision<Event> Commit(CommitStyleDate commit, Author by, Author? second, StyleState style, Surroundings around)
    {
        var timeline = style.Timeline!;
        if (timeline.Template.IndexOf(commit.Milestone) is not (var milestone and >= 0))
            return new Refusal("unknown-milestone", "/milestone", $"'{commit.Milestone}' is no milestone of {timeline.Template.Id}.");
        if (timeline.Template.Milestones[milestone].Home != MilestoneHome.Style)
            return new Refusal("lives-on-line", "/milestone", $"{commit.Milestone} lives on the PO line.");
        var wanted = new AgreedDay(commit.Date, commit.Reason, commit.Side, commit.Note, commit.Contributing);
        if (wanted.Refuse(timeline, milestone) is { } refusal)
            return refusal;
        var before = style.Commitment(commit.Milestone);
        var from = style.CommittedTo(commit.Milestone)!.Value;
        return commit.Date == from
            ? ImmutableArray<Event>.Empty
            : [new Event.DateCommitted(wanted.For(commit.Milestone, from, before, by, second, around.Now))];
    }

    // Further from where two people last agreed than one may move it.
    private static bool IsBeyondTolerance(CommitStyleDate commit, StyleState style, BrandSettings brand) =>
        (style.Commitment(commit.Milestone)?.Anchor ?? style.Timeline!.Schedule.Baseline[style.Timeline.Template.IndexOf(commit.Milestone)]) is var anchor
        && Math.Abs(commit.Date.DayNumber - anchor.DayNumber) > brand.ExFactoryToleranceDays;

    private static Decision<Event> Revise(ReviseProfile revise, StyleState style, Surroundings around)
    {
        if ((Relaying.RefuseReason(revise.Reason) ?? TemplateAttributes.RefuseSaid(revise.Attributes)) is { } refusal)
            return refusal;
        if (revise.TargetExFactory is { } target && Reporting.RefuseFar(target, around.Calendar.DayAt(around.Now), "/targetExFactory") is { } far)
            return far;
        return Style.Otherwise(revise.Of(style.Profile!), revise.Reason, style, around);
    }
}
