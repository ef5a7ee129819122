using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.WhatIfs;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Tells orders, styles and the calendars of factories what a what-if that was applied has settled. The days were settled with
/// it, so no sequence in which they arrive, and no repeat, ends otherwise.
/// </summary>
public sealed class WhatIfHandOver(Feed feed, Checkpoints checkpoints, IGrainFactory grains, TimeProvider time, ILogger<WhatIfHandOver> log)
    : Reaction(Followers.WhatIfHandOver, feed, checkpoints, time, log)
{
    protected override bool Concerns(RecordedEvent happened) => happened.Type == "what-if.applied";

    protected override async Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        var applied = (WhatIfEvent.Applied)EventCatalog.Read(happened.Type, happened.Schema, happened.Data.Span);
        var plan = applied.Plan;
        // What could not be told for a while is not told any more once it was taken back.
        if (await grains.GetGrain<IWhatIfGrain>(applied.Id).Read() is { Row.Undone: not null })
            return [];
        return
        [
            .. plan.Closures.Select(closed => Send(new StreamKey(Kinds.WorkingCalendar, CalendarKeys.Factory(closed.Vendor)), (key, header) =>
                grains.GetGrain<IWorkingCalendarGrain>(key).Close(new Asked<ImmutableArray<Closure>>(header, closed.Closures), plan.Reason))),
            .. plan.Styles.Select(told => Send(new StreamKey(Kinds.Style, told.Subject), (style, header) =>
                grains.GetGrain<IStyleGrain>(style).Report(Reports(told, header)))),
            .. plan.Reshipped.Select(reshipped => Send(new StreamKey(Kinds.PurchaseOrder, $"{reshipped.PurchaseOrder}/ship-mode"), (_, header) =>
                grains.GetGrain<IPurchaseOrderGrain>(reshipped.PurchaseOrder).Act(
                    new Asked<OrderAct>(header, reshipped.Reshipment.ToAct(plan.Reason)), reshipped.Reshipment.By, null))),
            .. plan.Orders.Select(told => Send(new StreamKey(Kinds.PurchaseOrder, told.Subject), (order, header) =>
                grains.GetGrain<IPurchaseOrderGrain>(order).Report(Reports(told, header)))),
        ];

        Sending Send(StreamKey target, Func<string, CommandHeader, Task> tell) =>
            new(happened, target, OriginOf(happened), header => tell(target.Id, header));

        // All of one subject in one turn, each a command of its own.
        ImmutableArray<Asked<ReportMilestone>> Reports(Telling told, CommandHeader header) =>
        [
            .. from day in told.Days
               let report = day.ToReport(applied.Id, told.Subject, applied.At, plan.Reason)
               select new Asked<ReportMilestone>(
                   header with
                   {
                       Id = CommandIds.Of(header.Id.ToString(), report.EventId),
                       Origin = header.Origin with { Source = report.Source, EventId = report.EventId, EventUpdatedAt = report.UpdatedAt },
                   }, report),
        ];
    }
}
