using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Boards;

/// <summary>The alerts that wait for one person. Told under a new position whenever anything of one happened, also where its row looks the same.</summary>
internal sealed class AlertsTopic : Topic
{
    private readonly HashSet<string> shown = new(StringComparer.Ordinal);
    private readonly string role;

    // Who comes to do something else comes back with other rights, and has another topic.
    public AlertsTopic(TopicName name, Rights rights, long builtAt, Rows rows) : base(name, rights, builtAt)
    {
        role = rows.TryGetPerson(name.Id, out var person) ? person.Row.Role : CurrentPerson.Manager.Role;
        foreach (var entry in rows.Incidents)
            if (Holds(entry))
                Show(entry, builtAt);
    }

    /// <summary>Brings one alert up to the rows; false when it was, and is, none of theirs.</summary>
    public bool Look(IncidentEntry entry, long position, DateTimeOffset now)
    {
        if (Holds(entry))
        {
            Show(entry, position);
            return true;
        }

        if (!shown.Remove(entry.Row.Id))
            return false;
        Recent.Remove(entry.Row.Id, position, now);
        return true;
    }

    protected override object MakeTotals() => new InboxTotals(shown.Count);

    private void Show(IncidentEntry entry, long position)
    {
        shown.Add(entry.Row.Id);
        Recent.Put(InboxRow.Of(entry.Row, position));
    }

    private bool Holds(IncidentEntry entry) => Rights.MaySeeAlert(entry.Row.Subject) && entry.Row.WaitsFor(Name.Id, role);
}
