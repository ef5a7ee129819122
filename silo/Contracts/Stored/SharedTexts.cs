using System.Text;
using System.Text.Json;

namespace Selvedge.Contracts.Stored;

/// <summary>
/// Reads texts so that codes, names and words that come again and again are one object, however many states and rows hold
/// them. What comes once, such as an id, does not push them out. Of fixed size. Thread-safe.
/// </summary>
internal static class SharedTexts
{
    private const int MostBytes = 64;
    private const int Slots = 1 << 14;

    // Two that write at once lose nothing but an object that could have been shared.
    private static readonly string?[] Known = new string?[Slots];
    private static readonly ushort[] SeenOnce = new ushort[Slots];

    /// <summary>The value of the text on which the reader stands; null where it is missing.</summary>
    public static string Read(ref Utf8JsonReader json)
    {
        var bytes = json.ValueSpan;
        // The bytes of a missing text are those of the text "null".
        if (json.TokenType != JsonTokenType.String || json.HasValueSequence || json.ValueIsEscaped || bytes.Length is 0 or > MostBytes)
            return json.GetString()!;
        var hash = HashOf(bytes);
        var slot = hash & (Slots - 1);
        if (Known[slot] is { } known && Ascii.Equals(bytes, known))
            return known;
        var text = json.GetString()!;
        var mark = (ushort)((uint)hash >> 16);
        if (SeenOnce[slot] == mark)
            Known[slot] = text;
        else
            SeenOnce[slot] = mark;
        return text;
    }

    private static int HashOf(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
