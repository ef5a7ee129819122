using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Walls;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Walls;

/// <summary>Links to walls, for rooms where nobody signs in: made and withdrawn by who may, and what one of them shows.</summary>
public static class WallRoutes
{
    private const int MaxNameCharacters = 100;
    private const int MostNamed = 100;
    private static readonly string[] Names = ["limit", "cursor"];

    public static IEndpointRouteBuilder MapWallLinks(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/wall", ReadAsync).WithTags("Walls").WithName("ReadWall").WithSummary("What the wall shows whose token is the request's bearer token")
            .WithDescription("Topics to follow: overview for the screen overview, board:*:{category} for a category. Everything else is closed to the token.")
            .WithMetadata(new OpenToWalls()).Produces<WallDocument>().Produces<ProblemDocument>(401, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        var links = app.MapGroup("/api/v1/wall-links").WithTags("Walls");
        links.MapGet("", ListAsync).WithName("ListWallLinks").WithSummary("Links to walls, newest first").WithDescription("Parameters: limit, cursor.")
            .WithMetadata(new QueryNames(Names)).Produces<Page<WallLinkSummary>>()
            .Produces<ProblemDocument>(400, ProblemDocument.MediaType).Produces<ProblemDocument>(403, ProblemDocument.MediaType);
        links.MapPost("", MakeAsync).WithName("MakeWallLink").WithSummary("Make a link that shows one wall without a sign-in")
            .WithDescription("screens in turn: overview or a category. brands and categories limit what they show; left out they are those that you see. expires: the last day (UTC) on which it shows. It shows nothing while you may not share what it shows any more, and hides what is hidden from you since. The token is told once and stored nowhere: where the answer was lost, withdraw the link and make another.")
            .Accepts<WallLinkDocument>("application/json").Produces<MadeLink>(201).Produces<MadeLink>()
            .Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        links.MapDelete("/{id}", WithdrawAsync).WithName("WithdrawWallLink").WithSummary("Withdraw a link: walls that show it stop at once")
            .Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        return app;
    }

    private static IResult ReadAsync(HttpContext http, Rows rows) =>
        new Parameters(http.Request.Query).Fault is { } fault ? new ProblemResult(fault)
        : rows.TryGetWallLink(http.Person().Id, out var link) && !http.Person().Rights.MayLookBack
            ? TypedResults.Ok(new WallDocument(link.Row.Sheet.Name, link.Row.Sheet.Screens, link.Row.Sheet.ExpiresAt))
            : ProblemResult.NotFound;

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, TimeProvider time, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Names);
        var listing = Listing.Of(parameters, "-made");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        var rights = http.Person().Rights;
        if (!rights.MayShareWalls)
            return NotAllowed();
        await rows.CatchUpAsync(ct);
        var now = time.GetUtcNow();
        var page = listing.Of(
            rows.WallLinks.Select(l => l.Row).Where(link => rights.MayShare(link.Sheet)), link => new Place(link.MadeAt.UtcTicks, link.Id),
            link => WallLinkSummary.Of(link, now, WallLinks.Of(link, rows) is not null, rows.PersonName));
        Listing.Link(http, page.Next);
        return new Shown(page);
    }

    private static async Task<IResult> MakeAsync(HttpContext http, IGrainFactory grains)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var (form, rights) = (new JsonForm(write.Body), http.Person().Rights);
        var sheet = rights.Within(new WallLinkSheet(
            form.Text("name", MaxNameCharacters, required: true)?.Trim() ?? "", form.Texts("screens", MostNamed, MaxNameCharacters),
            form.Texts("brands", MostNamed, MaxNameCharacters), form.Texts("categories", MostNamed, MaxNameCharacters), [],
            LastMomentOf(form.Day("expires", required: true))));
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        if (!rights.MayShare(sheet))
            return NotAllowed();
        var header = write.Header();
        var token = WallToken.New(header.Id);
        var verdict = await grains.GetGrain<IWallLinkGrain>(token.Id).Make(new(header, sheet), token.SecretHash, http.Person().Id);
        return WriteVerdict.ShownOnce(http, verdict, "/api/v1/wall-links", isShown =>
            new MadeLink(token.Id, isShown ? token.ToString() : null, WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position));
    }

    private static async Task<IResult> WithdrawAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, hasBody: false, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var rights = http.Person().Rights;
        if (!rights.MayShareWalls)
            return NotAllowed();
        await rows.CatchUpAsync(ct);
        return rows.TryGetWallLink(id, out var link) && rights.MayShare(link.Row.Sheet)
            ? WriteVerdict.Answer(http, await grains.GetGrain<IWallLinkGrain>(id).Withdraw(write.Header(), http.Person().Id))
            : ProblemResult.NotFound;
    }

    private static DateTimeOffset LastMomentOf(DateOnly? day) =>
        day is { } last && last < DateOnly.MaxValue ? new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) : DateTimeOffset.MaxValue;

    private static ProblemResult NotAllowed() => new(new Fault("not-allowed", "Managers and directors share walls, of brands and categories that they see and of all vendors."));
}

/// <summary>What one wall shows.</summary>
/// <param name="Screens">In turn: overview or a category.</param>
public sealed record WallDocument(string Name, ImmutableArray<string> Screens, DateTimeOffset ExpiresAt);

/// <param name="Brands">Left out for all that you see, as are <paramref name="Categories"/>.</param>
/// <param name="Expires">The last day (UTC) on which it shows.</param>
public sealed record WallLinkDocument(string Name, ImmutableArray<string> Screens, ImmutableArray<string>? Brands, ImmutableArray<string>? Categories, DateOnly Expires);

/// <summary>What became of making a link.</summary>
/// <param name="Token">Told once: null where the link was made before.</param>
public sealed record MadeLink(string Id, string? Token, WriteStatus Status, int Version, long Position);

[JsonConverter(typeof(LowerCase<WallLinkStanding>))]
public enum WallLinkStanding
{
    Shows,
    Withdrawn,
    Expired,

    /// <summary>Whoever made it may not share it any more.</summary>
    Lapsed,
}

/// <param name="Brands">Empty for all, as are <paramref name="Categories"/>.</param>
/// <param name="EndedAt">Null while it shows or has lapsed.</param>
/// <param name="WithdrawnByName">Null where nobody withdrew it.</param>
public sealed record WallLinkSummary(
    string Id, string Name, ImmutableArray<string> Screens, ImmutableArray<string> Brands, ImmutableArray<string> Categories, DateTimeOffset ExpiresAt,
    WallLinkStanding Standing, string By, string ByName, DateTimeOffset MadeAt, DateTimeOffset? EndedAt, string? WithdrawnByName)
{
    internal static WallLinkSummary Of(WallLinkRow link, DateTimeOffset now, bool isShared, Func<string, string> nameOf) => new(
        link.Id, link.Sheet.Name, link.Sheet.Screens, link.Sheet.Brands, link.Sheet.Categories, link.Sheet.ExpiresAt,
        link.Shows(now) ? isShared ? WallLinkStanding.Shows : WallLinkStanding.Lapsed : link.WithdrawnBy is null ? WallLinkStanding.Expired : WallLinkStanding.Withdrawn,
        link.By, nameOf(link.By), link.MadeAt, link.EndedAt ?? (link.Shows(now) ? null : link.Sheet.ExpiresAt), link.WithdrawnBy is { } by ? nameOf(by) : null);
}
