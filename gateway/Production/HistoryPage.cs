using System.Collections.Immutable;
using Selvedge.Gateway.Conversations;
using Selvedge.Gateway.TimeTravel;

namespace Selvedge.Gateway.Production;

/// <summary>One page of a past.</summary>
/// <param name="Total">Of those that the filter lets through, as is <paramref name="Items"/>.</param>
/// <param name="By">Whoever is in this past, filtered or not: what <c>by</c> can ask for. The same holds for the next two.</param>
public sealed record HistoryPage(
    ImmutableArray<HistoryEntry> Items, int Total, string? Next, ImmutableArray<string> By, ImmutableArray<string> Sources, ImmutableArray<string> Types);

/// <summary>Which entries of a past are asked for.</summary>
internal sealed record HistoryFilter(
    ImmutableHashSet<string> By, ImmutableHashSet<string> Sources, ImmutableHashSet<string> Types, int? Line, Listing Listing)
{
    public const string Description =
        "Parameters: by (who), source (whose status event), type (each repeated or with commas), line (its own and what concerns the whole order), limit, cursor. ";

    public static readonly string[] Names = ["by", "source", "type", "line", "limit", "cursor", Past.ParameterName];

    public static HistoryFilter Of(Parameters parameters) => new(
        parameters.Texts("by"), parameters.Texts("source"), parameters.Texts("type"),
        parameters.Number("line", 0, 1, int.MaxValue) is > 0 and var line ? (int)line : null, Listing.Of(parameters, "-position"));

    /// <param name="happened">In the order of the events, as is <paramref name="said"/>.</param>
    public HistoryPage Of(IEnumerable<HistoryEntry> happened, IEnumerable<SpokenEntry> said)
    {
        HistoryEntry[] entries =
        [
            .. happened.Concat(said.Select(s => HistoryEntry.Of(s.Recorded, s.Recorded.Type, s.Text, s.About?.Line, s.About?.Milestone))).OrderBy(e => e.Position),
        ];
        var page = Listing.Of(entries.Where(LetsThrough).Select((entry, i) => (entry, i)), e => new Place(e.i, ""), e => e.entry);
        return new HistoryPage(
            page.Items, page.Total, page.Next, Distinct(e => e.By.Actor), Distinct(e => e.By.Source), Distinct(e => e.Type));

        ImmutableArray<string> Distinct(Func<HistoryEntry, string?> of) =>
            [.. entries.Select(of).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private bool LetsThrough(HistoryEntry entry) =>
        (By.IsEmpty || By.Contains(entry.By.Actor))
        && (Sources.IsEmpty || (entry.By.Source is { } source && Sources.Contains(source)))
        && (Types.IsEmpty || Types.Contains(entry.Type))
        && (Line is null || entry.Line is null || entry.Line == Line);
}
