using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Samples;

/// <summary>
/// Everybody who would report, the factories by their feed and the forwarder of what is its own: reads orders from the public
/// API, one after another, and says what comes next of their lines. Knows nothing of the product but its API. Not thread-safe.
/// </summary>
internal sealed class SimulatedFloor(HttpClient http, Random dice, TimeProvider time)
{
    private const int OrdersPerPage = 200;
    private const int EventsRemembered = 50;
    private const double ShareSentTwice = 0.03;
    private const double ShareRetracted = 0.01;
    private const double ShareContradicted = 0.01;

    private static readonly string[] MaterialWords = ["fabric", "trims", "leather", "materials", "hardware", "components"];

    // What is not said is left out: the API reads strictly.
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Queue<string> orders = new();
    private readonly List<SimulatedEvent> remembered = [];
    private HashSet<string>? approved;
    private string? next;

    /// <summary>Reports so many things, as far as there is something to say.</summary>
    /// <returns>How many were sent.</returns>
    /// <exception cref="HttpRequestException">The API did not answer as it should.</exception>
    public async Task<int> ReportAsync(int count, CancellationToken ct)
    {
        approved ??= await ApprovedAsync(ct);
        var events = new List<SimulatedEvent>(count);
        // Not every order has something to say: rather fewer events than a storm of questions.
        for (var asked = 0; events.Count < count && asked < 2 * count; asked++)
            if (await NextOrderAsync(ct) is { } number && await SayAsync(number, ct) is { } said)
                events.Add(said);
        if (remembered.Count > 0 && dice.Happens(ShareSentTwice * count))
            events.Add(dice.Of<SimulatedEvent>([.. remembered]));
        if (remembered.Count > 0 && dice.Happens(ShareRetracted * count))
            events.Add(dice.Of<SimulatedEvent>([.. remembered]) with { EventUpdatedAt = time.GetUtcNow(), Retracted = true });
        if (dice.Happens(ShareContradicted * count) && Contradicted() is { } contradicted)
            events.Add(contradicted);
        if (events.Count == 0)
            return 0;

        foreach (var bySender in events.GroupBy(e => e.Source == SamplePeople.Forwarder ? SamplePeople.Forwarder : SamplePeople.Floor))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = JsonContent.Create(bySender.ToArray(), options: Wire) };
            request.Headers.Add(People.HeaderName, bySender.Key);
            using var answer = await http.SendAsync(request, ct);
            answer.EnsureSuccessStatusCode();
        }

        foreach (var said in events.Where(e => !e.Retracted))
        {
            if (remembered.Count == EventsRemembered)
                remembered.RemoveAt(0);
            remembered.Add(said);
        }

        return events.Count;
    }

    // The forwarder saw it some days earlier than the vendor says, counted otherwise, or still expects it.
    private SimulatedEvent? Contradicted()
    {
        SimulatedEvent[] happened = [.. remembered.Where(e => e is { Classifier: "ACT", Source: not SamplePeople.Forwarder })];
        if (happened.Length == 0)
            return null;
        var said = dice.Of<SimulatedEvent>([.. happened]) with
        {
            Source = SamplePeople.Forwarder, EventId = Guid.CreateVersion7().ToString(), EventUpdatedAt = time.GetUtcNow(), Note = "seen at the factory",
        };
        return dice.NextDouble() switch
        {
            < 0.2 => said with { Classifier = "EST", Date = said.Date.AddDays(dice.Next(2, 6)), Quantity = null },
            < 0.6 when said.Quantity is { } counted => said with { Quantity = counted * dice.Next(80, 93) / 100 },
            _ => said with { Date = said.Date.AddDays(-dice.Next(1, 5)) },
        };
    }

    // What is approved is not reported: it is reached when its approvals are.
    private async Task<HashSet<string>> ApprovedAsync(CancellationToken ct)
    {
        var types = await http.GetFromJsonAsync<ApprovalTypeList>("/api/v1/approval-types", Wire, ct);
        return [.. (types?.Items ?? []).SelectMany(type => type.Completes).Select(c => c.Milestone)];
    }

    // Round and round through all open orders, each page in another order than it was listed.
    private async Task<string?> NextOrderAsync(CancellationToken ct)
    {
        if (orders.Count == 0)
        {
            var page = await http.GetFromJsonAsync<OrderPage>(
                $"/api/v1/purchase-orders?state=open&sort=forecast&limit={OrdersPerPage}{(next is null ? "" : $"&cursor={next}")}",
                Wire, ct);
            next = page?.Next;
            foreach (var item in (page?.Items ?? []).OrderBy(_ => dice.Next()))
                orders.Enqueue(item.Number);
        }

        return orders.TryDequeue(out var number) ? number : null;
    }

    private async Task<SimulatedEvent?> SayAsync(string number, CancellationToken ct)
    {
        using var answer = await http.GetAsync($"/api/v1/purchase-orders/{Uri.EscapeDataString(number)}", ct);
        if (answer.StatusCode == System.Net.HttpStatusCode.NotFound)
            return null;
        answer.EnsureSuccessStatusCode();
        var order = await answer.Content.ReadFromJsonAsync<Order>(Wire, ct);
        var open = order?.Lines.Where(l => Next(l) is not null).ToArray() ?? [];
        if (open.Length == 0)
            return null;
        var line = open[dice.Next(open.Length)];
        var (milestone, now) = (Next(line)!, time.GetUtcNow());
        return Say(milestone, DateOnly.FromDateTime(now.UtcDateTime)) is not { } what
            ? null
            : new SimulatedEvent(
                milestone.Role == "Logistics" ? SamplePeople.Forwarder : $"VENDOR-{order!.Vendor}", Guid.CreateVersion7().ToString(), now, false, number, line.Number, "milestone",
                milestone.Code, what.Classifier, what.Date, what.Reason,
                what.Reason is null ? null : Reasons.Note(what.Reason),
                what.Classifier == "ACT" && IsCounted(milestone) && line.Quantity is { } ordered ? ordered * dice.Next(98, 103) / 100 : null);
    }

    // What is packed and what leaves is counted.
    private static bool IsCounted(Milestone milestone) =>
        milestone.Name.Contains("packing complete", StringComparison.OrdinalIgnoreCase) || milestone.Name.StartsWith("Ex-factory", StringComparison.OrdinalIgnoreCase);

    private Milestone? Next(Line line) =>
        line.Milestones.Where(m => m is { Home: "line", Actual: null } && !approved!.Contains(m.Code)).MinBy(m => m.Forecast);

    // What is due mostly happens; now and then it will take longer; what slipped is mostly won back.
    private (string Classifier, DateOnly Date, string? Reason)? Say(Milestone milestone, DateOnly today)
    {
        var mood = dice.NextDouble();
        if (milestone.Forecast <= today)
            return mood switch
            {
                < 0.80 => ("ACT", today, null),
                < 0.92 => ("EST", today.AddDays(dice.Next(1, 6)), LateBecause(milestone)),
                _ => null,
            };
        if (milestone.Forecast > milestone.Baseline && mood < 0.5)
            return ("EST", Later(milestone.Baseline, Later(today, milestone.Forecast.AddDays(-dice.Next(1, 4)))), null);
        return mood switch
        {
            < 0.60 when milestone.Forecast <= today.AddDays(1) => ("ACT", today, null),
            > 0.90 => ("EST", milestone.Forecast.AddDays(dice.Next(1, 5)), LateBecause(milestone)),
            > 0.60 => ("EST", milestone.Forecast, null),
            _ => null,
        };
    }

    private string LateBecause(Milestone milestone) =>
        MaterialWords.Any(word => milestone.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? dice.Of<string>(["MT-MILL", "MT-TRIM", "MT-SHORT"])
            : dice.Of<string>(["FA-CAP", "FA-LABOUR", "FA-MACH", "FA-REWORK", "FM-WEATHER"]);

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private sealed record ApprovalTypeList(ApprovalTypeItem[] Items);

    private sealed record ApprovalTypeItem(CompletedItem[] Completes);

    private sealed record CompletedItem(string Milestone);

    private sealed record OrderPage(OrderItem[] Items, string? Next);

    private sealed record OrderItem(string Number);

    private sealed record Order(string Vendor, Line[] Lines);

    private sealed record Line(int Number, int? Quantity, Milestone[] Milestones);

    private sealed record Milestone(string Code, string Name, string? Role, string Home, DateOnly Baseline, DateOnly Forecast, DateOnly? Actual);
}

/// <summary>A status event as the API takes it.</summary>
internal sealed record SimulatedEvent(
    string Source, string EventId, DateTimeOffset EventUpdatedAt, bool Retracted, string PurchaseOrder, int Line, string Type,
    string Milestone, string Classifier, DateOnly Date, string? Reason, string? Note, int? Quantity);
