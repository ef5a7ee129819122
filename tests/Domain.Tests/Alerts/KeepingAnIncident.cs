using System.Collections.Immutable;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Calendars;

namespace Selvedge.Domain.Tests.Alerts;

/// <summary>PO-1 slips; Rafiq of the vendor says so, Noor and Clara see to it.</summary>
public sealed class KeepingAnIncident : Spec<Incident, IncidentCommand, IncidentEvent, IncidentState>
{
    private static readonly Finding Late = new(AlertCause.LateOrder, Severity.P2, 1, 1, 3, 7_700, "Fabric late");
    private static readonly Finding Critical = Late with { Severity = Severity.P1, Days = 9 };

    private DateTimeOffset now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private WorkingCalendar office = WorkingCalendars.Unknown;

    private Surroundings Around => new(now, WorkingCalendars.Unknown) { Office = office };

    private static IncidentCommand.Look At(int version, params ImmutableArray<Finding> found) =>
        new(AlertCause.LateOrder, new OrderAlarms("PO-1", "HALDEN", "apparel", "V1", version, found), "rafiq");

    private void Look(int version, params ImmutableArray<Finding> found) => When(At(version, found), Around);

    private void Ask(IncidentCommand command) => When(command, Around);

    private void Wake()
    {
        now = Incident.Due(State)!.Value;
        Ask(new IncidentCommand.Wake());
    }

    [Fact]
    public void Many_facts_of_one_cause_raise_it_once()
    {
        Look(4, Late);
        Assert.Single(Happened<IncidentEvent.Raised>());
        Look(4, Late);
        ThenNothing();
        Look(5, Late);
        ThenNothing();
        Look(6, Late with { Days = 4 });
        Assert.Single(Happened<IncidentEvent.FindingRevised>());
        Assert.Equal((1, 4), (State.Times, State.Finding!.Days));
    }

    [Fact]
    public void What_its_brand_decides_anew_holds_of_the_order_as_it_stands()
    {
        Look(4, Late);
        Look(4, Late with { Rule = new(AlertCause.LateOrder, null, null, 2, Severity.P3), Severity = Severity.P3 });
        Assert.Equal(Severity.P3, Assert.Single(Happened<IncidentEvent.FindingRevised>()).Finding.Severity);
        Look(4);
        Assert.Single(Happened<IncidentEvent.Cleared>());
        Look(3, Late);
        ThenNothing();
        Look(4, Late);
        Assert.Equal((IncidentStatus.Open, 2), (State.Status, State.Times));
    }

    [Fact]
    public void It_climbs_the_ladder_that_its_brand_has_decided()
    {
        Look(4, Late with { Ladder = new([new("director", 0), new("manager", 5)]) });
        Assert.Equal(["director"], IncidentRow.Of(State).Reached.AsEnumerable());
        Assert.Equal(now.AddDays(5), Incident.Due(State));
        Wake();
        Assert.Equal(["director", "manager"], IncidentRow.Of(State).Reached.AsEnumerable());
        Assert.Null(Incident.Due(State));
    }

    [Fact]
    public void Somebody_lets_it_climb_at_once_also_where_it_rests_and_says_why()
    {
        Look(4, Late);
        Ask(new IncidentCommand.Assign("clara", "noor"));
        Ask(new IncidentCommand.Acknowledge("noor", new Acknowledgement("mill was called")));
        Ask(new IncidentCommand.Escalate("noor", " "));
        ThenRefused("required", "/reason");
        now = now.AddHours(3);
        Ask(new IncidentCommand.Escalate("noor", "the mill answers nobody"));
        var row = IncidentRow.Of(State);
        Assert.Equal((IncidentStatus.Open, new Remark("noor", "the mill answers nobody"), null), (row.Status, row.Before, row.Assignee));
        Assert.Equal(["assistant", "manager"], row.Reached.AsEnumerable());
        Assert.Equal((row.EscalatesAt, row.EscalatesAt is null), (Incident.Due(State), row.EscalatesTo is null));
        Assert.True(row.WaitsFor("clara", "manager"));

        while (State.Above is not null)
            Ask(new IncidentCommand.Escalate("noor", "still"));
        Ask(new IncidentCommand.Escalate("noor", "and again"));
        ThenRefused("nobody-above", "");
    }

