using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WhatIfs;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.BulkActs;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.WhatIfs;

namespace Selvedge.Gateway.Samples;

/// <summary>
/// What the people of a sample do while the season goes on: with many lines at once, against what a template says, and about what
/// contradicts itself. Which lines these are follows from how they stand.
/// </summary>
internal sealed class SampleWork(IGrainFactory grains, Rows rows, SampleSender send, ImmutableArray<PersonSheet> people, DateOnly today)
{
    private const string Apparel = "apparel";
    private const int LinesOfAnAct = 12;
    private const int SettledOfAKind = 3;
    private const int RaisedOfAKind = 2;
    private const int Waived = 3;
    private const int CutTooEarly = 2;

    private static readonly (string Next, string Vendors, string Others, string Note)[] Raised =
    [
        ("A21", "all rolls are in our store", "two rolls are missing on the packing list", "The fabric balance does not agree with the mill's papers"),
        ("A22", "zips and labels are complete", "the size labels of XL were not in the parcel", "Trims are said to be complete and were not all sent"),
        ("A28", "the inspection passed", "no report under this number at the inspection agency", "There is no report of the inspection"),
        ("A31", "packed, cartons are closed", "about a third of the cartons stood open at pick-up", "Packing is said to be done and was not"),
    ];

    private static readonly (OverrideKind Kind, string Milestone, ImmutableArray<Lag> Lags, string? Role, string Reason)[] Overrides =
    [
        (OverrideKind.Lags, "A31", [new Lag("A30", 5)], null, "gift boxes: packing takes three days more"),
        (OverrideKind.NotApplicable, "A18", [], null, "size set of last season's block holds"),
        (OverrideKind.Responsible, "A32", [], "QA of the vendor", "certified to inspect by itself since October"),
        (OverrideKind.Lags, "A27", [new Lag("A26", 6)], null, "panels go to the embroiderer before sewing"),
    ];

    private static readonly (string Name, BulkOperation Operation, string Note, string? TakenBack)[] BulkActs =
    [
        ("strike", new BulkOperation(BulkKind.Shift, BulkField.Expected, null, 4, null, null, "FM-STRIKE"), "port strike announced for the week", "the strike was called off"),
        ("handed on", new BulkOperation(BulkKind.Assign, BulkField.Responsible, "A28", null, null, "Nordkap inspection desk", null), "our inspector is on leave until the new year", null),
        ("rolled", new BulkOperation(BulkKind.Shift, BulkField.Committed, null, 2, null, null, "LO-ROLL"), "the carrier drops a sailing: both vessels leave two days later", null),
    ];

    private readonly PersonSheet clara = people.First(p => p is { Role: "manager", Side: "brand" } && p.Categories.Contains(Apparel));

    public async Task DoAsync(CancellationToken ct)
    {
        await send.CatchUpAsync(rows, ct);
        var lines = Lines().Where(l => l.Order is { Category: Apparel, IsHeld: false, Waiting: 0, Phase: Phase.Confirmed }).ToArray();
        await OverrideAsync(lines, ct);
        await WaiveAsync(ct);
        await CutTooEarlyAsync(lines, ct);
        await RaiseAsync(lines, ct);
        await send.CatchUpAsync(rows, ct);
        await SettleAsync(ct);
        await SupposeAsync(lines, ct);
        await ActInBulkAsync(lines, ct);
    }

    private IEnumerable<(PurchaseOrderRow Order, LineRow Line)> Lines() =>
        from entry in rows.PurchaseOrders
        let order = entry.Row
        where order.Open
        orderby order.Number
        from line in order.Lines
        select (order, line);

    // One line of an order each; then all lines of an order, and all of a style.
    private async Task OverrideAsync(IEnumerable<(PurchaseOrderRow Order, LineRow Line)> lines, CancellationToken ct)
    {
        var calm = lines.Where(l => l.Line is { Health: Health.OnTrack, Stage: < Stage.Materials, Template: "APPAREL" }).DistinctBy(l => l.Order.Number).ToArray();
        foreach (var ((order, line), (kind, milestone, lags, role, reason)) in calm.Zip(Overrides))
            await send.RecordAsync("override", order.Number, () => grains.GetGrain<IPurchaseOrderGrain>(order.Number).Override(new(
                send.Header("override", order.Number, Acting(order, "assistant").Id),
                new OverrideMilestone(line.Number, new MilestoneOverride(milestone, kind, lags, null, reason, role)))), ct);

        var rest = calm.Skip(Overrides.Length).ToArray();
        if (rest.FirstOrDefault(l => l.Order.Lines.Length > 1) is { Order: { } whole })
            await send.RecordAsync("override", whole.Number, () => grains.GetGrain<IPurchaseOrderGrain>(whole.Number).Override(new(
                send.Header("override", whole.Number, Acting(whole, "assistant").Id),
                new OverrideMilestone(0, new MilestoneOverride("A31", OverrideKind.Lags, [new Lag("A30", 4)], null, "packed as an assortment of all its colours")))), ct);
        if (rest.LastOrDefault(l => l.Line.Style is not null) is { Line.Style: { } style, Order: { } first })
            await send.RecordAsync("override", style, () => grains.GetGrain<IStyleGrain>(style).Override(new(
                send.Header("override", style, Acting(first, "assistant").Id),
                new OverrideMilestone(0, new MilestoneOverride("A27", OverrideKind.Lags, [new Lag("A26", 5)], null, "pleats are set before sewing")))), ct);
    }

