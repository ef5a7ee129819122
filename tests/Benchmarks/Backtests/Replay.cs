using System.Collections.Immutable;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Benchmarks.Backtests;

/// <summary>What was expected of a line on the morning of a day, knowing what had been recorded until the evening before.</summary>
/// <param name="Offset">Days from the promise to the asking; null when asked as the order went out.</param>
/// <param name="Forecast">By the vendor's past.</param>
/// <param name="Last">The date last given, or that morning where it had passed: the forecast without a past.</param>
/// <param name="Range">Null where no past told anything.</param>
internal sealed record Prediction(HistoricLine Line, int? Offset, DateOnly AskedOn, DateOnly Forecast, DateOnly Last, ExFactoryRange? Range);

/// <summary>
/// Walks through the delivery history day by day with the product's own rules: orders are placed and asked in the morning,
/// deliveries are reported at noon of the day on which they were recorded, track records publish when they are due.
/// </summary>
internal sealed class Replay
{
    /// <summary>Days from the promise on which a line that is still open is asked again.</summary>
    public static readonly ImmutableArray<int> Offsets = [-30, -14, -7, 1, 7, 14, 30];

    private static readonly TimeSpan Noon = TimeSpan.FromHours(12);

    private readonly Dictionary<string, TrackRecordState> records = new(StringComparer.Ordinal);
    private readonly Dictionary<HistoricLine, (PurchaseOrderState Knowing, PurchaseOrderState Plain)> orders = [];
    private readonly List<Prediction> predictions = [];

    private Replay() { }

    /// <summary>In the order of the days on which they were made.</summary>
    public static IReadOnlyList<Prediction> Walk(IEnumerable<HistoricLine> lines)
    {
        var replay = new Replay();
        foreach (var (at, _, happen) in lines.SelectMany(replay.LifeOf).OrderBy(h => h.At).ThenBy(h => h.Line.Order, StringComparer.Ordinal).ThenBy(h => h.Line.Line))
        {
            replay.PublishUntil(at);
            happen(at);
        }

        return replay.predictions;
    }

    private IEnumerable<(DateTimeOffset At, HistoricLine Line, Action<DateTimeOffset> Happen)> LifeOf(HistoricLine line)
    {
        yield return (Morning(line.Ordered), line, at => Place(line, at));
        foreach (var offset in Offsets)
            if (line.Promised.AddDays(offset) is var asked && asked > line.Ordered && asked <= line.Recorded)
                yield return (Morning(asked), line, at => AskAgain(line, offset, at));
        yield return (Morning(line.Recorded > line.Ordered ? line.Recorded : line.Ordered) + Noon, line, at => Deliver(line, at));
    }

    private void Place(HistoricLine line, DateTimeOffset at)
    {
        var sheet = new OrderSheet(
            $"{line.Order}/{line.Line}", "SCMS", line.Category, "", line.Vendor, null, null, "DELIVERY",
            [new OrderLine(1, null, "", "", 1, [], line.Promised, line.Promised, null)], [Report("D01", line.Ordered, at)]);
        Decide(line, new PurchaseOrderCommand.Record(sheet, []), at);
        // What was delivered before it was ordered, by what is written, cannot be asked for.
        if (line.Recorded > line.Ordered)
            Predict(line, null, at);
    }

    private void AskAgain(HistoricLine line, int offset, DateTimeOffset at)
    {
        Decide(line, new PurchaseOrderCommand.LookAgain(), at);
        Predict(line, offset, at);
    }

    private void Deliver(HistoricLine line, DateTimeOffset at)
    {
        var happened = Decide(line, new PurchaseOrderCommand.Report(Report("D02", line.Delivered, at)), at);
        foreach (var measured in happened.OfType<PurchaseOrderEvent.OutcomesMeasured>())
        {
            Add("vendor/" + measured.Vendor, TrackRecord.KeptOfVendor);
            Add("category/" + measured.Category, TrackRecord.KeptOfCategory);

            void Add(string key, int keep) =>
                Tell(key, new TrackRecordCommand.Add(line.Order, measured.Lines, keep), new Surroundings(at, WorkingCalendars.Unknown));
        }
    }

    private void Predict(HistoricLine line, int? offset, DateTimeOffset at)
    {
        var (knowing, plain) = orders[line];
        predictions.Add(new Prediction(
            line, offset, DateOnly.FromDateTime(at.UtcDateTime), knowing.Lines[0].Forecast!.Value, plain.Lines[0].Forecast!.Value,
            knowing.Lines[0].Timeline!.Outlook.Range));
    }

    private ImmutableArray<PurchaseOrderEvent> Decide(HistoricLine line, PurchaseOrderCommand command, DateTimeOffset at)
    {
        var (knowing, plain) = orders.GetValueOrDefault(line, (PurchaseOrderState.Empty, PurchaseOrderState.Empty));
        var around = new Surroundings(at, WorkingCalendars.Unknown);
        var past = new VendorPast(Published("vendor/" + line.Vendor), Published("category/" + line.Category));
        var happened = Accepted(PurchaseOrder.Decide(command, knowing, around with { Past = past }));
        orders[line] = (
            happened.Aggregate(knowing, PurchaseOrder.Evolve),
            Accepted(PurchaseOrder.Decide(command, plain, around)).Aggregate(plain, PurchaseOrder.Evolve));
        return happened;
    }

    private PublishedRecord? Published(string key) => records.GetValueOrDefault(key)?.Published;

    private void PublishUntil(DateTimeOffset at)
    {
        foreach (var (key, record) in records.Where(r => r.Value.PublishAt <= at).ToArray())
            Tell(key, new TrackRecordCommand.Wake(), new Surroundings(record.PublishAt!.Value, WorkingCalendars.Unknown));
    }

    private void Tell(string key, TrackRecordCommand command, Surroundings around)
    {
        var record = records.GetValueOrDefault(key, TrackRecordState.Empty);
        records[key] = Accepted(TrackRecord.Decide(command, record, around)).Aggregate(record, TrackRecord.Evolve);
    }

    private static ImmutableArray<T> Accepted<T>(Decision<T> decision) => decision.Refusal is { } refusal
        ? throw new InvalidOperationException($"{refusal.Code}: {refusal.Detail}")
        : decision.Events;

    private static ReportMilestone Report(string milestone, DateOnly day, DateTimeOffset at) =>
        new("history", milestone, at, false, 1, milestone, Classifier.Actual, day, null, null);

    private static DateTimeOffset Morning(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
