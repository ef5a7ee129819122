namespace Selvedge.Gateway.Security;

/// <summary>The only place that knows under which addresses programs are answered, and never a page.</summary>
internal static class ApiPaths
{
    private static readonly PathString[] Places = ["/api", "/dcsa"];

    /// <summary>Whether who asks there must be known, and is answered in words for programs.</summary>
    public static bool Hold(PathString path) => Array.Exists(Places, place => path.StartsWithSegments(place, StringComparison.Ordinal));
}
