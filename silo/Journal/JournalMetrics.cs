using System.Diagnostics.Metrics;

namespace Selvedge.Journal;

/// <summary>The meter "Selvedge.Journal". One process may hold several journals (tests do); their figures add up.</summary>
internal static class JournalMetrics
{
    private static readonly Meter Meter = new("Selvedge.Journal");

    public static readonly Counter<long> EventsAppended =
        Meter.CreateCounter<long>("selvedge.journal.events", "{event}", "Events made durable by this node.");

    public static readonly Counter<long> AppendsLost =
        Meter.CreateCounter<long>("selvedge.journal.lost", "{append}", "Appends answered with a conflict, a known command or a moved due time.");

    public static readonly Histogram<int> BatchEvents =
        Meter.CreateHistogram<int>("selvedge.journal.batch", "{event}", "Events per commit.");

    public static readonly Histogram<double> CommitMilliseconds =
        Meter.CreateHistogram<double>("selvedge.journal.commit", "ms", "From sending a batch until its answer.");

    public static readonly UpDownCounter<int> Queued =
        Meter.CreateUpDownCounter<int>("selvedge.journal.queued", "{append}", "Appends waiting for the committer.");

    public static readonly Gauge<long> FeedPosition =
        Meter.CreateGauge<long>("selvedge.journal.feed.position", "{event}", "How far this node has read.");

    public static readonly Gauge<long> FeedLag =
        Meter.CreateGauge<long>("selvedge.feed.lag", "{event}", "Events that a follower has yet to serve.");

    public static readonly Gauge<long> Parked =
        Meter.CreateGauge<long>("selvedge.feed.parked", "{target}", "Targets that a follower could not serve and tries again.");

    public static readonly Gauge<long> DueBacklog =
        Meter.CreateGauge<long>("selvedge.due.backlog", "{actor}", "Actors whose due time has come and that were not woken yet.");
}
