using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Template;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Problems;

/// <summary>Every answer that is not a success leaves as problem details, whoever gave it.</summary>
public static class ProblemRoutes
{
    public static IServiceCollection AddProblems(this IServiceCollection services) =>
        services.AddExceptionHandler<Failures>().AddProblemDetails();

    /// <summary>First of all middleware: what follows may throw or answer a bare status.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) =>
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // Failures logs what is worth it; a sender's bad request is not an error of ours.
            SuppressDiagnosticsCallback = _ => true,
            AllowStatusCode404Response = true,
        }).UseStatusCodePages(WordBareStatusAsync);

    /// <summary>The page to which a problem's <c>type</c> leads.</summary>
    public static IEndpointRouteBuilder MapProblems(this IEndpointRouteBuilder app)
    {
        app.MapGet("/problems/{code}", (string code) =>
        {
            var (status, title) = ProblemMap.Of(code);
            return TypedResults.Text($"{title}.\n\nCode {code}, answered with status {status}. The member \"errors\" names each place at fault.\n");
        }).ExcludeFromDescription();
        return app;
    }

    private static Task WordBareStatusAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (!ApiPaths.Hold(http.Request.Path))
            return Task.CompletedTask;
        var fault = ProblemMap.OfStatus(http.Response.StatusCode);
        return new ProblemResult(Worded(http) is not { } words ? fault
            : http.Response.StatusCode == StatusCodes.Status415UnsupportedMediaType ? Fault.At("/Content-Type", fault.Code, words)
            : fault with { Detail = words }).ExecuteAsync(http);
    }

    private static string? Worded(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"Nothing answers at {http.Request.Path}.",
        StatusCodes.Status405MethodNotAllowed => $"{http.Request.Method} is not taken here; {http.Response.Headers.Allow} is.",
        StatusCodes.Status415UnsupportedMediaType => $"Expected {string.Join(", ", MediaTypesTakenAt(http))}.",
        _ => null,
    };

    // Routing has put an endpoint of its own into the place of the one that does not take the body: that is looked up again.
    private static IEnumerable<string> MediaTypesTakenAt(HttpContext http) =>
        http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(http.Request.Method) is true
                && new TemplateMatcher(new RouteTemplate(e.RoutePattern), []).TryMatch(http.Request.Path, []))
            .SelectMany(e => e.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? [])
            .Distinct();
}