    private async Task WaiveAsync(CancellationToken ct)
    {
        foreach (var (order, line) in Lines().Where(l => !l.Order.IsHeld && l.Line.Health == Health.Blocked).DistinctBy(l => l.Order.Number).Take(Waived))
            if (await ReadAsync(order, line, ct) is { Gates: [var gate, ..] })
                await ActAsync(order, Acting(order, "manager"), new OrderAct(Waive: new WaiveGate(line.Number, gate, "the sealed sample of the first delivery holds for this one")), ct);
    }

    // Cut before the sample was sealed: the factory says so itself.
    private async Task CutTooEarlyAsync(IEnumerable<(PurchaseOrderRow Order, LineRow Line)> lines, CancellationToken ct)
    {
        var at = new DateTimeOffset(today.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        foreach (var (order, line) in lines.Where(l => l.Line is { Next.Code: "A23", Stage: Stage.Materials }).DistinctBy(l => l.Order.Number).Take(CutTooEarly))
        {
            var report = new ReportMilestone(
                SourceOf(order), $"{order.Number}/{line.Number}/A26", at, false, line.Number, "A26", Classifier.Actual, today.AddDays(-1), null, "began with one table to keep the day");
            await send.RecordAsync("report", order.Number, async () =>
                (await grains.GetGrain<IPurchaseOrderGrain>(order.Number).Report([new(send.Header("cutting", order.Number), report)]))[0], ct);
        }
    }

    private async Task RaiseAsync(IEnumerable<(PurchaseOrderRow Order, LineRow Line)> lines, CancellationToken ct)
    {
        foreach (var (next, vendors, others, note) in Raised)
            foreach (var (order, line) in lines.Where(l => l.Line.Next?.Code == next).DistinctBy(l => l.Order.Number).Take(RaisedOfAKind))
                await send.RecordAsync("discrepancy", order.Number, () => grains.GetGrain<IPurchaseOrderGrain>(order.Number).Raise(new(
                    send.Header($"raised of {next}", order.Number, Acting(order, "assistant").Id),
                    new RaiseDiscrepancy(line.Number, next, [new(SourceOf(order), vendors), new(SamplePeople.Forwarder, others)], note))), ct);
    }

    // Of each kind that people settle, those first by number: what was settled before is a repeat.
    private async Task SettleAsync(CancellationToken ct)
    {
        var all = from l in Lines()
                  from what in (l.Line.Discrepancies ?? []).Concat((l.Line.Settled ?? []).Select(settled => settled.What))
                  select (l.Order, l.Line, What: what);
        foreach (var ofKind in all.GroupBy(one => one.What.Kind).ToArray())
            foreach (var (order, line, what) in ofKind.DistinctBy(one => one.Order.Number).Take(SettledOfAKind))
                if (WhoIsRight(what) is var (right, reason))
                    await send.RecordAsync("settlement", order.Number, () => grains.GetGrain<IPurchaseOrderGrain>(order.Number).Resolve(new(
                        send.Header($"settled {what.Kind}", order.Number, Acting(order, "manager").Id),
                        new ResolveDiscrepancy(line.Number, what.Kind, what.Milestone, right, reason))), ct);
    }

    private static (string Right, string Reason)? WhoIsRight(DiscrepancyView what) => what.Kind switch
    {
        DiscrepancyKind.Dates => (what.Sides.First(s => s.Source != SamplePeople.Forwarder).Source, "the factory's gate book shows its day"),
        DiscrepancyKind.Sequence => (what.Sides[0].Milestone, "the line book was read a week off"),
        DiscrepancyKind.Quantities => (what.Sides[^1].Source, "counted again with the packing list"),
        DiscrepancyKind.Status => (what.Sides[0].Source, "shown on the video call"),
        DiscrepancyKind.Raised => (what.Sides[1].Source, "the factory agrees, and sends what is missing"),
        _ => null,
    };

    // The first vendor of whose lines some are otherwise by it, and not too many.
    private async Task SupposeAsync(IEnumerable<(PurchaseOrderRow Order, LineRow Line)> lines, CancellationToken ct)
    {
        const string reason = "Arvali Mills on the phone: dye house down, five days";
        var header = send.Header("what-if", "mill", clara.Id);
        var whatIf = grains.GetGrain<IWhatIfGrain>(header.Id.ToString("N"));
        if (await send.AgainAsync(whatIf.Read, ct) is not null)
            return;
        foreach (var vendor in Claras(lines).Where(l => l.Line.Stage < Stage.Materials).Select(l => l.Order.Vendor).Distinct())
        {
            ImmutableArray<Assumption> assumptions =
            [
                new(AssumptionKind.Delay, new LineSelection(clara.Brands[0], Apparel, null, vendor, SampleWords.MillsOf(Apparel)[0], null, []), Supplier.Mill, null, 5, null, null, null, null, "MT-MILL"),
            ];
            var scenario = new Scenario(rows, CurrentPerson.Of(clara));
            scenario.Suppose(assumptions);
            if (scenario.Fault is not null || (await send.AgainAsync(() => scenario.ForeseeAsync(grains, ct), ct)).ToPlan(assumptions, reason) is not { IsEmpty: false, Lines: > 1 and <= 30 } plan)
                continue;
            await send.RecordAsync("what-if", vendor, () => whatIf.Apply(new(header, plan), clara.Id), ct);
            return;
        }
    }

    private async Task ActInBulkAsync(IEnumerable<(PurchaseOrderRow Order, LineRow Line)> lines, CancellationToken ct)
    {
        var calm = Claras(lines).Where(l => l.Line is { Health: Health.OnTrack } && l.Line.Forecast > today.AddDays(30) && l.Line.Stage < Stage.Sewing)
            .GroupBy(l => l.Order.Vendor).OrderByDescending(g => g.Count()).Select(g => g.Take(LinesOfAnAct).ToArray());
        foreach (var (some, (name, operation, note, takenBack)) in calm.Zip(BulkActs).ToArray())
            if (await ActAsync(name, some, operation, note, ct) is { } act && takenBack is not null)
                await TakeBackAsync(act, takenBack, ct);
    }

    /// <returns>Id of the act; null where nothing came of it.</returns>
    private async Task<string?> ActAsync(string name, (PurchaseOrderRow Order, LineRow Line)[] lines, BulkOperation operation, string note, CancellationToken ct)
    {
        var header = send.Header("bulk act", name, clara.Id);
        var id = header.Id.ToString("N");
        var act = grains.GetGrain<IBulkActGrain>(id);
        if (await send.AgainAsync(act.Read, ct) is not null)
            return id;
        var plan = await send.AgainAsync(async () =>
        {
            var choice = new Choice(rows, CurrentPerson.Of(clara));
            await choice.ForeseeAsync(operation, [.. lines.Select(l => new ChosenLine(new LineKey(l.Order.Number, l.Line.Number), operation, null))], note, grains, ct);
            return choice.ToPlan(operation, note, looked: null);
        }, ct);
        return await send.RecordAsync("bulk act", name, () => act.Apply(new(header, plan), new Author(clara.Id, clara.Role)), ct) ? id : null;
    }

    // Only what all were told of is taken back.
    private async Task TakeBackAsync(string act, string note, CancellationToken ct)
    {
        var settled = new SemaphoreSlim(0);
        void Look() => settled.Release();
        rows.Advanced += Look;
        try
        {
            while (!(rows.TryGetBulkAct(act, out var entry) && entry.Row.Settled == entry.Row.Rows))
                await settled.WaitAsync(ct);
        }
        finally
        {
            rows.Advanced -= Look;
        }

        await send.RecordAsync("undoing", act, () => grains.GetGrain<IBulkActGrain>(act).TakeBack(new(send.Header("undone", act, clara.Id), note), new Author(clara.Id, clara.Role)), ct);
    }

    private IEnumerable<(PurchaseOrderRow Order, LineRow Line)> Claras(IEnumerable<(PurchaseOrderRow Order, LineRow Line)> lines) => lines.Where(l => clara.Brands.Contains(l.Order.Brand));

    private async Task<LineView?> ReadAsync(PurchaseOrderRow order, LineRow line, CancellationToken ct) =>
        (await send.AgainAsync(grains.GetGrain<IPurchaseOrderGrain>(order.Number).Read, ct))?.Lines.FirstOrDefault(l => l.Number == line.Number);

    private async Task ActAsync(PurchaseOrderRow order, Author by, OrderAct act, CancellationToken ct) => await send.RecordAsync("act", order.Number, async () =>
        (await grains.GetGrain<IPurchaseOrderGrain>(order.Number).Act(new(send.Header($"act {act.Kind}", order.Number, by.Id), act), by, null)).Verdict, ct);

    private Author Acting(PurchaseOrderRow order, string role) => people.Acting(order.Brand, order.Category, role);

    private static string SourceOf(PurchaseOrderRow order) => $"VENDOR-{order.Vendor}";
}
