using Selvedge.Contracts;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Conversations;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Shipments;
using Selvedge.Gateway.Boards;

namespace Selvedge.Gateway.Security;

/// <summary>What of everything stored one person may see, as of the rows in memory.</summary>
public sealed class Sight(Rows rows, Rights rights)
{
    public bool Sees(PurchaseOrderRow order) => rights.MaySee(order);

    public bool SeesOrder(string number) => rows.TryGetPurchaseOrder(number, out var order) && Sees(order.Row);

    public bool SeesStyle(string number) =>
        rows.TryGetStyle(number, out var style) && rights.MaySeeStyle(style.Row.Brand, style.Row.Category, rows.MakersOf(number));

    public bool SeesApproval(ApprovalRow approval) => rights.MaySeeApproval(
        approval.Brand, approval.Category, approval.Vendor, approval.Subject.Style is { } style ? rows.MakersOf(style) : [],
        approval.Subject.PurchaseOrder is not { } number ? null : rows.TryGetPurchaseOrder(number, out var order) ? order.Row.Document : 0);

    /// <summary>Whoever sees an order that it carries sees the shipment; of the others' lines they are told nothing.</summary>
    public bool SeesShipment(ShipmentRow shipment) => shipment.Sheet.Lines.Any(line => SeesOrder(line.PurchaseOrder));

    /// <summary>All that they see.</summary>
    public IEnumerable<ShipmentRow> Shipments => rows.Shipments.Select(s => s.Row).Where(SeesShipment);

    /// <summary>Null for what is not stored, or not for them.</summary>
    public ShipmentRow? TryFind(string shipment) => rows.TryGetShipment(shipment, out var known) && SeesShipment(known.Row) ? known.Row : null;

    public bool SeesVendor(string code) => rights.MaySeeVendor(code);

    /// <summary>Of a stream by kind and key; of other kinds nothing is shown. False for what is not stored, unless they see all.</summary>
    public bool Sees(string kind, string key) => kind switch
    {
        Kinds.PurchaseOrder => rights.SeesAll || SeesOrder(key),
        Kinds.Style => rights.SeesAll || SeesStyle(key),
        Kinds.Vendor => SeesVendor(key),
        Kinds.Approval => rights.SeesAll || rows.TryGetApproval(key, out var approval) && SeesApproval(approval.Row),
        Kinds.Shipment => rights.SeesAll || rows.TryGetShipment(key, out var shipment) && SeesShipment(shipment.Row),
        // What of it is public: more than that is published to nobody.
        Kinds.Conversation => ConversationSubject.Of(key) is var subject && Sees(subject.Kind, subject.Id),
        _ => false,
    };
}
