using System.Collections.Immutable;

namespace Selvedge.Domain.TimeAndAction;

/// <param name="Values">What it can be; the first holds where nobody says.</param>
public sealed record TemplateAttribute(string Name, ImmutableArray<string> Values);

/// <summary>What milestones may be conditioned by. Published vocabulary: only added to.</summary>
public static class TemplateAttributes
{
    public const string NewVendor = "newVendor";
    public const string FirstOrder = "firstOrder";
    public const string Printed = "printed";
    public const string Washed = "washed";
    public const string Origin = "origin";
    public const string ShipMode = "shipMode";

    public const string Yes = "yes";
    public const string No = "no";

    public const string Import = "import";
    public const string Domestic = "domestic";

    public static readonly ImmutableArray<TemplateAttribute> All =
    [
        new(NewVendor, [No, Yes]),
        new(FirstOrder, [No, Yes]),
        new(Printed, [No, Yes]),
        new(Washed, [No, Yes]),
        new(Origin, [Import, Domestic]),
        new(ShipMode, ["sea", "air", "road", "rail"]),
    ];

    /// <summary>Null for a name that is none.</summary>
    public static TemplateAttribute? Find(string name) => All.FirstOrDefault(attribute => attribute.Name == name);

    /// <summary>The value said for an attribute, the last one that is said; the attribute's own first value where none is.</summary>
    public static string ValueOf(string attribute, ImmutableArray<AttributeValue> said)
    {
        for (var i = said.Length - 1; i >= 0; i--)
            if (said[i].Attribute == attribute)
                return said[i].Value;
        return Find(attribute)!.Values[0];
    }

    /// <summary>What is known with what is said in its place; what is known and not spoken of stays.</summary>
    public static ImmutableArray<AttributeValue> Over(ImmutableArray<AttributeValue> said, ImmutableArray<AttributeValue>? known) =>
    [
        .. from value in known ?? [] select said.LastOrDefault(v => v.Attribute == value.Attribute) ?? value,
        .. from value in said where known?.Any(k => k.Attribute == value.Attribute) != true select value,
    ];

    /// <summary>What is no attribute or cannot be its value; null where all can.</summary>
    public static Refusal? Refuse(ImmutableArray<AttributeValue>? said)
    {
        for (var i = 0; i < said?.Length; i++)
            if (Find(said.Value[i].Attribute) is not { } attribute)
                return new Refusal("unknown-attribute", $"/attributes/{i}/attribute",
                    $"'{said.Value[i].Attribute}' is no attribute; expected one of: {string.Join(", ", All.Select(a => a.Name))}.");
            else if (!attribute.Values.Contains(said.Value[i].Value))
                return new Refusal("unknown-value", $"/attributes/{i}/value",
                    $"'{said.Value[i].Value}' is not what {attribute.Name} can be; expected one of: {string.Join(", ", attribute.Values)}.");
        return null;
    }

    /// <summary>As <see cref="Refuse"/>, and what nobody says of an order or style because it follows from where its vendor is.</summary>
    public static Refusal? RefuseSaid(ImmutableArray<AttributeValue>? said)
    {
        if (Refuse(said) is { } refusal)
            return refusal;
        for (var i = 0; i < said?.Length; i++)
            if (said.Value[i].Attribute == Origin)
                return new Refusal("derived", $"/attributes/{i}/attribute", "Whether it is imported follows from the vendor's country and the brand's.");
        return null;
    }

    /// <summary>What a vendor's country means to a brand; null where either is not known.</summary>
    public static AttributeValue? OfOrigin(string? vendor, string? brand) =>
        vendor is null || brand is null ? null : new(Origin, vendor == brand ? Domestic : Import);

    /// <summary>The way of transport that a buyer's word means; null for a word that means none of ours.</summary>
    public static AttributeValue? OfShipMode(string? word) => word?.Trim().ToUpperInvariant() switch
    {
        "SEA" or "OCEAN" or "VESSEL" => new(ShipMode, "sea"),
        "AIR" or "AIR CHARTER" or "COURIER" => new(ShipMode, "air"),
        "ROAD" or "TRUCK" => new(ShipMode, "road"),
        "RAIL" => new(ShipMode, "rail"),
        _ => null,
    };
}
