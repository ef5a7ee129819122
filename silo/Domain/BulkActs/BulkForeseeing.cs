using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.WhatIfs;

namespace Selvedge.Domain.BulkActs;

/// <summary>What a bulk act would do to one line.</summary>
/// <param name="Row">Null where the line has nothing that could be set.</param>
/// <param name="Before">As the line stands now; null where it has no calendar.</param>
/// <param name="After">The same as before where it would wait for a second person.</param>
[GenerateSerializer, Immutable, Alias("bulk-effect")]
public sealed record BulkEffect(int Line, BulkRow? Row, LineProspect? Before, LineProspect? After, RowStatus Status, Refusal? Problem);

/// <summary>What a bulk act would do to one order: its very commands are decided one after the other, and nothing is kept.</summary>
public static class BulkForeseeing
{
    /// <summary>One effect per line, in their order; null where only <see cref="Surroundings.Reports"/> can tell.</summary>
    public static ImmutableArray<BulkEffect>? Of(PurchaseOrderState order, BulkOperation operation, ImmutableArray<int> lines, string note, Author by, Surroundings around)
    {
        var effects = ImmutableArray.CreateBuilder<BulkEffect>(lines.Length);
        foreach (var number in lines)
        {
            var (row, problem) = BulkRows.RowOf(operation, effects.Count, number, order);
            var before = ProspectOf(order, number);
            if (row is null)
            {
                effects.Add(new BulkEffect(number, null, before, before, RowStatus.Refused, problem));
                continue;
            }

            // Any id will do as long as no two rows have the same.
            var id = new Guid(effects.Count + 1, 0, 0, new byte[8]);
            var decision = BulkRows.Decide(new PurchaseOrderCommand.Take(id, new BulkTask(row, "foreseen", around.Now, operation.Reason, note), by), order, around);
            if (decision.WantsReports)
                return null;
            if (!decision.Events.IsDefaultOrEmpty)
                order = decision.Events.Aggregate(order, PurchaseOrder.Evolve);
            if (around.Reports is { } reports && !decision.Events.IsDefaultOrEmpty)
                around = around with { Reports = reports.With(decision.Events.SelectMany(PurchaseOrder.ReportsIn)) };
            effects.Add(new BulkEffect(number, row, before, ProspectOf(order, number), StatusOf(decision, order, id), decision.Refusal));
        }

        return effects.MoveToImmutable();
    }

    private static RowStatus StatusOf(Decision<PurchaseOrderEvent> decision, PurchaseOrderState after, Guid id) =>
        decision.Refusal is not null ? RowStatus.Refused
        : decision.Events.IsEmpty ? RowStatus.Unchanged
        : after.Life.Proposal(id) is not null ? RowStatus.Proposed
        : RowStatus.Done;

    private static LineProspect? ProspectOf(PurchaseOrderState order, int line) =>
        order.Line(line) is { Timeline: not null } found ? Foreseeing.ProspectOf(found, order.Placed!) : null;
}
