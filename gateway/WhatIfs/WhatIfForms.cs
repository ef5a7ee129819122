using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WhatIfs;
using Selvedge.Gateway.Calendars;
using Selvedge.Gateway.OrderLife;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.WhatIfs;

/// <summary>Reads what is supposed, in the very form in which it is answered.</summary>
internal static class WhatIfForms
{
    public const int MostLines = 10_000;
    private const int MostAssumptions = 20;
    private const int MostDays = 365;

    public static ImmutableArray<Assumption> Assumptions(JsonForm form)
    {
        var assumptions = form.Objects("assumptions", MostAssumptions, Assumption);
        if (assumptions.IsEmpty)
            form.Refuse("assumptions", "required", $"Suppose 1 to {MostAssumptions} things.");
        return assumptions;
    }

    private static Assumption Assumption(JsonForm form)
    {
        var kind = form.Word<AssumptionKind>("kind", required: true) ?? default;
        var where = Where(form, kind);
        var reason = form.Text("reason", CalendarForms.MostText);
        if (reason is not null && DelayReasons.Find(reason) is null)
            form.Refuse("reason", "unknown-reason", $"'{reason}' is no delay reason code.");
        var supposed = new Assumption(kind, where, null, null, null, null, null, null, null, reason);
        return kind switch
        {
            AssumptionKind.Closure => Closure(form, supposed),
            AssumptionKind.ShipMode => Reshipped(form, supposed),
            _ => Moved(form, supposed),
        };
    }

    private static Assumption Moved(JsonForm form, Assumption supposed)
    {
        var (supplier, milestone) = (form.Word<Supplier>("supplier"), form.Text("milestone", CalendarForms.MostText));
        if (supplier is null == milestone is null)
            form.Refuse("milestone", "required", "Expected the code of a milestone, or a supplier: one of the two.");
        if (supposed.Kind == AssumptionKind.Date)
            return supposed with { Supplier = supplier, Milestone = milestone, Date = form.Day("date", required: true) };
        var days = form.Whole("days", -MostDays, MostDays, required: true);
        if (days == 0)
            form.Refuse("days", "wrong-type", "Expected some days: 0 changes nothing.");
        return supposed with { Supplier = supplier, Milestone = milestone, Days = days };
    }

    private static Assumption Reshipped(JsonForm form, Assumption supposed)
    {
        var mode = OrderForms.ShipMode(form);
        if (mode is null)
            form.Refuse("shipMode", "required", "Expected how the goods would travel, such as air.");
        // A revision of an order says why.
        if (supposed.Reason is null)
            form.Refuse("reason", "required", "Say by a delay reason code why.");
        return supposed with { ShipMode = mode };
    }

    private static Assumption Closure(JsonForm form, Assumption supposed)
    {
        var (from, to) = (form.Day("from", required: true), form.Day("to", required: true));
        return supposed with { From = from, To = to, Name = form.Text("name", CalendarForms.MostText) ?? "Closed" };
    }

    private static LineSelection Where(JsonForm form, AssumptionKind kind)
    {
        if (form.Object("where") is not { } where)
        {
            form.Refuse("where", "required", "Say which lines.");
            return new LineSelection(null, null, null, null, null, null, []);
        }

        var vendor = where.Text("vendor", CalendarForms.MostText, required: kind == AssumptionKind.Closure);
        var selection = new LineSelection(null, null, null, vendor, null, null, []);
        // A factory stands still for everybody.
        if (kind != AssumptionKind.Closure)
        {
            selection = new LineSelection(
                where.Text("brand", CalendarForms.MostText), where.Text("category", CalendarForms.MostText), where.Text("season", CalendarForms.MostText),
                vendor, where.Text("mill", CalendarForms.MostText), where.Text("style", CalendarForms.MostText),
                where.Objects("lines", MostLines, f => new LineKey(
                    f.Text("purchaseOrder", CalendarForms.MostText, required: true) ?? "", f.Whole("line", 1, int.MaxValue, required: true) ?? 0)));
            if (selection is { Brand: null, Category: null, Season: null, Vendor: null, Mill: null, Style: null, Lines: [] })
                where.Refuse("", "required", "Expected at least one of brand, category, season, vendor, mill, style, lines.");
        }

        where.Close();
        return selection;
    }
}
