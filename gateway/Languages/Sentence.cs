using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Selvedge.Gateway.Languages;

/// <summary>A sentence in which the product says something in English, with a <c>{name}</c> for each thing that stands in it. The pages read by the same list.</summary>
/// <param name="One">Where <c>{n}</c> is one; as <paramref name="Many"/> where nothing is counted.</param>
internal sealed record Sentence(string One, string Many)
{
    // What people typed may look like sentence in sentence in sentence, many ways over.
    private const int Deepest = 3;

    private static readonly JsonElement Listed = Open();

    private static readonly FrozenSet<string> Words = Listed.GetProperty("words").EnumerateArray().Select(word => word.GetString()!).ToFrozenSet(StringComparer.Ordinal);

    // In the sequence of the list: the more specific come first.
    private static readonly ImmutableArray<(Sentence Sentence, Regex Form)> All =
    [
        .. Listed.GetProperty("sentences").EnumerateArray()
            .Select(s => s.ValueKind == JsonValueKind.Array ? new Sentence(s[0].GetString()!, s[1].GetString()!) : new Sentence(s.GetString()!, s.GetString()!))
            .SelectMany(s => new[] { s.One, s.Many }.Distinct().Select(text => (s, FormOf(text)))),
    ];

    /// <summary>How the value of a name is told: said, milestone, list, number or sentence; null where it is told as it stands.</summary>
    public static string? TellsAs(string name) => Find(name, "as");

    /// <summary>The first that the text is, with what stands in it; null where it is none.</summary>
    public static (Sentence Sentence, ImmutableArray<(string Name, string Value)> Values)? Read(string english, int depth = 0)
    {
        foreach (var (sentence, form) in All)
            if (form.Match(english) is { Success: true } found && (found.Groups["sentence"] is not { Success: true, Value: var within } || Words.Contains(within) || (depth < Deepest && Read(within, depth + 1) is not null)))
                return (sentence, [.. found.Groups.Values.Skip(1).Select(g => (g.Name, g.Value))]);
        return null;
    }

    private static JsonElement Open()
    {
        using var file = typeof(Sentence).Assembly.GetManifestResourceStream("Selvedge.Sentences")!;
        return JsonDocument.Parse(file).RootElement;
    }

    private static string? Find(string name, string what) =>
        Listed.GetProperty("names").TryGetProperty(name, out var known) && known.TryGetProperty(what, out var found) ? found.GetString() : null;

    private static Regex FormOf(string text) => new(
        $"^{Regex.Replace(Regex.Escape(text), @"\\\{(\w+)}", name => $"(?<{name.Groups[1].Value}>{Find(name.Groups[1].Value, "form") ?? ".+?"})")}$", RegexOptions.CultureInvariant);
}
