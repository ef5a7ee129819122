namespace Selvedge.Domain.Shipments;

/// <summary>How shipments are called.</summary>
public static class ShipmentId
{
    /// <summary>That of the shipment which a command books: sent again, it is the same.</summary>
    public static string Of(Guid command) => $"SHP-{command.ToString("N")[20..]}";
}