    [Fact]
    public void It_climbs_when_those_whom_it_reaches_are_at_work()
    {
        office = CalendarShelf.BuiltIn.OfOffice("HALDEN", "DE");
        now = new DateTimeOffset(2026, 11, 20, 21, 0, 0, TimeSpan.Zero);
        Look(4, Late);
        // Raised on a Friday night in Berlin: two working days after Monday at eight.
        Assert.Equal((new DateTimeOffset(2026, 11, 25, 7, 0, 0, TimeSpan.Zero), "manager"), (Incident.Due(State), IncidentRow.Of(State).EscalatesTo));
        now = new DateTimeOffset(2026, 11, 25, 6, 59, 0, TimeSpan.Zero);
        Ask(new IncidentCommand.Wake());
        ThenNothing();
        Look(5, Late with { Days = 4 });
        Wake();
        Assert.Equal(["assistant", "manager"], IncidentRow.Of(State).Reached.AsEnumerable());
        Assert.Equal(new DateTimeOffset(2026, 12, 2, 7, 0, 0, TimeSpan.Zero), Incident.Due(State));
        Wake();
        Assert.Null(Incident.Due(State));
    }

    [Fact]
    public void One_that_was_raised_before_working_days_counted_climbs_by_days()
    {
        Look(4, Late);
        var raised = Assert.Single(Happened<IncidentEvent.Raised>()) with { EscalatesAt = null };
        Assert.Equal(raised.At.AddDays(2), Incident.Due(Incident.Evolve(Incident.Initial, raised)));
    }

    [Fact]
    public void What_is_of_another_cause_is_another_incident()
    {
        Look(4, Late with { Cause = AlertCause.Discrepancy });
        ThenNothing();
    }

    [Fact]
    public void It_goes_with_its_cause_and_comes_back_with_it()
    {
        Look(4, Late);
        Look(5);
        Assert.Single(Happened<IncidentEvent.Cleared>());
        Assert.Null(Incident.Due(State));
        Ask(new IncidentCommand.Acknowledge("noor", new("late again")));
        ThenRefused("alert-is-over");
        Look(6, Late);
        Assert.Equal((IncidentStatus.Open, 2), (State.Status, State.Times));
    }

    [Fact]
    public void What_was_asked_of_an_open_one_is_refused_once_somebody_has_it_or_it_came_back()
    {
        Look(4, Late);
        Ask(new IncidentCommand.Acknowledge("noor", new("by the mail", IfRaised: 2)));
        ThenRefused("in-hand");
        Ask(new IncidentCommand.Acknowledge("clara", new("calls them", IfRaised: 1)));
        Assert.Equal("clara", State.ActedBy);
        Ask(new IncidentCommand.Acknowledge("noor", new("by the mail", IfRaised: 1)));
        ThenRefused("in-hand");
    }

    [Fact]
    public void While_nobody_has_it_in_hand_it_climbs_its_ladder_to_the_end()
    {
        Look(4, Late);
        var raised = now;
        Assert.Equal(["assistant"], IncidentRow.Of(State).Reached.AsEnumerable());
        Wake();
        Assert.Equal((raised.AddDays(2), "director"), (now, IncidentRow.Of(State).EscalatesTo));
        Wake();
        Assert.Equal(["assistant", "manager", "director"], IncidentRow.Of(State).Reached.AsEnumerable());
        Assert.Equal((raised.AddDays(7), null), (now, Incident.Due(State)));
    }

    [Fact]
    public void Who_acknowledges_it_stops_the_ladder_until_their_day_has_passed()
    {
        Look(4, Late);
        Ask(new IncidentCommand.Acknowledge("noor", new(" ")));
        ThenRefused("required");
        Ask(new IncidentCommand.Acknowledge("noor", new("ships by air", now.AddDays(3))));
        Assert.Null(State.EscalatesAt);
        Wake();
        Assert.Equal(IncidentStatus.Open, State.Status);
        Assert.Equal(now.AddDays(2), State.EscalatesAt);
    }

    [Fact]
    public void Who_acknowledges_it_may_say_when_the_worst_line_will_leave_and_why()
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        Look(4, Late);
        foreach (var (day, code, refused) in new (DateOnly?, string?, string)[]
                 {
                     (today.AddDays(-2), null, "in-the-past"), (today.AddYears(3), null, "too-far-ahead"), (today, "RAIN", "unknown-reason"), (null, "MT-MILL", "required"),
                 })
        {
            Ask(new IncidentCommand.Acknowledge("noor", new("ships by air", ExFactory: day, DelayReason: code)));
            ThenRefused(refused);
        }

