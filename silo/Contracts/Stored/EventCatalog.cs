using System.Collections.Frozen;
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

/// <summary>
/// The stored name of every event: type names in the source may change, these never do. A new event is a line here; its
/// data is its <see cref="StoredForm"/>.
/// </summary>
public static class EventCatalog
{
    private static readonly Entry[] Entries =
    [
        Event<PurchaseOrderEvent.Placed>("purchase-order.placed"),
        Event<PurchaseOrderEvent.Revised>("purchase-order.revised"),
        Event<PurchaseOrderEvent.MilestonesReported>("purchase-order.milestones-reported"),
        Event<PurchaseOrderEvent.ClaimsRecalled>("purchase-order.claims-recalled"),
        Event<PurchaseOrderEvent.StyleDatesTaken>("purchase-order.style-dates-taken"),
        Event<PurchaseOrderEvent.Drafted>("purchase-order.drafted"),
        Event<PurchaseOrderEvent.Amended>("purchase-order.amended"),
        Event<PurchaseOrderEvent.Issued>("purchase-order.issued"),
        Event<PurchaseOrderEvent.Acknowledged>("purchase-order.acknowledged"),
        Event<PurchaseOrderEvent.Confirmed>("purchase-order.confirmed"),
        Event<PurchaseOrderEvent.RejectedByVendor>("purchase-order.rejected-by-vendor"),
        Event<PurchaseOrderEvent.ChangeProposed>("purchase-order.change-proposed"),
        Event<PurchaseOrderEvent.ChangeDeclined>("purchase-order.change-declined"),
        Event<PurchaseOrderEvent.AnswerMissed>("purchase-order.answer-missed"),
        Event<PurchaseOrderEvent.DateCommitted>("purchase-order.date-committed"),
        Event<PurchaseOrderEvent.PlanAnswered>("purchase-order.plan-answered"),
        Event<PurchaseOrderEvent.LinesCancelled>("purchase-order.lines-cancelled"),
        Event<PurchaseOrderEvent.Cancelled>("purchase-order.cancelled"),
        Event<PurchaseOrderEvent.Closed>("purchase-order.closed"),
        Event<PurchaseOrderEvent.ProposalMade>("purchase-order.proposal-made"),
        Event<PurchaseOrderEvent.ProposalConfirmed>("purchase-order.proposal-confirmed"),
        Event<PurchaseOrderEvent.ProposalDeclined>("purchase-order.proposal-declined"),
        Event<PurchaseOrderEvent.ProposalWithdrawn>("purchase-order.proposal-withdrawn"),
        Event<PurchaseOrderEvent.ApprovalsTaken>("purchase-order.approvals-taken"),
        Event<PurchaseOrderEvent.ShipmentTaken>("purchase-order.shipment-taken"),
        Event<PurchaseOrderEvent.SampleSealed>("purchase-order.sample-sealed"),
        Event<PurchaseOrderEvent.ProfileAsked>("purchase-order.profile-asked"),
        Event<PurchaseOrderEvent.ProfileAcknowledged>("purchase-order.profile-acknowledged"),
        Event<PurchaseOrderEvent.ProfileAnswerMissed>("purchase-order.profile-answer-missed"),
        Event<PurchaseOrderEvent.StylesMoved>("purchase-order.styles-moved"),
        Event<PurchaseOrderEvent.Held>("purchase-order.held"),
        Event<PurchaseOrderEvent.Released>("purchase-order.released"),
        Event<PurchaseOrderEvent.DiscrepancyOpened>("purchase-order.discrepancy-opened"),
        Event<PurchaseOrderEvent.DiscrepancyCleared>("purchase-order.discrepancy-cleared"),
        Event<PurchaseOrderEvent.DiscrepancyResolved>("purchase-order.discrepancy-resolved"),
        Event<PurchaseOrderEvent.DiscrepancyReopened>("purchase-order.discrepancy-reopened"),
        Event<PurchaseOrderEvent.TemplateAdopted>("purchase-order.template-adopted"),
        Event<PurchaseOrderEvent.CalendarsFitted>("purchase-order.calendars-fitted"),
        Event<PurchaseOrderEvent.MilestoneOverridden>("purchase-order.milestone-overridden"),
        Event<PurchaseOrderEvent.OverrideLifted>("purchase-order.override-lifted"),
        Event<PurchaseOrderEvent.GateWaived>("purchase-order.gate-waived"),
        Event<PurchaseOrderEvent.DayTurned>("purchase-order.day-turned"),
        Event<PurchaseOrderEvent.ForecastsMoved>("purchase-order.forecasts-moved"),
        Event<PurchaseOrderEvent.OutcomesMeasured>("purchase-order.outcomes-measured"),
        Event<StyleEvent.Registered>("style.registered"),
        Event<StyleEvent.Revised>("style.revised"),
        Event<StyleEvent.MilestonesReported>("style.milestones-reported"),
        Event<StyleEvent.ClaimsRecalled>("style.claims-recalled"),
        Event<StyleEvent.TemplateAdopted>("style.template-adopted"),
        Event<StyleEvent.DateCommitted>("style.date-committed"),
        Event<StyleEvent.MilestoneOverridden>("style.milestone-overridden"),
        Event<StyleEvent.OverrideLifted>("style.override-lifted"),
        Event<StyleEvent.ApprovalsTaken>("style.approvals-taken"),
        Event<StyleEvent.StageReached>("style.stage-reached"),
        Event<StyleEvent.MilestoneWaived>("style.milestone-waived"),
        Event<StyleEvent.ProfileFrozen>("style.profile-frozen"),
        Event<StyleEvent.ProfileVersioned>("style.profile-versioned"),
        Event<StyleEvent.OrderTaken>("style.order-taken"),
        Event<StyleEvent.ProposalMade>("style.proposal-made"),
        Event<StyleEvent.ProposalConfirmed>("style.proposal-confirmed"),
        Event<StyleEvent.ProposalDeclined>("style.proposal-declined"),
        Event<StyleEvent.ProposalWithdrawn>("style.proposal-withdrawn"),
        Event<StyleEvent.DiscrepancyOpened>("style.discrepancy-opened"),
        Event<StyleEvent.DiscrepancyReopened>("style.discrepancy-reopened"),
        Event<StyleEvent.DiscrepancyCleared>("style.discrepancy-cleared"),
        Event<StyleEvent.DiscrepancyResolved>("style.discrepancy-resolved"),
        Event<StyleEvent.DayTurned>("style.day-turned"),
        Event<StyleEvent.ForecastsMoved>("style.forecasts-moved"),
        Event<VendorEvent.Registered>("vendor.registered"),
        Event<VendorEvent.Revised>("vendor.revised"),
        Event<VendorEvent.Chased>("vendor.chased"),
        Event<TrackRecordEvent.OutcomesAdded>("track-record.outcomes-added"),
        Event<TrackRecordEvent.Published>("track-record.published"),
        Event<PersonEvent.Registered>("person.registered"),
        Event<PersonEvent.Revised>("person.revised"),
        Event<PersonEvent.FunctionsAssigned>("person.functions-assigned"),
        Event<PersonEvent.AlertsChosen>("person.alerts-chosen"),
        Event<PersonEvent.FeedOpened>("person.feed-opened"),
        Event<PersonEvent.FeedClosed>("person.feed-closed"),
        Event<TemplateEvent.DraftSaved>("calendar-template.draft-saved"),
        Event<TemplateEvent.DraftDiscarded>("calendar-template.draft-discarded"),
        Event<TemplateEvent.Duplicated>("calendar-template.duplicated"),
        Event<TemplateEvent.Published>("calendar-template.published"),
        Event<TemplateEvent.Retired>("calendar-template.retired"),
        Event<CalendarEvent.Amended>("working-calendar.amended"),
        Event<BrandEvent.SettingsDecided>("brand.settings-decided"),
        Event<WhatIfEvent.Applied>("what-if.applied"),
        Event<WhatIfEvent.TakenBack>("what-if.taken-back"),
        Event<WhatIfEvent.RowsRestored>("what-if.rows-restored"),
        Event<BulkActEvent.Applied>("bulk-act.applied"),
        Event<BulkActEvent.RowsSettled>("bulk-act.rows-settled"),
        Event<BulkActEvent.TakenBack>("bulk-act.taken-back"),
        Event<BulkActEvent.RowsRestored>("bulk-act.rows-restored"),
        Event<ApprovalEvent.Planned>("approval.planned"),
        Event<ApprovalEvent.Replanned>("approval.replanned"),
        Event<ApprovalEvent.Requested>("approval.requested"),
        Event<ApprovalEvent.Confirmed>("approval.confirmed"),
        Event<ApprovalEvent.Sent>("approval.sent"),
        Event<ApprovalEvent.Received>("approval.received"),
        Event<ApprovalEvent.ReviewBegun>("approval.review-begun"),
        Event<ApprovalEvent.Decided>("approval.decided"),
        Event<ApprovalEvent.Held>("approval.held"),
        Event<ApprovalEvent.Resumed>("approval.resumed"),
        Event<ApprovalEvent.Cancelled>("approval.cancelled"),
        Event<ApprovalEvent.Reopened>("approval.reopened"),
        Event<ApprovalEvent.DecisionTakenBack>("approval.decision-taken-back"),
        Event<ApprovalEvent.Withdrawn>("approval.withdrawn"),
        Event<ApprovalEvent.MillNamed>("approval.mill-named"),
        Event<ApprovalEvent.FallenDue>("approval.fallen-due"),
        Event<ApprovalEvent.Commented>("approval.commented"),
        Event<ApprovalEvent.Noted>("approval.noted"),
        Event<ApprovalEvent.Attached>("approval.attached"),
        Event<ApprovalEvent.Detached>("approval.detached"),
        Event<ApprovalEvent.SampleMoved>("approval.sample-moved"),
        Event<ApprovalEvent.CustomsDeclared>("approval.customs-declared"),
        Event<ApprovalEvent.ProposalMade>("approval.proposal-made"),
        Event<ApprovalEvent.ProposalConfirmed>("approval.proposal-confirmed"),
        Event<ApprovalEvent.ProposalDeclined>("approval.proposal-declined"),
        Event<ApprovalEvent.ProposalWithdrawn>("approval.proposal-withdrawn"),
        Event<StyleEvent.DecisionTaken>("style.decision-taken"),
        Event<StyleEvent.DecisionAcknowledged>("style.decision-acknowledged"),
        Event<LineReviewEvent.Opened>("line-review.opened"),
        Event<LineReviewEvent.StyleJudged>("line-review.style-judged"),
        Event<LineReviewEvent.JudgementWithdrawn>("line-review.judgement-withdrawn"),
        Event<LineReviewEvent.Closed>("line-review.closed"),
        Event<ShipmentEvent.Booked>("shipment.booked"),
        Event<ShipmentEvent.TransportReported>("shipment.transport-reported"),
        Event<ViewShelfEvent.ViewKept>("view-shelf.view-kept"),
        Event<ViewShelfEvent.ViewDropped>("view-shelf.view-dropped"),
        Event<WallLinkEvent.Made>("wall-link.made"),
        Event<WallLinkEvent.Withdrawn>("wall-link.withdrawn"),
        Event<WallLinkEvent.Expired>("wall-link.expired"),
        Event<PartnerEvent.Registered>("partner.registered"),
        Event<PartnerEvent.Revised>("partner.revised"),
        Event<PartnerEvent.KeyIssued>("partner.key-issued"),
        Event<PartnerEvent.KeyRevoked>("partner.key-revoked"),
        Event<PartnerEvent.WebhookAdded>("partner.webhook-added"),
        Event<PartnerEvent.WebhookDropped>("partner.webhook-dropped"),
        Event<PartnerEvent.SecretRotated>("partner.secret-rotated"),
        Event<PartnerEvent.WebhookDisabled>("partner.webhook-disabled"),
        Event<PartnerEvent.WebhookEnabled>("partner.webhook-enabled"),
        Event<ConversationEvent.Opened>("conversation.opened"),
        Event<ConversationEvent.Commented>("conversation.commented"),
        Event<ConversationEvent.Noted>("conversation.noted"),
        Event<ConversationEvent.Edited>("conversation.edited"),
        Event<ConversationEvent.NoteEdited>("conversation.note-edited"),
        Event<ConversationEvent.Retracted>("conversation.retracted"),
        Event<ConversationEvent.NoteRetracted>("conversation.note-retracted"),
        Event<ConversationEvent.Acknowledged>("conversation.acknowledged"),
        Event<IncidentEvent.Raised>("incident.raised"),
        Event<IncidentEvent.Worsened>("incident.worsened"),
        Event<IncidentEvent.FindingRevised>("incident.finding-revised"),
        Event<IncidentEvent.Cleared>("incident.cleared"),
        Event<IncidentEvent.Escalated>("incident.escalated"),
        Event<IncidentEvent.Acknowledged>("incident.acknowledged"),
        Event<IncidentEvent.Snoozed>("incident.snoozed"),
        Event<IncidentEvent.Returned>("incident.returned"),
        Event<IncidentEvent.Assigned>("incident.assigned"),
        Event<IncidentEvent.Resolved>("incident.resolved"),
    ];

