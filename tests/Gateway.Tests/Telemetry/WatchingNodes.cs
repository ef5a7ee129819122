using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Selvedge.Chaos;
using Selvedge.Gateway.Alerts.Mails;
using Selvedge.Gateway.Telemetry;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Telemetry;

/// <summary>What deploy/prometheus asks for, against what a node tells.</summary>
public sealed partial class WatchingNodes(GatewayNode node) : IClassFixture<GatewayNode>
{
    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime"];

    // What Prometheus itself says of a node.
    private static readonly string[] Given = ["up"];

    // Of the engine alone: Orleans counts its grains under names of its own, and the dashboard's panel stays empty.
    private static readonly string[] NotTold = Build.IsOrleans ? ["selvedge_engine_activations"] : [];

    // Set by Prometheus, or by the exporter on every histogram.
    private static readonly string[] GivenLabels = ["job", "instance", "le"];

    [Fact]
    public async Task Rules_and_dashboard_name_only_what_a_node_tells()
    {
        await using var follower = await node.BeMeasuredAsync("WATCHED-1");

        // A node makes it only where a mail server is named.
        _ = new MailMetrics(node.Services.GetRequiredService<IMeterFactory>());
        var declared = Declared();
        var told = LabelsOf(await node.ScrapeAsync());
        var checkedLabels = 0;
        foreach (var expression in Rules().Concat(Panels()))
        {
            var series = Series(expression);
            Assert.NotEmpty(series);
            foreach (var (name, labels) in series)
            {
                Assert.True(declared.Contains(name) || Given.Contains(name) || NotTold.Contains(name), $"No meter declares {name}, in: {expression}");
                // Mails and the like are not in every scrape; what is there must have these labels.
                if (!told.TryGetValue(name, out var known))
                    continue;
                Assert.All(labels.Concat(Grouped(expression)), label => Assert.True(known.Contains(label) || GivenLabels.Contains(label), $"{name} has no {label}, in: {expression}"));
                checkedLabels += labels.Length;
            }
        }
        Assert.NotEqual(0, checkedLabels);
    }

    [Fact]
    public void Series_are_found_in_an_expression()
    {
        var found = Series("""max by (follower) (min_over_time(a_lag{follower!="boards",x=~"y z"}[10m])) / sum(rate(b_total[5m])) > 10 unless up == 1""");
        Assert.Equal(["a_lag", "b_total", "up"], found.Select(each => each.Name));
        Assert.Equal(["follower", "x"], found[0].Labels);
    }

    private static HashSet<string> Declared()
    {
        var names = new HashSet<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (!instrument.Meter.Name.StartsWith("Selvedge.", StringComparison.Ordinal) && !Meters.Contains(instrument.Meter.Name))
                return;
            var type = instrument.GetType().GetGenericTypeDefinition();
            var name = PrometheusText.NameOf(instrument.Name, instrument.Unit ?? "", type == typeof(Counter<>) || type == typeof(ObservableCounter<>));
            names.UnionWith(type == typeof(Histogram<>) ? [name + "_bucket", name + "_sum", name + "_count"] : [name]);
        };
        listener.Start();
        return names;
    }

    private static Dictionary<string, HashSet<string>> LabelsOf(string scrape) =>
        scrape.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => (Name: line[..line.IndexOfAny(['{', ' '])], Line: line))
            .GroupBy(each => each.Name).ToDictionary(g => g.Key, g => g.SelectMany(each => Label().Matches(each.Line)).Select(m => m.Groups[1].Value).ToHashSet());

    private static IEnumerable<string> Rules()
    {
        var text = File.ReadAllText(Path.Combine(Folder(), "selvedge-rules.yml"));
        var found = Expression().Matches(text).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(text.Split("- alert:").Length - 1, found.Length);
        return found;
    }

    private static IEnumerable<string> Panels()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), "selvedge-dashboard.json")));
        return [.. dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!)];
    }

    // Names are what is left when texts, durations, groupings, functions and the words between are taken away.
    private static (string Name, string[] Labels)[] Series(string expression) =>
        [.. Name().Matches(Grouping().Replace(expression, " ")).Where(match => match.Groups["name"].Value is not ("unless" or "and" or "or"))
            .Select(match => (match.Groups["name"].Value, Label().Matches(match.Groups["labels"].Value).Select(label => label.Groups[1].Value).ToArray()))];

    private static IEnumerable<string> Grouped(string expression) =>
        Grouping().Matches(expression).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries));

    private static string Folder() => Path.Combine(Repository.Root, "deploy", "prometheus");

    [GeneratedRegex(@"^\s+expr: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Expression();

    [GeneratedRegex(@"\b(?:by|without) \(([^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex("""([a-zA-Z_]\w*)\s*(?:=~|!~|!=|=)\s*"(?:[^"\\]|\\.)*""")]
    private static partial Regex Label();

    [GeneratedRegex("""(?<![\w.\[])(?<name>[a-zA-Z_:][\w:]*)\b(?!\s*\()(?<labels>\{(?:[^}"]|"(?:[^"\\]|\\.)*")*\})?""")]
    private static partial Regex Name();
}
