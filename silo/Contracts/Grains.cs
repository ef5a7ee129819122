using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Discrepancies;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;
using Selvedge.Domain.Vendors;
using Selvedge.Domain.WhatIfs;

namespace Selvedge.Contracts;

/// <summary>What the node may ask of every actor that has due times.</summary>
public interface IWakeable : IGrainWithStringKey
{
    /// <summary>A committed due time has come; does nothing when it has moved since.</summary>
    Task Wake(DateTimeOffset due);
}

/// <summary>One purchase order, by its number. Reads never wait for a commit and see the last committed state.</summary>
public interface IPurchaseOrderGrain : IWakeable
{
    Task<Verdict> Record(Asked<OrderSheet> asked);

    /// <summary>What recording the sheet would be answered now; records nothing.</summary>
    Task<Verdict> Preview(OrderSheet sheet);

    /// <summary>A batch of reports in one turn; verdicts in their order.</summary>
    Task<ImmutableArray<Verdict>> Report(ImmutableArray<Asked<ReportMilestone>> asked);

    Task<Verdict> TakeStyleDates(Asked<StyleDates> asked);

    Task<Verdict> TakeApprovals(Asked<MilestoneApprovals> asked);

    Task<Verdict> TakeShipment(Asked<OrderCargo> asked);

    Task<Verdict> Adopt(Asked<AdoptTemplate> asked);

    Task<Verdict> Override(Asked<OverrideMilestone> asked);

    Task<Verdict> Lift(Asked<LiftOverride> asked);

    /// <summary>Says which of two contradicting statements is right.</summary>
    Task<Verdict> Resolve(Asked<ResolveDiscrepancy> asked);

    /// <summary>Says that two contradict each other.</summary>
    Task<Verdict> Raise(Asked<RaiseDiscrepancy> asked);

    /// <summary>What a person asks between buyer and vendor: done, or kept until a second person confirms it.</summary>
    /// <param name="held">The version that the person looked at; null to act upon any.</param>
    Task<ActVerdict> Act(Asked<OrderAct> asked, Author by, int? held);

    /// <summary>The vendor's working days may have changed: forecasts are made anew by them.</summary>
    /// <param name="position">Of the event that says so: what was committed up to there is seen.</param>
    Task<Verdict> LookAgain(CommandHeader header, long position);

    /// <summary>What another sheet of a working calendar would do to the open lines; records nothing.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<LineEffect>> ForeseeCalendar(string key, CalendarSheet sheet);

    /// <summary>What a template's version, published or not, would do to the open lines that are by an older one; records nothing.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<LineEffect>> ForeseeTemplate(string id, int version, TemplateSheet sheet);

    /// <summary>What an override would do to the lines that it names; records nothing.</summary>
    [AlwaysInterleave]
    Task<OrderEffect> ForeseeOverride(OverrideMilestone what);

    /// <summary>What the order would be if something were so; records nothing.</summary>
    [AlwaysInterleave]
    Task<OrderForesight> Foresee(Supposition supposed);

    /// <summary>Rows of a bulk act, done or taken back in one turn; outcomes in their order. Each header is that of its row.</summary>
    Task<ImmutableArray<RowOutcome>> Take(ImmutableArray<Asked<BulkTask>> asked, Author by);

    /// <summary>What the tasks would come to, outcomes in their order; records nothing.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<RowOutcome>> ForeseeTaking(ImmutableArray<BulkTask> tasks, Author by);

    /// <summary>What a bulk act would do, one effect for each ask in their order; records nothing.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<BulkEffect>> ForeseeBulk(ImmutableArray<BulkAsk> asks, string note, Author by);

    /// <summary>Null when there is no such order.</summary>
    [AlwaysInterleave]
    Task<PurchaseOrderView?> Read();

    /// <summary>How far it has come with a style.</summary>
    [AlwaysInterleave]
    Task<OrderProgress> ProgressOf(string style);

