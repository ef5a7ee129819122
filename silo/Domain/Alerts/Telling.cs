using System.Diagnostics;
using Event = Selvedge.Domain.Alerts.IncidentEvent;

namespace Selvedge.Domain.Alerts;

/// <summary>Who is told outside the product of what happened to an incident: whoever it reaches with that, and nobody of what they did.</summary>
public static class Telling
{
    /// <param name="present">The incident as it stands: nobody is told of what somebody has in hand by now, or what is over.</param>
    /// <param name="person">Id; that they may see the incident is for the caller to judge.</param>
    /// <param name="role">Of theirs.</param>
    public static bool Reaches(Event happened, IncidentRow present, string person, string role) => IsOpen(present) && happened switch
    {
        Event.Raised or Event.Worsened or Event.Returned => Begins(present, person, role),
        // It climbs also where somebody has been asked to see to it.
        Event.Escalated e => RoleAt(present, e.Reached) == role && (e.By is null ? present.RaisedBy : e.By) != person,
        Event.Assigned e => e.To == person && present.Assignee == person && e.By != person,
        Event.FindingRevised or Event.Cleared or Event.Acknowledged or Event.Snoozed or Event.Resolved => false,
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    /// <summary>Whether what was to be told of it still concerns somebody: asked of others, only where it has climbed to their role.</summary>
    public static bool StillConcerns(IncidentRow present, string person, string role) =>
        IsOpen(present) && (present.Assignee is null || present.Assignee == person || present.Reached.Contains(role));

    /// <summary>Whether there is anything left to tell.</summary>
    public static bool IsOpen(IncidentRow present) => present is { IsPresent: true, Status: IncidentStatus.Open };

    private static bool Begins(IncidentRow present, string person, string role) =>
        present.Assignee is { } assignee ? assignee == person : RoleAt(present, 1) == role && present.RaisedBy != person;

    private static string? RoleAt(IncidentRow present, int reached) =>
        AlertRules.LadderOf(present.Finding) is var ladder && reached <= ladder.Length ? ladder[reached - 1].Role : null;
}
