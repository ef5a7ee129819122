using System.Collections.Immutable;
using System.Diagnostics;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.TimeAndAction;
using Command = Selvedge.Domain.Alerts.IncidentCommand;
using Event = Selvedge.Domain.Alerts.IncidentEvent;
using State = Selvedge.Domain.Alerts.IncidentState;

namespace Selvedge.Domain.Alerts;

/// <summary>
/// The rules of one incident: one cause at one order, however many facts feed it. It goes by itself when its cause is gone
/// and comes back with it. While nobody has it in hand it climbs its ladder. Whoever acknowledged, snoozed or resolved it
/// hears of it again when it gets louder.
/// </summary>
public sealed class Incident : IDecider<Command, Event, State>
{
    public const int LongestReason = 500;
    public const int LongestRestDays = 60;

    // Beyond two years a day is a typing error.
    private const int FarthestDays = 730;

    private Incident() { }

    public static State Initial => State.Empty;

    public static Decision<Event> Decide(Command command, State incident, Surroundings around)
    {
        var decided = Judge(command, incident, around);
        if (decided.Events is not [Event.Climb climb])
            return decided;
        var climbed = Evolve(incident, climb);
        return One(climb with { EscalatesAt = climbed.Next is { } next ? OfficeHours.After(climbed.LadderBeganAt, next.AfterDays, around.Office) : null });
    }

