using Selvedge.Gateway.Approvals;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Boards;

/// <summary>The approvals that are on somebody's list, of one brand (or all) in one category.</summary>
internal sealed class ApprovalsTopic : Topic
{
    private readonly Rows rows;
    private readonly Sight sight;
    private readonly WaitingLines lines;
    private readonly Dictionary<string, QueueRow> shown = new(StringComparer.Ordinal);

    // Which orders formed a row before this topic was built is not known, so the rows say: up to here.
    public ApprovalsTopic(TopicName name, Rights rights, long builtAt, Rows rows, OpenOrders orders) : base(name, rights, builtAt)
    {
        (this.rows, sight, lines) = (rows, new Sight(rows, rights), new WaitingLines(rows, rights.MaySee, orders.LinesOf));
        foreach (var entry in rows.Approvals)
            if (Holds(entry))
                Show(QueueRow.Of(entry, builtAt, rows, rights, lines));
    }

    /// <summary>Brings one approval up to the rows; false when nothing of it is to be shown anew.</summary>
    /// <param name="changed">It is to be shown under this position even if it looks the same.</param>
    public bool Look(ApprovalEntry entry, long position, DateTimeOffset now, bool changed)
    {
        var held = shown.GetValueOrDefault(entry.Row.Subject.Id);
        if (!Holds(entry))
        {
            if (held is null)
                return false;
            shown.Remove(held.Id);
            Recent.Remove(held.Id, position, now);
            return true;
        }

        var row = QueueRow.Of(entry, position, rows, Rights, lines);
        if (!changed && held is not null && held with { V = position } == row)
            return false;
        Show(row);
        return true;
    }

    protected override object MakeTotals() => new QueueTotals(shown.Count, Hidden);

    private void Show(QueueRow row)
    {
        shown[row.Id] = row;
        Recent.Put(row);
    }

    private bool Holds(ApprovalEntry entry) => entry.Row is { IsListed: true } approval
        && approval.Category == Name.Category && (Name.Id == TopicName.AllBrands || approval.Brand == Name.Id)
        && sight.SeesApproval(approval);
}
