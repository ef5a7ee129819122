using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Selvedge.Contracts;
using Selvedge.Domain.People;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Tests.Nodes;

namespace Selvedge.Gateway.Tests.Security;

/// <summary>
/// Everybody who works for somebody else asks every route of the table for HALDEN's order, style, approvals and shipment, by their very ids,
/// and sends every example of the contract, which names them too.
/// </summary>
public sealed class TryingEveryRoute(GatewayNode node) : IClassFixture<GatewayNode>
{
    // Stands in all that HALDEN keeps to itself, and in nothing else.
    private const string Kept = "Zanzibar";

    // By working calendars everybody's orders go: who amends them moves HALDEN's too.
    private static readonly string[] Everybodys = ["/api/v1/calendars/"];

    private const string HaldensOwn = "hal.den";

    private string key = "";
    private string approval = "";
    private string shipment = "";

    [Fact]
    public async Task Nobody_reads_or_changes_what_is_another_brands()
    {
        var asking = await PrepareAsync();
        var before = await VersionsAsync();
        Assert.True(before.Count >= 3, "There is too little to be kept.");
        var examples = JsonNode.Parse((await node.GetAsync("/openapi/v1.json")).Text)!["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject(), (path, operation) => (Key: (operation.Key.ToUpperInvariant(), WithoutConstraints(path.Key)), Body: RouteTable.ExampleOf(operation.Value!)?.ToJsonString()))
            .ToDictionary(e => e.Key, e => e.Body);

        var (asked, wrong) = (0, new List<string>());
        foreach (var (method, route) in RouteTable.Of(node))
        {
            var path = RouteTable.PathOf(route.RoutePattern, Named);
            if (method != "GET" && Everybodys.Any(path.StartsWith))
                continue;
            examples.TryGetValue((method, WithoutConstraints(route.RoutePattern.RawText!)), out var body);
            foreach (var person in asking)
            {
                asked++;
                var answer = await SendAsync(method, path, method is "GET" or "DELETE" ? null : body ?? "{}", person);
                if (answer.Status >= 500 || answer.Text.Contains(Kept, StringComparison.Ordinal))
                    wrong.Add($"{person ?? "partner"} {method} {path}: {answer.Status} {answer.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(asked > 600, $"Only {asked} requests were made.");
        await node.SettleAsync();
        Assert.Equal(before, await VersionsAsync());
        // So that what is searched for is there to be found.
        Assert.Contains(Kept, (await node.GetAsync("/api/v1/purchase-orders/PO-1001")).Text, StringComparison.Ordinal);
    }

    /// <returns>Who asks; null for the partner's program.</returns>
    private async Task<string?[]> PrepareAsync()
    {
        await node.RegisterVendorAsync("V-17", "Dhaka Shirts");
        await node.RegisterVendorAsync("V-2", "Porto Knits", "PT");
        await node.RegisterStyleAsync("ST-204", "2027-12-20", colour: Kept);
        var placed = await node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders", $$"""
            { "number": "PO-1001", "brand": "HALDEN", "category": "apparel", "season": "SS27", "vendor": "V-17", "incoterm": "FOB Chattogram", "shipMode": "sea",
              "lines": [{ "number": 1, "style": "ST-204", "description": "{{Kept}}", "colour": "{{Kept}}", "sizes": [{ "size": "M", "quantity": 600 }], "exFactory": "2027-12-20" }] }
            """);
        Assert.True(placed.Status == 201, placed.Text);
        Assert.Equal(200, (await node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders/PO-1001/issue", "{}")).Status);
        await node.PlaceAsync(GatewayNode.Order("PO-2001", "2027-12-20", brand: "VIREO", vendor: "V-2"));
        await node.SettleAsync();
        var wanted = await node.SendAsync(HttpMethod.Post, "/api/v1/approvals", $$"""{ "style": "ST-204", "type": "lab-dip", "colour": "{{Kept}}", "vendor": "V-17" }""");
        Assert.True(wanted.Status == 201, wanted.Text);
        approval = wanted.Json.GetProperty("id").GetString()!;
        var booked = await node.SendAsync(
            HttpMethod.Post, "/api/v1/shipments",
            $$"""{ "booking": "{{Kept}}", "carrier": "MAEU", "mode": "sea", "from": "BDCGP", "to": "NLRTM", "lines": [{ "purchaseOrder": "PO-1001", "line": 1, "quantity": 600 }] }""");
        Assert.True(booked.Status == 201, booked.Text);
        shipment = booked.Json.GetProperty("id").GetString()!;
        // What an approval sets going is not the askers' doing.
        await node.SettleAsync();

        await node.HireAsync(new PersonSheet(HaldensOwn, "Hal Den", "assistant", "brand", ["HALDEN"], [], [], []));
        await node.HireAsync(new PersonSheet("other.director", "Other Director", "director", "brand", ["VIREO"], [], [], []));
        await node.HireAsync(new PersonSheet("other.manager", "Other Manager", "manager", "brand", ["VIREO"], [], [], []));
        await node.HireAsync(new PersonSheet("other.assistant", "Other Assistant", "assistant", "brand", ["VIREO"], [], [], []));
        await node.HireAsync(new PersonSheet("other.vendor", "Other Vendor", "vendor", "factory", [], [], ["V-2"], []));
        await node.HireAsync(new PersonSheet("other.carrier", "Other Carrier", "partner", "logistics", ["VIREO"], [], [], []));
        Assert.Equal(200, (await node.SendAsync(
            HttpMethod.Put, "/api/v1/partners/other", """{ "name": "Other", "brands": ["VIREO"], "scopes": ["read", "report", "webhooks"], "sources": ["FWD-ACME"] }""")).Status);
        key = (await node.SendAsync(HttpMethod.Post, "/api/v1/partners/other/keys", """{ "label": "all", "scopes": ["read", "report", "webhooks"] }""")).Json.GetProperty("key").GetString()!;
        return ["other.director", "other.manager", "other.assistant", "other.vendor", "other.carrier", null];
    }

    private async Task<Answer> SendAsync(string method, string path, string? body, string? person)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (person is null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        else
            request.Headers.Add(People.HeaderName, person);
        return await Answer.OfAsync(await node.Http.SendAsync(request));
    }

    private async Task<SortedDictionary<string, int>> VersionsAsync()
    {
        var versions = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var kind in new[] { Kinds.PurchaseOrder, Kinds.Style, Kinds.Approval, Kinds.Conversation, Kinds.Shipment, Kinds.Person })
            await foreach (var row in node.Services.GetRequiredService<Journal.Journal>().ReadRowsAsync(kind))
                // What the others say of themselves is theirs.
                if (kind != Kinds.Person || row.Stream.Id == HaldensOwn)
                    versions[row.Stream.ToString()] = row.Version;
        return versions;
    }

    private string Named(string parameter, string route) => parameter switch
    {
        "po" => "PO-1001",
        "style" => "ST-204",
        "vendor" => "V-17",
        "brand" => "HALDEN",
        "topic" => "po:PO-1001",
        "line" or "number" or "version" => "1",
        "milestone" => "A26",
        "key" => "BD",
        "kind" => "purchase-order",
        "proposal" => Guid.Empty.ToString(),
        "id" when route.Contains("/purchase-orders/", StringComparison.Ordinal) => "PO-1001",
        "id" when route.Contains("/people/", StringComparison.Ordinal) => HaldensOwn,
        "id" when route.Contains("/styles/", StringComparison.Ordinal) => "ST-204",
        "id" when route.Contains("/approvals/", StringComparison.Ordinal) => approval,
        "id" when route.Contains("/shipments/", StringComparison.Ordinal) => shipment,
        _ => "PO-1001",
    };

    // The contract names parameters without what they are held to.
    private static string WithoutConstraints(string template) => System.Text.RegularExpressions.Regex.Replace(template, @"\{(\w+)[^}]*\}", "{$1}");
}
