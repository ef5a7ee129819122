using System.Collections.Frozen;
using System.Collections.Immutable;
using Selvedge.Domain.Alerts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Brands;
using Selvedge.Domain.BulkActs;
using Selvedge.Domain.CalendarTemplates;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.LineReviews;
using Selvedge.Domain.Partners;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Shipments;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TrackRecords;
using Selvedge.Domain.Vendors;
using Selvedge.Domain.Views;
using Selvedge.Domain.Walls;
using Selvedge.Domain.WhatIfs;

namespace Selvedge.Contracts.Stored;

/// <summary>How every kind of actor is stored: the one place, for the actors themselves, for replay and for time travel.</summary>
public static class StoredKinds
{
    public static readonly StoredKind<PurchaseOrder, PurchaseOrderCommand, PurchaseOrderEvent, PurchaseOrderState> PurchaseOrder = new(
        Kinds.PurchaseOrder, StoredRow.Of<PurchaseOrderState, PurchaseOrderRow>((order, before) => PurchaseOrderRow.Of(order, before)!),
        order => order.Placed is not { } placed ? [] : [new Link(Kinds.Vendor, placed.Vendor), .. order.Styles.Select(style => new Link(Kinds.Style, style))]);

    public static readonly StoredKind<Style, StyleCommand, StyleEvent, StyleState> Style = new(
        Kinds.Style, StoredRow.Of((StyleState style) => StyleRow.Of(style)!));

    public static readonly StoredKind<Vendor, VendorCommand, VendorEvent, VendorState> Vendor = new(
        Kinds.Vendor, StoredRow.Of((VendorState vendor) => VendorRow.Of(vendor)));

    public static readonly StoredKind<Person, PersonCommand, PersonEvent, PersonState> Person = new(
        Kinds.Person, StoredRow.Of((PersonState person) => person.Sheet!));

    public static readonly StoredKind<TrackRecord, TrackRecordCommand, TrackRecordEvent, TrackRecordState> TrackRecord = new(
        Kinds.TrackRecord, StoredRow.Of((TrackRecordState record) => TrackRecordRow.Of(record)));

    public static readonly StoredKind<Template, TemplateCommand, TemplateEvent, TemplateState> CalendarTemplate = new(
        Kinds.CalendarTemplate, StoredRow.Of((TemplateState template) => TemplateRow.Of(template)));

    public static readonly StoredKind<Calendar, CalendarCommand, CalendarEvent, CalendarState> WorkingCalendar = new(
        Kinds.WorkingCalendar, StoredRow.Of((CalendarState calendar) => CalendarRow.Of(calendar)));

    public static readonly StoredKind<WhatIf, WhatIfCommand, WhatIfEvent, WhatIfState> WhatIf = new(
        Kinds.WhatIf, StoredRow.Of((WhatIfState whatIf) => WhatIfRow.Of(whatIf)));

    public static readonly StoredKind<BulkAct, BulkActCommand, BulkActEvent, BulkActState> BulkAct = new(
        Kinds.BulkAct, StoredRow.Of((BulkActState act) => BulkActRow.Of(act)));

    public static readonly StoredKind<Approval, ApprovalCommand, ApprovalEvent, ApprovalState> Approval = new(
        Kinds.Approval, StoredRow.Of((ApprovalState approval) => ApprovalRow.Of(approval)!),
        approval =>
        [
            .. approval.Sheet?.Completes is { } milestone ? [new Link(Targets.Milestone, milestone.ToString())] : ImmutableArray<Link>.Empty,
            .. approval.Sheet is { IsByHand: true, Subject: var of }
                ? [of.PurchaseOrder is { } order ? new Link(Targets.AskedOfOrder, order) : new Link(Targets.AskedOfStyle, of.Style!)]
                : ImmutableArray<Link>.Empty,
        ]);

    public static readonly StoredKind<Brand, BrandCommand, BrandEvent, BrandState> Brand = new(
        Kinds.Brand, StoredRow.Of((BrandState brand) => new BrandView(brand.Version, brand.Settings)));

    public static readonly StoredKind<Conversation, ConversationCommand, ConversationEvent, ConversationState> Conversation = new(
        Kinds.Conversation, StoredRow.Of((ConversationState conversation) => ConversationRow.Of(conversation)));

    public static readonly StoredKind<LineReview, LineReviewCommand, LineReviewEvent, LineReviewState> LineReview = new(
        Kinds.LineReview, StoredRow.Of((LineReviewState review) => LineReviewRow.Of(review)));

    public static readonly StoredKind<ViewShelf, ViewShelfCommand, ViewShelfEvent, ViewShelfState> ViewShelf = new(
        Kinds.ViewShelf, StoredRow.Of((ViewShelfState shelf) => new ViewShelfView(shelf.Views)));

    public static readonly StoredKind<Partner, PartnerCommand, PartnerEvent, PartnerRow> Partner = new(
        Kinds.Partner, StoredRow.Of((PartnerRow partner) => partner));

    public static readonly StoredKind<WallLink, WallLinkCommand, WallLinkEvent, WallLinkState> WallLink = new(
        Kinds.WallLink, StoredRow.Of((WallLinkState link) => WallLinkRow.Of(link)));

    // Linked while its cause is there: so the order finds what it may clear.
    public static readonly StoredKind<Incident, IncidentCommand, IncidentEvent, IncidentState> Incident = new(
        Kinds.Incident, StoredRow.Of((IncidentState incident) => IncidentRow.Of(incident)),
        incident => incident is { Finding: not null, Subject: { } subject } ? [new Link(Kinds.PurchaseOrder, subject.PurchaseOrder)] : []);

    public static readonly StoredKind<Shipment, ShipmentCommand, ShipmentEvent, ShipmentState> Shipment = new(
        Kinds.Shipment, StoredRow.Of((ShipmentState shipment) => ShipmentRow.Of(shipment)));

    public static readonly ImmutableArray<StoredKind> All =
        [PurchaseOrder, Style, Vendor, TrackRecord, Person, CalendarTemplate, WorkingCalendar, WhatIf, BulkAct, Approval, Brand, Conversation, LineReview, ViewShelf, WallLink, Partner, Incident, Shipment];

    private static readonly FrozenDictionary<string, StoredKind> ByName = All.ToFrozenDictionary(k => k.Name);

    /// <summary>Null for a kind that is not known here: a newer version wrote it.</summary>
    public static StoredKind? Find(string kind) => ByName.GetValueOrDefault(kind);
}
