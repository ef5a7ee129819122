using Microsoft.AspNetCore.Diagnostics;

namespace Selvedge.Gateway.Problems;

/// <summary>Words what was thrown. Logs what is ours; a caller who left gets no answer and no log line.</summary>
internal sealed class Failures(ILogger<Failures> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;

        var fault = ProblemMap.Of(exception);
        if (fault.Code == "internal-error")
            log.LogError(exception, "{Method} {Path} broke", httpContext.Request.Method, httpContext.Request.Path);
        else if (fault.Code == "unavailable")
            log.LogWarning("{Method} {Path} could not be answered: {Reason}", httpContext.Request.Method, httpContext.Request.Path, exception.Message);
        await new ProblemResult(fault).ExecuteAsync(httpContext);
        return true;
    }
}
