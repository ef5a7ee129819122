namespace Selvedge.Gateway.Approvals;

/// <summary>What may be attached, known by how it begins, whatever its sender calls it.</summary>
internal static class FileTypes
{
    public const string Allowed = "PNG, JPEG, GIF, WebP or PDF";

    public static readonly string[] MediaTypes = ["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"];

    /// <summary>The media type; null for what is not taken.</summary>
    public static string? Of(ReadOnlySpan<byte> content) => content switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        _ => null,
    };
}
