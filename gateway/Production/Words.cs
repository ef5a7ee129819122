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

    /// <summary>Codes come in capitals; where they are read they are names.</summary>
    public static string BrandName(string code) =>
        code.Length > 3 && !code.Any(char.IsLower) ? $"{code[0]}{code[1..].ToLowerInvariant()}" : code;

    public static string WordOf(StyleStage stage) => stage.ToString().ToLowerInvariant();

    public static string WordOf(Phase phase) => phase.ToString().ToLowerInvariant();

    public static string WordOf(Health health) => health.ToString().ToLowerInvariant();
}
