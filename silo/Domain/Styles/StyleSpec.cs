using Orleans;

namespace Selvedge.Domain.Styles;

/// <summary>What a style is made of and by; null members where nobody has said.</summary>
/// <param name="Material">The main fabric, leather or upper, as its mill calls it.</param>
/// <param name="Composition">Of the main material, as the care label says it.</param>
/// <param name="SizeRange">Such as <c>XS to XXL</c>.</param>
/// <param name="TechPack">Version of the tech pack that holds.</param>
[GenerateSerializer, Immutable, Alias("style-spec")]
public sealed record StyleSpec(string? Material = null, string? Composition = null, string? SizeRange = null, string? TechPack = null)
{
    private static readonly StyleSpec Nothing = new();

    /// <summary>What is said over what is known; null where both say nothing, so that nothing has one form.</summary>
    public static StyleSpec? Over(StyleSpec? said, StyleSpec? known)
    {
        var (one, other) = (said ?? Nothing, known ?? Nothing);
        var both = new StyleSpec(
            one.Material ?? other.Material, one.Composition ?? other.Composition, one.SizeRange ?? other.SizeRange, one.TechPack ?? other.TechPack);
        return both == Nothing ? null : both;
    }
}
