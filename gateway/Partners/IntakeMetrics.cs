using System.Diagnostics.Metrics;

namespace Selvedge.Gateway.Partners;

/// <summary>Counts status events by what became of them.</summary>
internal sealed class IntakeMetrics
{
    public const string MeterName = "Selvedge.Intake";

    private readonly Counter<long> events;
    private readonly Histogram<int> batchItems;

    public IntakeMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        events = meter.CreateCounter<long>("selvedge.events", null, "Status events by what became of them.");
        batchItems = meter.CreateHistogram<int>("selvedge.batch.items", null, "Status events per request.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] });
    }

    public void Count(ReadOnlySpan<EventVerdict> verdicts)
    {
        Span<int> counts = stackalloc int[3];
        foreach (var verdict in verdicts)
            counts[(int)verdict.Status]++;
        Add("accepted", counts[(int)EventStatus.Accepted]);
        Add("duplicate", counts[(int)EventStatus.Duplicate]);
        Add("refused", counts[(int)EventStatus.Refused]);
        batchItems.Record(verdicts.Length);

        void Add(string status, int count)
        {
            if (count > 0)
                events.Add(count, new KeyValuePair<string, object?>("status", status));
        }
    }
}
