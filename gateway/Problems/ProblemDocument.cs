using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Selvedge.Gateway.Problems;

/// <summary>The problem details of RFC 9457, with the errors by pointer. <c>type</c> leads to a page that explains the code.</summary>
public sealed record ProblemDocument(
    string Type,
    string Title,
    int Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail,
    ImmutableArray<FieldError> Errors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceId)
{
    public const string MediaType = "application/problem+json";

    /// <summary>The last part of its type.</summary>
    [JsonIgnore]
    public string Code => Type[(Type.LastIndexOf('/') + 1)..];

    public static ProblemDocument Of(Fault fault)
    {
        var (status, title) = ProblemMap.Of(fault.Code);
        return new ProblemDocument($"/problems/{fault.Code}", title, status, fault.Detail, fault.Errors, null);
    }
}
