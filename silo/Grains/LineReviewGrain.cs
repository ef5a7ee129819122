using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.LineReviews;

namespace Selvedge.Grains;

/// <summary>One line review.</summary>
public sealed class LineReviewGrain(ActorServices services)
    : EventSourcedGrain<LineReview, LineReviewCommand, LineReviewEvent, LineReviewState>(services, StoredKinds.LineReview), ILineReviewGrain
{
    public Task<Verdict> Open(Asked<LineReviewSheet> asked, string by) =>
        ExecuteAsync(asked.Header, new LineReviewCommand.Open(this.GetPrimaryKeyString(), asked.Command, by));

    public Task<Verdict> Judge(Asked<Judgement> asked) => ExecuteAsync(asked.Header, new LineReviewCommand.Judge(asked.Command));

    public Task<Verdict> Close(CommandHeader header, string by, bool leavesOpen) => ExecuteAsync(header, new LineReviewCommand.Close(by, leavesOpen));

    public async Task<LineReviewView?> Read()
    {
        await CatchUpAsync();
        return LineReviewView.Of(State);
    }

    protected override ValueTask<Surroundings> LookAroundAsync(LineReviewCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
