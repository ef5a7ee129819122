using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Shipping;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.WhatIfs;

/// <summary>
/// What orders and styles would be if something were so. They are asked to decide the very commands by which it would
/// come so, and nothing is kept: so what is foreseen is what then happens.
/// </summary>
public static class Foreseeing
{
    private const string Unsaid = "supposed";

    /// <summary>Null where only <see cref="Surroundings.Reports"/> can tell.</summary>
    /// <param name="around">As they are.</param>
    /// <param name="closing">The working days of the order's factory with the closures that are supposed; null where none are.</param>
    public static OrderForesight? Of(PurchaseOrderState order, Supposition supposed, Surroundings around, WorkingCalendar? closing = null)
    {
        if (order.Placed is not { } placed)
            return OrderForesight.Nothing;
        if (PurchaseOrder.Afresh(order, around) is not { } before)
            return null;
        var told = before.Lines.Where(IsOpen).SelectMany(line => ToldOf(
            line.Timeline!, MilestoneHome.Line, supposed.Days.Where(day => day.Line == line.Order.Number), around, (_, _) => null)).ToImmutableArray();
        var after = After<PurchaseOrder, PurchaseOrderCommand, PurchaseOrderEvent, PurchaseOrderState>(
            before, closing is null ? around : around with { Calendar = closing },
            [
                .. told.Select(day => new PurchaseOrderCommand.Report(day.ToReport(Unsaid, placed.Number, around.Now, null))),
                .. supposed.Styles.Select(dates => new PurchaseOrderCommand.TakeStyleDates(dates)),
                .. supposed.ShipModes is { } modes ? new PurchaseOrderCommand[] { new PurchaseOrderCommand.Ask(Guid.Empty, modes.ToAct(null), modes.By, []) } : [],
                .. closing is null ? Array.Empty<PurchaseOrderCommand>() : [new PurchaseOrderCommand.LookAgain()],
            ]);
        return after is null ? null : new OrderForesight(
            [.. before.Lines.Where(line => IsOpen(order.Line(line.Order.Number)!)).Select(line => Compare(line, after.Line(line.Order.Number)!, placed, after.Placed!))], told,
            supposed.ShipModes is { } reshipment
                ? reshipment with { Lines = [.. reshipment.Lines.Select(mode => mode with { From = order.Line(mode.Line)?.Order.ShipMode ?? "" })] }
                : null);
    }

    /// <summary>Null where only <see cref="Surroundings.Reports"/> can tell.</summary>
    /// <param name="version">Of the style as it is.</param>
    public static StyleForesight? Of(StyleState style, int version, ImmutableArray<SupposedDay> supposed, Surroundings around)
    {
        if (style.Timeline is not { } timeline)
            return new StyleForesight(null, []);
        var told = ToldOf(timeline, MilestoneHome.Style, supposed, around, (milestone, colour) =>
            (style.Colours ?? []).FirstOrDefault(day => day.Milestone == milestone && day.Colour == colour)?.Day).ToImmutableArray();
        var after = After<Style, StyleCommand, StyleEvent, StyleState>(
            style, around, told.Select(day => new StyleCommand.Report(day.ToReport(Unsaid, style.Profile!.Number, around.Now, null))));
        // Newer than any that its orders may have taken.
        return after is null ? null : new StyleForesight(Style.HandOver(after, version + 1), told);
    }

    // What has happened, or lives elsewhere, is not late any more, or not here. Of several for one milestone the last counts.
    private static IEnumerable<ToldDay> ToldOf(
        Timeline timeline, MilestoneHome home, IEnumerable<SupposedDay> supposed, Surroundings around, Func<string, string, DateOnly?> dayOfColour)
    {
        var (milestones, facts) = (timeline.Template.Milestones, timeline.Facts());
        var today = around.Calendar.DayAt(around.Now);
        var days = new SortedDictionary<int, SupposedDay>();
        foreach (var day in supposed)
            if (day.MilestoneOf(timeline.Template) is var m and >= 0 && milestones[m].Home == home && facts[m].Happened is null)
                days[m] = day;
        return days.SelectMany(day => Told(day.Key, day.Value))
            .Where(day => Reporting.Refuse(day.ToReport(Unsaid, "", around.Now, null), home, timeline, today) is null);

        IEnumerable<ToldDay> Told(int m, SupposedDay day) => timeline.IsToldByColour(m)
            ? timeline.ColoursOf(m).Where(colour => timeline.FactsFor(colour, m).Actual is null).Select(colour => new ToldDay(
                day.Line, milestones[m].Code, day.After(dayOfColour(milestones[m].Code, colour) ?? timeline.Forecast[m]), day.Reason, colour))
            : [new ToldDay(day.Line, milestones[m].Code, day.After(timeline.Forecast[m]), day.Reason)];
    }

    // What is refused changes nothing: neither would it then.
    private static TState? After<TDecider, TCommand, TEvent, TState>(TState state, Surroundings around, IEnumerable<TCommand> commands)
        where TDecider : IDecider<TCommand, TEvent, TState>
        where TState : class
    {
        foreach (var command in commands)
        {
            var decision = TDecider.Decide(command, state, around);
            if (decision.WantsReports)
                return null;
            if (decision.Events.IsDefaultOrEmpty)
                continue;
            state = decision.Events.Aggregate(state, TDecider.Evolve);
            if (around.Reports is { } reports)
                around = around with { Reports = reports.With(decision.Events.SelectMany(TDecider.ReportsIn)) };
        }

        return state;
    }

    private static bool IsOpen(LineState line) => line.Timeline is not null && line.Health != Health.Done;

    private static LineForesight Compare(LineState before, LineState after, OrderHeader order, OrderHeader then) => new(
        before.Order.Number, ProspectOf(before, order), ProspectOf(after, then),
        before.Timeline!.Forecast.Zip(after.Timeline!.Forecast).Count(days => days.First != days.Second));

    internal static LineProspect ProspectOf(LineState line, OrderHeader order)
    {
        var (exFactory, outlook) = (line.Timeline!.Forecast[^1], line.Timeline.Outlook);
        return new LineProspect(
            exFactory, exFactory.AddDays(Transit.Days(line.Order.ShipMode ?? order.ShipMode)), line.Health, outlook.SlipDays, outlook.FloatDays,
            outlook.Causes.MaxBy(cause => cause.Days)?.Text);
    }
}
