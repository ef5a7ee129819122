using Orleans.Runtime;
using Selvedge.Engine;

namespace Orleans;

/// <summary>
/// Base of grain classes. Everything in it runs one turn at a time; an instance lives from its
/// activation to its deactivation and is never used again.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    // Null only for an instance that was not made by the engine; such a grain has no context to use.
    private readonly Activation? activation = Activation.Current;

    protected Grain() { }

    public IGrainContext GrainContext => Activation;

    protected IGrainFactory GrainFactory => Activation.Catalog;

    protected IServiceProvider ServiceProvider => Activation.Services;

    internal Activation Activation =>
        activation ?? throw new InvalidOperationException($"This {GetType().Name} was made by its constructor, not by a call.");

    /// <summary>Runs before the first turn. What it throws fails the waiting calls; the next call tries again.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last turn. Not promised: a process can be killed.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Deactivates when the running turns have ended; later calls get a fresh activation.</summary>
    protected void DeactivateOnIdle() => Activation.Deactivate(
        new(DeactivationReasonCode.ApplicationRequested, $"{nameof(DeactivateOnIdle)} was called."));

    /// <summary>Keeps the activation at least this long though it be idle; zero or less takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.DelayDeactivation(timeSpan);
}
