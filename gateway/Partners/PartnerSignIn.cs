using System.Collections.Immutable;
using Selvedge.Domain.Partners;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Partners;

/// <summary>Whose key or token it was.</summary>
/// <param name="Scopes">What it opens now: what the key was given for, as far as the partner may still do it. Empty when it opens nothing any more.</param>
internal sealed record SignedIn(PartnerSheet Partner, PartnerKey Key, ImmutableArray<PartnerScope> Scopes);

/// <summary>Finds the partner behind one of its keys, or behind an access token that was given for one. Thread-safe.</summary>
internal sealed class PartnerSignIn(Rows rows, AccessTokens tokens, TimeProvider time)
{
    /// <summary>How long an access token opens.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(30);

    /// <summary>Null for what was never given out. A key that was revoked on any node opens nothing from then on.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<SignedIn?> FindAsync(string bearer, CancellationToken ct)
    {
        if (bearer.Length > Secret.MostCharacters)
            return null;
        await rows.CatchUpAsync(ct);
        if (!bearer.StartsWith(Secret.TokenPrefix, StringComparison.Ordinal))
            return OfKey(bearer);
        if (await tokens.FindAsync(Secret.HashOf(bearer), ct) is not { } token || !rows.TryGetPartner(token.Partner, out var partner))
            return null;
        if (partner.Row.Keys.FirstOrDefault(key => key.Id == token.Key) is not { } key)
            return null;
        var signedIn = Of(partner.Row, key);
        return signedIn with { Scopes = token.ExpiresAt <= time.GetUtcNow() ? [] : [.. signedIn.Scopes.Where(s => token.Scopes.Contains(WordOf(s)))] };
    }

    /// <summary>A short-lived token for a live key.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<string> GiveTokenAsync(SignedIn signedIn, CancellationToken ct)
    {
        var token = Secret.Make(Secret.TokenPrefix);
        var now = time.GetUtcNow();
        await tokens.KeepAsync(
            Secret.HashOf(token), new AccessToken(signedIn.Partner.Id, signedIn.Key.Id, [.. signedIn.Scopes.Select(WordOf)], now + TokenLife), now, ct);
        return token;
    }

    public static string WordOf(PartnerScope scope) => scope.ToString().ToLowerInvariant();

    // Compared by hashes, of which nobody can choose the beginning: how long it takes tells nothing.
    private SignedIn? OfKey(string bearer)
    {
        var hash = Secret.HexOf(bearer);
        foreach (var partner in rows.Partners)
            if (partner.Row.Keys.FirstOrDefault(key => key.Hash == hash) is { } key)
                return Of(partner.Row, key);
        return null;
    }

    private static SignedIn Of(PartnerRow partner, PartnerKey key) =>
        new(partner.Sheet!, key, key.IsLive ? [.. key.Scopes.Intersect(partner.Sheet!.Scopes)] : []);
}