    private static Decision<Event> Judge(Command command, State incident, Surroundings around) => command switch
    {
        Command.Look look => Look(look, incident, around.Now),
        Command.Wake => Wake(incident, around.Now),
        _ when incident.Finding is not { } => incident.Subject is null
            ? new Refusal("unknown-alert", "", "There is no such alert.")
            : new Refusal("alert-is-over", "", "Its cause is gone: there is nothing left to do."),
        Command.Acknowledge e => Acknowledge(e, incident, around.Now),
        Command.Snooze e => Snooze(e, incident, around.Now),
        Command.Assign e => incident.Assignee == e.To ? ImmutableArray<Event>.Empty : One(new Event.Assigned(e.By, e.To, around.Now)),
        Command.Resolve e => Resolve(e, incident, around.Now),
        Command.Escalate e => Escalate(e, incident, around.Now),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    public static State Evolve(State incident, Event happened) => happened switch
    {
        Event.Raised e => Begun(incident with { Before = null, Subject = e.Subject, Finding = e.Finding, SubjectVersion = e.SubjectVersion, RaisedAt = e.At, RaisedBy = e.By, Times = incident.Times + 1 }, e.At),
        Event.Worsened e => Begun(incident with { Finding = e.Finding, SubjectVersion = e.SubjectVersion, RaisedBy = e.By }, e.At),
        Event.FindingRevised e => incident with { Finding = e.Finding, SubjectVersion = e.SubjectVersion },
        Event.Cleared e => incident with { Finding = null, Last = incident.Finding, SubjectVersion = e.SubjectVersion, Status = IncidentStatus.Resolved, RestsUntil = null, EndedAt = e.At, EndedBy = null, Note = null },
        Event.Escalated { By: { } by, Reason: { } said } e => incident with
        {
            Reached = e.Reached, Status = IncidentStatus.Open, RestsUntil = null, Assignee = null, Before = new Remark(by, said), Note = null, ActedBy = null, EndedAt = null, EndedBy = null,
        },
        Event.Escalated e => incident with { Reached = e.Reached },
        Event.Acknowledged e => incident with { Status = IncidentStatus.Acknowledged, RestsUntil = e.Until, Note = e.Reason, ActedBy = e.By },
        Event.Snoozed e => incident with { Status = IncidentStatus.Snoozed, RestsUntil = e.Until, Before = LastSaid(incident), Note = null, ActedBy = e.By },
        Event.Returned e => Begun(incident, e.At),
        Event.Assigned e => incident with { Assignee = e.To },
        Event.Resolved e => incident with { Status = IncidentStatus.Resolved, RestsUntil = null, Note = e.Reason, ActedBy = e.By, EndedAt = e.At, EndedBy = e.By },
        _ => throw new UnreachableException(happened.GetType().Name),
    } with { Version = incident.Version + 1, StepAt = happened is Event.Climb climb ? climb.EscalatesAt : incident.StepAt };

    public static DateTimeOffset? Due(State incident) => incident.RestsUntil ?? incident.EscalatesAt;

    // Of two lookings the one at the newer order stands; of the same order something else is found where its brand has decided otherwise.
    private static Decision<Event> Look(Command.Look look, State incident, DateTimeOffset now)
    {
        var alarms = look.Alarms;
        if (alarms.Version < incident.SubjectVersion)
            return ImmutableArray<Event>.Empty;
        var found = alarms.Findings.FirstOrDefault(f => f.Cause == look.Cause);
        return (incident.Finding, found) switch
        {
            (null, null) => ImmutableArray<Event>.Empty,
            (null, { } raised) => One(new Event.Raised(
                new IncidentSubject(look.Cause, alarms.PurchaseOrder, alarms.Brand, alarms.Category, alarms.Vendor), raised, alarms.Version, look.By, now)),
            ({ }, null) => One(new Event.Cleared(alarms.Version, look.By, now)),
            ({ } known, { } present) when known == present => ImmutableArray<Event>.Empty,
            ({ } known, { } present) => One(present.Severity < known.Severity
                ? new Event.Worsened(present, alarms.Version, look.By, now)
                : new Event.FindingRevised(present, alarms.Version, look.By, now)),
        };
    }

    private static Decision<Event> Wake(State incident, DateTimeOffset now)
    {
        if (incident.RestsUntil is { } until)
            return until <= now ? One(new Event.Returned(now)) : ImmutableArray<Event>.Empty;
        return incident.EscalatesAt is { } at && at <= now ? One(new Event.Escalated(incident.Reached + 1, now)) : ImmutableArray<Event>.Empty;
    }

    private static Decision<Event> Acknowledge(Command.Acknowledge e, State incident, DateTimeOffset now) =>
        RefuseReason(e.Said.Reason) is { } silent ? silent
        : RefuseUntil(e.Said.Until, now) is { } fault ? fault
        : RefuseExpected(e.Said, incident, now) is { } impossible ? impossible
        : e.Said.IfRaised is { } times && (incident.Status != IncidentStatus.Open || incident.Times != times) ? new Refusal("in-hand", "", "Somebody has it in hand by now, or it has come back since.")
        : e.Said.ExFactory is null && incident.Status == IncidentStatus.Acknowledged && incident.Note == e.Said.Reason && (e.Said.Until is null || e.Said.Until == incident.RestsUntil)
            ? ImmutableArray<Event>.Empty
            : One(new Event.Acknowledged(
                e.By, e.Said.Reason, e.Said.Until ?? now.AddDays(AlertRules.AcknowledgedForDays), now,
                e.Said.ExFactory is { } day ? new ExpectedExFactory(incident.Finding!.Line!.Value, day, e.Said.DelayReason) : null));

    private static Decision<Event> Snooze(Command.Snooze e, State incident, DateTimeOffset now) =>
        RefuseUntil(e.Until, now) is { } fault ? fault
        : incident.Status == IncidentStatus.Snoozed && incident.RestsUntil == e.Until ? ImmutableArray<Event>.Empty
        : One(new Event.Snoozed(e.By, e.Until, now));

    private static Decision<Event> Resolve(Command.Resolve e, State incident, DateTimeOffset now) =>
        RefuseReason(e.Reason) is { } silent ? silent
        : incident.Status == IncidentStatus.Resolved ? ImmutableArray<Event>.Empty
        : One(new Event.Resolved(e.By, e.Reason, now));

    private static Decision<Event> Escalate(Command.Escalate e, State incident, DateTimeOffset now) =>
        RefuseReason(e.Reason) is { } silent ? silent
        : incident.Above is null ? new Refusal("nobody-above", "", "It has reached everybody whom it can.")
        : One(new Event.Escalated(incident.Reached + 1, now, By: e.By, Reason: e.Reason));

    private static Refusal? RefuseReason(string reason) =>
        string.IsNullOrWhiteSpace(reason) ? new Refusal("required", "/reason", "Expected why.")
        : reason.Length > LongestReason ? new Refusal("too-long", "/reason", $"Expected at most {LongestReason} characters, found {reason.Length}.")
        : null;

    private static Refusal? RefuseUntil(DateTimeOffset? until, DateTimeOffset now) =>
        until <= now ? new Refusal("in-the-past", "/until", "Expected a time that is still to come.")
        : until > now.AddDays(LongestRestDays) ? new Refusal("too-far-ahead", "/until", $"Expected at most {LongestRestDays} days from now.")
        : null;

    // It may be yesterday still where the factory is.
    private static Refusal? RefuseExpected(Acknowledgement said, State incident, DateTimeOffset now) =>
        said.DelayReason is { } code && DelayReasons.Find(code) is null ? new Refusal("unknown-reason", "/delayReason", $"'{code}' is no delay reason code.")
        : said.ExFactory is not { } day ? said.DelayReason is null ? null : new Refusal("required", "/exFactory", "A delay reason says why of a day: name the day.")
        : incident is not { Subject.Cause: AlertCause.LateOrder, Finding.Line: not null } ? new Refusal("no-late-line", "/exFactory", "Only a late line is expected on another day.")
        : day < DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1) ? new Refusal("in-the-past", "/exFactory", "Expected a day that is still to come.")
        : day > DateOnly.FromDateTime(now.UtcDateTime).AddDays(FarthestDays) ? new Refusal("too-far-ahead", "/exFactory", $"Expected at most {FarthestDays} days from now.")
        : null;

    private static State Begun(State incident, DateTimeOffset at) => incident with
    {
        Status = IncidentStatus.Open, RestsUntil = null, Before = LastSaid(incident), Note = null, ActedBy = null, EndedAt = null, EndedBy = null, LadderBeganAt = at, Reached = 1,
    };

    private static Remark? LastSaid(State incident) => incident is { Note: { } note, ActedBy: { } by } ? new Remark(by, note) : incident.Before;

    private static Decision<Event> One(Event happened) => ImmutableArray.Create(happened);
}
