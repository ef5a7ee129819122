using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Selvedge.Chaos.Checking;

namespace Selvedge.Chaos;

/// <summary>An outcome for people, for programs, and for the repository.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A line per invariant, what was measured, and the smallest history of the first violation of each.</summary>
    public static string Text(Outcome outcome)
    {
        var text = new StringBuilder();
        foreach (var finding in outcome.Findings)
        {
            text.AppendLine(finding.ToString());
            if (!finding.Holds)
                foreach (var line in SmallestHistory.Of(finding.Violations[0], outcome.Evidence))
                    text.AppendLine(line);
        }

        text.AppendLine();
        foreach (var (what, value) in outcome.Measured)
            text.AppendLine($"{what,-44} {value,10:0.##}");
        text.Append($"{outcome.Options.Plan}, seed {outcome.Options.Seed}, {outcome.Took.TotalSeconds:F0} s: {(outcome.Holds ? "all invariants hold" : "VIOLATED")}");
        return text.ToString();
    }

    public static string Json(Outcome outcome) => JsonSerializer.Serialize(new
    {
        outcome.Options.Plan,
        outcome.Options.Seed,
        outcome.Options.Faults,
        Seconds = outcome.Took.TotalSeconds,
        outcome.Holds,
        Invariants = outcome.Findings.Select(f => new { f.Invariant, f.Meaning, f.Cases, f.Violations }),
        Measured = outcome.Measured.ToDictionary(m => m.What, m => m.Value),
    }, Indented);

    /// <summary>Writes <c>results/&lt;plan&gt;.md</c>, or <c>&lt;plan&gt;-orleans.md</c>, with the conditions under which it came about.</summary>
    /// <returns>The file.</returns>
    public static async Task<string> SaveAsync(Outcome outcome)
    {
        var options = outcome.Options;
        Directory.CreateDirectory(Build.Results);
        var file = Path.Combine(Build.Results, $"{options.Plan}{(Build.IsOrleans ? "-orleans" : "")}.md");
        await File.WriteAllTextAsync(file,
            $"""
            # {options.Plan}

            `dotnet run -c Release {(Build.IsOrleans ? "-p:OrleansApi=Packages " : "")}--project tests/Chaos -- {options.Arguments}`

            | | |
            |---|---|
            | When | {TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {outcome.Took.TotalSeconds:F0} s in all |
            | Machine | {Processor()}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, {RuntimeInformation.OSDescription} |
            | Runtime | {RuntimeInformation.FrameworkDescription}, grains on {Build.Engine} |
            | Database | PostgreSQL, embedded settings (fsync and synchronous_commit on), same machine |
            | Builds | {string.Join(" to ", new[] { options.Before, Build.Gateway, options.Before }.OfType<string>().Select(CommitOf))} |
            | Others | load of the machine before the run {outcome.LoadBefore:0.#}; whoever else works there lengthens gaps, answers and restarts: these are upper bounds |
            | Load | {outcome.Clients} clients, 3 followers, all on this machine, over loopback |

            ```
            {Text(outcome)}
            ```

            """);
        return file;
    }

    // What the compiler wrote into it; without a repository nothing.
    private static string CommitOf(string gateway) =>
        FileVersionInfo.GetVersionInfo(gateway).ProductVersion?.Split('+') is [_, { Length: >= 12 } commit] ? commit[..12] : "unknown";

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
        : RuntimeInformation.ProcessArchitecture.ToString();
}
