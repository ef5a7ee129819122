using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Samples;

/// <summary>
/// People who talk about what they work on, now and then: answer who asks them something, else ask. Knows nothing of the
/// product but its API. Not thread-safe.
/// </summary>
internal sealed class SimulatedTalk(HttpClient http, Random dice)
{
    private const double ShareOfBeats = 0.04;

    private static readonly string[] Questions =
    [
        "how does it stand today?", "is the ex-factory day safe?", "what do you need from us?", "when do we get the next photos?", "are the trims all there?",
    ];

    private static readonly string[] Answers =
    [
        "On time as of this morning.", "Tomorrow, I will write as soon as I know.", "Done today.", "Two days behind; we make it up over the weekend.",
        "Waiting for the mill, they answer on Monday.",
    ];

    private int turn;

    /// <exception cref="HttpRequestException">The API did not answer as it should.</exception>
    public async Task SpeakAsync(CancellationToken ct)
    {
        if (!dice.Happens(ShareOfBeats))
            return;
        string[] speakers = [.. SamplePeople.Assistants, SamplePeople.Vendor];
        var person = speakers[turn++ % speakers.Length];
        if (await ReadAsync("/api/v1/work-queue?kind=mention&limit=20", person, ct) is { } asked && asked["items"]!.AsArray() is { Count: > 0 } questions)
        {
            var about = questions[dice.Next(questions.Count)]!;
            var path = (string?)about["approval"] is { } approval ? $"approvals/{Uri.EscapeDataString(approval)}"
                : (string?)about["purchaseOrder"] is { } number ? $"purchase-orders/{Uri.EscapeDataString(number)}"
                : $"styles/{Uri.EscapeDataString((string)about["style"]!)}";
            await SayAsync($"/api/v1/{path}/comments", person, new JsonObject { ["text"] = dice.Of<string>(Answers) }, ct);
        }
        else if (await ReadAsync("/api/v1/purchase-orders?health=late,risk,critical&limit=50", person, ct) is { } late && late["items"]!.AsArray() is { Count: > 0 } orders)
        {
            var path = $"/api/v1/purchase-orders/{Uri.EscapeDataString((string)orders[dice.Next(orders.Count)]!["number"]!)}/comments";
            var people = (await ReadAsync(path, person, ct))?["people"]!.AsArray();
            var to = people is { Count: > 0 } ? people[dice.Next(people.Count)] : null;
            await SayAsync(path, person, to is null
                ? new JsonObject { ["text"] = dice.Of<string>(Questions) }
                : new JsonObject { ["text"] = $"@{(string)to["name"]!} {dice.Of<string>(Questions)}", ["mentions"] = new JsonArray((string)to["id"]!) }, ct);
        }
    }

    private async Task SayAsync(string path, string person, JsonObject comment, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(comment), Headers = { { People.HeaderName, person } } };
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<JsonNode?> ReadAsync(string path, string person, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { People.HeaderName, person } } };
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonNode>(ct);
    }
}
