using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>All pairs of phase and act, held and not, against a table that names every one of them.</summary>
public sealed class EveryActInEveryPhase : OrderLifeSpec
{
    private const string Letters = "DPIAWRCXZ";

    // Where the act leads from each phase, in the order of the letters; "-" where it is not possible.
    private static readonly Dictionary<Act, string> Free = new()
    {
        //                        DPIAWRCXZ
        [Act.Draft] =            "---------",
        [Act.Amend] =            "D--------",
        [Act.Issue] =            "I--------",
        [Act.Acknowledge] =      "--AA--C--",
        [Act.Confirm] =          "--CC--C--",
        [Act.ProposeChange] =    "--WWW-W--",
        [Act.Reject] =           "--RRR----",
        [Act.AcceptChange] =     "----C----",
        [Act.DeclineChange] =    "----I----",
        [Act.Revise] =           "--IIIII--",
        [Act.Commit] =           "--II--C--",
        [Act.AgreePlan] =        "--IA--C--",
        [Act.DeclinePlan] =      "--IAW-C--",
        [Act.Hold] =             "--IAWRC--",
        [Act.Release] =          "---------",
        [Act.Cancel] =           "X-XXXXX--",
        [Act.Close] =            "--ZZZ-Z--",
        [Act.ConfirmProposal] =  "-IXXXXX--",
        [Act.DeclineProposal] =  "-DIAWRC--",
        [Act.WithdrawProposal] = "-DIAWRC--",
        [Act.AcknowledgeProfile] = "--IAWRC--",
        [Act.Waive] =            "--IAWRC--",
    };

    private static readonly Dictionary<Act, string> Held = new()
    {
        //                        DPIAWRCXZ
        [Act.Draft] =            "---------",
        [Act.Amend] =            "---------",
        [Act.Issue] =            "---------",
        [Act.Acknowledge] =      "--AA--C--",
        [Act.Confirm] =          "---------",
        [Act.ProposeChange] =    "---------",
        [Act.Reject] =           "--RRR----",
        [Act.AcceptChange] =     "---------",
        [Act.DeclineChange] =    "----I----",
        [Act.Revise] =           "--IIIII--",
        [Act.Commit] =           "---------",
        [Act.AgreePlan] =        "---------",
        [Act.DeclinePlan] =      "--IAW-C--",
        [Act.Hold] =             "--IAWRC--",
        [Act.Release] =          "--IAWRC--",
        [Act.Cancel] =           "--XXXXX--",
        [Act.Close] =            "---------",
        [Act.ConfirmProposal] =  "--XXXXX--",
        [Act.DeclineProposal] =  "--IAWRC--",
        [Act.WithdrawProposal] = "--IAWRC--",
        [Act.AcknowledgeProfile] = "--IAWRC--",
        [Act.Waive] =            "---------",
    };

