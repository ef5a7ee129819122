using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.WhatIfs;

namespace Selvedge.Domain.BulkActs;

/// <summary>What a bulk act would do to one line.</summary>
/// <param name="Row">Null where the line has nothing that could be set.</param>
/// <param name="Before">As the line would look at itself now in any case; null where it has no calendar.</param>
/// <param name="After">The same as before where it would wait for a second person.</param>
[GenerateSerializer, Immutable, Alias("bulk-effect")]
public sealed record BulkEffect(int Line, BulkRow? Row, LineProspect? Before, LineProspect? After, RowStatus Status, Refusal? Problem);

/// <summary>What a bulk act would do to one order: its very commands are decided one after the other, and nothing is kept.</summary>
public static class BulkForeseeing
{
    /// <summary>One effect per ask, in their order; null where only <see cref="Surroundings.Reports"/> can tell.</summary>
    public static ImmutableArray<BulkEffect>? Of(PurchaseOrderState order, ImmutableArray<BulkAsk> asks, string note, Author by, Surroundings around)
    {
        if (PurchaseOrder.Afresh(order, around) is not { } before)
            return null;
        var effects = ImmutableArray.CreateBuilder<BulkEffect>(asks.Length);
        var supposing = new Supposing(before, by, around);
        foreach (var (number, operation) in asks)
        {
            var (row, problem) = BulkRows.RowOf(operation, effects.Count, number, supposing.Order);
            var stands = ProspectOf(supposing.Order, number);
            if (row is null)
                effects.Add(new BulkEffect(number, null, stands, stands, RowStatus.Refused, problem));
            else if (supposing.Take(new BulkTask(row, "foreseen", around.Now, operation.Reason, note, Contributing: operation.Contributing)) is { } outcome)
                effects.Add(new BulkEffect(number, row, stands, ProspectOf(supposing.Order, number), outcome.Status, outcome.Problem));
            else
                return null;
        }

        return effects.MoveToImmutable();
    }

    /// <summary>One outcome per task, in their order; null where only <see cref="Surroundings.Reports"/> can tell.</summary>
    public static ImmutableArray<RowOutcome>? Of(PurchaseOrderState order, ImmutableArray<BulkTask> tasks, Author by, Surroundings around)
    {
        var supposing = new Supposing(order, by, around);
        var outcomes = tasks.Select(supposing.Take).ToArray();
        return outcomes.Contains(null) ? null : [.. outcomes!];
    }

    /// <summary>An order as it would be after one task and the next.</summary>
    private sealed class Supposing(PurchaseOrderState order, Author by, Surroundings around)
    {
        private int tasks;

        public PurchaseOrderState Order { get; private set; } = order;

        /// <summary>Null where only <see cref="Surroundings.Reports"/> can tell.</summary>
        public RowOutcome? Take(BulkTask task)
        {
            // Any id will do as long as no two rows have the same.
            var id = new Guid(++tasks, 0, 0, new byte[8]);
            var decision = BulkRows.Decide(new PurchaseOrderCommand.Take(id, task, by), Order, around);
            if (decision.WantsReports)
                return null;
            if (!decision.Events.IsDefaultOrEmpty)
                Order = decision.Events.Aggregate(Order, PurchaseOrder.Evolve);
            if (around.Reports is { } reports && !decision.Events.IsDefaultOrEmpty)
                around = around with { Reports = reports.With(decision.Events.SelectMany(PurchaseOrder.ReportsIn)) };
            return new RowOutcome(task.Row.Number, StatusOf(decision, Order, id), null, decision.Refusal, 0);
        }
    }

    private static RowStatus StatusOf(Decision<PurchaseOrderEvent> decision, PurchaseOrderState after, Guid id) =>
        decision.Refusal is not null ? RowStatus.Refused
        : decision.Events.IsEmpty ? RowStatus.Unchanged
        : after.Life.Proposal(id) is not null ? RowStatus.Proposed
        : RowStatus.Done;

    private static LineProspect? ProspectOf(PurchaseOrderState order, int line) =>
        order.Line(line) is { Timeline: not null } found ? Foreseeing.ProspectOf(found, order.Placed!) : null;
}
