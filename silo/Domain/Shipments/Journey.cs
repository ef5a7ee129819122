using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Milestones;

namespace Selvedge.Domain.Shipments;

/// <summary>A word on one day that holds, and whose it is.</summary>
[GenerateSerializer, Immutable, Alias("transport-claim")]
public sealed record TransportClaim(DateOnly Date, string Source, string EventId, DateTimeOffset UpdatedAt, string? Note);

/// <summary>One stop of the whole shipment or one container, with what holds of plan, forecast and fact.</summary>
/// <param name="Location">Null where it was not said and none was booked for it.</param>
/// <param name="Equipment">Null for the whole shipment.</param>
/// <param name="IsBooked">At the place that was booked; elsewhere it is transhipped, which moves no day of the shipment.</param>
[GenerateSerializer, Immutable, Alias("transport-stop")]
public sealed record TransportStop(
    TransportMoment Moment, string? Location, string? Equipment, bool IsBooked, TransportClaim? Planned, TransportClaim? Estimated, TransportClaim? Actual);

/// <summary>The shipment's own days at one moment: it is as far as its last container.</summary>
[GenerateSerializer, Immutable, Alias("transport-days")]
public sealed record TransportDays(TransportMoment Moment, DateOnly? Planned, DateOnly? Estimated, DateOnly? Actual)
{
    /// <summary>The best that is known of when it was or will be, beside the plan.</summary>
    public DateOnly? Expected => Actual ?? Estimated;

    /// <summary>Days behind the plan, by the last moment of the way that has both; below 0 when it is ahead, null where none has.</summary>
    public static int? Slip(ImmutableArray<TransportDays> days) => days.LastOrDefault(d => d.Moment.IsOfTheWay() && d is { Planned: not null, Expected: not null }) is { } last
        ? last.Expected!.Value.DayNumber - last.Planned!.Value.DayNumber
        : null;
}

public enum ShipmentContradiction
{
    /// <summary>A later moment of the way is said to have been before an earlier one.</summary>
    Backwards,

    /// <summary>The container is none of those that were booked.</summary>
    UnbookedContainer,
}

/// <param name="Moment">The later one of the way; null where none is meant.</param>
/// <param name="Equipment">Null for the whole shipment.</param>
[GenerateSerializer, Immutable, Alias("shipment-discrepancy")]
public sealed record ShipmentDiscrepancy(ShipmentContradiction Kind, TransportMoment? Moment, string? Equipment, string Text);

/// <summary>What the reports about a shipment amount to.</summary>
/// <param name="Stops">In the sequence of the way; the whole shipment before its containers.</param>
/// <param name="Days">Only moments of which a day is known.</param>
public sealed record Journey(ImmutableArray<TransportStop> Stops, ImmutableArray<TransportDays> Days, ImmutableArray<ShipmentDiscrepancy> Discrepancies)
{
    public static Journey Of(ShipmentSheet sheet, ImmutableArray<ReportTransport> said)
    {
        var stops = said.Where(r => r is { Retracted: false, Moment: not null })
            .GroupBy(r => (Moment: r.Moment!.Value, Location: r.Location ?? PlaceOf(r.Moment.Value, sheet), r.Equipment))
            .OrderBy(g => g.Key.Moment).ThenBy(g => g.Key.Equipment, StringComparer.Ordinal).ThenBy(g => g.Key.Location, StringComparer.Ordinal)
            .Select(g => new TransportStop(
                g.Key.Moment, g.Key.Location, g.Key.Equipment, PlaceOf(g.Key.Moment, sheet) is not { } booked || booked == g.Key.Location,
                Holding(g, Classifier.Plan), Holding(g, Classifier.Estimate), Holding(g, Classifier.Actual)))
            .ToImmutableArray();
        var booked = stops.Where(s => s.IsBooked).ToImmutableArray();
        return new Journey(
            stops, [.. booked.GroupBy(s => s.Moment).Select(g => DaysOf(g.Key, [.. g], sheet)).Where(d => d is not { Planned: null, Estimated: null, Actual: null })],
            [.. Backwards(booked), .. Unbooked(stops, sheet)]);
    }

