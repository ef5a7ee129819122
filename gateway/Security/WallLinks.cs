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
        WallToken.TryParse(token, out var read) && rows.TryGetWallLink(read.Id, out var link) && read.Opens(link.Row, time.GetUtcNow()) ? CurrentPerson.Of(link.Row) : null;
}

/// <summary>Put on the routes that a link to a wall may use; all others are closed to it.</summary>
public sealed class OpenToWalls;
