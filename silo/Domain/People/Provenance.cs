namespace Selvedge.Domain.People;

/// <summary>The way by which something was said or done.</summary>
public enum Channel
{
    /// <summary>Our own pages.</summary>
    Page,

    /// <summary>A program of the brand's or a vendor's.</summary>
    Api,
    File,

    /// <summary>Who carries the goods.</summary>
    Partner,
    Simulator,
}

/// <summary>Who says or does something, and by which way.</summary>
/// <param name="By">Id of the person, partner or part of the product.</param>
/// <param name="Channel">Null where the product acts by itself.</param>
public readonly record struct Provenance(string By, Channel? Channel);
