using System.Collections.Immutable;
using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>One row of a template's table.</summary>
/// <param name="After">Predecessors with their least days, such as <c>A05+21 A06+7</c>; empty for none.</param>
/// <param name="Before">Of a row that a later version puts in: who follows it, as in <paramref name="After"/>; the row stands before the first of them.</param>
/// <param name="When">Where it applies, such as <c>printed=yes</c>; empty for everywhere.</param>
internal readonly record struct TemplateRow(
    string Code, string Name, string Role, Side Side, MilestoneHome Home, int? SubmitOffset, int DueOffset, string After,
    Stage? Stage = null, bool PerColour = false, bool Gate = false, StyleStage? Holds = null, string Before = "", string When = "");

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
            milestones[i] = Read(rows[i]);
        return new(id, version, new TemplateSheet(title, null, category, [.. milestones]));
    }

    /// <summary>The version after <paramref name="before"/>: some of its milestones apply only where something holds, and others are put in.</summary>
    /// <param name="conditioned">Codes with their conditions.</param>
    public static PublishedTemplate After(PublishedTemplate before, (string Code, string When)[] conditioned, params ReadOnlySpan<TemplateRow> rows)
    {
        List<MilestoneSheet> milestones =
        [
            .. before.Sheet.Milestones.Select(m => conditioned.FirstOrDefault(c => c.Code == m.Code).When is { } when ? m with { When = Conditions(when) } : m),
        ];
        foreach (var row in rows)
        {
            // One milestone waits for an approval: where it has its own now, it is not the other's any more.
            var own = ApprovalTypes.ByTable(row.Code).Select(a => a.Type).ToHashSet();
            milestones = [.. milestones.Select(m => m with { Approvals = m.Approvals?.RemoveAll(a => own.Contains(a.Type)) })];
            var followers = Lags(row.Before);
            milestones.Insert(milestones.FindIndex(m => followers.Any(f => f.Milestone == m.Code)), Read(row));
            foreach (var (follower, days) in followers)
                if (milestones.FindIndex(m => m.Code == follower) is var at)
                    milestones[at] = milestones[at] with { After = milestones[at].After.Add(new Lag(row.Code, days)) };
        }

        return new(before.Id, before.Version + 1, before.Sheet with { Milestones = [.. milestones] });
    }

    private static MilestoneSheet Read(in TemplateRow row) => new(
        row.Code, row.Name, row.Role, row.Side, row.Home, row.SubmitOffset, row.DueOffset, Lags(row.After), row.Stage, Conditions(row.When),
        row.PerColour, row.Gate, row.Holds, ApprovalTypes.ByTable(row.Code));

    private static ImmutableArray<Lag> Lags(string written) => [.. Parts(written, '+').Select(part => new Lag(part.Left, int.Parse(part.Right)))];

    private static ImmutableArray<AttributeValue> Conditions(string written) => [.. Parts(written, '=').Select(part => new AttributeValue(part.Left, part.Right))];

    private static IEnumerable<(string Left, string Right)> Parts(string written, char between) =>
        from part in written.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let at = part.IndexOf(between)
        select (part[..at], part[(at + 1)..]);
}
