using System.Diagnostics.CodeAnalysis;

namespace Selvedge.Engine;

/// <summary>
/// The token that a grain's method sees. It is cancelled on the activation's scheduler, so that what the grain registered
/// with it stays within its turns; a call that has not begun is not begun.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A source without a timer or a link holds nothing to release.")]
internal sealed class CallCancellation
{
    private readonly CancellationTokenSource source = new();
    private ActivationScheduler? running;

    public CancellationToken Token => source.Token;

    public void RunsOn(ActivationScheduler scheduler) => Interlocked.Exchange(ref running, scheduler);

    public void Cancel() => Interlocked.CompareExchange(ref running, null, null)?.Post(source.Cancel);
}
