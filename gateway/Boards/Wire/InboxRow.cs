using Selvedge.Domain.Alerts;

namespace Selvedge.Gateway.Boards.Wire;

/// <summary>One alert that waits for the reader; what more there is of it is asked for.</summary>
/// <param name="Id">Such as <c>late-order~PO-1001</c>.</param>
/// <param name="Severity">p1, p2 or p3.</param>
public sealed record InboxRow(string Id, long V, string Cause, string Severity, string PurchaseOrder, DateTimeOffset Since) : IRow
{
    internal static InboxRow Of(IncidentRow alert, long v) => new(
        alert.Id, v, AlertRules.WordOf(alert.Subject.Cause), alert.Finding.Severity.ToString().ToLowerInvariant(), alert.Subject.PurchaseOrder, alert.RaisedAt);
}

/// <param name="Waiting">How many wait for the reader.</param>
public sealed record InboxTotals(int Waiting);