    /// <inheritdoc cref="TransportDays.Slip"/>
    public int? SlipDays => TransportDays.Slip(Days);

    private static string? PlaceOf(TransportMoment moment, ShipmentSheet sheet) => moment switch
    {
        TransportMoment.Load or TransportMoment.Departure => sheet.From,
        TransportMoment.Arrival or TransportMoment.Discharge or TransportMoment.GateOut => sheet.To,
        _ => null,
    };

    // Latest update, ties by source, then event id: never by arrival.
    private static TransportClaim? Holding(IEnumerable<ReportTransport> of, Classifier classifier) => of.Where(r => r.Classifier == classifier)
        .OrderBy(r => r.UpdatedAt).ThenBy(r => r.Source, StringComparer.Ordinal).ThenBy(r => r.EventId, StringComparer.Ordinal)
        .Select(r => new TransportClaim(r.Date, r.Source, r.EventId, r.UpdatedAt, r.Note)).LastOrDefault();

    // A fact about some containers is none about the shipment, but it is not there before them; a plan or forecast is as late
    // as the latest that is known.
    private static TransportDays DaysOf(TransportMoment moment, ImmutableArray<TransportStop> stops, ShipmentSheet sheet)
    {
        var hasAll = stops.Any(s => s is { Equipment: null, Actual: not null })
            || !sheet.Containers.IsEmpty && sheet.Containers.All(c => stops.Any(s => s.Equipment == c && s.Actual is not null));
        var (planned, estimated, latest) = (stops.Max(s => s.Planned?.Date), stops.Max(s => s.Estimated?.Date), stops.Max(s => s.Actual?.Date));
        return hasAll ? new TransportDays(moment, planned, estimated, latest)
            : new TransportDays(moment, planned, latest > (estimated ?? planned) ? latest : estimated, null);
    }

    private static IEnumerable<ShipmentDiscrepancy> Backwards(ImmutableArray<TransportStop> booked)
    {
        // The latest facts of all earlier moments: of anything, of the whole shipment, of each container.
        TransportStop? any = null, whole = null;
        var containers = new Dictionary<string, TransportStop>(StringComparer.Ordinal);
        foreach (var moment in booked.Where(s => s.Actual is not null && s.Moment.IsOfTheWay()).GroupBy(s => s.Moment))
        {
            foreach (var later in moment)
                if ((later.Equipment is { } container ? Latest(whole, containers.GetValueOrDefault(container)) : any) is { } earlier
                    && earlier.Actual!.Date > later.Actual!.Date)
                    yield return new ShipmentDiscrepancy(
                        ShipmentContradiction.Backwards, later.Moment, later.Equipment ?? earlier.Equipment,
                        $"{later.Moment} is said to have been on {later.Actual.Date:yyyy-MM-dd} ({later.Actual.Source}), {earlier.Moment} after it on {earlier.Actual.Date:yyyy-MM-dd} ({earlier.Actual.Source}).");
            foreach (var stop in moment)
            {
                any = Latest(any, stop);
                if (stop.Equipment is { } container)
                    containers[container] = Latest(containers.GetValueOrDefault(container), stop)!;
                else
                    whole = Latest(whole, stop);
            }
        }

        static TransportStop? Latest(TransportStop? one, TransportStop? other) => other is null || one?.Actual!.Date > other.Actual!.Date ? one : other;
    }

    private static IEnumerable<ShipmentDiscrepancy> Unbooked(ImmutableArray<TransportStop> stops, ShipmentSheet sheet) =>
        stops.Select(s => s.Equipment).OfType<string>().Distinct().Where(e => !sheet.Containers.Contains(e))
            .Select(e => new ShipmentDiscrepancy(ShipmentContradiction.UnbookedContainer, null, e, $"{e} is none of the containers that were booked."));
}
