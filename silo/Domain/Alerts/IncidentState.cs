using System.Collections.Immutable;
using Orleans;

namespace Selvedge.Domain.Alerts;

/// <summary>What may be asked of an incident.</summary>
public abstract record IncidentCommand
{
    private IncidentCommand() { }

    /// <summary>The order may be otherwise than before.</summary>
    /// <param name="By">Whose doing that is.</param>
    public sealed record Look(AlertCause Cause, OrderAlarms Alarms, string By) : IncidentCommand;

    /// <param name="By">Id of the person.</param>
    public sealed record Acknowledge(string By, Acknowledgement Said) : IncidentCommand;

    public sealed record Snooze(string By, DateTimeOffset Until) : IncidentCommand;

    /// <param name="To">Id of the person; null for whoever it reaches.</param>
    public sealed record Assign(string By, string? To) : IncidentCommand;

    public sealed record Resolve(string By, string Reason) : IncidentCommand;

    /// <summary>To whom it reaches next, now and whoever has it in hand.</summary>
    public sealed record Escalate(string By, string Reason) : IncidentCommand;

    public sealed record Wake : IncidentCommand;
}

/// <summary>What happened to an incident. Stored for ever: additive only.</summary>
public abstract record IncidentEvent
{
    private IncidentEvent() { }

    public abstract DateTimeOffset At { get; init; }

    /// <summary>One by which it begins its ladder, climbs it, or gets another.</summary>
    public abstract record Climb : IncidentEvent
    {
        private protected Climb() { }

        /// <summary>When it reaches the next step; null where nobody is left, and in events of before it was written down.</summary>
        public abstract DateTimeOffset? EscalatesAt { get; init; }
    }

    /// <param name="SubjectVersion">Of the order that was looked at, as in the others.</param>
    /// <param name="By">Whose doing it was.</param>
    public sealed record Raised(IncidentSubject Subject, Finding Finding, int SubjectVersion, string By, DateTimeOffset At, DateTimeOffset? EscalatesAt = null) : Climb;

    /// <summary>Louder than before: whoever had it in hand hears of it again.</summary>
    public sealed record Worsened(Finding Finding, int SubjectVersion, string By, DateTimeOffset At, DateTimeOffset? EscalatesAt = null) : Climb;

    public sealed record FindingRevised(Finding Finding, int SubjectVersion, string By, DateTimeOffset At, DateTimeOffset? EscalatesAt = null) : Climb;

    public sealed record Cleared(int SubjectVersion, string By, DateTimeOffset At) : IncidentEvent;

    /// <param name="Reached">Steps of the ladder, from 1.</param>
    /// <param name="By">Id of the person; null where it climbed by itself.</param>
    /// <param name="Reason">Theirs; null where it climbed by itself.</param>
    public sealed record Escalated(int Reached, DateTimeOffset At, DateTimeOffset? EscalatesAt = null, string? By = null, string? Reason = null) : Climb;

    /// <param name="Expected">Null where nobody said another day.</param>
    public sealed record Acknowledged(string By, string Reason, DateTimeOffset Until, DateTimeOffset At, ExpectedExFactory? Expected = null) : IncidentEvent;

    public sealed record Snoozed(string By, DateTimeOffset Until, DateTimeOffset At) : IncidentEvent;

    /// <summary>It rested until then, and its cause is still there.</summary>
    public sealed record Returned(DateTimeOffset At, DateTimeOffset? EscalatesAt = null) : Climb;

    public sealed record Assigned(string By, string? To, DateTimeOffset At) : IncidentEvent;

    public sealed record Resolved(string By, string Reason, DateTimeOffset At) : IncidentEvent;
}

/// <summary>What somebody says who takes an incident in hand.</summary>
/// <param name="Reason">What is being done about it.</param>
/// <param name="Until">When it comes back where its cause is still there; null for as usual.</param>
/// <param name="IfRaised">Only while it is open, and was raised so often; null for whatever it is.</param>
/// <param name="ExFactory">When the worst line is expected to leave the factory; null for as forecast.</param>
/// <param name="DelayReason">Code of why then; only with a day.</param>
[GenerateSerializer, Immutable, Alias("incident-acknowledgement")]
public sealed record Acknowledgement(string Reason, DateTimeOffset? Until = null, int? IfRaised = null, DateOnly? ExFactory = null, string? DelayReason = null);

/// <summary>When a line is expected to leave the factory, as who took its incident in hand said.</summary>
/// <param name="DelayReason">Code of why then; null where none was given.</param>
public sealed record ExpectedExFactory(int Line, DateOnly Day, string? DelayReason);

public enum IncidentStatus
{
    Open,

    /// <summary>Somebody has it in hand.</summary>
    Acknowledged,
    Snoozed,

    /// <summary>Its cause is gone, or somebody said that nothing is to be done.</summary>
    Resolved,
}

/// <summary>What an incident is of.</summary>
[GenerateSerializer, Immutable, Alias("incident-subject")]
public sealed record IncidentSubject(AlertCause Cause, string PurchaseOrder, string Brand, string Category, string Vendor);

