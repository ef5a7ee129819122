using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Selvedge.Domain.People;

namespace Selvedge.Gateway.Languages;

/// <summary>
/// A language in which people are written to. Translations stand in <c>Messages</c> by the English text, which the source holds,
/// as for the pages; what they have too, such as milestones and reasons, is said in their words. Thread-safe.
/// </summary>
internal sealed partial class Tongue
{
    private static readonly FrozenDictionary<Language, Tongue> All = Enum.GetValues<Language>().ToFrozenDictionary(each => each, each => new Tongue(each));

    private readonly FrozenDictionary<string, string[]> messages;
    private readonly FrozenDictionary<string, string[]> pages;
    private readonly FrozenDictionary<string, string> bare;
    private readonly NumberFormatInfo numbers;

    private Tongue(Language language)
    {
        Code = language.ToString().ToLowerInvariant();
        (messages, pages) = (Read($"Selvedge.Messages.{Code}"), Read($"Selvedge.Pages.{Code}"));
        bare = pages.Where(p => Bracketed().IsMatch(p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal).DistinctBy(p => Bare(p.Key))
            .ToFrozenDictionary(p => Bare(p.Key), p => Bare(p.Value[0].Split('|')[0]), StringComparer.Ordinal);
        numbers = new NumberFormatInfo { NumberGroupSeparator = language is Language.Es or Language.It ? "." : ",", NumberDecimalDigits = 0 };
    }

    /// <summary>ISO 639-1.</summary>
    public string Code { get; }

    /// <param name="of">Null for who has not chosen.</param>
    public static Tongue Of(AlertChoices? of) => All[of?.Language ?? Language.En];

    /// <summary>The text, with what stands for each <c>{name}</c>; always given as it stands, so that the test of the messages finds it.</summary>
    public string T(string english, params ReadOnlySpan<(string Name, string Value)> values) => Fill(messages.GetValueOrDefault(english)?[0] ?? english, values);

    /// <summary>The same of a number, which is <c>{n}</c> in the text.</summary>
    public string N(int n, string one, string many, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var isOne = Math.Abs(n) == 1;
        var text = messages.GetValueOrDefault(many) switch
        {
            null => isOne ? one : many,
            [var each] => each,
            var both => both[isOne ? 0 : 1],
        };
        return Fill(text, [("n", Number(n)), .. values]);
    }

    /// <summary>What the product says in English, of a known list such as the names of milestones or in a known sentence; itself where it is none.</summary>
    public string Said(string english) => messages.GetValueOrDefault(english)?[0] ?? pages.GetValueOrDefault(english)?[0].Split('|')[0] ?? Retold(english);

    // Sentences are kept in events: they are read back rather than composed anew, and those of years ago are said like those of today.
    private string Retold(string english)
    {
        if (pages.Count == 0 || Sentence.Read(english) is not { } read)
            return english;
        (string, string)[] values = [.. read.Values.Select(v => (v.Name, v.Name == "n" ? Number(int.Parse(v.Value, CultureInfo.InvariantCulture)) : Sentence.TellsAs(v.Name) switch
        {
            "milestone" => Milestone(v.Value),
            "list" => string.Join(", ", v.Value.Split(", ").Select(Said)),
            "number" => Number(decimal.Parse(v.Value, CultureInfo.InvariantCulture)),
            "said" or "sentence" => Said(v.Value),
            _ => v.Value,
        }))];
        var isOne = read.Values.Any(v => v is ("n", "1"));
        var text = pages.GetValueOrDefault(read.Sentence.Many);
        return Fill(text is null ? read.Sentence.Many : text[isOne ? 0 : ^1], values);
    }

    // As sentences have it: without what explains it in brackets.
    private string Milestone(string english) => pages.ContainsKey(english) ? Said(english) : bare.GetValueOrDefault(english, english);

    public string Number(decimal number) => number.ToString("N0", numbers);

    /// <summary>"20 Nov 2026".</summary>
    public string Day(DateOnly day) => T(
        "{day} {month} {year}", ("day", Plain(day.Day)), ("month", Said(day.ToString("MMM", CultureInfo.InvariantCulture))), ("year", Plain(day.Year)));

    /// <summary>"20 Nov 2026, 09:14 (Europe/Berlin)".</summary>
    public string Moment(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone) is var local ? $"{Day(DateOnly.FromDateTime(local.DateTime))}, {local.ToString("HH:mm", CultureInfo.InvariantCulture)} ({zone.Id})" : "";

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Bare(string name) => Bracketed().Replace(name, "", 1);

    [GeneratedRegex(@" \([^)]*\)")]
    private static partial Regex Bracketed();

    // In one pass: what is filled in is never read as a name itself.
    private static string Fill(string text, ReadOnlySpan<(string Name, string Value)> values)
    {
        if (values.IsEmpty)
            return text;
        var known = values.ToArray();
        return Names().Replace(text, found => Array.Find(known, v => v.Name == found.Groups[1].Value).Value ?? found.Value);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Names();

    private static FrozenDictionary<string, string[]> Read(string resource)
    {
        using var file = typeof(Tongue).Assembly.GetManifestResourceStream(resource);
        if (file is null)
            return FrozenDictionary<string, string[]>.Empty;
        using var json = JsonDocument.Parse(file);
        return json.RootElement.EnumerateObject().ToFrozenDictionary(
            message => message.Name,
            message => message.Value.ValueKind == JsonValueKind.Array ? message.Value.EnumerateArray().Select(text => text.GetString()!).ToArray() : [message.Value.GetString()!], StringComparer.Ordinal);
    }
}
