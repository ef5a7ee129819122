using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>Anything that can be called by address.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>The mark of an interface whose methods are calls to a grain.</summary>
    public interface IGrain : IAddressable;

    /// <summary>A grain interface whose grains are named by a string.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>Makes references to grains. Thread-safe; making one neither activates nor checks anything.</summary>
    public interface IGrainFactory
    {
        /// <param name="grainClassNamePrefix">Chooses among several classes by the start of their full name.</param>
        /// <exception cref="ArgumentException">No class, or more than one, implements the interface.</exception>
        TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
            where TGrainInterface : IGrainWithStringKey;
    }

    /// <summary>A grain as the runtime sees it.</summary>
    public interface IGrainBase
    {
        IGrainContext GrainContext { get; }

        Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
    }
}

namespace Orleans.Runtime
{
    /// <summary>The activation around one grain instance.</summary>
    public interface IGrainContext
    {
        GrainId GrainId { get; }
    }
}
