using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Gateway.Alerts.Mails;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Languages;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Alerts.Feeds;

/// <summary>The reader's due dates for a calendar program: opened, renewed and closed by themselves, and read by whoever has the address.</summary>
internal static class DueDateFeedRoutes
{
    private const string Path = "/links/calendar.ics";
    private const string TokenName = "feed";

    public static IEndpointRouteBuilder MapDueDateFeeds(this IEndpointRouteBuilder app)
    {
        var feed = app.MapGroup("/api/v1/me/calendar").WithTags("Alerts");
        feed.MapGet("", LookAsync).WithName("ReadDueDateFeed").WithSummary("Whether a calendar program can read your due dates")
            .Produces<DueDateFeedDocument>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        feed.MapPost("", OpenAsync).WithName("OpenDueDateFeed").WithSummary("Get the address at which a calendar program reads your due dates; the one before it opens nothing more")
            .WithDescription(
                "iCalendar (RFC 5545), with an ETag: a day for each milestone of yours that comes next, each approval's decide-by, each answer that is due. Whoever has the address reads them without a "
                + "sign-in. It is told once and stored nowhere: where the answer was lost, open it anew.")
            .Produces<OpenedFeed>(201).Produces<OpenedFeed>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        feed.MapDelete("", CloseAsync).WithName("CloseDueDateFeed").WithSummary("Close it: the address opens nothing more")
            .Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        app.MapGet(Path, ReadAsync).ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> LookAsync(HttpContext http, Rows rows, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        if (!http.Person().Rights.MayHaveFeed)
            return NotAllowed();
        await rows.CatchUpAsync(ct);
        return rows.TryGetPerson(http.Person().Id, out var known) ? TypedResults.Ok(new DueDateFeedDocument(known.Row.Feed?.OpenedAt, known.Version)) : ProblemResult.NotFound;
    }

    private static Task<IResult> OpenAsync(HttpContext http, Rows rows, IGrainFactory grains, MailOptions options, CancellationToken ct) =>
        WriteAsync(http, rows, async (person, header) =>
        {
            var token = FeedToken.New(person);
            var verdict = await grains.GetGrain<IPersonGrain>(person).OpenFeed(header, token.SecretHash);
            return WriteVerdict.ShownOnce(http, verdict, "/api/v1/me/calendar", isShown => new OpenedFeed(
                isShown ? new Uri(SiteOf(http, options), $"{Path}?{TokenName}={token}").ToString() : null, WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position));
        }, ct);

    private static Task<IResult> CloseAsync(HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) =>
        WriteAsync(http, rows, async (person, header) => WriteVerdict.Answer(http, await grains.GetGrain<IPersonGrain>(person).CloseFeed(header)), ct);

    private static async Task<IResult> WriteAsync(HttpContext http, Rows rows, Func<string, CommandHeader, Task<IResult>> send, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, hasBody: false, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (!http.Person().Rights.MayHaveFeed)
            return NotAllowed();
        await rows.CatchUpAsync(ct);
        // The built-in manager is nobody of whom there is a record.
        return rows.TryGetPerson(http.Person().Id, out var known) ? await send(known.Row.Id, write.Header()) : ProblemResult.NotFound;
    }

    // By whoever has the address, as of everything acknowledged: what was renewed or closed anywhere opens nothing from then on.
    private static async Task<IResult> ReadAsync(HttpContext http, Rows rows, MailOptions options, TimeProvider time, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        if (!FeedToken.TryParse(http.Request.Query[TokenName], out var token))
            return ProblemResult.NotFound;
        await rows.CatchUpAsync(ct);
        if (!rows.TryGetPerson(token.Person, out var known) || known.Row is not { HasLeft: false, Feed: { } feed } || !token.Opens(feed)
            || CurrentPerson.Of(known.Row) is not { Rights.MayHaveFeed: true } person)
            return ProblemResult.NotFound;
        var content = Encoding.UTF8.GetBytes(new DueDates(rows, person, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), SiteOf(http, options), Tongue.Of(known.Row.Alerts)).Write());
        return TypedResults.Bytes(content, "text/calendar; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\""));
    }

    private static Uri SiteOf(HttpContext http, MailOptions options) =>
        new(options.IsReachable ? options.Link("/") : $"{http.Request.Scheme}://{http.Request.Host}/");

    private static ProblemResult NotAllowed() => new(new Fault("not-allowed", "Due dates are of people of the house, of vendors and of forwarders."));
}

/// <param name="OpenedAt">Null while it is closed.</param>
/// <param name="Version">Of the reader's record.</param>
public sealed record DueDateFeedDocument(DateTimeOffset? OpenedAt, int Version);

/// <summary>What became of opening a feed.</summary>
/// <param name="Url">Told once: null where the request came before.</param>
public sealed record OpenedFeed(string? Url, WriteStatus Status, int Version, long Position);
