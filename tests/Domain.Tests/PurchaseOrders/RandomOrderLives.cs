using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>Orders to which anything is done by anybody, in any order: what must hold all the same.</summary>
public sealed class RandomOrderLives : OrderLifeSpec
{
    private const int Lives = 60;
    private static readonly Author[] People = [Clara, Ingrid, Noor, Rafiq];
    private static readonly string[] Milestones = ["A15", "A23", "A26", "A30", "A33", "A34"];

    private int dates;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Lives).Select(i => i * 7919)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Keep_their_invariants(int seed) => Live(seed, (_, _) => { });

    [Fact]
    public void Come_to_every_phase_and_everything_that_can_happen()
    {
        var (phases, happened) = (new HashSet<Phase>(), new HashSet<Type>());
        for (var seed = 1; seed <= Lives; seed++)
            new RandomOrderLives().Live(seed * 7919, (life, events) =>
            {
                phases.Add(life.Phase);
                happened.UnionWith(events.Select(e => e.GetType()));
            });
        Assert.Empty(Enum.GetValues<Phase>().Except(phases));
        // What files, styles, approvals, shipments, templates, track records, many claims and contradicting ones bring is told elsewhere.
        Type[] elsewhere =
        [
            typeof(PurchaseOrderEvent.Drafted), typeof(PurchaseOrderEvent.Placed), typeof(PurchaseOrderEvent.StyleDatesTaken), typeof(PurchaseOrderEvent.ApprovalsTaken), typeof(PurchaseOrderEvent.ShipmentTaken),
            typeof(PurchaseOrderEvent.TemplateAdopted), typeof(PurchaseOrderEvent.CalendarsFitted), typeof(PurchaseOrderEvent.MilestoneOverridden), typeof(PurchaseOrderEvent.OverrideLifted), typeof(PurchaseOrderEvent.ClaimsRecalled),
            typeof(PurchaseOrderEvent.DiscrepancyOpened), typeof(PurchaseOrderEvent.DiscrepancyCleared), typeof(PurchaseOrderEvent.DiscrepancyResolved),
            typeof(PurchaseOrderEvent.DiscrepancyReopened),
        ];
        Assert.Empty(typeof(PurchaseOrderEvent).GetNestedTypes().Except(happened).Except(elsewhere).Select(t => t.Name));
    }

    private void Live(int seed, Action<LifeCycle, ImmutableArray<PurchaseOrderEvent>> seen)
    {
        var dice = new Random(seed);
        var documents = new List<OrderDocument>();
        var committed = new Dictionary<int, DateOnly>();
        Draft([.. Enumerable.Range(1, dice.Next(1, 4)).Select(n => NewLine(n, 100 * dice.Next(1, 40), dice.Next(2) == 0 ? 10m : null))]);
        for (var step = 0; step < 60; step++)
        {
            Now = Now.AddHours(dice.Next(1, 60));
            var before = State;
            Anything(dice);
            seen(Life, Answer.Events);
            var where = $"seed {seed}, step {step}: {Answer.Refusal?.Code ?? string.Join(", ", Answer.Events.Select(e => e.GetType().Name))}";

            Assert.True(Answer.Refusal is null || ReferenceEquals(before, State), where);
            foreach (var issued in Happened<PurchaseOrderEvent.Issued>())
                documents.Add(issued.Document);
            Assert.True(documents.Select(d => d.Version).SequenceEqual(Enumerable.Range(1, documents.Count)), $"versions are dense: {where}");
            Assert.True(Life.Version == documents.Count && Life.Acknowledged <= Life.Version, $"the last version is the present one: {where}");
            Assert.True(
                Life.IsDrafted || Life.IsOver || Same(documents[^1], AsSaid(OrderDocument.Of(State, Life.Version), documents[^1])), $"the document says what is ordered: {where}");
            Assert.True(
                Life.Proposals.GroupBy(p => (p.Act.Kind, p.Act.Commit?.Line, p.Act.Commit?.Milestone, p.Act.AgreePlan, p.Act.Waive?.Line, p.Act.Waive?.Milestone)).All(g => g.Count() == 1),
                $"no act is proposed twice: {where}");
            Assert.True(Happened<PurchaseOrderEvent.ProposalConfirmed>().All(c => before.Life.Proposal(c.Id)!.By.Id != c.By.Id), $"four eyes: {where}");
            Assert.True((Life.Phase == Phase.PendingApproval) == Life.Proposals.Any(p => p.Act.Kind == Act.Issue), $"pending means proposed: {where}");
            Assert.True((Life.Phase == Phase.ChangeProposed) == Life.Wish is not null, $"a wish is open where one is: {where}");
            Assert.True(
                Life.AnswerDue is null || Life.Phase is Phase.Issued or Phase.Acknowledged && Life.Hold is null, $"an answer is due only where one is awaited: {where}");
            Assert.True(State.Lines.All(l => l.Blocks.Any(b => b.Code == "hold") == Life.Hold is not null || l.IsOver || l.Timeline is null), $"held is blocked: {where}");
            Assert.True(
                State.Lines.All(l => l.Timeline is not { } t || t.Facts().SequenceEqual(Enumerable.Range(0, t.Template.Milestones.Length).Select(t.FactsOf))),
                $"what is known of one milestone is what is known of it among all: {where}");
            Assert.True(State.Lines.All(l => l.Blocks.IsEmpty == l.Health is not Health.Blocked || l.Health == Health.Done), $"what is blocked says so: {where}");
            Assert.True(State.Lines.All(l => l.Profile.IsOpen || l.Profile is { Due: null, IsOverdue: false }), $"what both sides know is not due: {where}");
            AssertOver(before, where);
            AssertCommitted(before, committed, where);
        }
    }

    private void Anything(Random dice)
    {
        var by = People[dice.Next(People.Length)];
        if (dice.Next(6) == 0)
            When(new PurchaseOrderCommand.Wake(), Around);
        else if (dice.Next(10) == 0)
            When(new PurchaseOrderCommand.TakeStyleDates(new StyleDates("ST-1", ++dates, [], null, dates / 2)), Around);
        else if (dice.Next(4) == 0)
            WhenReported(AnyReport(dice));
        else
            Do(AnyAct(dice), by);
    }

    private ReportMilestone AnyReport(Random dice)
    {
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        var classifier = (Classifier)dice.Next(3);
        return Report(
            Milestones[dice.Next(Milestones.Length)], classifier == Classifier.Actual ? today : Day(dice.Next(-80, 30)), classifier,
            line: dice.Next(1, 4), reason: dice.Next(2) == 0 ? "MT-MILL" : null);
    }

    private OrderAct AnyAct(Random dice)
    {
        var line = dice.Next(1, 5);
        var proposal = new ProposalAnswer(Life.Proposals.IsEmpty ? default : Life.Proposals[dice.Next(Life.Proposals.Length)].Id, null);
        var changes = Changing(dice.Next(4) switch
        {
            0 => Line1(line, sizes: [new SizeQuantity("M", dice.Next(1, 900)), new SizeQuantity("L", dice.Next(1, 900))]),
            1 => Line1(line, exFactory: Near(line, dice)),
            2 => Line1(line, price: dice.Next(5, 20)),
            _ => NewLine(line, 10 * dice.Next(1, 200)),
        });
        return Choose(dice) switch
        {
            Act.Draft => new OrderAct(Draft: Sketch()),
            Act.Amend => new OrderAct(Amend: changes),
            Act.Issue => new OrderAct(Issue: new ActNote(null)),
            Act.Acknowledge => new OrderAct(Acknowledge: new Answer(Life.Version, null)),
            Act.Confirm => new OrderAct(Confirm: new Answer(Life.Version, null)),
            Act.ProposeChange => new OrderAct(ProposeChange: new ChangeWish(Life.Version, changes, "FA-CAP", "otherwise")),
            Act.Reject => new OrderAct(Reject: new Answer(Life.Version, "no")),
            Act.AcceptChange => new OrderAct(AcceptChange: new ActNote(null)),
            Act.DeclineChange => new OrderAct(DeclineChange: new ActNote(null)),
            Act.Revise => new OrderAct(Revise: new Revision(changes, "BR-QTY", null, null)),
            Act.Commit => new OrderAct(Commit: new DateCommitment(line, dice.Next(3) == 0 ? "A26" : null, Near(line, dice), "MT-MILL", null, null)),
            Act.AgreePlan => new OrderAct(AgreePlan: new PlanAnswer(line, Milestones[dice.Next(Milestones.Length)], "MT-MILL", null, null)),
            Act.DeclinePlan => new OrderAct(DeclinePlan: new PlanAnswer(line, Milestones[dice.Next(Milestones.Length)], null, null, null)),
            Act.Hold => new OrderAct(Hold: new HoldOrder("price", null)),
            Act.Release => new OrderAct(Release: new ActNote(null)),
            // Rarely whole, so that there is something left to happen.
            Act.Cancel => new OrderAct(Cancel: new CancelOrder(dice.Next(6) == 0 ? [] : [line], "dropped")),
            Act.Close => new OrderAct(Close: new CloseOrder([.. State.Lines.Where(l => !l.IsCancelled).Select(l => new LineReceipt(l.Order.Number, null, []))], "nothing came")),
            Act.ConfirmProposal => new OrderAct(ConfirmProposal: proposal),
            Act.DeclineProposal => new OrderAct(DeclineProposal: proposal),
            Act.AcknowledgeProfile => new OrderAct(AcknowledgeProfile: new ProfileAnswer("ST-1", dates / 2, null, null)),
            Act.Waive => new OrderAct(Waive: new WaiveGate(line, dice.Next(2) == 0 ? "A23" : "A32", "as before")),
            _ => new OrderAct(WithdrawProposal: proposal),
        };
    }

    // Mostly what is possible, and what does not end it all: else there is little left to happen.
    private Act Choose(Random dice)
    {
        var possible = Moves.PossibleFor(State).Except(dice.Next(12) == 0 ? [] : [Act.Cancel, Act.Close]).ToArray();
        return possible.Length == 0 || dice.Next(4) == 0 ? (Act)dice.Next(Enum.GetValues<Act>().Length) : possible[dice.Next(possible.Length)];
    }

    // Now and then further than one person may.
    private DateOnly Near(int line, Random dice) => (State.Line(line)?.Committed ?? ExFactory).AddDays(dice.Next(-4, 6));

    // Closed means that nothing moves, and what was cancelled never comes.
    private void AssertOver(PurchaseOrderState before, string where)
    {
        foreach (var line in before.Lines.Where(l => l.IsOver))
        {
            var now = State.Line(line.Order.Number)!;
            Assert.True(
                (now.Stage, now.Health, now.Forecast, now.NextWake, now.Order, now.Committed)
                == (line.Stage, line.Health, line.Forecast, line.NextWake, line.Order, line.Committed), $"nothing of line {line.Order.Number} moves: {where}");
        }

        if (before.Life.IsOver)
            Assert.True(ReferenceEquals(before.Life, Life) && PurchaseOrder.Due(State) is null, $"nothing of the order moves: {where}");
        foreach (var closed in Happened<PurchaseOrderEvent.Closed>().SelectMany(c => c.Ending.Lines))
            Assert.False(before.Line(closed.Number)!.IsCancelled, $"a cancelled line is not received: {where}");
    }

    // One person alone never takes the day further than the tolerance from where a supervisor last agreed, and no day that is
    // agreed moves a slip or a baseline.
    private void AssertCommitted(PurchaseOrderState before, Dictionary<int, DateOnly> anchors, string where)
    {
        foreach (var line in State.Lines.Where(l => l.Timeline is not null))
        {
            var number = line.Order.Number;
            anchors.TryAdd(number, line.Timeline!.Schedule.Target);
            foreach (var (_, agreed) in Happened<PurchaseOrderEvent.DateCommitted>().Where(e => e.Line == number && e.Commitment.Milestone == "A34"))
            {
                if (agreed.ConfirmedBy is "clara" or "ingrid")
                    anchors[number] = agreed.Date;
                Assert.True(Math.Abs(agreed.Date.DayNumber - anchors[number].DayNumber) <= Brand.ExFactoryToleranceDays, $"line {number}: {where}");
                Assert.True(agreed.By != agreed.ConfirmedBy, $"two people: {where}");
            }

            if (before.Line(number) is { Timeline: { } then })
                Assert.True(BaselinesOf(line.Timeline).All(b => BaselinesOf(then).Contains(b)), $"the baseline of line {number} is frozen: {where}");
        }

        if (Happened<PurchaseOrderEvent.DateCommitted>().Any() && before.AsOf == State.AsOf && !Happened<PurchaseOrderEvent.Revised>().Any()
            && !Happened<PurchaseOrderEvent.MilestonesReported>().Any())
            foreach (var line in before.Lines.Where(l => l.Timeline is not null))
                Assert.Equal(line.Timeline!.Outlook.SlipDays, State.Line(line.Order.Number)!.Timeline!.Outlook.SlipDays);
    }

    private static IEnumerable<(string Milestone, DateOnly Day)> BaselinesOf(Timeline timeline) =>
        timeline.Template.Milestones.Select((m, i) => (m.Code, timeline.Schedule.Baseline[i]));

    // By which profile a line is made may be heard only after it went out.
    private static OrderDocument AsSaid(OrderDocument standing, OrderDocument said) => standing with
    {
        Lines = [.. standing.Lines.Select(line => said.Lines.Any(l => l.Number == line.Number && l.Profile is null) ? line with { Profile = null } : line)],
    };

    private static bool Same(OrderDocument one, OrderDocument other) =>
        Difference.Between(one, other).IsEmpty && one.Lines.Length == other.Lines.Length;
}
