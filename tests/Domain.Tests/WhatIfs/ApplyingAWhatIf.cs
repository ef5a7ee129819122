using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;
using Selvedge.Domain.WhatIfs;

namespace Selvedge.Domain.Tests.WhatIfs;

public sealed class ApplyingAWhatIf : Spec<WhatIf, WhatIfCommand, WhatIfEvent, WhatIfState>
{
    private static readonly Surroundings Around = new(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), WorkingCalendars.Unknown);
    private static readonly WhatIfPlan Plan = new([], "the mill rang", [new Telling("PO-1", [new ToldDay(1, "A21", new(2027, 1, 29), "MT-MILL")])], [], [], 1);

    private static readonly Author Clara = new("clara", "manager");

    private void Apply(WhatIfPlan plan) => When(new WhatIfCommand.Apply("w1", plan, "ingrid"), Around);

    [Fact]
    public void What_is_told_to_whom_is_settled_at_once()
    {
        Apply(Plan);
        Assert.Equal(new WhatIfEvent.Applied("w1", Plan, "ingrid", Around.Now), Assert.Single(Answer.Events));
        Assert.Equal(new WhatIfRow("w1", "the mill rang", "ingrid", Around.Now, 1, 0, 0, 1), WhatIfRow.Of(State));
    }

    [Fact]
    public void Whose_orders_it_concerns_is_kept()
    {
        Apply(Plan with { Brands = ["HALDEN"] });
        Assert.Equal("HALDEN", Assert.Single(WhatIfRow.Of(State).Brands!.Value));
    }

    [Fact]
    public void It_is_applied_once()
    {
        Apply(Plan);
        Apply(Plan with { Reason = "again" });
        ThenNothing();
    }

    [Fact]
    public void What_changes_nothing_is_not_applied()
    {
        Apply(Plan with { Orders = [] });
        ThenRefused("nothing-to-apply");
    }

    [Fact]
    public void All_that_it_has_set_is_taken_back_each_as_a_row_of_its_own()
    {
        Apply(Plan with
        {
            Styles = [new Telling("ST-1", [new ToldDay(0, "A06", new(2027, 1, 4), null, "Ink")])],
            Reshipments = [new OrderReshipment("PO-2", new Reshipment([new LineShipMode(3, "air", "sea")], "FA-CAP", Clara))],
            Closures = [new VendorClosures("V-1", [new Closure(new(2027, 2, 1), new(2027, 2, 3), "Flood")])],
        });
        When(new WhatIfCommand.TakeBack("it came after all", Clara), Around);
        var tasks = Assert.Single(Happened<WhatIfEvent.TakenBack>()).Tasks;
        Assert.Equal(
            [(0, "PO-1", BulkField.Expected), (1, "", BulkField.Expected), (2, "PO-2", BulkField.ShipMode), (3, "", BulkField.Closure)],
            tasks.Select(task => (task.Row.Number, task.Row.PurchaseOrder, task.Row.Field)));
        Assert.All(tasks, task => Assert.Equal((true, "w1", "what-if"), (task.TakesBack, task.Act, task.Sender)));
        When(new WhatIfCommand.TakeBack("again", Clara), Around);
        ThenNothing();
    }

    [Fact]
    public void What_stood_in_the_way_is_tried_again_and_what_somebody_has_moved_is_not()
    {
        When(new WhatIfCommand.TakeBack("why not", Clara), Around);
        ThenRefused("unknown-what-if");
        Apply(Plan with { Orders = [new Telling("PO-1", [new ToldDay(1, "A21", new(2027, 1, 29), null), new ToldDay(2, "A21", new(2027, 1, 29), null)])] });
        When(new WhatIfCommand.TakeBack("", Clara), Around);
        ThenRefused("required");
        When(new WhatIfCommand.TakeBack("it came", Clara), Around);
        When(new WhatIfCommand.Restore([Left(0, "moved-since"), Left(1, "order-is-held")]), Around);
        Assert.Equal((2, 2, 1, 1, "clara"), (WhatIfRow.Of(State).ToRestore, WhatIfRow.Of(State).Restored, WhatIfRow.Of(State).Kept, WhatIfRow.Of(State).Hindered, WhatIfRow.Of(State).UndoneBy));
        When(new WhatIfCommand.TakeBack("it came", Clara), Around);
        Assert.Equal([1], Assert.Single(Happened<WhatIfEvent.TakenBack>()).Tasks.Select(task => task.Row.Number));

        static RowOutcome Left(int row, string why) => new(row, RowStatus.Refused, null, new Refusal(why, "", ""), 0);
    }

    [Fact]
    public void It_has_a_reason()
    {
        Apply(Plan with { Reason = "" });
        ThenRefused("required");
    }
}
