using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Webhooks;

/// <summary>Messages as they are sent: the type, when it happened, and the entry of the log as its receiver would read it there.</summary>
internal sealed class WebhookMessages(IOptions<JsonOptions> json)
{
    public const string TestType = "webhook.test";

    private JsonSerializerOptions Options => json.Value.SerializerOptions;

    public byte[] Of(PublishedEvent happened, Rights rights)
    {
        var data = JsonSerializer.SerializeToNode(happened, Options);
        Shown.Hide(data, rights);
        return Write(happened.Type, happened.OccurredAt, data);
    }

    public byte[] OfTest(string webhook, DateTimeOffset at) => Write(TestType, at, new JsonObject { ["webhook"] = webhook });

    private byte[] Write(string type, DateTimeOffset at, JsonNode? data) =>
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["type"] = type, ["timestamp"] = JsonSerializer.SerializeToNode(at, Options), ["data"] = data }, Options);
}
