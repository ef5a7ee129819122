using System.Diagnostics.Metrics;

namespace Selvedge.Gateway.Boards;

/// <summary>What the live push did, by the meter <c>Selvedge.Gateway</c>.</summary>
internal static class LiveMetrics
{
    public const string MeterName = "Selvedge.Gateway";

    private static readonly Meter Meter = new(MeterName);

    public static readonly UpDownCounter<int> Connections =
        Meter.CreateUpDownCounter<int>("selvedge.live.connections", "{connection}", "Open hub connections.");

    public static readonly Counter<long> Frames = Meter.CreateCounter<long>("selvedge.live.frames", "{frame}", "Frames sent, one per connection.");

    public static readonly Counter<long> Bytes = Meter.CreateCounter<long>("selvedge.live.frame_bytes", "By", "Bytes of frames sent.");

    public static readonly Counter<long> Merged =
        Meter.CreateCounter<long>("selvedge.live.merged_frames", "{frame}", "Frames that stood for several which a slow connection had no time for.");

    public static readonly Counter<long> Aborted =
        Meter.CreateCounter<long>("selvedge.live.aborted_connections", "{connection}", "Connections broken off because a write did not end.");

    public static readonly Histogram<double> Staleness =
        Meter.CreateHistogram<double>("selvedge.live.staleness", "ms", "From the commit of the newest event in a frame until it was written.");
}
