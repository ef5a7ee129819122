using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class TakingStyleDates : PurchaseOrderSpec
{
    private static StyleDates Dates(int version, int fitSample, string style = "ST-1") =>
        new(style, version, [new StyleDate("A12", Day(fitSample), false, "BR-APPR")]);

    private void Take(StyleDates dates) => When(new PurchaseOrderCommand.TakeStyleDates(dates), Around);

    [Fact]
    public void A_late_style_moves_the_lines_that_wait_on_it()
    {
        Place();
        Take(Dates(1, -70));
        Assert.Equal(9, Line.Timeline!.Outlook.SlipDays);
        Assert.Equal("BR-APPR", Line.Timeline.Outlook.Causes[0].Code);
    }

    [Fact]
    public void What_the_style_only_expects_is_said_to_be_expected()
    {
        Place();
        Take(Dates(1, -70));
        Assert.Equal("Fit sample approved expected 40 days late", Line.Timeline!.Outlook.Causes[0].Text);
        Take(new StyleDates("ST-1", 2, [new StyleDate("A12", Day(-70), true, "BR-APPR")]));
        Assert.Equal("Fit sample approved 40 days late", Line.Timeline!.Outlook.Causes[0].Text);
    }

    [Fact]
    public void The_highest_version_stays_whatever_comes_later()
    {
        Place();
        Take(Dates(2, -70));
        Take(Dates(1, -110));
        ThenNothing();
        Assert.Equal(9, Line.Timeline!.Outlook.SlipDays);
    }

    [Fact]
    public void Another_style_moves_nothing()
    {
        Place();
        Take(Dates(1, -70, "ST-2"));
        ThenNothing();
    }

    [Fact]
    public void An_order_placed_after_its_style_slipped_starts_with_the_slip()
    {
        Place(null, Dates(3, -70));
        Assert.Equal(9, Line.Timeline!.Outlook.SlipDays);
    }

    [Fact]
    public void A_line_that_changes_its_style_lets_go_of_the_old_dates()
    {
        Place(null, Dates(3, -70));
        Place(Sheet(OrderedLine(style: "ST-9")));
        Assert.Null(Line.Timeline!.HandedOver);
        Assert.Equal(0, Line.Timeline.Outlook.SlipDays);
    }
}
