using System.Collections.Immutable;
using System.Text;
using Microsoft.Net.Http.Headers;
using Selvedge.Domain.Partners;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Sandbox;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Partners;

/// <summary>Status events in, the log of what they and everything else did out.</summary>
public static class EventRoutes
{
    private const int MaxBodyBytes = 8 * 1024 * 1024;
    private const int MaxIdempotencyKeyLength = 255;
    private const int MaxLogItems = 1_000;
    private const string Json = "application/json";
    private const string Lines = "application/x-ndjson";

    public static IServiceCollection AddPartners(this IServiceCollection services) =>
        services.AddSingleton<IntakeMetrics>().AddSingleton<Intake>().AddSingleton<TrialOrders>();

    public static IEndpointRouteBuilder MapEvents(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/events", PostAsync).ForPartners(PartnerScope.Report)
            .WithTags("Events").WithName("PostEvents").WithSummary("Report what happened, in batches of up to 1,000")
            .WithDescription(
                "A JSON array, one object, or NDJSON. Each event is judged for itself: 200 answers one verdict per item, a single refused object 422. "
                + "Sending again is safe: source, eventId and eventUpdatedAt tell a repeat, which is answered as a duplicate. "
                + "An Idempotency-Key is taken and changes nothing, because every event has an id of its own. After 503 send all of it again. "
                + "Orders that are nobody's let programs try what may happen, and nothing of them is kept: " + TrialOrders.Delayed + " has what is reported come to the partner's webhooks, and then a forecast that has "
                + "moved by three days; " + TrialOrders.OutOfOrder + " has it come after a later version of it; " + TrialOrders.Failing + " has the same event answered with 500 twice.")
            .Accepts<StatusEventDocument[]>(Json, Lines)
            .Produces<EventVerdicts>().Produces<ProblemDocument>(400, ProblemDocument.MediaType).Produces<ProblemDocument>(403, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(413, ProblemDocument.MediaType).Produces<ProblemDocument>(415, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(422, ProblemDocument.MediaType).Produces<ProblemDocument>(500, ProblemDocument.MediaType).Produces<ProblemDocument>(503, ProblemDocument.MediaType);
        app.MapGet("/api/v1/events", ReadLogAsync).ForPartners(PartnerScope.Read)
            .WithTags("Events").WithName("ReadEvents").WithSummary("The log after a position, in commit order, without gaps")
            .WithDescription("Ask with after = 0 first, then with after = next. Parameters: after, limit (default 100, at most 1,000).")
            .WithMetadata(new QueryNames("after", "limit")).Produces<PublishedEvents>().Produces<ProblemDocument>(400, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> PostAsync(HttpContext http, Intake intake, TrialOrders trials, Rows rows, TimeProvider time, CancellationToken ct)
    {
        var person = http.Person();
        if (!person.Rights.MayReport)
            return new ProblemResult(new Fault("not-allowed", "What happened is reported by the brand, the vendor and who carries the goods."));
        if (RefuseHeaders(http.Request, out var isLines) is { } refused)
            return new ProblemResult(refused);

        ReadEvents read;
        using (var body = await RequestBody.ReadAsync(http.Request, MaxBodyBytes, "split the batch", ct))
        {
            if (body.Fault is { } fault)
                return new ProblemResult(fault);
            var reader = new StatusEventReader(time.GetUtcNow());
            read = isLines ? reader.ReadLines(body.Bytes) : reader.ReadJson(body.Bytes);
        }

        if (read is ReadEvents.Unreadable unreadable)
            return new ProblemResult(unreadable.Fault);

        var events = (ReadEvents.Items)read;
        var tried = events.All.Select(item => item.Event).OfType<StatusEvent>().Where(TrialOrders.Holds).ToImmutableArray();
        if (trials.Fails(person.Id, tried))
            return new ProblemResult(new Fault("trial-failure", "It was asked for by the order's number: send it again."));
        // Whoever sees all need not wait for the rows: the actor itself knows what exists. Of a trial they say who hears of it.
        if (!person.Rights.SeesAll || !tried.IsEmpty)
            await rows.CatchUpAsync(ct);
        var sight = new Sight(rows, person.Rights);
        var verdicts = await intake.TakeAsync(events, http.Provenance(), person.Rights, e => sight.Sees(e.Kind, e.Key), ct);
        if (http.Features.Get<Audited>() is { } audited)
            audited.Verdict = string.Join(", ", verdicts.Items.GroupBy(v => v.Status).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}"));
        trials.Take(http.Features.Get<EnteredBy>()?.Partner, [.. tried.Where(said => person.Rights.MaySpeakAs(said.Report.Source))]);
        return events.IsSingle && verdicts.Items[0].Problem is { } problem ? new ProblemResult(problem) : TypedResults.Ok(verdicts);
    }

    private static async Task<IResult> ReadLogAsync(HttpContext http, Rows rows, Feed feed, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "after", "limit");
        var after = parameters.Number("after", 0, 0, long.MaxValue);
        var limit = (int)parameters.Number("limit", 100, 1, MaxLogItems);
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);

        await rows.CatchUpAsync(ct);
        var recorded = await feed.ReadAsync(after, limit, ct);
        var rights = http.Person().Rights;
        var sight = new Sight(rows, rights);
        return new Shown(new PublishedEvents(
            [.. recorded.Where(e => sight.Sees(e.Stream.Kind, e.Stream.Id)).Select(e => PublishedEvent.Of(e, rights)).OfType<PublishedEvent>()],
            recorded.IsEmpty ? after : recorded[^1].Position));
    }

    private static Fault? RefuseHeaders(HttpRequest request, out bool isLines)
    {
        isLines = false;
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
            return Fault.At("/Content-Encoding", "unsupported-encoding", $"Expected a body as it is, found {encoding}: send it uncompressed.");
        if (request.Headers["Idempotency-Key"] is { Count: > 0 } key && (key.Count > 1 || key[0] is not { Length: > 0 and <= MaxIdempotencyKeyLength }))
            return Fault.At("/Idempotency-Key", "bad-idempotency-key", $"Expected one key of at most {MaxIdempotencyKeyLength} characters.");
        if (string.IsNullOrEmpty(request.ContentType))
            return null;

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return Unsupported();
        if (type.Charset.HasValue && !type.Charset.Value.Trim('"').Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase))
            return Fault.At("/Content-Type", "unsupported-media-type", $"Expected UTF-8, found charset {type.Charset}.");
        isLines = type.MediaType.Equals(Lines, StringComparison.OrdinalIgnoreCase);
        return isLines || type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) ? null : Unsupported();

        Fault Unsupported() => Fault.At("/Content-Type", "unsupported-media-type", $"Expected {Json} or {Lines}.");
    }
}
