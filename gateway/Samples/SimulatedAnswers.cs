using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Samples;

/// <summary>
/// Vendors who answer what was issued to them, now and then: the one that has a person here itself, the others by somebody of
/// the brand who writes down what they say. Knows nothing of the product but its API. Not thread-safe.
/// </summary>
internal sealed class SimulatedAnswers(HttpClient http, Random dice)
{
    private const double ShareOfBeats = 0.1;

    private int turn;

    /// <exception cref="HttpRequestException">The API did not answer as it should.</exception>
    public async Task AnswerAsync(CancellationToken ct)
    {
        if (!dice.Happens(ShareOfBeats))
            return;
        var person = turn++ % 2 == 0 ? SamplePeople.Director : SamplePeople.Vendor;
        var page = await ReadAsync("/api/v1/purchase-orders?answer=due&limit=50", person, ct);
        if (page?["items"]?.AsArray() is not { Count: > 0 } waiting)
            return;
        var order = waiting[dice.Next(waiting.Count)]!;
        var (number, version) = ((string)order["number"]!, (int)order["document"]!);
        var (act, body) = Answer((string)order["phase"]!, version, (DateOnly?)order["committed"]?.Deserialize<DateOnly>(JsonSerializerOptions.Web));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/purchase-orders/{Uri.EscapeDataString(number)}/{act}")
        {
            Content = JsonContent.Create(body), Headers = { { People.HeaderName, person } },
        };
        using var answer = await http.SendAsync(request, ct);
        // Somebody else may have been quicker, or have put it on hold.
        if ((int)answer.StatusCode >= 500)
            answer.EnsureSuccessStatusCode();
    }

    private (string Act, JsonObject Body) Answer(string phase, int version, DateOnly? leaves) => dice.NextDouble() switch
    {
        < 0.4 when phase == "issued" => ("acknowledge", new JsonObject { ["version"] = version }),
        > 0.9 when leaves is { } day => ("propose-change", new JsonObject
        {
            ["version"] = version, ["reason"] = "MT-MILL", ["note"] = "the mill is a few days behind",
            ["lines"] = new JsonArray(new JsonObject { ["number"] = 1, ["exFactory"] = day.AddDays(dice.Next(2, 8)).ToString("yyyy-MM-dd") }),
        }),
        _ => ("confirm", new JsonObject { ["version"] = version }),
    };

    private async Task<JsonNode?> ReadAsync(string path, string person, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { People.HeaderName, person } } };
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonNode>(ct);
    }
}
