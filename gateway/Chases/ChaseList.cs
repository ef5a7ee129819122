using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.Vendors;
using Selvedge.Domain.WorkQueues;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.WorkQueues;

namespace Selvedge.Gateway.Chases;

/// <summary>One thing that a vendor is asked for: the same of several lines of an order is one.</summary>
/// <param name="Subject">Such as <c>PO-1001/1,3</c>; number of a style, or of a whole order.</param>
/// <param name="Line">Where it is of one line, or the first of several.</param>
/// <param name="Due">The day by which it is wanted, or since which it has been open.</param>
/// <param name="BehindDays">Past that day; negative before.</param>
/// <param name="Units">Pieces or pairs that wait; null for who may not see quantities.</param>
public sealed record ChaseItem(
    ChaseKind Kind, string Subject, string? PurchaseOrder, int? Line, string? Style, string? Colour, string? Approval, string What, DateOnly Due, int BehindDays, int? Units)
{
    internal ChasedThing ToThing() => new(Kind, Subject, What, Due);
}

/// <summary>
/// All that is open with one vendor: what the vendor's own people have before them, and what only we see, as far as the
/// asker may see it. Ranked within its kind by what is at stake.
/// </summary>
internal static class ChaseList
{
    // Each may have to be read from the journal first: enough to keep it busy, too few to crowd out others.
    private const int AtOnce = 64;

    /// <param name="rows">That have caught up.</param>
    public static async Task<ImmutableArray<ChaseItem>> OfAsync(string vendor, Rows rows, IGrainFactory grains, CurrentPerson asker, DateOnly today, CancellationToken ct)
    {
        // Whoever works there: the same day's work as on their own page.
        var theirs = CurrentPerson.Of(new PersonSheet("", "", "vendor", "factory", [], [], [vendor], []));
        var withUnits = asker.Rights.MaySeeField("quantity");
        // Of a line's milestones it has the next one only.
        var work = new WorkGathering(rows, theirs, asker, today).Gather().Where(one => one is not { Kind: WorkKind.Milestone, Order: not null }).ToArray();
        var approved = work.Where(one => one.Approval is { Milestone: not null }).Select(one => (one.Approval!.Subject.PurchaseOrder, one.Approval.Subject.Line, one.Approval.Milestone!)).ToHashSet();
        var orders = rows.PurchaseOrders.Select(entry => entry.Row).Where(order => order.Vendor == vendor && order.IsIssued && asker.Rights.MaySee(order)).ToArray();
        var milestones = new ConcurrentBag<(long UnitDays, ChaseItem Item)>();
        await Parallel.ForEachAsync(
            orders.Where(order => order.Open && order.Lines.Any(line => line.Next?.Due <= Until(today))), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (order, _) =>
            {
                foreach (var item in MilestonesOf(order, await grains.GetGrain<IPurchaseOrderGrain>(order.Number).Read(), approved, today, withUnits))
                    milestones.Add(item);
            });
        var all = work.Select(one => (one.Impact.UnitDays, Item: OfWork(one, today, withUnits))).Concat(milestones).Concat(orders.SelectMany(order => Noticed(order, today, withUnits)));
        return
        [
            .. Together(all)
                .OrderBy(x => x.Item.Kind).ThenByDescending(x => x.UnitDays).ThenBy(x => x.Item.Subject, StringComparer.Ordinal).ThenBy(x => x.Item.Colour, StringComparer.Ordinal)
                .ThenBy(x => x.Item.What, StringComparer.Ordinal).Select(x => x.Item),
        ];
    }

