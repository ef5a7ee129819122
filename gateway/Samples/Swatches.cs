using System.Buffers.Binary;
using System.IO.Compression;

namespace Selvedge.Gateway.Samples;

/// <summary>Photographs of lab dips as they might be: the dip on the left, the standard on the right, on a grey card.</summary>
internal static class Swatches
{
    private const int Width = 240;
    private const int Height = 160;
    private const int Margin = 14;
    private const byte Card = 176;

    /// <param name="apart">How far the dip is from its standard, in steps of 255.</param>
    public static byte[] Png(string colour, int apart, Random dice)
    {
        var (red, green, blue) = Of(colour);
        var off = (dice.Next(-apart, apart + 1), dice.Next(-apart, apart + 1), dice.Next(-apart, apart + 1));
        var rows = new byte[Height * (1 + Width * 3)];
        for (var y = 0; y < Height; y++)
        {
            // Each row begins with its filter: none.
            var at = y * (1 + Width * 3) + 1;
            for (var x = 0; x < Width; x++, at += 3)
            {
                var isCard = x < Margin || y < Margin || x >= Width - Margin || y >= Height - Margin || Math.Abs(x - Width / 2) < 2;
                var (r, g, b) = isCard ? (Card, Card, Card) : x < Width / 2 ? (red + off.Item1, green + off.Item2, blue + off.Item3) : (red, green, blue);
                var weave = isCard ? 0 : (x + y) % 4 == 0 ? 7 : (x - y) % 4 == 0 ? -5 : 0;
                (rows[at], rows[at + 1], rows[at + 2]) = (Byte(r + weave), Byte(g + weave), Byte(b + weave));
            }
        }

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(rows);
        using var png = new MemoryStream();
        png.Write([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']);
        // Eight bits for each of red, green and blue.
        Chunk(png, "IHDR"u8, [0, 0, 0, Width, 0, 0, 0, Height, 8, 2, 0, 0, 0]);
        Chunk(png, "IDAT"u8, packed.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        var crc = uint.MaxValue;
        foreach (var one in (ReadOnlySpan<byte>)[.. type, .. data])
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
        }

        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        png.Write(number);
    }

    private static byte Byte(int value) => (byte)Math.Clamp(value, 0, 255);

    private static (int Red, int Green, int Blue) Of(string colour) => colour switch
    {
        "Ink" => (31, 36, 56),
        "Chalk" => (236, 233, 224),
        "Moss" => (103, 116, 70),
        "Rust" => (158, 74, 44),
        "Navy" => (28, 40, 76),
        "Charcoal" => (62, 64, 68),
        "Oat" => (214, 200, 174),
        "Slate" => (98, 110, 122),
        "Clay" => (176, 118, 92),
        "Fern" => (82, 124, 76),
        "Brick" => (146, 60, 50),
        "Sand" => (202, 180, 144),
        "Black" => (24, 24, 26),
        "Optic White" => (246, 248, 252),
        "Dusk Blue" => (96, 122, 158),
        "Plum" => (88, 44, 76),
        "Ochre" => (198, 146, 54),
        "Pine" => (36, 78, 62),
        "Fog" => (184, 188, 190),
        "Cognac" => (152, 90, 48),
        "Bone" => (226, 216, 198),
        "Petrol" => (24, 84, 98),
        "Rose Dust" => (198, 150, 146),
        _ => (110, 110, 70),
    };
}
