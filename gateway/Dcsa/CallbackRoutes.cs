using Selvedge.Domain.Partners;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Dcsa;

/// <summary>Callbacks of subscriptions to Track and Trace 2.2: they bring no key, but a signature over what they send.</summary>
internal static class CallbackRoutes
{
    public static IEndpointRouteBuilder MapCallbacks(this IEndpointRouteBuilder app)
    {
        app.MapPost("/dcsa/v2/callbacks/{partner}", TakeAsync).WithMetadata(TrackRoutes.Shape, new SignedByItsBody())
            .WithTags("Events").WithName("TakeDcsaCallback").WithSummary("The callback of a subscription to DCSA Track and Trace 2.2")
            .WithDescription(
                "A JSON array of events, signed as the standard has it: Notification-Signature: sha256= and the HMAC of the body's bytes in hexadecimal, by the secret that the subscription was given. "
                + "It is that of a key of the partner, see /dcsa/v2/callback-secret: two may be live at a time, and one that is revoked is worth nothing. 401 where it is missing or wrong, and nothing is done. "
                + "source: under which of the partner's names the events are kept, where it has several. 204 where no event was refused, 200 with feedback where some were, 422 where all were. "
                + "Events mean what they mean in 3.0; their eventCreatedDateTime says which of one eventID is the latest.")
            .WithMetadata(new QueryNames("source"))
            .Accepts<DcsaTrackEvent[]>("application/json").Produces(204).Produces<DcsaFeedback>()
            .Produces<DcsaError>(400).Produces<DcsaError>(401).Produces<DcsaError>(413).Produces<DcsaError>(415).Produces<DcsaError>(422).Produces<DcsaError>(429).Produces<DcsaError>(503);
        app.MapGet("/dcsa/v2/callback-secret", ReadSecretAsync).ForPartners(PartnerScope.Report).WithMetadata(TrackRoutes.Shape)
            .WithTags("Events").WithName("ReadDcsaCallbackSecret").WithSummary("Where callbacks of a subscription go, and the secret that signs them")
            .WithDescription("Of the key with which it is asked, or for which the token was given: who changes keys without a gap changes subscriptions without one.")
            .Produces<DcsaCallback>().Produces<DcsaError>(403).Produces<DcsaError>(503);
        return app;
    }

    private static async Task<IResult> TakeAsync(
        string partner, HttpContext http, CallbackSecrets secrets, PartnerLimits limits, AuditTrail trail, DcsaIntake intake, CancellationToken ct)
    {
        if (DcsaRoutes.RefuseHeaders(http.Request, version: null) is { } refused)
            return new ProblemResult(refused);
        using var body = await RequestBody.ReadAsync(http.Request, DcsaRoutes.MaxBodyBytes, "send several messages", ct);
        if (body.Fault is { } tooLarge)
            return new ProblemResult(tooLarge);
        var bytes = body.Bytes.ToArray();
        if (await secrets.FindAsync(partner, http.Request.Headers["Notification-Signature"].ToString(), bytes, ct) is not { } signed)
            return new ProblemResult(Fault.At("/Notification-Signature", "bad-signature", "Expected sha256= and the HMAC of the body by the subscription's secret."));

        trail.Follow(http, signed.Partner, signed.Key);
        using var entered = limits.Enter(signed.Partner.Id, isWrite: true, http.Response.Headers);
        if (entered is null)
            return new ProblemResult(new Fault("too-many-requests", "Come again when Retry-After says."));
        http.Features.Set(CurrentPerson.Of(signed.Partner));
        var rights = http.Person().Rights;
        var parameters = new Parameters(http.Request.Query, "source");
        var source = parameters.Text("source") ?? rights.OnlySource;
        if (parameters.Fault is null && (source is null || !rights.MaySpeakAs(source)))
            parameters.Refuse("source", "other-source", "Expected a name under which the partner reports.");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        var (items, unreadable) = EventReader.ReadTracks(bytes);
        if (unreadable is not null)
            return new ProblemResult(unreadable);

        var outcome = await intake.TakeAsync(items, source, http.Provenance(), rights, ct);
        DcsaRoutes.Audit(http, outcome);
        http.Response.Headers[TrackRoutes.VersionHeader] = TrackRoutes.Version;
        http.Response.Headers.CacheControl = "no-store";
        if (outcome.Refused == 0)
            return TypedResults.NoContent();
        return outcome.Refused < outcome.Of ? TypedResults.Json(new DcsaFeedback(outcome.Feedback))
            : new ProblemResult(Fault.Of([.. outcome.Feedback.Where(f => f.Severity == "ERROR").Select(f => new FieldError(f.PropertyPath ?? "", f.Message.Split(':')[0], f.Message))]) with { Code = "no-event-taken" });
    }

    private static async Task<IResult> ReadSecretAsync(HttpContext http, CallbackSecrets secrets, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        if (http.Features.Get<EnteredBy>() is not { } entered)
            return new ProblemResult(new Fault("not-allowed", "It is asked for with a partner's key."));
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers[TrackRoutes.VersionHeader] = TrackRoutes.Version;
        return TypedResults.Ok(new DcsaCallback(
            $"{http.Request.Scheme}://{http.Request.Host}/dcsa/v2/callbacks/{entered.Partner}", await secrets.OfAsync(entered.Partner, entered.Key, ct)));
    }
}

/// <param name="CallbackUrl">With <c>?source=</c> where the partner reports under several names.</param>
/// <param name="Secret">In base64.</param>
internal sealed record DcsaCallback(string CallbackUrl, string Secret);
