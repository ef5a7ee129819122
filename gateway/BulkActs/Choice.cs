using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.WhatIfs;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.BulkActs;

internal sealed record Chosen(PurchaseOrderRow Order, LineRow Line, ChosenLine Asked);

/// <summary>
/// Chosen lines: found are the orders, and the approvals that wait for the brand's decision; asked are their actors, which keep
/// nothing. Made for one request, over rows that have caught up; not thread-safe.
/// </summary>
internal sealed class Choice(Rows rows, CurrentPerson person)
{
    // Each may have to be read from the journal first: enough to keep it busy, too few to crowd out others.
    private const int AtOnce = 128;

    private readonly Sight sight = new(rows, person.Rights);
    private readonly List<(BulkItem Item, BulkRow? Row)> found = [];
    private readonly SortedSet<string> brands = new(StringComparer.Ordinal);

    /// <summary>One item per row that would be told, and one per line of which nothing can be set.</summary>
    public IReadOnlyCollection<BulkItem> Items => [.. found.Select(f => f.Item)];

    /// <summary>What is set, where the act is applied: rows that would change nothing are left out.</summary>
    /// <param name="looked">Rows as they were looked at: one that stands otherwise is left. Null where they are set as they stand.</param>
    public BulkPlan ToPlan(BulkOperation operation, string note, ImmutableArray<LookedAt>? looked)
    {
        var seen = looked?.ToHashSet();
        var judged = found.Select(f => (f.Item, f.Row, Why: WhyLeft(f.Item, f.Row, operation.Kind, seen))).ToArray();
        return new BulkPlan(
            operation, note, [.. judged.Where(one => one.Why is null).Select((one, number) => one.Row! with { Number = number })],
            [.. judged.Where(one => one.Why is not null).Select(one => new LeftLine(one.Item.PurchaseOrder, one.Item.Line, one.Why!))], [.. brands]);
    }

    private static Refusal? WhyLeft(BulkItem item, BulkRow? row, BulkKind kind, HashSet<LookedAt>? seen) => item.Status switch
    {
        RowStatus.Refused => item.Problem,
        RowStatus.Unchanged => new Refusal("unchanged", "", "It stands so already."),
        _ => seen?.Contains(LookedAt.Of(row!, kind)) != false ? null : new Refusal(BulkTask.MovedSince, "", "It stands otherwise by now than when it was looked at."),
    };

    public async Task ForeseeAsync(BulkOperation operation, ImmutableArray<ChosenLine> lines, string note, IGrainFactory grains, CancellationToken ct)
    {
        var chosen = new List<Chosen>(lines.Length);
        foreach (var asked in lines)
        {
            var line = asked.Line;
            if (!rows.TryGetPurchaseOrder(line.PurchaseOrder, out var order) || !sight.Sees(order.Row))
                Leave(asked, "unknown-purchase-order", "There is no such purchase order.");
            else if (order.Row.Lines.FirstOrDefault(l => l.Number == line.Line) is not { } known)
                Leave(asked, "unknown-line", $"{line.PurchaseOrder} has no line {line.Line}.");
            else
            {
                chosen.Add(new Chosen(order.Row, known, asked));
                brands.Add(order.Row.Brand);
            }
        }

        if (operation.Kind == BulkKind.Approve)
            await ForeseeApprovalsAsync(operation, chosen, note, grains, ct);
        else
            await ForeseeLinesAsync(chosen, note, grains, ct);
    }

    private async Task ForeseeLinesAsync(List<Chosen> chosen, string note, IGrainFactory grains, CancellationToken ct)
    {
        var by = new Author(person.Id, person.Role);
        var effects = new ConcurrentDictionary<Chosen, BulkEffect>(ReferenceEqualityComparer.Instance);
        await EachAsync(chosen.GroupBy(c => c.Order.Number), async ofOrder =>
        {
            var foreseen = await grains.GetGrain<IPurchaseOrderGrain>(ofOrder.Key).ForeseeBulk([.. ofOrder.Select(c => new BulkAsk(c.Line.Number, c.Asked.Operation))], note, by);
            foreach (var (one, effect) in ofOrder.Zip(foreseen))
                effects[one] = effect;
        }, ct);
        // Ex-factory may be named by its code or by none: only its order tells that the two are one day.
        var set = new HashSet<(string, int, BulkField, string?)>();
        foreach (var one in chosen)
            if (effects[one].Row is { } row && !set.Add((row.PurchaseOrder, row.Line, row.Field, row.Milestone)))
                Leave(one.Asked, "twice", $"This day of {row.PurchaseOrder} line {row.Line} is entered already.");
            else
                Add(one, effects[one]);
    }

