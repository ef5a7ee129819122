global using ApprovalEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.Approvals.ApprovalRow>;
global using BulkActEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.BulkActs.BulkActRow>;
global using CalendarEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.Calendars.CalendarRow>;
global using ConversationEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.Conversations.ConversationRow>;
global using IncidentEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.Alerts.IncidentRow>;
global using LineReviewEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.LineReviews.LineReviewRow>;
global using PartnerEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.Partners.PartnerRow>;
global using PersonEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.People.PersonSheet>;
global using PurchaseOrderEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.PurchaseOrders.PurchaseOrderRow>;
global using ShipmentEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.Shipments.ShipmentRow>;
global using StyleEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.Styles.StyleRow>;
global using TemplateEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.CalendarTemplates.TemplateRow>;
global using VendorEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.Vendors.VendorRow>;
global using WallLinkEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.Walls.WallLinkRow>;
global using WhatIfEntry = Selvedge.Gateway.Boards.Entry<Selvedge.Domain.WhatIfs.WhatIfRow>;

namespace Selvedge.Gateway.Boards;

/// <summary>One actor's newest row, as this node knows it.</summary>
/// <param name="Version">Of the actor's stream.</param>
/// <param name="Position">Of the event that led to this row.</param>
public sealed record Entry<TRow>(TRow Row, int Version, long Position)
{
    /// <summary>
    /// The position to show it under: <see cref="Position"/>, or less while the row is newer than what the feed has reached.
    /// </summary>
    internal long SeenAt { get; init; } = Position;

    internal bool IsAhead => SeenAt < Position;
}
