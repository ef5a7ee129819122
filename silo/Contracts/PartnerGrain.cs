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

    Task<Verdict> AddWebhook(Asked<Webhook> asked);

    /// <param name="asked">Id of the webhook.</param>
    Task<Verdict> DropWebhook(Asked<string> asked);

    /// <summary>Messages are signed by the former secret as well for a day.</summary>
    Task<Verdict> RotateSecret(CommandHeader header, string webhook, string secret);

    /// <summary>Sends nothing any more until somebody enables it.</summary>
    Task<Verdict> DisableWebhook(CommandHeader header, string webhook, string why);

    /// <param name="asked">Id of the webhook.</param>
    Task<Verdict> EnableWebhook(Asked<string> asked);

    /// <summary>Its sheet is null while there is no such partner.</summary>
    [AlwaysInterleave]
    Task<PartnerRow> Read();
}
