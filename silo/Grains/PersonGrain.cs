using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;

namespace Selvedge.Grains;

/// <summary>One person's record.</summary>
public sealed class PersonGrain(ActorServices services)
    : EventSourcedGrain<Person, PersonCommand, PersonEvent, PersonState>(services, StoredKinds.Person), IPersonGrain
{
    public Task<Verdict> Record(Asked<PersonSheet> asked) => ExecuteAsync(asked.Header, new PersonCommand.Record(asked.Command));

    public Task<Verdict> LetIn(Asked<PersonSheet> asked, int? held) => ExecuteAsync(asked.Header, new PersonCommand.LetIn(asked.Command, held));

    public Task<Verdict> Assign(Asked<ImmutableArray<Function>> asked, int? held) =>
        ExecuteAsync(asked.Header, new PersonCommand.Assign(asked.Command, held));

    public Task<Verdict> ChooseAlerts(Asked<AlertChoices> asked, int? held) =>
        ExecuteAsync(asked.Header, new PersonCommand.ChooseAlerts(asked.Command, held));

    public Task<Verdict> OpenFeed(CommandHeader header, string secretHash) => ExecuteAsync(header, new PersonCommand.OpenFeed(secretHash));

    public Task<Verdict> CloseFeed(CommandHeader header) => ExecuteAsync(header, new PersonCommand.CloseFeed());

    protected override ValueTask<Surroundings> LookAroundAsync(PersonCommand command) => new(new Surroundings(Now, WorkingCalendars.Unknown));
}
