using System.Collections.Immutable;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Alerts;

/// <summary>What is at stake in an alert: of its worst line the days, of all that it holds of the value.</summary>
/// <param name="ExFactory">Of the worst line; null where the alert is of the whole order.</param>
/// <param name="Values">By currency: nobody said at which rate they would be one. Empty where no price is known, or the reader may see none.</param>
public sealed record AlertStakes(ExFactoryDates? ExFactory, ImmutableArray<ValueAtStake> Values)
{
    /// <param name="order">As the reader sees it; null for who may not.</param>
    internal static AlertStakes Of(PurchaseOrderView? order, IncidentRow incident, Rights rights) => new(
        order?.Lines.FirstOrDefault(l => l.Number == incident.Finding.Line)?.ExFactory,
        order is not null && rights.MaySeeField("quantity") && rights.MaySeeField("price") ? [.. Sums(order, incident.Finding)] : []);

    private static IEnumerable<ValueAtStake> Sums(PurchaseOrderView order, Finding found) =>
        from line in order.Lines
        where OrderAlarms.Holds(AlertRules.RuleOf(found), LineTrouble.Of(line)) && line is { Price: not null, Currency: not null }
        group line.Price!.Value * line.Quantity by line.Currency! into values
        orderby values.Key
        select new ValueAtStake(values.Key, values.Sum());
}

/// <param name="Currency">ISO 4217.</param>
public sealed record ValueAtStake(string Currency, decimal Amount);
