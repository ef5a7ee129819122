using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.Production;

/// <summary>The closed lists of words that queries choose from.</summary>
internal static class Words
{
    public static readonly string[] Categories = [.. Domain.Categories.All];

    public static readonly string[] Healths = [.. Enum.GetValues<Health>().Select(WordOf)];

    public static readonly string[] Phases = [.. Enum.GetValues<Phase>().Select(WordOf)];

    public static readonly string[] StyleStages = [.. Enum.GetValues<StyleStage>().Select(WordOf)];

    public static string WordOf(StyleStage stage) => stage.ToString().ToLowerInvariant();

    public static string WordOf(Phase phase) => phase.ToString().ToLowerInvariant();

    public static string WordOf(Health health) => health.ToString().ToLowerInvariant();
}
