using Orleans;

namespace Selvedge.Benchmarks.Calls;

/// <summary>The least that a grain can do: what remains is the call itself.</summary>
public interface IPingGrain : IGrainWithStringKey
{
    Task<long> Ping(long number);
}

public sealed class PingGrain : Grain, IPingGrain
{
    private long sum;

    public Task<long> Ping(long number) => Task.FromResult(sum += number);
}
