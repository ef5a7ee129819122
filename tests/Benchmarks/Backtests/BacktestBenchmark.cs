using Selvedge.Benchmarks.Measuring;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Backtests;

/// <summary>
/// The delivery history walked through by the days on which things were recorded: is the vendor's past a better forecast than
/// the plan, and does its range hold what it claims?
/// </summary>
internal static class BacktestBenchmark
{
    // By lines in the whole history: tells the reader apart what it means, no prediction knows it.
    private static readonly (string Name, int From)[] Volumes = [("1,000 lines and more", 1_000), ("100 to 999", 100), ("20 to 99", 20), ("below 20", 1)];

    public static Task<Report> RunAsync(Arguments arguments)
    {
        var file = arguments.Text("file") ?? Path.Combine(Repository.Root, "..", "shared", "data", "scms-delivery-history", "scms-2006-2012.csv");
        arguments.RefuseUnknown();
        if (!File.Exists(file))
            throw new ArgumentException($"There is no {Path.GetFullPath(file)}: name the delivery history with --file.");

        var lines = HistoricLine.Read(file);
        var predictions = Replay.Walk(lines);

        var linesOf = lines.CountBy(l => l.Vendor).ToDictionary(StringComparer.Ordinal);
        var report = new Report("backtest", "forecasts by the vendor's past, over a delivery history");
        report.Note($"{lines.Length:#,0} lines of {linesOf.Count} vendors, {lines.Min(l => l.Ordered):yyyy} to {lines.Max(l => l.Recorded):yyyy}, walked day by day by the product's own rules.");
        report.Note("Asked in the morning of a day: known is what was recorded until the evening before. Of what comes later nothing is read.");
        report.Note("Mean / median days off the day of delivery. Plan: the promise holds. Last: the date last given holds, which is today once it has passed.");
        report.Note("Closer and further: share of predictions that the past brought nearer to the delivery than the plan (last) is, or took away from it.");
        report.Note("Coverage: share of deliveries within the range, which claims 80 %; width: its mean days. A range of one day is a claim as well.");
        report.Note("How outcomes are weighed was chosen on this history: the figures flatter it somewhat. Lines of one order come together, so there is less to learn from than it seems.");

        report.Table("All vendors, by the day of asking", Headers("Asked"), ByAsking(predictions));
        foreach (var (name, from) in Volumes)
        {
            var until = Volumes.Where(v => v.From > from).Select(v => v.From).DefaultIfEmpty(int.MaxValue).Min();
            var own = predictions.Where(p => linesOf[p.Line.Vendor] >= from && linesOf[p.Line.Vendor] < until).ToArray();
            report.Table($"Vendors of {name}: {linesOf.Count(v => v.Value >= from && v.Value < until)}", Headers("Asked"), ByAsking(own));
        }

        report.Table("As the order goes out, by the vendor's outcomes known then", Headers("Outcomes"),
            predictions.Where(p => p.Offset is null).GroupBy(p => Known(p.Range?.Outcomes)).OrderBy(g => g.Key)
                .Select(g => Row(g.Key is var (from, to) && from == to ? $"{from}" : $"{g.Key.From} to {g.Key.To}", g)));

        AddFigures(report, "order", "as the order goes out", new Accuracy(predictions.Where(p => p.Offset is null)));
        AddFigures(report, "open", "in the 30 days before the promise", new Accuracy(predictions.Where(p => p.Offset < 0)));
        AddFigures(report, "overdue", "once the promise has passed", new Accuracy(predictions.Where(p => p.Offset > 0)));
        return Task.FromResult(report);
    }

    private static void AddFigures(Report report, string key, string when, Accuracy accuracy)
    {
        report.Add($"{key}Predictions", $"Predictions {when}", accuracy.Count, "");
        report.Add($"{key}MeanByThePast", $"Mean miss {when}, by the past", accuracy.ByThePast.Mean, "days", "below the next two");
        report.Add($"{key}MeanByThePlan", $"Mean miss {when}, the plan holds", accuracy.ByThePlan.Mean, "days");
        report.Add($"{key}MeanByTheLast", $"Mean miss {when}, the last forecast holds", accuracy.ByTheLast.Mean, "days");
        report.Add($"{key}Coverage", $"Coverage {when}", accuracy.Coverage, "", "0.8");
    }

    private static string[] Headers(string first) =>
        [first, "n", "Past", "Plan", "Last", "Closer / further than plan", "Closer / further than last", "Coverage", "Width"];

    private static IEnumerable<string[]> ByAsking(IReadOnlyCollection<Prediction> predictions) =>
        predictions.GroupBy(p => p.Offset).OrderBy(g => g.Key ?? int.MinValue).Select(g => Row(Asked(g.Key), g));

    private static string[] Row(string name, IEnumerable<Prediction> predictions)
    {
        var accuracy = new Accuracy(predictions);
        return
        [
            name, $"{accuracy.Count:#,0}", accuracy.ByThePast.ToString(), accuracy.ByThePlan.ToString(), accuracy.ByTheLast.ToString(),
            Shares(accuracy.Against(p => p.Line.Promised)), Shares(accuracy.Against(p => p.Last)),
            accuracy.Ranged == 0 ? "" : $"{accuracy.Coverage:0.00}", accuracy.Ranged == 0 ? "" : $"{accuracy.Width:0.0}",
        ];
    }

    private static string Shares((double Closer, double Further) shares) => $"{shares.Closer:0.00} / {shares.Further:0.00}";

    private static string Asked(int? offset) => offset switch
    {
        null => "as the order goes out",
        < 0 => $"{-offset} days before the promise",
        1 => "the day after it",
        _ => $"{offset} days after it",
    };

    private static (int From, int To) Known(int? outcomes) => outcomes switch
    {
        null or 0 => (0, 0),
        < 5 => (1, 4),
        < 20 => (5, 19),
        < 64 => (20, 63),
        _ => (64, 64),
    };
}
