using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Selvedge.Domain.Views;

namespace Selvedge.Contracts;

/// <summary>The saved views of one person, team or role.</summary>
public interface IViewShelfGrain : IGrainWithStringKey
{
    /// <param name="held">The version of the view that the editor saw; null to act upon any.</param>
    Task<Verdict> Keep(Asked<SavedView> asked, int? held);

    /// <param name="asked">Id of the view.</param>
    Task<Verdict> Drop(Asked<string> asked);

    /// <summary>In the order in which they came.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<SavedView>> Read();
}
