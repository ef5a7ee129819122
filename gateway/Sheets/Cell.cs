using System.Globalization;
using System.Text.Json;
using Selvedge.Gateway.Partners;

namespace Selvedge.Gateway.Sheets;

/// <summary>What one cell of a sheet says: a text, a number, a day or an instant; nothing where all are null.</summary>
internal readonly record struct Cell(string? Text = null, decimal? Number = null, DateOnly? Day = null, DateTimeOffset? At = null)
{
    /// <summary>A value of JSON: texts that are days or instants are told as such, a list by its parts; an object says nothing.</summary>
    public static Cell Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString()! is var text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new Cell(Day: day)
            : text.Length > 18 && text[10] == 'T' && Rfc3339.TryReadInstant(System.Text.Encoding.UTF8.GetBytes(text), out var at) ? new Cell(At: at) : new Cell(text),
        JsonValueKind.Number when value.TryGetDecimal(out var number) => new Cell(Number: number),
        JsonValueKind.True => new Cell("yes"),
        JsonValueKind.False => new Cell("no"),
        JsonValueKind.Array => new Cell(string.Join(", ", value.EnumerateArray().Select(part => Of(part).Text).Where(part => part is not null))),
        _ => default,
    };
}
