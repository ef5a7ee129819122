using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Views;

namespace Selvedge.Grains;

/// <summary>The saved views of one person, team or role.</summary>
public sealed class ViewShelfGrain(ActorServices services)
    : EventSourcedGrain<ViewShelf, ViewShelfCommand, ViewShelfEvent, ViewShelfState>(services, StoredKinds.ViewShelf), IViewShelfGrain
{
    public Task<Verdict> Keep(Asked<SavedView> asked, int? held) => ExecuteAsync(asked.Header, new ViewShelfCommand.Keep(asked.Command, held));

    public Task<Verdict> Drop(Asked<string> asked) => ExecuteAsync(asked.Header, new ViewShelfCommand.Drop(asked.Command));

    public async Task<ImmutableArray<SavedView>> Read()
    {
        await CatchUpAsync();
        return State.Views;
    }

    protected override ValueTask<Surroundings> LookAroundAsync(ViewShelfCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