    /// <summary>What is wrong with it now, of which somebody is to be alerted; null when there is no such order.</summary>
    /// <param name="position">By what its brand had decided up to there, at least.</param>
    [AlwaysInterleave]
    Task<OrderAlarms?> Alarms(long position = 0);

    /// <summary>The approvals that its lines need.</summary>
    /// <param name="all">Also those whose milestone was reached without them.</param>
    [AlwaysInterleave]
    Task<ImmutableArray<ApprovalSheet>> NeededApprovals(bool all);

    /// <summary>Milestones that its calendar does without: nothing waits any more for what was to be approved there.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<ApprovedMilestone>> DroppedMilestones();

    /// <summary>What orders that repeat this one may keep of it; null when there is no such order.</summary>
    [AlwaysInterleave]
    Task<HeldApprovals?> HeldApprovals();

    /// <summary>What its lines kept of the order that it repeats, and why the rest is asked for again; empty when there is no such order.</summary>
    /// <param name="parent">What holds of that one.</param>
    [AlwaysInterleave]
    Task<ImmutableArray<RepeatedApproval>> RepeatedApprovals(HeldApprovals? parent);

    /// <summary>The sheet of an approval that somebody asks for by hand on one line.</summary>
    [AlwaysInterleave]
    Task<ApprovalOffer> OfferApproval(int line, ApprovalWish wish);
}

/// <summary>What became of an act, and where the order stands after it.</summary>
/// <param name="Proposal">Id of what now waits for a second person; null where the act was done or refused.</param>
[GenerateSerializer, Immutable, Alias("act-verdict")]
public sealed record ActVerdict(Verdict Verdict, Phase Phase, string? Proposal);

/// <summary>What became of an act, and where the style stands after it.</summary>
/// <param name="Proposal">Id of what now waits for a second person; null where the act was done or refused.</param>
[GenerateSerializer, Immutable, Alias("style-act-verdict")]
public sealed record StyleActVerdict(Verdict Verdict, StyleStage Stage, string? Proposal);

/// <summary>One style, by its number.</summary>
public interface IStyleGrain : IWakeable
{
    Task<Verdict> Record(Asked<StyleSheet> asked);

    /// <summary>What recording the sheet would be answered now; records nothing.</summary>
    Task<Verdict> Preview(StyleSheet sheet);

    /// <summary>A batch of reports in one turn; verdicts in their order.</summary>
    Task<ImmutableArray<Verdict>> Report(ImmutableArray<Asked<ReportMilestone>> asked);

    /// <summary>Estimates of an act upon many, taken back in one turn unless another has spoken since; outcomes in their order.</summary>
    Task<ImmutableArray<RowOutcome>> TakeBack(ImmutableArray<Asked<BulkTask>> asked);

    /// <summary>What taking it back would come to; records nothing.</summary>
    Task<RowOutcome> ForeseeTakingBack(BulkTask task);

    Task<Verdict> Adopt(Asked<AdoptTemplate> asked);

    Task<Verdict> Override(Asked<OverrideMilestone> asked);

    Task<Verdict> Lift(Asked<LiftOverride> asked);

    Task<Verdict> TakeApprovals(Asked<MilestoneApprovals> asked);

    Task<Verdict> TakeOrder(Asked<OrderProgress> asked);

    /// <summary>Says which of two contradicting statements is right.</summary>
    Task<Verdict> Resolve(Asked<ResolveDiscrepancy> asked);

    /// <summary>Says that two contradict each other.</summary>
    Task<Verdict> Raise(Asked<RaiseDiscrepancy> asked);

    /// <summary>What a person asks of the style: done, or kept until a second person confirms it.</summary>
    /// <param name="held">The version that the person looked at; null to act upon any.</param>
    Task<StyleActVerdict> Act(Asked<StyleAct> asked, Author by, int? held);

    /// <summary>What a closed line review has decided of it.</summary>
    Task<Verdict> TakeDecision(Asked<StyleDecision> asked);

