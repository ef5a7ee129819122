using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Selvedge.Chaos;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Nodes;

public sealed partial class TellingAboutItself(GatewayNode node) : IClassFixture<GatewayNode>
{
    private static readonly string[] Methods = ["get", "post", "put", "delete", "patch"];
    private static readonly string[] Described = [" /api/", " /dcsa/", " /health/", " /oauth/"];

    [Fact]
    public async Task Health_says_live_and_ready()
    {
        Assert.Equal("live", (await node.ReadAsync("/health/live")).GetProperty("status").GetString());
        Assert.Equal("ready", (await node.ReadAsync("/health/ready")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Metrics_can_be_parsed_and_hold_what_was_promised()
    {
        await using var follower = await node.BeMeasuredAsync("METER-1");

        string[] promised =
        [
            "selvedge_events_total{status=\"accepted\"}", "selvedge_journal_events_total", "selvedge_journal_batch_count", "selvedge_journal_commit_milliseconds_count",
            "selvedge_feed_lag{follower=\"style-hand-over\"}", "selvedge_feed_lag{follower=\"boards\"}", "selvedge_feed_parked{follower=\"style-hand-over\"}", "selvedge_due_backlog",
            "selvedge_live_connections", "selvedge_live_frame_bytes_total", "selvedge_live_staleness_milliseconds_count",
            // Orleans has a count of its own.
            .. Build.IsOrleans ? (string[])[] : ["selvedge_engine_activations"],
        ];
        var text = "";
        await Eventually.HoldsAsync(
            "Every promised series is there; missing",
            async () =>
            {
                // Followers are measured every five seconds of the node's clock, first perhaps before they have entered.
                node.Time.MoveTo(node.Time.GetUtcNow().AddSeconds(5));
                text = await node.ScrapeAsync();
                return string.Join(", ", promised.Where(name => !text.Split('\n').Any(line => line.StartsWith(name + " ", StringComparison.Ordinal))));
            },
            missing => missing.Length == 0);

        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var announced = new HashSet<string>();
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
                Assert.True(announced.Add(line.Split(' ')[2]), line);
            else if (!line.StartsWith("# HELP ", StringComparison.Ordinal))
                Assert.Matches(Sample(), line);
        }
    }

    [Fact]
    public async Task The_API_is_described_whole_with_an_example_of_every_answer()
    {
        var answer = await node.GetAsync("/openapi/v1.json");
        Assert.Equal(200, answer.Status);
        Assert.StartsWith("3.1", answer.Json.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(answer.Text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);

        var described = answer.Json.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Where(o => Methods.Contains(o.Name)).Select(operation => (Path: path.Name, Method: operation.Name, operation.Value))).ToArray();
        var served = node.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(m => $"{m.ToLowerInvariant()} /{Constraint().Replace(e.RoutePattern.RawText!.Trim('/'), "}")}"))
            .Where(route => Described.Any(place => route.Contains(place, StringComparison.Ordinal)));
        Assert.Equal(served.Order(), described.Select(d => $"{d.Method} {d.Path}").Order());

        foreach (var (path, method, operation) in described)
        {
            Assert.True(operation.TryGetProperty("summary", out _), $"{method} {path} has no summary");
            var content = operation.GetProperty("responses").GetProperty("200").TryGetProperty("content", out var found) ? found : default;
            Assert.True(
                content.ValueKind == JsonValueKind.Object && content.EnumerateObject().All(media => media.Value.TryGetProperty("example", out _)),
                $"{method} {path} shows no example of its answer");
        }
    }

    [Fact]
    public async Task The_docs_page_loads_and_reads_the_description()
    {
        var page = await node.GetAsync("/docs");
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.Contains("/openapi/v1.json", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_be_left_out_of_what_is_sent_is_not_called_required()
    {
        var schemas = (await node.GetAsync("/openapi/v1.json")).Json.GetProperty("components").GetProperty("schemas");
        Assert.Equal(["eventId", "eventUpdatedAt", "source", "type"], RequiredOf("StatusEventDocument"));
        Assert.DoesNotContain("containers", RequiredOf("BookingDocument"));
        // In answers all are there.
        Assert.Contains("slipDays", RequiredOf("ShipmentSummary"));

        string[] RequiredOf(string schema) => [.. schemas.GetProperty(schema).GetProperty("required").EnumerateArray().Select(r => r.GetString()!).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("""^[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z_][a-zA-Z0-9_]*="(\\.|[^"\\])*"(,[a-zA-Z_][a-zA-Z0-9_]*="(\\.|[^"\\])*")*\})? (-?[0-9.]+([eE][-+]?[0-9]+)?|[-+]Inf|NaN)$""")]
    private static partial Regex Sample();

    [GeneratedRegex(@"(:[a-z]+(\(\d+\))?)+}")]
    private static partial Regex Constraint();
}
