using System.Globalization;
using Selvedge.Domain;

namespace Selvedge.Gateway.Imports;

/// <summary>Leads an actor's refusal back to the cells of the file.</summary>
internal static class Refusals
{
    /// <summary>One issue for each row of the sheet: the one at fault, or the first, tells why; the others share its fate.</summary>
    public static IEnumerable<Issue> Of(Refusal refusal, PlannedSheet sheet, Mapping mapping)
    {
        var path = refusal.Pointer.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var row = path is ["lines", var index, ..] && int.TryParse(index, CultureInfo.InvariantCulture, out var line) && line < sheet.Rows.Length
            ? sheet.Rows[line]
            : sheet.Rows[0];
        yield return Issue.Refused(row, Column(path, mapping), null, refusal.Code, refusal.Detail);
        foreach (var other in sheet.Rows)
            if (other != row)
                yield return Issue.Refused(
                    other, null, null, "other-row-refused", $"all {sheet.Rows.Length} rows of {sheet.Key} to be right; see row {row}");
    }

    private static string? Column(string[] path, Mapping mapping) => path switch
    {
        ["lines", _, var field, ..] => Source(field, mapping),
        ["date"] => mapping.Past.FirstOrDefault()?.Date.Sources.FirstOrDefault(),
        [var field, ..] => Source(field, mapping),
        _ => null,
    };

    private static string? Source(string field, Mapping mapping) => mapping.Fields.GetValueOrDefault(field)?.Sources.FirstOrDefault();
}
