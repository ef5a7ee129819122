using Selvedge.Domain.Calendars;

namespace Selvedge.Domain.Tests.Calendars;

public sealed class AmendingACalendar : Spec<Calendar, CalendarCommand, CalendarEvent, CalendarState>
{
    private static readonly Surroundings Around = new(DateTimeOffset.UnixEpoch, WorkingCalendars.Unknown);
    private static readonly CalendarSheet Strike = CalendarSheet.Nothing with { Holidays = [new Holiday(new(2027, 1, 12), "Strike")] };
    private static readonly CalendarSheet Flood = CalendarSheet.Nothing with { Closures = [new Closure(new(2027, 6, 1), new(2027, 6, 9), "Flood", 14, 60)] };

    private void Amend(CalendarSheet sheet, int? held = null, string reason = "as announced", string key = "BD") =>
        When(new CalendarCommand.Amend(key, sheet, held, reason), Around);

    private void Undo(int version) => When(new CalendarCommand.Undo("BD", version, "not after all"), Around);

    [Fact]
    public void Every_change_is_a_version_with_its_reason()
    {
        Amend(Strike);
        Assert.Equal(new CalendarEvent.Amended("BD", 1, Strike, "as announced", null), Assert.Single(Answer.Events));
        Amend(Flood);
        Assert.Equal(2, State.Version);
    }

    [Fact]
    public void What_says_nothing_new_changes_nothing()
    {
        Amend(CalendarSheet.Nothing);
        ThenNothing();
        Amend(Strike);
        Amend(CalendarSheet.Nothing with { Holidays = [new Holiday(new(2027, 1, 12), "Strike")] });
        ThenNothing();
    }

    [Fact]
    public void A_closure_comes_beside_what_stands_and_once()
    {
        Amend(Strike);
        var close = new CalendarCommand.Close("BD", Flood.Closures, "rivers rose");
        When(close, Around);
        Assert.Equal(new CalendarEvent.Amended("BD", 2, Strike with { Closures = Flood.Closures }, "rivers rose", null), Assert.Single(Answer.Events));
        When(close, Around);
        ThenNothing();
    }

    [Fact]
    public void A_closure_is_taken_away_from_what_stands_unless_somebody_has_amended_it()
    {
        Amend(Strike with { Closures = Flood.Closures });
        var reopen = new CalendarCommand.Reopen("BD", Flood.Closures, "dry again");
        When(reopen, Around);
        Assert.Equal(new CalendarEvent.Amended("BD", 2, Strike, "dry again", null), Assert.Single(Answer.Events));
        When(reopen, Around);
        ThenRefused("moved-since");
        Assert.Equal(Strike, State.Sheet);
    }

    [Fact]
    public void Undoing_is_a_version_equal_to_what_held_before()
    {
        Amend(Strike);
        Amend(Flood);
        Undo(2);
        Assert.Equal(new CalendarEvent.Amended("BD", 3, Strike, "not after all", 2), Assert.Single(Answer.Events));
    }

    [Fact]
    public void What_was_undone_can_be_had_back()
    {
        Amend(Strike);
        Undo(1);
        Undo(2);
        Assert.Equal(Strike, State.Sheet);
    }

    [Fact]
    public void What_something_newer_stands_on_is_not_undone()
    {
        Amend(Strike);
        Amend(Flood);
        Undo(1);
        ThenRefused("newer-stands-on-it");
        Assert.Contains("Version 2", Answer.Refusal!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void What_never_was_is_not_undone(int version)
    {
        Undo(version);
        ThenRefused("unknown-version");
    }

    [Fact]
    public void Who_wrote_meanwhile_is_not_written_over()
    {
        Amend(Strike, held: 0);
        Amend(Flood, held: 0);
        ThenRefused("changed-since");
    }

    [Fact]
    public void Everybody_says_why()
    {
        Amend(Strike, reason: "");
        ThenRefused("required");
    }

    [Fact]
    public void A_sheet_with_faults_is_refused_with_its_place()
    {
        Amend(CalendarSheet.Nothing with { Closures = [new Closure(new(2027, 6, 9), new(2027, 6, 1), "Back to front")] });
        ThenRefused("ends-before-it-begins");
        Assert.Equal("/closures/0/to", Answer.Refusal!.Pointer);
    }

    [Fact]
    public void A_key_names_a_country_or_a_factory()
    {
        Amend(Strike, key: "Bangladesh");
        ThenRefused("unknown-calendar");
    }
}
