using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>One purchase order whole, as a person reads it.</summary>
/// <param name="Version">Number of events that led to it.</param>
[GenerateSerializer, Immutable, Alias("purchase-order-view")]
public sealed record PurchaseOrderView(
    string Number, string Brand, string Category, string Vendor, string Season, string? Incoterm, string? ShipMode,
    Health Health, bool Open, int Version, OrderStanding Standing, ImmutableArray<LineView> Lines)
{
    /// <summary>Null until the order was placed.</summary>
    /// <param name="around">What is known now, so that a line that was last forecast before the vendor had a past can say what that is; null where nobody asks.</param>
    public static PurchaseOrderView? Of(PurchaseOrderState order, int version, Surroundings? around = null) => order.Placed is not { } placed
        ? null
        : new PurchaseOrderView(
            placed.Number, placed.Brand, placed.Category, placed.Vendor, placed.Season, placed.Incoterm, placed.ShipMode,
            order.Health, order.IsOpen, version, OrderStanding.Of(order), [.. order.Lines.Select(l => LineView.Of(l, order.AsOf, around))]);
}

/// <param name="Waivers">Gates that it goes on without.</param>
/// <param name="Gates">Codes of the gates that are still to be passed.</param>
/// <param name="Shipments">Those that carry it; null for none.</param>
/// <param name="Overdue">What is furthest behind and was not reported; null for nothing.</param>
/// <param name="Failed">What waits because an inspection has failed; null for nothing.</param>
/// <param name="LateWithUs">The approval that has lain longest with the brand past its day; null for none.</param>
/// <param name="LateWithVendor">The same of the vendor.</param>
[GenerateSerializer, Immutable, Alias("line-view")]
public sealed record LineView(
    int Number, string? Style, string Description, string Colour, int Quantity, ImmutableArray<SizeQuantity> Sizes,
    Stage Stage, Health Health, int SlipDays, int? FloatDays, int FloatAbsorbedDays, ImmutableArray<Cause> Causes, ImmutableArray<Block> Blocks,
    ExFactoryDates ExFactory, DateOnly? Cancel, DateTimeOffset? HeardAt, ImmutableArray<MilestoneView> Milestones,
    CalendarView? Calendar = null, decimal? Price = null, string? Currency = null, string? ShipMode = null,
    ImmutableArray<DiscrepancyView>? Discrepancies = null, ProfileStanding? Profile = null, ImmutableArray<WaiverView>? Waivers = null,
    ImmutableArray<string>? Gates = null, ImmutableArray<LineShipment>? Shipments = null, OverdueMilestone? Overdue = null,
    FailedInspection? Failed = null, OverdueRound? LateWithUs = null, OverdueRound? LateWithVendor = null)
{
    public static LineView Of(LineState line, DateOnly asOf, Surroundings? around = null)
    {
        var row = LineRow.Of(line);
        var outlook = line.Timeline?.Outlook;
        return new LineView(
            row.Number, row.Style, row.Description, row.Colour, line.Order.Quantity, line.Order.Sizes, row.Stage, row.Health,
            row.SlipDays, row.FloatDays, outlook?.FloatAbsorbedDays ?? 0, outlook?.Causes ?? [], line.Blocks,
            new ExFactoryDates(row.Baseline, row.Committed, row.Forecast, row.Actual, row.Earliest, row.Latest, outlook?.Range?.Outcomes, line.IsOver ? null : outlook?.NoRange,
                outlook?.NoRange is null || line.IsOver ? null : LeftOf(line.Timeline!),
                around is null || line.IsOver || outlook?.NoRange != RangeGap.NoOutcomes ? null : Foresight.Of(line.Timeline!, asOf, around)), row.Cancel, row.HeardAt,
            [.. MilestoneView.Of(line.Timeline, MilestoneHome.Line, asOf).Select((m, i) => Committed(m, i, line))],
            CalendarView.Of(line.Timeline), line.Order.Price, line.Order.Currency, line.Order.ShipMode, row.Discrepancies, ProfileStanding.Of(line),
            [.. line.Waivers.Select(w => WaiverView.Of(w, NameOf(w.Milestone, line)))], PurchaseOrders.Gates.ToPass(line), line.Shipments,
            OverdueMilestone.Of(line, asOf), FailedInspection.Of(line), line.Lying(Party.Brand), line.Lying(Party.Vendor));
    }

    // Open milestones that a vendor keeps.
    private static int LeftOf(Timeline timeline) =>
        timeline.Facts() is var facts ? timeline.Template.Milestones.Where((m, i) => VendorPast.Covers(m) && facts[i].Stands is null).Count() : 0;

    // It dropped out of the calendar with its waiver; the template still names it.
    private static string NameOf(string milestone, LineState line) =>
        line.Timeline?.Published.Milestones.FirstOrDefault(m => m.Code == milestone)?.Name ?? milestone;

    private static MilestoneView Committed(MilestoneView milestone, int index, LineState line) => milestone with
    {
        Committed = line.CommittedTo(index),
        Agreed = line.Commitment(milestone.Code),
        Planned = line.OpenPlan(index) is { } plan ? new PlanView(plan.Date, plan.Source, plan.HeardAt, plan.Reason, plan.Note, plan.Channel, plan.By) : null,
    };
}

