using Orleans;
using Orleans.Concurrency;
using Selvedge.Domain.Brands;

namespace Selvedge.Contracts;

/// <summary>One brand, by its name.</summary>
public interface IBrandGrain : IGrainWithStringKey
{
    /// <param name="held">The version that the editor saw; null to act upon any.</param>
    Task<Verdict> Decide(Asked<BrandSettings> asked, int? held);

    [AlwaysInterleave]
    Task<BrandView> Read();
}
