using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Selvedge.Gateway.Production;

/// <summary>One page of a list.</summary>
/// <param name="Total">All that the filter lets through, on whichever page.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
public sealed record Page<T>(ImmutableArray<T> Items, int Total, string? Next);

/// <summary>Where an item stands in its list: by value, then by its own key, which no other item has.</summary>
public readonly record struct Place(long Value, string Key)
{
    public static int Compare(Place a, Place b) =>
        a.Value.CompareTo(b.Value) is not 0 and var byValue ? byValue : string.CompareOrdinal(a.Key, b.Key);
}

/// <summary>
/// Sorting and paging by place: what is added or moves between two pages shifts nothing else, so no item that stays
/// where it is can be missed or shown twice.
/// </summary>
/// <param name="Sort">One of the list's words, without the minus.</param>
/// <param name="After">The last place of the page before; null for the first page.</param>
public sealed record Listing(string Sort, bool Descending, int Limit, Place? After)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 500;

    /// <summary>Reads <c>sort</c>, <c>limit</c> and <c>cursor</c>; the first sort, descending where it begins with a minus, is the one without being asked.</summary>
    public static Listing Of(Parameters parameters, params ReadOnlySpan<string> sorts)
    {
        var words = new List<string>();
        foreach (var sort in sorts)
            words.AddRange([sort, sort[0] == '-' ? sort[1..] : "-" + sort]);
        var chosen = parameters.Choice("sort", [.. words]);
        var limit = (int)parameters.Number("limit", DefaultLimit, 1, MaxLimit);
        Place? after = null;
        if (parameters.Text("cursor") is { } cursor && (after = Decode(cursor, chosen)) is null)
            parameters.Refuse("cursor", "bad-cursor", "Expected the next of the page before, with the same sort.");
        return new Listing(chosen.TrimStart('-'), chosen[0] == '-', limit, after);
    }

    public Page<TItem> Of<T, TItem>(IEnumerable<T> all, Func<T, Place> placeOf, Func<T, TItem> show)
    {
        var placed = all.Select(item => (Place: placeOf(item), Item: item)).ToArray();
        Array.Sort(placed, (a, b) => InOrder(a.Place, b.Place));
        var rest = After is not { } after
            ? placed
            : placed.SkipWhile(p => InOrder(p.Place, after) <= 0).ToArray();
        var page = rest.Take(Limit).ToArray();
        return new Page<TItem>(
            [.. page.Select(p => show(p.Item))], placed.Length, rest.Length > page.Length ? Encode(page[^1].Place) : null);
    }

    /// <summary>Says in a header too where the list goes on.</summary>
    public static void Link(HttpContext http, string? next)
    {
        if (next is null)
            return;
        var query = new QueryBuilder(http.Request.Query.Where(q => q.Key != "cursor")) { { "cursor", next } };
        http.Response.Headers.Link = $"<{http.Request.PathBase}{http.Request.Path}{query}>; rel=\"next\"";
    }

    private int InOrder(Place a, Place b) => Descending ? Place.Compare(b, a) : Place.Compare(a, b);

    private string Encode(Place place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{(Descending ? "-" : "")}{Sort}|{place.Value}|{place.Key}")));

    // A cursor of another sort would point nowhere.
    private static Place? Decode(string cursor, string sort)
    {
        if (!Base64Url.IsValid(cursor))
            return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|', 3);
        return parts.Length == 3 && parts[0] == sort && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new Place(value, parts[2])
            : null;
    }
}
