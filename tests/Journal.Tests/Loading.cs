namespace Selvedge.Journal.Tests;

public sealed class Loading : JournalSpec
{
    [Fact]
    public async Task A_stream_that_was_never_written_is_empty()
    {
        var loaded = await OpenJournal().LoadAsync(Order("PO-0"), 0, 1);
        Assert.Equal((0L, 0, null), (loaded.Number, loaded.Version, loaded.Due));
        Assert.Empty(loaded.Tail);
    }

    [Fact]
    public async Task Loading_is_snapshot_plus_tail()
    {
        var journal = OpenJournal();
        var first = await CommitAsync(journal, First(Order("PO-1"), "a", "b") with { Snapshot = new(2, 7, Bytes("state at 2")) });
        var second = await CommitAsync(journal, Next(Order("PO-1"), first, "c"));

        var whole = await journal.LoadAsync(Order("PO-1"), 0, 7);
        Assert.Equal((2, 7, "state at 2"), (whole.Snapshot!.Version, whole.Snapshot.Schema, Text(whole.Snapshot.State)));
        Assert.Equal((3, "c"), (whole.Version, Text(whole.Tail.Single().Data)));

        var afterSnapshot = await journal.LoadAsync(Order("PO-1"), 2, 7);
        Assert.Null(afterSnapshot.Snapshot);
        Assert.Equal(["c"], afterSnapshot.Tail.Select(e => Text(e.Data)));

        Assert.Empty((await journal.LoadAsync(Order("PO-1"), 3, 7)).Tail);

        await CommitAsync(journal, Next(Order("PO-1"), second, "d") with { Snapshot = new(4, 7, Bytes("state at 4")) });
        var newer = await journal.LoadAsync(Order("PO-1"), 1, 7);
        Assert.Equal("state at 4", Text(newer.Snapshot!.State));
        Assert.Empty(newer.Tail);
    }

    [Fact]
    public async Task A_snapshot_of_another_form_is_ignored()
    {
        var journal = OpenJournal();
        await CommitAsync(journal, First(Order("PO-2"), "a", "b") with { Snapshot = new(2, 7, Bytes("old form")) });
        var loaded = await journal.LoadAsync(Order("PO-2"), 0, 8);
        Assert.Null(loaded.Snapshot);
        Assert.Equal(["a", "b"], loaded.Tail.Select(e => Text(e.Data)));
    }

    [Fact]
    public async Task Many_that_load_at_once_get_each_its_own()
    {
        var journal = OpenJournal();
        var streams = Enumerable.Range(0, 1_000).Select(i => Order($"PO-many-{i}")).ToArray();
        await Task.WhenAll(streams.Where((_, i) => i % 3 > 0).Select((stream, i) => journal.AppendAsync(First(stream, $"{stream.Id} a", $"{stream.Id} b") with
        {
            Snapshot = i % 2 == 0 ? new Snapshot(1, 7, Bytes($"{stream.Id} at 1")) : null,
        })));

        var loaded = await Task.WhenAll(streams.Select(stream => journal.LoadAsync(stream, 0, 7)));

        for (var i = 0; i < streams.Length; i++)
        {
            Assert.Equal(i % 3 > 0 ? 2 : 0, loaded[i].Version);
            Assert.All(loaded[i].Tail, e => Assert.StartsWith(streams[i].Id + " ", Text(e.Data), StringComparison.Ordinal));
            Assert.Equal(loaded[i].Version, loaded[i].Tail.Length + (loaded[i].Snapshot?.Version ?? 0));
            Assert.True(loaded[i].Snapshot is null || Text(loaded[i].Snapshot!.State) == $"{streams[i].Id} at 1");
        }
        Assert.Contains(loaded, l => l.Snapshot is not null);
    }

    [Fact]
    public async Task However_many_load_there_are_connections_left_for_others()
    {
        await using var few = Database.Open(ConnectionString + ";Maximum Pool Size=8");
        await using var journal = new Journal(few, new JournalOptions { UnknownOutcomeLimit = TimeSpan.FromSeconds(60) });
        await using var blocker = await Source.OpenConnectionAsync();
        await using var blocking = await blocker.BeginTransactionAsync();
        await using (var locks = new Npgsql.NpgsqlCommand("lock table journal.due", blocker))
            await locks.ExecuteNonQueryAsync();
        var loads = Enumerable.Range(0, 100).Select(i => journal.LoadAsync(Order($"PO-{i}"), 0, 1)).ToArray();
        await AppendsWaitAsync(1);

        Assert.True(await journal.ReadHeadAsync() >= 0);

        await blocking.RollbackAsync();
        Assert.All(await Task.WhenAll(loads), loaded => Assert.Equal(0, loaded.Version));
    }

    [Fact]
    public async Task Who_gives_up_loading_does_not_hold_up_the_others()
    {
        var journal = OpenJournal();
        await CommitAsync(journal, First(Order("PO-4"), "a"));
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => journal.LoadAsync(Order("PO-4"), 0, 1, given.Token));
        Assert.Equal(1, (await journal.LoadAsync(Order("PO-4"), 0, 1)).Version);
    }

    [Fact]
    public async Task A_long_history_is_read_in_order()
    {
        var journal = OpenJournal();
        await CommitAsync(journal, First(Order("PO-3"), [.. Enumerable.Range(0, 1_234).Select(i => $"{i}")]));
        Assert.Equal(Enumerable.Range(0, 1_234).Select(i => $"{i}"), (await ReadAllAsync(journal, Order("PO-3"))).Select(e => Text(e.Data)));
    }
}
