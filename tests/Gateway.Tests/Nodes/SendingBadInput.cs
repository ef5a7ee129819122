using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>Nonsense at every route that writes, as the route table has them: a new one is in it without being named here.</summary>
public sealed class SendingBadInput(SendingBadInput.Stocked stocked) : IClassFixture<SendingBadInput.Stocked>
{
    private const int Megabyte = 1024 * 1024;
    private static readonly string[] Writing = ["POST", "PUT", "PATCH"];

    // Before or after what they are counted from.
    private static readonly string[] Signed = ["days", "dueOffset", "submitOffset", "minDays"];

    private GatewayNode Node => stocked.Node;

    /// <summary>What most paths name is there, so that the body is looked at.</summary>
    public sealed class Stocked : IAsyncLifetime
    {
        public GatewayNode Node { get; } = new();

        public async Task InitializeAsync()
        {
            await Node.InitializeAsync();
            await Node.RegisterVendorAsync("V1", "Sewing");
            await Node.RegisterStyleAsync("ST-1", "2027-12-20");
            await Node.PlaceAsync(GatewayNode.Order("PO-1", "2027-12-20", style: "ST-1"));
            await Node.SettleAsync();
        }

        public Task DisposeAsync() => Node.DisposeAsync();
    }

    public static TheoryData<string, byte[], string> Bodies => new()
    {
        { "broken off", "{\"a\":"u8.ToArray(), "application/json" },
        { "nothing", [], "application/json" },
        { "no object", "7"u8.ToArray(), "application/json" },
        { "null", "null"u8.ToArray(), "application/json" },
        { "a member nobody knows", "{\"nobody knows\":1}"u8.ToArray(), "application/json" },
        { "UTF-16", Encoding.Unicode.GetBytes("{\"note\":\"x\"}"), "application/json" },
        { "UTF-16, and says so", Encoding.Unicode.GetBytes("{\"note\":\"x\"}"), "application/json; charset=utf-16" },
        { "no UTF-8", [.. "{\"note\":\""u8, 0xC3, 0x28, .. "\"}"u8], "application/json" },
        { "half a character", "{\"\\ud800\":\"\\udfff\"}"u8.ToArray(), "application/json" },
        { "arrays within arrays", [.. Enumerable.Repeat((byte)'[', 10_000)], "application/json" },
        { "objects within objects", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"note\":", 10_000))), "application/json" },
        { "no JSON", "<order/>"u8.ToArray(), "text/xml" },
        { "no form", "nothing of the kind"u8.ToArray(), "multipart/form-data; boundary=b" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task No_body_is_half_understood(string what, byte[] body, string mediaType)
    {
        var head = await Node.HeadAsync();
        var wrong = new List<string>();
        foreach (var (method, path, _) in Routes().Where(r => r.TakesBody))
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
            var answer = await SendAsync(method, path, content);
            if (ProblemOf(answer) is null)
                wrong.Add($"{method} {path}: {answer.Status} {answer.Text}");
        }

        Assert.True(wrong.Count == 0, $"{what}:\n{string.Join('\n', wrong)}");
        Assert.Equal(head, await Node.HeadAsync());
    }

    [Fact]
    public async Task Every_member_of_every_example_is_refused_with_its_place_when_it_is_of_another_type()
    {
        var head = await Node.HeadAsync();
        var (asked, wrong) = (0, new List<string>());
        await foreach (var (method, path, pointer, _, body) in SpoiltAsync(WrongType))
        {
            asked++;
            var answer = await SendAsync(method, path, new StringContent(body, Encoding.UTF8, "application/json"));
            if (ProblemOf(answer) is not { } problem || (problem.GetProperty("status").GetInt32() is 400 or 422 && !Names(problem, pointer)))
                wrong.Add($"{method} {path} {pointer} in {body}: {answer.Status} {answer.Text}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(asked > 100, $"Only {asked} members were tried.");
        Assert.Equal(head, await Node.HeadAsync());
    }

    [Fact]
    public async Task No_member_of_an_example_breaks_anything_when_it_is_null_negative_or_no_text()
    {
        var wrong = new List<string>();
        foreach (var spoil in new Func<JsonNode, JsonNode?>[] { _ => null, Negative, ControlCharacter })
            await foreach (var (method, path, pointer, member, body) in SpoiltAsync(spoil))
            {
                var head = await Node.HeadAsync();
                var answer = await SendAsync(method, path, new StringContent(body, Encoding.UTF8, "application/json"));
                var isRefused = ProblemOf(answer) is not null;
                // What may be left out may be null.
                if (!isRefused && (answer.Status >= 400 || (spoil == Negative && !Signed.Contains(member))))
                    wrong.Add($"{method} {path} {pointer} in {body}: {answer.Status} {answer.Text}");
                if (isRefused && answer.Status >= 400 && head != await Node.HeadAsync())
                    wrong.Add($"{method} {path} {pointer} in {body}: {answer.Status}, and something was stored");
                if (!isRefused)
                    await Node.SettleAsync();
            }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("/api/v1/events", "application/json", "[", 8)]
    [InlineData("/api/v1/what-ifs", "application/json", "[", 1)]
    [InlineData("/api/v1/imports", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\n\r\n", 65)]
    public async Task A_hundred_megabytes_are_cut_off_at_the_limit(string path, string mediaType, string beginning, int limitMegabytes)
    {
        var head = await Node.HeadAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(Node.Address.Host, Node.Address.Port);
        var wire = client.GetStream();
        await wire.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {Node.Address.Authority}\r\nContent-Type: {mediaType}\r\nTransfer-Encoding: chunked\r\n\r\n{beginning.Length:x}\r\n{beginning}\r\n"));
        using var reader = new StreamReader(wire);
        var answer = reader.ReadLineAsync();
        byte[] chunk = [.. Encoding.ASCII.GetBytes($"{Megabyte:x}\r\n"), .. Enumerable.Repeat((byte)' ', Megabyte), .. "\r\n"u8];
        var sent = 0;
        for (; sent < 100 && !answer.IsCompleted; sent++)
        {
            try
            {
                await wire.WriteAsync(chunk);
            }
            catch (IOException)
            {
                break;
            }
        }

        Assert.Equal("HTTP/1.1 413 Payload Too Large", await answer);
        // What lies in buffers on the way comes on top.
        Assert.InRange(sent, limitMegabytes, limitMegabytes + 24);
        Assert.Equal(head, await Node.HeadAsync());
    }

    private async Task<Answer> SendAsync(string method, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        return await Answer.OfAsync(await Node.Http.SendAsync(request));
    }

    private IEnumerable<(string Method, string Path, bool TakesBody)> Routes() =>
        from one in RouteTable.Of(Node)
        where Writing.Contains(one.Method)
        select (one.Method, RouteTable.PathOf(one.Route.RoutePattern, Named), one.Route.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>() is not null);

    private static string Named(string parameter, string route) => parameter switch
    {
        "po" => "PO-1",
        "style" => "ST-1",
        "vendor" => "V1",
        "brand" => "HALDEN",
        "line" or "number" => "1",
        "milestone" => "A26",
        "key" => "BD",
        "proposal" => Guid.Empty.ToString(),
        "id" when route.Contains("/purchase-orders/", StringComparison.Ordinal) => "PO-1",
        "id" when route.Contains("/styles/", StringComparison.Ordinal) => "ST-1",
        "id" when route.Contains("/calendar-templates/", StringComparison.Ordinal) => "APPAREL",
        _ => "none",
    };

    /// <summary>Each example of a body that the API's description shows, with one member spoilt.</summary>
    private async IAsyncEnumerable<(string Method, string Path, string Pointer, string Member, string Body)> SpoiltAsync(Func<JsonNode, JsonNode?> spoil)
    {
        var described = JsonNode.Parse((await Node.GetAsync("/openapi/v1.json")).Text)!["paths"]!.AsObject();
        foreach (var (template, operations) in described)
            foreach (var (method, operation) in operations!.AsObject())
                if (Writing.Contains(method.ToUpperInvariant()) && RouteTable.ExampleOf(operation!) is { } example)
                    foreach (var pointer in Members(example, ""))
                    {
                        var body = example.DeepClone();
                        var (parent, member) = At(body, pointer);
                        var value = parent is JsonArray list ? list[int.Parse(member)] : parent[member];
                        var spoilt = value is null ? null : spoil(value);
                        if (value is null || (spoilt is not null && JsonNode.DeepEquals(value, spoilt)))
                            continue;
                        if (parent is JsonArray array)
                            array[int.Parse(member)] = spoilt;
                        else
                            parent[member] = spoilt;
                        yield return (method.ToUpperInvariant(), RouteTable.PathOf(RoutePatternFactory.Parse(template), Named), pointer, member, body.ToJsonString());
                    }
    }

    private static IEnumerable<string> Members(JsonNode? node, string pointer) => node switch
    {
        JsonObject members => members.SelectMany(m => Members(m.Value, $"{pointer}/{m.Key}").Prepend($"{pointer}/{m.Key}")),
        JsonArray { Count: > 0 } items => Members(items[0], $"{pointer}/0").Prepend($"{pointer}/0"),
        _ => [],
    };

    private static (JsonNode Parent, string Member) At(JsonNode body, string pointer)
    {
        var steps = pointer[1..].Split('/');
        return (steps[..^1].Aggregate(body, (node, step) => (node is JsonArray list ? list[int.Parse(step)] : node[step])!), steps[^1]);
    }

    private static JsonNode WrongType(JsonNode value) => value.GetValueKind() is JsonValueKind.Object or JsonValueKind.Array ? "text" : new JsonObject { ["of"] = "another type" };

    // Everything else stays as it is, and is not sent.
    private static JsonNode Negative(JsonNode value) => value.GetValueKind() == JsonValueKind.Number ? -1 : value.DeepClone();

    private static JsonNode ControlCharacter(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? "a\0b" : value.DeepClone();

    /// <summary>Why it was refused, whole or as the first item of a batch; null where it was not, or is a fault of ours.</summary>
    private static JsonElement? ProblemOf(Answer answer)
    {
        if (answer.Status is >= 400 and < 500 && answer is { MediaType: "application/json" } && answer.Json.TryGetProperty("feedbackElements", out var feedback))
            return OfFeedback(answer.Status, feedback);
        // 2.2 of the same.
        if (answer.Status is >= 400 and < 500 && answer is { MediaType: "application/json" } && answer.Json.TryGetProperty("statusCode", out var status))
            return JsonSerializer.SerializeToElement(new { status = status.GetInt32(), errors = Array.Empty<object>() });
        if (answer.Status is >= 400 and < 500)
            return answer.ProblemType is null ? null : answer.Json;
        return answer is { Status: 200, MediaType: "application/json" } && answer.Json.TryGetProperty("items", out var items) && items.GetArrayLength() > 0
            && items[0].TryGetProperty("problem", out var problem) && problem.ValueKind == JsonValueKind.Object
            ? problem
            : null;
    }

    // As DCSA has it: JSONPaths instead of pointers.
    private static JsonElement OfFeedback(int status, JsonElement feedback) => JsonSerializer.SerializeToElement(new
    {
        status,
        errors = feedback.EnumerateArray().Where(f => f.GetProperty("severity").GetString() == "ERROR").Select(f => new
        {
            pointer = f.TryGetProperty("propertyPath", out var path) ? path.GetString()![1..].Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('.', '/') : "",
        }),
    });

    // At the member, within it, or at what it stands in.
    private static bool Names(JsonElement problem, string pointer) => problem.GetProperty("errors").EnumerateArray()
        .Select(e => e.GetProperty("pointer").GetString()!)
        .Any(named => named == pointer || named.StartsWith(pointer + "/", StringComparison.Ordinal) || (named.Length > 0 && pointer.StartsWith(named + "/", StringComparison.Ordinal)));
}
