namespace Selvedge.Gateway.Samples;

/// <summary>How much there is of a sample.</summary>
/// <param name="Styles">Those that are ordered and those still in development.</param>
/// <param name="Orders">Purchase orders, of two to six lines each.</param>
public sealed record SampleSize(string Name, int Brands, int Vendors, int Styles, int Orders)
{
    /// <summary>One company's season: enough to be real, little enough to read.</summary>
    public static SampleSize Season { get; } = new("season", 3, 60, 1_500, 2_000);

    /// <summary>Profile L: eight brands at full load.</summary>
    public static SampleSize Large { get; } = new("large", 8, 550, 39_500, 24_700);

    /// <summary>Null for <c>none</c> and for nothing said.</summary>
    /// <exception cref="ArgumentException">The name is none of the three.</exception>
    public static SampleSize? Find(string? name) => name switch
    {
        null or "" or "none" => null,
        "season" => Season,
        "large" => Large,
        _ => throw new ArgumentException($"Selvedge:Sample is '{name}'; expected none, season or large.", nameof(name)),
    };
}
