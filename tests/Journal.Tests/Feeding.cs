using System.Collections.Concurrent;

namespace Selvedge.Journal.Tests;

public sealed class Feeding : JournalSpec
{
    // Long enough that only notifications can explain what arrives.
    private static readonly JournalOptions NoPolling = new()
    {
        UnknownOutcomeLimit = Patient.UnknownOutcomeLimit, CallLimit = Patient.CallLimit, FeedPoll = TimeSpan.FromMinutes(10), FeedPageEvents = 50,
    };

    [Fact]
    public async Task Positions_are_dense_in_commit_order_and_both_nodes_feed_them_once_while_both_write()
    {
        var seed = Environment.TickCount;
        Console.WriteLine($"seed {seed}");
        // Small batches: each node often has two under way.
        var options = NoPolling with { MaxBatchEvents = 4 };
        Journal[] nodes = [OpenJournal(options), OpenJournal(options)];
        Feed[] feeds = [await StartFeedAsync(nodes[0]), await StartFeedAsync(nodes[1])];
        var start = await nodes[0].ReadHeadAsync();
        using var stop = new CancellationTokenSource();
        var followers = feeds.SelectMany(feed => new[] { FollowAsync(feed, start, stop.Token), FollowPagesAsync(feed, start, stop.Token) }).ToArray();
        var acknowledged = new ConcurrentBag<(long Position, StreamKey Stream, int Version)>();

        await Task.WhenAll(Enumerable.Range(0, 32).Select(writer => Task.Run(async () =>
        {
            var random = new Random(seed + writer);
            for (var i = 0; i < 25; i++)
            {
                // Twenty streams for 32 writers: most appends meet a conflict sooner or later.
                var (node, stream) = (nodes[random.Next(2)], Order($"PO-{random.Next(20)}"));
                var before = await node.ReadHeadAsync();
                var loaded = await node.LoadAsync(stream, 0, 1);
                var result = await node.AppendAsync(new Append
                {
                    Stream = stream, StreamNumber = loaded.Number, ExpectedVersion = loaded.Version, Row = Bytes("row"),
                    Events = [.. Enumerable.Range(0, random.Next(1, 4)).Select(e => Event($"{writer}/{i}/{e}"))],
                });
                if (result is not AppendResult.Committed committed)
                    continue;
                Assert.True(committed.FirstPosition > before, "an event was numbered below what was committed before");
                for (var version = loaded.Version + 1; version <= committed.Version; version++)
                    acknowledged.Add((committed.FirstPosition + version - loaded.Version - 1, stream, version));
            }
        })));

        var head = await nodes[0].ReadHeadAsync();
        await Task.WhenAll(feeds.Select(feed => feed.WaitUntilAsync(head)));
        foreach (var follower in followers)
            await UntilAsync($"a follower reaches {head}", () => Task.FromResult(follower.Last >= head));
        await stop.CancelAsync();
        var expected = acknowledged.OrderBy(a => a.Position).ToArray();
        Assert.Equal(Enumerable.Range(1, expected.Length).Select(i => start + i), expected.Select(a => a.Position));
        foreach (var follower in followers)
            Assert.Equal(expected, follower.Seen.Select(e => (e.Position, e.Stream, e.Version)));
    }

