using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Selvedge.Engine;

/// <summary>
/// Tells the log of activations that fail: what hits all grains alike, such as a database that is away, once until one can be
/// activated again. Thread-safe.
/// </summary>
internal sealed class FailedActivations(ILogger log)
{
    private readonly Lock gate = new();
    private Type? told;
    private int untold;

    public void Add(GrainId grain, Exception error)
    {
        lock (gate)
        {
            if (told == error.GetType())
            {
                untold++;
                return;
            }

            told = error.GetType();
        }

        log.ActivationFailed(grain, error);
    }

    /// <summary>A grain was activated.</summary>
    public void End()
    {
        if (Volatile.Read(ref told) is null)
            return;
        int others;
        lock (gate)
            (told, others, untold) = (null, untold, 0);
        if (others > 0)
            log.ActivationsWork(others);
    }
}
