using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;

namespace Selvedge.Domain.Tests.WorkQueues;

public sealed class SayingWhatSomebodyDoes : Spec<Person, PersonCommand, PersonEvent, PersonState>
{
    private static readonly PersonSheet Noor = new("noor", "Noor Rahim", "assistant", "brand", ["HALDEN"], [], [], []);

    private void When(PersonCommand command) => When(command, new Surroundings(DateTimeOffset.UnixEpoch, WorkingCalendars.Unknown));

    [Fact]
    public void What_somebody_does_is_said_whole()
    {
        When(new PersonCommand.Record(Noor));
        When(new PersonCommand.Assign([Function.Lab, Function.Colour, Function.Lab], 1));
        Assert.Equal([Function.Colour, Function.Lab], State.Sheet!.Functions!.Value.ToArray());
        When(new PersonCommand.Assign([Function.Colour, Function.Lab], null));
        ThenNothing();
        When(new PersonCommand.Assign([], null));
        Assert.Empty(State.Sheet!.Functions!.Value);
    }

    [Fact]
    public void A_record_that_says_nothing_of_it_leaves_it()
    {
        When(new PersonCommand.Record(Noor));
        When(new PersonCommand.Assign([Function.Colour], null));
        When(new PersonCommand.Record(Noor));
        ThenNothing();
        When(new PersonCommand.Record(Noor with { Name = "Noor R." }));
        Assert.Equal(("Noor R.", Function.Colour), (State.Sheet!.Name, State.Sheet.Functions!.Value.Single()));
    }

    [Fact]
    public void Only_the_brands_own_people_are_given_functions()
    {
        When(new PersonCommand.Assign([Function.Colour], null));
        ThenRefused("unknown-person");
        When(new PersonCommand.Record(Noor with { Side = "factory", Role = "vendor" }));
        When(new PersonCommand.Assign([Function.Colour], null));
        ThenRefused("other-side");
    }

    [Fact]
    public void An_editor_that_saw_another_version_is_told_so()
    {
        When(new PersonCommand.Record(Noor));
        When(new PersonCommand.Assign([Function.Colour], 3));
        ThenRefused("changed-since");
    }
}
