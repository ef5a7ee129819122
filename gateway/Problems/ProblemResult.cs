using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Selvedge.Gateway.Partners;

namespace Selvedge.Gateway.Problems;

/// <summary>Answers a fault as problem details, with the trace id that finds it in the log.</summary>
public sealed class ProblemResult(ProblemDocument document) : IResult, IEndpointMetadataProvider
{
    /// <summary>Unknown and forbidden alike: nobody learns from the answer what exists.</summary>
    public static readonly ProblemResult NotFound = new(new Fault("not-found"));

    public ProblemResult(Fault fault) : this(fault.ToDocument()) { }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = document with { TraceId = Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier };
        httpContext.Features.Get<Audited>()?.Verdict = problem.Code;
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            response.Headers.RetryAfter = "1";
        response.Headers.CacheControl = "no-store";
        // The exception handler takes the endpoint away and remembers it.
        if ((httpContext.GetEndpoint() ?? httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint)?.Metadata.GetMetadata<ProblemShape>() is { } shape)
            return response.WriteAsJsonAsync(shape.Of(problem, httpContext), httpContext.RequestAborted);
        return response.WriteAsJsonAsync(problem, (System.Text.Json.JsonSerializerOptions?)null, ProblemDocument.MediaType, httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(ProblemDocument), [ProblemDocument.MediaType]));
}
