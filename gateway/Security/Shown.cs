using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Selvedge.Gateway.Security;

/// <summary>Answers a value as JSON without the members that the person may not see, at whatever depth.</summary>
public sealed class Shown(object value) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var rights = httpContext.Person().Rights;
        var response = httpContext.Response;
        response.Headers.CacheControl = "private, no-cache";
        if (rights.HiddenFields.IsEmpty)
        {
            await response.WriteAsJsonAsync(value, value.GetType(), httpContext.RequestAborted);
            return;
        }

        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var node = JsonSerializer.SerializeToNode(value, value.GetType(), json);
        Hide(node, rights);
        await response.WriteAsJsonAsync(node, httpContext.RequestAborted);
    }

    internal static void Hide(JsonNode? node, Rights rights)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Hide(item, rights);
        }
        else if (node is JsonObject members)
        {
            foreach (var field in rights.HiddenFields)
                members.Remove(field);
            foreach (var (_, member) in members)
                Hide(member, rights);
        }
    }
}
