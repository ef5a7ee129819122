using Selvedge.Domain.Walls;
using Selvedge.Gateway.Boards;
using Selvedge.Journal;

namespace Selvedge.Gateway.Security;

/// <summary>Finds the wall that a request is of by the bearer token it shows. Thread-safe.</summary>
public sealed class WallLinks(Rows rows, TimeProvider time)
{
    // A browser's socket carries no header.
    private const string QueryName = "access_token";
    private const string Scheme = "Bearer ";

    /// <summary>Null where the request shows none: it is of a person.</summary>
    public static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var shown && shown.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? shown[Scheme.Length..].Trim()
        : request.Path.StartsWithSegments("/hub", StringComparison.Ordinal) && request.Query.TryGetValue(QueryName, out var asked) ? asked.ToString()
        : null;

    /// <summary>The wall that the token opens, as of everything acknowledged before the call; null where it opens none.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<CurrentPerson?> FindAsync(string token, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        return Find(token);
    }

    /// <summary>The same as far as this node knows.</summary>
    public CurrentPerson? Find(string token) =>
        WallToken.TryParse(token, out var read) && rows.TryGetWallLink(read.Id, out var link) && read.Opens(link.Row, time.GetUtcNow()) ? Of(link.Row, rows) : null;

    /// <summary>
    /// What a link shows by what its maker may see now: null where they may not share it any more, and what is hidden from them since
    /// is hidden from it too. Whether the link itself still stands is not asked.
    /// </summary>
    public static CurrentPerson? Of(WallLinkRow link, Rows rows)
    {
        var maker = rows.TryGetPerson(link.By, out var person) ? Rights.Of(person.Row)
            : link.By == CurrentPerson.Manager.Id ? Rights.Everything
            : null;
        return maker?.MayShare(link.Sheet) == true
            ? CurrentPerson.Of(link with { Sheet = link.Sheet with { HiddenFields = [.. link.Sheet.HiddenFields.Union(maker.HiddenFields)] } })
            : null;
    }
}

/// <summary>Put on the routes that a link to a wall may use; all others are closed to it.</summary>
public sealed class OpenToWalls;
