using Orleans;
using Orleans.Runtime;
using Selvedge.Journal;

namespace Selvedge.Grains.Tests.OnOrleans;

/// <summary>Says where it lives.</summary>
public interface IHereGrain : IGrainWithStringKey
{
    Task<string> Silo();

    /// <exception cref="JournalUnavailableException">Always.</exception>
    Task Fail(string message);
}

public sealed class HereGrain(ILocalSiloDetails silo) : Grain, IHereGrain
{
    public Task<string> Silo() => Task.FromResult(silo.SiloAddress.ToString());

    public Task Fail(string message) => throw new JournalUnavailableException(message);
}
