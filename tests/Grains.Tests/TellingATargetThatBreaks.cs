using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Grains.Tests;

public sealed class TellingATargetThatBreaks : IAsyncLifetime
{
    private const string Follower = "teller";
    private readonly ConcurrentBag<string> told = [];
    private string database = "";
    private volatile string broken = "PO-1";

    public async Task InitializeAsync() => database = await TestServer.CloneDatabaseAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_others_are_told_meanwhile_and_it_is_told_once_it_mends()
    {
        await using var node = await TellingNode.StartAsync(database, this);
        await node.AppendAsync("PO-1", "PO-2");
        await node.AppendAsync("PO-3");
        await Eventually.HoldsAsync("The others are told", Told, orders => orders.SetEquals(["PO-2", "PO-3"]));
        await Eventually.HoldsAsync("Only the broken one is parked", ParkedAsync, parked => parked == 1);

        broken = "";
        await Eventually.HoldsAsync("It is told at last", Told, orders => orders.Contains("PO-1"));
        await Eventually.HoldsAsync("Nothing is parked any more", ParkedAsync, parked => parked == 0);
        Assert.Equal(1, told.Count(order => order == "PO-1"));
    }

    [Fact]
    public async Task It_is_not_forgotten_when_the_node_dies()
    {
        var first = await TellingNode.StartAsync(database, this);
        await first.AppendAsync("PO-1", "PO-2");
        await Eventually.HoldsAsync("The broken one is parked", ParkedAsync, parked => parked == 1);
        // The two may have come in two pages.
        await Eventually.HoldsAsync("Both are served", () => CountAsync($"select position from journal.checkpoints where follower = '{Follower}'"), position => position == 2);
        // Without a word to the database: the lease is left to run out.
        await first.DieAsync();
        told.Clear();
        broken = "";

        await using var second = await TellingNode.StartAsync(database, this);
        await Eventually.HoldsAsync("It is told by the next", Told, orders => orders.Contains("PO-1"));
        await Eventually.HoldsAsync("Nothing is parked any more", ParkedAsync, parked => parked == 0);
        Assert.Equal(["PO-1"], told);
    }

    [Fact]
    public async Task An_event_that_cannot_be_reacted_to_is_tried_again_and_holds_up_nobody()
    {
        broken = "unreadable";
        await using var node = await TellingNode.StartAsync(database, this);
        await node.AppendAsync("unreadable");
        await node.AppendAsync("PO-2");
        await Eventually.HoldsAsync("The other is told", Told, orders => orders.SetEquals(["PO-2"]));
        broken = "";
        await Eventually.HoldsAsync("It is told at last", Told, orders => orders.SetEquals(["PO-2", "unreadable"]));
    }

    private Task<HashSet<string>> Told() => Task.FromResult(told.ToHashSet());

    private Task<long> ParkedAsync() => CountAsync("select count(*) from journal.parked");

    private async Task<long> CountAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Journal, feed and one reaction that tells each order that something happened to it.</summary>
    private sealed class TellingNode : IAsyncDisposable
    {
        private readonly NpgsqlDataSource source;
        private readonly Journal.Journal journal;
        private readonly Feed feed;
        private readonly Teller teller;

        private TellingNode(string database, TellingATargetThatBreaks test)
        {
            source = Database.Open(database);
            // A slow machine is no absent database.
            var options = new JournalOptions { UnknownOutcomeLimit = TimeSpan.FromSeconds(30), CallLimit = TimeSpan.FromSeconds(60) };
            journal = new Journal.Journal(source, options);
            feed = new Feed(journal);
            teller = new Teller(feed, new Checkpoints(source, options), test);
        }

        public static async Task<TellingNode> StartAsync(string database, TellingATargetThatBreaks test)
        {
            var node = new TellingNode(database, test);
            await node.feed.StartAsync(CancellationToken.None);
            await node.teller.StartAsync(CancellationToken.None);
            return node;
        }

        /// <summary>One event of each of these orders.</summary>
        public Task AppendAsync(params string[] orders) => Task.WhenAll(orders.Select(order => journal.AppendAsync(new Append
        {
            Stream = new StreamKey("purchase-order", order), ExpectedVersion = 0,
            Events = [new NewEvent("test.happened", 1, new byte[1], Contracts.Stored.StoredForm.Write(new Contracts.Origin("tester")))], Row = new byte[1],
        })));

        public async Task DieAsync()
        {
            await source.DisposeAsync();
            await DisposeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await teller.StopAsync(CancellationToken.None);
            teller.Dispose();
            await feed.DisposeAsync();
            await journal.DisposeAsync();
            await source.DisposeAsync();
        }
    }

    private sealed class Teller(Feed feed, Checkpoints checkpoints, TellingATargetThatBreaks test)
        : Reaction(Follower, feed, checkpoints, TimeProvider.System, NullLogger.Instance)
    {
        protected override bool Concerns(RecordedEvent happened) => true;

        protected override Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken)
        {
            if (happened.Stream.Id == "unreadable" && test.broken == "unreadable")
                throw new InvalidOperationException("It cannot be read.");
            return Task.FromResult<IReadOnlyList<Sending>>([new Sending(happened, happened.Stream, OriginOf(happened), _ => TellAsync(happened.Stream.Id))]);
        }

        private async Task TellAsync(string order)
        {
            await Task.Yield();
            if (order == test.broken)
                throw new InvalidOperationException("It is broken.");
            test.told.Add(order);
        }
    }
}
