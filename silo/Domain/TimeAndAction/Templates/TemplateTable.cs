using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>One row of a template's table.</summary>
/// <param name="After">Predecessors with their least days, such as <c>A05+21 A06+7</c>; empty for none.</param>
internal readonly record struct TemplateRow(
    string Code, string Name, string Role, Side Side, MilestoneHome Home, int? SubmitOffset, int DueOffset, string After,
    Stage? Stage = null, bool PerColour = false, bool Gate = false, StyleStage? Holds = null);

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
    public static PublishedTemplate Build(string id, int version, string title, string? category, params ReadOnlySpan<TemplateRow> rows)
    {
        var milestones = new MilestoneSheet[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            milestones[i] = new(
                row.Code, row.Name, row.Role, row.Side, row.Home, row.SubmitOffset, row.DueOffset,
                [.. row.After.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Read)], row.Stage, [], row.PerColour, row.Gate, row.Holds,
                ApprovalTypes.ByTable(row.Code));
        }
        return new(id, version, new TemplateSheet(title, null, category, [.. milestones]));
    }

    private static Lag Read(string after)
    {
        var plus = after.IndexOf('+', StringComparison.Ordinal);
        return new(after[..plus], int.Parse(after[(plus + 1)..]));
    }
}
