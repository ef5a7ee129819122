namespace Selvedge.Domain.People;

/// <summary>What somebody does in the house; one person may do several. Published vocabulary: only added to.</summary>
public enum Function
{
    Merchandising,
    Design,
    ProductDevelopment,
    TechnicalDesign,
    Colour,
    Sourcing,
    Costing,
    Production,
    Quality,
    Lab,
    Compliance,
    Logistics,
    Marketing,
}
