using Microsoft.AspNetCore.Diagnostics;

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
        if (!http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            return Task.CompletedTask;
        var fault = ProblemMap.OfStatus(http.Response.StatusCode);
        return new ProblemResult(fault with { Detail = Worded(http) }).ExecuteAsync(http);
    }

    private static string? Worded(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"Nothing answers at {http.Request.Path}.",
        StatusCodes.Status405MethodNotAllowed => $"{http.Request.Method} is not taken here; {http.Response.Headers.Allow} is.",
        _ => null,
    };
}
