using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Alerts;

/// <summary>What is wrong with one order, one finding for each cause: the worst line speaks for all.</summary>
/// <param name="Version">Of the order.</param>
[GenerateSerializer, Immutable, Alias("order-alarms")]
public sealed record OrderAlarms(string PurchaseOrder, string Brand, string Category, string Vendor, int Version, ImmutableArray<Finding> Findings)
{
    /// <summary>Null when there is no such order. One that has not gone out, or is over, has no findings.</summary>
    /// <param name="version">Of the order.</param>
    public static OrderAlarms? Of(PurchaseOrderState order, int version)
    {
        if (order.Placed is not { } placed)
            return null;
        ImmutableArray<Finding> findings = order is { IsOpen: true, Life.Version: > 0 }
            ? [.. new[] { Late(order), Silent(order), Contradicted(order) }.OfType<Finding>()]
            : [];
        return new OrderAlarms(placed.Number, placed.Brand, placed.Category, placed.Vendor, version, findings);
    }

    private static Finding? Late(PurchaseOrderState order)
    {
        var late = order.Lines.Where(l => !l.IsCancelled && l.Health is Health.Critical or Health.Late or Health.Blocked).ToArray();
        if (late.Length == 0)
            return null;
        var worst = late.OrderBy(l => HealthRules.WorstFirst.IndexOf(l.Health)).ThenByDescending(DaysLate).ThenBy(l => l.Order.Number).First();
        return new Finding(
            AlertCause.LateOrder, worst.Health == Health.Critical ? Severity.P1 : Severity.P2, worst.Order.Number, late.Length, DaysLate(worst),
            late.Sum(l => l.Order.Quantity), worst.Cause ?? "Forecast past its committed ex-factory");
    }

    private static Finding? Silent(PurchaseOrderState order) => order.Life is { IsOverdue: true }
        ? new Finding(
            AlertCause.SilentVendor, Severity.P2, null, order.Lines.Length, 0, order.Lines.Where(l => !l.IsCancelled).Sum(l => l.Order.Quantity),
            $"The vendor has not answered version {order.Life.Version}")
        : null;

    private static Finding? Contradicted(PurchaseOrderState order)
    {
        var contradicted = (from line in order.Lines
                            let open = LineDiscrepancies.Open(line)
                            where open is not null
                            select (line.Order, What: open.Value.MaxBy(d => d.Days)!)).ToArray();
        if (contradicted.Length == 0)
            return null;
        var worst = contradicted.OrderByDescending(l => l.What.Days).ThenBy(l => l.Order.Number).First();
        return new Finding(
            AlertCause.Discrepancy, Severity.P3, worst.Order.Number, contradicted.Length, worst.What.Days, contradicted.Sum(l => l.Order.Quantity), worst.What.Text);
    }

    private static int DaysLate(LineState line) =>
        line is { Forecast: { } forecast, Committed: { } committed } ? Math.Max(0, forecast.DayNumber - committed.DayNumber) : 0;
}

/// <summary>That a rule holds of an order, and what is at stake.</summary>
/// <param name="Line">The worst one; null where it is of the whole order.</param>
/// <param name="Lines">How many it holds of.</param>
/// <param name="Days">By which the worst one is late, or its statements lie apart; 0 where none are lost.</param>
/// <param name="Quantity">Pieces or pairs of those lines.</param>
/// <param name="Why">In words.</param>
[GenerateSerializer, Immutable, Alias("finding")]
public sealed record Finding(AlertCause Cause, Severity Severity, int? Line, int Lines, int Days, int Quantity, string Why);
