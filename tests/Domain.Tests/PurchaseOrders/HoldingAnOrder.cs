using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class HoldingAnOrder : OrderLifeSpec
{
    public HoldingAnOrder() => Place();

    private void Hold(string? waitsOn = null) => Do(new OrderAct(Hold: new HoldOrder("price still open", waitsOn)));

    private void Release() => Do(new OrderAct(Release: new ActNote("agreed")));

    [Fact]
    public void Blocks_its_lines_and_says_why_and_who_is_waited_on()
    {
        Hold("V-1");
        Assert.Equal(Health.Blocked, Line.Health);
        Assert.Equal(new Block("hold", "On hold: price still open", "V-1"), Assert.Single(Line.Blocks));
        Assert.Equal("On hold: price still open", LineRow.Of(Line).Cause);
    }

    [Fact]
    public void Waits_on_who_held_it_when_nobody_else_is_named()
    {
        Hold();
        Assert.Equal("clara", Line.Blocks[0].WaitsOn);
    }

    [Fact]
    public void Lasts_while_days_turn_and_things_are_reported()
    {
        Hold();
        WhenReported(Report("A14", Day(-90)));
        Now = Now.AddDays(3);
        When(new PurchaseOrderCommand.Wake(), Around);
        Assert.Equal(Health.Blocked, Line.Health);
    }

    [Fact]
    public void Ends_with_its_release_and_leaves_nothing_behind()
    {
        var before = Line;
        Hold();
        Release();
        Assert.Equal((before.Health, before.NextWake), (Line.Health, Line.NextWake));
        Assert.Empty(Line.Blocks);
        Assert.Null(State.Life.Hold);
    }

    [Fact]
    public void Said_again_changes_nothing()
    {
        Hold();
        Hold();
        ThenNothing();
    }

    [Fact]
    public void A_line_that_has_left_is_done_all_the_same()
    {
        Now = Now.AddDays(91);
        WhenReported(Report("A34", Day(0)));
        Hold();
        Assert.Equal(Health.Done, Line.Health);
    }
}
