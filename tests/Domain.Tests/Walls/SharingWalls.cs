using Selvedge.Domain.Calendars;
using Selvedge.Domain.Walls;

namespace Selvedge.Domain.Tests.Walls;

public sealed class SharingWalls : Spec<WallLink, WallLinkCommand, WallLinkEvent, WallLinkState>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly WallLinkSheet Floor = new("Sourcing floor", ["overview", "apparel"], ["HALDEN"], ["apparel"], [], Now.AddDays(30));

    private void Ask(WallLinkCommand command, double days = 0) => When(command, new Surroundings(Now.AddDays(days), WorkingCalendars.Unknown));

    private void Make(WallLinkSheet sheet) => Ask(new WallLinkCommand.Make("WL-1", sheet, "hash", "clara"));

    [Fact]
    public void A_link_shows_until_it_expires_also_before_anybody_said_so()
    {
        Make(Floor);
        Assert.Equal(Floor.ExpiresAt, WallLink.Due(State));
        var row = WallLinkRow.Of(State);
        Assert.True(row.Shows(Floor.ExpiresAt.AddTicks(-1)));
        Assert.False(row.Shows(Floor.ExpiresAt));
        Ask(new WallLinkCommand.Wake(), days: 29);
        ThenNothing();
        Ask(new WallLinkCommand.Wake(), days: 30);
        Assert.Equal((Floor.ExpiresAt, null), (State.EndedAt, State.WithdrawnBy));
        Assert.Null(WallLink.Due(State));
    }

    [Fact]
    public void A_link_that_was_withdrawn_shows_nothing_and_stays_so()
    {
        Make(Floor);
        Ask(new WallLinkCommand.Withdraw("ingrid"), days: 1);
        Assert.Equal((Now.AddDays(1), "ingrid"), (State.EndedAt, State.WithdrawnBy));
        Assert.False(WallLinkRow.Of(State).Shows(Now.AddDays(1)));
        Ask(new WallLinkCommand.Withdraw("clara"), days: 2);
        ThenNothing();
        Ask(new WallLinkCommand.Make("WL-1", Floor, "other", "clara"), days: 2);
        ThenNothing();
        Ask(new WallLinkCommand.Wake(), days: 30);
        ThenNothing();
    }

    [Fact]
    public void What_never_was_cannot_be_withdrawn()
    {
        Ask(new WallLinkCommand.Withdraw("clara"));
        ThenRefused("unknown-wall-link");
    }

    public static TheoryData<string, WallLinkSheet> Impossible => new()
    {
        { "required", Floor with { Name = "" } },
        { "required", Floor with { Screens = [] } },
        { "unknown-screen", Floor with { Screens = ["changes"] } },
        { "screen-twice", Floor with { Screens = ["overview", "overview"] } },
        { "unknown-category", Floor with { Categories = ["shoes"], Screens = ["overview"] } },
        { "other-category", Floor with { Screens = ["footwear"] } },
        { "impossible-date", Floor with { ExpiresAt = Now } },
        { "impossible-date", Floor with { ExpiresAt = Now.AddDays(WallLink.MostDays).AddTicks(1) } },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_no_wall_can_show_is_refused(string code, WallLinkSheet sheet)
    {
        Make(sheet);
        ThenRefused(code);
    }
}
