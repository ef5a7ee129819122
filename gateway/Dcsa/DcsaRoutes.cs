using System.Collections.Immutable;
using Microsoft.Net.Http.Headers;
using Selvedge.Domain.Partners;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Dcsa;

/// <summary>Track and Trace of the Digital Container Shipping Association, in its own forms.</summary>
public static class DcsaRoutes
{
    private const string Json = "application/json";
    private const string VersionHeader = "API-Version";
    private const string Newest = "3.0.0";
    internal const int MaxBodyBytes = 4 * 1024 * 1024;

    private static readonly ProblemShape NewestShape = new((problem, http) =>
    {
        http.Response.Headers[VersionHeader] = Newest;
        return new DcsaFeedback([.. (problem.Errors.IsEmpty ? [new FieldError("", problem.Code, problem.Detail ?? problem.Title)] : problem.Errors)
            .Select(e => new DcsaFeedbackElement("ERROR", $"{e.Code}: {e.Detail}", e.Pointer == "/events" ? "$.events" : null))]);
    });

    public static IServiceCollection AddDcsa(this IServiceCollection services) => services.AddSingleton<KeptEvents>().AddSingleton<DcsaIntake>().AddSingleton<CallbackSecrets>();

    public static IEndpointRouteBuilder MapDcsa(this IEndpointRouteBuilder app)
    {
        app.MapPost("/dcsa/v3/events", PostAsync).ForPartners(PartnerScope.Report).WithMetadata(NewestShape)
            .WithTags("Events").WithName("PostDcsaEvents").WithSummary("Send events of DCSA Track and Trace 3.0")
            .WithDescription(
                "Each event is judged for itself, and feedbackElements say of each what became of it: INFO accepted or duplicate, WARN kept and nothing changed, ERROR refused; 422 where all were. "
                + "DEPA, ARRI, LOAD, DISC, GTOT and CUSR are status events of the shipment, which is found by its booking, our id or its container; all else is kept as it came and reported. "
                + "The party's code is the source and must be one under which the caller reports; party and eventID name the event, the latest eventUpdatedDateTime of it holds, and isRetracted takes it back, "
                + "by its id alone and in whatever order both come. Sending again is safe. After 503 send all of it again.")
            .Accepts<DcsaEvents>(Json).Produces<DcsaFeedback>()
            .Produces<DcsaFeedback>(400).Produces<DcsaFeedback>(403).Produces<DcsaFeedback>(413).Produces<DcsaFeedback>(415).Produces<DcsaFeedback>(422).Produces<DcsaFeedback>(503);
        return app.MapTracks().MapCallbacks();
    }

    private static async Task<IResult> PostAsync(HttpContext http, DcsaIntake intake, CancellationToken ct)
    {
        var rights = http.Person().Rights;
        if (new Parameters(http.Request.Query).Fault is { } unknown)
            return new ProblemResult(unknown);
        if (!rights.MayShip)
            return new ProblemResult(new Fault("not-allowed", "What becomes of shipments is reported by the brand and by who carries them."));
        if (RefuseHeaders(http.Request, Newest) is { } refused)
            return new ProblemResult(refused);
        using var body = await RequestBody.ReadAsync(http.Request, MaxBodyBytes, "send several messages", ct);
        if (body.Fault is { } tooLarge)
            return new ProblemResult(tooLarge);
        var (items, fault) = EventReader.ReadNewest(body.Bytes);
        if (fault is not null)
            return new ProblemResult(fault);

        var outcome = await intake.TakeAsync(items, rights.OnlySource, http.Provenance(), rights, ct);
        Audit(http, outcome);
        http.Response.Headers[VersionHeader] = Newest;
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new DcsaFeedback(outcome.Feedback), statusCode: outcome.Refused == outcome.Of ? 422 : 200);
    }

    internal static void Audit(HttpContext http, DcsaOutcome outcome)
    {
        if (http.Features.Get<Audited>() is { } audited)
            audited.Verdict = $"{outcome.Of - outcome.Refused} of {outcome.Of} events";
    }

    /// <param name="version">Null where any is taken.</param>
    internal static Fault? RefuseHeaders(HttpRequest request, string? version)
    {
        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
            return Fault.At("/Content-Encoding", "unsupported-encoding", $"Expected a body as it is, found {encoding}: send it uncompressed.");
        if (!string.IsNullOrEmpty(request.ContentType)
            && (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)))
            return Fault.At("/Content-Type", "unsupported-media-type", $"Expected {Json}.");
        return version is not null && request.Headers[VersionHeader] is { Count: > 0 } asked && asked.ToString().Split('.')[0] != version.Split('.')[0]
            ? Fault.At($"/{VersionHeader}", "bad-request", $"Expected version {version}.")
            : null;
    }
}
