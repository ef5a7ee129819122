using System.Collections.Immutable;
using System.Diagnostics;
using Orleans;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Alerts;

/// <summary>What is wrong with one order, one finding for each cause: the worst line speaks for all.</summary>
/// <param name="Version">Of the order.</param>
[GenerateSerializer, Immutable, Alias("order-alarms")]
public sealed record OrderAlarms(string PurchaseOrder, string Brand, string Category, string Vendor, int Version, ImmutableArray<Finding> Findings)
{
    /// <summary>Null when there is no such order. One that has not gone out has no findings; of one that has left the factory nothing is found but of its way.</summary>
    /// <param name="version">Of the order.</param>
    /// <param name="decided">By its brand; null for nothing.</param>
    public static OrderAlarms? Of(PurchaseOrderState order, int version, AlertSettings? decided = null)
    {
        if (order.Placed is not { } placed)
            return null;
        ImmutableArray<Finding> findings = order.Life.Version > 0
            ? [.. AlertRules.Causes.Select(cause => Found(cause, order, placed, decided)).OfType<Finding>()]
            : [];
        return new OrderAlarms(placed.Number, placed.Brand, placed.Category, placed.Vendor, version, findings);
    }

    /// <summary>False of an order of which nothing is found whatever its brand decides: it is over, or has arrived.</summary>
    public static bool MayBeFound(PurchaseOrderRow order) => order.Open || order.Lines.Any(l => l.Stage is Stage.ExFactory or Stage.InTransit);

    /// <summary>Whether what is found of an order by that rule holds of one of its lines.</summary>
    public static bool Holds(AlertRule rule, LineTrouble line) => line.Stage != Stage.Cancelled && rule.Cause switch
    {
        AlertCause.LateOrder => line.Health is Health.Blocked or Health.Critical || HealthRules.IsLate(line.Health) && line.DaysLate >= rule.FromDays,
        AlertCause.SilentVendor => true,
        AlertCause.Discrepancy => line.Contradictions.Any(d => Counts(d, rule)),
        AlertCause.LateShipment => line.Stage != Stage.Closed && line.ShipmentDaysLate >= Math.Max(1, rule.FromDays),
        AlertCause.OverdueMilestone => MayBeOnTime(line.Health) && line.OverdueDays >= Math.Max(1, rule.FromDays),
        AlertCause.FailedInspection => line.Health != Health.Done && line.InspectionDays >= rule.FromDays,
        AlertCause.LateDecision => MayBeOnTime(line.Health) && line.DecisionDays >= Math.Max(1, rule.FromDays),
        AlertCause.LateSubmission => MayBeOnTime(line.Health) && line.SubmissionDays >= Math.Max(1, rule.FromDays),
        _ => throw new UnreachableException(rule.Cause.ToString()),
    };

    private static Finding? Found(AlertCause cause, PurchaseOrderState order, OrderHeader placed, AlertSettings? decided)
    {
        var own = decided?.Decided(cause, placed.Category, placed.Vendor);
        var rule = own ?? AlertRules.RuleOf(cause);
        if (rule.Severity is not { } severity || cause != AlertCause.LateShipment && !order.IsOpen)
            return null;
        var found = cause switch
        {
            AlertCause.LateOrder => Late(order, rule, severity),
            AlertCause.SilentVendor => Silent(order, rule, severity),
            AlertCause.Discrepancy => Contradicted(order, rule, severity),
            AlertCause.LateShipment => OnTheWay(order, rule, severity),
            AlertCause.OverdueMilestone => Overdue(order, rule, severity),
            AlertCause.FailedInspection => Failed(order, rule, severity),
            AlertCause.LateDecision => Lying(order, Party.Brand, rule, severity),
            AlertCause.LateSubmission => Lying(order, Party.Vendor, rule, severity),
            _ => throw new UnreachableException(cause.ToString()),
        };
        return found is null ? null : found with { Rule = own, Ladder = decided?.Decided(found.Severity) };
    }

    // Once it makes its line late, or holds it up, that is what somebody hears of.
    private static bool MayBeOnTime(Health health) => health is not (Health.Blocked or Health.Done) && !HealthRules.IsLate(health);

