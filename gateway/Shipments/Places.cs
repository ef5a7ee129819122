using System.Buffers;

namespace Selvedge.Gateway.Shipments;

/// <summary>How places are named: by UN/LOCODE, a country of two letters and a place of three letters or digits from 2 to 9.</summary>
internal static class Places
{
    private static readonly SearchValues<char> OfPlaces = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ23456789");

    public static bool IsCode(string text) => text.Length == 5
        && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && !text.AsSpan(2).ContainsAnyExcept(OfPlaces);
}
