using System.Text.Json.Serialization;

namespace Selvedge.Gateway.Imports;

/// <summary>Something that a person should know about one row.</summary>
/// <param name="Row">As a spreadsheet counts: the header is row 1.</param>
/// <param name="Column">Its header; null for the row as a whole.</param>
/// <param name="Value">As found, shortened; null where none is meant.</param>
/// <param name="Expected">In words.</param>
/// <param name="Problem">A stable code.</param>
/// <param name="Outcome"><c>refused</c>, or <c>noted</c> for a row that was taken all the same.</param>
public sealed record Issue(int Row, string? Column, string? Value, string Expected, string Problem, string Outcome)
{
    private const int LongestValue = 200;

    [JsonIgnore]
    public bool IsRefusal => Outcome == "refused";

    public static Issue Refused(int row, string? column, string? value, string problem, string expected) =>
        new(row, column, Shorten(value), expected, problem, "refused");

    public static Issue Noted(int row, string? column, string? value, string problem, string expected) =>
        new(row, column, Shorten(value), expected, problem, "noted");

    public static string? Shorten(string? value) => value is { Length: > LongestValue } ? value[..LongestValue] + "…" : value;
}
