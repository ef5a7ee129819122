using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.LineReviews;
using Selvedge.Domain.Styles;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Tells styles what a closed line review has decided of them, and asks for the next prototype of those that are to be
/// otherwise. All was settled with the closing, so no sequence in which it arrives, and no repeat, ends otherwise.
/// </summary>
public sealed class LineReviewHandOver(Feed feed, Checkpoints checkpoints, IGrainFactory grains, TimeProvider time, ILogger<LineReviewHandOver> log)
    : Reaction("line-review-hand-over", feed, checkpoints, time, log)
{
    protected override bool Concerns(RecordedEvent happened) => happened.Type == "line-review.closed";

    protected override Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
    {
        var closed = (LineReviewEvent.Closed)EventCatalog.Read(happened.Type, happened.Schema, happened.Data.Span);
        return Task.FromResult<IReadOnlyList<Sending>>(
        [
            .. closed.Judged.Select(judged => new Sending(happened, new StreamKey(Kinds.Style, judged.Style), OriginOf(happened), header =>
                grains.GetGrain<IStyleGrain>(judged.Style).TakeDecision(new Asked<StyleDecision>(
                    header, new StyleDecision(closed.Id, closed.Date, closed.At, judged.Outcome, judged.Note, judged.By))))),
            .. closed.Judged.Where(judged => judged.Outcome == ReviewOutcome.Revise).Select(judged => (judged, id: ApprovalSubject.OfStyle(judged.Style, "proto").Id))
                .Select(asked => new Sending(happened, new StreamKey(Kinds.Approval, asked.id), OriginOf(happened), header =>
                    grains.GetGrain<IApprovalGrain>(asked.id).AskAgain(new Asked<AnotherRound>(header, new AnotherRound(asked.judged.By.Id, asked.judged.Note!))))),
        ]);
    }
}
