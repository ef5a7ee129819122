using Orleans;
using Orleans.Concurrency;
using Selvedge.Domain.Partners;

namespace Selvedge.Contracts;

/// <summary>One partner, by its id: what it may see and do, and its keys.</summary>
public interface IPartnerGrain : IGrainWithStringKey
{
    /// <param name="held">The version that the editor saw; null to act upon any.</param>
    Task<Verdict> Record(Asked<PartnerSheet> asked, int? held);

    Task<Verdict> IssueKey(Asked<PartnerKey> asked);

    /// <summary>From its acknowledgement on the key opens nothing, on any node.</summary>
    /// <param name="asked">Id of the key.</param>
    Task<Verdict> RevokeKey(Asked<string> asked);

    /// <summary>Its sheet is null while there is no such partner.</summary>
    [AlwaysInterleave]
    Task<PartnerRow> Read();
}
