using Selvedge.Domain.Alerts;
using Selvedge.Domain.People;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Alerts.Mails;

/// <summary>Whether a notice is still to be told when its turn has come.</summary>
internal static class StillTold
{
    /// <summary>What nobody could be told for so long, as while mail was switched off, is of the past.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    /// <summary>Judged anew: it may be in hand or over by now, and they may not see it any more, or not want to hear of it. Null for nothing to tell.</summary>
    public static (PersonSheet Person, AlertChoices Choices, IncidentRow Incident)? Find(Rows rows, Notice notice, DateTimeOffset now) =>
        notice.NextAt > now - Longest && rows.TryGetIncident(notice.Incident, out var incident) && rows.TryGetPerson(notice.Person, out var person)
        && Telling.StillConcerns(incident.Row, person.Row.Id, person.Row.Role) && person.Row.Alerts is { } choices
        && choices.For(incident.Row.Finding.Severity) != AlertNotice.None && Rights.Of(person.Row).MaySeeAlert(incident.Row.Subject)
            ? (person.Row, choices, incident.Row)
            : null;
}
