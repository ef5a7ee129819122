using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Selvedge.Gateway.Security;

/// <summary>Made-up secrets that nobody can guess, so that a bare hash of one is enough to know it again.</summary>
internal static class Secret
{
    public const string KeyPrefix = "slk_";
    public const string TokenPrefix = "slt_";

    /// <summary>Longer than any of ours.</summary>
    public const int MostCharacters = 100;

    public static string Make(string prefix = "") => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static string HexOf(string secret) => Convert.ToHexStringLower(HashOf(secret));

    /// <summary>Takes the same time whatever is wrong with it.</summary>
    /// <param name="hex">As of <see cref="HexOf"/>.</param>
    public static bool Is(string secret, string hex) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HexOf(secret)), Encoding.ASCII.GetBytes(hex));
}
