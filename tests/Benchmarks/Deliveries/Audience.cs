using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text.Json;
using Selvedge.Benchmarks.Season;

namespace Selvedge.Benchmarks.Deliveries;

/// <summary>
/// Partners of one node, each with as many webhooks as it may have: every vendor's orders are those of one partner, so that what
/// happens to an order is sent to all webhooks of that partner and to no other.
/// </summary>
internal sealed class Audience
{
    /// <summary>What is sent: one event for each report.</summary>
    public const string Told = "purchase-order.milestone-reported";

    private const int WebhooksEach = 10;

    private readonly HttpClient client;
    private readonly Endpoints endpoints;
    private readonly int partners;
    private readonly Dictionary<string, int> partnerOf;
    private readonly ImmutableArray<int> steady;
    private readonly Dictionary<int, string> webhooks = [];

    private Audience(HttpClient client, Endpoints endpoints, int count, ImmutableArray<OrderScript> orders)
    {
        (this.client, this.endpoints, partners) = (client, endpoints, count / WebhooksEach);
        var vendors = orders.CountBy(o => o.Vendor).OrderByDescending(v => v.Value).Select((v, n) => (v.Key, n % partners)).ToDictionary();
        partnerOf = orders.ToDictionary(SubjectOf, o => vendors[o.Vendor]);
        // The first two are kept for the one that is slow and the one that is dead, of different partners.
        steady = [.. Enumerable.Range(2, count - 2)];
    }

    /// <summary>Endpoints that take what they are sent.</summary>
    public int Steady => steady.Length;

    public static string SubjectOf(OrderScript order) => $"purchase-order/{order.Number}";

    /// <param name="count">Of endpoints; a multiple of ten.</param>
    public static async Task<Audience> GatherAsync(HttpClient client, Endpoints endpoints, int count, ImmutableArray<OrderScript> orders)
    {
        var audience = new Audience(client, endpoints, count, orders);
        var vendors = orders.ToLookup(o => audience.partnerOf[SubjectOf(o)], o => o.Vendor);
        for (var partner = 0; partner < audience.partners; partner++)
            await audience.SendAsync(HttpMethod.Put, $"partners/partner-{partner}", new { name = $"Partner {partner}", vendors = vendors[partner].Distinct(), scopes = new[] { "webhooks" } });
        return audience;
    }

    /// <summary>From now on the steady ones are told.</summary>
    public async Task ListenAsync()
    {
        foreach (var endpoint in steady)
            await AddAsync(endpoint, endpoints.UrlOf(endpoint));
    }

    /// <summary>From now on one is told that is slow and one that is dead; answers the webhook of the latter.</summary>
    public async Task<string> AddTroubledAsync()
    {
        endpoints.Slow(0);
        await AddAsync(0, endpoints.UrlOf(0));
        await AddAsync(1, Endpoints.DeadUrl());
        return webhooks[1];
    }

    public async Task DropTroubledAsync()
    {
        await DropAsync(0);
        await DropAsync(1);
    }

    /// <summary>From now on nobody is told.</summary>
    public async Task LeaveAsync()
    {
        foreach (var endpoint in steady)
            await DropAsync(endpoint);
    }

    /// <summary>Has all steady ones sent again what happened after a position. Answers how many messages that are.</summary>
    public async Task<int> ReplayAsync(long after)
    {
        var queued = 0;
        foreach (var endpoint in steady)
            queued += (await SendAsync(HttpMethod.Post, $"webhooks/{webhooks[endpoint]}/replay", new { after })).GetProperty("queued").GetInt32();
        return queued;
    }

    /// <summary>Which of the steady endpoints are to hear of what happened after a position.</summary>
    public async Task<List<(int Endpoint, long Position)>> ExpectedAsync(long after)
    {
        List<(int, long)> expected = [];
        while (true)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/api/v1/events?after={after}&limit=1000");
            foreach (var happened in page.GetProperty("items").EnumerateArray())
                if (happened.GetProperty("type").GetString() == Told)
                    expected.AddRange(steady.Where(e => PartnerOf(e) == partnerOf[happened.GetProperty("subject").GetString()!]).Select(e => (e, happened.GetProperty("position").GetInt64())));
            if (page.GetProperty("next").GetInt64() == after)
                return expected;
            after = page.GetProperty("next").GetInt64();
        }
    }

    private int PartnerOf(int endpoint) => endpoint % partners;

    private async Task AddAsync(int endpoint, string url)
    {
        var added = await SendAsync(HttpMethod.Post, "webhooks", new { partner = $"partner-{PartnerOf(endpoint)}", url, events = new[] { Told } });
        webhooks[endpoint] = added.GetProperty("id").GetString()!;
        endpoints.Trust(endpoint, added.GetProperty("secret").GetString()!);
    }

    private Task DropAsync(int endpoint) => SendAsync(HttpMethod.Delete, $"webhooks/{webhooks[endpoint]}", null);

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/" + path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new InvalidOperationException($"{method} {path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
