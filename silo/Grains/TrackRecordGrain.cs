using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.TrackRecords;
using Orleans;

namespace Selvedge.Grains;

/// <summary>One track record: gathers what lines contributed, and publishes of it at most once a day.</summary>
public sealed class TrackRecordGrain(ActorServices services)
    : EventSourcedGrain<TrackRecord, TrackRecordCommand, TrackRecordEvent, TrackRecordState>(services, StoredKinds.TrackRecord), ITrackRecordGrain
{
    public Task<Verdict> Add(Asked<OrderOutcomes> asked) => ExecuteAsync(asked.Header, new TrackRecordCommand.Add(
        asked.Command.PurchaseOrder, asked.Command.Lines,
        TrackRecordKeys.IsOfCategory(this.GetPrimaryKeyString()) ? TrackRecord.KeptOfCategory : TrackRecord.KeptOfVendor));

    public async Task<PublishedRecord?> Published(int atLeast)
    {
        await CatchUpAsync();
        if ((State.Published?.Version ?? 0) < atLeast)
            await ReloadAsync();
        return State.Published;
    }

    public Task Wake(DateTimeOffset due) => WakeAsync(due, new TrackRecordCommand.Wake());

    protected override ValueTask<Surroundings> LookAroundAsync(TrackRecordCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