    /// <summary>The message that asks for all of it, as plain text.</summary>
    public static string TextOf(string vendorName, ImmutableArray<ChaseItem> items, DateOnly today)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{vendorName}: open on {Day(today)}\n\nPlease answer each with a day, or with what you wait for.\n");
        foreach (var ofKind in items.GroupBy(item => item.Kind))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{HeadOf(ofKind.Key)} ({ofKind.Count()})\n");
            foreach (var item in ofKind)
                text.Append(CultureInfo.InvariantCulture, $"- {item.Subject}{Of(item)}: {item.What}, {WhenOf(item)}\n");
        }

        return text.ToString();

        static string Of(ChaseItem item) => string.Join(", ", new[] { item.Style, item.Colour }.OfType<string>()) is { Length: > 0 } of ? $" ({of})" : "";
    }

    /// <summary>Equal for lists of the same things, in whatever order.</summary>
    public static string HashOf(ImmutableArray<ChaseItem> items) => CommandIds.Of(
        [.. items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Kind}\n{item.Subject}\n{item.Colour}\n{item.Approval}\n{item.What}\n{item.Due:O}")).Order(StringComparer.Ordinal)]).ToString("N");

    public static string SubjectOf(int items, DateOnly today) =>
        string.Create(CultureInfo.InvariantCulture, $"{items} open {(items == 1 ? "thing" : "things")}, {Day(today)}");

    /// <summary>
    /// The same of several lines of one order is one. What is of no line stands for itself, and so does each where a line has
    /// several of them, such as two colours on one day.
    /// </summary>
    internal static IEnumerable<(long UnitDays, ChaseItem Item)> Together(IEnumerable<(long UnitDays, ChaseItem Item)> all) =>
        from x in all
        group x by (x.Item.Kind, x.Item.PurchaseOrder, IsOfLine: x.Item.Line is not null, x.Item.What, x.Item.Due) into same
        let lines = same.Select(x => x.Item.Line).Distinct().Count()
        from item in same.Key.IsOfLine && lines > 1 && lines == same.Count() ? [OfLines([.. same.OrderBy(x => x.Item.Line)])] : same.AsEnumerable()
        select item;

    private static (long UnitDays, ChaseItem Item) OfLines((long UnitDays, ChaseItem Item)[] same)
    {
        var first = same[0].Item;
        return (
            same.Sum(x => x.UnitDays),
            first with
            {
                Subject = $"{first.PurchaseOrder}/{string.Join(',', same.Select(x => x.Item.Line))}", Approval = null, Units = first.Units is null ? null : same.Sum(x => x.Item.Units),
                Style = Common(x => x.Style), Colour = Common(x => x.Colour),
            });

        string? Common(Func<ChaseItem, string?> of) => same.Select(x => of(x.Item)).Distinct().Count() == 1 ? of(first) : null;
    }

    private static DateOnly Until(DateOnly today) => today.AddDays(Responsibility.AheadDays);

    private static IEnumerable<(long UnitDays, ChaseItem Item)> MilestonesOf(
        PurchaseOrderRow order, PurchaseOrderView? read, HashSet<(string? Order, int Line, string Milestone)> approved, DateOnly today, bool withUnits) =>
        from line in order.Lines
        where line.Health != Health.Done
        from milestone in read?.Lines.FirstOrDefault(l => l.Number == line.Number)?.Milestones ?? []
        where milestone is { Home: MilestoneHome.Line, Actual: null } && milestone.Due <= Until(today) && Responsibility.NamesMaker(milestone.Role)
            && !approved.Contains((order.Number, line.Number, milestone.Code))
        let behind = today.DayNumber - milestone.Due.DayNumber
        select (
            new Impact(withUnits ? line.Quantity : 0, Impact.DaysAtRisk(milestone.Due, milestone.Forecast, today, 0), line.FloatDays ?? 0).UnitDays,
            new ChaseItem(
                behind > 0 ? ChaseKind.Overdue : ChaseKind.Due, $"{order.Number}/{line.Number}", order.Number, line.Number, line.Style, line.Colour, null, milestone.Name,
                milestone.Due, behind, withUnits ? line.Quantity : null));

    private static (long UnitDays, ChaseItem Item) OfLine(PurchaseOrderRow order, LineRow line, ChaseKind kind, string what, DateOnly since, DateOnly today, bool withUnits) => (
        new Impact(withUnits ? line.Quantity : 0, Math.Max(1, today.DayNumber - since.DayNumber), line.FloatDays ?? 0).UnitDays,
        new ChaseItem(
            kind, $"{order.Number}/{line.Number}", order.Number, line.Number, line.Style, line.Colour, null, what, since, today.DayNumber - since.DayNumber,
            withUnits ? line.Quantity : null));

    private static ChaseItem OfWork(Work work, DateOnly today, bool withUnits) => new(
        work.Kind switch
        {
            WorkKind.Approval => ChaseKind.Approval,
            WorkKind.Answer or WorkKind.Profile => ChaseKind.Answer,
            _ => work.Due < today ? ChaseKind.Overdue : ChaseKind.Due,
        },
        work switch
        {
            { Order: { } order, Line: { } line } => $"{order.Number}/{line.Number}",
            { Order: { } order } => order.Number,
            { Approval.Subject: { PurchaseOrder: { } number, Line: var line } } => $"{number}/{line}",
            _ => work.StyleNumber ?? "",
        },
        work.Order?.Number ?? work.Approval?.Subject.PurchaseOrder, work.Line?.Number ?? (work.Approval is { Subject.IsOfLine: true } approval ? approval.Subject.Line : null),
        work.StyleNumber, work.Colour, work.Approval?.Subject.Id, work.What, work.Due, today.DayNumber - work.Due.DayNumber, withUnits ? work.Impact.Units : null);

    // Nobody at the vendor has these before them.
    private static IEnumerable<(long UnitDays, ChaseItem Item)> Noticed(PurchaseOrderRow order, DateOnly today, bool withUnits)
    {
        if (order.Phase == Phase.ChangeProposed)
            yield return (0, new ChaseItem(
                ChaseKind.Proposal, order.Number, order.Number, null, null, null, null, "your change is with us and will be answered", today, 0, withUnits ? order.Lines.Sum(l => l.Quantity) : null));
        if (!order.Open)
            yield break;
        foreach (var line in order.Lines)
        {
            foreach (var open in line.Discrepancies ?? [])
                yield return OfLine(order, line, ChaseKind.Discrepancy, open.Text, open.Sides.Max(s => s.HeardAt) is { } heard ? DateOnly.FromDateTime(heard.UtcDateTime) : today, today, withUnits);
            if (line.Health == Health.Stale && line.HeardAt is { } last)
                yield return OfLine(order, line, ChaseKind.Silent, "nothing heard for longer than is usual", DateOnly.FromDateTime(last.UtcDateTime), today, withUnits);
        }
    }

    private static string HeadOf(ChaseKind kind) => kind switch
    {
        ChaseKind.Overdue => "Overdue",
        ChaseKind.Due => "Due within a week",
        ChaseKind.Approval => "For approval, from you",
        ChaseKind.Answer => "Orders to confirm",
        ChaseKind.Discrepancy => "Statements that contradict each other",
        ChaseKind.Silent => "Nothing heard",
        _ => "With us",
    };

    private static string WhenOf(ChaseItem item) => item.Kind switch
    {
        ChaseKind.Silent => $"last heard {Day(item.Due)}",
        ChaseKind.Discrepancy => $"since {Day(item.Due)}",
        ChaseKind.Proposal => "nothing to do",
        _ when item.BehindDays > 0 => $"was due {Day(item.Due)}, {HistoryWords.Count(item.BehindDays, "day")} over",
        _ => $"due {Day(item.Due)}",
    };

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
