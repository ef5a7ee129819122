using Microsoft.Extensions.Configuration.Memory;

namespace Selvedge.Gateway;

internal static class Settings
{
    /// <summary>What holds where nothing else is said; below every other source, which a settings file is not.</summary>
    public static MemoryConfigurationSource Defaults { get; } = new()
    {
        InitialData = [new("urls", "http://127.0.0.1:5080"), new("Selvedge:Silo:IsClustered", "true"), new(Shutdown.DrainSetting, "0")],
    };
}
