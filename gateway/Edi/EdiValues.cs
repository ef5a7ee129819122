using System.Globalization;
using Selvedge.Domain.Shipments;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Shipments;

namespace Selvedge.Gateway.Edi;

/// <summary>Values of elements in our terms.</summary>
internal static class EdiValues
{
    /// <summary>A day, of whatever clock time follows it; null where it is none.</summary>
    public static DateOnly? Day(string text) =>
        text.Length >= 8 && DateOnly.TryParseExact(text.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string? Place(string text) => Places.IsCode(text.Trim().ToUpperInvariant()) ? text.Trim().ToUpperInvariant() : null;

    public static string? Equipment(string text) => text.Trim().ToUpperInvariant() is { Length: > 0 and <= StatusEventForm.MaxCodeLength } code && IsPrintable(code) ? code : null;

    public static string? Name(string text) => text.Trim() is { Length: > 0 and <= StatusEventForm.MaxKeyLength } name && IsPrintable(name) ? name : null;

    private static bool IsPrintable(string text) => !text.Any(c => char.IsControl(c) || char.IsSurrogate(c));

    public static int? Line(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line is > 0 and <= StatusEventForm.MaxLine ? line : null;

    /// <summary>Whole pieces; null for parts of them, and for more than a shipment takes.</summary>
    public static int? Pieces(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
        && count == decimal.Truncate(count) && count is > 0 and <= Shipment.MostPieces ? (int)count : null;
}
