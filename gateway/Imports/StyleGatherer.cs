using System.Collections.Immutable;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Imports;

/// <summary>One style per number. Under <c>merge</c> several rows of one style give it their colours and agree in the rest.</summary>
internal sealed class StyleGatherer(RowReader reader, Mapping mapping, Rights rights) : IGatherer
{
    private static readonly string[] Conditioned = [TemplateAttributes.Printed, TemplateAttributes.Washed];

    private readonly RowGroups<StyleSheet> groups = new(reader, "number");

    public void Gather()
    {
        var number = reader.Text("number")?.ToUpperInvariant();
        var (name, brand, category) = (reader.Text("name"), reader.Text("brand"), reader.Category());
        var season = reader.Text("season") ?? "";
        var (gender, articleType, colour) = (reader.Text("gender"), reader.Text("articleType"), reader.Text("colour"));
        var target = reader.Day("targetExFactory");
        var attributes = Attributes();
        var spec = StyleSpec.Over(new StyleSpec(reader.Text("material"), reader.Text("composition"), reader.Text("sizeRange"), reader.Text("techPack")), null);
        if (!reader.RowIsBad && !rights.MaySeeStyle(brand!, category!, []))
            reader.RefuseAsNotAllowed("brand", brand);
        groups.Add(number, reader.RowIsBad ? null : new StyleSheet(
            number!, name!, brand!, category!, season, gender, articleType, colour is null ? [] : [colour], target, [], attributes, spec));
    }

    // What decides which milestones apply; null where the file says nothing of it, so that what is known stays.
    private ImmutableArray<AttributeValue>? Attributes()
    {
        var said = ImmutableArray.CreateBuilder<AttributeValue>();
        foreach (var name in Conditioned)
        {
            if (reader.Text(name)?.ToLowerInvariant() is not { } value)
                continue;
            if (!TemplateAttributes.Find(name)!.Values.Contains(value))
                reader.Refuse(reader.ColumnOf(name), value, "unknown-value", $"one of: {string.Join(", ", TemplateAttributes.Find(name)!.Values)}");
            said.Add(new AttributeValue(name, value));
        }

        return said.Count == 0 ? null : said.ToImmutable();
    }

    public ImmutableArray<PlannedSheet> Sheets() => [.. groups.Whole().Select(g => Sheet(g.Key, g.Rows)).OfType<PlannedSheet>()];

    private PlannedSheet.Style? Sheet(string key, List<Draft<StyleSheet>> rows)
    {
        var distinct = groups.WithoutRepeats(rows);
        var first = distinct[0];
        foreach (var other in distinct.Skip(1))
            if (mapping.Duplicates == "refuse" || !Agree(first.Said!, other.Said!))
            {
                groups.Refuse(key, rows, other.Row, reader.ColumnOf("number"), key, "duplicate", mapping.Duplicates == "refuse"
                    ? $"one row per style; row {first.Row} is of the same"
                    : $"row {first.Row}, of the same style, to agree in all but the colour");
                return null;
            }

        ImmutableArray<string> colours = [.. distinct.SelectMany(r => r.Said!.Colours).Distinct()];
        return new PlannedSheet.Style(first.Said! with { Colours = colours }, [.. rows.Select(r => r.Row)]);
    }

    private static bool Agree(StyleSheet one, StyleSheet other) =>
        StyleProfile.Of(one with { Colours = [] }).Equals(StyleProfile.Of(other with { Colours = [] }));
}
