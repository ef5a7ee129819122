using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;

namespace Selvedge.Grains;

/// <summary>One working calendar: of a country, of one factory, or of a brand's office.</summary>
public sealed class WorkingCalendarGrain(ActorServices services)
    : EventSourcedGrain<Calendar, CalendarCommand, CalendarEvent, CalendarState>(services, StoredKinds.WorkingCalendar), IWorkingCalendarGrain
{
    private string Key => this.GetPrimaryKeyString();

    public Task<Verdict> Amend(Asked<CalendarSheet> asked, int? held, string reason) =>
        ExecuteAsync(asked.Header, new CalendarCommand.Amend(Key, asked.Command, held, reason));

    public Task<Verdict> Close(Asked<ImmutableArray<Closure>> asked, string reason) =>
        ExecuteAsync(asked.Header, new CalendarCommand.Close(Key, asked.Command, reason));

    public Task<Verdict> Reopen(Asked<ImmutableArray<Closure>> asked, string reason) =>
        ExecuteAsync(asked.Header, new CalendarCommand.Reopen(Key, asked.Command, reason));

    public Task<Verdict> ForeseeReopening(ImmutableArray<Closure> closures, string reason) => PreviewAsync(new CalendarCommand.Reopen(Key, closures, reason));

    public Task<Verdict> Undo(CommandHeader header, int version, string reason) => ExecuteAsync(header, new CalendarCommand.Undo(Key, version, reason));

    public async Task<CalendarRow?> Read()
    {
        await CatchUpAsync();
        return State.Key is null ? null : CalendarRow.Of(State);
    }

    protected override ValueTask<Surroundings> LookAroundAsync(CalendarCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
