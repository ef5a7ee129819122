using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.WhatIfs;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.WhatIfs;

/// <summary>
/// Several assumptions at once: found are the orders and styles that they concern, asked are their actors, which keep nothing.
/// Made for one request, over rows that have caught up; not thread-safe.
/// </summary>
internal sealed class Scenario(Rows rows, CurrentPerson person)
{
    // Each may have to be read from the journal first: enough to keep it busy, too few to crowd out others.
    private const int AtOnce = 128;

    private readonly Sight sight = new(rows, person.Rights);
    private readonly List<FieldError> errors = [];
    private readonly Dictionary<string, Concerned> orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SupposedDay>> styles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Closure>> closures = new(StringComparer.Ordinal);

    /// <summary>What names nothing that the reader may see; null when all does.</summary>
    public Fault? Fault => errors.Count == 0 ? null : Fault.Of([.. errors]);

    public void Suppose(ImmutableArray<Assumption> assumptions)
    {
        for (var i = 0; i < assumptions.Length; i++)
            switch (assumptions[i].Kind)
            {
                case AssumptionKind.Closure:
                    SupposeClosed(assumptions[i], $"/assumptions/{i}");
                    break;
                case AssumptionKind.ShipMode:
                    foreach (var (order, line) in Selected(assumptions[i].Where, $"/assumptions/{i}/where"))
                        Concern(order, line).Reship(line.Number, assumptions[i]);
                    break;
                default:
                    SupposeMoved(assumptions[i], $"/assumptions/{i}");
                    break;
            }
    }

