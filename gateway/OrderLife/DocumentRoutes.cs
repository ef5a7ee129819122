using System.Collections.Immutable;
using Microsoft.Net.Http.Headers;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.OrderLife;

/// <summary>The versions of an order as they went out: to read by machine, and to print.</summary>
public static class DocumentRoutes
{
    private const string Json = "application/json";
    private const string Html = "text/html";

    public static IServiceCollection AddOrderDocuments(this IServiceCollection services) => services
        .AddSingleton<IssuedVersions>().ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new LowerCase<AnswerNeed>()));

    public static IEndpointRouteBuilder MapOrderDocuments(this IEndpointRouteBuilder app)
    {
        var documents = app.MapGroup("/api/v1/purchase-orders/{po}/documents").WithTags("Purchase orders");
        documents.MapGet("", ListAsync).WithName("ListOrderDocuments").WithSummary("The versions that went out, each with what is otherwise in it")
            .WithDescription("Of an order that is kept elsewhere there are none.")
            .Produces<IssuedVersionList>().Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        documents.MapGet("/{version:int}", ReadAsync).WithName("ReadOrderDocument").WithSummary("One version as it went out; Accept: text/html for one to print")
            .WithDescription("hash is the SHA-256 of its content, as it stands in the event and at the foot of the printed page: two copies with the same say the same.")
            .Produces<IssuedVersion>(200, Json).Produces(304).Produces<ProblemDocument>(404, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(406, ProblemDocument.MediaType);
        return app;
    }

    private static async Task<IResult> ListAsync(string po, HttpContext http, Rows rows, IssuedVersions versions, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        return await FindAsync(po, http, rows, ct) is { } order
            ? new Shown(new IssuedVersionList(await versions.OfAsync(po, order.Document, http.Person().Rights, ct)))
            : ProblemResult.NotFound;
    }

    private static async Task<IResult> ReadAsync(string po, int version, HttpContext http, Rows rows, IssuedVersions versions, CancellationToken ct)
    {
        if (new Parameters(http.Request.Query).Fault is { } fault)
            return new ProblemResult(fault);
        if (FormOf(http.Request) is not { } form)
            return new ProblemResult(Fault.At("/Accept", "not-acceptable", $"Expected {Json} or {Html}."));
        if (await FindAsync(po, http, rows, ct) is not { } order
            || (await versions.OfAsync(po, order.Document, http.Person().Rights, ct)).FirstOrDefault(v => v.Version == version) is not { } issued)
            return ProblemResult.NotFound;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        if (form == Json)
            return new Shown(issued);
        // It is somebody else's words on a page: nothing in it runs or loads.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Text(DocumentPage.Of(issued, order, rows, http.Person().Rights), "text/html; charset=utf-8");
    }

    private static async Task<PurchaseOrderRow?> FindAsync(string po, HttpContext http, Rows rows, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        return rows.TryGetPurchaseOrder(po, out var order) && http.Person().Rights.MaySee(order.Row) ? order.Row : null;
    }

    /// <summary>The form that the caller wants most; null where it takes neither.</summary>
    private static string? FormOf(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().Accept;
        if (wanted.Count == 0)
            return Json;
        foreach (var range in wanted.OrderByDescending(range => range.Quality ?? 1))
            if (range.Quality != 0)
                foreach (var form in new[] { Json, Html })
                    if (new MediaTypeHeaderValue(form).IsSubsetOf(range))
                        return form;
        return null;
    }
}

public sealed record IssuedVersionList(ImmutableArray<IssuedVersion> Items);
