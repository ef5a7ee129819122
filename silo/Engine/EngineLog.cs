using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Selvedge.Engine;

internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Error, "Grain {Grain} could not be activated.")]
    public static partial void ActivationFailed(this ILogger log, GrainId grain, Exception error);

    [LoggerMessage(2, LogLevel.Error, "Grain {Grain} did not deactivate cleanly.")]
    public static partial void DeactivationFailed(this ILogger log, GrainId grain, Exception error);

    [LoggerMessage(3, LogLevel.Error, "A timer of grain {Grain} failed; it goes on.")]
    public static partial void TimerFailed(this ILogger log, GrainId grain, Exception error);

    [LoggerMessage(4, LogLevel.Warning, "One-way call {Method} to grain {Grain} failed.")]
    public static partial void OneWayCallFailed(this ILogger log, string method, GrainId grain, Exception error);

    [LoggerMessage(5, LogLevel.Warning, "Stopped at the time limit with {Count} activations alive.")]
    public static partial void StoppedAtLimit(this ILogger log, int count);

    [LoggerMessage(6, LogLevel.Warning, "Grains can be activated again; {Count} more could not be in the meantime.")]
    public static partial void ActivationsWork(this ILogger log, int count);
}