    [Fact]
    public async Task Another_nodes_events_arrive_by_notification_alone()
    {
        Journal writer = OpenJournal(NoPolling), reader = OpenJournal(NoPolling);
        var feed = await StartFeedAsync(reader);
        await ListensAsync();
        var committed = await CommitAsync(writer, First(Order("PO-N"), "a"));
        await feed.WaitUntilAsync(committed.FirstPosition).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_lost_notification_is_made_up_for_by_asking()
    {
        Journal writer = OpenJournal(), reader = OpenJournal();
        var feed = await StartFeedAsync(reader);
        await ListensAsync();
        var committed = await CommitAsync(writer, First(Order("PO-L"), "a"));
        await QueryAsync<bool>("select bool_and(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and query = 'listen journal'");
        await feed.WaitUntilAsync(committed.FirstPosition).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Catching_up_reaches_everything_acknowledged_before()
    {
        Journal writer = OpenJournal(), reader = OpenJournal(NoPolling);
        var feed = await StartFeedAsync(reader);
        var stream = Order("PO-C");
        using (feed.Watch(stream, 0))
        {
            var committed = await CommitAsync(writer, First(stream, "a", "b"));
            Assert.True(await feed.CatchUpAsync() > committed.FirstPosition);
            Assert.Equal(2, feed.SeenVersion(stream));
            using (feed.Watch(stream, 1))
                Assert.Equal(2, feed.SeenVersion(stream));
            Assert.Equal(2, feed.SeenVersion(stream));
        }
        Assert.Equal(0, feed.SeenVersion(stream));
    }

    [Fact]
    public async Task A_follower_beyond_the_window_reads_from_the_database_without_a_gap()
    {
        var journal = OpenJournal(new JournalOptions
        {
            UnknownOutcomeLimit = Patient.UnknownOutcomeLimit, CallLimit = Patient.CallLimit, FeedWindowEvents = 10, FeedPageEvents = 7,
        });
        var feed = await StartFeedAsync(journal);
        var start = await feed.CatchUpAsync();
        for (var i = 0; i < 40; i++)
            await CommitAsync(journal, First(Order($"PO-W{i}"), "a", "b", "c"));
        using var stop = new CancellationTokenSource();
        Follower[] followers = [FollowAsync(feed, start + 1, stop.Token), FollowPagesAsync(feed, start + 1, stop.Token)];
        await feed.CatchUpAsync();
        foreach (var follower in followers)
            await UntilAsync("the follower arrives", () => Task.FromResult(follower.Last >= feed.Position));
        await stop.CancelAsync();
        foreach (var follower in followers)
            Assert.Equal(Enumerable.Range(0, follower.Seen.Count).Select(i => start + 2 + i), follower.Seen.Select(e => e.Position));
    }

    [Fact]
    public async Task What_came_before_the_next_page_is_asked_for_comes_together()
    {
        var journal = OpenJournal();
        var feed = await StartFeedAsync(journal);
        var after = feed.Position;
        await using var pages = feed.FollowPagesAsync(after, TimeSpan.Zero).GetAsyncEnumerator();
        await CommitAsync(journal, First(Order("PO-P0"), "a"));
        Assert.True(await pages.MoveNextAsync());
        Assert.Equal(after + 1, pages.Current.To);

        for (var i = 1; i <= 3; i++)
            await CommitAsync(journal, First(Order($"PO-P{i}"), "a"));
        await feed.CatchUpAsync();
        Assert.True(await pages.MoveNextAsync());
        Assert.Equal(["PO-P1", "PO-P2", "PO-P3"], pages.Current.Events.Select(e => e.Stream.Id));
    }

    [Fact]
    public async Task Batches_carry_the_newest_rows_of_their_streams()
    {
        Journal writer = OpenJournal(), reader = OpenJournal();
        Feed[] feeds = [await StartFeedAsync(writer), await StartFeedAsync(reader)];
        var first = await CommitAsync(writer, First(Order("PO-R"), "a", "b"));
        foreach (var feed in feeds)
        {
            await feed.CatchUpAsync();
            await foreach (var batch in feed.FollowAsync(first.FirstPosition - 1))
            {
                var row = batch.Rows.Single(row => row.Stream == Order("PO-R"));
                Assert.Equal((2, first.FirstPosition + 1, "row 2"), (row.Version, row.Position, Text(row.Data)));
                Assert.Equal(first.RecordedAt, batch.Events[0].RecordedAt);
                break;
            }
        }
        var log = await feeds[1].ReadAsync(first.FirstPosition - 1, 1);
        Assert.Equal((first.FirstPosition, "a"), (log.Single().Position, Text(log.Single().Data)));
    }

    // One that was started soon does.
    private Task ListensAsync() => UntilAsync("the feed listens", async () => await QueryAsync<long>(
        "select count(*) from pg_stat_activity where datname = current_database() and query = 'listen journal' and state = 'idle'") > 0);

    private static Follower FollowAsync(Feed feed, long after, CancellationToken ct)
    {
        var follower = new Follower();
        _ = follower.RunAsync(feed.FollowAsync(after, ct).Select(batch =>
        {
            Assert.Equal((batch.Events[0].Position - 1, batch.Events[^1].Position), (batch.From, batch.To));
            return new FeedPage(batch.To, batch.Events);
        }), after);
        return follower;
    }

    private static Follower FollowPagesAsync(Feed feed, long after, CancellationToken ct)
    {
        var follower = new Follower();
        _ = follower.RunAsync(feed.FollowPagesAsync(after, TimeSpan.FromMilliseconds(20), ct), after);
        return follower;
    }

    private sealed class Follower
    {
        private long _last;

        public List<RecordedEvent> Seen { get; } = [];

        public long Last => Interlocked.Read(ref _last);

        public async Task RunAsync(IAsyncEnumerable<FeedPage> pages, long after)
        {
            try
            {
                await foreach (var page in pages)
                {
                    Assert.Equal(Enumerable.Range(1, page.Events.Length).Select(i => after + i), page.Events.Select(e => e.Position));
                    Assert.Equal(page.Events[^1].Position, page.To);
                    Seen.AddRange(page.Events);
                    after = page.To;
                    Interlocked.Exchange(ref _last, after);
                }
            }
            catch (OperationCanceledException)
            {
            }
        }
    }
}
