using System.Collections.Immutable;

namespace Selvedge.Gateway.Imports;

/// <summary>What an import did, or would do, counted in lines: every line of the file is in exactly one of the four counts.</summary>
/// <param name="Lines">Rows below the header that are not blank.</param>
/// <param name="Rows">The first <see cref="MostRows"/> of what there is to say about rows, refused ones before noted ones, by row.</param>
/// <param name="RowsTotal">How much there is to say in all.</param>
/// <param name="Absent">Words and blanks that were taken to say nothing.</param>
/// <param name="IgnoredColumns">Columns of which nothing was taken.</param>
public sealed record ImportReport(
    string Mapping, int Lines, int Created, int Changed, int Unchanged, int Refused,
    ImmutableArray<Issue> Rows, int RowsTotal, ImmutableArray<AbsentWord> Absent, ImmutableArray<string> IgnoredColumns)
{
    public const int MostRows = 1_000;

    internal static ImportReport Of(ImportPlan plan, int created, int changed, int unchanged, IEnumerable<Issue> refusals)
    {
        var issues = plan.Issues.Concat(refusals).ToArray();
        return new ImportReport(
            plan.Mapping.Name, plan.Lines, created, changed, unchanged,
            issues.Where(i => i.IsRefusal).Select(i => i.Row).Distinct().Count(),
            [.. issues.OrderBy(i => i.IsRefusal ? 0 : 1).ThenBy(i => i.Row).Take(MostRows)], issues.Length, plan.Absent, plan.IgnoredColumns);
    }
}
