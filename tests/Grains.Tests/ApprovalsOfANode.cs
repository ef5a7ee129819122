using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Grains.Tests;

/// <summary>Approvals as actors: planned by their style or order, and completing its milestones.</summary>
public sealed class ApprovalsOfANode : OnOneNode
{
    private static StyleSheet Style(params ImmutableArray<string> colours) =>
        Given.Style() with { Colours = colours.IsEmpty ? ["Ink", "Moss"] : colours, TargetExFactory = Given.ExFactory.AddDays(200) };

    private static ApprovalAct Act(ApprovalMove move, string? text = null, DateOnly? on = null, DateOnly? date = null) =>
        new(move, "noor", Party.Brand, null, on, date, text, move == ApprovalMove.Reject ? ["shade"] : [], null, null, null, null);

    private async Task ActAsync(string id, params ApprovalMove[] moves)
    {
        var verdicts = await One.Approval(id).Act([.. moves.Select(m => One.Ask(Act(m, "because")))]);
        Assert.All(verdicts, v => Assert.Equal(VerdictStatus.Accepted, v.Verdict.Status));
    }

    private Task<ApprovalView?> PlannedAsync(string id) =>
        Eventually.HoldsAsync($"{id} is planned", () => One.Approval(id).Read(), view => view is not null);

    private async Task<MilestoneView> MilestoneAsync(string what, string code, Func<MilestoneView, bool> holds, string style = "ST-1") =>
        (await Eventually.HoldsAsync(what, () => One.Style(style).Read(), s => holds(s!.Milestones.Single(m => m.Code == code))))!
            .Milestones.Single(m => m.Code == code);

    [Fact]
    public async Task A_style_and_an_order_plan_what_they_need_once()
    {
        await One.Style("ST-1").Record(One.Ask(Style()));
        await One.Order("PO-1").Record(One.Ask(Given.Order()));
        foreach (var id in new[] { "ST-1~lab-dip~Ink", "ST-1~lab-dip~Moss", "ST-1~fit", "PO-1~1~pp", "PO-1~1~top" })
            Assert.Equal(ApprovalStatus.Planned, (await PlannedAsync(id))!.Status);

        // The same file again, and a colour more.
        await One.Style("ST-1").Record(One.Ask(Style("Ink", "Moss", "Rust")));
        await PlannedAsync("ST-1~lab-dip~Rust");
        Assert.Equal(1, (await One.Approval("ST-1~lab-dip~Ink").Read())!.Version);
    }

    [Fact]
    public async Task What_was_asked_for_by_hand_follows_a_change_of_plan()
    {
        await One.Style("ST-1").Record(One.Ask(Style()));
        var planned = (await PlannedAsync("ST-1~fit"))!.Sheet;
        // Of a type that no milestone waits for, and one more of a type that is planned.
        foreach (var wish in new[] { new ApprovalWish("trim", null, null, null, null, true), new ApprovalWish("fit", null, null, "XL", null, false) })
        {
            var sheet = (await One.Style("ST-1").OfferApproval(wish)).Sheet!;
            await One.Approval(sheet.Subject.Id).Plan(One.Ask(new PlannedApproval(sheet, [])));
        }

        var (trim, large) = ((await One.Approval("ST-1~trim").Read())!.Sheet, (await One.Approval("ST-1~fit~~~XL").Read())!.Sheet);
        await One.Style("ST-1").Record(One.Ask(Style() with { TargetExFactory = Given.ExFactory.AddDays(230) }));
        await Eventually.HoldsAsync("The planned one follows", () => One.Approval("ST-1~fit").Read(), a => a!.Sheet.SubmitBy == planned.SubmitBy.AddDays(30));
        await Eventually.HoldsAsync("The trim follows", () => One.Approval("ST-1~trim").Read(), a => a!.Sheet == trim with
        {
            RequestBy = trim.RequestBy.AddDays(30), SubmitBy = trim.SubmitBy.AddDays(30), DecideBy = trim.DecideBy.AddDays(30),
        });
        await Eventually.HoldsAsync("The other size follows", () => One.Approval("ST-1~fit~~~XL").Read(), a => a!.Sheet.SubmitBy == large.SubmitBy.AddDays(30) && !a.Sheet.IsMandatory);
    }