    /// <summary>Somebody of its owners has read the decision.</summary>
    /// <param name="by">Id of the person.</param>
    Task<Verdict> AcknowledgeDecision(CommandHeader header, string review, string by);

    /// <summary>What the style would be if something were so; records nothing.</summary>
    [AlwaysInterleave]
    Task<StyleForesight> Foresee(ImmutableArray<SupposedDay> supposed);

    /// <summary>Null when there is no such style.</summary>
    [AlwaysInterleave]
    Task<StyleView?> Read();

    /// <summary>The approvals that it needs.</summary>
    /// <param name="all">Also those whose milestone was reached without them.</param>
    [AlwaysInterleave]
    Task<ImmutableArray<ApprovalSheet>> NeededApprovals(bool all);

    /// <summary>Milestones that its calendar does without: nothing waits any more for what was to be approved there.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<ApprovedMilestone>> DroppedMilestones();

    /// <summary>The sheet of an approval that somebody asks for by hand.</summary>
    [AlwaysInterleave]
    Task<ApprovalOffer> OfferApproval(ApprovalWish wish);

    /// <summary>What the lines that wait on this style need to know; null while it has no calendar.</summary>
    [AlwaysInterleave]
    Task<StyleDates?> HandOver();
}

/// <summary>One vendor, by its code.</summary>
public interface IVendorGrain : IGrainWithStringKey
{
    Task<Verdict> Record(Asked<VendorSheet> asked);

    /// <summary>What recording the sheet would be answered now; records nothing.</summary>
    Task<Verdict> Preview(VendorSheet sheet);

    /// <summary>Writes down that it was asked for all that is open; refused a second time on its own day without a reason.</summary>
    /// <param name="by">Id of the person.</param>
    /// <param name="again">Why a second time; null where it is the first.</param>
    Task<Verdict> Chase(Asked<ImmutableArray<ChasedThing>> listed, string by, string? again);

    /// <summary>Where it works; null when there is no such vendor.</summary>
    [AlwaysInterleave]
    Task<VendorPlace?> Place();
}

/// <summary>How a vendor, or all vendors of a category, kept their milestones; by <see cref="TrackRecordKeys"/>.</summary>
public interface ITrackRecordGrain : IWakeable
{
    /// <summary>Adds what lines of an order contributed when they were done.</summary>
    Task<Verdict> Add(Asked<OrderOutcomes> asked);

    /// <summary>The newest version, never older than <paramref name="atLeast"/>; null while none was published.</summary>
    [AlwaysInterleave]
    Task<PublishedRecord?> Published(int atLeast);
}

/// <summary>What lines of one order contribute to a track record.</summary>
[GenerateSerializer, Immutable, Alias("order-outcomes")]
public sealed record OrderOutcomes(string PurchaseOrder, ImmutableArray<LineOutcomes> Lines);

/// <summary>Whose track record it is.</summary>
public static class TrackRecordKeys
{
    private const string Category = "category/";

    public static string OfVendor(string vendor) => $"vendor/{vendor}";

    public static string OfCategory(string category) => Category + category;

    public static bool IsOfCategory(string key) => key.StartsWith(Category, StringComparison.Ordinal);
}

/// <summary>One what-if that is to come so, by its id.</summary>
public interface IWhatIfGrain : IGrainWithStringKey
{
    /// <summary>Settles what is told to whom; the telling follows, and survives whatever ends meanwhile.</summary>
    /// <param name="by">Id of the person.</param>
    Task<Verdict> Apply(Asked<WhatIfPlan> asked, string by);

    /// <summary>Takes back what was told, but for what somebody has moved since. Asked for when all were told.</summary>
    Task<Verdict> TakeBack(Asked<string> note, Author by);

    /// <summary>Writes down what became of rows that were taken back.</summary>
    Task<Verdict> Restore(Asked<ImmutableArray<RowOutcome>> asked);

    /// <summary>Null while it was not applied.</summary>
    [AlwaysInterleave]
    Task<WhatIfView?> Read();
}

