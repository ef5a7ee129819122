using System.Globalization;

namespace Selvedge.Benchmarks;

/// <summary>What was asked on the command line: a benchmark's name, switches (<c>--json</c>) and settings (<c>--seconds 20</c>).</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> given = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = [];

    /// <exception cref="ArgumentException">Something is neither a name nor a setting.</exception>
    public Arguments(string[] arguments)
    {
        Name = arguments.FirstOrDefault() ?? "";
        for (var i = 1; i < arguments.Length; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                throw new ArgumentException($"Expected a setting that begins with --, found '{arguments[i]}'.");
            var takesValue = i + 1 < arguments.Length && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
            given[arguments[i][2..]] = takesValue ? arguments[++i] : "";
        }
    }

    public string Name { get; }

    public bool Has(string setting)
    {
        asked.Add(setting);
        return given.ContainsKey(setting);
    }

    public int Number(string setting, int usual) => Text(setting) is { } text
        ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ArgumentException($"--{setting} takes a number above 0, not '{text}'.")
        : usual;

    public TimeSpan Seconds(int usual) => TimeSpan.FromSeconds(Number("seconds", usual));

    public string? Text(string setting)
    {
        asked.Add(setting);
        return given.GetValueOrDefault(setting);
    }

    /// <summary>Call when all settings have been asked for: a misspelt one must not pass for the usual value.</summary>
    /// <exception cref="ArgumentException">One was given that the benchmark does not have.</exception>
    public void RefuseUnknown()
    {
        if (given.Keys.FirstOrDefault(setting => !asked.Contains(setting)) is { } unknown)
            throw new ArgumentException($"'{Name}' has no setting --{unknown}; it has {string.Join(", ", asked.Order().Select(a => "--" + a))}.");
    }
}