    [Fact]
    public async Task What_was_offered_by_the_plan_before_a_change_follows_the_change_all_the_same()
    {
        await One.Style("ST-1").Record(One.Ask(Style()));
        var planned = (await PlannedAsync("ST-1~fit"))!.Sheet;
        var offered = (await One.Style("ST-1").OfferApproval(new ApprovalWish("trim", null, null, null, null, true))).Sheet!;
        await One.Style("ST-1").Record(One.Ask(Style() with { TargetExFactory = Given.ExFactory.AddDays(230) }));
        // By then everybody that was there has been told of the change.
        await Eventually.HoldsAsync("The planned one follows", () => One.Approval("ST-1~fit").Read(), a => a!.Sheet.SubmitBy == planned.SubmitBy.AddDays(30));
        await One.Approval("ST-1~trim").Plan(One.Ask(new PlannedApproval(offered, [])));
        await Eventually.HoldsAsync("The trim follows", () => One.Approval("ST-1~trim").Read(), a => a!.Sheet.SubmitBy == offered.SubmitBy.AddDays(30));
    }

    [Fact]
    public async Task A_style_without_a_calendar_plans_nothing()
    {
        await One.Style("ST-0").Record(One.Ask(Given.Style("ST-0") with { TargetExFactory = null }));
        await One.Style("ST-1").Record(One.Ask(Style()));
        await PlannedAsync("ST-1~fit");
        Assert.Null(await One.Approval("ST-0~fit").Read());
    }

    [Fact]
    public async Task The_last_colour_approved_completes_the_milestone_and_reopening_one_takes_it_back()
    {
        await One.Style("ST-1").Record(One.Ask(Style()));
        await PlannedAsync("ST-1~lab-dip~Ink");
        await PlannedAsync("ST-1~lab-dip~Moss");
        await ActAsync("ST-1~lab-dip~Ink", ApprovalMove.Request, ApprovalMove.Receive, ApprovalMove.Approve);
        await ActAsync("ST-1~lab-dip~Moss", ApprovalMove.Request, ApprovalMove.Receive);
        await MilestoneAsync("what is received is expected", "A06", m => m.Actual is null && m.Colours.Any(c => c is { Colour: "Moss", Actual: null, Heard: not null }));

        await ActAsync("ST-1~lab-dip~Moss", ApprovalMove.ApproveWithComments);
        var reached = await MilestoneAsync("all lab dips are approved", "A06", m => m.Actual is not null);
        Assert.Equal(DateOnly.FromDateTime(Given.Morning.UtcDateTime), reached.Actual);
        Assert.All(reached.Colours, c => Assert.Equal(MilestoneApprovals.Source, c.Heard!.Source));

        await ActAsync("ST-1~lab-dip~Ink", ApprovalMove.Reopen);
        await MilestoneAsync("a reopened one takes it back", "A06", m => m.Actual is null);
    }

    [Fact]
    public async Task A_new_colour_opens_a_milestone_that_was_complete()
    {
        await One.Style("ST-1").Record(One.Ask(Style("Ink")));
        await PlannedAsync("ST-1~lab-dip~Ink");
        await ActAsync("ST-1~lab-dip~Ink", ApprovalMove.Waive);
        await MilestoneAsync("the only lab dip is waived", "A06", m => m.Actual is not null);
        await One.Style("ST-1").Record(One.Ask(Style("Ink", "Moss")));
        await PlannedAsync("ST-1~lab-dip~Moss");
        await MilestoneAsync("the new colour is open", "A06", m => m.Actual is null);
        await ActAsync("ST-1~lab-dip~Moss", ApprovalMove.CarryOver);
        await MilestoneAsync("the new colour is carried over", "A06", m => m.Actual is not null);
    }

    [Fact]
    public async Task Two_types_that_complete_one_milestone_complete_it_together()
    {
        await One.Style("BG-1").Record(One.Ask(Style() with { Number = "BG-1", Category = "accessories" }));
        await PlannedAsync("BG-1~hardware-mould");
        await PlannedAsync("BG-1~plating");
        await ActAsync("BG-1~plating", ApprovalMove.Waive);
        await ActAsync("BG-1~hardware-mould", ApprovalMove.Request, ApprovalMove.Receive);
        await MilestoneAsync("the mould is still looked at", "B07", m => m.Actual is null && m.Heard is not null, "BG-1");
        await ActAsync("BG-1~hardware-mould", ApprovalMove.Approve);
        await MilestoneAsync("both are closed", "B07", m => m.Actual is not null, "BG-1");
    }

