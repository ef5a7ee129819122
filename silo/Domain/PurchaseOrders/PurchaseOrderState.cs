using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.PurchaseOrders;

/// <summary>A purchase order as its events left it. <see cref="Placed"/> is null until it was placed.</summary>
/// <param name="Past">The newest track records that a forecast leaned on; null while none did.</param>
/// <param name="Calendar">Id of the working calendar that its forecasts were last made by, and which version: none older is taken again.</param>
/// <param name="Told">How far its styles know their lines to be.</param>
/// <param name="Version">Number of events.</param>
public sealed record PurchaseOrderState(
    OrderHeader? Placed, ImmutableArray<LineState> Lines, DateOnly AsOf, LifeCycle Life, ImmutableArray<StyleProgress> Told, PastVersions? Past = null,
    string? Calendar = null, int CalendarVersion = 0, int Version = 0)
{
    public static PurchaseOrderState Empty { get; } = new(null, [], DateOnly.MinValue, LifeCycle.Drafted, []);

    /// <summary>Open while a line has not left the factory; a line without a calendar does not keep it open.</summary>
    public bool IsOpen => Lines.Any(l => l.Timeline is not null && l.Health != Health.Done);

    public Health Health => Lines.Select(l => l.Health).DefaultIfEmpty(Health.Plan).Aggregate(HealthRules.Worst);

    /// <summary>How far the goods have come, by their milestones; null before materials are ordered.</summary>
    public ProductionState? Production
    {
        get
        {
            var wanted = Lines.Where(l => l is { Timeline: not null, IsCancelled: false }).ToList();
            return wanted.Count == 0 ? null
                : wanted.TrueForAll(l => l.Actual is not null) ? ProductionState.Shipped
                : wanted.Exists(l => l.Actual is not null) ? ProductionState.PartShipped
                : wanted.TrueForAll(l => l.Stage >= Stage.Inspected) ? ProductionState.Inspected
                : wanted.Exists(l => l.Stage >= Stage.Cutting) ? ProductionState.InProduction
                : wanted.Exists(l => l.Stage >= Stage.Materials) ? ProductionState.MaterialsOrdered
                : null;
        }
    }

    /// <summary>Those that its lines name, in their order.</summary>
    public ImmutableArray<string> Styles
    {
        get
        {
            var styles = ImmutableArray.CreateBuilder<string>();
            foreach (var line in Lines)
                if (line.Order.Style is { } style && !styles.Contains(style))
                    styles.Add(style);
            return styles.DrainToImmutable();
        }
    }

    public LineState? Line(int number)
    {
        // Asked for each line in every decision: so without an enumerator.
        foreach (var line in Lines)
            if (line.Order.Number == number)
                return line;
        return null;
    }

    /// <summary>Whether exactly this report stands; null where only <see cref="ReportLog"/> can tell.</summary>
    public bool? Stands(ReportMilestone report) => Line(report.Line)?.Timeline is { } timeline ? timeline.Stands(report) : false;

    /// <summary>The day at the factory. One further west may still have yesterday; an order's days never go back.</summary>
    internal DateOnly DayAt(Surroundings around) =>
        around.Calendar.DayAt(around.Now) is var today && today > AsOf ? today : AsOf;

    internal OrderSize Size => new(
        Lines.Where(l => !l.IsCancelled).Sum(l => (long)l.Order.Quantity),
        [
            .. from line in Lines
               where line is { IsCancelled: false, Order.Price: not null }
               group line.Order.Price!.Value * line.Order.Quantity by line.Order.Currency! into values
               select (values.Key, values.Sum()),
        ],
        Lines.Any(l => l is { IsCancelled: false, Order.Price: null }));

    internal PurchaseOrderState Altering(int line, Func<LineState, LineState> alter) =>
        this with { Lines = [.. Lines.Select(l => l.Order.Number == line ? alter(l) : l)] };

    /// <summary>Keeps a report; what its sender said before under the same id, on whichever line, no longer stands.</summary>
    public PurchaseOrderState Altering(ReportMilestone report, DateTimeOffset heardAt) => this with
    {
        Lines =
        [
            .. Lines.Select(l => l.Timeline is not { } timeline
                ? l
                : l.Order.Number == report.Line && !report.Retracted
                    ? l with { Timeline = timeline.With(report, heardAt) }
                    : timeline.Without(report.Source, report.EventId) is var rest && ReferenceEquals(rest, timeline)
                        ? l
                        : l with { Timeline = rest }),
        ],
    };
}

