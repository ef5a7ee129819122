using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Selvedge.Gateway.Partners;

/// <summary>Made-up secrets that nobody can guess, so that a bare hash of one is enough to know it again.</summary>
internal static class Secret
{
    public const string KeyPrefix = "slk_";
    public const string TokenPrefix = "slt_";

    /// <summary>Longer than any of ours.</summary>
    public const int MostCharacters = 100;

    public static string Make(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static string HexOf(string secret) => Convert.ToHexStringLower(HashOf(secret));
}
