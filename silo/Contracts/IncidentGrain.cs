using Orleans;
using Selvedge.Domain.Alerts;

namespace Selvedge.Contracts;

/// <summary>One incident, by its cause and order (<see cref="Domain.Alerts.IncidentId"/>).</summary>
public interface IIncidentGrain : IWakeable
{
    /// <summary>The order may be otherwise than before: it is read, and what is found there is taken.</summary>
    /// <returns>What stands; null where its cause is not there.</returns>
    Task<Finding?> Look(CommandHeader header);

    /// <param name="by">Id of the person, as in the others.</param>
    Task<Verdict> Acknowledge(CommandHeader header, string by, Acknowledgement said);

    Task<Verdict> Snooze(CommandHeader header, string by, DateTimeOffset until);

    /// <param name="to">Id of the person; null for whoever it reaches.</param>
    Task<Verdict> Assign(CommandHeader header, string by, string? to);

    Task<Verdict> Resolve(CommandHeader header, string by, string reason);

    Task<Verdict> Escalate(CommandHeader header, string by, string reason);
}