/// <summary>By which versions of its style's profile a line is made, as each side knows; 0 for none.</summary>
/// <param name="Present">The newest that there is.</param>
/// <param name="Issued">With the present version of the order.</param>
/// <param name="Asked">The newest that both sides were asked to acknowledge; 0 for none.</param>
/// <param name="Due">By when; null while nothing is due.</param>
/// <param name="Sealed">The one by which the sample was sealed; 0 while none is, and where that was not kept.</param>
[GenerateSerializer, Immutable, Alias("profile-standing")]
public sealed record ProfileStanding(
    int Present, int Issued, int Brand, int Vendor, int Asked, DateTimeOffset? Due, bool Overdue, int Sealed = 0)
{
    /// <summary>Null where the style was not adopted, and of a line that is over: nobody need know any more.</summary>
    internal static ProfileStanding? Of(LineState line) => !line.IsOver && Profiles.Present(line) is var present and > 0 && line.Profile is var held
        ? new ProfileStanding(present, held.Issued, held.Brand, held.Vendor, held.Asked, held.Due, held.IsOverdue, held.Sealed > 0 && Gates.IsSealed(line) ? held.Sealed : 0)
        : null;
}

/// <summary>The four dates, kept apart: planned, agreed, expected, happened.</summary>
/// <param name="Earliest">Where the expected one falls in eight of ten cases begins here; null where no past tells.</param>
/// <param name="Latest">It ends here.</param>
/// <param name="Outcomes">The vendor's own outcomes behind the two; below 5 they lean on the category's.</param>
/// <param name="NoRange">Why there were no such two when it was last forecast; null where there were, and where none are needed.</param>
/// <param name="Foresight">Beside it, where the vendor's past, or its category's, has become known since: the forecast takes it in with the next news of the order.</param>
/// <param name="VendorsLeft">Beside it: how many open milestones are the vendor's to keep.</param>
[GenerateSerializer, Immutable, Alias("ex-factory-dates")]
public sealed record ExFactoryDates(
    DateOnly? Baseline, DateOnly? Committed, DateOnly? Forecast, DateOnly? Actual,
    DateOnly? Earliest = null, DateOnly? Latest = null, int? Outcomes = null, RangeGap? NoRange = null, int? VendorsLeft = null,
    Foresight? Foresight = null);

/// <summary>What an ex-factory would be expected by the past of its vendor that has become known since it was last forecast.</summary>
/// <param name="Outcomes">As in <see cref="ExFactoryDates"/>.</param>
[GenerateSerializer, Immutable, Alias("foresight")]
public sealed record Foresight(DateOnly Forecast, DateOnly Earliest, DateOnly Latest, int Outcomes)
{
    /// <summary>Null where no past tells of what is left.</summary>
    internal static Foresight? Of(Timeline timeline, DateOnly asOf, Surroundings around)
    {
        if (around.Past.IsNone)
            return null;
        var look = timeline.LookAhead(MilestoneHome.Line, around.Calendar, Forecasting.Later(asOf, around.Calendar.DayAt(around.Now)), around.Past);
        return look.Result.Range is { } range ? new Foresight(look.Result.Forecast[^1], range.Earliest, range.Latest, range.Outcomes) : null;
    }
}
