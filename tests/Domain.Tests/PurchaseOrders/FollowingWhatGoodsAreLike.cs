using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>Milestones that are asked only of some come and go with what an order and its styles are said to be like.</summary>
public sealed class FollowingWhatGoodsAreLike : OrderLifeSpec
{
    private static readonly AttributeValue Printed = new(TemplateAttributes.Printed, TemplateAttributes.Yes);
    private static readonly AttributeValue Plain = new(TemplateAttributes.Printed, TemplateAttributes.No);

    private bool Has(string milestone) => Line.Timeline!.Template.IndexOf(milestone) >= 0;

    private static StyleDates Dates(int version, ImmutableArray<AttributeValue> like) => new("ST-1", version, [new StyleDate("A07", Day(-148), false, null)], like);

    private void Style(int version, params ImmutableArray<AttributeValue> like) =>
        When(new PurchaseOrderCommand.TakeStyleDates(Dates(version, like)), Around);

    private void Travel(string mode) => Do(new OrderAct(Revise: new Revision(Changing(new LineChange(
        1, null, null, null, null, null, null, null, null, null, mode)), "LO-BOOK", null, null)));

    [Fact]
    public void A_line_whose_style_is_to_be_printed_waits_for_the_strike_off_and_keeps_its_baselines()
    {
        GivenConfirmed();
        var (baseline, milestones) = (Line.Baseline, Line.Timeline!.Template.Milestones.Length);
        Style(1, Printed);
        Assert.Single(Happened<PurchaseOrderEvent.CalendarsFitted>());
        Assert.True(Has("A07"));
        Assert.Equal((baseline, milestones + 1, Day(-148)), (Line.Baseline, Line.Timeline.Template.Milestones.Length, Line.Timeline.Schedule.Baseline[Milestone(Line, "A07")]));
        Style(2, Plain);
        Assert.False(Has("A07"));
        Assert.Equal(milestones, Line.Timeline.Forecast.Length);
        Style(3, Plain);
        Assert.Empty(Happened<PurchaseOrderEvent.CalendarsFitted>());
    }

    [Fact]
    public void The_orders_own_word_goes_before_its_styles_from_the_draft_on()
    {
        Do(new OrderAct(Draft: Sketch() with { Attributes = [Printed] }));
        var preview = PurchaseOrderView.Of(PurchaseOrder.Previewed(State, [Dates(1, [Plain])], null, Around), 1)!;
        Assert.Contains(preview.Lines[0].Milestones, m => m.Code == "A07");
        Issue();
        Style(1, Plain);
        Assert.True(Has("A07"));
    }

    [Fact]
    public void A_line_waits_for_nothing_that_its_styles_calendar_does_not_have()
    {
        AttributeValue washed = new(TemplateAttributes.Washed, TemplateAttributes.Yes);
        Draft();
        When(new PurchaseOrderCommand.Ask(new Guid(9, 0, 0, new byte[8]), new OrderAct(Issue: new ActNote(null)), Clara, [Dates(1, [washed, Printed])]), Around);
        Assert.Equal((false, true), (Has("A07W"), Has("A07")));
        Style(2, washed, Printed);
        Assert.Empty(Happened<PurchaseOrderEvent.CalendarsFitted>());
        When(new PurchaseOrderCommand.TakeStyleDates(Dates(3, [washed, Printed]) with { Dates = [new StyleDate("A07W", Day(-150), false, null)] }), Around);
        Assert.Equal((true, false), (Has("A07W"), Has("A07")));
    }

    [Fact]
    public void A_draft_is_told_otherwise_and_what_nobody_mentions_stays()
    {
        Do(new OrderAct(Draft: Sketch() with { Attributes = [Printed] }));
        Do(new OrderAct(Amend: Changing(Line1(quantity: 900, sizes: []))));
        Assert.Equal(Printed, Assert.Single(State.Placed!.Attributes!.Value));
        Do(new OrderAct(Amend: Changing() with { Attributes = [] }));
        Assert.Empty(State.Placed!.Attributes!.Value);
        Do(new OrderAct(Amend: Changing() with { Attributes = [] }));
        ThenNothing();
    }

