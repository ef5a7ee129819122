namespace Selvedge.Engine;

/// <summary>How one silo of the in-process engine behaves; the defaults are those of Orleans.</summary>
internal sealed class EngineOptions
{
    /// <summary>An activation idle for this long is deactivated.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A caller waits this long for an answer, then gets a <see cref="TimeoutException"/>; the turn goes on.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What OnActivateAsync and OnDeactivateAsync may each take.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
