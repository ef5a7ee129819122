using Selvedge.Domain.Shipments;

namespace Selvedge.Gateway.Dcsa;

/// <summary>What event codes of the standard mean in our words. Those that are not listed have no word here, and are kept and reported.</summary>
internal static class EventCodes
{
    /// <summary>Null with the reason where it says nothing of the way of the goods.</summary>
    public static (TransportMoment? Moment, string Why) MomentOf(SaidEvent said) => (said.Type, said.Code) switch
    {
        ("TRANSPORT", "DEPA") => (TransportMoment.Departure, ""),
        ("TRANSPORT", "ARRI") => (TransportMoment.Arrival, ""),
        ("EQUIPMENT", "LOAD" or "DISC" or "GTOT" or "CUSR") when said.IsEmpty => (null, "An empty container carries no goods."),
        // At which of several ports is then nobody's guess.
        ("EQUIPMENT", "LOAD" or "DISC") when said is { Movement: "TRANSSHIPMENT", Place: null } => (null, "Of a transshipment the UN/LOCODE is expected."),
        ("EQUIPMENT", "GTOT") when said is { Movement: not (null or "IMPORT"), Place: null } => (null, "Of what is gated out elsewhere than where it goes the UN/LOCODE is expected."),
        ("EQUIPMENT", "LOAD") => (TransportMoment.Load, ""),
        ("EQUIPMENT", "DISC") => (TransportMoment.Discharge, ""),
        ("EQUIPMENT", "GTOT") => (TransportMoment.GateOut, ""),
        ("EQUIPMENT", "CUSR") => (TransportMoment.CustomsCleared, ""),
        _ => (null, $"{Shown(said.Type)} {Shown(said.Code)}".TrimEnd() + " says nothing that is kept of a shipment."),
    };

    /// <summary>The type and code of a moment; null where the standard has none.</summary>
    public static (string Type, string Code)? CodeOf(TransportMoment moment) => moment switch
    {
        TransportMoment.Load => ("EQUIPMENT", "LOAD"),
        TransportMoment.Departure => ("TRANSPORT", "DEPA"),
        TransportMoment.Arrival => ("TRANSPORT", "ARRI"),
        TransportMoment.Discharge => ("EQUIPMENT", "DISC"),
        TransportMoment.GateOut => ("EQUIPMENT", "GTOT"),
        _ => null,
    };

    /// <summary>Whether a leg of that mode is one of a shipment that goes so. What names no single mode may be any.</summary>
    public static bool IsLegOf(string? mode, TransportMode goes) => mode is null or "MULTIMODAL" || mode == ModeOf(goes);

    /// <summary>Null where the standard has none.</summary>
    public static string? ModeOf(TransportMode mode) => mode switch
    {
        TransportMode.Sea => "VESSEL",
        TransportMode.Rail => "RAIL",
        TransportMode.Road => "TRUCK",
        _ => null,
    };

    // As it was sent, as far as it can be a code.
    private static string Shown(string? code) => code is null ? "" : code.Length <= 32 ? code : code[..32] + "…";
}
