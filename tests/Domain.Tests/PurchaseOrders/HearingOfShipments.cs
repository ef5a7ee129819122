using System.Collections.Immutable;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Shipments;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>What a line makes of the shipments that carry it.</summary>
public sealed class HearingOfShipments : PurchaseOrderSpec
{
    private static TransportDays Happened(TransportMoment moment, int day) => new(moment, null, null, new DateOnly(2026, 11, day));

    private static LineShipment Shipment(string id, int version, int quantity, params TransportDays[] days) =>
        new(id, version, "B-" + id, "MAEU", TransportMode.Sea, "BDCGP", "NLRTM", quantity, [.. days]);

    private void Hear(params LineShipment[] shipments) =>
        When(new PurchaseOrderCommand.TakeShipment(new OrderCargo([.. shipments.Select(s => new LineCargo(1, s))])), Around);

    [Fact]
    public void It_holds_what_each_shipment_carries_of_it()
    {
        Place();
        Hear(Shipment("S-2", 1, 300));
        Hear(Shipment("S-1", 1, 200));
        Assert.Equal([("S-1", 200), ("S-2", 300)], Line.Carried.Select(s => (s.Id, s.Quantity)));
    }

    [Fact]
    public void In_whatever_order_they_come_the_newest_word_of_a_shipment_stands()
    {
        Place();
        Hear(Shipment("S-1", 3, 200));
        Hear(Shipment("S-1", 2, 200, Happened(TransportMoment.Departure, 12)));
        ThenNothing();
        Hear(Shipment("S-1", 3, 200));
        ThenNothing();
        Assert.Empty(Assert.Single(Line.Carried).Days);
    }

    [Fact]
    public void A_line_that_there_is_no_more_hears_nothing()
    {
        Place();
        When(new PurchaseOrderCommand.TakeShipment(new OrderCargo([new LineCargo(99, Shipment("S-1", 1, 200))])), Around);
        ThenNothing();
    }

    [Fact]
    public void It_stays_where_its_milestones_put_it_until_it_has_left_the_factory()
    {
        Place();
        Hear(Shipment("S-1", 2, 200, Happened(TransportMoment.Departure, 12)));
        Assert.Equal(Line.Stage, Line.Reached);
    }

    [Theory]
    [InlineData(Stage.ExFactory, 0, 0)]
    [InlineData(Stage.InTransit, 1, 0)]
    [InlineData(Stage.InTransit, 2, 1)]
    [InlineData(Stage.Received, 2, 2)]
    public void Once_it_has_left_it_is_as_far_as_those_who_carry_it(Stage reached, int departed, int received)
    {
        var shipments = Enumerable.Range(0, 2).Select(i => Shipment(
            $"S-{i}", 5, 500,
            [.. i < departed ? [Happened(TransportMoment.Departure, 12)] : Array.Empty<TransportDays>(), .. i < received ? [Happened(TransportMoment.Received, 20)] : Array.Empty<TransportDays>()]));
        Assert.Equal(reached, (NewLine() with { Shipments = [.. shipments] }).Reached);
    }

    [Fact]
    public void A_shipment_behind_its_plan_is_alerted_of_until_it_is_received()
    {
        Place();
        var arrival = new DateOnly(2026, 12, 10);
        Hear(Shipment("S-1", 1, 300, new TransportDays(TransportMoment.Arrival, arrival, arrival.AddDays(2), null)));
        Assert.DoesNotContain(Alarms, f => f.Cause == AlertCause.LateShipment);
        Hear(Shipment("S-2", 1, 200, new TransportDays(TransportMoment.Arrival, arrival, arrival.AddDays(9), null)));
        var alarm = Assert.Single(Alarms, f => f.Cause == AlertCause.LateShipment);
        Assert.Equal((9, 1, "MAEU B-S-2, BDCGP to NLRTM"), (alarm.Days, alarm.Line, alarm.Why));
        Assert.True(OrderAlarms.MayBeFound(PurchaseOrderRow.Of(State)!));
        Hear(Shipment("S-2", 2, 200, new TransportDays(TransportMoment.Arrival, arrival, null, arrival.AddDays(9)), Happened(TransportMoment.Received, 30)));
        Assert.DoesNotContain(Alarms, f => f.Cause == AlertCause.LateShipment);
    }

    private ImmutableArray<Finding> Alarms => OrderAlarms.Of(State, 1)!.Findings;

    private LineState NewLine()
    {
        Place();
        var line = Line with { Stage = Stage.ExFactory };
        return line with { Order = line.Order with { Quantity = 1_000 } };
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Words_in_any_order_and_more_than_once_leave_the_same_line(int seed)
    {
        var words = Enumerable.Range(1, 3).SelectMany(id => Enumerable.Range(1, 5).Select(version =>
            Shipment($"S-{id}", version, 100 * id, Happened(TransportMoment.Departure, version)))).ToArray();
        var dice = new Random(seed);
        Assert.Equal(After(words), After(words.Concat(words).OrderBy(_ => dice.Next())));

        static string[] After(IEnumerable<LineShipment> words)
        {
            var order = new HearingOfShipments();
            order.Place();
            foreach (var word in words)
                order.Hear(word);
            return [.. order.Line.Carried.Select(s => $"{s.Id} {s.Version} {s.Quantity} {s.Days[0].Actual}")];
        }
    }
}
