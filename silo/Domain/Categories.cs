using System.Collections.Immutable;

namespace Selvedge.Domain;

/// <summary>What kinds of goods there are.</summary>
public static class Categories
{
    public static readonly ImmutableArray<string> All = ["apparel", "footwear", "accessories", "other"];
}
