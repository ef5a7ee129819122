using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Samples;

/// <summary>
/// Everybody who works on approvals: reads the queue from the public API as one of the assistants and does what comes
/// next. Knows nothing of the product but its API. Not thread-safe.
/// </summary>
internal sealed class SimulatedReviews(HttpClient http, Random dice, TimeProvider time)
{
    private const int ApprovalsPerPage = 200;

    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Queue<(string Person, Approval Approval)> queue = new();
    private int turn;

    /// <summary>Acts so many times at most.</summary>
    /// <returns>How many acts were sent.</returns>
    /// <exception cref="HttpRequestException">The API did not answer as it should.</exception>
    public async Task<int> ActAsync(int count, CancellationToken ct)
    {
        if (queue.Count == 0)
            await FillAsync(ct);
        var acts = new List<(string Person, SimulatedAct Act)>(count);
        while (acts.Count < count && queue.TryDequeue(out var next))
            if (Act(next.Approval) is { } act)
                acts.Add((next.Person, act));
        foreach (var ofOne in acts.GroupBy(a => a.Person))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/approvals/decisions")
            {
                Content = JsonContent.Create(ofOne.Select(a => a.Act), options: Wire), Headers = { { People.HeaderName, ofOne.Key } },
            };
            using var answer = await http.SendAsync(request, ct);
            answer.EnsureSuccessStatusCode();
        }

        return acts.Count;
    }

    // One page of one assistant's queue after the other's, in another order than it was listed.
    private async Task FillAsync(CancellationToken ct)
    {
        var person = SamplePeople.Assistants[turn++ % SamplePeople.Assistants.Length];
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/approvals?state=open&sort=due&limit={ApprovalsPerPage}")
        {
            Headers = { { People.HeaderName, person } },
        };
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
        var page = await answer.Content.ReadFromJsonAsync<ApprovalList>(Wire, ct);
        foreach (var approval in (page?.Items ?? []).OrderBy(_ => dice.Next()))
            queue.Enqueue((person, approval));
    }

    // What is due mostly happens, and now and then something comes before its day.
    private SimulatedAct? Act(Approval approval)
    {
        var (today, mood) = (DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), dice.NextDouble());
        var due = approval.Due ?? today;
        var isNear = due <= today.AddDays(3);
        return approval.Status switch
        {
            "planned" when mood < 0.8 => new(approval, "request"),
            "requested" when mood < 0.5 => new(approval, "confirm"),
            "requested" when mood < 0.6 => new(approval, "propose") { Date = (due > today ? due : today).AddDays(dice.Next(2, 8)), Text = dice.Of<string>(ApprovalTexts.Proposals) },
            "requested" or "confirmed" when isNear && mood < 0.9 => new(approval, "send")
            {
                Parcel = new("DHL", dice.NextInt64(1_000_000_000, 9_999_999_999).ToString(CultureInfo.InvariantCulture)),
            },
            "sent" when isNear && mood < 0.8 => new(approval, "receive"),
            "received" when mood < 0.3 => new(approval, "review"),
            "received" or "in-review" when isNear && mood < 0.75 => new(approval, "approve"),
            "received" or "in-review" when isNear && mood < 0.85 => new(approval, "approve-with-comments") { Text = "go on, mend it in bulk" },
            "received" or "in-review" when isNear && mood < 0.97 => new(approval, "reject") { Reasons = [dice.Of<string>(["shade", "measurement", "fit", "workmanship"])] },
            "on-hold" when mood < 0.2 => new(approval, "resume"),
            _ => null,
        };
    }

    private sealed record ApprovalList(Approval[] Items);

    internal sealed record Approval(string Id, int Version, string Status, DateOnly? Due);
}

/// <summary>An act upon an approval as the API takes it, by somebody who looked at that version.</summary>
internal sealed record SimulatedAct(string Id, int Version, string Act)
{
    public SimulatedAct(SimulatedReviews.Approval approval, string act) : this(approval.Id, approval.Version, act) { }

    public DateOnly? Date { get; init; }

    public string? Text { get; init; }

    public string[]? Reasons { get; init; }

    public SimulatedParcel? Parcel { get; init; }
}

internal sealed record SimulatedParcel(string Carrier, string Number);
