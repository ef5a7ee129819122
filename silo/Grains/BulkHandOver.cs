using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.People;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Tells orders and approvals what a bulk act sets or takes back, all rows of one order in one turn, and tells the act what
/// became of them. Each row goes by what stood when it was looked at, so a repeat or a late arrival overwrites nobody.
/// </summary>
public sealed class BulkHandOver(Feed feed, Checkpoints checkpoints, IGrainFactory grains, TimeProvider time, ILogger<BulkHandOver> log)
    : Reaction("bulk-hand-over", feed, checkpoints, time, log)
{
    private const int TargetsAtOnce = 50;

    private delegate Task<ImmutableArray<RowOutcome>> Telling(ImmutableArray<Asked<BulkTask>> asked);

    protected override StreamKey? SubjectOf(RecordedEvent happened) => null;

    protected override Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        var read = happened.Stream.Kind == Kinds.BulkAct ? EventCatalog.Read(happened.Type, happened.Schema, happened.Data.Span) : null;
        return Task.FromResult<IReadOnlyList<Sending>>(read switch
        {
            BulkActEvent.Applied applied => Send(applied.Tasks, applied.By, act => act.Outcomes, grain => grain.Settle),
            BulkActEvent.TakenBack back => Send(back.Tasks, back.By, act => act.Restored, grain => grain.Restore),
            _ => [],
        });

        // One word to the act for many targets: it takes them one after the other.
        Sending[] Send(
            IEnumerable<BulkTask> tasks, Author author, Func<BulkActView, ImmutableArray<RowOutcome>> known, Func<IBulkActGrain, Func<Asked<ImmutableArray<RowOutcome>>, Task>> writingDown) =>
            [.. tasks.GroupBy(TargetOf).Chunk(TargetsAtOnce).Select((told, number) => new Sending(
                happened, new StreamKey(Kinds.BulkAct, $"{happened.Stream.Id}/{number}"), OriginOf(happened), async header =>
                {
                    var act = grains.GetGrain<IBulkActGrain>(happened.Stream.Id);
                    await TellAsync(told, await act.Read() is { } read ? known(read) : [], author, header, writingDown(act));
                }))];
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

    private static StreamKey TargetOf(BulkTask task) => task.Row.Approval is { } approval
        ? new StreamKey(Kinds.Approval, approval)
        : new StreamKey(Kinds.PurchaseOrder, task.Row.PurchaseOrder);

    private Telling TellingOf(StreamKey target, Author by) => target.Kind == Kinds.PurchaseOrder
        ? asked => grains.GetGrain<IPurchaseOrderGrain>(target.Id).Take(asked, by)
        : async asked =>
        {
            var verdicts = await grains.GetGrain<IApprovalGrain>(target.Id).Act([.. asked.Select(a => new Asked<ApprovalAct>(a.Header, a.Command.ToApprovalAct(by)))]);
            return [.. asked.Zip(verdicts, (a, verdict) => OutcomeOf(a.Command, verdict, null))];
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