        Ask(new IncidentCommand.Acknowledge("noor", new("ships by air", ExFactory: today.AddDays(9), DelayReason: "MT-MILL")));
        Assert.Equal(new ExpectedExFactory(1, today.AddDays(9), "MT-MILL"), Assert.Single(Happened<IncidentEvent.Acknowledged>()).Expected);
        // Another day is something else than what was said before.
        Ask(new IncidentCommand.Acknowledge("noor", new("ships by air", ExFactory: today.AddDays(11))));
        Assert.Single(Happened<IncidentEvent.Acknowledged>());
    }

    [Fact]
    public void Of_what_no_line_is_late_no_day_is_expected()
    {
        var silent = Late with { Cause = AlertCause.SilentVendor, Line = null };
        When(new IncidentCommand.Look(AlertCause.SilentVendor, new OrderAlarms("PO-1", "HALDEN", "apparel", "V1", 4, [silent]), "rafiq"), Around);
        Ask(new IncidentCommand.Acknowledge("noor", new("calls them", ExFactory: DateOnly.FromDateTime(now.UtcDateTime))));
        ThenRefused("no-late-line");
    }

    [Fact]
    public void What_was_put_aside_comes_back_when_it_gets_worse_and_not_when_it_gets_better()
    {
        Look(4, Late);
        Ask(new IncidentCommand.Snooze("noor", now.AddDays(5)));
        Look(5, Late with { Days = 2 });
        Assert.Equal(IncidentStatus.Snoozed, State.Status);
        Look(6, Critical);
        Assert.Equal((IncidentStatus.Open, now.AddDays(2)), (State.Status, Incident.Due(State)));
        Ask(new IncidentCommand.Resolve("clara", "agreed with the customer"));
        Look(7, Critical with { Days = 10 });
        Assert.Equal((IncidentStatus.Resolved, null), (State.Status, Incident.Due(State)));
    }

    [Fact]
    public void What_was_said_of_it_is_known_when_it_comes_back_and_not_when_it_is_raised_anew()
    {
        Look(4, Late);
        Ask(new IncidentCommand.Acknowledge("noor", new("ships by air", now.AddDays(3))));
        Assert.Null(State.Before);
        Ask(new IncidentCommand.Snooze("clara", now.AddDays(5)));
        Wake();
        Assert.Equal(new Remark("noor", "ships by air"), IncidentRow.Of(State).Before);
        Ask(new IncidentCommand.Resolve("clara", "agreed"));
        Look(5, Critical);
        Assert.Equal(new Remark("clara", "agreed"), State.Before);
        Look(6);
        Look(7, Late);
        Assert.Null(State.Before);
    }

    [Fact]
    public void Nothing_is_put_aside_into_the_past_or_for_ever()
    {
        Look(4, Late);
        Ask(new IncidentCommand.Snooze("noor", now));
        ThenRefused("in-the-past");
        Ask(new IncidentCommand.Snooze("noor", now.AddDays(Incident.LongestRestDays + 1)));
        ThenRefused("too-far-ahead");
    }

    [Fact]
    public void Who_did_it_is_not_told_of_it_unless_it_is_given_to_them()
    {
        Look(4, Late);
        var row = IncidentRow.Of(State);
        Assert.True(row.WaitsFor("noor", "assistant"));
        Assert.False(row.WaitsFor("rafiq", "assistant"));
        Assert.False(row.WaitsFor("clara", "manager"));
        Ask(new IncidentCommand.Assign("noor", "rafiq"));
        Assert.True(IncidentRow.Of(State).WaitsFor("rafiq", "assistant"));
        Assert.False(IncidentRow.Of(State).WaitsFor("noor", "assistant"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whichever_lookings_are_left_out_or_repeated_the_newest_order_stands_and_each_stretch_is_raised_once(int seed)
    {
        var random = new Random(seed);
        var told = Enumerable.Range(1, 60).Select(version => random.Next(3) switch { 0 => At(version), 1 => At(version, Late with { Days = version }), _ => At(version, Critical with { Days = version }) }).ToArray();
        // Each looking sees the order at present, so a later one never sees an older order; what came late may be looked at in vain.
        var seen = told.Where(look => look == told[^1] || random.Next(3) > 0).ToArray();
        foreach (var look in seen)
            foreach (var again in new[] { look, look, told[Math.Max(0, look.Alarms.Version - 1 - random.Next(5))] }.Where(l => l.Alarms.Version <= State.SubjectVersion || l == look))
                Ask(again);
        var stretches = seen.Where((look, i) => !look.Alarms.Findings.IsEmpty && (i == 0 || seen[i - 1].Alarms.Findings.IsEmpty)).Count();
        var newest = told[^1].Alarms.Findings;
        Assert.True((newest.IsEmpty ? null : newest[0]) == State.Finding && stretches == State.Times, $"seed {seed}: {State}");
    }
}
