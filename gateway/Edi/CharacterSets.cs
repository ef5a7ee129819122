using System.Text;
using System.Text.Unicode;

namespace Selvedge.Gateway.Edi;

/// <summary>In which characters an interchange is written: by its byte order mark, else by what EDIFACT says of itself, else UTF-8 where it can be that.</summary>
internal static class CharacterSets
{
    // UNB says so within its first element, behind the nine characters of an advice and perhaps blanks.
    private const int Head = 64;

    /// <summary>The text, and whether it holds what the character set that it names has not.</summary>
    public static (string Text, bool HasOthers) Read(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith(Encoding.UTF8.Preamble))
            return (Encoding.UTF8.GetString(body[Encoding.UTF8.Preamble.Length..]), !Utf8.IsValid(body));
        var head = Encoding.Latin1.GetString(body[..Math.Min(Head, body.Length)]);
        var at = head.IndexOf("UNO", StringComparison.Ordinal);
        if (head.TrimStart().StartsWith("UN", StringComparison.Ordinal) && at >= 0 && at + 3 < head.Length)
        {
            if (head[at + 3] is 'A' or 'B')
                return (Encoding.Latin1.GetString(body), body.ContainsAnyInRange((byte)0x80, (byte)0xFF));
            if (PageOf(head[at + 3]) is { } page)
                return (page.GetString(body), false);
        }

        return Utf8.IsValid(body) ? (Encoding.UTF8.GetString(body), false) : (Encoding.Latin1.GetString(body), false);
    }

    // Levels of ISO 9735, code list 0001; W and Y are ISO 10646.
    private static Encoding? PageOf(char level) => level switch
    {
        'C' => Encoding.Latin1,
        'D' => Iso(2),
        'E' => Iso(5),
        'F' => Iso(7),
        'G' => Iso(3),
        'H' => Iso(4),
        'I' => Iso(6),
        'J' => Iso(8),
        'K' => Iso(9),
        _ => null,
    };

    private static Encoding? Iso(int part) => CodePagesEncodingProvider.Instance.GetEncoding($"iso-8859-{part}");
}