    private static readonly FrozenDictionary<Type, Entry> ByClrType = Entries.ToFrozenDictionary(e => e.ClrType);
    private static readonly FrozenDictionary<string, Entry> ByName = Entries.ToFrozenDictionary(e => e.Name);

    /// <summary>Every event: its stored name, the version of its form, its type.</summary>
    public static IEnumerable<(string Name, short Schema, Type Type)> All => Entries.Select(e => (e.Name, e.Schema, e.ClrType));

    /// <summary>The stored name of one type of event.</summary>
    public static string NameOf<T>() => ByClrType[typeof(T)].Name;

    /// <summary>The stored name, the version of the data's form, and the data.</summary>
    /// <exception cref="KeyNotFoundException">The event is not in the catalog: our own omission.</exception>
    public static (string Type, short Schema, byte[] Data) Write(object happened)
    {
        var entry = ByClrType[happened.GetType()];
        return (entry.Name, entry.Schema, entry.Write(happened));
    }

    /// <summary>Reads an event of its present form, or of one that this has grown from.</summary>
    /// <exception cref="NotSupportedException">The type or form is not known: it was written by a newer version.</exception>
    public static object Read(string type, short schema, ReadOnlySpan<byte> data) =>
        ByName.TryGetValue(type, out var entry) && schema == entry.Schema
            ? entry.Read(data)
            : throw new NotSupportedException($"Event '{type}' of form {schema} is not known here: a newer version wrote it.");

    private static Entry Event<T>(string name, short schema = 1) where T : class => new(
        name, schema, typeof(T), happened => StoredForm.Write((T)happened), data => StoredForm.Read<T>(data));

    private sealed record Entry(string Name, short Schema, Type ClrType, Func<object, byte[]> Write, Func<ReadOnlySpan<byte>, object> Read);
}
