using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;
using Selvedge.Domain.WhatIfs;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Tells orders and approvals what a bulk act sets or takes back, and those whom a what-if had told what it takes back; all rows of
/// one of them in one turn. Tells the act what became of them. Each row goes by what stood when it was looked at, so a repeat or a
/// late arrival overwrites nobody.
/// </summary>
public sealed class BulkHandOver(Feed feed, Checkpoints checkpoints, IGrainFactory grains, TimeProvider time, ILogger<BulkHandOver> log)
    : Reaction("bulk-hand-over", feed, checkpoints, time, log)
{
    private const int TargetsAtOnce = 50;

    private delegate Task<ImmutableArray<RowOutcome>> Telling(ImmutableArray<Asked<BulkTask>> asked);

    protected override bool Concerns(RecordedEvent happened) => happened.Stream.Kind is Kinds.BulkAct or Kinds.WhatIf;

    protected override Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        var stream = happened.Stream;
        var (bulkAct, whatIf) = (grains.GetGrain<IBulkActGrain>(stream.Id), grains.GetGrain<IWhatIfGrain>(stream.Id));
        return Task.FromResult<IReadOnlyList<Sending>>(EventCatalog.Read(happened.Type, happened.Schema, happened.Data.Span) switch
        {
            BulkActEvent.Applied applied => Send(applied.Tasks, applied.By, async () => (await bulkAct.Read())?.Outcomes, bulkAct.Settle),
            BulkActEvent.TakenBack back => Send(back.Tasks, back.By, async () => (await bulkAct.Read())?.Restored, bulkAct.Restore),
            WhatIfEvent.TakenBack back => Send(back.Tasks, back.By, async () => (await whatIf.Read())?.Restored, whatIf.Restore),
            _ => [],
        });

        // One word to the act for many targets: it takes them one after the other.
        Sending[] Send(IEnumerable<BulkTask> tasks, Author author, Func<Task<ImmutableArray<RowOutcome>?>> known, Func<Asked<ImmutableArray<RowOutcome>>, Task> writeDown) =>
            [.. tasks.GroupBy(TargetOf).Chunk(TargetsAtOnce).Select((told, number) => new Sending(
                happened, new StreamKey(stream.Kind, $"{stream.Id}/{number}"), OriginOf(happened), async header =>
                    await TellAsync(told, await known() ?? [], author, header, writeDown)))];
    }

    // What was refused is nowhere known but in the act, so what the act knows is not asked again. Where one breaks, what came
    // of the others is written down before the sending is tried again.
    private async Task TellAsync(
        IGrouping<StreamKey, BulkTask>[] told, ImmutableArray<RowOutcome> known, Author author, CommandHeader header, Func<Asked<ImmutableArray<RowOutcome>>, Task> writeDown)
    {
        var rows = known.Select(outcome => outcome.Row).ToHashSet();
        Task<ImmutableArray<RowOutcome>>[] telling =
        [
            .. from ofOne in told
               let unknown = ofOne.Where(task => !rows.Contains(task.Row.Number)).ToArray()
               where unknown.Length > 0
               select TellingOf(ofOne.Key, author)([.. unknown.Select(task => new Asked<BulkTask>(header with { Id = CommandIds.Of(header.Id.ToString(), $"{task.Row.Number}") }, task))]),
        ];
        var all = Task.WhenAll(telling);
        await ((Task)all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ImmutableArray<RowOutcome> came = [.. telling.Where(one => one.IsCompletedSuccessfully).SelectMany(one => one.Result)];
        if (!came.IsEmpty)
            await writeDown(new Asked<ImmutableArray<RowOutcome>>(
                header with { Id = CommandIds.Of(header.Id.ToString(), "outcomes", string.Join(',', came.Select(outcome => outcome.Row))) }, came));
        await all;
    }

    private static StreamKey TargetOf(BulkTask task) => task.Row switch
    {
        { Approval: { } approval } => new StreamKey(Kinds.Approval, approval),
        { Style: { } style } => new StreamKey(Kinds.Style, style),
        { Closed: { } closed } => new StreamKey(Kinds.WorkingCalendar, CalendarKeys.Factory(closed.Vendor)),
        { PurchaseOrder: var order } => new StreamKey(Kinds.PurchaseOrder, order),
    };

    private Telling TellingOf(StreamKey target, Author by) => target.Kind switch
    {
        Kinds.Approval => async asked =>
        {
            var verdicts = await grains.GetGrain<IApprovalGrain>(target.Id).Act([.. asked.Select(a => new Asked<ApprovalAct>(a.Header, a.Command.ToApprovalAct(by)))]);
            return [.. asked.Zip(verdicts, (a, verdict) => OutcomeOf(a.Command, verdict.Verdict, null))];
        },
        Kinds.Style => grains.GetGrain<IStyleGrain>(target.Id).TakeBack,
        Kinds.WorkingCalendar => async asked =>
        {
            var calendar = grains.GetGrain<IWorkingCalendarGrain>(target.Id);
            return [.. await Task.WhenAll(asked.Select(async a => OutcomeOf(
                a.Command, await calendar.Reopen(new Asked<ImmutableArray<Closure>>(a.Header, a.Command.Row.Closed!.Closures), a.Command.Note), null)))];
        },
        _ => asked => grains.GetGrain<IPurchaseOrderGrain>(target.Id).Take(asked, by),
    };

    /// <param name="proposal">What now waits for a second person; null where nothing does.</param>
    internal static RowOutcome OutcomeOf(BulkTask task, Verdict verdict, Guid? proposal) => new(
        task.Row.Number,
        verdict.Status switch
        {
            VerdictStatus.Refused => RowStatus.Refused,
            VerdictStatus.Unchanged => RowStatus.Unchanged,
            _ => proposal is null ? RowStatus.Done : RowStatus.Proposed,
        },
        proposal, verdict.Problem, verdict.Version);
}
