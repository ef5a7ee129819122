using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Selvedge.Domain.Partners;

namespace Selvedge.Gateway.Webhooks;

/// <summary>Signatures of Standard Webhooks, over the very bytes that are sent.</summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";

    public static string MakeSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>One signature for each secret that is live, apart by spaces.</summary>
    /// <param name="at">Of the attempt.</param>
    public static string Of(IEnumerable<WebhookSecret> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.")), .. body];
        return string.Join(' ', secrets.Where(s => s.EndsAt is not { } ends || ends > at)
            .Select(s => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(s.Value[Prefix.Length..]), signed))));
    }
}
