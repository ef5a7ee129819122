using System.Collections.Frozen;
using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>What a reorder keeps of the order that it repeats: approvals of how the goods are made that still hold.</summary>
public static class Reordering
{
    // Bulk lots, tops of production and shipment samples are of one run, and made again with every other.
    private static readonly FrozenSet<string> OfHowItIsMade = new[] { "size-set", "pp", "confirmation" }.ToFrozenSet();

    /// <summary>Those of an order that others may keep. One that was sent back or is looked at again does not hold.</summary>
    public static HeldApprovals HeldBy(PurchaseOrderState order) => new(
        order.Placed!.Number, order.Placed.Vendor,
        [
            .. from line in order.Lines
               where line is { IsCancelled: false, Timeline: not null, Order.Style: not null }
               from type in Types(line.Timeline!)
               let reached = line.Timeline!.Actual(type.Milestone)
               where reached is not null
               let kept = KeptApprovals.Find(line.Approvals, line.Timeline!.Template.Milestones[type.Milestone].Code)
               where kept is null or { Stand: ApprovalsStand.Closed or ApprovalsStand.None }
               select new HeldApproval(line.Order.Style!, line.Order.Colour, type.Code, reached.Value),
        ]);

    /// <summary>Ends the event ids of what a reorder carries over: it happened to another run of goods.</summary>
    internal const string CarriedSuffix = "/carried";

    /// <summary>Another vendor, style or colour makes other goods of it: then nothing is kept.</summary>
    internal static IEnumerable<ReportMilestone> Carried(HeldApprovals? parent, PurchaseOrderState order, Case asked)
    {
        if (parent is null || parent.Vendor != order.Placed!.Vendor)
            yield break;
        foreach (var line in order.Lines)
            if (line.Timeline is { } timeline)
                foreach (var (code, milestone) in Types(timeline))
                    if (parent.Approvals.LastOrDefault(a => a.Type == code && a.Style == line.Order.Style
                            && a.Colour.Equals(line.Order.Colour, StringComparison.OrdinalIgnoreCase)) is { } held)
                        yield return new ReportMilestone(
                            asked.By.Id, $"{order.Placed.Number}/{line.Order.Number}/{timeline.Template.Milestones[milestone].Code}{CarriedSuffix}", asked.Now, false,
                            line.Order.Number, timeline.Template.Milestones[milestone].Code, Classifier.Actual, held.Date, null, $"carried over from {parent.Number}");
    }

    private static IEnumerable<(string Code, int Milestone)> Types(Timeline timeline) =>
        from code in OfHowItIsMade
        let completed = ApprovalTypes.Find(code)!.In(timeline.Template)
        where completed is not null
        let milestone = timeline.Template.IndexOf(completed.Milestone)
        where timeline.Template.Milestones[milestone].Home == MilestoneHome.Line
        select (code, milestone);
}

/// <summary>What holds of an order for those that repeat it.</summary>
[GenerateSerializer, Immutable, Alias("held-approvals")]
public sealed record HeldApprovals(string Number, string Vendor, ImmutableArray<HeldApproval> Approvals);

/// <param name="Type">Code of its type.</param>
/// <param name="Date">On which it was given.</param>
[GenerateSerializer, Immutable, Alias("held-approval")]
public sealed record HeldApproval(string Style, string Colour, string Type, DateOnly Date);
