using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>The routes of the API as a node has them: a new one is among them without being named anywhere.</summary>
internal static class RouteTable
{
    public static IEnumerable<(string Method, RouteEndpoint Route)> Of(GatewayNode node) =>
        from route in node.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where ApiPaths.Hold(route.RoutePattern.RawText)
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (method, route);

    /// <param name="named">What stands for a parameter of a route.</param>
    public static string PathOf(RoutePattern pattern, Func<string, string, string> named) => "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter => named(parameter.Name, pattern.RawText!),
        _ => "",
    }))));

    /// <summary>The body that an operation of the contract shows; null where it shows none.</summary>
    public static JsonNode? ExampleOf(JsonNode operation)
    {
        var content = operation["requestBody"]?["content"]?["application/json"];
        return content?["example"] ?? content?["examples"]?.AsObject().Select(e => e.Value?["value"]).FirstOrDefault();
    }
}
