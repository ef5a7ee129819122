using System.Security.Cryptography;
using System.Text;

namespace Selvedge.Contracts;

/// <summary>Derives command ids and fingerprints: 128 bits of SHA-256, the same on every machine.</summary>
public static class CommandIds
{
    /// <summary>Of the parts in order; parts are kept apart, so that ("ab","c") and ("a","bc") differ.</summary>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BitConverter.TryWriteBytes(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        return new Guid(digest[..16]);
    }

    /// <summary>Of a body's bytes.</summary>
    public static Guid Of(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(content, digest);
        return new Guid(digest[..16]);
    }
}
