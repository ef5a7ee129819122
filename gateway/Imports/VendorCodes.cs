using System.Collections.Frozen;
using System.Text;
using Selvedge.Contracts;

namespace Selvedge.Gateway.Imports;

/// <summary>Codes for vendors that their source only names: one name in one country gives one code, in every file.</summary>
internal static class VendorCodes
{
    private const int NameLetters = 24;

    // By hand, because a process without culture data does not take accents off: Latin letters as Europe, Turkey and
    // Vietnam write them. Never change a line: codes that were given out depend on it.
    private static readonly FrozenDictionary<char, char> Plain = new[]
    {
        "aàáâãäåāăąạảấầẩẫậắằẳẵặ", "cçćĉċč", "dðďđ", "eèéêëēĕėęěẹẻẽếềểễệ", "gĝğġģ", "hĥħ", "iìíîïĩīĭįıỉị", "jĵ", "kķ", "lĺļľŀł",
        "nñńņň", "oòóôõöøōŏőơọỏốồổỗộớờởỡợ", "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűųưụủứừửữự", "wŵ", "yýÿŷỳỵỷỹ", "zźżž",
    }.SelectMany(letters => letters.Skip(1).Select(accented => (accented, plain: letters[0]))).ToFrozenDictionary(l => l.accented, l => l.plain);

    /// <summary>Such as <c>VN-VINHLONGFOOTWEARCOLTD-1A2B3C</c>: country, the name's first letters, and six digits of the whole name's hash.</summary>
    /// <param name="country">Null where the source does not say; the code then begins with the name.</param>
    public static string Of(string? country, string name)
    {
        var folded = Folded(name);
        var letters = string.Concat(folded.Where(char.IsAsciiLetterOrDigit).Take(NameLetters)).ToUpperInvariant();
        var hash = CommandIds.Of("vendor", country ?? "", folded).ToString("N")[..6].ToUpperInvariant();
        return string.Join('-', new[] { country, letters, hash }.Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>Letters and digits alone, without case and accents: how spellings of one name are told to be one.</summary>
    public static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
            if (char.IsLetterOrDigit(c))
                folded.Append(Plain.GetValueOrDefault(c, c));
        return folded.ToString();
    }
}