    public async Task<Foreseen> ForeseeAsync(IGrainFactory grains, CancellationToken ct)
    {
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
        var ofStyles = new ConcurrentDictionary<string, StyleForesight>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(styles, atOnce, async (style, _) =>
            ofStyles[style.Key] = await grains.GetGrain<IStyleGrain>(style.Key).Foresee([.. style.Value]));
        foreach (var order in OpenOrders())
            foreach (var line in order.Lines)
                if (line.Style is { } style && ofStyles.TryGetValue(style, out var foreseen) && foreseen is { Told.IsEmpty: false, Dates: { } dates })
                    Concern(order, line).Styles[style] = dates;

        var found = new ConcurrentBag<ForeseenOrder>();
        await Parallel.ForEachAsync(orders.Values, atOnce, async (concerned, _) =>
        {
            var supposed = concerned.Supposed(new Author(person.Id, person.Role));
            found.Add(new ForeseenOrder(concerned.Order, concerned.Lines, await grains.GetGrain<IPurchaseOrderGrain>(concerned.Order.Number).Foresee(supposed)));
        });
        return new Foreseen(
            [.. found],
            [.. ofStyles.Where(style => !style.Value.Told.IsEmpty).OrderBy(style => style.Key, StringComparer.Ordinal).Select(style => new Telling(style.Key, style.Value.Told))],
            [.. closures.OrderBy(closed => closed.Key, StringComparer.Ordinal).Select(closed => new VendorClosures(closed.Key, [.. closed.Value]))],
            [.. orders.Values.Select(concerned => concerned.Order.Brand).Concat(BrandsOf(ofStyles.Keys)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private IEnumerable<string> BrandsOf(IEnumerable<string> numbers)
    {
        foreach (var number in numbers)
            if (rows.TryGetStyle(number, out var style))
                yield return style.Row.Brand;
    }

    private void SupposeClosed(Assumption assumption, string at)
    {
        var vendor = assumption.Where.Vendor!;
        var closure = new Closure(assumption.From!.Value, assumption.To!.Value, assumption.Name!);
        if (!Knows(vendor))
            errors.Add(UnknownVendor(vendor, at + "/where/vendor"));
        foreach (var fault in CalendarFaults.Of(CalendarSheet.Nothing.With([closure])))
            errors.Add(new FieldError(at + fault.Pointer.Replace("/closures/0", "", StringComparison.Ordinal), fault.Code, fault.Detail));
        if (!closures.TryGetValue(vendor, out var known))
            closures[vendor] = known = [];
        known.Add(closure);
        foreach (var order in OpenOrders().Where(order => order.Vendor == vendor))
            foreach (var line in order.Lines)
                Concern(order, line).Closures.Add(closure);
    }

    private void SupposeMoved(Assumption assumption, string at)
    {
        var selected = Selected(assumption.Where, at + "/where").ToArray();
        var isKnown = selected.Length == 0 || assumption.Milestone is null;
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (order, line) in selected)
        {
            var home = HomeOf(line, assumption);
            isKnown |= home is not null;
            if (home == MilestoneHome.Line)
                Concern(order, line).Days.Add(Day(line.Number));
            else if (home == MilestoneHome.Style && line.Style is { } style && asked.Add(style) && sight.SeesStyle(style))
                (styles.TryGetValue(style, out var days) ? days : styles[style] = []).Add(Day(0));
        }

        if (!isKnown)
            errors.Add(new FieldError(at + "/milestone", "unknown-milestone", $"'{assumption.Milestone}' is a milestone of none of these lines."));

        SupposedDay Day(int line) => new(line, assumption.Supplier, assumption.Milestone, assumption.Days, assumption.Date, assumption.Reason);
    }

    private IEnumerable<(PurchaseOrderRow Order, LineRow Line)> Selected(LineSelection selection, string at)
    {
        if (selection.Vendor is { } vendor && !Knows(vendor))
            errors.Add(UnknownVendor(vendor, at + "/vendor"));
        if (selection.Style is { } style && !sight.SeesStyle(style))
            errors.Add(new FieldError(at + "/style", "unknown-style", "There is no such style."));
        for (var i = 0; i < selection.Lines.Length; i++)
            if (!rows.TryGetPurchaseOrder(selection.Lines[i].PurchaseOrder, out var named) || !sight.Sees(named.Row))
                errors.Add(new FieldError($"{at}/lines/{i}/purchaseOrder", "unknown-purchase-order", "There is no such purchase order."));
            else if (!named.Row.Lines.Any(line => line.Number == selection.Lines[i].Line))
                errors.Add(new FieldError($"{at}/lines/{i}/line", "unknown-line", $"{named.Row.Number} has no line {selection.Lines[i].Line}."));

        var (lines, ofMill) = (selection.Lines.ToHashSet(), selection.Mill is { } mill ? OfMill(mill, at) : null);
        return from order in OpenOrders()
               where Is(selection.Brand, order.Brand) && Is(selection.Category, order.Category) && Is(selection.Season, order.Season) && Is(selection.Vendor, order.Vendor)
               from line in order.Lines
               where Is(selection.Style, line.Style) && (lines.Count == 0 || lines.Contains(new LineKey(order.Number, line.Number))) && ofMill?.Invoke(order, line) != false
               select (order, line);

        static bool Is(string? wanted, string? one) => wanted is null || wanted == one;
    }

    // Approvals name the mill that makes what is approved: of a style, perhaps in one colour, or of one line. Who asks may call
    // it by its code or as pages call it.
    private Func<PurchaseOrderRow, LineRow, bool> OfMill(string mill, string at)
    {
        var subjects = rows.Approvals.Where(approval => IsMeant(approval.Row.Mill) && sight.SeesApproval(approval.Row)).Select(approval => approval.Row.Subject).ToArray();
        if (subjects.Length == 0)
            errors.Add(new FieldError(at + "/mill", "unknown-mill", $"No approval names a mill '{mill}'."));
        var (ofLines, ofStyles) = (
            subjects.Where(s => s.PurchaseOrder is not null).Select(s => new LineKey(s.PurchaseOrder!, s.Line)).ToHashSet(),
            subjects.Where(s => s is { PurchaseOrder: null, Style: not null }).ToLookup(s => s.Style!, s => s.Colour, StringComparer.Ordinal));
        return (order, line) => ofLines.Contains(new LineKey(order.Number, line.Number))
            || line.Style is { } style && ofStyles[style].Any(colour => colour is null || string.Equals(colour, line.Colour, StringComparison.OrdinalIgnoreCase));

        bool IsMeant(string? one) => one is not null && (one == mill || string.Equals(rows.VendorName(one), mill, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Where what is meant lives on a line; null where the line has no such milestone.</summary>
    private static MilestoneHome? HomeOf(LineRow line, Assumption assumption) => assumption.Milestone is not { } code
        ? MilestoneHome.Line
        : line.Template is { } template ? Templates.Published(template, line.TemplateVersion)?.Sheet.Milestones.FirstOrDefault(m => m.Code == code)?.Home : null;

    private IEnumerable<PurchaseOrderRow> OpenOrders() => rows.PurchaseOrders.Select(order => order.Row).Where(order => order.Open && sight.Sees(order));

    private bool Knows(string vendor) => sight.SeesVendor(vendor) && rows.TryGetVendor(vendor, out _);

    private static FieldError UnknownVendor(string vendor, string at) => new(at, "unknown-vendor", $"There is no vendor '{vendor}'.");

    private Concerned Concern(PurchaseOrderRow order, LineRow line)
    {
        if (!orders.TryGetValue(order.Number, out var concerned))
            orders[order.Number] = concerned = new Concerned(order);
        concerned.Lines.Add(line.Number);
        return concerned;
    }

    private sealed class Concerned(PurchaseOrderRow order)
    {
        public PurchaseOrderRow Order => order;

        /// <summary>Those that are meant.</summary>
        public HashSet<int> Lines { get; } = [];

        public List<SupposedDay> Days { get; } = [];

        public HashSet<Closure> Closures { get; } = [];

        public Dictionary<string, StyleDates> Styles { get; } = new(StringComparer.Ordinal);

        private readonly SortedDictionary<int, string> modes = [];
        private string reason = "";

        // An order is revised once: the last of several counts for a line, and so does its reason.
        public void Reship(int line, Assumption assumption) => (modes[line], reason) = (assumption.ShipMode!, assumption.Reason!);

        public Supposition Supposed(Author by) => new(
            [.. Days], [.. Styles.Values], [.. Closures],
            modes.Count == 0 ? null : new Reshipment([.. modes.Select(mode => new LineShipMode(mode.Key, mode.Value))], reason, by));
    }
}

/// <param name="Meant">Numbers of the lines that are meant.</param>
internal sealed record ForeseenOrder(PurchaseOrderRow Order, HashSet<int> Meant, OrderForesight Foresight)
{
    // An order that would refuse to be revised, or keep it for a second person, moves nothing: it is not asked.
    public bool IsReshipped => Foresight.ShipModes is { } reshipment && Foresight.Lines.Any(line =>
        reshipment.Lines.Any(mode => mode.Line == line.Line) && line.Before.InDc.DayNumber - line.Before.ExFactory.DayNumber != line.After.InDc.DayNumber - line.After.ExFactory.DayNumber);
}

/// <summary>What a scenario would do, and what has to be told so that it comes so.</summary>
/// <param name="Brands">Of the orders and styles, in order.</param>
internal sealed record Foreseen(
    ImmutableArray<ForeseenOrder> Orders, ImmutableArray<Telling> Styles, ImmutableArray<VendorClosures> Closures, ImmutableArray<string> Brands)
{
    public WhatIfPlan ToPlan(ImmutableArray<Assumption> assumptions, string reason) => new(
        assumptions, reason,
        [
            .. Orders.Where(order => !order.Foresight.Told.IsEmpty).OrderBy(order => order.Order.Number, StringComparer.Ordinal)
                .Select(order => new Telling(order.Order.Number, order.Foresight.Told)),
        ],
        Styles, Closures, Lines.Count(line => line.Foreseen.IsAffected),
        Orders.Any(order => order.IsReshipped)
            ?
            [
                .. Orders.Where(order => order.IsReshipped).OrderBy(order => order.Order.Number, StringComparer.Ordinal)
                    .Select(order => new OrderReshipment(order.Order.Number, order.Foresight.ShipModes!)),
            ]
            : null,
        Brands);

    /// <summary>The lines that are meant and open.</summary>
    public IEnumerable<(PurchaseOrderRow Order, LineForesight Foreseen)> Lines =>
        Orders.SelectMany(order => order.Foresight.Lines.Where(line => order.Meant.Contains(line.Line)), (order, line) => (order.Order, line));
}
