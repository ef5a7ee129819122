using System.Collections.Immutable;

namespace Selvedge.Domain.TimeAndAction;

/// <summary>The stages of a style, as far as they hang together without one.</summary>
public static class StyleStages
{
    /// <summary>Those that milestones of a style can hold open.</summary>
    public static readonly ImmutableArray<StyleStage> Held = [StyleStage.Concept, StyleStage.Development, StyleStage.Adopted];

    /// <summary>Such as <c>in production</c>.</summary>
    public static string Said(StyleStage stage) => stage switch
    {
        StyleStage.InProduction => "in production",
        StyleStage.HandedOff => "handed off",
        _ => stage.ToString().ToLowerInvariant(),
    };
}
