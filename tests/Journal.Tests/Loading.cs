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
    public async Task A_long_history_is_read_in_order()
    {
        var journal = OpenJournal();
        await CommitAsync(journal, First(Order("PO-3"), [.. Enumerable.Range(0, 1_234).Select(i => $"{i}")]));
        Assert.Equal(Enumerable.Range(0, 1_234).Select(i => $"{i}"), (await ReadAllAsync(journal, Order("PO-3"))).Select(e => Text(e.Data)));
    }
}
