using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Selvedge.Gateway.Languages;

/// <summary>A sentence in which the product says something in English, with a <c>{name}</c> for each thing that stands in it.</summary>
/// <param name="One">Where <c>{n}</c> is one; as <paramref name="Many"/> where nothing is counted.</param>
internal sealed record Sentence(string One, string Many)
{
    // What a name may stand for where that is not any text.
    private static readonly FrozenDictionary<string, string> Shapes = new Dictionary<string, string>
    {
        ["n"] = @"\d{1,6}", ["day"] = @"\d{1,2}", ["month"] = "[A-Z][a-z]{2}", ["weekday"] = "Mon|Tue|Wed|Thu|Fri|Sat|Sun", ["round"] = @"\d+", ["version"] = @"\d+", ["outcomes"] = @"\d+",
    }.ToFrozenDictionary();

    // Those that the pages know, in their sequence; single words are no sentences.
    private static readonly ImmutableArray<(Sentence Sentence, Regex Form)> All = [.. Listed().Where(s => s.Many.Contains('{')).SelectMany(s => new[] { s.One, s.Many }.Distinct().Select(text => (s, FormOf(text))))];

    /// <summary>The first that the text is, with what stands in it; null where it is none.</summary>
    public static (Sentence Sentence, ImmutableArray<(string Name, string Value)> Values)? Read(string english)
    {
        foreach (var (sentence, form) in All)
            if (form.Match(english) is { Success: true } found)
                return (sentence, [.. found.Groups.Values.Skip(1).Select(g => (g.Name, g.Value))]);
        return null;
    }

    private static IEnumerable<Sentence> Listed()
    {
        using var file = typeof(Sentence).Assembly.GetManifestResourceStream("Selvedge.Sentences")!;
        using var json = JsonDocument.Parse(file);
        foreach (var each in json.RootElement.EnumerateArray())
            yield return each.ValueKind == JsonValueKind.Array ? new(each[0].GetString()!, each[1].GetString()!) : new(each.GetString()!, each.GetString()!);
    }

    private static Regex FormOf(string text) => new(
        $"^{Regex.Replace(Regex.Escape(text), @"\\\{(\w+)}", name => $"(?<{name.Groups[1].Value}>{Shapes.GetValueOrDefault(name.Groups[1].Value, ".+?")})")}$", RegexOptions.CultureInvariant);
}
