using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Selvedge.Gateway.Imports;

/// <summary>How the columns of one kind of file become styles, vendors or purchase orders. Written as JSON, see README.md.</summary>
internal sealed record Mapping
{
    // Set and not init: generated readers overwrite the defaults of init members that the JSON leaves out.

    public required string Name { get; init; }

    /// <summary><c>styles</c>, <c>vendors</c> or <c>purchase-orders</c>.</summary>
    public required string Kind { get; init; }

    public string? Title { get; set; }

    /// <summary><c>utf-8</c> or <c>windows-1252</c>; a byte order mark in the file is believed instead.</summary>
    public string Encoding { get; set; } = "utf-8";

    public string Delimiter { get; set; } = ",";

    /// <summary>Words that say, in any column, that nothing is said.</summary>
    public ImmutableArray<string> Absent { get; set; } = [];

    /// <summary>What happens to text that was decoded wrongly once: <c>refuse</c>, or <c>repair</c> where that is unambiguous.</summary>
    public string Mojibake { get; set; } = "refuse";

    /// <summary>Letters which, in this source, stand where others were lost.</summary>
    public string LostLetters { get; set; } = "";

    /// <summary>What several rows of one style or vendor are: <c>refuse</c> them, or <c>merge</c> those that agree.</summary>
    public string Duplicates { get; set; } = "refuse";

    public required IReadOnlyDictionary<string, FieldMapping> Fields { get; init; }

    /// <summary>What already happened to a line, for files that tell history.</summary>
    public ImmutableArray<PastMapping> Past { get; set; } = [];
}

/// <summary>Where one value comes from: a column, several joined by a space, or always the same.</summary>
internal sealed record FieldMapping
{
    public string? Column { get; set; }

    public ImmutableArray<string> Columns { get; set; } = [];

    public string? Constant { get; set; }

    /// <summary>Taken when the columns say nothing.</summary>
    public string? Default { get; set; }

    public bool Required { get; set; }

    /// <summary>Every word that may stand there, and what it means. Anything else is refused.</summary>
    public IReadOnlyDictionary<string, string>? Words { get; set; }

    /// <summary>Words that say that nothing is said, in this column.</summary>
    public ImmutableArray<string> Absent { get; set; } = [];

    /// <summary>Forms of a date, such as <c>d-MMM-yy</c>. A text that two of them read differently is refused.</summary>
    public ImmutableArray<string> Dates { get; set; } = [];

    /// <summary>What stands between thousands in a number, such as <c>,</c>.</summary>
    public string? Thousands { get; set; }

    [JsonIgnore]
    public ImmutableArray<string> Sources => Column is { } one ? [one, .. Columns] : Columns;
}

/// <summary>A milestone that the file says has happened.</summary>
/// <param name="Recorded">The day on which the source wrote it down; the day itself where that is not said.</param>
internal sealed record PastMapping(string Milestone, FieldMapping Date, FieldMapping? Recorded = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    AllowTrailingCommas = true,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip)]
[JsonSerializable(typeof(Mapping))]
internal sealed partial class MappingJson : JsonSerializerContext;
