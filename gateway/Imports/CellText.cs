using System.Buffers;
using System.Text;

namespace Selvedge.Gateway.Imports;

/// <summary>Finds text that was damaged before it reached us.</summary>
internal static class CellText
{
    public const int LongestText = 500;

    private static readonly SearchValues<char> Harmless = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c), '\t', '\n', '\r']);

    // What stands for the bytes 0x80 to 0x9F; elsewhere the byte is the character's number.
    private static readonly string Windows1252High = CodePagesEncodingProvider.Instance.GetEncoding(1252)!
        .GetString([.. Enumerable.Range(0x80, 32).Select(b => (byte)b)]);

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>What is wrong with a cell, or null. <c>Repaired</c> is what it was before it was decoded wrongly, where that is unambiguous.</summary>
    public static (string Problem, string Expected, string? Repaired)? Trouble(string cell, string lostLetters)
    {
        if (cell.Length > LongestText)
            return ("too-long", $"at most {LongestText} characters, found {cell.Length}", null);
        if (!cell.AsSpan().ContainsAnyExcept(Harmless))
            return null;
        if (cell.Contains('\uFFFD', StringComparison.Ordinal))
            return ("not-utf-8", "text in UTF-8; a mapping may say \"encoding\": \"windows-1252\"", null);
        if (cell.AsSpan().ContainsAny(lostLetters))
            return ("lost-letters", $"the letters as they were: here '{lostLetters}' stands where others were lost", null);
        if (LooksDecodedTwice(cell))
            return Undo(cell) is { } before
                ? ("mojibake", $"'{Issue.Shorten(before)}'", before)
                : ("mojibake", "text that was decoded once only", null);
        foreach (var c in cell)
            if (char.IsControl(c) && c is not ('\t' or '\n' or '\r'))
                return ("control-character", $"text; found the control character U+{(int)c:X4}", null);
        return null;
    }

    // Somewhere in it stands a sequence of UTF-8 whose bytes were each shown as a character of Windows-1252.
    private static bool LooksDecodedTwice(string cell)
    {
        for (var i = 0; i < cell.Length - 1; i++)
        {
            var length = cell[i] switch { >= '\u00C2' and <= '\u00DF' => 2, >= '\u00E0' and <= '\u00EF' => 3, >= '\u00F0' and <= '\u00F4' => 4, _ => 0 };
            if (length > 0 && i + length <= cell.Length && Undo(cell.Substring(i, length)) is not null)
                return true;
        }

        return false;
    }

    /// <summary>The text whose UTF-8 bytes read as Windows-1252 are exactly this; null when there is none.</summary>
    private static string? Undo(string decodedTwice)
    {
        var bytes = new byte[decodedTwice.Length];
        for (var i = 0; i < bytes.Length; i++)
            if (!TryByte(decodedTwice[i], out bytes[i]))
                return null;
        try
        {
            var before = Utf8.GetString(bytes);
            return before == decodedTwice ? null : before;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool TryByte(char c, out byte value)
    {
        var high = Windows1252High.IndexOf(c);
        value = (byte)(high >= 0 ? 0x80 + high : c);
        return high >= 0 || c is < '\u0080' or >= '\u00A0' and <= '\u00FF';
    }
}
