using System.Text.Json;
using System.Text.RegularExpressions;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.People;
using Selvedge.Gateway.Alerts.Links;
using Selvedge.Gateway.Languages;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Alerts;

/// <summary>Whoever is written to is written to in their language: each message stands in each file, and says the same things.</summary>
public sealed partial class WritingInLanguages
{
    [GeneratedRegex("""(?<![\w])says\s*\.(?:T\(\s*"(?<text>(?:[^"\\]|\\.)*)"|N\([^"]*?, "(?<one>(?:[^"\\]|\\.)*)", "(?<text>(?:[^"\\]|\\.)*)")""")]
    private static partial Regex Spoken();

    [GeneratedRegex("""(?<![\w])says\s*\.[TN]\(""")]
    private static partial Regex Calls();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Names();

    // By the text whether it is counted.
    private static Dictionary<string, bool> Said()
    {
        var said = new Dictionary<string, bool> { ["{day} {month} {year}"] = false, [AlertLinkRoutes.TakenByLink] = false };
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "gateway"), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal)))
        {
            var source = File.ReadAllText(file);
            var found = Spoken().Matches(source);
            Assert.True(found.Count == Calls().Count(source), $"{file} says something that is not given as it stands.");
            foreach (Match one in found)
                said[Regex.Unescape(one.Groups["text"].Value)] = one.Groups["one"].Success;
        }

        return said;
    }

    private static string[] NamesIn(string text) => [.. Names().Matches(text).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData(Language.Zh)]
    [InlineData(Language.Es)]
    [InlineData(Language.It)]
    public void Everything_that_is_said_is_there_and_nothing_else(Language language)
    {
        var said = Said();
        Assert.True(said.Count > 80, $"Only {said.Count} were found.");
        var messages = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "gateway", "Languages", "Messages", $"{language.ToString().ToLowerInvariant()}.json"))).RootElement.EnumerateObject().ToArray();
        Assert.Equal(said.Keys.Order(StringComparer.Ordinal), messages.Select(m => m.Name).Order(StringComparer.Ordinal));
        foreach (var message in messages)
        {
            string[] texts = message.Value.ValueKind == JsonValueKind.Array ? [.. message.Value.EnumerateArray().Select(t => t.GetString()!)] : [message.Value.GetString()!];
            Assert.True(texts.Length == 1 || said[message.Name], message.Name);
            // One may be said without its number.
            Assert.All(texts.Index(), text => Assert.Equal(NamesIn(message.Name).Where(n => n != "n" || NamesIn(text.Item).Contains("n") || text.Index > 0 || texts.Length == 1), NamesIn(text.Item)));
        }
    }

    [Fact]
    public void Days_numbers_and_what_is_counted_go_by_the_language()
    {
        Tongue Of(Language language) => Tongue.Of(AlertChoices.Usual with { Language = language });
        var day = new DateOnly(2026, 11, 2);
        Assert.Equal(["2 Nov 2026", "2026年11月2日", "2 nov 2026", "2 nov 2026"], Enum.GetValues<Language>().Select(l => Of(l).Day(day)));
        Assert.Equal(["5,400", "5.400"], [Of(Language.En).Number(5_400m), Of(Language.It).Number(5_400m)]);
        Assert.Equal(["1 día", "2 días", "-1 día"], new[] { 1, 2, -1 }.Select(n => Of(Language.Es).N(n, "{n} day", "{n} days")));
        Assert.Equal("línea saturada", Of(Language.Es).Said("overbooked line"));
        Assert.All(AlertRules.Causes, cause => Assert.All([AlertRules.TextOf(cause), AlertRules.AdviceOf(cause)], text => Assert.NotEqual(text, Of(Language.Zh).Said(text))));
        Assert.Equal("{vendor} está detenido", Of(Language.Es).T("{po} is held up", ("po", "{vendor}"), ("vendor", "no")));
        Assert.Equal("en", Tongue.Of(null).Code);
    }
}
