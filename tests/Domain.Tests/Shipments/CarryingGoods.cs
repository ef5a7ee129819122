using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Shipments;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.Shipments;

/// <summary>Two orders in two containers from Chittagong to Rotterdam.</summary>
public sealed class CarryingGoods : Spec<Shipment, ShipmentCommand, ShipmentEvent, ShipmentState>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Surroundings Around = new(Now, WorkingCalendars.Unknown);

    private static readonly ShipmentSheet Sheet = new(
        "MAEU1", "MAEU", TransportMode.Sea, "BDCGP", "NLRTM", ["MSKU1", "MSKU2"], [new("PO-1", 1, 1_200), new("PO-2", 1, 800)]);

    private Journey Way => Journey.Of(State.Sheet!, State.Said);

    private void Book(ShipmentSheet? sheet = null) => When(new ShipmentCommand.Book("SHP-1", sheet ?? Sheet, "bo"), Around);

    private static ReportTransport Said(
        string id, TransportMoment? moment, Classifier classifier, int day, string? equipment = null, string? location = null, int updated = 0, string source = "FWD", bool retracted = false) =>
        new(source, id, Now.AddHours(updated - 100), retracted, moment, classifier, new DateOnly(2026, 11, day), location, equipment, null);

    private void Report(ReportTransport report) => When(new ShipmentCommand.Report(report), Around);

    private TransportDays DaysOf(TransportMoment moment) => Way.Days.Single(d => d.Moment == moment);

    [Fact]
    public void Plan_forecast_and_fact_stand_apart()
    {
        Book();
        Report(Said("1", TransportMoment.Departure, Classifier.Plan, 10));
        Report(Said("2", TransportMoment.Departure, Classifier.Estimate, 12));
        Assert.Equal(2, Way.SlipDays);
        Report(Said("3", TransportMoment.Departure, Classifier.Actual, 13));
        Assert.Equal(new TransportDays(TransportMoment.Departure, new(2026, 11, 10), new(2026, 11, 12), new(2026, 11, 13)), DaysOf(TransportMoment.Departure));
        Assert.Equal(3, Way.SlipDays);
        Assert.Empty(Way.Discrepancies);
    }

    [Fact]
    public void What_was_said_last_holds_and_the_former_holds_again_where_that_is_taken_back()
    {
        Book();
        Report(Said("b", TransportMoment.Arrival, Classifier.Estimate, 18, updated: 5));
        Report(Said("a", TransportMoment.Arrival, Classifier.Estimate, 17, updated: 4));
        Assert.Equal(new(2026, 11, 18), DaysOf(TransportMoment.Arrival).Estimated);
        Report(Said("b", null, Classifier.Actual, 1, updated: 6, retracted: true));
        Assert.Equal(new(2026, 11, 17), DaysOf(TransportMoment.Arrival).Estimated);
        Report(Said("b", TransportMoment.Arrival, Classifier.Estimate, 19, updated: 5));
        ThenNothing();
    }

    [Fact]
    public void Of_words_of_the_same_moment_source_and_then_event_id_decide()
    {
        Book();
        Report(Said("2", TransportMoment.Arrival, Classifier.Estimate, 18, source: "A"));
        Report(Said("1", TransportMoment.Arrival, Classifier.Estimate, 17, source: "B"));
        Assert.Equal("B", Way.Stops.Single().Estimated!.Source);
        Report(Said("0", TransportMoment.Arrival, Classifier.Estimate, 16, source: "B"));
        Assert.Equal("1", Way.Stops.Single().Estimated!.EventId);
    }

    [Fact]
    public void It_has_arrived_with_its_last_container()
    {
        Book();
        Report(Said("1", TransportMoment.Arrival, Classifier.Actual, 15, "MSKU1"));
        Assert.Empty(Way.Days);
        Report(Said("2", TransportMoment.Arrival, Classifier.Actual, 17, "MSKU2"));
        Assert.Equal(new(2026, 11, 17), DaysOf(TransportMoment.Arrival).Actual);
    }

    [Fact]
    public void It_is_not_there_before_a_container_that_is_known_to_be_late()
    {
        Book();
        Report(Said("1", TransportMoment.Arrival, Classifier.Plan, 10));
        Report(Said("2", TransportMoment.Arrival, Classifier.Actual, 9, "MSKU1"));
        Assert.Equal((null, null), (DaysOf(TransportMoment.Arrival).Estimated, Way.SlipDays));
        Report(Said("2", TransportMoment.Arrival, Classifier.Actual, 14, "MSKU1", updated: 1));
        Assert.Equal((new(2026, 11, 14), 4), (DaysOf(TransportMoment.Arrival).Estimated, Way.SlipDays));
        Report(Said("3", TransportMoment.Arrival, Classifier.Estimate, 17));
        Assert.Equal((new(2026, 11, 17), 7), (DaysOf(TransportMoment.Arrival).Estimated, Way.SlipDays));
    }

    [Fact]
    public void Transhipment_moves_no_day_of_the_shipment()
    {
        Book();
        Report(Said("1", TransportMoment.Departure, Classifier.Actual, 10));
        Report(Said("2", TransportMoment.Arrival, Classifier.Actual, 14, location: "LKCMB"));
        Report(Said("3", TransportMoment.Departure, Classifier.Actual, 16, location: "LKCMB"));
        Assert.Equal(new(2026, 11, 10), Assert.Single(Way.Days).Actual);
        Assert.Equal([true, false, false], Way.Stops.Select(s => s.IsBooked));
        Assert.Empty(Way.Discrepancies);
    }

    [Fact]
    public void A_way_that_runs_backwards_is_kept_and_shown()
    {
        Book();
        Report(Said("1", TransportMoment.Arrival, Classifier.Actual, 12));
        Report(Said("2", TransportMoment.Departure, Classifier.Actual, 15));
        Assert.Equal((ShipmentContradiction.Backwards, TransportMoment.Arrival), Way.Discrepancies.Select(d => (d.Kind, d.Moment)).Single());
        Report(Said("2", TransportMoment.Departure, Classifier.Actual, 5, updated: 3));
        Assert.Empty(Way.Discrepancies);
    }

    [Fact]
    public void Customs_may_clear_what_is_at_sea()
    {
        Book();
        Report(Said("1", TransportMoment.CustomsCleared, Classifier.Plan, 14));
        Report(Said("2", TransportMoment.CustomsCleared, Classifier.Actual, 12));
        Report(Said("3", TransportMoment.Arrival, Classifier.Plan, 14));
        Assert.Equal(TransportMoment.Arrival, ShipmentRow.Of(State).OverdueOn(new(2026, 11, 15)));
        Report(Said("4", TransportMoment.Arrival, Classifier.Actual, 16));
        Assert.Empty(Way.Discrepancies);
        Assert.Equal(2, Way.SlipDays);
    }

    [Fact]
    public void A_container_runs_backwards_by_its_own_days_and_those_of_the_whole()
    {
        Book();
        Report(Said("1", TransportMoment.Departure, Classifier.Actual, 12, "MSKU1"));
        Report(Said("2", TransportMoment.Arrival, Classifier.Actual, 10, "MSKU2"));
        Assert.Empty(Way.Discrepancies);
        Report(Said("3", TransportMoment.Load, Classifier.Actual, 11));
        Assert.Equal([(TransportMoment.Arrival, "MSKU2")], Way.Discrepancies.Select(d => (d.Moment!.Value, d.Equipment!)));
        Report(Said("4", TransportMoment.Discharge, Classifier.Actual, 9));
        Assert.Equal(
            [(TransportMoment.Arrival, "MSKU2"), (TransportMoment.Discharge, "MSKU1")], Way.Discrepancies.Select(d => (d.Moment!.Value, d.Equipment!)));
    }

    [Fact]
    public void A_container_that_was_not_booked_is_kept_and_shown()
    {
        Book();
        Report(Said("1", TransportMoment.Load, Classifier.Actual, 12, "MSKU9"));
        Assert.Equal((ShipmentContradiction.UnbookedContainer, "MSKU9"), Way.Discrepancies.Select(d => (d.Kind, d.Equipment)).Single());
    }

    [Fact]
    public void What_was_skipped_is_not_overdue()
    {
        Book();
        Report(Said("1", TransportMoment.Arrival, Classifier.Plan, 12));
        Report(Said("2", TransportMoment.Received, Classifier.Plan, 18));
        Assert.Equal(TransportMoment.Arrival, ShipmentRow.Of(State).OverdueOn(new(2026, 11, 13)));
        Report(Said("3", TransportMoment.Discharge, Classifier.Actual, 13));
        Assert.Null(ShipmentRow.Of(State).OverdueOn(new(2026, 11, 18)));
        Assert.Equal(TransportMoment.Received, ShipmentRow.Of(State).OverdueOn(new(2026, 11, 19)));
    }

    [Fact]
    public void It_is_as_well_as_what_comes_next_lets_it_be()
    {
        Book();
        Assert.Null(ShipmentRow.Of(State).Next);
        Report(Said("1", TransportMoment.Departure, Classifier.Plan, 10));
        Report(Said("2", TransportMoment.Arrival, Classifier.Plan, 18));
        Assert.Equal((Health.Plan, Health.Stale), (ShipmentRow.Of(State).HealthOn(new(2026, 11, 10)), ShipmentRow.Of(State).HealthOn(new(2026, 11, 11))));
        Report(Said("3", TransportMoment.Departure, Classifier.Actual, 10));
        Assert.Equal((Health.OnTrack, TransportMoment.Arrival), (ShipmentRow.Of(State).HealthOn(new(2026, 11, 18)), ShipmentRow.Of(State).Next!.Moment));
        Report(Said("4", TransportMoment.Arrival, Classifier.Estimate, 19));
        Assert.Equal(Health.Late, ShipmentRow.Of(State).HealthOn(new(2026, 11, 18)));
        Report(Said("5", TransportMoment.Received, Classifier.Actual, 20));
        Assert.Equal((Health.Done, null), (ShipmentRow.Of(State).HealthOn(new(2026, 11, 20)), ShipmentRow.Of(State).Next));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Report(Said("1", TransportMoment.Arrival, Classifier.Actual, 12));
        ThenRefused("unknown-shipment");
        Book(Sheet with { Lines = [] });
        ThenRefused("required", "/lines");
        Book(Sheet with { Lines = [new("PO-1", 1, 5), new("PO-1", 1, 6)] });
        ThenRefused("line-twice", "/lines/1");
        Book(Sheet with { Containers = ["A", "A"] });
        ThenRefused("container-twice", "/containers/1");
        Book(Sheet with { To = "BDCGP" });
        ThenRefused("same-place", "/to");
        Book();
        Report(Said("1", TransportMoment.Arrival, Classifier.Actual, 22));
        ThenRefused("actual-in-future", "/date");
        Report(Said("1", TransportMoment.Arrival, Classifier.Estimate, 22) with { Date = new(2028, 11, 30) });
        ThenRefused("impossible-date", "/date");
    }

    [Fact]
    public void Nobody_fills_it_with_reports_without_end()
    {
        Book();
        var full = State with { Said = [.. Enumerable.Range(0, Shipment.MostReports).Select(i => Said($"{i:00000}", TransportMoment.Load, Classifier.Actual, 1))] };
        Assert.Equal("too-many-reports", Shipment.Decide(new ShipmentCommand.Report(Said("x", TransportMoment.Load, Classifier.Actual, 2)), full, Around).Refusal!.Code);
        Assert.Single(Shipment.Decide(new ShipmentCommand.Report(Said("00007", TransportMoment.Load, Classifier.Actual, 2, updated: 1)), full, Around).Events);
    }

    [Fact]
    public void Reports_in_any_sequence_and_however_often_leave_the_same_shipment()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var reports = Enumerable.Range(0, random.Next(1, 25)).Select(_ => Random(random)).DistinctBy(r => (r.Source, r.EventId, r.UpdatedAt)).ToArray();
            var first = After(reports);
            for (var again = 0; again < 5; again++)
            {
                ReportTransport[] shuffled = [.. reports, .. reports.Where(_ => random.Next(3) == 0)];
                random.Shuffle(shuffled);
                var other = After(shuffled);
                Assert.True(first.Said.SequenceEqual(other.Said), $"seed {seed}: other reports stand");
                var (one, two) = (Journey.Of(Sheet, first.Said), Journey.Of(Sheet, other.Said));
                Assert.True(one.Stops.SequenceEqual(two.Stops) && one.Days.SequenceEqual(two.Days) && one.Discrepancies.SequenceEqual(two.Discrepancies), $"seed {seed}: another way");
            }
        }

        static ShipmentState After(IEnumerable<ReportTransport> reports)
        {
            var booked = Shipment.Evolve(Shipment.Initial, new ShipmentEvent.Booked("SHP-1", Sheet, "bo", Now));
            return reports.Aggregate(booked, (state, report) => Shipment.Decide(new ShipmentCommand.Report(report), state, Around).Events.Aggregate(state, Shipment.Evolve));
        }

        static ReportTransport Random(Random random) => Said(
            random.Next(6).ToString(), (TransportMoment)random.Next(7), (Classifier)random.Next(3), random.Next(1, 20),
            new[] { null, "MSKU1", "MSKU2", "MSKU9" }[random.Next(4)], new[] { null, "LKCMB", "NLRTM", "BDCGP" }[random.Next(4)],
            random.Next(4), random.Next(2) == 0 ? "FWD" : "CARRIER", random.Next(5) == 0);
    }
}
