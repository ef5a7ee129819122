namespace Selvedge.Domain.TimeAndAction;

/// <summary>One row of a template's table.</summary>
/// <param name="After">Predecessors with their least days, such as <c>A05+21 A06+7</c>; empty for none.</param>
internal readonly record struct TemplateRow(
    string Code, string Name, string Role, Side Side, MilestoneHome Home, int? SubmitOffset, int DueOffset, string After,
    Stage? Stage = null);

/// <summary>Reads tables of milestones as people write them.</summary>
/// <remarks>
/// Who carries the days that a milestone loses without a reason: the first named of those responsible.
/// Vendors, factories and suppliers are the factory's side, and so are inspections and garment tests, which the goods
/// fail or pass there; the buyer's own people are the brand's. Materials in the making (fabric, trims, leather,
/// hardware, uppers, bottom units, moulds) are the material's, whoever signs for them; gates and restricted-substance
/// tests are compliance's.
/// </remarks>
internal static class TemplateTable
{
    /// <exception cref="ArgumentException">
    /// A predecessor does not stand above its follower, the offsets leave it less than its least days, or ex-factory is not last.
    /// </exception>
    public static CalendarTemplate Build(string id, int version, string title, params ReadOnlySpan<TemplateRow> rows)
    {
        if (rows.IsEmpty || rows[^1].DueOffset != 0)
            throw new ArgumentException($"{id} does not end with ex-factory", nameof(rows));

        var milestones = new TemplateMilestone[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            milestones[i] = new(
                row.Code, row.Name, row.Role, row.Side, row.Home, row.SubmitOffset, row.DueOffset,
                [.. row.After.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(after => Read(after, row, milestones))],
                row.Stage);
        }
        return new(id, version, title, [.. milestones]);
    }

    private static Dependency Read(string after, TemplateRow follower, TemplateMilestone?[] above)
    {
        var plus = after.IndexOf('+', StringComparison.Ordinal);
        var days = int.Parse(after[(plus + 1)..]);
        var predecessor = Array.FindIndex(above, milestone => milestone?.Code == after[..plus]);
        if (predecessor < 0)
            throw new ArgumentException($"{follower.Code} follows {after}, which does not stand above it", nameof(after));
        if (follower.DueOffset - above[predecessor]!.DueOffset < days)
            throw new ArgumentException($"{follower.Code} is planned too soon after {after}", nameof(after));
        return new(predecessor, days);
    }
}
