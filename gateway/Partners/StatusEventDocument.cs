namespace Selvedge.Gateway.Partners;

/// <summary>One status event as it is sent: the form that OpenAPI shows. <see cref="StatusEventForm"/> reads it.</summary>
/// <param name="Source">Who speaks, such as FWD-ACME.</param>
/// <param name="EventId">The sender's own id, the same in every sending and revision.</param>
/// <param name="EventUpdatedAt">When the sender last revised it: the latest holds.</param>
/// <param name="Retracted">What was said under this id no longer stands.</param>
/// <param name="PurchaseOrder">With line; or else style.</param>
/// <param name="Type">milestone.</param>
/// <param name="Classifier">PLN, EST or ACT: plan, forecast, fact.</param>
/// <param name="Reason">Delay reason code.</param>
/// <param name="Colour">Of a style's milestone that is done for each colour: the one that is meant.</param>
/// <param name="Quantity">Of a fact about a PO line: pieces or pairs that were counted.</param>
public sealed record StatusEventDocument(
    string Source, string EventId, DateTimeOffset EventUpdatedAt, bool? Retracted, string? PurchaseOrder, int? Line, string? Style,
    string Type, string? Milestone, string? Classifier, DateOnly? Date, string? Reason, string? Note, string? Colour = null, int? Quantity = null);