    [Theory]
    [InlineData("air", "A33A")]
    [InlineData("road", "A33R")]
    [InlineData("rail", "A33T")]
    public void A_line_that_is_to_travel_otherwise_has_another_tail(string mode, string booking)
    {
        GivenConfirmed();
        Assert.True(Has("A33"));
        Travel(mode);
        Assert.Equal((true, false), (Has(booking), Has("A33")));
        Travel("");
        Assert.Equal((false, true), (Has(booking), Has("A33")));
    }

    [Fact]
    public void What_comes_from_the_brands_own_country_needs_no_ship()
    {
        Draft();
        When(new PurchaseOrderCommand.Ask(new Guid(9, 0, 0, new byte[8]), new OrderAct(Issue: new ActNote(null)), Clara, [], null,
            [TemplateAttributes.OfOrigin("IT", "IT")!, new(TemplateAttributes.NewVendor, TemplateAttributes.Yes)]), Around);
        Assert.Equal((true, false, true), (Has("A33D"), Has("A33"), Has("A27T")));
    }

    private void Filed(OrderSheet sheet, params ImmutableArray<AttributeValue> found) =>
        When(new PurchaseOrderCommand.Record(sheet, [], found.IsEmpty ? null : found), Around);

    [Fact]
    public void What_was_found_of_one_vendor_gives_way_to_what_is_found_of_the_next()
    {
        Filed(Sheet(), TemplateAttributes.OfOrigin("IT", "IT")!, new(TemplateAttributes.NewVendor, TemplateAttributes.Yes), new(TemplateAttributes.FirstOrder, TemplateAttributes.Yes));
        Assert.Equal((true, true), (Has("A33D"), Has("A27T")));
        Filed(Sheet() with { Vendor = "V-2" }, TemplateAttributes.OfOrigin("BD", "IT")!, new(TemplateAttributes.NewVendor, TemplateAttributes.No));
        Assert.Equal((false, true, false), (Has("A33D"), Has("A33"), Has("A27T")));
        Assert.Contains(new AttributeValue(TemplateAttributes.FirstOrder, TemplateAttributes.Yes), State.Placed!.Attributes!.Value);
        Filed(Sheet() with { Vendor = "V-3" }, TemplateAttributes.OfOrigin("IT", "IT")!);
        Filed(Sheet() with { Vendor = "V-4" });
        Assert.False(Has("A33D"));
    }

    [Fact]
    public void What_somebody_has_said_stays_whichever_vendor_makes_it()
    {
        Filed(Sheet() with { Attributes = [new(TemplateAttributes.NewVendor, TemplateAttributes.Yes)] }, TemplateAttributes.OfOrigin("IT", "IT")!);
        Filed(Sheet() with { Vendor = "V-2" }, TemplateAttributes.OfOrigin("BD", "IT")!);
        Assert.Equal((false, true), (Has("A33D"), Has("A27T")));
    }

    [Fact]
    public void Where_it_comes_from_is_not_said_but_found()
    {
        Do(new OrderAct(Draft: Sketch() with { Attributes = [new(TemplateAttributes.Origin, TemplateAttributes.Domestic)] }));
        ThenRefused("derived");
        Assert.Null(TemplateAttributes.OfOrigin("IT", null));
        Assert.Equal(TemplateAttributes.Import, TemplateAttributes.OfOrigin("BD", "IT")!.Value);
    }

    [Fact]
    public void Yesterdays_order_learns_what_a_later_version_asks_when_it_is_adopted()
    {
        Shelf = TemplateShelf.BuiltIn.With(Templates.Learn("BEFORE-CONDITIONS", 1, Templates.Published("APPAREL", 1)!.Sheet), 1);
        GivenConfirmed();
        Assert.Equal((true, false), (Has("A07"), Has("A27T")));
        When(new PurchaseOrderCommand.Adopt(new AdoptTemplate("APPAREL", 2, [], "as agreed"), [new(TemplateAttributes.NewVendor, TemplateAttributes.Yes)]), Around);
        Assert.Equal((false, true), (Has("A07"), Has("A27T")));
        Style(1, Printed);
        Assert.Equal((true, true), (Has("A07"), Has("A27T")));
    }
}
