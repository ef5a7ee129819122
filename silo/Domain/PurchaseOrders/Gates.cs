using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>
/// Gates, such as the sealed PP sample before cutting. A gate guards the first milestone behind it that moves the line to
/// another stage. No report is refused for a closed gate, for what was cut was cut; to drop the gate itself is.
/// </summary>
internal static class Gates
{
    /// <summary>
    /// What holds the line up: a gate still closed after the day on which what it guards should have begun, or at any time
    /// one that nobody works on, on hold or rejected without another round. Nothing once what it guards has begun.
    /// </summary>
    /// <param name="facts">Of the line's timeline.</param>
    public static IEnumerable<Block> Closed(LineState line, ImmutableArray<MilestoneFacts> facts, DateOnly asOf)
    {
        foreach (var (gate, lastDay) in Open(line, facts))
        {
            var kept = KeptApprovals.Find(line.Approvals, gate.Code);
            var rests = kept is { Stand: ApprovalsStand.Rejected or ApprovalsStand.OnHold, WaitsOn: null };
            if (rests || asOf > lastDay)
                yield return new Block("approval", $"Waiting on {kept?.Waiting ?? Plain(gate.Name)}", kept?.WaitsOn ?? gate.Role);
        }
    }

    /// <summary>Whether the sample by which the goods are made was approved.</summary>
    public static bool IsSealed(LineState line)
    {
        if (line.Timeline is not { } timeline || line.IsOver)
            return false;
        var milestones = timeline.Template.Milestones;
        for (var i = 0; i < milestones.Length; i++)
            if (milestones[i] is { Home: MilestoneHome.Line, Gate: true, SubmitOffset: not null } && KeptApprovals.Pass(line.Approvals, timeline, i))
                return true;
        return timeline.CarriedOver.Any(c => c.Milestone.Gate);
    }

    /// <summary>Index of a gate of the line that is still to be passed; -1 where the milestone is none.</summary>
    public static int ToPass(LineState line, string milestone) =>
        line.Timeline is { } timeline && timeline.Template.IndexOf(milestone) is var at and >= 0 && IsToPass(line, timeline, at) ? at : -1;

    /// <summary>Codes of the gates that are still to be passed.</summary>
    public static ImmutableArray<string> ToPass(LineState line)
    {
        if (line.IsOver || line.Timeline is not { } timeline)
            return [];
        return [.. timeline.Template.Milestones.Where((_, at) => IsToPass(line, timeline, at)).Select(m => m.Code)];
    }

    /// <summary>A gate is not overridden away: only a waiver, by name, lets the line go on without it.</summary>
    public static Refusal? RefuseDropping(MilestoneOverride change, LineState line) =>
        change.Kind == OverrideKind.NotApplicable && ToPass(line, change.Milestone) is var gate and >= 0
            ? new Refusal("gate-closed", "/milestone", $"{line.Timeline!.Template.Milestones[gate].Name} is a gate: waive it.")
            : null;

    /// <summary>The last day before a gate that is closed holds the line up by itself; null where none will.</summary>
    public static DateOnly? LastDayBefore(LineState line, ImmutableArray<MilestoneFacts> facts, DateOnly asOf)
    {
        DateOnly? first = null;
        foreach (var (_, lastDay) in Open(line, facts))
            if (lastDay >= asOf && (first is null || lastDay < first))
                first = lastDay;
        return first;
    }

    /// <summary>
    /// What has begun although the gate that guards it is not passed: somebody is to know while it can still be stopped, so
    /// nothing once the goods have left.
    /// </summary>
    public static ImmutableArray<Discrepancy> Ignored(LineState line, Timeline timeline)
    {
        var milestones = timeline.Template.Milestones;
        // A line that has not come as far as what is guarded, as few have, passes without a look at what was said.
        ImmutableArray<(int Gate, int Guarded)> suspects = [.. NotPassed(line.Approvals, timeline).Where(g => line.Stage >= milestones[g.Guarded].Stage)];
        if (suspects.IsEmpty || timeline.Facts() is var facts && facts[timeline.Template.ExFactory].Happened is not null)
            return [];
        return
        [
            .. from suspect in suspects
               let begun = Begun(timeline, facts, suspect.Guarded)
               where begun >= 0
               let claim = timeline.Holding(begun, Classifier.Actual)
               where claim is not null
               select new Discrepancy(
                   DiscrepancyKind.Gate, milestones[suspect.Gate].Code, [new Statement(milestones[begun].Code, claim.Source, claim.Date)]),
        ];
    }

    private static bool IsToPass(LineState line, Timeline timeline, int at) =>
        timeline.Template.Milestones[at] is { Gate: true, Home: MilestoneHome.Line } && !KeptApprovals.Pass(line.Approvals, timeline, at);

    // Gates that are not passed yet, each with the day on which what it guards should begin: as somebody said, else as planned.
    private static IEnumerable<(TemplateMilestone Gate, DateOnly LastDay)> Open(LineState line, ImmutableArray<MilestoneFacts> facts)
    {
        if (line.Timeline is not { } timeline)
            yield break;
        foreach (var (gate, guarded) in NotPassed(line.Approvals, timeline))
            if (Begun(timeline, facts, guarded) < 0)
                yield return (timeline.Template.Milestones[gate], facts[guarded].Estimate ?? timeline.Schedule.Plan[guarded]);
    }

    private static IEnumerable<(int Gate, int Guarded)> NotPassed(ImmutableArray<KeptApprovals> approvals, Timeline timeline)
    {
        var milestones = timeline.Template.Milestones;
        for (var gate = 0; gate < milestones.Length; gate++)
            if (milestones[gate] is { Gate: true, Home: MilestoneHome.Line, Approvals.IsEmpty: false }
                && !KeptApprovals.Pass(approvals, timeline, gate) && Guarded(timeline.Template, gate) is var guarded and >= 0)
                yield return (gate, guarded);
    }

    // The milestone by which what is guarded has begun: its own, or a later stage's where its own was never reported; -1 for none.
    private static int Begun(Timeline timeline, ImmutableArray<MilestoneFacts> facts, int guarded)
    {
        var milestones = timeline.Template.Milestones;
        for (var m = guarded; m < milestones.Length; m++)
            if (milestones[m].Stage >= milestones[guarded].Stage && facts[m].Happened is not null)
                return m;
        return -1;
    }

    private static int Guarded(CalendarTemplate template, int gate)
    {
        Span<bool> follows = stackalloc bool[template.Milestones.Length];
        follows[gate] = true;
        for (var m = gate + 1; m < follows.Length; m++)
        {
            foreach (var dependency in template.Milestones[m].After)
                follows[m] |= follows[dependency.Predecessor];
            if (follows[m] && template.Milestones[m].Stage is not null)
                return m;
        }

        return -1;
    }

    // What stands in brackets explains the milestone to those who plan.
    private static string Plain(string name) => name.IndexOf(" (", StringComparison.Ordinal) is var at and > 0 ? name[..at] : name;
}
