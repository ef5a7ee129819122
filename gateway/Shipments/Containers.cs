using Selvedge.Domain.Shipments;

namespace Selvedge.Gateway.Shipments;

/// <summary>How containers are named: by ISO 6346, an owner of three letters, a kind of U, J or Z, six digits, and one to check them.</summary>
internal static class Containers
{
    private const int Length = 11;

    public const string Words = "Expected a container as in ISO 6346: four letters, six digits and the check digit that follows from them, such as MSKU6011672.";

    /// <summary>Whether goods can travel in it: by sea in containers alone, otherwise in whatever has a name.</summary>
    public static bool MayBe(string text, TransportMode mode) => mode != TransportMode.Sea || IsCode(text);

    private static bool IsCode(string text) => text.Length == Length
        && text.AsSpan(0, 4).IndexOfAnyExceptInRange('A', 'Z') < 0 && text[3] is 'U' or 'J' or 'Z' && text.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0
        && CheckDigitOf(text) == text[^1] - '0';

    /// <param name="owner">Three letters and the kind.</param>
    /// <param name="number">Up to six digits.</param>
    public static string Of(string owner, int number) => $"{owner}{number:D6}{CheckDigitOf($"{owner}{number:D6}")}";

    // Letters count from 10 without the multiples of 11; each place counts double the one before it.
    private static int CheckDigitOf(ReadOnlySpan<char> text)
    {
        var sum = 0;
        for (var i = 0; i < Length - 1; i++)
        {
            var value = char.IsAsciiDigit(text[i]) ? text[i] - '0' : text[i] - 'A' + 10;
            if (!char.IsAsciiDigit(text[i]))
                value += (value > 10 ? 1 : 0) + (value + 1 > 21 ? 1 : 0) + (value + 2 > 32 ? 1 : 0);
            sum += value << i;
        }

        return sum % 11 % 10;
    }
}