/// <param name="Attributes">What it is said to be like, and what was found out when its calendars were laid; null for nothing.</param>
/// <param name="Parent">Number of the order that it repeats; null for none.</param>
/// <param name="Found">Those of the attributes that nobody has said; null for none.</param>
public sealed record OrderHeader(
    string Number, string Brand, string Category, string Season, string Vendor, string? Incoterm, string? ShipMode, string? Template,
    ImmutableArray<AttributeValue>? Attributes = null, string? Parent = null, ImmutableArray<AttributeValue>? Found = null)
{
    /// <summary>With what was found out; what is said comes after it, and so counts.</summary>
    internal OrderHeader Knowing(ImmutableArray<AttributeValue>? found) => found is null
        ? this
        : this with { Attributes = [.. found, .. Attributes ?? []], Found = [.. found, .. Found ?? []] };

    /// <summary>What is said of the goods themselves, and so holds of whoever repeats the order; in one order.</summary>
    internal ImmutableArray<AttributeValue> OfGoods =>
    [
        .. from attribute in (string[])[TemplateAttributes.Printed, TemplateAttributes.Washed]
           where Attributes?.Any(value => value.Attribute == attribute) == true
           select new AttributeValue(attribute, TemplateAttributes.ValueOf(attribute, Attributes ?? [])),
    ];

    /// <summary>The order as it is by that vendor: what was found out of another one is to be found anew.</summary>
    public OrderHeader By(string vendor) => vendor == Vendor
        ? this
        : this with { Vendor = vendor, Attributes = Attributes?.RemoveAll(IsFoundOfVendor), Found = Found?.RemoveAll(IsFoundOfVendor) };

    // Nobody says where it comes from, also where it was not kept yet what was found.
    private bool IsFoundOfVendor(AttributeValue value) =>
        value.Attribute == TemplateAttributes.Origin || value.Attribute == TemplateAttributes.NewVendor && Found?.Contains(value) == true;
}

