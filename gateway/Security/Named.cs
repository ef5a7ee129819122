using System.Collections.Immutable;

namespace Selvedge.Gateway.Security;

/// <summary>Sets of which nothing named means all.</summary>
internal static class Named
{
    /// <summary>Whether it is among them, or none is named; null is none of them.</summary>
    public static bool Allows(this ImmutableHashSet<string> named, string? one) => named.IsEmpty || one is not null && named.Contains(one);
}
