using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Npgsql;
using Selvedge.Chaos.Checking;
using Selvedge.Chaos.Driving;

namespace Selvedge.Chaos;

/// <summary>
/// The part that all plans share: orders are placed, clients send, followers watch; a plan does its harm meanwhile;
/// then calm, and the evidence is taken.
/// </summary>
internal sealed class Campaign : IAsyncDisposable
{
    public const int UsualOrders = 12;

    private const int Clients = 4;
    private const int Followers = 3;
    private const int Looks = 20;
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stopClients = new();
    private readonly CancellationTokenSource stopFollowers = new();
    private readonly List<Task> clients = [];
    private readonly List<Task> following = [];
    private readonly List<Follower> followers = [];
    private readonly List<Client> senders = [];
    private readonly StatementMaker.Clock clock = new();
    private readonly Options options;

    private Campaign(Options options, Site site, OrderBook orders)
    {
        (this.options, Site, Book) = (options, site, orders);
        Random = new Random(options.Seed);
    }

    public Site Site { get; }

    public OrderBook Book { get; }

    public History History { get; } = new();

    /// <summary>For the plan's own harm; the clients have others, so that the same seed does the same harm.</summary>
    public Random Random { get; }

    public IReadOnlyList<NodeProcess> Nodes => Site.Nodes;

    public int SenderCount
    {
        get { lock (senders) return senders.Count; }
    }

    /// <summary>How many events the log holds.</summary>
    public async Task<long> ReadHeadAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(Site.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select position from journal.head", connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <param name="database">See <see cref="Site.StartAsync"/>.</param>
    /// <param name="before">Harm done to each node before it is started for good.</param>
    /// <param name="orders">Placed for the clients to report about.</param>
    public static async Task<Campaign> StartAsync(
        Options options, int nodes, string? database, Func<NodeProcess, CancellationToken, Task>? before, CancellationToken ct, int orders = UsualOrders)
    {
        var site = await Site.StartAsync(nodes, database, before, options.Before, ct);
        try
        {
            return new Campaign(options, site, await OrderBook.OpenAsync(site.Nodes[0], orders, ct));
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the clients and the followers.</summary>
    /// <param name="patience">A client that waits longer for an answer gives up.</param>
    /// <param name="answered">Told of each answer: when it was asked for, how long it took, its status.</param>
    public void Begin(TimeSpan patience, Action<long, TimeSpan, HttpStatusCode>? answered = null)
    {
        for (var i = 0; i < Clients; i++)
            BeginAt(i, Nodes, patience, answered);
        Watch();
    }

    /// <summary>One more client that sends to these nodes; disposed with the campaign.</summary>
    public Client Sender(
        int index, IReadOnlyList<NodeProcess> nodes, TimeSpan patience, Action<long, TimeSpan, HttpStatusCode>? answered = null, int maxBatch = Client.UsualBatch)
    {
        var client = new Client(History, Maker(index), nodes, patience, maxBatch) { Answered = answered };
        lock (senders)
            senders.Add(client);
        return client;
    }

    /// <summary>Starts one client that sends to these nodes.</summary>
    public void BeginAt(
        int index, IReadOnlyList<NodeProcess> nodes, TimeSpan patience, Action<long, TimeSpan, HttpStatusCode>? answered = null, int maxBatch = Client.UsualBatch)
    {
        var client = Sender(index, nodes, patience, answered, maxBatch);
        clients.Add(Task.Run(() => client.RunAsync(stopClients.Token)));
    }

    /// <summary>Starts the followers, which hold boards, the overview, a vendor, a style and single orders.</summary>
    public void Watch()
    {
        for (var i = 0; i < Followers; i++)
        {
            var follower = new Follower(
                $"follower {i + 1}", History, Nodes, i, $"board:*:{OrderBook.Category}", "overview", $"vendor:{OrderBook.Vendor}", $"style:{OrderBook.Style}",
                $"po:{Book[i]}", $"po:{Book[i + Followers]}");
            followers.Add(follower);
            following.Add(Task.Run(() => follower.RunAsync(stopFollowers.Token)));
        }
    }

    public StatementMaker Maker(int index) => new(Book, clock, options.Seed * 1_000 + index);

    /// <summary>Ends the harm: clients stop, nodes become ready, boards get two seconds in which nothing is written; then everything is read.</summary>
    public async Task<Evidence> TakeEvidenceAsync(CancellationToken ct)
    {
        await stopClients.CancelAsync();
        await Task.WhenAll(clients);
        foreach (var node in Nodes)
        {
            var watch = Stopwatch.StartNew();
            while (!await node.IsReadyAsync(ct))
            {
                if (watch.Elapsed > ReadyLimit)
                    throw new InvalidOperationException($"Node {node.Name} does not become ready again:\n{node.LastWords}");
                await Task.Delay(50, ct);
            }
        }

        ImmutableArray<Board> boards;
        ImmutableArray<(string, JsonElement)> answers;
        Tables tables;
        var (head, looks) = (await ReadHeadAsync(ct), 0);
        while (true)
        {
            await Task.Delay(Calm, ct);
            boards = [.. followers.SelectMany(f => f.Boards)];
            answers = await ReadOrdersAsync(ct);
            tables = await Tables.ReadAsync(Site.ConnectionString);
            if (tables.Head == head || ++looks == Looks)
                break;
            head = tables.Head;
        }

        await stopFollowers.CancelAsync();
        await Task.WhenAll(following);
        History.Measure("frames taken by followers", followers.Sum(f => f.Frames));

        return new Evidence(
            [.. Enumerable.Range(0, Book.Count).Select(i => Book[i])], [.. History.Sendings], [.. History.Readings], [.. History.Misbehaviour],
            History.Answers, tables, boards, answers);
    }

    public async ValueTask DisposeAsync()
    {
        await stopClients.CancelAsync();
        await stopFollowers.CancelAsync();
        await Task.WhenAll([.. clients, .. following]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var sender in senders)
            sender.Dispose();
        Book.Dispose();
        await Site.DisposeAsync();
        stopClients.Dispose();
        stopFollowers.Dispose();
    }

    private async Task<ImmutableArray<(string, JsonElement)>> ReadOrdersAsync(CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = AnswerLimit };
        var answers = ImmutableArray.CreateBuilder<(string, JsonElement)>();
        foreach (var node in Nodes)
            for (var i = 0; i < Book.Count; i++)
            {
                var json = await ReadAsync(http, new Uri(node.Address, $"/api/v1/purchase-orders/{Book[i]}"), ct);
                answers.Add((node.Name, JsonDocument.Parse(json).RootElement));
            }

        return answers.DrainToImmutable();
    }

    // A node that asks to come again in a moment has not failed.
    private static async Task<byte[]> ReadAsync(HttpClient http, Uri address, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            using var answer = await http.GetAsync(address, ct);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || watch.Elapsed > AnswerLimit)
                return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(ct);
            await Task.Delay(100, ct);
        }
    }
}
