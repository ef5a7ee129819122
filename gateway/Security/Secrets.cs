using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Selvedge.Gateway.Security;

/// <summary>Secrets of which only a hash is stored. They are as random as the hash, so that nothing slower is needed.</summary>
internal static class Secrets
{
    private const int Bytes = 32;

    /// <summary>One that nobody can guess.</summary>
    public static string New() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256 in hex.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Takes the same time whatever is wrong with it.</summary>
    public static bool IsOf(string secret, string hash) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(secret)), Encoding.ASCII.GetBytes(hash));
}
