using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace Selvedge.Gateway.Telemetry;

/// <summary>Metrics in Prometheus' text format 0.0.4. Not thread-safe; used again for every scrape.</summary>
/// <remarks>Source: Prometheus exposition formats, and OpenTelemetry's rules for names and units in them.</remarks>
internal sealed class PrometheusText
{
    private readonly StringBuilder text = new();
    private readonly HashSet<string> written = [];

    public void Clear()
    {
        text.Clear();
        written.Clear();
    }

    public override string ToString() => text.ToString();

    public void Write(Metric metric)
    {
        var isCounter = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        var isHistogram = metric.MetricType == MetricType.Histogram;
        if (metric.MetricType == MetricType.ExponentialHistogram)
            return;

        var name = NameOf(metric.Name, metric.Unit, isCounter);
        // The same name from two meters may not be announced twice.
        if (written.Add(name))
        {
            if (metric.Description.Length > 0)
                text.Append("# HELP ").Append(name).Append(' ').Append(Escaped(metric.Description, quotes: false)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(isHistogram ? " histogram\n" : isCounter ? " counter\n" : " gauge\n");
        }

        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (isHistogram)
                WriteHistogram(name, point);
            else
                WriteSample(name, "", Labels(point), null, ValueOf(metric.MetricType, point));
        }
    }

    /// <summary>A metric's name with its unit in words; counters end in <c>_total</c>.</summary>
    internal static string NameOf(string name, string unit, bool isCounter)
    {
        var sanitised = Sanitised(name, colons: true);
        var suffix = unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "us" => "_microseconds",
            "By" => "_bytes",
            "%" => "_percent",
            "" or "1" => "",
            // {request} and its like only annotate.
            _ when unit[0] == '{' => "",
            _ => "_" + Sanitised(unit, colons: false),
        };
        if (suffix.Length > 0 && !sanitised.EndsWith(suffix, StringComparison.Ordinal))
            sanitised += suffix;
        return isCounter && !sanitised.EndsWith("_total", StringComparison.Ordinal) ? sanitised + "_total" : sanitised;
    }

    private void WriteHistogram(string name, in MetricPoint point)
    {
        var labels = Labels(point);
        long cumulative = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            cumulative += bucket.BucketCount;
            WriteSample(name, "_bucket", labels, Number(bucket.ExplicitBound), Number(cumulative));
        }

        WriteSample(name, "_sum", labels, null, Number(point.GetHistogramSum()));
        WriteSample(name, "_count", labels, null, Number(point.GetHistogramCount()));
    }

    private void WriteSample(string name, string suffix, string labels, string? le, string value)
    {
        text.Append(name).Append(suffix);
        if (labels.Length > 0 || le is not null)
        {
            text.Append('{').Append(labels);
            if (le is not null)
                text.Append(labels.Length > 0 ? "," : "").Append("le=\"").Append(le).Append('"');
            text.Append('}');
        }

        text.Append(' ').Append(value).Append('\n');
    }

    private static string Labels(in MetricPoint point)
    {
        var labels = new StringBuilder();
        var names = new HashSet<string>();
        foreach (var (key, value) in point.Tags)
        {
            var name = Sanitised(key, colons: false);
            if (!names.Add(name))
                continue;
            var said = value switch { null => "", bool yes => yes ? "true" : "false", _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "" };
            labels.Append(labels.Length > 0 ? "," : "").Append(name).Append("=\"").Append(Escaped(said, quotes: true)).Append('"');
        }

        return labels.ToString();
    }

    private static string ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => Number(point.GetSumLong()),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Number(point.GetSumDouble()),
        MetricType.LongGauge => Number(point.GetGaugeLastValueLong()),
        _ => Number(point.GetGaugeLastValueDouble()),
    };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escaped(string raw, bool quotes)
    {
        var escaped = raw.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string Sanitised(string name, bool colons)
    {
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
            if (!(char.IsAsciiLetterOrDigit(letters[i]) || letters[i] == '_' || (colons && letters[i] == ':')))
                letters[i] = '_';
        return char.IsAsciiDigit(letters[0]) ? "_" + new string(letters) : new string(letters);
    }
}
