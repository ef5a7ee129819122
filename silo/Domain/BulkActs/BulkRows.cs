using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WhatIfs;
using Event = Selvedge.Domain.PurchaseOrders.PurchaseOrderEvent;

namespace Selvedge.Domain.BulkActs;

/// <summary>
/// A row as its order judges it: the very command by which a person would do it, unless what stood when it was looked at
/// stands no more.
/// </summary>
internal static class BulkRows
{
    public static Decision<Event> Decide(PurchaseOrderCommand.Take take, PurchaseOrderState order, Surroundings around) =>
        Refuse(take.Task, order) is { } refusal ? refusal
        : StandsSo(take.Task, order) ? ImmutableArray<Event>.Empty
        : PurchaseOrder.Decide(CommandOf(take, order), order, around);

    /// <summary>The row that an operation makes of a line; or why it makes none.</summary>
    public static (BulkRow? Row, Refusal? Problem) RowOf(BulkOperation operation, int number, int line, PurchaseOrderState order)
    {
        if (order.Line(line) is not { IsOver: false, Timeline: { } timeline } found)
            return (null, NoCalendar(order, line));
        var milestone = operation.Milestone is { } code ? timeline.Template.IndexOf(code) : timeline.Template.ExFactory;
        if (milestone < 0)
            return (null, new Refusal("unknown-milestone", "/milestone", $"'{operation.Milestone}' is no milestone of line {line}."));
        var sheet = timeline.Template.Milestones[milestone];
        if (sheet.Home != MilestoneHome.Line)
            return (null, new Refusal("lives-on-style", "/milestone", $"{sheet.Name} lives on the style."));
        if (BulkRow.Happened(operation.Field, timeline, milestone, null) is { } happened)
            return (null, new Refusal("has-happened", "/milestone", happened));
        var from = operation.Field switch
        {
            BulkField.Committed => new BulkValue(found.CommittedTo(milestone)),
            BulkField.Expected => new BulkValue(timeline.Forecast[milestone]),
            BulkField.Happened => new BulkValue(timeline.Actual(milestone)),
            _ => new BulkValue(Responsible: sheet.Role),
        };
        return (new BulkRow(
            number, order.Placed!.Number, line, operation.Field, sheet.Code, from,
            operation.Kind == BulkKind.Assign ? new BulkValue(Responsible: operation.Responsible) : new BulkValue(operation.Date ?? from.Day!.Value.AddDays(operation.Days ?? 0))), null);
    }

    private static Refusal? Refuse(BulkTask task, PurchaseOrderState order)
    {
        var row = task.Row;
        if (task.Proposal is { } proposal)
            return order.Life.Proposal(proposal) is null ? BulkTask.Moved("It has had its answer since.") : null;
        if (order.Line(row.Line) is not { IsOver: false, Timeline: { } timeline } line
            || (row.Milestone is { } code ? timeline.Template.IndexOf(code) : timeline.Template.ExFactory) is not (var milestone and >= 0))
            return NoCalendar(order, row.Line);
        if (task.HappenedSince(timeline, milestone) is { } late)
            return late;
        var name = timeline.Template.Milestones[milestone].Name;
        return row.Field switch
        {
            BulkField.Committed when line.CommittedTo(milestone) is var day && day != task.Standing.Day => BulkTask.Moved($"{name} is agreed for {day:yyyy-MM-dd} by now."),
            BulkField.Happened when !task.TakesBack && timeline.Actual(milestone) is var actual && actual != row.From.Day =>
                BulkTask.Moved(actual is null ? $"{name} has not happened." : $"{name} has happened {actual:yyyy-MM-dd}."),
            BulkField.Expected or BulkField.Happened when task.TakesBack => task.SaidSince(timeline, milestone),
            BulkField.Responsible when timeline.Template.Milestones[milestone].Role is var role && role != task.Standing.Responsible => BulkTask.Moved($"{role} sees to {name} by now."),
            BulkField.ShipMode when task.Wanted.ShipMode is null => BulkTask.Moved("Nobody wrote down how it travelled before."),
            BulkField.ShipMode when (line.Order.ShipMode ?? "") is var mode && mode != task.Standing.ShipMode =>
                BulkTask.Moved($"It travels {(mode.Length == 0 ? "as its order does" : $"by {mode}")} by now."),
            _ => null,
        };
    }

    // Who sees to it already, and what the brand's own people say has happened that day, needs no word that says so.
    private static bool StandsSo(BulkTask task, PurchaseOrderState order)
    {
        if (task.Row.Field is not (BulkField.Responsible or BulkField.Happened))
            return false;
        var timeline = order.Line(task.Row.Line)!.Timeline!;
        var milestone = timeline.Template.IndexOf(task.Row.Milestone!);
        return task.Row.Field == BulkField.Responsible
            ? timeline.Template.Milestones[milestone].Role == task.Wanted.Responsible
            : !task.TakesBack && timeline.Actual(milestone) == task.Wanted.Day && timeline.IsVouchedFor(task.Row.Milestone!, null);
    }

    private static PurchaseOrderCommand CommandOf(PurchaseOrderCommand.Take take, PurchaseOrderState order)
    {
        var (task, row) = (take.Task, take.Task.Row);
        return row.Field switch
        {
            _ when task.Proposal is { } proposal => Ask(order.Life.Proposal(proposal)!.By.Id == take.By.Id
                ? new OrderAct(WithdrawProposal: new ProposalAnswer(proposal, task.Note))
                : new OrderAct(DeclineProposal: new ProposalAnswer(proposal, task.Note))),
            BulkField.Committed => Ask(new OrderAct(Commit: new DateCommitment(row.Line, row.Milestone, task.Wanted.Day!.Value, task.Reason ?? "", null, task.Note, task.Contributing))),
            BulkField.Expected or BulkField.Happened => new PurchaseOrderCommand.Report(task.ToReport()),
            BulkField.ShipMode => Ask(new Reshipment([new LineShipMode(row.Line, task.Wanted.ShipMode!)], task.Reason ?? "", take.By).ToAct(task.Note)),
            // What the template says by itself again is said by nobody else.
            _ when task.TakesBack && Relaying.RoleWithout(row.Milestone!, order.Line(row.Line)!.Timeline!.Schedule) == task.Wanted.Responsible =>
                new PurchaseOrderCommand.Lift(new LiftOverride(row.Line, row.Milestone!, task.Note, OverrideKind.Responsible)),
            _ => new PurchaseOrderCommand.Override(new OverrideMilestone(row.Line, new MilestoneOverride(
                row.Milestone!, OverrideKind.Responsible, [], null, task.Note, task.Wanted.Responsible))),
        };

        PurchaseOrderCommand.Ask Ask(OrderAct act) => new(take.Id, act, take.By, []);
    }

    private static Refusal NoCalendar(PurchaseOrderState order, int line) =>
        new("unknown-line", "/line", $"{order.Placed?.Number} has no line {line} that is open and has a calendar.");
}