    // What does not lie apart by days is of quantities.
    private static bool Counts(DiscrepancyView contradiction, AlertRule rule) => contradiction.Days == 0 || contradiction.Days >= rule.FromDays;

    private static Finding? Late(PurchaseOrderState order, AlertRule rule, Severity severity)
    {
        var late = order.Lines.Where(l => Holds(rule, LineTrouble.Of(l))).ToArray();
        if (late.Length == 0)
            return null;
        var worst = late.OrderBy(l => HealthRules.WorstFirst.IndexOf(l.Health)).ThenByDescending(l => LineTrouble.Of(l).DaysLate).ThenBy(l => l.Order.Number).First();
        return new Finding(
            AlertCause.LateOrder, worst.Health == Health.Critical ? Severity.P1 : severity, worst.Order.Number, late.Length, LineTrouble.Of(worst).DaysLate,
            late.Sum(l => l.Order.Quantity), worst.Cause ?? "Forecast past its committed ex-factory");
    }

    private static Finding? Silent(PurchaseOrderState order, AlertRule rule, Severity severity)
    {
        if (!order.Life.IsOverdue)
            return null;
        var asked = order.Lines.Where(l => Holds(rule, LineTrouble.Of(l))).ToArray();
        return new Finding(
            AlertCause.SilentVendor, severity, null, asked.Length, 0, asked.Sum(l => l.Order.Quantity), $"The vendor has not answered version {order.Life.Version}");
    }

    private static Finding? Contradicted(PurchaseOrderState order, AlertRule rule, Severity severity)
    {
        var contradicted = (from line in order.Lines
                            let trouble = LineTrouble.Of(line) with { Contradictions = LineDiscrepancies.Open(line) ?? [] }
                            where Holds(rule, trouble)
                            select (line.Order, What: trouble.Contradictions.Where(d => Counts(d, rule)).MaxBy(d => d.Days)!)).ToArray();
        if (contradicted.Length == 0)
            return null;
        var worst = contradicted.OrderByDescending(l => l.What.Days).ThenBy(l => l.Order.Number).First();
        return new Finding(
            AlertCause.Discrepancy, severity, worst.Order.Number, contradicted.Length, worst.What.Days, contradicted.Sum(l => l.Order.Quantity), worst.What.Text);
    }

    private static Finding? OnTheWay(PurchaseOrderState order, AlertRule rule, Severity severity)
    {
        var late = order.Lines.Select(line => (line.Order, Trouble: LineTrouble.Of(line))).Where(l => Holds(rule, l.Trouble)).ToArray();
        if (late.Length == 0)
            return null;
        var (worst, days) = late.OrderByDescending(l => l.Trouble.ShipmentDaysLate).ThenBy(l => l.Order.Number).Select(l => (l.Order, l.Trouble.ShipmentDaysLate)).First();
        var shipment = order.Lines.First(l => l.Order == worst).Carried.MaxBy(s => s.DaysLate)!;
        return new Finding(
            AlertCause.LateShipment, severity, worst.Number, late.Length, days, late.Sum(l => l.Order.Quantity), $"{shipment.Carrier} {shipment.Booking}, {shipment.From} to {shipment.To}");
    }

    private static Finding? Overdue(PurchaseOrderState order, AlertRule rule, Severity severity)
    {
        var overdue = (from line in order.Lines
                       let what = OverdueMilestone.Of(line, order.AsOf)
                       where what is not null && Holds(rule, LineTrouble.Of(line) with { OverdueDays = what.Days })
                       orderby line.Health == Health.Stale descending, what.Days descending, line.Order.Number
                       select (line.Order, line.Health, What: what)).ToArray();
        if (overdue.Length == 0)
            return null;
        var worst = overdue[0];
        return new Finding(
            AlertCause.OverdueMilestone, worst.Health == Health.Stale && severity > Severity.P2 ? Severity.P2 : severity, worst.Order.Number, overdue.Length, worst.What.Days,
            overdue.Sum(l => l.Order.Quantity), worst.What.Text);
    }

