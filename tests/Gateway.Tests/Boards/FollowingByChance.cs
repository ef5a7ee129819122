using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Tests.Boards;

/// <summary>Random histories, read by clients that are slow, that vanish and that come back, on two nodes.</summary>
public sealed class FollowingByChance
{
    private static readonly string[] Topics =
        ["overview", "board:*:apparel", "board:HALDEN:apparel", "board:HALDEN:footwear", "vendor:V1", "po:PO-1", "po:PO-2"];

    private static readonly PersonSheet[] People =
    [
        Sheet("all", [], [], []),
        Sheet("brand", ["HALDEN", "VIREO"], ["V1", "V2", "V3"], []),
        Sheet("blind", ["HALDEN", "VIREO"], ["V1", "V2", "V3"], ["quantity", "sizes"]),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task Every_screen_ends_with_the_rows_and_totals_of_a_fresh_snapshot_and_never_shows_what_it_may_not(int seed)
    {
        var random = new Random(seed);
        var world = new World(random);
        var time = new ManualTime();
        for (var i = random.Next(60); i > 0; i--)
            world.Happen();
        Node[] nodes = [new(world, time), new(world, time)];
        var clients = People.SelectMany(p => Enumerable.Range(0, 4).Select(_ => new Client(CurrentPerson.Of(p), random))).ToList();

        for (var step = 0; step < 400; step++)
        {
            switch (random.Next(8))
            {
                case 0 or 1:
                    for (var i = random.Next(4); i >= 0; i--)
                        world.Happen();
                    break;
                case 2 or 3:
                    nodes[random.Next(2)].Read();
                    break;
                case 4:
                    time.Pass(TimeSpan.FromMilliseconds(random.Next(150)));
                    break;
                case 5:
                    var client = clients[random.Next(clients.Count)];
                    if (!client.IsConnected)
                        client.Connect(nodes[random.Next(2)]);
                    else if (random.Next(10) == 0)
                        client.Vanish();
                    else if (random.Next(6) == 0)
                        client.Unfollow(Topics[random.Next(Topics.Length)]);
                    else
                        await client.FollowAsync(Topics[random.Next(Topics.Length)]);
                    break;
                case 6:
                    clients[random.Next(clients.Count)].EndWrite();
                    break;
                case 7:
                    if (random.Next(60) == 0)
                    {
                        // Long enough to forget what left; nobody hangs in a write that long.
                        clients.ForEach(c => c.EndWrite());
                        time.Pass(TimeSpan.FromMinutes(11));
                    }

                    break;
            }

            foreach (var node in nodes)
                node.Pump.Round();
        }

        foreach (var client in clients)
        {
            if (!client.IsConnected)
                client.Connect(nodes[random.Next(2)]);
            foreach (var topic in Topics)
                await client.FollowAsync(topic);
        }

        for (var i = 0; i < 40; i++)
        {
            foreach (var node in nodes)
            {
                node.ReadAll();
                node.Pump.Round();
            }

            clients.ForEach(c => c.EndWrite());
            time.Pass(TimeSpan.FromMilliseconds(120));
        }

        var fresh = new Node(world, time);
        fresh.ReadAll();
        foreach (var client in clients)
            foreach (var topic in Topics.Where(t => !client.WasRefused(t)))
            {
                var expected = await fresh.SnapshotAsync(client.Person, topic);
                var screen = client.ScreenOf(topic);
                Assert.Equal(Screen.Content(expected["rows"]!.AsArray().Select(r => r!.AsObject())), screen.Content());
                Assert.Equal(Screen.WithoutNumbers(expected["totals"]!), Screen.WithoutNumbers(screen.Totals!));
            }

        AssertRecounted(world, await fresh.SnapshotAsync(CurrentPerson.Of(People[0]), "overview"));
    }

    private static void AssertRecounted(World world, JsonObject overview)
    {
        var open = world.Orders.Where(o => o.Open).ToList();
        var totals = overview["totals"]!;
        Assert.Equal(open.Count, (int)totals["purchaseOrders"]!);
        Assert.Equal(open.Sum(o => o.Lines.Length), (int)totals["lines"]!);
        Assert.Equal(open.Sum(o => o.Lines.Sum(l => (long)l.Quantity)), (long)totals["quantity"]!);
        foreach (var (name, lines) in totals["health"]!.AsObject())
            Assert.Equal(open.Sum(o => o.Lines.Count(l => l.Health.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))), (int)lines!);
        var cells = open.GroupBy(o => $"{o.Brand}/{o.Category}").ToDictionary(g => g.Key, g => (g.Count(), g.Sum(o => o.Lines.Length)));
        Assert.Equal(cells, overview["rows"]!.AsArray().ToDictionary(r => (string)r!["id"]!, r => ((int)r!["purchaseOrders"]!, (int)r["lines"]!)));

        Health[] worstFirst = [Health.Critical, Health.Late, Health.Blocked, Health.Risk, Health.Stale, Health.OnTrack, Health.Plan, Health.Done];
        var worst = open.SelectMany(o => o.Lines, (o, l) => (Order: o, Line: l, Id: $"{o.Number}/{l.Number}"))
            .OrderBy(l => Array.IndexOf(worstFirst, l.Line.Health)).ThenByDescending(l => l.Line.SlipDays).ThenBy(l => l.Id, StringComparer.Ordinal)
            .DistinctBy(l => l.Order.Number).Take(10)
            .Select(l => (l.Id, l.Order.Lines.Length, l.Order.Lines.Count(o => o.Health is Health.Late or Health.Critical)));
        Assert.Equal(worst, totals["worst"]!.AsArray().Select(w => ((string)w!["line"]!["id"]!, (int)w["lines"]!, (int)w["lateLines"]!)));
    }

