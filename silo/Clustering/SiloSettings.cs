namespace Selvedge.Clustering;

/// <summary>What a silo can be told, whichever runtime is under the grains.</summary>
public sealed class SiloSettings
{
    /// <summary>A grain idle for this long is deactivated.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A caller waits this long for an answer, then gets a <see cref="TimeoutException"/>.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
