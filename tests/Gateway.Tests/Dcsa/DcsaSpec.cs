using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;

namespace Selvedge.Gateway.Tests.Dcsa;

/// <summary>Bo speaks the standard.</summary>
public abstract class DcsaSpec(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    protected const string Container = "MSKU6011672";

    protected async Task<Answer> PostAsync(string path, byte[] body, string? person = "bo", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (person is not null)
            request.Headers.Add(People.HeaderName, person);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Answer.OfAsync(await Node.Http.SendAsync(request));
    }

    protected Task<Answer> PostAsync(params JsonObject[] events) => PostAsync("/dcsa/v3/events", Body(events));

    protected static byte[] Body(params JsonObject[] events) =>
        Encoding.UTF8.GetBytes(new JsonObject { ["events"] = new JsonArray([.. events.Select(e => e.DeepClone())]) }.ToJsonString());

    protected async Task<string> BookedAsync(string order, string booking, string container = Container, string from = "BDCGP", string to = "NLRTM")
    {
        await Node.PlaceAsync([GatewayNode.Order(order, "2027-03-20")]);
        var answer = await Node.SendAsync(HttpMethod.Post, "/api/v1/shipments", $$"""
            { "booking": "{{booking}}", "carrier": "MAEU", "mode": "sea", "from": "{{from}}", "to": "{{to}}", "containers": ["{{container}}"],
              "lines": [{ "purchaseOrder": "{{order}}", "line": 1, "quantity": 700 }] }
            """, "bo");
        Assert.True(answer.Status == 201, answer.Text);
        return answer.Json.GetProperty("id").GetString()!;
    }

    /// <summary>A vessel's departure from the booked port, or whatever else is named.</summary>
    protected static JsonObject Event(
        string id, string? booking, string code = "DEPA", string classifier = "ACT", string at = "2026-11-12T10:00:00Z", string updated = "2026-11-12T12:00:00Z",
        string? place = null, string? container = null, string? mode = "VESSEL", string party = "EXCO") => JsonNode.Parse($$"""
        { "eventRouting": { "originatingParty": { "partyCode": "{{party}}", "codeListProvider": "SMDG", "codeListName": "LCL" } },
          "eventID": "{{id}}", "eventDateTime": "{{at}}", "eventUpdatedDateTime": "{{updated}}",
          "eventLocation": { "UNLocationCode": {{JsonSerializer.Serialize(place)}} },
          "eventClassification": { "eventClassifierCode": "{{classifier}}",
            "eventTypeCode": "{{(code is "DEPA" or "ARRI" ? "TRANSPORT" : "EQUIPMENT")}}", "{{(code is "DEPA" or "ARRI" ? "transport" : "equipment")}}EventTypeCode": "{{code}}" },
          "shipmentDetails": {{(booking is null ? "null" : $$"""{ "documentReference": { "typeCode": "BKG", "reference": "{{booking}}" } }""")}},
          "transportDetails": { "transportCall": { "modeOfTransport": {{JsonSerializer.Serialize(mode)}} } },
          "equipmentDetails": { "equipmentReference": {{JsonSerializer.Serialize(container)}}, "emptyIndicatorCode": "LADEN" } }
        """)!.AsObject();

    /// <summary>Severity, code and path of each element.</summary>
    protected static string[] Feedback(Answer answer) => [.. answer.Json.GetProperty("feedbackElements").EnumerateArray().Select(f =>
        $"{f.GetProperty("severity").GetString()} {f.GetProperty("message").GetString()!.Split(':')[0]}{(f.TryGetProperty("propertyPath", out var path) ? $" {path.GetString()}" : "")}")];

    protected async Task<long> CountAsync(string sql)
    {
        await using var command = Node.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Moment, plan, forecast and fact.</summary>
    protected async Task<string[]> DaysAsync(string shipment) => [.. (await Node.ReadAsync($"/api/v1/shipments/{shipment}", "bo")).GetProperty("summary").GetProperty("days").EnumerateArray()
        .Select(d => $"{d.GetProperty("moment").GetString()} {d.GetProperty("planned").GetString() ?? "-"} {d.GetProperty("estimated").GetString() ?? "-"} {d.GetProperty("actual").GetString() ?? "-"}")];
}
