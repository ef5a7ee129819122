using System.Collections.Immutable;
using Selvedge.Domain.Alerts;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Languages;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Alerts;

/// <summary>One alert: what, since when, by which rule, why, what is at stake, what to do.</summary>
/// <param name="Line">The worst one; null where it is of the whole order.</param>
/// <param name="Lines">How many it holds of.</param>
/// <param name="Days">By which the worst line is late or overdue, or its statements lie apart.</param>
/// <param name="DecidedRule">The brand's own that it goes by; null for the one that comes with the product.</param>
/// <param name="Since">When it was last raised.</param>
/// <param name="CausedBy">Whose doing it was.</param>
/// <param name="Mine">It waits for the reader.</param>
/// <param name="Reached">Roles that it has reached.</param>
/// <param name="EscalatesTo">Role that it reaches next, at <paramref name="EscalatesAt"/>; null for none, or where somebody has it in hand.</param>
/// <param name="Until">Acknowledged or snoozed until then.</param>
/// <param name="ActedBy">Who acknowledged, snoozed or resolved it; null for nobody.</param>
/// <param name="Times">How often it was raised.</param>
/// <param name="Before">What was last said of it before it came back, by <paramref name="BeforeByName"/>; null for nothing since it was raised.</param>
public sealed record AlertSummary(
    string Id, AlertCause Cause, Severity Severity, string PurchaseOrder, int? Line, int Lines, string Brand, string Category, string Vendor, string VendorName,
    int Days, int Quantity, string Why, string Rule, AlertRule? DecidedRule, string Advice, IncidentStatus State, DateTimeOffset Since, string CausedBy, bool Mine,
    ImmutableArray<string> Reached, string? EscalatesTo, DateTimeOffset? EscalatesAt, DateTimeOffset? Until, string? Assignee, string? AssigneeName,
    string? ActedBy, string? ActedByName, string? Note, DateTimeOffset? EndedAt, int Times, string? Before, string? BeforeByName)
{
    internal static AlertSummary Of(IncidentRow alert, Rows rows, CurrentPerson reader)
    {
        var (of, found) = (alert.Subject, alert.Finding);
        return new AlertSummary(
            alert.Id, of.Cause, found.Severity, of.PurchaseOrder, found.Line, found.Lines, of.Brand, of.Category, of.Vendor,
            rows.TryGetVendor(of.Vendor, out var vendor) ? vendor.Row.Name : of.Vendor, found.Days, found.Quantity, found.Why,
            RuleWords.Of(alert, Tongue.Of(null)), found.Rule, AlertRules.AdviceOf(of.Cause), alert.Status, alert.RaisedAt, rows.PersonName(alert.RaisedBy),
            alert.WaitsFor(reader.Id, reader.Role), alert.Reached, alert.EscalatesTo, alert.EscalatesAt, alert.RestsUntil, alert.Assignee, NameOf(alert.Assignee),
            alert.ActedBy, NameOf(alert.ActedBy), alert.Note, alert.EndedAt, alert.Times, alert.Before?.Text,
            NameOf(alert.Before?.By));

        string? NameOf(string? person) => person is null ? null : rows.PersonName(person);
    }
}

/// <param name="Reason">What is being done about it.</param>
/// <param name="Until">When it comes back where its cause is still there; two days from now where it is left out.</param>
/// <param name="ExFactory">When the worst line of a late order is expected to leave the factory: it is reported to the order in the reader's name.</param>
/// <param name="DelayReason">Code of why then.</param>
public sealed record AcknowledgeAlertDocument(string Reason, DateTimeOffset? Until, DateOnly? ExFactory, string? DelayReason);

/// <param name="Until">When it comes back where its cause is still there.</param>
public sealed record SnoozeDocument(DateTimeOffset Until);

/// <param name="To">Id of the person; null for whoever it reaches.</param>
public sealed record AssignDocument(string? To);

/// <param name="Reason">Why nothing is to be done about it.</param>
public sealed record ResolveAlertDocument(string Reason);

/// <param name="Reason">Why those above are needed.</param>
public sealed record EscalateAlertDocument(string Reason);
