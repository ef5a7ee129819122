using Selvedge.Domain.Calendars;
using Selvedge.Domain.Views;

namespace Selvedge.Domain.Tests.Views;

public sealed class KeepingViews : Spec<ViewShelf, ViewShelfCommand, ViewShelfEvent, ViewShelfState>
{
    private static readonly SavedView Late = new("v1", "Late denim", "?health=late");

    private void Ask(ViewShelfCommand command) => When(command, new Surroundings(DateTimeOffset.UnixEpoch, WorkingCalendars.Unknown));

    private void Keep(SavedView view) => Ask(new ViewShelfCommand.Keep(view));

    [Fact]
    public void A_view_is_kept_renamed_in_its_place_and_dropped()
    {
        Keep(Late);
        Keep(new SavedView("v2", "All", ""));
        Keep(Late with { Name = "Late" });
        Assert.Equal(["Late", "All"], State.Views.Select(v => v.Name));
        Ask(new ViewShelfCommand.Drop("v1"));
        Assert.Equal(["All"], State.Views.Select(v => v.Name));
    }

    [Fact]
    public void Keeping_or_dropping_it_again_changes_nothing()
    {
        Keep(Late);
        Keep(Late);
        ThenNothing();
        Ask(new ViewShelfCommand.Drop("v2"));
        ThenNothing();
    }

    [Fact]
    public void Who_looked_at_an_older_version_puts_nothing_in_its_place()
    {
        Keep(Late);
        Keep(Late with { Name = "Late" });
        Assert.Equal(2, State.Views[0].Version);
        Ask(new ViewShelfCommand.Keep(Late with { Name = "Too late" }, Held: 1));
        ThenRefused("changed-since");
        Ask(new ViewShelfCommand.Keep(Late with { Name = "Too late" }, Held: 2));
        Assert.Equal(("Too late", 3), (State.Views[0].Name, State.Views[0].Version));
        Ask(new ViewShelfCommand.Keep(new SavedView("gone", "Gone", ""), Held: 1));
        ThenRefused("changed-since");
    }

    [Fact]
    public void Two_views_have_two_names()
    {
        Keep(Late);
        Keep(new SavedView("v2", "LATE denim", ""));
        ThenRefused("name-taken");
    }

    [Fact]
    public void A_name_and_the_part_of_an_address_are_what_a_view_is()
    {
        Keep(Late with { Name = "" });
        ThenRefused("required");
        Keep(Late with { Query = "javascript:alert(1)" });
        ThenRefused("impossible-query");
    }

    [Fact]
    public void A_full_shelf_takes_no_more_but_lets_its_own_be_renamed()
    {
        for (var i = 0; i < ViewShelf.MostViews; i++)
            Keep(new SavedView($"v{i}", $"View {i}", ""));
        Keep(new SavedView("more", "More", ""));
        ThenRefused("too-many");
        Keep(new SavedView("v0", "Other", ""));
        Assert.Equal("Other", State.Views[0].Name);
    }
}
