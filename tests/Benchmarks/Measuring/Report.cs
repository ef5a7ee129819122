using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Measuring;

/// <summary>What one benchmark found: figures by name, each with its unit and, where there is one, its goal.</summary>
internal sealed class Report(string name, string title)
{
    private readonly List<Figure> figures = [];
    private readonly List<string> notes = [];
    private readonly List<(string Title, string[] Headers, string[][] Rows)> tables = [];

    /// <param name="key">Of the JSON line; camel case.</param>
    /// <param name="goal">Such as <c>&gt;= 0.5</c>; empty for none.</param>
    public void Add(string key, string what, double value, string unit, string goal = "", string? shown = null) =>
        figures.Add(new Figure(key, what, value, unit, goal, shown ?? Shown(value)));

    public void Add(string key, string what, Ratio ratio, string goal = "") => Add(key, what, ratio.Median, "", goal, ratio.ToString());

    /// <summary>How it was measured, in a sentence: shown above the figures.</summary>
    public void Note(string sentence) => notes.Add(sentence);

    /// <summary>What has more dimensions than a list of figures: shown and saved, not part of the JSON line.</summary>
    public void Table(string title, string[] headers, IEnumerable<string[]> rows) => tables.Add((title, headers, [.. rows]));

    public void Print(Machine machine)
    {
        Console.WriteLine($"\n{name}: {title}\n");
        foreach (var (what, value) in Facts(machine))
            Console.WriteLine($"  {what,-14} {value}");
        Console.WriteLine();
        foreach (var note in notes)
            Console.WriteLine($"  {note}");
        Console.WriteLine();
        foreach (var (title, headers, rows) in tables)
        {
            Console.WriteLine($"  {title}\n");
            int[] widths = [.. headers.Select((header, column) => rows.Select(r => r[column].Length).Append(header.Length).Max())];
            foreach (var row in rows.Prepend(headers))
                Console.WriteLine("  " + string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))));
            Console.WriteLine();
        }

        var (whats, values) = (figures.Max(f => f.What.Length), figures.Max(f => f.Shown.Length));
        foreach (var figure in figures)
            Console.WriteLine($"  {figure.What.PadRight(whats)}  {figure.Shown.PadLeft(values)} {figure.Unit}{(figure.Goal.Length > 0 ? $"   goal {figure.Goal}" : "")}");
        Console.WriteLine();
    }

    public void PrintJson(Machine machine)
    {
        var json = new JsonObject
        {
            ["benchmark"] = name,
            ["machine"] = JsonSerializer.SerializeToNode(machine, JsonSerializerOptions.Web),
            ["figures"] = new JsonObject(figures.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)JsonValue.Create(Math.Round(f.Value, 4))))),
        };
        Console.WriteLine(json.ToJsonString());
    }

    /// <summary>Writes <c>tests/Benchmarks/results/{name}.md</c>; what stood there is replaced.</summary>
    public void Save(Machine machine, string commandLine, DateOnly day)
    {
        var text = new StringBuilder($"# {name}: {title}\n\nMeasured on {day:yyyy-MM-dd} with `{commandLine}`.\n\n| Machine | |\n|---|---|\n");
        foreach (var (what, value) in Facts(machine))
            text.Append($"| {what} | {value} |\n");
        text.Append('\n').AppendJoin("", notes.Select(note => note + "\n")).Append("\n| Figure | Value | Unit | Goal |\n|---|---|---|---|\n");
        foreach (var figure in figures)
            text.Append($"| {figure.What} | {figure.Shown} | {figure.Unit} | {figure.Goal} |\n");
        foreach (var (title, headers, rows) in tables)
        {
            text.Append($"\n## {title}\n\n| {string.Join(" | ", headers)} |\n|{string.Concat(Enumerable.Repeat("---|", headers.Length))}\n");
            foreach (var row in rows)
                text.Append($"| {string.Join(" | ", row)} |\n");
        }

        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "tests", "Benchmarks", "results"));
        File.WriteAllText(Path.Combine(folder.FullName, name + ".md"), text.ToString());
    }

    private static IEnumerable<(string What, string Value)> Facts(Machine machine) =>
    [
        ("CPU", $"{machine.Cpu}, {machine.Cores} cores"),
        ("System", machine.Os),
        (".NET", machine.DotNet),
        ("PostgreSQL", $"{machine.Postgres}, fsync {machine.Fsync}, synchronous_commit {machine.SynchronousCommit}, shared_buffers {machine.SharedBuffers}"),
        ("Load at start", $"{machine.Load:0.00}"),
        ("OrleansApi", machine.Mode),
    ];

    private static string Shown(double value) => Math.Abs(value) switch
    {
        >= 1_000 => value.ToString("#,0"),
        >= 10 => value.ToString("0.0"),
        _ => value.ToString("0.00"),
    };

    private sealed record Figure(string Key, string What, double Value, string Unit, string Goal, string Shown);
}
