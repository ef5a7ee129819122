using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;

namespace Selvedge.Grains;

/// <summary>One bulk act: what it sets, and what became of each row.</summary>
public sealed class BulkActGrain(ActorServices services)
    : EventSourcedGrain<BulkAct, BulkActCommand, BulkActEvent, BulkActState>(services, StoredKinds.BulkAct), IBulkActGrain
{
    public Task<Verdict> Apply(Asked<BulkPlan> asked, Author by) =>
        ExecuteAsync(asked.Header, new BulkActCommand.Apply(this.GetPrimaryKeyString(), asked.Command, by));

    public Task<Verdict> Settle(Asked<ImmutableArray<RowOutcome>> asked) => ExecuteAsync(asked.Header, new BulkActCommand.Settle(asked.Command));

    public Task<Verdict> TakeBack(Asked<string> note, Author by) => ExecuteAsync(note.Header, new BulkActCommand.TakeBack(note.Command, by));

    public Task<Verdict> Restore(Asked<ImmutableArray<RowOutcome>> asked) => ExecuteAsync(asked.Header, new BulkActCommand.Restore(asked.Command));

    public async Task<BulkActView?> Read()
    {
        await CatchUpAsync();
        return BulkActView.Of(State);
    }

    protected override ValueTask<Surroundings> LookAroundAsync(BulkActCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
