using System.Text.Json;
using System.Text.Json.Serialization;

namespace Selvedge.Contracts.Stored;

/// <summary>Writes enum members in lower case with hyphens (<c>approved-with-comments</c>).</summary>
public sealed class Hyphenated<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
