using System.Text.Json;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Nodes;

namespace Selvedge.Gateway.Tests.OrderLife;

/// <summary>
/// HALDEN's people: Noor assists, Clara manages, Ingrid directs. Rafiq makes it at V1, Lina at V2; Bo drives a truck, and Ana
/// works for another brand.
/// </summary>
public sealed class StaffedNode : IAsyncLifetime
{
    public GatewayNode Node { get; } = new();

    public async Task InitializeAsync()
    {
        await Node.InitializeAsync();
        await Node.RegisterVendorAsync("V1", "Dhaka Shirts");
        await Node.RegisterVendorAsync("V2", "Porto Knits", "PT");
        await Node.HireAsync(new PersonSheet("noor", "Noor Rahim", "assistant", "brand", ["HALDEN"], [], [], []));
        await Node.HireAsync(new PersonSheet("clara", "Clara Voss", "manager", "brand", ["HALDEN"], [], [], []));
        await Node.HireAsync(new PersonSheet("ingrid", "Ingrid Dahl", "director", "brand", [], [], [], []));
        await Node.HireAsync(new PersonSheet("rafiq", "Rafiq Islam", "vendor", "factory", [], [], ["V1"], []));
        await Node.HireAsync(new PersonSheet("lina", "Lina Costa", "vendor", "factory", [], [], ["V2"], []));
        await Node.HireAsync(new PersonSheet("bo", "Bo Lind", "partner", "logistics", [], [], [], []));
        await Node.HireAsync(new PersonSheet("ana", "Ana Silva", "manager", "brand", ["VIREO"], [], [], []));
    }

    public Task DisposeAsync() => Node.DisposeAsync();
}

/// <summary>Orders of one line, 1,200 pieces in two sizes, ex-factory 20 March 2027.</summary>
public abstract class OrderLifeSpec(StaffedNode staffed) : IClassFixture<StaffedNode>
{
    protected GatewayNode Node => staffed.Node;

    protected static string Path(string po, string rest = "") => $"/api/v1/purchase-orders/{po}{(rest.Length > 0 ? "/" : "")}{rest}";

    protected static string Draft(string number, int quantity = 1_200, string? parent = null, string? style = null, string lineRest = "") =>
        $$"""
        { "number": "{{number}}", "brand": "HALDEN", "category": "apparel", "season": "SS27", "vendor": "V1", "incoterm": "FOB Chattogram", "shipMode": "sea",
          "parent": {{JsonSerializer.Serialize(parent)}},
          "lines": [{ "number": 1, "style": {{JsonSerializer.Serialize(style)}}, "description": "Crew neck", "colour": "Ink",
            "sizes": [{ "size": "M", "quantity": {{quantity / 2}} }, { "size": "L", "quantity": {{quantity - quantity / 2}} }], "exFactory": "2027-03-20" {{lineRest}} }] }
        """;

    protected Task<Answer> AskAsync(string po, string act, string body = "{}", string? person = "clara", string? key = null, string? ifMatch = null) =>
        Node.SendAsync(HttpMethod.Post, Path(po, act), body, person, key, ifMatch);

    /// <summary>The answer to what must be done or proposed.</summary>
    protected async Task<JsonElement> DoAsync(string po, string act, string body = "{}", string person = "clara")
    {
        var answer = await AskAsync(po, act, body, person);
        Assert.True(answer.Status == 200, $"{act}: {answer.Status} {answer.Text}");
        return answer.Json;
    }

    protected async Task DraftAsync(string number, int quantity = 1_200, string person = "clara", string? parent = null, string? style = null, string lineRest = "")
    {
        var answer = await Node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders", Draft(number, quantity, parent, style, lineRest), person);
        Assert.True(answer.Status == 201, answer.Text);
    }

    protected async Task IssuedAsync(string number, string? style = null, string lineRest = "")
    {
        await DraftAsync(number, style: style, lineRest: lineRest);
        await DoAsync(number, "issue");
    }

    protected async Task ConfirmedAsync(string number, string? style = null, string lineRest = "")
    {
        await IssuedAsync(number, style, lineRest);
        await DoAsync(number, "confirm", """{ "version": 1 }""", "rafiq");
    }

    protected Task<JsonElement> ReadAsync(string po, string? person = "clara") => Node.ReadAsync(Path(po), person);

    protected async Task<string?> PhaseAsync(string po) => (await ReadAsync(po)).GetProperty("phase").GetString();

    protected static string? Phase(JsonElement answer) => answer.GetProperty("phase").GetString();

    protected async Task<string?[]> HistoryAsync(string po, string? person = "clara") =>
        [.. (await Node.ReadAsync(Path(po, "history?limit=200"), person)).GetProperty("items").EnumerateArray().Select(e => e.GetProperty("text").GetString())];

    protected async Task<string> CommittedAsync(string po) =>
        (await ReadAsync(po)).GetProperty("lines")[0].GetProperty("exFactory").GetProperty("committed").GetString()!;
}
