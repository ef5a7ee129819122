using Selvedge.Domain.Alerts;
using Selvedge.Domain.Calendars;

namespace Selvedge.Domain.Tests.Alerts;

/// <summary>PO-1 slips by Rafiq's word; assistants hear first, managers when it climbs, whoever is asked at once.</summary>
public sealed class TellingOfAnIncident
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly Finding Late = new(AlertCause.LateOrder, Severity.P2, 1, 1, 3, 7_700, "Fabric late");

    private static readonly IncidentState Raised = Incident.Decide(
        new IncidentCommand.Look(AlertCause.LateOrder, new OrderAlarms("PO-1", "HALDEN", "apparel", "V1", 4, [Late]), "rafiq"), Incident.Initial,
        new(Now, WorkingCalendars.Unknown)).Events.Aggregate(Incident.Initial, Incident.Evolve);

    private static readonly IncidentRow Open = IncidentRow.Of(Raised);

    private static IncidentEvent AssignedTo(string person, string by = "clara") => new IncidentEvent.Assigned(by, person, Now);

    private static bool Hears(IncidentEvent happened, IncidentRow present, string person, string role) => Telling.Reaches(happened, present, person, role);

    [Fact]
    public void Who_is_asked_hears_of_it_while_it_is_theirs_and_not_of_what_they_took_themselves()
    {
        var noors = Open with { Assignee = "noor" };
        Assert.True(Hears(AssignedTo("noor"), noors, "noor", "assistant"));
        Assert.False(Hears(AssignedTo("noor"), noors, "ada", "assistant"));
        Assert.False(Hears(AssignedTo("noor", by: "noor"), noors, "noor", "assistant"));
        Assert.False(Hears(AssignedTo("noor"), Open with { Assignee = "ada" }, "noor", "assistant"));
    }

    [Fact]
    public void Raised_reaches_the_first_of_its_ladder_but_not_who_caused_it()
    {
        Assert.True(Hears(new IncidentEvent.Returned(Now), Open, "noor", "assistant"));
        Assert.False(Hears(new IncidentEvent.Returned(Now), Open, "clara", "manager"));
        Assert.False(Hears(new IncidentEvent.Returned(Now), Open with { RaisedBy = "noor" }, "noor", "assistant"));
        Assert.True(Hears(new IncidentEvent.Escalated(2, Now), Open with { Assignee = "noor" }, "clara", "manager"));
        Assert.False(Hears(new IncidentEvent.Escalated(2, Now), Open with { IsPresent = false }, "clara", "manager"));
    }

    [Fact]
    public void What_somebody_else_was_asked_to_see_to_by_then_concerns_only_roles_to_which_it_has_climbed()
    {
        var adas = Open with { Assignee = "ada" };
        Assert.True(Telling.StillConcerns(Open, "clara", "manager"));
        Assert.True(Telling.StillConcerns(adas, "ada", "assistant"));
        Assert.False(Telling.StillConcerns(adas, "clara", "manager"));
        Assert.True(Telling.StillConcerns(adas with { Reached = ["assistant", "manager"] }, "clara", "manager"));
        Assert.False(Telling.StillConcerns(Open with { Status = IncidentStatus.Acknowledged }, "noor", "assistant"));
    }
}
