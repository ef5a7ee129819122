using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Selvedge.Gateway.Telemetry;

namespace Selvedge.Gateway.Tests.Telemetry;

public sealed partial class WritingPrometheusText : IDisposable
{
    private readonly Meter meter = new($"Test.{Guid.NewGuid():N}");
    private readonly PrometheusExporter exporter = new();
    private readonly MeterProvider provider;

    public WritingPrometheusText() =>
        provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddReader(new BaseExportingMetricReader(exporter)).Build();

    public void Dispose()
    {
        provider.Dispose();
        exporter.Dispose();
        meter.Dispose();
    }

    [Fact]
    public void A_counter_only_grows_and_says_so()
    {
        var counter = meter.CreateCounter<long>("selvedge.events", "{event}", "Events by what became of them.");
        counter.Add(2, new KeyValuePair<string, object?>("status", "accepted"));
        Assert.Equal(2, Scrape()["selvedge_events_total{status=\"accepted\"}"]);
        counter.Add(3, new KeyValuePair<string, object?>("status", "accepted"));
        Assert.Equal(5, Scrape()["selvedge_events_total{status=\"accepted\"}"]);
        Assert.Contains("# HELP selvedge_events_total Events by what became of them.\n# TYPE selvedge_events_total counter\n", exporter.Scrape(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_histogram_s_buckets_are_cumulative_and_end_in_all()
    {
        var histogram = meter.CreateHistogram<double>("wait", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var seconds in new[] { 0.05, 0.5, 0.7, 30 })
            histogram.Record(seconds);
        var samples = Scrape();
        Assert.Equal(
            (1d, 3d, 4d, 4d),
            (samples["wait_seconds_bucket{le=\"0.1\"}"], samples["wait_seconds_bucket{le=\"1\"}"], samples["wait_seconds_bucket{le=\"+Inf\"}"], samples["wait_seconds_count"]));
        Assert.Equal(31.25, samples["wait_seconds_sum"], 9);
    }

    [Fact]
    public void Gauges_and_sums_that_shrink_are_gauges()
    {
        meter.CreateObservableGauge("heap", () => 1.5, "By");
        meter.CreateUpDownCounter<int>("open").Add(-3);
        var samples = Scrape();
        Assert.Equal((1.5, -3d), (samples["heap_bytes"], samples["open"]));
        Assert.Contains("# TYPE open gauge\n", exporter.Scrape(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_label_holds_stays_one_line()
    {
        meter.CreateCounter<long>("odd", null, "Two\nlines \\ here").Add(1, new KeyValuePair<string, object?>("http.route", "a\"b\\c\nd"));
        Assert.Equal(1, Scrape()["odd_total{http_route=\"a\\\"b\\\\c\\nd\"}"]);
        Assert.Contains("# HELP odd_total Two\\nlines \\\\ here\n", exporter.Scrape(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http.server.request.duration", "s", false, "http_server_request_duration_seconds")]
    [InlineData("selvedge.events", "", true, "selvedge_events_total")]
    [InlineData("already.seconds", "s", false, "already_seconds")]
    [InlineData("bytes.sent", "By", true, "bytes_sent_bytes_total")]
    [InlineData("1st-try", "{try}", false, "_1st_try")]
    public void Names_say_their_unit(string name, string unit, bool isCounter, string expected) =>
        Assert.Equal(expected, PrometheusText.NameOf(name, unit, isCounter));

    [Fact]
    public async Task Scrapes_at_once_do_not_mix()
    {
        meter.CreateObservableGauge("one", () => 1);
        var scrapes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(exporter.Scrape)));
        Assert.All(scrapes, scrape => Assert.Equal("# TYPE one gauge\none 1\n", scrape));
    }

    /// <summary>Reads the text as a scraper would: every line is a comment or one sample, no sample stands twice.</summary>
    private Dictionary<string, double> Scrape()
    {
        var samples = new Dictionary<string, double>();
        var text = exporter.Scrape();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
                continue;
            var sample = Sample().Match(line);
            Assert.True(sample.Success, $"No sample: {line}");
            samples.Add(sample.Groups[1].Value, sample.Groups[2].Value switch { "+Inf" => double.PositiveInfinity, var number => double.Parse(number, CultureInfo.InvariantCulture) });
        }

        return samples;
    }

    [GeneratedRegex("""^([a-zA-Z_:][a-zA-Z0-9_:]*(?:\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*",?)+\})?) ([+-]?Inf|NaN|[-+0-9.eE]+)$""")]
    private static partial Regex Sample();
}
