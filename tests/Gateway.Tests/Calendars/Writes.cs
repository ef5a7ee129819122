using System.Text.Json.Nodes;
using Selvedge.Gateway.Tests.Nodes;

namespace Selvedge.Gateway.Tests.Calendars;

internal static class Writes
{
    public static Task<Answer> WriteAsync(
        this GatewayNode node, HttpMethod method, string path, JsonNode? body, string? person = null, string? key = null, string? ifMatch = null) =>
        node.SendAsync(method, path, body?.ToJsonString(), person, key, ifMatch);
}