    private static PersonSheet Sheet(string id, ImmutableArray<string> brands, ImmutableArray<string> vendors, ImmutableArray<string> hidden) =>
        new(id, id, "manager", "brand", brands, [], vendors, hidden);

    /// <summary>A node's memory and pump, without threads: rounds come when the test says.</summary>
    private sealed class Node
    {
        private readonly World world;
        private readonly Rows rows;

        public Node(World world, TimeProvider time)
        {
            this.world = world;
            rows = new Rows(_ => Task.FromResult(rows!.Position));
            Pump = new FramePump(rows, ReadDetailAsync, time, NullLogger<FramePump>.Instance);
            rows.Apply(world.AllAtOnce());
        }

        public FramePump Pump { get; }

        public void Read()
        {
            if (world.NextBatch(rows.Position) is { } batch)
                rows.Apply(batch);
        }

        public void ReadAll()
        {
            while (world.NextBatch(rows.Position) is { } batch)
                rows.Apply(batch);
        }

        public async Task<JsonObject> SnapshotAsync(CurrentPerson person, string topic)
        {
            var snapshot = Pump.SnapshotAsync(person, topic, CancellationToken.None);
            // A detail takes one round to be read and one to be sent.
            Pump.Round();
            Pump.Round();
            return Screen.Parse(await snapshot.WaitAsync(TimeSpan.FromSeconds(30)));
        }

        private Task<IRow?> ReadDetailAsync(TopicName topic)
        {
            var v = rows.TryGetPurchaseOrder(topic.Id, out var entry) ? PurchaseOrderDetail.PositionOf(entry, rows) : 0;
            return Task.FromResult<IRow?>(world.Read(topic.Id) is { } order ? PurchaseOrderDetail.Of(order, v, rows) : null);
        }
    }

    private sealed class Client(CurrentPerson person, Random random)
    {
        private readonly Dictionary<string, Screen> screens = new(StringComparer.Ordinal);
        private readonly HashSet<string> refused = new(StringComparer.Ordinal);
        private readonly HashSet<string> followed = new(StringComparer.Ordinal);
        private Node? node;
        private LiveConnection? connection;
        private (TaskCompletionSource Done, WireMessage Message)? writing;
        private long alive;

        public CurrentPerson Person => person;

        public bool IsConnected => connection is not null;

        public bool WasRefused(string topic) => refused.Contains(topic);

        public Screen ScreenOf(string topic) => screens[topic];

        public void Connect(Node to)
        {
            node = to;
            alive = 0;
            connection = new LiveConnection(person, WriteAsync, Vanish, takesParts: false);
            node.Pump.Connect(connection);
        }

        public async Task FollowAsync(string topic)
        {
            screens.TryAdd(topic, new Screen(topic));
            try
            {
                // A node that is behind the one left waits until it has caught up; here it is told to.
                node!.ReadAll();
                followed.Add(topic);
                await node.Pump.FollowAsync(connection!, topic, screens[topic].Held, CancellationToken.None);
                refused.Remove(topic);
            }
            catch (TopicRefusedException)
            {
                refused.Add(topic);
                followed.Remove(topic);
            }
        }

        public void Unfollow(string topic)
        {
            followed.Remove(topic);
            node!.Pump.Unfollow(connection!, topic);
        }

        /// <summary>What was on its way arrives or is lost.</summary>
        public void Vanish()
        {
            if (writing is { } pending && random.Next(2) == 0)
                Receive(pending.Message);
            writing = null;
            followed.Clear();
            node!.Pump.Disconnect(connection!);
            connection = null;
        }

        public void EndWrite()
        {
            if (writing is not { } pending)
                return;
            writing = null;
            Receive(pending.Message);
            pending.Done.SetResult();
        }

        private ValueTask WriteAsync(WireMessage message)
        {
            Assert.Null(writing);
            if (random.Next(3) > 0)
            {
                Receive(message);
                return ValueTask.CompletedTask;
            }

            writing = (new TaskCompletionSource(), message);
            return new ValueTask(writing.Value.Done.Task);
        }

        private void Receive(WireMessage message)
        {
            var text = Encoding.UTF8.GetString(message.Json.Span);
            if (person.Id != "all")
                Assert.DoesNotContain("CANARY", text, StringComparison.Ordinal);
            if (person.Id == "blind")
            {
                Assert.DoesNotContain("quantity\":", text, StringComparison.Ordinal);
                Assert.DoesNotContain("7700", text, StringComparison.Ordinal);
            }

            var json = Screen.Parse(message.Json);
            if (json["topic"] is null)
            {
                Assert.True((long)json["position"]! >= alive);
                alive = (long)json["position"]!;
                return;
            }

            // What comes after Unfollow was on its way; a browser does not look at it.
            if (followed.Contains((string)json["topic"]!))
                screens[(string)json["topic"]!].Receive(json);
        }
    }
}
