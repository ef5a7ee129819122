using Selvedge.Domain.Brands;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class IssuingAnOrder : OrderLifeSpec
{
    [Fact]
    public void A_draft_has_no_calendar_and_wakes_nobody()
    {
        Draft();
        Assert.Null(Line.Timeline);
        Assert.Null(PurchaseOrder.Due(State));
        Assert.False(State.IsOpen);
    }

    [Fact]
    public void A_draft_shows_the_calendar_it_would_get()
    {
        Draft();
        var view = PurchaseOrderView.Of(PurchaseOrder.Previewed(State, [], null, Around), 1)!;
        Assert.Equal(Day(-31), view.Lines[0].Milestones.Single(m => m.Code == "A26").Baseline);
        Assert.Equal(ExFactory, view.Lines[0].ExFactory.Forecast);
    }

    [Fact]
    public void Freezes_the_baseline_by_the_template_of_the_day_of_issue()
    {
        Draft();
        var own = TemplateShelf.BuiltIn.For("HALDEN", "apparel")!.Sheet with { Brand = "HALDEN" };
        Shelf = Shelf.With(Templates.Learn("PUBLISHED-AFTER-THE-DRAFT", 1, own), 1);
        Issue();
        var issued = Assert.Single(Happened<PurchaseOrderEvent.Issued>());
        Assert.Equal("PUBLISHED-AFTER-THE-DRAFT", issued.Schedules[0].Schedule!.Template);
    }

    [Fact]
    public void Makes_version_one_of_what_was_drafted()
    {
        Draft(NewLine(price: 11.5m));
        Issue();
        var document = Assert.Single(Happened<PurchaseOrderEvent.Issued>()).Document;
        Assert.Equal((1, "PO-1", "V-1"), (document.Version, document.Number, document.Vendor));
        var line = Assert.Single(document.Lines);
        Assert.Equal((1_200, 11.5m, "USD", ExFactory), (line.Quantity, line.Price, line.Currency, line.ExFactory!.Value));
        Assert.Equal((1, 0, Phase.Issued), (Life.Version, Life.Acknowledged, Life.Phase));
    }

    [Fact]
    public void Is_the_day_on_which_the_order_was_issued()
    {
        Draft();
        Now = Now.AddDays(4);
        Issue();
        Assert.Equal(Day(-86), Line.Timeline!.Actual(Milestone(Line, "A14")));
        Assert.Equal("clara", Line.Timeline.Holding(Milestone(Line, "A14"), Milestones.Classifier.Actual)!.Source);
        Assert.Equal(Stage.Issued, Line.Stage);
    }

    [Fact]
    public void Gives_the_vendor_a_day_to_confirm_and_looks_then()
    {
        Now = Now.AddDays(-60);
        Draft();
        Issue();
        Assert.Equal(Now.AddHours(24), Life.AnswerDue);
        Assert.Equal(Life.AnswerDue, PurchaseOrder.Due(State));
    }

    [Fact]
    public void Gives_the_vendor_as_long_as_the_brand_says()
    {
        Brand = Brand with { AnswerHours = 48 };
        Draft();
        Issue();
        Assert.Equal(Now.AddHours(48), Life.AnswerDue);
    }

    [Fact]
    public void Takes_a_day_for_every_line()
    {
        Draft(NewLine(), NewLine(2) with { ExFactory = null });
        Issue();
        ThenRefused("required");
        Assert.Equal("/lines/1/exFactory", Answer.Refusal!.Pointer);
    }

    [Fact]
    public void An_amended_draft_is_issued_as_amended()
    {
        Draft(NewLine(), NewLine(2));
        Do(new OrderAct(Amend: new OrderChanges("FW27", "V-2", null, null, [NewLine(3, 600)], [1])));
        Issue();
        var document = Assert.Single(Happened<PurchaseOrderEvent.Issued>()).Document;
        Assert.Equal(("FW27", "V-2", "FOB"), (document.Season, document.Vendor, document.Incoterm));
        Assert.Equal([2, 3], document.Lines.Select(l => l.Number));
    }

    [Fact]
    public void Amending_a_draft_to_what_it_is_changes_nothing()
    {
        Draft();
        Do(new OrderAct(Amend: Changing(NewLine())));
        ThenNothing();
    }

    [Fact]
    public void No_more_is_ordered_than_can_be_added_up()
    {
        Draft([.. Enumerable.Range(1, 11).Select(n => NewLine(n, quantity: 100_000_000))]);
        ThenRefused("impossible-quantity");
        Draft(NewLine() with { Quantity = null, Sizes = [.. Enumerable.Range(1, 22).Select(n => new SizeQuantity($"{n}", 100_000_000))] });
        ThenRefused("sizes-disagree");
    }

    [Theory]
    [InlineData(0, "impossible-quantity")]
    [InlineData(100, "sizes-disagree")]
    public void A_quantity_that_cannot_be_is_refused_with_its_place(int quantity, string code)
    {
        Draft(NewLine() with { Quantity = quantity });
        ThenRefused(code);
        Assert.StartsWith("/lines/0/", Answer.Refusal!.Pointer);
    }

    [Fact]
    public void A_price_comes_with_its_currency()
    {
        Draft(NewLine() with { Price = 12m });
        ThenRefused("required");
        Draft(NewLine() with { Price = 12m, Currency = "dollars" });
        ThenRefused("unknown-currency");
    }

    [Fact]
    public void Above_ones_limit_waits_for_another_who_may()
    {
        Draft(NewLine(quantity: 4_000));
        Issue(Noor);
        ThenIs(Phase.PendingApproval);
        Assert.Null(Line.Timeline);
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, "fine")), Ingrid);
        ThenIs(Phase.Issued);
        Assert.Empty(Life.Proposals);
        Assert.Equal("noor", Line.Timeline!.Holding(Milestone(Line, "A14"), Milestones.Classifier.Actual)!.Source);
    }

    [Fact]
    public void Is_not_approved_by_whoever_asked_for_it_nor_by_one_who_may_not()
    {
        Brand = Brand with { Limits = [new ApprovalLimit("manager", null, 1_000, null, null)] };
        Draft(NewLine(quantity: 4_000));
        Issue();
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)));
        ThenRefused("same-person");
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)), Noor);
        ThenRefused("no-supervisor");
        Do(new OrderAct(ConfirmProposal: new ProposalAnswer(Proposed, null)), new("mateo", "manager"));
        ThenRefused("above-your-limit");
        Assert.Equal(Phase.PendingApproval, Life.Phase);
    }

    [Fact]
    public void A_declined_issue_leaves_a_draft_that_can_be_amended()
    {
        Draft(NewLine(quantity: 4_000));
        Issue(Noor);
        Do(new OrderAct(DeclineProposal: new ProposalAnswer(Proposed, "half of it")));
        ThenIs(Phase.Draft);
        Do(new OrderAct(Amend: Changing(NewLine(quantity: 2_000))), Noor);
        Issue(Noor);
        ThenIs(Phase.Issued);
    }

    [Fact]
    public void A_file_cannot_change_an_order_that_was_drafted_here()
    {
        Draft();
        Place();
        ThenRefused("kept-here");
        Issue();
        Place(Sheet(OrderedLine(quantity: 5)));
        ThenRefused("kept-here");
    }

    [Fact]
    public void An_order_that_a_file_tells_of_is_issued_and_confirmed()
    {
        Place();
        Assert.Equal((Phase.Confirmed, 1, 1), (Life.Phase, Life.Version, Life.Acknowledged));
        Place(Sheet(OrderedLine(quantity: 900)));
        Assert.Equal((Phase.Confirmed, 2, 2), (Life.Phase, Life.Version, Life.Acknowledged));
    }

    [Fact]
    public void An_order_revised_here_is_kept_here()
    {
        Place();
        Revise("BR-QTY", Line1(sizes: [new SizeQuantity("M", 900)]));
        Assert.Equal((2, Phase.Issued), (Life.Version, Life.Phase));
        Place();
        ThenRefused("kept-here");
    }
}
