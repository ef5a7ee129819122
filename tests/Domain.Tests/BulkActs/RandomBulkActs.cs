using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Tests.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.BulkActs;

/// <summary>Whatever is done to the lines of an order in bulk and taken back again, while others move some of them: nobody's word is lost.</summary>
public sealed class RandomBulkActs : OrderLifeSpec
{
    private static readonly string[] Codes = ["A21", "A26", "A27", "A31", "A34"];
    private int id = 1_000;

    [Fact]
    public void Taken_back_a_line_stands_as_before_or_as_somebody_else_has_set_it_since()
    {
        GivenConfirmed(NewLine(), NewLine(2), NewLine(3));
        for (var seed = 1; seed <= 150; seed++)
            Step(new Random(seed), seed);
    }

    private void Step(Random dice, int seed)
    {
        var operation = SomeOperation(dice);
        var before = Enumerable.Range(1, 3).Select(line => Standing(operation, line)).ToArray();
        var effects = BulkForeseeing.Of(State, [.. Enumerable.Range(1, 3).Select(line => new BulkAsk(line, operation))], "why", Clara, Around)!.Value;
        var back = new List<BulkTask>();
        foreach (var effect in effects)
        {
            var task = new BulkTask(effect.Row!, $"b{seed}", Now, operation.Reason, "why");
            var command = new Guid(++id, 0, 0, new byte[8]);
            When(new PurchaseOrderCommand.Take(command, task, Clara), Around);
            Assert.Equal((seed, effect.Status, effect.Problem?.Code), (seed, StatusOf(command), Answer.Refusal?.Code));
            if (effect.Status is RowStatus.Done or RowStatus.Proposed)
                back.Add(task with { TakesBack = true, Proposal = Life.Proposal(command)?.Id });
        }

        Now = Now.AddMinutes(1);
        var moved = dice.Next(2) == 0 ? dice.Next(1, 4) : 0;
        if (moved > 0)
            MoveAsSomebodyElse(operation, moved, dice);
        var since = Enumerable.Range(1, 3).Select(line => Standing(operation, line)).ToArray();
        Now = Now.AddMinutes(1);
        foreach (var task in back)
        {
            var command = new Guid(++id, 0, 0, new byte[8]);
            When(new PurchaseOrderCommand.Take(command, task with { At = Now }, Clara), Around);
            // What only waited for a second person, or waits to go back, has moved nothing.
            var restored = Answer.Refusal is null && task.Proposal is null && Life.Proposal(command) is null;
            var line = task.Row.Line - 1;
            Assert.True(restored || task.Proposal is not null || Answer.Refusal is { Code: "moved-since" } || Life.Proposal(command) is not null, $"seed {seed}: {Answer.Refusal}");
            Assert.Equal((seed, restored ? before[line] : since[line]), (seed, Standing(operation, line + 1)));
        }

        foreach (var open in Life.Proposals)
            Do(new OrderAct(DeclineProposal: new ProposalAnswer(open.Id, null)), Ingrid);
        Now = Now.AddMinutes(1);
    }

    private static BulkOperation SomeOperation(Random dice)
    {
        var code = Codes[dice.Next(Codes.Length)];
        var days = dice.Next(1, 9) * (dice.Next(2) == 0 ? 1 : -1);
        return dice.Next(3) switch
        {
            0 => new BulkOperation(BulkKind.Shift, BulkField.Committed, code, days, null, null, "MT-MILL"),
            1 => new BulkOperation(BulkKind.Shift, BulkField.Expected, code, Math.Abs(days), null, null, "FA-CAP"),
            _ => new BulkOperation(BulkKind.Assign, BulkField.Responsible, code, null, null, $"Desk {dice.Next(3)}", null),
        };
    }

    private void MoveAsSomebodyElse(BulkOperation operation, int line, Random dice)
    {
        switch (operation.Field)
        {
            case BulkField.Committed:
                Commit(State.Line(line)!.CommittedTo(Milestone(State.Line(line)!, operation.Milestone!)).AddDays(dice.Next(1, 3)), Ingrid, milestone: operation.Milestone, line: line);
                break;
            case BulkField.Expected:
                WhenReported(Report(operation.Milestone!, Day(dice.Next(-30, 30)), Classifier.Estimate, line));
                break;
            default:
                When(new PurchaseOrderCommand.Override(new OverrideMilestone(line, new MilestoneOverride(operation.Milestone!, OverrideKind.Responsible, [], null, "ours", "Ingrid's desk"))), Around);
                break;
        }
    }

    private string Standing(BulkOperation operation, int line)
    {
        var timeline = State.Line(line)!.Timeline!;
        var milestone = timeline.Template.IndexOf(operation.Milestone!);
        return operation.Field switch
        {
            BulkField.Committed => $"{State.Line(line)!.CommittedTo(milestone):yyyy-MM-dd}",
            BulkField.Expected => $"{timeline.Holding(milestone, Classifier.Estimate)}",
            _ => timeline.Template.Milestones[milestone].Role,
        };
    }

    private RowStatus StatusOf(Guid command) =>
        Answer.Refusal is not null ? RowStatus.Refused : Answer.Events.IsEmpty ? RowStatus.Unchanged : Life.Proposal(command) is null ? RowStatus.Done : RowStatus.Proposed;
}
