using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;
using Selvedge.Domain.Discrepancies;
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

    /// <summary>Whether what is found of an order by that cause holds of one of its lines.</summary>
    /// <param name="contradictions">Open ones of the line; null for none.</param>
    public static bool Holds(AlertCause cause, Stage stage, Health health, ImmutableArray<DiscrepancyView>? contradictions) => stage != Stage.Cancelled && cause switch
    {
        AlertCause.LateOrder => HealthRules.IsLate(health) || health == Health.Blocked,
        AlertCause.SilentVendor => true,
        AlertCause.Discrepancy => contradictions is { IsEmpty: false },
        _ => throw new UnreachableException(cause.ToString()),
    };

    private static Finding? Late(PurchaseOrderState order)
    {
        var late = order.Lines.Where(l => Holds(AlertCause.LateOrder, l.Stage, l.Health, null)).ToArray();
        if (late.Length == 0)
            return null;
        var worst = late.OrderBy(l => HealthRules.WorstFirst.IndexOf(l.Health)).ThenByDescending(DaysLate).ThenBy(l => l.Order.Number).First();
        return new Finding(
            AlertCause.LateOrder, worst.Health == Health.Critical ? Severity.P1 : Severity.P2, worst.Order.Number, late.Length, DaysLate(worst),
            late.Sum(l => l.Order.Quantity), worst.Cause ?? "Forecast past its committed ex-factory");
    }

    private static Finding? Silent(PurchaseOrderState order)
    {
        if (!order.Life.IsOverdue)
            return null;
        var asked = order.Lines.Where(l => Holds(AlertCause.SilentVendor, l.Stage, l.Health, null)).ToArray();
        return new Finding(
            AlertCause.SilentVendor, Severity.P2, null, asked.Length, 0, asked.Sum(l => l.Order.Quantity), $"The vendor has not answered version {order.Life.Version}");
    }

    private static Finding? Contradicted(PurchaseOrderState order)
    {
        var contradicted = (from line in order.Lines
                            let open = LineDiscrepancies.Open(line)
                            where Holds(AlertCause.Discrepancy, line.Stage, line.Health, open)
                            select (line.Order, What: open!.Value.MaxBy(d => d.Days)!)).ToArray();
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