    [Fact]
    public async Task All_colours_decided_at_once_lose_nothing()
    {
        string[] colours = [.. Enumerable.Range(1, 12).Select(i => $"Colour {i}")];
        await One.Style("ST-1").Record(One.Ask(Style([.. colours])));
        foreach (var colour in colours)
            await PlannedAsync($"ST-1~lab-dip~{colour}");
        await Task.WhenAll(colours.Select(colour => ActAsync($"ST-1~lab-dip~{colour}", ApprovalMove.Request, ApprovalMove.Receive, ApprovalMove.Approve)));
        await MilestoneAsync("all twelve are approved", "A06", m => m.Actual is not null);
    }

    [Fact]
    public async Task A_rejected_PP_sample_moves_the_lines_ex_factory_and_says_whose_days_they_are()
    {
        await One.Order("PO-1").Record(One.Ask(Given.Order(style: null)));
        await PlannedAsync("PO-1~1~pp");
        await ActAsync("PO-1~1~pp", ApprovalMove.Request, ApprovalMove.Receive);
        await One.Approval("PO-1~1~pp").Act([One.Ask(Act(ApprovalMove.Reject, date: Given.ExFactory.AddDays(-20)))]);
        var order = await Eventually.HoldsAsync(
            "the line slips", () => One.Order("PO-1").Read(),
            po => po!.Lines[0].Causes.Any(c => c.Milestone == "A23" && c.Code == "FA-SAMPLE"));
        Assert.Equal(Side.Factory, order!.Lines[0].Causes.Single(c => c.Milestone == "A23").Side);
    }

    [Fact]
    public async Task A_cancelled_order_withdraws_what_was_planned_asked_for_and_asked_for_by_hand()
    {
        await One.Order("PO-1").Record(One.Ask(Given.Order(style: null)));
        await PlannedAsync("PO-1~1~pp");
        await PlannedAsync("PO-1~1~top");
        await ActAsync("PO-1~1~pp", ApprovalMove.Request, ApprovalMove.Receive);
        var second = (await One.Order("PO-1").OfferApproval(1, new ApprovalWish("pp", null, null, "XL", null, true))).Sheet!;
        await One.Approval(second.Subject.Id).Plan(One.Ask(new PlannedApproval(second, [])));

        var verdict = await One.Order("PO-1").Act(One.Ask(new OrderAct(Cancel: new CancelOrder([], "season dropped"))), new Author("dan", "director"), null);

        Assert.Equal(VerdictStatus.Accepted, verdict.Verdict.Status);
        foreach (var id in new[] { "PO-1~1~pp", "PO-1~1~top", second.Subject.Id })
            await Eventually.HoldsAsync($"{id} is withdrawn", () => One.Approval(id).Read(), a => a is { Status: ApprovalStatus.Cancelled, WaitsOn: null, Moves.IsEmpty: true });
    }

    [Fact]
    public async Task An_overdue_approval_wakes_once_a_day_also_for_days_on_which_nothing_ran()
    {
        await One.Style("ST-1").Record(One.Ask(Style("Ink")));
        await PlannedAsync("ST-1~lab-dip~Ink");
        await ActAsync("ST-1~lab-dip~Ink", ApprovalMove.Request);
        var due = (await One.Approval("ST-1~lab-dip~Ink").Read())!.Due!.Value;
        await One.DisposeAsync();

        Time.MoveTo(new DateTimeOffset(due.AddDays(4).ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero));
        One = await Node.StartAsync(Database, Time);
        var overdue = await Eventually.HoldsAsync(
            "it is overdue", () => One.Approval("ST-1~lab-dip~Ink").Read(), view => view!.Version == 3);
        Assert.Equal((Party.Vendor, 4), (overdue!.WaitsOn, overdue.OverdueDays));
        await MilestoneAsync("the milestone is expected later", "A06", m => m.Colours.Any(c => c.Heard is { Source: MilestoneApprovals.Source }));

        var woken = 0;
        await foreach (var happened in One.Journal.ReadStreamAsync(new StreamKey(Kinds.Approval, "ST-1~lab-dip~Ink"), 0))
            woken += happened.Type == "approval.fallen-due" ? 1 : 0;
        Assert.Equal(1, woken);
    }
}
