using System.Collections.Immutable;
using System.Text;
using Microsoft.Net.Http.Headers;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Partners;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Edi;

/// <summary>EDI interchanges in, acknowledgements out.</summary>
public static class EdiRoutes
{
    internal const string X12 = "application/edi-x12";
    internal const string Edifact = "application/edifact";
    private const string Json = "application/json";
    private const int MaxBodyBytes = 1024 * 1024;
    private static readonly string[] Taken = [X12, Edifact, "application/edi-consent", "application/octet-stream", "text/plain"];

    public static IServiceCollection AddEdi(this IServiceCollection services) => services.AddSingleton<Interchanges>().AddSingleton<EdiIntake>();

    public static IEndpointRouteBuilder MapEdi(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/edi", TakeAsync).ForPartners(PartnerScope.Report)
            .WithTags("Events").WithName("PostInterchange").WithSummary("Send an EDI interchange: X12 214 and 856, EDIFACT IFTSTA and DESADV")
            .WithDescription(
                "The body is one interchange of at most 1 MB; delimiters and characters are found out. Its sender must be a source under which the caller reports. "
                + "The answer is TA1, 997 or CONTRL in its own syntax, or with Accept: application/json a report. Despatch advices book a shipment unless its booking is known; "
                + "statuses are reported as status events of type shipment, by booking, bill of lading or our id. Codes that have no word here are kept with the interchange and remarked. "
                + "An interchange is taken once for its sender and control number: 409 answers another of the same number. One whose envelope is broken is answered with 422 and not kept. After 503 send the same again.")
            .Accepts<byte[]>(X12, Edifact, "application/edi-consent", "application/octet-stream", "text/plain")
            .Produces<EdiReport>(200, Json).Produces<EdiReport>(409, Json).Produces<EdiReport>(422, Json)
            .Produces<ProblemDocument>(403, ProblemDocument.MediaType).Produces<ProblemDocument>(413, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(415, ProblemDocument.MediaType).Produces<ProblemDocument>(503, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> TakeAsync(HttpContext http, EdiIntake intake, Interchanges interchanges, TimeProvider time, CancellationToken ct)
    {
        var rights = http.Person().Rights;
        if (new Production.Parameters(http.Request.Query).Fault is { } unknown)
            return new ProblemResult(unknown);
        if (!rights.MayShip)
            return new ProblemResult(new Fault("not-allowed", "What becomes of shipments is reported by the brand and by who carries them."));
        if (http.Request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
            return new ProblemResult(Fault.At("/Content-Encoding", "unsupported-encoding", $"Expected a body as it is, found {encoding}: send it uncompressed."));
        if (!string.IsNullOrEmpty(http.Request.ContentType)
            && (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !Taken.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)))
            return new ProblemResult(Fault.At("/Content-Type", "unsupported-media-type", $"Expected {X12} or {Edifact}."));

        using var body = await RequestBody.ReadAsync(http.Request, MaxBodyBytes, "send several interchanges", ct);
        if (body.Fault is { } tooLarge)
            return new ProblemResult(tooLarge);
        var (interchange, fault) = EnvelopeReader.Read(body.Bytes);
        if (interchange is null)
            return new ProblemResult(fault!);
        if (!rights.MaySpeakAs(interchange.Sender) || OwnSources.Hold(interchange.Sender))
            return new ProblemResult(Fault.At("", "other-source", "Expected a sender under whose name the caller reports."));

        var now = time.GetUtcNow();
        if (interchange.Fault == EnvelopeFault.None && interchange.Groups.All(g => g.Messages.IsEmpty))
            interchange = interchange with { Fault = EnvelopeFault.OutOfPlace };
        if (interchange.Fault != EnvelopeFault.None)
            return Answer(http, new Judged(interchange, interchange.Fault, []), [], now, await interchanges.NextAsync(ct));
        if (EdiIntake.Read(interchange).Sum(g => g.Messages.Sum(m => m.Mapped?.Said.Length ?? 0)) > EdiIntake.MaxStatements)
            return new ProblemResult(Fault.At("", "too-many-items", $"At most {EdiIntake.MaxStatements} statuses go into one interchange: split it."));

        if (await interchanges.ClaimAsync(interchange, body.Bytes.ToArray(), http.Person().Id, now, ct) is not { } received)
            return Answer(http, new Judged(interchange, EnvelopeFault.Known, []), [], now, await interchanges.NextAsync(ct));
        var (judged, reports) = await intake.TakeAsync(interchange, received, http.Provenance(), rights, ct);
        var number = await interchanges.NextAsync(ct);
        return await interchanges.AnswerAsync(interchange, BytesOf(judged, now, number), ct)
            ? Answer(http, judged, reports, now, number)
            : Answer(http, new Judged(interchange, EnvelopeFault.Known, []), [], now, number);
    }

    private static IResult Answer(HttpContext http, Judged judged, ImmutableArray<EdiMessageReport> reports, DateTimeOffset now, int number)
    {
        var isX12 = judged.Interchange.Delimiters.Syntax == EdiSyntax.X12;
        var status = judged.Fault switch { EnvelopeFault.None => 200, EnvelopeFault.Known => 409, _ => 422 };
        if (http.Features.Get<Audited>() is { } audited)
            audited.Verdict = judged.Fault == EnvelopeFault.None ? $"{reports.Count(r => r.Status != EdiStatus.Refused)} of {reports.Length} messages" : EdiIntake.Hyphened(judged.Fault);
        http.Response.Headers.CacheControl = "no-store";
        if (!http.Request.Headers.Accept.ToString().Contains(Json, StringComparison.OrdinalIgnoreCase))
        {
            http.Response.StatusCode = status;
            return TypedResults.Bytes(BytesOf(judged, now, number), isX12 ? X12 : Edifact);
        }

        var refused = judged.Fault != EnvelopeFault.None || reports.All(r => r.Status == EdiStatus.Refused);
        var interchange = judged.Interchange;
        return TypedResults.Json(
            new EdiReport(
                isX12 ? "x12" : "edifact", interchange.Sender, interchange.Receiver, interchange.Reference,
                refused ? EdiStatus.Refused : reports.All(r => r.Status == EdiStatus.Accepted) ? EdiStatus.Accepted : EdiStatus.Noted,
                judged.Fault == EnvelopeFault.None ? null : EdiIntake.Hyphened(judged.Fault), reports, judged.Acknowledge(now, number)),
            statusCode: status);
    }

    // A CONTRL says of itself that it is written in ISO 8859-1.
    private static byte[] BytesOf(Judged judged, DateTimeOffset now, int number) =>
        (judged.Interchange.Delimiters.Syntax == EdiSyntax.X12 ? Encoding.UTF8 : Encoding.Latin1).GetBytes(judged.Acknowledge(now, number));
}
