using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Calendars;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.WhatIfs;

/// <summary>What a what-if has set, as those judge it who would be told that it is taken back; nothing is kept.</summary>
internal static class TakingBack
{
    private const int AtOnce = 128;

    /// <summary>One outcome for each task, in no order.</summary>
    public static async Task<ImmutableArray<RowOutcome>> ForeseeAsync(ImmutableArray<BulkTask> tasks, Author by, IGrainFactory grains, CancellationToken ct)
    {
        var outcomes = new ConcurrentBag<RowOutcome>();
        await Parallel.ForEachAsync(
            tasks.GroupBy(task => (task.Row.PurchaseOrder, task.Row.Style, task.Row.Closed?.Vendor)), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (ofOne, _) =>
            {
                foreach (var outcome in await ForeseeAsync([.. ofOne], by, grains))
                    outcomes.Add(outcome);
            });
        return [.. outcomes];
    }

    /// <summary>Who sees less than all of it, and of all that goes by what it closed, cannot take it back.</summary>
    public static bool SeesAll(ImmutableArray<BulkTask> tasks, Rows rows, Rights rights)
    {
        var sight = new Sight(rows, rights);
        return tasks.All(task => Sees(task.Row, sight))
            && CalendarReach.Of(tasks.Select(task => task.Row.Closed?.Vendor).OfType<string>().Distinct().Select(CalendarKeys.Factory), rows, rights).Unseen == 0;
    }

    public static bool Sees(BulkRow row, Sight sight) => row switch
    {
        { Style: { } style } => sight.SeesStyle(style),
        { Closed: { } closed } => sight.SeesVendor(closed.Vendor),
        { PurchaseOrder: var order } => sight.SeesOrder(order),
    };

    private static async Task<IEnumerable<RowOutcome>> ForeseeAsync(ImmutableArray<BulkTask> tasks, Author by, IGrainFactory grains) => tasks[0].Row switch
    {
        { Style: { } style } => await Task.WhenAll(tasks.Select(grains.GetGrain<IStyleGrain>(style).ForeseeTakingBack)),
        { Closed: { } closed } => await Task.WhenAll(tasks.Select(async task => OutcomeOf(
            task, await grains.GetGrain<IWorkingCalendarGrain>(CalendarKeys.Factory(closed.Vendor)).ForeseeReopening(task.Row.Closed!.Closures, task.Note)))),
        { PurchaseOrder: var order } => await grains.GetGrain<IPurchaseOrderGrain>(order).ForeseeTaking(tasks, by),
    };

    private static RowOutcome OutcomeOf(BulkTask task, Verdict verdict) =>
        new(task.Row.Number, verdict.Status == VerdictStatus.Refused ? RowStatus.Refused : RowStatus.Done, null, verdict.Problem, 0);
}
