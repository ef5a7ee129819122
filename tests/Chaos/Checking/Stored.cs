using System.Globalization;
using System.Text.Json;

namespace Selvedge.Chaos.Checking;

/// <summary>Reads what is stored as anybody could: JSON arrays, whose members are known by their place.</summary>
internal static class Stored
{
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static JsonElement Parse(byte[] data) => JsonDocument.Parse(data).RootElement;

    /// <summary>As the API writes days; null for none.</summary>
    public static string? Day(JsonElement value) => value.ValueKind == JsonValueKind.Null
        ? null
        : DateOnly.FromDateTime(Epoch.UtcDateTime).AddDays(value.GetInt32()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Instant(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : Epoch.AddTicks(value.GetInt64());

    /// <summary>Anything else as text; null for none.</summary>
    public static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.ToString();
}