    private async Task ForeseeApprovalsAsync(BulkOperation operation, List<Chosen> chosen, string note, IGrainFactory grains, CancellationToken ct)
    {
        var waiting = rows.Approvals.Where(a => a.Row.Status is ApprovalStatus.Received or ApprovalStatus.InReview
            && (operation.Milestone is null || a.Row.Milestone == operation.Milestone) && sight.SeesApproval(a.Row)).ToArray();
        var (ofLines, ofStyles) = (
            waiting.Where(a => a.Row.Subject.IsOfLine).ToLookup(a => new LineKey(a.Row.Subject.PurchaseOrder!, a.Row.Subject.Line)),
            waiting.Where(a => !a.Row.Subject.IsOfLine).ToLookup(a => a.Row.Subject.Style!, StringComparer.Ordinal));
        var rowsOf = new List<(Chosen Line, BulkRow Row)>();
        // What several of the lines wait for is decided once.
        var decided = new Dictionary<string, Chosen>(StringComparer.Ordinal);
        foreach (var one in chosen)
        {
            ApprovalEntry[] its =
            [
                .. ofLines[new LineKey(one.Order.Number, one.Line.Number)],
                .. one.Line.Style is { } style ? ofStyles[style].Where(a => a.Row.Subject.Colour is not { } colour || string.Equals(colour, one.Line.Colour, StringComparison.OrdinalIgnoreCase)) : [],
            ];
            if (its.Length == 0)
                Leave(one.Asked, "nothing-to-approve", "Nothing of it waits for our decision.");
            foreach (var approval in its)
                if (decided.TryAdd(approval.Row.Subject.Id, one))
                    rowsOf.Add((one, new BulkRow(
                        0, one.Order.Number, one.Line.Number, BulkField.Decision, approval.Row.Milestone, new BulkValue(Status: approval.Row.Status, Version: approval.Version),
                        new BulkValue(Status: ApprovalStatus.Approved), approval.Row.Subject.Id)));
                else if (decided[approval.Row.Subject.Id] is var first)
                    Leave(one.Asked, "same-approval", $"{approval.Row.Subject.Id} is decided with {first.Order.Number} line {first.Line.Number}.");
        }

        var by = new Author(person.Id, person.Role);
        var verdicts = new ConcurrentDictionary<string, Verdict>(StringComparer.Ordinal);
        await EachAsync(rowsOf, async one => verdicts[one.Row.Approval!] = await grains.GetGrain<IApprovalGrain>(one.Row.Approval!).Preview(
            new BulkTask(one.Row, "foreseen", default, null, note).ToApprovalAct(by)), ct);
        foreach (var (line, row) in rowsOf)
            Add(line, new BulkEffect(row.Line, row, null, null, verdicts[row.Approval!] switch
            {
                { Status: VerdictStatus.Refused } => RowStatus.Refused,
                { Status: VerdictStatus.Unchanged } => RowStatus.Unchanged,
                _ => RowStatus.Done,
            }, verdicts[row.Approval!].Problem));
    }

    private void Add(Chosen line, BulkEffect effect) => found.Add((BulkItem.Of(line, effect, rows), effect.Row));

    private void Leave(ChosenLine line, string code, string why) => found.Add((BulkItem.Unknown(line, new Refusal(code, "", why)), null));

    private static Task EachAsync<T>(IEnumerable<T> all, Func<T, Task> ask, CancellationToken ct) =>
        Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (one, _) => await ask(one));
}
