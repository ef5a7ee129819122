using System.Collections.Immutable;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;

namespace Selvedge.Domain.Tests.Staff;

/// <summary>The house lets Noor in, says anew what she sees, and lets her go.</summary>
public sealed class LettingPeopleIn : Spec<Person, PersonCommand, PersonEvent, PersonState>
{
    private static readonly PersonSheet Noor = new("noor", "Noor Rahim", "assistant", "brand", ["HALDEN"], [], [], []);

    private static Surroundings Around => new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), WorkingCalendars.Unknown);

    [Fact]
    public void Said_twice_is_once_and_what_she_does_and_how_she_hears_stays()
    {
        When(new PersonCommand.LetIn(Noor, 0), Around);
        Assert.Single(Happened<PersonEvent.Registered>());
        When(new PersonCommand.LetIn(Noor with { Brands = ["HALDEN"] }, null), Around);
        ThenNothing();
        When(new PersonCommand.Assign([Function.Colour], null), Around);
        When(new PersonCommand.ChooseAlerts(AlertChoices.Usual with { Mail = "noor@example.com" }, null), Around);
        When(new PersonCommand.LetIn(Noor with { SignInName = "n.rahim" }, 3), Around);
        Assert.Equal(("n.rahim", Function.Colour, "noor@example.com"), (State.Sheet!.KnownAs, State.Sheet.Functions!.Value[0], State.Sheet.Alerts!.Mail));
    }

    [Fact]
    public void Who_has_left_may_come_back()
    {
        When(new PersonCommand.LetIn(Noor, null), Around);
        When(new PersonCommand.LetIn(Noor with { HasLeft = true }, null), Around);
        Assert.True(State.Sheet!.HasLeft);
        When(new PersonCommand.LetIn(Noor, null), Around);
        Assert.False(State.Sheet!.HasLeft);
    }

    [Fact]
    public void Her_feed_stays_when_her_record_comes_again_and_closes_when_she_leaves()
    {
        When(new PersonCommand.OpenFeed("ab"), Around);
        ThenRefused("unknown-person");
        When(new PersonCommand.LetIn(Noor, null), Around);
        When(new PersonCommand.CloseFeed(), Around);
        ThenNothing();
        When(new PersonCommand.OpenFeed("ab"), Around);
        When(new PersonCommand.OpenFeed("cd"), Around);
        When(new PersonCommand.LetIn(Noor with { Name = "Noor R." }, null), Around);
        Assert.Equal(new DueDateFeed("cd", Around.Now), State.Sheet!.Feed);
        When(new PersonCommand.LetIn(Noor with { HasLeft = true }, null), Around);
        When(new PersonCommand.LetIn(Noor, null), Around);
        Assert.Null(State.Sheet!.Feed);
    }

    [Theory]
    [InlineData("", "assistant", "brand", "", "required", "/name")]
    [InlineData(" ", "assistant", "brand", "", "required", "/name")]
    [InlineData("Noor", "wall", "brand", "", "unknown-role", "/role")]
    [InlineData("Noor", "director", "factory", "V1", "other-side", "/side")]
    [InlineData("Noor", "vendor", "factory", "", "required", "/vendors")]
    public void What_is_nobody_is_refused(string name, string role, string side, string vendor, string code, string pointer)
    {
        When(new PersonCommand.LetIn(new PersonSheet("noor", name, role, side, [], [], vendor.Length == 0 ? [] : [vendor], []), null), Around);
        ThenRefused(code, pointer);
    }

    [Fact]
    public void Nobody_overwrites_what_they_have_not_seen()
    {
        When(new PersonCommand.LetIn(Noor, null), Around);
        When(new PersonCommand.LetIn(Noor with { Name = "Noor R." }, 0), Around);
        ThenRefused("changed-since", "/If-Match");
    }
}
