namespace Selvedge.Domain.PurchaseOrders;

/// <summary>
/// Where an order stands between buyer and vendor. What happens on the floor is no phase: it follows from milestones,
/// see <see cref="ProductionState"/>.
/// </summary>
public enum Phase
{
    Draft,

    /// <summary>A draft above the limit of whoever wants it issued.</summary>
    PendingApproval,
    Issued,

    /// <summary>The vendor has it, and has not yet said yes.</summary>
    Acknowledged,
    ChangeProposed,
    RejectedByVendor,
    Confirmed,
    Cancelled,
    Closed,
}

/// <summary>How far the goods of an order have come.</summary>
public enum ProductionState
{
    MaterialsOrdered,
    InProduction,
    Inspected,
    PartShipped,
    Shipped,
}

/// <summary>What was ordered against what came.</summary>
public enum Fulfilment
{
    Full,
    Short,
    Over,
}
