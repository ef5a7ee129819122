using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Selvedge.Domain.Partners;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Partners;
using Selvedge.Journal;

namespace Selvedge.Gateway.Dcsa;

/// <summary>
/// The secrets by which callbacks are signed: one for each key of a partner, made of a secret of the database, so that nothing is kept.
/// Of two keys both are good, and one that is revoked signs nothing any more. Thread-safe.
/// </summary>
internal sealed class CallbackSecrets(LinkKeys keys, Rows rows)
{
    private const int SecretBytes = 32;
    private const string Algorithm = "sha256";

    /// <summary>In base64, as a subscription wants it.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<string> OfAsync(string partner, string key, CancellationToken ct) => Convert.ToBase64String(Of(await KeyAsync(ct), partner, key));

    /// <summary>Whose callback it is; null where no live key of theirs signed it, or there is no such partner. As of everything acknowledged before the call.</summary>
    /// <param name="signature">Of the header, such as <c>sha256=…</c>.</param>
    /// <param name="body">As it came, to the byte.</param>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<(PartnerSheet Partner, PartnerKey Key)?> FindAsync(string partner, string signature, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        await rows.CatchUpAsync(ct);
        var secret = await KeyAsync(ct);
        if (Read(signature) is not { } signed || !rows.TryGetPartner(partner, out var known) || known.Row.Sheet is not { } sheet || !sheet.Scopes.Contains(PartnerScope.Report))
            return null;
        // All are compared, so that how long it takes tells nothing of which.
        PartnerKey? found = null;
        foreach (var key in known.Row.Keys)
            if (CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Of(secret, partner, key.Id), body.Span), signed) && key.IsLive && key.Scopes.Contains(PartnerScope.Report))
                found = key;
        return found is null ? null : (sheet, found);
    }

    /// <summary>Null where it is none of that algorithm.</summary>
    internal static byte[]? Read(string signature)
    {
        if (signature.Trim().Split('=', 2) is not [var algorithm, var hex] || !algorithm.Equals(Algorithm, StringComparison.OrdinalIgnoreCase) || hex.Length != HMACSHA256.HashSizeInBytes * 2)
            return null;
        var bytes = new byte[HMACSHA256.HashSizeInBytes];
        return Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }

    private static byte[] Of(byte[] secret, string partner, string key) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"dcsa-callback\n{partner}\n{key}"));

    private Task<byte[]> KeyAsync(CancellationToken ct) => keys.ReadAsync(() => RandomNumberGenerator.GetBytes(SecretBytes), ct);
}
