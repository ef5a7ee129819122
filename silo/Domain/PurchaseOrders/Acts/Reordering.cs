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

    /// <summary>Ends the event ids of carried approvals that were reported as reached instead of dropping out of the calendar.</summary>
    internal const string CarriedSuffix = "/carried";

    /// <summary>
    /// Those of an order that others may keep, what it carried over itself among them. One that was sent back or is looked at
    /// again does not hold.
    /// </summary>
    public static HeldApprovals HeldBy(PurchaseOrderState order) => new(
        order.Placed!.Number, order.Placed.Vendor,
        [
            .. from line in order.Lines
               where line is { IsCancelled: false, Timeline: not null, Order.Style: not null }
               from held in Reached(line.Timeline!, line.Approvals).Concat(CarriedBy(line.Timeline!))
               select new HeldApproval(line.Order.Style!, line.Order.Colour, held.Type, held.Date),
        ],
        [
            .. order.Lines.Where(line => line is { IsCancelled: false, Order.Style: not null }).Select(line => new HeldGoods(line.Order.Style!, line.Order.Colour)),
        ]);

    /// <summary>What became of each approval that a line of an order asks for: kept of the order that it repeats, or asked for again, and why.</summary>
    /// <param name="parent">What holds of that order now; null where it is not known.</param>
    public static ImmutableArray<RepeatedApproval> Repeated(HeldApprovals? parent, PurchaseOrderState order) =>
    [
        .. from line in order.Lines
           where line is { IsCancelled: false, Timeline: not null, Order.Style: not null }
           from one in Kept(line).Concat(Again(parent, line, order))
           select one,
    ];

    private static IEnumerable<RepeatedApproval> Kept(LineState line) =>
        from carried in CarriedBy(line.Timeline!)
        select Of(line, carried.Type, carried.Date, null);

    private static IEnumerable<RepeatedApproval> Again(HeldApprovals? parent, LineState line, PurchaseOrderState order)
    {
        foreach (var type in ApprovalTypes.All)
        {
            if (type.In(line.Timeline!.Template) is not { IsPlanned: true } completed
                || line.Timeline.Template.Milestones[line.Timeline.Template.IndexOf(completed.Milestone)].Home != MilestoneHome.Line)
                continue;
            yield return Of(line, type.Code, null, OfHowItIsMade.Contains(type.Code) ? WhyNot(type.Code, parent, line, order) : "of one production run: made again with every other");
        }
    }

    private static string WhyNot(string type, HeldApprovals? parent, LineState line, PurchaseOrderState order) =>
        parent is null ? "the order that it repeats is not known here"
        : order.Life.Version == 0 ? "what is kept is settled when it is issued"
        : parent.Vendor != order.Placed!.Vendor ? $"{parent.Number} is made by another vendor"
        : !parent.Goods.Any(g => g.Style == line.Order.Style && IsSame(g.Colour, line)) ? $"{parent.Number} has no line of {line.Order.Style} in {line.Order.Colour}"
        : parent.Approvals.Any(a => a.Type == type && a.Style == line.Order.Style && IsSame(a.Colour, line)) ? $"on {parent.Number} it was approved after this was issued"
        : $"on {parent.Number} it is not approved, or was sent back";

    private static bool IsSame(string colour, LineState line) => colour.Equals(line.Order.Colour, StringComparison.OrdinalIgnoreCase);

    private static RepeatedApproval Of(LineState line, string type, DateOnly? kept, string? why) => new(
        line.Order.Number, line.Order.Style!, line.Order.Colour, type, ApprovalTypes.Find(type)!.Name, kept, why);

    /// <summary>
    /// Shortens the calendars of new lines by what the parent holds of the same goods: another vendor, style or colour makes
    /// other goods of them, and then nothing is kept.
    /// </summary>
    internal static IEnumerable<PurchaseOrderEvent> Carried(HeldApprovals? parent, PurchaseOrderState order, Case asked)
    {
        if (parent is null || parent.Vendor != order.Placed!.Vendor)
            yield break;
        foreach (var line in order.Lines)
        {
            if (line.Timeline is not { } timeline)
                continue;
            var schedule = timeline.Schedule;
            foreach (var (code, milestone) in Types(timeline))
                if (parent.Approvals.LastOrDefault(a => a.Type == code && a.Style == line.Order.Style
                        && IsSame(a.Colour, line)) is { } held)
                {
                    var change = new MilestoneOverride(
                        timeline.Template.Milestones[milestone].Code, OverrideKind.CarriedOver, [], null, $"carried over from {parent.Number}", Reached: held.Date);
                    schedule = Relaying.Override(change, schedule, asked.Around.Calendar);
                    yield return new PurchaseOrderEvent.MilestoneOverridden(new LineSchedule(line.Order.Number, schedule), change);
                }
        }
    }

    private static IEnumerable<(string Type, DateOnly Date)> Reached(Timeline timeline, ImmutableArray<KeptApprovals> approvals) =>
        from type in Types(timeline)
        let reached = timeline.Actual(type.Milestone)
        where reached is not null
        let kept = KeptApprovals.Find(approvals, timeline.Template.Milestones[type.Milestone].Code)
        where kept is null or { Stand: ApprovalsStand.Closed or ApprovalsStand.None }
        select (type.Code, reached.Value);

    private static IEnumerable<(string Type, DateOnly Date)> CarriedBy(Timeline timeline) =>
        from carried in timeline.CarriedOver
        from code in OfHowItIsMade
        where ApprovalTypes.AskedBy(carried.Milestone).Any(a => a.Type == code)
        select (code, carried.Reached);

    private static IEnumerable<(string Code, int Milestone)> Types(Timeline timeline) =>
        from code in OfHowItIsMade
        let completed = ApprovalTypes.Find(code)!.In(timeline.Template)
        where completed is not null
        let milestone = timeline.Template.IndexOf(completed.Milestone)
        where timeline.Template.Milestones[milestone].Home == MilestoneHome.Line
        select (code, milestone);
}

/// <summary>What holds of an order for those that repeat it.</summary>
/// <param name="Goods">Styles and colours of its lines.</param>
[GenerateSerializer, Immutable, Alias("held-approvals")]
public sealed record HeldApprovals(string Number, string Vendor, ImmutableArray<HeldApproval> Approvals, ImmutableArray<HeldGoods> Goods);

[GenerateSerializer, Immutable, Alias("held-goods")]
public sealed record HeldGoods(string Style, string Colour);

/// <summary>One approval of a line of an order that repeats another.</summary>
/// <param name="Kept">On which it was given there; null where it is asked for again.</param>
/// <param name="Why">It is asked for again; null where it was kept.</param>
[GenerateSerializer, Immutable, Alias("repeated-approval")]
public sealed record RepeatedApproval(int Line, string Style, string Colour, string Type, string TypeName, DateOnly? Kept, string? Why);

/// <param name="Type">Code of its type.</param>
/// <param name="Date">On which it was given.</param>
[GenerateSerializer, Immutable, Alias("held-approval")]
public sealed record HeldApproval(string Style, string Colour, string Type, DateOnly Date);
