using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Partners;

/// <summary>What a partner's programs may do.</summary>
public enum PartnerScope
{
    /// <summary>Read the log, orders and styles.</summary>
    Read,

    /// <summary>Report what happened.</summary>
    Report,

    /// <summary>Keep webhooks.</summary>
    Webhooks,
}

/// <summary>A company whose programs work with ours, and what they may see and do. No brand or vendor named means all.</summary>
/// <param name="Sources">The names under which it reports; nobody else's reports are touched by it.</param>
/// <param name="HiddenFields">Fields that it may not see, such as <c>price</c>.</param>
[GenerateSerializer, Immutable, Alias("partner-sheet")]
public sealed record PartnerSheet(
    string Id, string Name, ImmutableArray<string> Brands, ImmutableArray<string> Vendors, ImmutableArray<PartnerScope> Scopes, ImmutableArray<string> Sources,
    ImmutableArray<string> HiddenFields)
{
    // Records compare immutable arrays by reference; a repeat must be seen as one.
    public bool Equals(PartnerSheet? other) =>
        other is not null && Id == other.Id && Name == other.Name && Brands.SequenceEqual(other.Brands) && Vendors.SequenceEqual(other.Vendors)
        && Scopes.SequenceEqual(other.Scopes) && Sources.SequenceEqual(other.Sources)
        && HiddenFields.SequenceEqual(other.HiddenFields);

    public override int GetHashCode() => HashCode.Combine(Id, Name);
}

/// <summary>A key by which a partner's programs say who they are. The key itself is kept nowhere.</summary>
/// <param name="Hash">SHA-256 of the key in lower-case hexadecimal.</param>
/// <param name="Ends">Its last characters, by which a person knows it again.</param>
/// <param name="Scopes">At most the partner's.</param>
/// <param name="RevokedAt">Null while it opens.</param>
[GenerateSerializer, Immutable, Alias("partner-key")]
public sealed record PartnerKey(
    string Id, string Label, string Hash, string Ends, ImmutableArray<PartnerScope> Scopes, string IssuedBy, DateTimeOffset IssuedAt,
    string? RevokedBy = null, DateTimeOffset? RevokedAt = null)
{
    public bool IsLive => RevokedAt is null;
}

/// <summary>An address to which what happens is sent.</summary>
/// <param name="Events">Published types; none for all.</param>
/// <param name="Secrets">By which messages are signed, the newest first; at most two.</param>
/// <param name="Disabled">Why nothing is sent any more; null while it is.</param>
[GenerateSerializer, Immutable, Alias("webhook")]
public sealed record Webhook(
    string Id, string Url, ImmutableArray<string> Events, ImmutableArray<WebhookSecret> Secrets, string CreatedBy, DateTimeOffset CreatedAt,
    string? Disabled = null, DateTimeOffset? DisabledAt = null)
{
    public bool IsEnabled => Disabled is null;
}

/// <param name="Value">As the receiver has it, <c>whsec_</c> and base64.</param>
/// <param name="EndsAt">Null for the present one; of the one before, until when messages are signed by it as well.</param>
[GenerateSerializer, Immutable, Alias("webhook-secret")]
public sealed record WebhookSecret(string Value, DateTimeOffset? EndsAt);

/// <summary>One partner as it stands.</summary>
/// <param name="Version">Number of events.</param>
[GenerateSerializer, Immutable, Alias("partner-row")]
public sealed record PartnerRow(PartnerSheet? Sheet, ImmutableArray<PartnerKey> Keys, int Version, ImmutableArray<Webhook> Webhooks);
