using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.LineReviews;
using Selvedge.Domain.People;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.LineReviews;

/// <summary>Line reviews: who may, decides style after style; closing carries it to the styles.</summary>
public static class LineReviewRoutes
{
    private const int MaxNameCharacters = 100;
    private static readonly string[] Names = ["brand", "category", "season", "state", "limit", "cursor"];

    public static IServiceCollection AddLineReviews(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new LowerCase<ReviewOutcome>()));

    public static IEndpointRouteBuilder MapLineReviews(this IEndpointRouteBuilder app)
    {
        var reviews = app.MapGroup("/api/v1/line-reviews").WithTags("Line reviews");
        reviews.MapGet("", ListAsync).WithName("ListLineReviews").WithSummary("Line reviews, newest first")
            .WithDescription("Parameters: brand, category, season (each repeated or with commas), state (all, as usual; open; closed), limit, cursor.")
            .WithMetadata(new QueryNames(Names)).Produces<Page<LineReviewSummary>>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        reviews.MapPost("", OpenAsync).WithName("OpenLineReview").WithSummary("Open a line review of styles of one brand, season and category")
            .Accepts<LineReviewDocument>("application/json").Produces<OpenedVerdict>(201).Produces<OpenedVerdict>()
            .Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        reviews.MapGet("/{id}", ReadAsync).WithName("ReadLineReview").WithSummary("One line review with its styles and what was decided")
            .Produces<LineReviewDetail>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        reviews.MapPost("/{id}/decisions", JudgeAsync).WithName("DecideOnStyle").WithSummary("Adopt, drop or revise one style, or take that back")
            .WithDescription("outcome: adopt, drop, revise; left out it takes back what was said. note is required to drop (why) and to revise (what is to be otherwise).")
            .Accepts<JudgementDocument>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(404, ProblemDocument.MediaType).Produces<ProblemDocument>(409, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        reviews.MapPost("/{id}/close", CloseAsync).WithName("CloseLineReview").WithSummary("Close it: the styles are told, and their owners find it in their work queue")
            .Accepts<ClosingDocument>("application/json").Produces<WriteVerdict>().Produces<ProblemDocument>(403, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(404, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        reviews.MapPost("/{id}/styles/{style}/acknowledge", AcknowledgeAsync).WithName("AcknowledgeStyleDecision")
            .WithSummary("Say for its owners that the decision was read: it leaves their work queues")
            .Produces<WriteVerdict>().Produces<ProblemDocument>(404, ProblemDocument.MediaType).Produces<ProblemDocument>(412, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(HttpContext http, Rows rows, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, Names);
        var (brands, seasons) = (parameters.Texts("brand"), parameters.Texts("season"));
        var categories = parameters.Choices("category", Words.Categories);
        var state = parameters.Choice("state", "all", "open", "closed");
        var listing = Listing.Of(parameters, "-date");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        await rows.CatchUpAsync(ct);
        var rights = http.Person().Rights;
        var page = listing.Of(
            rows.LineReviews.Select(r => r.Row).Where(r => rights.MaySeeLineReview(r.Brand, r.Category) && brands.Allows(r.Brand) && categories.Allows(r.Category)
                && seasons.Allows(r.Season) && (state == "all" || state == "open" == r.ClosedAt is null)),
            r => new Place(r.Date.DayNumber, r.Id), r => LineReviewSummary.Of(r, rows));
        Listing.Link(http, page.Next);
        return new Shown(page);
    }

    private static async Task<IResult> ReadAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        if (!await FindAsync(id, http, rows, ct) || await grains.GetGrain<ILineReviewGrain>(id).Read() is not { } review)
            return ProblemResult.NotFound;
        http.Response.Headers.ETag = $"\"{review.Version}\"";
        return new Shown(LineReviewDetail.Of(review, rows, http.Person().Rights));
    }

    private static async Task<IResult> OpenAsync(HttpContext http, Rows rows, IGrainFactory grains, TimeProvider time, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        var form = new JsonForm(write.Body);
        var (brand, season) = (form.Text("brand", MaxNameCharacters, required: true) ?? "", form.Text("season", MaxNameCharacters, required: true) ?? "");
        var category = form.Text("category", MaxNameCharacters, required: true) ?? "";
        var title = form.Text("title", MaxNameCharacters) ?? $"{season} {category}";
        var date = form.Day("date") ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var named = form.Texts("styles", LineReview.MostStyles, MaxNameCharacters);
        if (form.Fault is { } fault)
            return new ProblemResult(fault);
        var rights = http.Person().Rights;
        if (!rights.MayReviewLines || !rights.MaySeeLineReview(brand, category))
            return NotAllowed();

        await rows.CatchUpAsync(ct);
        var sight = new Sight(rows, rights);
        for (var i = 0; i < named.Length; i++)
            if (!sight.SeesStyle(named[i]) || !rows.TryGetStyle(named[i], out var style) || style.Row.Brand != brand || style.Row.Category != category)
                return new ProblemResult(Fault.At($"/styles/{i}", "unknown-style", $"There is no style '{named[i]}' of {brand}, {category}."));
        var styles = !named.IsEmpty ? named : ToBeAdopted(rows, sight, brand, season, category);
        var header = write.Header();
        var id = $"LR-{header.Id.ToString("N")[20..]}";
        var verdict = await grains.GetGrain<ILineReviewGrain>(id).Open(new(header, new LineReviewSheet(title, brand, season, category, date, styles)), http.Person().Id);
        if (WriteVerdict.Refused(http, verdict) is { } refused)
            return refused;
        var opened = new OpenedVerdict(id, WriteVerdict.StatusOf(verdict.Status), verdict.Version, verdict.Position);
        return verdict.Status == VerdictStatus.Accepted ? TypedResults.Created($"/api/v1/line-reviews/{id}", opened) : TypedResults.Ok(opened);
    }

    // Of the season, in the order of their next day, so that what presses is looked at first.
    private static ImmutableArray<string> ToBeAdopted(Rows rows, Sight sight, string brand, string season, string category) =>
    [
        .. rows.Styles.Select(s => s.Row)
            .Where(s => s.Brand == brand && s.Season == season && s.Category == category && s.Reviewed is null && s.Next is not null && sight.SeesStyle(s.Number))
            .OrderBy(s => s.Next!.Due).ThenBy(s => s.Number, StringComparer.Ordinal).Select(s => s.Number).Take(LineReview.MostStyles),
    ];

    private static Task<IResult> JudgeAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => WriteAsync(
        id, http, rows,
        form => new Judgement(
            form.Text("style", MaxNameCharacters, required: true) ?? "", form.Word<ReviewOutcome>("outcome"), form.Text("note", LineReview.LongestNote),
            new Author(http.Person().Id, http.Person().Role)),
        (header, judgement) => grains.GetGrain<ILineReviewGrain>(id).Judge(new(header, judgement)), ct);

    private static Task<IResult> CloseAsync(string id, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) => WriteAsync(
        id, http, rows, form => form.Flag("leaveUndecided"),
        (header, leavesOpen) => grains.GetGrain<ILineReviewGrain>(id).Close(header, http.Person().Id, leavesOpen), ct);

    private static async Task<IResult> WriteAsync<T>(
        string id, HttpContext http, Rows rows, Func<JsonForm, T> read, Func<CommandHeader, T, Task<Verdict>> send, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (!await FindAsync(id, http, rows, ct))
            return ProblemResult.NotFound;
        if (!http.Person().Rights.MayReviewLines)
            return NotAllowed();
        var form = new JsonForm(write.Body);
        var command = read(form);
        return form.Fault is { } fault ? new ProblemResult(fault) : WriteVerdict.Answer(http, await send(write.Header(), command));
    }

    private static async Task<IResult> AcknowledgeAsync(string id, string style, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, hasBody: false, judgesVersion: false);
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (!await FindAsync(id, http, rows, ct) || !new Sight(rows, http.Person().Rights).SeesStyle(style))
            return ProblemResult.NotFound;
        return WriteVerdict.Answer(http, await grains.GetGrain<IStyleGrain>(style).AcknowledgeDecision(write.Header(), id, http.Person().Id));
    }

    private static async Task<bool> FindAsync(string id, HttpContext http, Rows rows, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        return rows.TryGetLineReview(id, out var review) && http.Person().Rights.MaySeeLineReview(review.Row.Brand, review.Row.Category);
    }

    private static ProblemResult NotAllowed() => new(new Fault("not-allowed", "Managers and directors of the brand lead its line reviews."));
}

/// <summary>What became of opening a line review.</summary>
public sealed record OpenedVerdict(string Id, WriteStatus Status, int Version, long Position);