/// <summary>One bulk act, by its id.</summary>
public interface IBulkActGrain : IGrainWithStringKey
{
    /// <summary>Settles what is set; the telling follows, and survives whatever ends meanwhile.</summary>
    Task<Verdict> Apply(Asked<BulkPlan> asked, Author by);

    /// <summary>Writes down what became of rows that were applied.</summary>
    Task<Verdict> Settle(Asked<ImmutableArray<RowOutcome>> asked);

    /// <summary>Takes back what it has moved, but for rows that somebody has moved since.</summary>
    Task<Verdict> TakeBack(Asked<string> note, Author by);

    /// <summary>Writes down what became of rows that were taken back.</summary>
    Task<Verdict> Restore(Asked<ImmutableArray<RowOutcome>> asked);

    /// <summary>Null while it was not applied.</summary>
    [AlwaysInterleave]
    Task<BulkActView?> Read();
}

/// <summary>One person's record, by its id.</summary>
public interface IPersonGrain : IGrainWithStringKey
{
    Task<Verdict> Record(Asked<PersonSheet> asked);

    /// <summary>Lets the person in as the house decides, or no longer.</summary>
    /// <param name="held">The version that was looked at; null to act upon any.</param>
    Task<Verdict> LetIn(Asked<PersonSheet> asked, int? held);

    /// <summary>What the person does from now on; empty for whatever comes.</summary>
    /// <param name="held">The version that the editor saw; null to act upon any.</param>
    Task<Verdict> Assign(Asked<ImmutableArray<Function>> asked, int? held);

    /// <summary>Where and when the person wants to hear of alerts from now on.</summary>
    /// <param name="held">The version that the editor saw; null to act upon any.</param>
    Task<Verdict> ChooseAlerts(Asked<AlertChoices> asked, int? held);

    /// <summary>Has the person's due dates read with that secret, and with no other.</summary>
    /// <param name="secretHash">SHA-256 in hex.</param>
    Task<Verdict> OpenFeed(CommandHeader header, string secretHash);

    Task<Verdict> CloseFeed(CommandHeader header);
}

/// <summary>Where a vendor works, which decides its working calendar.</summary>
/// <param name="Country">ISO 3166 alpha-2.</param>
[GenerateSerializer, Immutable, Alias("vendor-place")]
public sealed record VendorPlace(string Vendor, string Country);

/// <summary>Names of followers whose checkpoint others read.</summary>
public static class Followers
{
    /// <summary>Lets the orders that work by an amended calendar look again.</summary>
    public const string CalendarHandOver = "calendar-hand-over";

    /// <summary>Tells orders, styles and calendars of what-ifs that were applied.</summary>
    public const string WhatIfHandOver = "what-if-hand-over";
}

/// <summary>The kinds of stream, as the journal names them.</summary>
public static class Kinds
{
    public const string PurchaseOrder = "purchase-order";
    public const string Style = "style";
    public const string Vendor = "vendor";
    public const string TrackRecord = "track-record";
    public const string Person = "person";
    public const string CalendarTemplate = "calendar-template";
    public const string WorkingCalendar = "working-calendar";
    public const string WhatIf = "what-if";
    public const string BulkAct = "bulk-act";

    public const string Approval = "approval";
    public const string Brand = "brand";
    public const string Conversation = "conversation";
    public const string LineReview = "line-review";
    public const string ViewShelf = "view-shelf";
    public const string WallLink = "wall-link";
    public const string Partner = "partner";
    public const string Incident = "incident";
    public const string Shipment = "shipment";
}

/// <summary>What links may name that is no stream: those who wait for the same thing find each other by it.</summary>
public static class Targets
{
    /// <summary>One milestone of one style or line, as <see cref="Domain.Approvals.ApprovedMilestone"/> writes it.</summary>
    public const string Milestone = "milestone";

    /// <summary>The order or style for which somebody asked for an approval by hand, by its number.</summary>
    public const string AskedOfOrder = "asked-of-order";
    public const string AskedOfStyle = "asked-of-style";
}
