using Selvedge.Domain.Alerts;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;

namespace Selvedge.Domain.Tests.Alerts;

/// <summary>Clara of Berlin says where and when she wants to hear of alerts.</summary>
public sealed class ChoosingHowToHear : Spec<Person, PersonCommand, PersonEvent, PersonState>
{
    private static readonly AlertChoices Berlin = AlertChoices.Usual with { Mail = "clara@example.com", TimeZone = "Europe/Berlin" };
    private static readonly PersonSheet Clara = new("clara", "Clara Voss", "manager", "brand", [], [], [], []);

    private static Surroundings Around => new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), WorkingCalendars.Unknown);

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void A_choice_stands_also_when_their_record_comes_again_and_said_twice_is_once()
    {
        When(new PersonCommand.ChooseAlerts(Berlin, null), Around);
        ThenRefused("unknown-person");
        When(new PersonCommand.Record(Clara), Around);
        When(new PersonCommand.ChooseAlerts(Berlin, 0), Around);
        ThenRefused("changed-since");
        When(new PersonCommand.ChooseAlerts(Berlin, 1), Around);
        Assert.Single(Happened<PersonEvent.AlertsChosen>());
        When(new PersonCommand.ChooseAlerts(Berlin with { }, null), Around);
        ThenNothing();
        When(new PersonCommand.Record(Clara with { Name = "Clara V." }), Around);
        Assert.Equal(Berlin, State.Sheet!.Alerts);
    }

    [Theory]
    [InlineData(Severity.P2, "2026-11-20T18:59:00Z", "2026-11-20T18:59:00Z")]
    [InlineData(Severity.P2, "2026-11-20T19:00:00Z", "2026-11-21T06:00:00Z")]
    [InlineData(Severity.P2, "2026-11-21T05:59:00Z", "2026-11-21T06:00:00Z")]
    [InlineData(Severity.P2, "2026-11-21T06:00:00Z", "2026-11-21T06:00:00Z")]
    [InlineData(Severity.P1, "2026-11-20T23:00:00Z", "2026-11-20T23:00:00Z")]
    // The night in which the clocks go forward.
    [InlineData(Severity.P2, "2027-03-27T22:00:00Z", "2027-03-28T05:00:00Z")]
    public void Quiet_hours_hold_back_all_but_the_loudest(Severity severity, string now, string then) => Assert.Equal(At(then), Berlin.AtOnceFrom(severity, At(now)));

    [Fact]
    public void Quiet_hours_within_a_day_end_that_day()
    {
        var siesta = Berlin with { QuietFromMinutes = 13 * 60, QuietUntilMinutes = 15 * 60 };
        Assert.Equal(At("2026-11-20T14:00:00Z"), siesta.AtOnceFrom(Severity.P3, At("2026-11-20T12:30:00Z")));
        Assert.Equal(At("2026-11-20T23:30:00Z"), siesta.AtOnceFrom(Severity.P3, At("2026-11-20T23:30:00Z")));
        Assert.Equal(At("2026-11-20T23:30:00Z"), (Berlin with { QuietUntilMinutes = 20 * 60 }).AtOnceFrom(Severity.P3, At("2026-11-20T23:30:00Z")));
    }

    [Theory]
    [InlineData("2026-11-20T06:59:00Z", "2026-11-20T07:00:00Z")]
    [InlineData("2026-11-20T07:00:00Z", "2026-11-21T07:00:00Z")]
    [InlineData("2027-03-27T12:00:00Z", "2027-03-28T06:00:00Z")]
    public void Digests_go_out_at_eight_where_they_are(string now, string then) => Assert.Equal(At(then), Berlin.DigestAfter(At(now)));

    [Fact]
    public void A_time_that_the_clocks_skip_is_as_far_after_the_skip() =>
        Assert.Equal(At("2027-03-28T01:30:00Z"), (Berlin with { QuietUntilMinutes = 2 * 60 + 30 }).AtOnceFrom(Severity.P2, At("2027-03-27T22:00:00Z")));
}
