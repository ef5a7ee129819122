using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.LineReviews;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using static Selvedge.Domain.Tests.CalendarTemplates.SomeTemplate;

namespace Selvedge.Domain.Tests.Approvals;

/// <summary>What the product does for its own milestones it does for a brand's, whatever they are called.</summary>
public sealed class FollowingABrandsOwnTemplate
{
    private static readonly DateOnly ExFactory = new(2027, 12, 20);

    private static readonly PublishedTemplate Own = new("OWN", 1, Of(
        Style("DIP", -150) with { SubmitOffset = -160, PerColour = true, Holds = StyleStage.Development, Approvals = [Ask("lab-dip"), Ask("handloom", isPlanned: false)] },
        Style("SHOW", -140, ("DIP", 5)) with { Holds = StyleStage.Development, Approvals = [] },
        Style("TAKEN", -130, ("SHOW", 5)) with { Holds = StyleStage.Development },
        Line("SEAL", -40) with { SubmitOffset = -45, Gate = true, Approvals = [Ask("pp")] },
        // The code of another template's milestone means nothing here.
        Line("A29", -35) with { Approvals = [] },
        Line("CUT", -30, ("SEAL", 2)) with { Stage = Stage.Cutting },
        Line("OUT", 0, ("CUT", 20)) with { Stage = Stage.ExFactory }) with { Brand = "HALDEN" });

    private static readonly Surroundings Around =
        new(new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero), WorkingCalendars.Unknown) { Templates = TemplateShelf.BuiltIn.With(Own, 1) };

    public FollowingABrandsOwnTemplate() => Templates.Learn(Own.Id, Own.Version, Own.Sheet);

    private static AskedApproval Ask(string type, bool isPlanned = true) => new(type, isPlanned, false);

    private static StyleState ANewStyle => Done<Style, StyleCommand, StyleEvent, StyleState>(StyleState.Empty, Around, new StyleCommand.Record(
        new StyleSheet("ST-1", "Fleece crew", "HALDEN", "apparel", "SS27", null, null, ["Ink", "Moss"], ExFactory, [])));

    private static PurchaseOrderState ANewOrder => Done<PurchaseOrder, PurchaseOrderCommand, PurchaseOrderEvent, PurchaseOrderState>(
        PurchaseOrderState.Empty, Around, new PurchaseOrderCommand.Record(
            new OrderSheet("PO-1", "HALDEN", "apparel", "SS27", "V-1", null, null, null, [new OrderLine(1, "ST-1", "Crew", "Ink", 10, [], ExFactory, null, null)], []), []));

    private static TState Done<TDecider, TCommand, TEvent, TState>(TState state, Surroundings around, TCommand command) where TDecider : IDecider<TCommand, TEvent, TState>
    {
        var decision = TDecider.Decide(command, state, around);
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, TDecider.Evolve);
    }

    [Fact]
    public void It_has_no_faults() => Assert.Empty(TemplateFaults.Of(Own.Sheet));

    [Fact]
    public void Its_milestones_get_the_approvals_that_they_ask_for()
    {
        Assert.Equal(
            [("DIP", "Ink"), ("DIP", "Moss")], ApprovalPlan.Of(ANewStyle).Select(s => (s.Milestone, s.Subject.Colour!)).Order());
        Assert.Equal([("pp", "SEAL")], ApprovalPlan.Of(ANewOrder).Select(s => (s.Subject.Type, s.Milestone!)));
    }

    [Fact]
    public void Its_gate_holds_up_what_it_guards()
    {
        var late = Around with { Now = new DateTimeOffset(ExFactory.AddDays(-28).ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero) };
        var order = Done<PurchaseOrder, PurchaseOrderCommand, PurchaseOrderEvent, PurchaseOrderState>(ANewOrder, late, new PurchaseOrderCommand.Wake());
        Assert.Equal((Health.Blocked, "Waiting on Milestone SEAL"), (order.Lines[0].Health, order.Lines[0].Blocks[0].Text));
    }

    [Theory, InlineData(ReviewOutcome.Adopt, true), InlineData(ReviewOutcome.Revise, false)]
    public void A_line_review_is_what_its_adoption_follows(ReviewOutcome outcome, bool isAdopted)
    {
        var style = Done<Style, StyleCommand, StyleEvent, StyleState>(ANewStyle, Around, new StyleCommand.TakeDecision(
            new StyleDecision("LR-1", new DateOnly(2027, 2, 26), Around.Now, outcome, null, new("clara", "manager"))));
        DateOnly? On(string milestone) => style.Timeline!.Actual(style.Timeline.Template.IndexOf(milestone));
        Assert.Equal((new DateOnly(2027, 2, 26), isAdopted), (On("SHOW"), On("TAKEN") is not null));
    }

    [Fact]
    public void A_sheet_of_before_asks_as_the_products_own_milestones_do()
    {
        var before = Of(Line("A23", -40) with { SubmitOffset = -45, Gate = true });
        Assert.Empty(TemplateFaults.Of(before));
        Assert.Equal(["pp"], new PublishedTemplate("BEFORE", 1, before).Fit().Milestones[0].Approvals.Select(a => a.Type));
    }
}
