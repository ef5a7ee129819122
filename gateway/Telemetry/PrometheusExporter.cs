using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Selvedge.Gateway.Telemetry;

/// <summary>Answers a scrape: collects when asked, and only then. Thread-safe; scrapes wait for each other.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock gate = new();
    private readonly PrometheusText text = new();

    /// <summary>Set by the reader that owns this exporter.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>All metrics as they stand now.</summary>
    public string Scrape()
    {
        lock (gate)
        {
            text.Clear();
            Collect?.Invoke(Timeout.Infinite);
            return text.ToString();
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
            text.Write(metric);
        return ExportResult.Success;
    }
}
