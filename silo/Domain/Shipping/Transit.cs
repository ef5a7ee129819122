using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Shipping;

/// <summary>
/// How long goods take from the factory to the buyer's distribution centre. Customary days of the trade, which hold where
/// nobody has booked anything yet.
/// </summary>
public static class Transit
{
    // On board 5 days after ex-factory, 28 at sea, in the distribution centre 7 days after arrival.
    private const int BySea = 40;
    private const int ByRail = 28;
    private const int ByRoad = 10;
    private const int ByAir = 8;

    /// <summary>Calendar days from ex-factory to the distribution centre.</summary>
    /// <param name="shipMode">In the buyer's words; one that means nothing to us, or none, is by sea.</param>
    public static int Days(string? shipMode) => TemplateAttributes.OfShipMode(shipMode)?.Value switch
    {
        "air" => ByAir,
        "road" => ByRoad,
        "rail" => ByRail,
        _ => BySea,
    };
}
