using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Selvedge.Gateway.Production;

/// <summary>The version of what is shown, as HTTP says it.</summary>
internal static class Versions
{
    /// <summary>Names the version in the answer; true when the caller already holds it.</summary>
    public static bool IsKnown(HttpContext http, int version)
    {
        var tag = new EntityTagHeaderValue($"\"{version}\"");
        http.Response.GetTypedHeaders().ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(held =>
            held.Equals(EntityTagHeaderValue.Any) || held.Compare(tag, useStrongComparison: false));
    }
}
