using System.Collections.Immutable;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Partners;

/// <summary>One status event as it is sent: the form that OpenAPI shows. <see cref="StatusEventForm"/> reads it.</summary>
/// <param name="Source">Who speaks, such as FWD-ACME.</param>
/// <param name="EventId">The sender's own id, the same in every sending and revision.</param>
/// <param name="EventUpdatedAt">When the sender last revised it: the latest holds.</param>
/// <param name="Retracted">What was said under this id no longer stands.</param>
/// <param name="PurchaseOrder">With line; or else style; or else shipment.</param>
/// <param name="Type">milestone or shipment.</param>
/// <param name="Classifier">PLN, EST or ACT: plan, forecast, fact.</param>
/// <param name="Reason">Delay reason code.</param>
/// <param name="Colour">Of a style's milestone that is done for each colour: the one that is meant.</param>
/// <param name="Quantity">Of a fact about a PO line: pieces or pairs that were counted.</param>
/// <param name="Shipment">Of type shipment: its id.</param>
/// <param name="Moment">Of type shipment: load, departure, arrival, discharge, gate-out, customs-cleared or received.</param>
/// <param name="Location">Of type shipment: UN/LOCODE; left out where it is the port that was booked.</param>
/// <param name="Equipment">Of type shipment: the one container that is meant; left out for all.</param>
/// <param name="Contributing">Up to two delay reason codes beside the reason, and the days that each carries of those by which the milestone is late: the reason carries the rest.</param>
public sealed record StatusEventDocument(
    string Source, string EventId, DateTimeOffset EventUpdatedAt, bool? Retracted, string? PurchaseOrder, int? Line, string? Style,
    string Type, string? Milestone, string? Classifier, DateOnly? Date, string? Reason, string? Note, string? Colour = null, int? Quantity = null,
    string? Shipment = null, string? Moment = null, string? Location = null, string? Equipment = null, ImmutableArray<ReasonShare>? Contributing = null);