/// <summary>The key of an incident: its cause and its order.</summary>
public static class IncidentId
{
    public static string Of(AlertCause cause, string order) => $"{AlertRules.WordOf(cause)}~{order}";

    /// <exception cref="ArgumentException">It is no such key.</exception>
    public static (AlertCause Cause, string PurchaseOrder) Parse(string id) =>
        id.Split('~', 2) is [var word, { Length: > 0 } order] && AlertRules.Causes.FirstOrDefault(c => AlertRules.WordOf(c) == word, (AlertCause)(-1)) is >= 0 and var cause
            ? (cause, order)
            : throw new ArgumentException($"'{id}' names no incident.", nameof(id));
}

/// <summary>An incident as its events left it. <see cref="Subject"/> is null until it was first raised.</summary>
/// <param name="Finding">Null while its cause is not there.</param>
/// <param name="Last">What was found before its cause went.</param>
/// <param name="SubjectVersion">Of the order that was last looked at.</param>
/// <param name="RaisedBy">Whose doing it was.</param>
/// <param name="Reached">Steps of the ladder that it has reached.</param>
/// <param name="RestsUntil">Acknowledged or snoozed until then.</param>
/// <param name="Note">What was said when it was acknowledged or resolved.</param>
/// <param name="EndedBy">Null where its cause went by itself.</param>
/// <param name="Times">How often it was raised.</param>
/// <param name="Version">Number of events.</param>
/// <param name="Before">What was last said of it before it came back; null for nothing since it was raised.</param>
/// <param name="StepAt">When it reaches its next step, as far as that was written down.</param>
public sealed record IncidentState(
    IncidentSubject? Subject, Finding? Finding, Finding? Last, int SubjectVersion, IncidentStatus Status, DateTimeOffset RaisedAt, string RaisedBy,
    DateTimeOffset LadderBeganAt, int Reached, DateTimeOffset? RestsUntil, string? Assignee, string? ActedBy, string? Note, DateTimeOffset? EndedAt,
    string? EndedBy, int Times, int Version, Remark? Before = null, DateTimeOffset? StepAt = null)
{
    public static IncidentState Empty { get; } = new(
        null, null, null, 0, IncidentStatus.Resolved, default, "", default, 0, null, null, null, null, null, null, 0, 0);

    /// <summary>When it reaches the next step of its ladder; null where nobody is left, or somebody has it in hand.</summary>
    public DateTimeOffset? EscalatesAt => Next is { } next ? StepAt ?? LadderBeganAt.AddDays(next.AfterDays) : null;

    public LadderStep? Next => Status == IncidentStatus.Open ? Above : null;

    /// <summary>Whom it would reach next; null where nobody is left.</summary>
    public LadderStep? Above => Finding is { } found && AlertRules.LadderOf(found) is var ladder && Reached < ladder.Length ? ladder[Reached] : null;
}

/// <summary>What somebody said of an incident.</summary>
/// <param name="By">Id of the person.</param>
[GenerateSerializer, Immutable, Alias("incident-remark")]
public sealed record Remark(string By, string Text);

/// <summary>What lists need of one incident.</summary>
/// <param name="Finding">What was last found.</param>
/// <param name="IsPresent">Its cause is there.</param>
/// <param name="Reached">Roles that it has reached.</param>
/// <param name="EscalatesTo">Role that it reaches next; null for none.</param>
/// <param name="Before">As of <see cref="IncidentState"/>.</param>
[GenerateSerializer, Immutable, Alias("incident-row")]
public sealed record IncidentRow(
    IncidentSubject Subject, Finding Finding, bool IsPresent, IncidentStatus Status, DateTimeOffset RaisedAt, string RaisedBy, ImmutableArray<string> Reached,
    string? EscalatesTo, DateTimeOffset? EscalatesAt, DateTimeOffset? RestsUntil, string? Assignee, string? ActedBy, string? Note, DateTimeOffset? EndedAt,
    string? EndedBy, int Times, Remark? Before = null)
{
    public string Id => IncidentId.Of(Subject.Cause, Subject.PurchaseOrder);

    /// <summary>Only after an event.</summary>
    public static IncidentRow Of(IncidentState incident)
    {
        var found = incident.Finding ?? incident.Last!;
        return new IncidentRow(
            incident.Subject!, found, incident.Finding is not null, incident.Status, incident.RaisedAt, incident.RaisedBy,
            [.. AlertRules.LadderOf(found).Take(incident.Reached).Select(step => step.Role)], incident.Next?.Role, incident.EscalatesAt, incident.RestsUntil,
            incident.Assignee, incident.ActedBy, incident.Note, incident.EndedAt, incident.EndedBy, incident.Times, incident.Before);
    }

    /// <summary>Whether it waits for somebody of that role. Nobody is told of what they did themselves, unless it is theirs to see to.</summary>
    public bool WaitsFor(string person, string role) =>
        Status == IncidentStatus.Open && (Assignee is null ? Reached.Contains(role) && RaisedBy != person : Assignee == person);
}
