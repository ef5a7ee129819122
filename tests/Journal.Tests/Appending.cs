namespace Selvedge.Journal.Tests;

public sealed class Appending : JournalSpec
{
    private static readonly DateTimeOffset Due = new(2026, 11, 20, 9, 14, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_was_appended_is_loaded_whole()
    {
        var journal = OpenJournal();
        var first = await CommitAsync(journal, First(Order("PO-1"), "a", "b") with { Due = Due });
        var second = await CommitAsync(journal, Next(Order("PO-1"), first, "c") with { PreviousDue = Due, Due = Due });

        var loaded = await journal.LoadAsync(Order("PO-1"), 0, 1);

        Assert.Equal((first.StreamNumber, 3, Due), (loaded.Number, loaded.Version, loaded.Due));
        Assert.Null(loaded.Snapshot);
        Assert.Equal(["a", "b", "c"], loaded.Tail.Select(e => Text(e.Data)));
        Assert.Equal([first.FirstPosition, first.FirstPosition + 1, second.FirstPosition], loaded.Tail.Select(e => e.Position));
        Assert.Equal([1, 2, 3], loaded.Tail.Select(e => e.Version));
        Assert.Equal(first.RecordedAt, loaded.Tail[0].RecordedAt);
        Assert.True(await journal.ReadHeadAsync() >= second.FirstPosition);
    }

    [Fact]
    public async Task An_origin_is_stored_once_and_read_with_every_event_that_shares_it()
    {
        var journal = OpenJournal();
        var created = await CommitAsync(journal, First(Order("PO-9"), "a"));
        var shared = await CommitAsync(journal, Next(Order("PO-9"), created, "b", "c", "d") with
        {
            Events = [Event("b", "one"), Event("c", ""), Event("d", "another")],
        });
        await CommitAsync(journal, Next(Order("PO-9"), shared, "e") with { Events = [Event("e", "a third")] });

        var read = await journal.ReadStreamAsync(Order("PO-9"), 2).ToArrayAsync();
        Assert.Equal(["one", "another", "a third"], read.Select(e => Text(e.Origin)));
        await using var feed = new Feed(journal);
        Assert.Equal(["one", "another"], (await feed.ReadAsync(shared.FirstPosition, 2)).Select(e => Text(e.Origin)));
        Assert.Equal(3 + 7 + 7, await QueryAsync<long>($"select sum(length(origin)) from journal.events where position >= {shared.FirstPosition}"));

        static NewEvent Event(string data, string origin) => new("test.happened", 1, Bytes(data), Bytes(origin));
    }

    [Fact]
    public async Task Nothing_of_a_lost_append_is_kept()
    {
        var journal = OpenJournal();
        var created = await CommitAsync(journal, First(Order("PO-2"), "a"));
        await CommitAsync(journal, Next(Order("PO-2"), created, "b") with { Due = Due });
        var command = Guid.NewGuid();

        var late = await journal.AppendAsync(Next(Order("PO-2"), created, "x", "y") with
        {
            Due = Due.AddDays(9), Commands = [Command(command, events: 2)], Links = [new("style", "S-lost")], Snapshot = new(3, 1, Bytes("state")),
        });

        Assert.Equal(new AppendResult.Conflict(2), late);
        var loaded = await journal.LoadAsync(Order("PO-2"), 0, 1);
        Assert.Equal((2, Due, null), (loaded.Version, loaded.Due, loaded.Snapshot));
        Assert.Equal(["a", "b"], loaded.Tail.Select(e => Text(e.Data)));
        Assert.Empty(await journal.LinkedToAsync(new("style", "S-lost")));
        Assert.Equal(0L, await QueryAsync<long>($"select count(*) from journal.commands where id = '{command}'"));
        var row = await QueryAsync<byte[]>("select board_row from journal.streams where id = 'PO-2'");
        Assert.Equal("row 2", Text(row));
    }

    [Fact]
    public async Task A_conflict_fails_alone_and_positions_stay_dense()
    {
        var journal = OpenJournal();
        var stale = await CommitAsync(journal, First(Order("PO-3"), "a"));
        await CommitAsync(journal, Next(Order("PO-3"), stale, "b"));
        var other = await CommitAsync(journal, First(Order("PO-4"), "a"));

        // Blocked behind the head row, they all go into one batch.
        var results = await TogetherAsync(journal,
        [
            First(Order("PO-5"), "new before"), Next(Order("PO-3"), stale, "lost", "lost too"), First(Order("PO-4"), "already there"),
            Next(Order("PO-4"), other, "wins"), First(Order("PO-6"), "new after", "and more"),
        ]);

        var before = Assert.IsType<AppendResult.Committed>(results[0]);
        Assert.Equal(new AppendResult.Conflict(2), results[1]);
        Assert.Equal(new AppendResult.Conflict(1), results[2]);
        var wins = Assert.IsType<AppendResult.Committed>(results[3]);
        var after = Assert.IsType<AppendResult.Committed>(results[4]);
        Assert.Equal(["new after", "and more"], (await ReadAllAsync(journal, Order("PO-6"))).Select(e => Text(e.Data)));
        foreach (var (stream, result) in new[] { ("PO-5", before), ("PO-4", wins), ("PO-6", after) })
        {
            var loaded = await journal.LoadAsync(Order(stream), 0, 1);
            Assert.Equal((result.StreamNumber, result.Version), (loaded.Number, loaded.Version));
            Assert.Contains(loaded.Tail, e => e.Position == result.FirstPosition);
            Assert.Equal(loaded.Tail[^1].Position, await QueryAsync<long>($"select position from journal.rows where id = '{stream}'"));
        }
        Assert.True(await QueryAsync<bool>("select count(*) = max(position) and max(position) = (select position from journal.head) from journal.events"));
    }

    [Fact]
    public async Task Commit_times_never_go_back_when_the_clock_does()
    {
        var clock = new SetClock(Due);
        var journal = OpenJournal(time: clock);
        var first = await CommitAsync(journal, First(Order("PO-7"), "a"));
        clock.Now = first.RecordedAt.AddHours(-1);
        var second = await CommitAsync(journal, Next(Order("PO-7"), first, "b"));
        Assert.True(second.RecordedAt >= first.RecordedAt);
    }

    [Fact]
    public async Task Links_are_replaced_as_a_whole_and_found_from_their_target()
    {
        var journal = OpenJournal();
        StreamKey style = new("style", "S/1"), vendor = new("vendor", "V1"), line = Order("PO-8");
        var first = await CommitAsync(journal, First(line, "a") with { Links = [style, vendor] });
        var second = await CommitAsync(journal, Next(line, first, "b"));
        Assert.Equal(line, (await journal.LinkedToAsync(style)).Single());
        await CommitAsync(journal, Next(line, second, "c") with { Links = [vendor] });
        Assert.Empty(await journal.LinkedToAsync(style));
        Assert.Equal(line, (await journal.LinkedToAsync(vendor)).Single());
    }

    [Fact]
    public async Task An_append_that_cannot_be_stored_fails_alone()
    {
        var journal = OpenJournal();
        // A NUL is no text to PostgreSQL.
        var results = await TogetherAsync(journal,
            [First(Order("PO-20"), "a"), First(Order("PO-\0"), "poison"), First(Order("PO-21"), "b"), First(Order("PO-22"), "c")],
            mayFail: true);
        Assert.Equal([true, false, true, true], results.Select(r => r is AppendResult.Committed));
        await Assert.ThrowsAsync<InvalidOperationException>(() => journal.AppendAsync(First(Order("PO-\0"), "poison")));
        await CommitAsync(journal, First(Order("PO-23"), "still works"));
    }

    [Fact]
    public async Task Two_appends_of_one_stream_or_one_command_never_share_a_batch()
    {
        var journal = OpenJournal();
        var command = Guid.NewGuid();
        var results = await TogetherAsync(journal,
        [
            First(Order("PO-30"), "a") with { Commands = [Command(command)] }, First(Order("PO-30"), "b"),
            First(Order("PO-31"), "c") with { Commands = [Command(command)] }, First(Order("PO-32"), "d"),
        ]);
        Assert.IsType<AppendResult.Committed>(results[0]);
        Assert.Equal(new AppendResult.Conflict(1), results[1]);
        Assert.Equal(KnownAs.Repeat, Assert.IsType<AppendResult.Known>(results[2]).Commands.Single().As);
        Assert.IsType<AppendResult.Committed>(results[3]);
    }

    [Fact]
    public async Task A_full_batch_is_sent_beside_the_one_under_way_and_one_that_is_not_full_waits()
    {
        var journal = OpenJournal(Patient with { MaxBatchEvents = 3 });
        var feed = await StartFeedAsync(journal);
        var start = await journal.ReadHeadAsync();
        await using var held = await HoldHeadAsync();
        List<Task<AppendResult>> appends = [journal.AppendAsync(First(Order("PO-50"), "a"))];
        await AppendsWaitAsync(1);
        appends.AddRange(Enumerable.Range(51, 2).Select(i => journal.AppendAsync(First(Order($"PO-{i}"), "a"))));
        Assert.Equal(1L, await AppendsSentAsync());
        appends.AddRange(Enumerable.Range(53, 4).Select(i => journal.AppendAsync(First(Order($"PO-{i}"), "a"))));
        await AppendsWaitAsync(2);
        await held.ReleaseAsync();

        var committed = (await Task.WhenAll(appends)).Cast<AppendResult.Committed>().ToArray();
        Assert.Equal(Enumerable.Range(1, 7).Select(i => start + i), committed.Select(c => c.FirstPosition).Order());
        await feed.WaitUntilAsync(start + 7).WaitAsync(TimeSpan.FromSeconds(30));

        Task<long> AppendsSentAsync() => QueryAsync<long>(
            "select count(*) from pg_stat_activity where datname = current_database() and state = 'active' and query like '%journal.append(%' and pid <> pg_backend_pid()");
    }

    [Fact]
    public async Task Empty_data_is_data()
    {
        var journal = OpenJournal();
        await CommitAsync(journal, new Append { Stream = Order("PO-40"), ExpectedVersion = 0, Events = [new NewEvent("nothing", 1, default, default)] });
        var only = (await journal.LoadAsync(Order("PO-40"), 0, 1)).Tail.Single();
        Assert.True(only.Data.IsEmpty && only.Origin.IsEmpty);
    }

    [Fact]
    public async Task Rows_of_a_kind_are_read_page_by_page()
    {
        var journal = OpenJournal();
        var wanted = Enumerable.Range(0, 1_100).Select(i => new StreamKey("row-kind", $"R{i:D5}")).ToArray();
        await Task.WhenAll(wanted.Select(stream => journal.AppendAsync(First(stream, "a"))));
        var rows = new List<StreamRow>();
        await foreach (var row in journal.ReadRowsAsync("row-kind"))
            rows.Add(row);
        Assert.Equal(wanted, rows.Select(row => row.Stream));
        Assert.All(rows, row => Assert.Equal("row 1", Text(row.Data)));
    }

    private sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