    private static Finding? Failed(PurchaseOrderState order, AlertRule rule, Severity severity)
    {
        var failed = (from line in order.Lines
                      let what = FailedInspection.Of(line)
                      where what is not null && Holds(rule, LineTrouble.Of(line) with { InspectionDays = what.Days })
                      orderby what.Days descending, line.Order.Number
                      select (line.Order, What: what)).ToArray();
        return failed.Length == 0 ? null : new Finding(
            AlertCause.FailedInspection, severity, failed[0].Order.Number, failed.Length, failed[0].What.Days, failed.Sum(l => l.Order.Quantity), failed[0].What.Text);
    }

    private static Finding? Lying(PurchaseOrderState order, Party with, AlertRule rule, Severity severity)
    {
        var lying = (from line in order.Lines
                     let what = line.Lying(with)
                     where what is not null && Holds(rule, with == Party.Brand ? LineTrouble.Of(line) with { DecisionDays = what.Days } : LineTrouble.Of(line) with { SubmissionDays = what.Days })
                     orderby what.Days descending, line.Order.Number
                     select (line.Order, What: what)).ToArray();
        return lying.Length == 0 ? null : new Finding(
            rule.Cause, severity, lying[0].Order.Number, lying.Length, lying[0].What.Days, lying.Sum(l => l.Order.Quantity), lying[0].What.Text);
    }
}

/// <summary>What may be wrong with one line.</summary>
/// <param name="DaysLate">By which it is expected to leave the factory.</param>
/// <param name="Contradictions">Those that are open.</param>
/// <param name="ShipmentDaysLate">Of the latest shipment that carries it.</param>
/// <param name="OverdueDays">Of its milestone that is furthest behind and was not reported.</param>
/// <param name="InspectionDays">By which a milestone is expected later than planned because an inspection has failed; null where none has.</param>
/// <param name="DecisionDays">By which an approval has lain with the brand past its day.</param>
/// <param name="SubmissionDays">The same of the vendor.</param>
public readonly record struct LineTrouble(
    Stage Stage, Health Health, int DaysLate, ImmutableArray<DiscrepancyView> Contradictions, int ShipmentDaysLate, int OverdueDays = 0, int? InspectionDays = null, int DecisionDays = 0,
    int SubmissionDays = 0)
{
    /// <summary>Without its contradictions, what is overdue, what has failed and its approvals, which take some looking for.</summary>
    internal static LineTrouble Of(LineState line) => new(line.Stage, line.Health, Late(line.Forecast, line.Committed), [], Late(line.Carried));

    public static LineTrouble Of(LineView line) => new(
        line.Stage, line.Health, Late(line.ExFactory.Forecast, line.ExFactory.Committed), line.Discrepancies ?? [], Late(line.Shipments ?? []), line.Overdue?.Days ?? 0, line.Failed?.Days,
        line.LateWithUs?.Days ?? 0, line.LateWithVendor?.Days ?? 0);

    private static int Late(DateOnly? forecast, DateOnly? committed) => forecast is { } day && committed is { } agreed ? Math.Max(0, day.DayNumber - agreed.DayNumber) : 0;

    private static int Late(ImmutableArray<LineShipment> shipments) => shipments.Select(s => s.DaysLate).DefaultIfEmpty().Max();
}

/// <summary>That a rule holds of an order, and what is at stake.</summary>
/// <param name="Line">The worst one; null where it is of the whole order.</param>
/// <param name="Lines">How many it holds of.</param>
/// <param name="Days">By which the worst one is late or overdue, or its statements lie apart; 0 where none are lost.</param>
/// <param name="Quantity">Pieces or pairs of those lines.</param>
/// <param name="Why">In words.</param>
/// <param name="Rule">The brand's own that it goes by; null for the product's.</param>
/// <param name="Ladder">The brand's own that it climbs; null for the product's.</param>
[GenerateSerializer, Immutable, Alias("finding")]
public sealed record Finding(AlertCause Cause, Severity Severity, int? Line, int Lines, int Days, int Quantity, string Why, AlertRule? Rule = null, Ladder? Ladder = null);
