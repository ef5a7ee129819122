using System.Collections.Immutable;
using Selvedge.Domain.Styles;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Imports;

/// <summary>One style per number. Under <c>merge</c> several rows of one style give it their colours and agree in the rest.</summary>
internal sealed class StyleGatherer(RowReader reader, Mapping mapping, Rights rights) : IGatherer
{
    private readonly RowGroups<StyleSheet> groups = new(reader, "number");

    public void Gather()
    {
        var number = reader.Text("number")?.ToUpperInvariant();
        var (name, brand, category) = (reader.Text("name"), reader.Text("brand"), reader.Category());
        var season = reader.Text("season") ?? "";
        var (gender, articleType, colour) = (reader.Text("gender"), reader.Text("articleType"), reader.Text("colour"));
        var target = reader.Day("targetExFactory");
        if (!reader.RowIsBad && !rights.MaySeeStyle(brand!, category!, []))
            reader.RefuseAsNotAllowed("brand", brand);
        groups.Add(number, reader.RowIsBad ? null : new StyleSheet(
            number!, name!, brand!, category!, season, gender, articleType, colour is null ? [] : [colour], target, []));
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
