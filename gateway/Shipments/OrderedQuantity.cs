using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Gateway.Shipments;

/// <summary>How much of a line may travel on one shipment.</summary>
internal static class OrderedQuantity
{
    // Factories pack some pieces more than they are asked for; what is far beyond is a typing error. A cancelled line's quantity is 0.
    private const int MostPercent = 120;

    public static bool Allows(LineRow ordered, long quantity) => quantity * 100 <= (long)ordered.Quantity * MostPercent;

    public static string Words { get; } = $"Expected at most {MostPercent} % of what was ordered of the line.";
}
