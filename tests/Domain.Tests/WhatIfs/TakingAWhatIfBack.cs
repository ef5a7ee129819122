using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.Tests.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WhatIfs;

namespace Selvedge.Domain.Tests.WhatIfs;

/// <summary>What a what-if has told is taken back as one act, but for what somebody has moved since.</summary>
public sealed class TakingAWhatIfBack : OrderLifeSpec
{
    private static readonly ToldDay Fabric = new(1, "A21", Day(-32), "MT-MILL");

    private BulkTask BackOf(WhatIfPlan plan) => Assert.Single(new WhatIfEvent.Applied("w1", plan, "clara", Now).ToTakeBack("it came after all", Now.AddMinutes(9)));

    private BulkTask Told()
    {
        var plan = new WhatIfPlan([], "they rang", [new Telling("PO-1", [Fabric])], [], [], 1);
        When(new PurchaseOrderCommand.Report(Fabric.ToReport("w1", "PO-1", Now, "they rang")), Around);
        return BackOf(plan);
    }

    private BulkTask Reshipped(string? from)
    {
        var reshipment = new Reshipment([new LineShipMode(1, "air", from)], "FA-CAP", Clara);
        Do(reshipment.ToAct("they rang"));
        return BackOf(new WhatIfPlan([], "they rang", [], [], [], 1, [new OrderReshipment("PO-1", reshipment)]));
    }

    private void Take(BulkTask task) => When(new PurchaseOrderCommand.Take(new Guid(900, 0, 0, new byte[8]), task, Ingrid), Around);

    private void ThenAsForeseen(BulkTask task, RowStatus status) =>
        Assert.Equal(status, Assert.Single(BulkForeseeing.Of(State, [task], Ingrid, Around)!.Value).Status);

    [Fact]
    public void A_day_that_was_told_is_said_no_more()
    {
        GivenConfirmed();
        var before = Line.Forecast;
        var back = Told();
        Assert.NotEqual(before, Line.Forecast);
        ThenAsForeseen(back, RowStatus.Done);
        Take(back);
        Assert.Equal((before, false), (Line.Forecast, Line.Timeline!.Claims.Any(claims => claims.Milestone == "A21")));
    }

    [Fact]
    public void A_day_of_which_another_has_spoken_since_is_left()
    {
        GivenConfirmed();
        var back = Told();
        Now = Now.AddMinutes(5);
        WhenReported(Report("A21", Day(-30), Classifier.Estimate));
        ThenAsForeseen(back, RowStatus.Refused);
        Take(back);
        ThenRefused("moved-since");
        Assert.Equal(Day(-30), Line.Timeline!.Forecast[Milestone(Line, "A21")]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rail")]
    public void A_line_that_was_to_travel_otherwise_travels_as_it_did(string before)
    {
        GivenConfirmed(NewLine() with { ShipMode = before.Length == 0 ? null : before });
        var back = Reshipped(before);
        Assert.Equal("air", Line.Order.ShipMode);
        Take(back);
        Assert.Null(Answer.Refusal);
        Assert.Equal(before.Length == 0 ? null : before, Line.Order.ShipMode);
    }

    [Fact]
    public void A_line_that_travels_by_another_word_since_or_of_which_nobody_knows_how_it_did_is_left()
    {
        GivenConfirmed();
        Take(Reshipped(null));
        ThenRefused("moved-since");
        var back = Reshipped("");
        Revise("FA-CAP", Line1() with { ShipMode = "road" });
        Take(back);
        ThenRefused("moved-since");
        Assert.Equal("road", Line.Order.ShipMode);
    }

    [Fact]
    public void What_was_told_of_one_colour_of_a_style_is_taken_back_for_that_colour()
    {
        var day = new ToldDay(0, "A06", Day(-90), null, "Ink");
        var back = BackOf(new WhatIfPlan([], "they rang", [], [new Telling("ST-1", [day])], [], 1));
        var before = Told(StyleState.Empty, new StyleCommand.Record(new StyleSheet(
            "ST-1", "Fleece crew", "HALDEN", "apparel", "SS27", null, null, ["Ink", "Chalk"], ExFactory, [])));
        var told = Told(before, new StyleCommand.Report(day.ToReport("w1", "ST-1", Now, "they rang")));
        var restored = Told(told, new StyleCommand.TakeBack(back));
        Assert.Equal(before.Timeline!.Forecast, restored.Timeline!.Forecast);

        var since = Told(told, new StyleCommand.Report(Report("A06", Day(-95), Classifier.Estimate, 0) with { Colour = "Ink" }));
        Assert.Equal("moved-since", Style.Decide(new StyleCommand.TakeBack(back), since, Around).Refusal?.Code);

        StyleState Told(StyleState style, StyleCommand command)
        {
            Now = Now.AddMinutes(1);
            var decision = Style.Decide(command, style, Around);
            Assert.Null(decision.Refusal);
            return decision.Events.Aggregate(style, Style.Evolve);
        }
    }
}