/// <param name="Timeline">Null for a line without a date, and while the order is a draft.</param>
/// <param name="Blocks">What stands in its way; empty when nothing does.</param>
/// <param name="Approvals">What was heard of its approvals, by milestone.</param>
/// <param name="Measured">Its outcomes have been contributed to the track records.</param>
/// <param name="Commitments">The newest per milestone for which another day than planned was agreed.</param>
/// <param name="Discrepancies">Those of which the statements still contradict each other, settled or not.</param>
/// <param name="AnsweredPlans">The newest per milestone that somebody has agreed to or declined.</param>
/// <param name="Profile">By which versions of its style's profile it is made.</param>
/// <param name="Waivers">Gates that it goes on without.</param>
/// <param name="Shipments">Those that carry it, by their ids; null for none.</param>
public sealed record LineState(
    OrderLine Order, Timeline? Timeline, Health Health, Stage Stage, DateTimeOffset? NextWake, ImmutableArray<Block> Blocks,
    bool Measured, ImmutableArray<Commitment> Commitments, ImmutableArray<AnsweredPlan> AnsweredPlans, ImmutableArray<KeptApprovals> Approvals,
    ImmutableArray<Discrepancy> Discrepancies, LineProfile Profile, ImmutableArray<Waiver> Waivers, ImmutableArray<LineShipment>? Shipments = null)
{
    public bool IsCancelled => Stage == Stage.Cancelled;

    public ImmutableArray<LineShipment> Carried => Shipments ?? [];

    /// <summary>How far it has come: by its milestones until it has left the factory, then by those who carry it.</summary>
    public Stage Reached => Stage == Stage.ExFactory ? LineShipment.Reached(Carried, Order.Quantity) : Stage;

    /// <summary>The round of its approvals that has lain longest with that side past its day; null for none.</summary>
    public OverdueRound? Lying(Party with) => Health == Health.Done ? null : OverdueRound.Worst(Approvals.Select(kept => with == Party.Brand ? kept.Ours : kept.Theirs), with);

    // By their ids, so that the same words leave the same state however they came.
    internal LineState Hearing(LineShipment shipment) => this with
    {
        Shipments = [.. Carried.RemoveAll(s => s.Id == shipment.Id).Add(shipment).OrderBy(s => s.Id, StringComparer.Ordinal)],
    };

    public LineState Unwaived(string milestone) => this with { Waivers = Waivers.RemoveAll(w => w.Milestone == milestone) };

    /// <summary>Cancelled or closed: nothing moves any more.</summary>
    public bool IsOver => Stage is Stage.Cancelled or Stage.Closed;

    public DateOnly? Baseline => Timeline?.Schedule.Baseline[^1];

    /// <summary>
    /// The agreed ex-factory day: as last agreed, else as written, else where the buyer moved it after it was placed, else the
    /// baseline.
    /// </summary>
    public DateOnly? Committed =>
        (Timeline is { } timeline ? Commitment(timeline.Template.Milestones[^1].Code)?.Date : null)
        ?? Order.Committed ?? (Order.ExFactory is { } day && day != Timeline?.Schedule.Target ? day : Baseline);

    public DateOnly? Forecast => Timeline?.Forecast[^1];

    public DateOnly? Actual => Timeline?.Actual(Timeline.Template.ExFactory);

    /// <summary>What holds it up, or else what costs most days, in words; null where nothing does.</summary>
    public string? Cause => Blocks.IsEmpty ? Timeline?.Outlook.Causes.MaxBy(c => c.Days)?.Text : Blocks[0].Text;

    /// <summary>Nothing moves any more.</summary>
    internal LineState Ended(Stage stage) => this with { Stage = stage, Health = Health.Done, NextWake = null, Blocks = [] };

    /// <summary>As it is ordered now. A day that a file moves comes after what was agreed before.</summary>
    internal LineState Ordered(OrderLine order) => this with
    {
        Order = order,
        Commitments = Order.ExFactory == order.ExFactory && Order.Committed == order.Committed || Timeline is not { } timeline
            ? Commitments
            : Commitments.RemoveAll(c => c.Milestone == timeline.Template.Milestones[^1].Code),
    };

    /// <summary>Null while the milestone stands as it was planned.</summary>
    public Commitment? Commitment(string milestone) => Commitments.FirstOrDefault(c => c.Milestone == milestone);

    /// <summary>The day that somebody reported as a plan and nobody has answered yet; null where there is none.</summary>
    public Claim? OpenPlan(int milestone)
    {
        var (code, committed) = (Timeline!.Template.Milestones[milestone].Code, CommittedTo(milestone));
        return Timeline.Holding(milestone, Classifier.Plan) is { } claim && claim.Date != committed
            && !AnsweredPlans.Any(a => a.Milestone == code && claim.Is(a.Source, a.EventId) && a.UpdatedAt == claim.UpdatedAt)
                ? claim
                : null;
    }

    /// <summary>How many reported plans wait for an answer.</summary>
    public int OpenPlans
    {
        get
        {
            // Most lines have none: nothing is looked up for them.
            if (IsOver || Timeline is not { } timeline || !timeline.Claims.Any(c => c.Classifier == Classifier.Plan))
                return 0;
            var open = 0;
            for (var i = 0; i < timeline.Template.Milestones.Length; i++)
                open += OpenPlan(i) is null ? 0 : 1;
            return open;
        }
    }

    /// <summary>The agreed day of a milestone; the baseline where none was agreed.</summary>
    public DateOnly CommittedTo(int milestone) =>
        milestone == Timeline!.Template.ExFactory
            ? Committed!.Value
            : Commitment(Timeline.Template.Milestones[milestone].Code)?.Date ?? Timeline.Schedule.Baseline[milestone];
}