    public static TheoryData<Phase, Act, bool> Pairs
    {
        get
        {
            var pairs = new TheoryData<Phase, Act, bool>();
            foreach (var phase in Enum.GetValues<Phase>())
                foreach (var act in Enum.GetValues<Act>())
                    foreach (var held in phase is Phase.Draft or Phase.PendingApproval or Phase.Cancelled or Phase.Closed ? [false] : new[] { false, true })
                        pairs.Add(phase, act, held);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Does_what_the_table_says(Phase phase, Act act, bool held)
    {
        Reach(phase);
        if (held)
            Do(new OrderAct(Hold: new HoldOrder("price still open", null)));
        Assert.Equal((phase, held), (Life.Phase, Life.Hold is not null));
        var before = State;
        // What a person sees as possible is what is.
        var expected = (held ? Held : Free)[act][(int)phase];
        Assert.Equal(expected != '-', Moves.PossibleFor(State).Contains(act));

        Do(Asking(act), act switch { Act.WithdrawProposal => Noor, Act.ConfirmProposal or Act.DeclineProposal => Ingrid, _ => Clara });
        if (expected == '-')
        {
            Assert.Equal(act == Act.Draft ? "number-taken" : "not-possible-now", Answer.Refusal?.Code);
            Assert.Same(before, State);
        }
        else
        {
            Assert.True(Answer.Refusal is null, $"{Answer.Refusal}");
            Assert.Equal(expected, Letters[(int)Life.Phase]);
        }
    }

    [Fact]
    public void A_refusal_names_the_state_and_what_would_be_possible()
    {
        Reach(Phase.RejectedByVendor);
        Do(Asking(Act.Close));
        Assert.Equal(
            "PO-1 is rejected by vendor: close is not possible; possible are revise, hold, cancel, confirm proposal, decline proposal, withdraw proposal, acknowledge profile, waive.",
            Answer.Refusal!.Detail);
    }

    // Beside its phase every issued order has an act that waits for a second person and a plan that waits for an answer.
    private void Reach(Phase phase)
    {
        Draft();
        if (phase == Phase.PendingApproval)
        {
            Brand = Brand with { Limits = [new("assistant", null, 100, null, null)] };
            Issue(Noor);
        }

        if (phase is Phase.Draft or Phase.PendingApproval)
            return;
        Issue();
        Cancel(Noor);
        When(new PurchaseOrderCommand.TakeStyleDates(new Milestones.StyleDates("ST-1", 1, [], null, 1)), Around);
        WhenReported(Report("A33", Day(-8), Milestones.Classifier.Plan, reason: "LO-BOOK"));
        switch (phase)
        {
            case Phase.Acknowledged: Do(Asking(Act.Acknowledge), Rafiq); break;
            case Phase.ChangeProposed: Do(Asking(Act.ProposeChange), Rafiq); break;
            case Phase.RejectedByVendor: Do(Asking(Act.Reject), Rafiq); break;
            case Phase.Confirmed: Confirm(); break;
            case Phase.Cancelled: Cancel(); break;
            case Phase.Closed: Do(Asking(Act.Close)); break;
            case Phase.Issued: break;
            default: throw new InvalidOperationException($"{phase} is not reached");
        }
    }

    private OrderAct Asking(Act act)
    {
        var proposal = new ProposalAnswer(Life.Proposals.IsEmpty ? default : Proposed, null);
        return act switch
        {
            Act.Draft => new OrderAct(Draft: Sketch()),
            Act.Amend => new OrderAct(Amend: Changing(NewLine(quantity: 900))),
            Act.Issue => new OrderAct(Issue: new ActNote(null)),
            Act.Acknowledge => new OrderAct(Acknowledge: new Answer(Life.Version, null)),
            Act.Confirm => new OrderAct(Confirm: new Answer(Life.Version, null)),
            Act.ProposeChange => new OrderAct(ProposeChange: new ChangeWish(Life.Version, Changing(Line1(colour: "Navy")), null, "ink navy is out")),
            Act.Reject => new OrderAct(Reject: new Answer(Life.Version, "no capacity")),
            Act.AcceptChange => new OrderAct(AcceptChange: new ActNote(null)),
            Act.DeclineChange => new OrderAct(DeclineChange: new ActNote(null)),
            Act.Revise => new OrderAct(Revise: new Revision(Changing(Line1(colour: "Black")), "BR-QTY", null, null)),
            Act.Commit => new OrderAct(Commit: new DateCommitment(1, null, Day(2), "MT-MILL", null, null)),
            Act.AgreePlan => new OrderAct(AgreePlan: new PlanAnswer(1, "A33", null, null, null)),
            Act.DeclinePlan => new OrderAct(DeclinePlan: new PlanAnswer(1, "A33", null, null, null)),
            Act.Hold => new OrderAct(Hold: new HoldOrder("audit expired", "compliance")),
            Act.Release => new OrderAct(Release: new ActNote(null)),
            Act.Cancel => new OrderAct(Cancel: new CancelOrder([], "season dropped")),
            Act.Close => new OrderAct(Close: new CloseOrder([new LineReceipt(1, null, [])], "nothing came")),
            Act.ConfirmProposal => new OrderAct(ConfirmProposal: proposal),
            Act.DeclineProposal => new OrderAct(DeclineProposal: proposal),
            Act.WithdrawProposal => new OrderAct(WithdrawProposal: proposal),
            Act.AcknowledgeProfile => new OrderAct(AcknowledgeProfile: new ProfileAnswer("ST-1", 1, null, null)),
            Act.Waive => new OrderAct(Waive: new WaiveGate(1, "A23", "same sample as the first delivery")),
            _ => throw new InvalidOperationException($"{act} is not asked"),
        };
    }
}
