using System.Collections.Immutable;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Partners;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.Walls;
using Selvedge.Domain.WorkQueues;

namespace Selvedge.Gateway.Security;

/// <summary>
/// What one person may see, by brand, category, vendor and field, and what they may do. The only place where this is
/// judged, for HTTP, hub, export and webhook alike. Immutable; equal for those who see the same (<see cref="ClassKey"/>).
/// </summary>
public sealed class Rights : IEquatable<Rights>
{
    private readonly ImmutableHashSet<string> brands;
    private readonly ImmutableHashSet<string> categories;
    private readonly ImmutableHashSet<string> vendors;

    // Null for people, who open whatever their limits let through.
    private readonly ImmutableArray<string>? screens;

    private ImmutableHashSet<string> Sources { get; init; } = [];

    private readonly bool isSupervisor;
    private readonly bool isDirector;

    private Rights(
        ImmutableArray<string> brands, ImmutableArray<string> categories, ImmutableArray<string> vendors, ImmutableArray<string> hidden,
        Party? party, bool isSupervisor, bool isDirector, bool isPartner, ImmutableArray<string>? screens = null)
    {
        (Party, this.isSupervisor, this.isDirector, IsPartner, this.screens) = (party, isSupervisor, isDirector, isPartner, screens);
        this.brands = Known(brands).ToImmutableHashSet(StringComparer.Ordinal);
        this.categories = Known(categories).ToImmutableHashSet(StringComparer.Ordinal);
        this.vendors = Known(vendors).ToImmutableHashSet(StringComparer.Ordinal);
        HiddenFields = [.. Known(hidden).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        ClassKey = string.Join('|', Part(this.brands), Part(this.categories), Part(this.vendors), Part(HiddenFields), Party?.ToString(), isDirector ? "director" : isSupervisor ? "supervisor" : "", screens is { } shown ? $"wall {Part(shown)}" : "");
    }

    public static Rights Everything { get; } = new([], [], [], [], Domain.Approvals.Party.Brand, isSupervisor: true, isDirector: true, isPartner: false);

    /// <summary>The side of an approval for which they speak, and whose private remarks they read; null for who only looks on.</summary>
    public Party? Party { get; }

    /// <summary>Id of the partner whose program it is; null for people.</summary>
    public string? Partner { get; private init; }

    /// <summary>They carry the goods.</summary>
    public bool IsPartner { get; }

    /// <summary>Wire names of members that are left out of everything shown, sorted; empty for most people.</summary>
    public ImmutableArray<string> HiddenFields { get; }

    /// <summary>Equal for people who see the same: what is serialised for one may be sent to the other.</summary>
    public string ClassKey { get; }

    /// <summary>An empty list on the sheet means all.</summary>
    public static Rights Of(PersonSheet sheet) => new(
        sheet.Brands, sheet.Categories, sheet.Vendors, sheet.HiddenFields,
        (sheet.Side, sheet.Role) switch
        {
            _ when sheet.HasLeft => null,
            ("brand", "director" or "manager" or "assistant") => Domain.Approvals.Party.Brand,
            ("factory", "vendor") => Domain.Approvals.Party.Vendor,
            _ => null,
        },
        isSupervisor: sheet is { Side: "brand", Role: "director" or "manager", HasLeft: false },
        isDirector: sheet is { Side: "brand", Role: "director", HasLeft: false },
        isPartner: sheet is { Side: "logistics", Role: "partner", HasLeft: false });

    /// <summary>What a link to a wall shows: its screens, and of these what its brands and categories let through.</summary>
    public static Rights Of(WallLinkSheet link) => new(
        link.Brands, link.Categories, [], link.HiddenFields, party: null, isSupervisor: false, isDirector: false, isPartner: false, link.Screens);

    /// <summary>Whether they may open a topic at all, whatever of it they then see: a wall its own screens alone.</summary>
    /// <param name="screen">As a wall names it; null for a topic that no wall shows.</param>
    public bool MayOpen(string? screen) => screens is not { } shown || screen is not null && shown.Contains(screen);

    /// <summary>Whether they may see what stood before: a wall shows the present.</summary>
    public bool MayLookBack => screens is null;

    /// <summary>A link as they would make it: where it names no brand or category it lets through those that they see, and it hides from others what is hidden from them.</summary>
    public WallLinkSheet Within(WallLinkSheet link) => link with
    {
        Brands = link.Brands.IsEmpty ? [.. brands.Order(StringComparer.Ordinal)] : link.Brands,
        Categories = link.Categories.IsEmpty ? [.. categories.Order(StringComparer.Ordinal)] : link.Categories,
        HiddenFields = HiddenFields,
    };

    /// <summary>Whether they may make links to walls.</summary>
    public bool MayShareWalls => isSupervisor && vendors.IsEmpty;

    /// <summary>Whether they may make, see and withdraw this link to a wall: nobody shares what they do not see themselves.</summary>
    public bool MayShare(WallLinkSheet link) => MayShareWalls && Covers(brands, [.. link.Brands]) && Covers(categories, [.. link.Categories]);

    /// <summary>Of a partner's programs. What their keys open is judged by route, see <see cref="Partners.PartnerDoor"/>.</summary>
    public static Rights Of(PartnerSheet sheet) => new(sheet.Brands, [], sheet.Vendors, sheet.HiddenFields, party: null, isSupervisor: false, isDirector: false, isPartner: true)
    {
        Partner = sheet.Id,
        Sources = sheet.Sources.ToImmutableHashSet(StringComparer.Ordinal),
    };

    /// <summary>Whether they may see a purchase order, and anything that belongs to one.</summary>
    public bool MaySee(string brand, string category, string vendor) =>
        brands.Allows(brand) && categories.Allows(category) && vendors.Allows(vendor);

    /// <summary>The same for one order as it stands: before its first version has gone out it is known to the buyer's own people alone.</summary>
    /// <param name="document">Version of the order's document; 0 while none has gone out.</param>
    public bool MaySee(string brand, string category, string vendor, int document) => MaySee(brand, category, vendor) && (document > 0 || MayPrepare);

    public bool MaySee(PurchaseOrderRow order) => MaySee(order.Brand, order.Category, order.Vendor, order.Document);

    /// <summary>Whether they may see what the buyer's own people prepare: drafts, and acts that wait for a second person.</summary>
    public bool MayPrepare => Party == Domain.Approvals.Party.Brand;

    /// <summary>Whether they may see a style. Who is limited to vendors sees the styles that those make.</summary>
    /// <param name="makers">Vendors of the orders that name the style; read only when it matters.</param>
    public bool MaySeeStyle(string brand, string category, IEnumerable<string> makers) =>
        brands.Allows(brand) && categories.Allows(category) && (vendors.IsEmpty || makers.Any(vendors.Contains));

    public bool MaySeeBrand(string brand) => brands.Allows(brand);

    public bool SeesEveryVendor => vendors.IsEmpty;

    public bool MaySeeVendor(string vendor) => vendors.Allows(vendor);

    /// <summary>Whether a board of this brand and category may hold anything for them.</summary>
    public bool MaySeeBoard(string brand, string category) => brands.Allows(brand) && categories.Allows(category);

    /// <summary>
    /// Whether they may see an approval. One whose vendor is not named yet is seen with its style; one of an order's line is
    /// the vendor's from the order's first version on.
    /// </summary>
    /// <param name="document">Version of the document of the order whose line it is of; null where it is a style's.</param>
    public bool MaySeeApproval(string brand, string category, string? vendor, IEnumerable<string> makers, int? document) =>
        (document is not 0 || MayPrepare) && (vendor is null ? MaySeeStyle(brand, category, makers) : MaySee(brand, category, vendor));

    /// <summary>
    /// Whether they may move an approval so. Vendors say when it comes and that it was sent, and so may the brand for them; the
    /// brand decides, and what leaves out a decision an assistant may only propose where the brand says so; taking one back is a
    /// supervisor's.
    /// </summary>
    public bool MayMove(ApprovalMove move) => Party switch
    {
        Domain.Approvals.Party.Vendor => move is ApprovalMove.Confirm or ApprovalMove.Propose or ApprovalMove.Send,
        Domain.Approvals.Party.Brand => isSupervisor || move is not ApprovalMove.TakeBack,
        _ => false,
    };

    /// <summary>Whether they may answer so what waits for a second person on an approval that they see.</summary>
    public bool MayReply(ProposalReply reply) => Party == Domain.Approvals.Party.Brand && (isSupervisor || reply == ProposalReply.Withdraw);

    /// <summary>Whether they may report what happened to orders and styles that they see: both sides, and who carries the goods.</summary>
    public bool MayReport => Party is not null || IsPartner;

    /// <summary>Whether they may book shipments of orders that they see, and say what becomes of them: the brand, and who carries the goods.</summary>
    public bool MayShip => SpeakForBrand || IsPartner;

    /// <summary>The name under which they report; null where they may use several, or any.</summary>
    public string? OnlySource => Sources.Count == 1 ? Sources.First() : null;

    /// <summary>Whether they may report under this name. A program that could would take back what another has said.</summary>
    public bool MaySpeakAs(string source) => Sources.Allows(source);

    /// <summary>Whether they may let partners' programs in at all: a partner sees every category.</summary>
    public bool MayKeepPartners => isSupervisor && categories.IsEmpty;

    /// <summary>Whether they may say which programs come in, of a partner that is confined to these brands and vendors; empty for all.</summary>
    public bool MayKeepPartner(ImmutableArray<string> ofBrands, ImmutableArray<string> ofVendors) =>
        MayKeepPartners && Covers(brands, [.. ofBrands]) && Covers(vendors, [.. ofVendors]);

    /// <summary>Whether they may keep a partner's webhooks: its own programs, and who lets it in.</summary>
    public bool MayKeepWebhooks(PartnerSheet partner) => Partner is { } own ? own == partner.Id : MayKeepPartner(partner.Brands, partner.Vendors);

    /// <summary>Whether they may import files: styles, vendors and orders are the buyer's to enter, as far as the rows are theirs to see.</summary>
    public bool MayImport => Party == Domain.Approvals.Party.Brand;

    /// <summary>Whether they may ask for approvals that no calendar asks for.</summary>
    public bool MayAskForApprovals => Party == Domain.Approvals.Party.Brand;

    /// <summary>Whether they may attach files to an approval that they see, and say where its sample is.</summary>
    public bool MayWorkOnApprovals => Party is not null;

    /// <summary>Whether they may read what a side says to its own people alone.</summary>
    public bool MaySeePrivate(Party side) => side == Party;

    /// <summary>Whether they may read a comment on something that they see.</summary>
    public bool MayRead(Audience audience) => audience.Visibility switch
    {
        Visibility.Public => Party == Domain.Approvals.Party.Brand || IsOf(audience),
        Visibility.Brand => Party == Domain.Approvals.Party.Brand,
        _ => Party == Domain.Approvals.Party.Vendor && IsOf(audience),
    };

    /// <summary>To whom they may speak; empty for who only looks on.</summary>
    public ImmutableArray<Visibility> MaySay => Party switch
    {
        Domain.Approvals.Party.Brand => [Visibility.Public, Visibility.Brand],
        Domain.Approvals.Party.Vendor => [Visibility.Public, Visibility.Vendor],
        _ => [],
    };

    /// <summary>The vendors for whose people they speak; empty for the brand's people.</summary>
    public ImmutableArray<string> SpeaksFor => Party == Domain.Approvals.Party.Vendor ? [.. vendors.Order(StringComparer.Ordinal)] : [];

    /// <summary>Whether they may know of somebody, and mention them where both see the same thing: one vendor's people do not know another's.</summary>
    public bool MayKnow(Rights other) =>
        Party == Domain.Approvals.Party.Brand || other.Party == Domain.Approvals.Party.Brand || other.vendors.Any(v => vendors.Allows(v));

    /// <summary>Whether they may see a line review of a brand and category: the house's own business.</summary>
    public bool MaySeeLineReview(string brand, string category) => MayPrepare && MaySeeBoard(brand, category);

    /// <summary>Whether they may see an alert, and act upon it: the house's own business.</summary>
    public bool MaySeeAlert(IncidentSubject of) => MayPrepare && MaySee(of.Brand, of.Category, of.Vendor);

    /// <summary>Whether they hear of alerts, and choose where and when.</summary>
    public bool MayChooseAlerts => MayPrepare;

    /// <summary>Whether a calendar program may read what is due of theirs: people for whom something waits, no wall and no program.</summary>
    public bool MayHaveFeed => Party is not null && Partner is null;

    /// <summary>Whether they may lead line reviews that they see: open, decide, close.</summary>
    public bool MayReviewLines => isSupervisor;

    /// <summary>Whether they may see and make the customs record of a sample.</summary>
    public bool MaySeeCustoms => Party == Domain.Approvals.Party.Brand;

    /// <summary>Whether they may see a brand's templates, or those for any brand. Templates are the house's own: none is a vendor's.</summary>
    public bool MaySeeTemplate(string? brand) => Party == Domain.Approvals.Party.Brand && (brand is null || brands.Allows(brand));

    /// <summary>
    /// Whether they may ask this of an order that they see. Vendors answer, and so may the brand for them; all else is the
    /// brand's, and confirming what another proposed a supervisor's.
    /// </summary>
    public bool MayAct(Act act) => Party switch
    {
        Domain.Approvals.Party.Vendor => act is Act.Acknowledge or Act.Confirm or Act.ProposeChange or Act.Reject or Act.AcknowledgeProfile,
        Domain.Approvals.Party.Brand => isSupervisor || act is not (Act.ConfirmProposal or Act.DeclineProposal),
        _ => false,
    };

    /// <summary>Whether they may ask this of a style that they see: confirming what another proposed is a supervisor's.</summary>
    public bool MayAct(StyleMove move) =>
        Party == Domain.Approvals.Party.Brand && (isSupervisor || move is not (StyleMove.ConfirmProposal or StyleMove.DeclineProposal));

    /// <summary>Whether they may see what a brand has decided of how its orders are worked on.</summary>
    public bool MaySeeSettings(string brand) => Party == Domain.Approvals.Party.Brand && brands.Allows(brand);

    /// <summary>Whether they may decide it: who has a limit does not set it.</summary>
    public bool MayDecideSettings => isDirector;

    /// <summary>Whether they may draft, publish and retire templates for a brand, or for any brand where none is named.</summary>
    public bool MayPlan(string? brand) => isSupervisor && (brand is null ? brands.IsEmpty : brands.Allows(brand));

    /// <summary>Whether they may amend working calendars; which of them depends on whose orders go by it, see <see cref="Calendars.CalendarReach"/>.</summary>
    public bool MayAmend => isSupervisor;

    /// <summary>Whether they may let an order or style that they see differ from its template, or go over to another version.</summary>
    public bool MayTailor => Party == Domain.Approvals.Party.Brand;

    /// <summary>Whether they may let what they supposed come so; where it closes factories, <see cref="MayAmend"/> as well.</summary>
    public bool MayApplyWhatIfs => Party == Domain.Approvals.Party.Brand;

    /// <summary>Whether their word on a milestone passes a gate, or lets a stage close, for which an approval is asked.</summary>
    public bool SpeakForBrand => Party == Domain.Approvals.Party.Brand;

    /// <summary>Whether they may say which of two contradicting statements about an order that they see is right.</summary>
    public bool MayResolve => Party == Domain.Approvals.Party.Brand;

    /// <summary>
    /// Whether they may read, of a style that they see, whose word stands against whose: what contradicts itself, and why and at
    /// whose cost a day was agreed. A style may have several makers, and none of them reads what another says.
    /// </summary>
    public bool MaySeeSidesOfStyles => MayPrepare;

    /// <summary>Of a report on a style that they see: that it was said is for all its makers, why is for the brand and for the vendor who said it.</summary>
    public ReportMilestone ShownOfStyle(ReportMilestone report) => MaySeeWhyOfStyle(report.Source) ? report : report with { Reason = null, Note = null };

    /// <inheritdoc cref="ShownOfStyle(ReportMilestone)"/>
    public ClaimView? ShownOfStyle(ClaimView? heard) => heard is null || MaySeeWhyOfStyle(heard.Source) ? heard : heard with { Reason = null, Note = null };

    /// <summary>Of what holds a style up: what and how long is for all its makers, which reason was given for the brand.</summary>
    public ImmutableArray<Cause> ShownOfStyle(ImmutableArray<Cause> causes) => MaySeeSidesOfStyles ? causes : [.. causes.Select(c => c with { Code = null })];

    /// <summary>Of what holds a line up: the same where its style does. What was said of the line itself is for everybody who sees it: it has one maker.</summary>
    public ImmutableArray<Cause> Shown(ImmutableArray<Cause> causes) =>
        MaySeeSidesOfStyles || !causes.Any(c => c.CodeOfStyle) ? causes : [.. causes.Select(c => c.CodeOfStyle ? c with { Code = null, CodeOfStyle = false } : c)];

    /// <inheritdoc cref="Shown(ImmutableArray{Cause})"/>
    public LineRow Shown(LineRow line) => MaySeeSidesOfStyles || line.Lost is not { } lost || !lost.Any(l => l.CodeOfStyle)
        ? line
        : line with { Lost = [.. lost.Select(l => l.CodeOfStyle ? l with { Code = null, CodeOfStyle = false } : l)] };

    private bool MaySeeWhyOfStyle(string source) => MaySeeSidesOfStyles || vendors.Contains(source);

    /// <summary>Whether they may say what somebody of the brand's own people does: whose goods they all see, every vendor's included.</summary>
    public bool MayStaff(Rights other) => isSupervisor && other.Party == Domain.Approvals.Party.Brand
        && Covers(brands, other.brands) && Covers(categories, other.categories) && Covers(vendors, other.vendors);

    /// <summary>Of which brands and categories they may know that another sees them: of those that they see themselves. Null where both see nothing.</summary>
    public (ImmutableArray<string> Brands, ImmutableArray<string> Categories)? Shared(Rights other) =>
        Both(brands, other.brands) is { } ofBrands && Both(categories, other.categories) is { } ofCategories ? (ofBrands, ofCategories) : null;

    /// <summary>Whether they may let people in at all.</summary>
    public bool MayKeepPeople => isSupervisor;

    /// <summary>Whether they may let in whoever it be.</summary>
    public bool MayKeepAnybody => isDirector && brands.IsEmpty && categories.IsEmpty && vendors.IsEmpty && HiddenFields.IsEmpty;

    /// <summary>
    /// Whether they may let somebody in with this sheet, and change who has it. Nobody gives, or takes, more than they hold
    /// themselves: by brand, category, vendor, field and role. So nobody raises themselves either.
    /// </summary>
    public bool MayKeepPerson(PersonSheet sheet) => MayKeepPeople && (isDirector || sheet.Role != "director")
        && Covers(brands, [.. Known(sheet.Brands)]) && Covers(categories, [.. Known(sheet.Categories)]) && Covers(vendors, [.. Known(sheet.Vendors)])
        && HiddenFields.All(Known(sheet.HiddenFields).Contains);

    /// <summary>Whether they may see what waits for others, as far as they see what it is about.</summary>
    public bool MaySeeWorkOfOthers => isSupervisor;

    /// <summary>Whether they may ask vendors that they see for all that is open.</summary>
    public bool MayChase => Party == Domain.Approvals.Party.Brand;

    /// <summary>Whether they may read what became of a what-if that was applied.</summary>
    /// <param name="ofBrands">Brands of its orders and styles; null where nobody wrote them down.</param>
    public bool MayReadWhatIf(bool isTheirs, ImmutableArray<string>? ofBrands) => MayApplyWhatIfs && (isTheirs || MayOversee(ofBrands));

    /// <summary>Whether they may take back one that they read: closures by who may amend, revisions by who may revise.</summary>
    public bool MayTakeBackWhatIf(bool closes, bool reships) => MayApplyWhatIfs && (!closes || MayAmend) && (!reships || MayAct(Act.Revise));

    /// <summary>Whether they may set something of many lines that they see as one act.</summary>
    public bool MayActInBulk => Party == Domain.Approvals.Party.Brand;

    /// <summary>Whether they may read what became of a bulk act.</summary>
    /// <param name="ofBrands">Brands of its orders; null where nobody wrote them down.</param>
    public bool MayReadBulkAct(bool isTheirs, ImmutableArray<string>? ofBrands) =>
        MayActInBulk && (isTheirs || MayOversee(ofBrands));

    // What others did is shown with counts of all of it: nothing of it may be of a brand that they do not see.
    private bool MayOversee(ImmutableArray<string>? ofBrands) => isSupervisor && (ofBrands?.All(MaySeeBrand) ?? brands.IsEmpty);

    /// <summary>Whether they may take back one that they read: decisions go back by a supervisor, in bulk as one by one.</summary>
    public bool MayTakeBackBulkAct(BulkKind kind) => MayActInBulk && (kind != BulkKind.Approve || MayMove(ApprovalMove.TakeBack));

    /// <summary>Whose saved views they share: the buyer's own people, or one vendor's; null for who only looks on.</summary>
    public string? Team => Party switch
    {
        Domain.Approvals.Party.Brand => "brand",
        Domain.Approvals.Party.Vendor => $"vendor/{string.Join('+', SpeaksFor)}",
        _ => null,
    };

    /// <summary>Whether they may save views of boards, for themselves and for their team.</summary>
    public bool MayKeepViews => Party is not null;

    /// <summary>Whether they may save views that come with a role.</summary>
    public bool MayKeepViewsOfRoles => isSupervisor;

    /// <summary>They may see every order, style and vendor: nothing need be looked up to know it.</summary>
    public bool SeesAll => brands.IsEmpty && categories.IsEmpty && vendors.IsEmpty && MayPrepare;

    public bool MaySeeField(string field) => HiddenFields.IsEmpty || HiddenFields.BinarySearch(field, StringComparer.Ordinal) < 0;

    /// <summary>What of an ending they may see: what was ordered and what came are quantities.</summary>
    public Ending Shown(Ending ending) => MaySeeField("quantity") ? ending : ending with { Lines = [] };

    /// <summary>What of an impact they may see, and may be ranked by before them: without quantities its days alone.</summary>
    public Impact Shown(Impact impact) => MaySeeField("quantity") ? impact : impact with { Units = 0 };

    /// <summary>What of these differences they may see: those of a hidden field are left out, and a whole line is told with its quantity.</summary>
    public ImmutableArray<Difference> Shown(ImmutableArray<Difference> differences) => HiddenFields.IsEmpty
        ? differences
        : differences.RemoveAll(d => !MaySeeField(d.Aspect switch
        {
            Aspect.Line or Aspect.Quantity => "quantity",
            Aspect.Price => "price",
            Aspect.Cancel => "cancel",
            Aspect.ExFactory => "exFactory",
            _ => "",
        }));

    /// <summary>What of these changes of a profile they may see.</summary>
    public ImmutableArray<FieldChange> Shown(ImmutableArray<FieldChange> changes) =>
        HiddenFields.IsEmpty ? changes : changes.RemoveAll(c => !MaySeeField(c.Field));

    public bool Equals(Rights? other) => other is not null && ClassKey == other.ClassKey;

    public override bool Equals(object? obj) => Equals(obj as Rights);

    public override int GetHashCode() => ClassKey.GetHashCode(StringComparison.Ordinal);

    private bool IsOf(Audience audience) => audience.Vendors.IsEmpty || audience.Vendors.Any(v => vendors.Allows(v));

    private static bool Covers(ImmutableHashSet<string> allowed, ImmutableHashSet<string> others) =>
        allowed.IsEmpty || !others.IsEmpty && others.IsSubsetOf(allowed);

    // Empty for all, as on a sheet; null for none.
    private static ImmutableArray<string>? Both(ImmutableHashSet<string> one, ImmutableHashSet<string> other)
    {
        var both = one.IsEmpty ? other : other.IsEmpty ? one : one.Intersect(other);
        return both.IsEmpty && !(one.IsEmpty && other.IsEmpty) ? null : [.. both.Order(StringComparer.Ordinal)];
    }

    private static ImmutableArray<string> Known(ImmutableArray<string> list) => list.IsDefault ? [] : list;

    // Lengths keep names apart that contain the separators.
    private static string Part(IEnumerable<string> names) =>
        string.Concat(names.Order(StringComparer.Ordinal).Select(n => $"{n.Length}:{n},"));
}
