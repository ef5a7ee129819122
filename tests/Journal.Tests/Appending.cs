namespace Selvedge.Journal.Tests;

public sealed class Appending : JournalSpec
{
    [Fact]
    public async Task What_was_appended_is_loaded_whole()
    {
        var journal = OpenJournal();
        var due = new DateTimeOffset(2026, 11, 20, 9, 14, 0, TimeSpan.Zero);
        var first = await CommitAsync(journal, First(Order("PO-1"), "a", "b") with { Due = due });
        var second = await CommitAsync(journal, Next(Order("PO-1"), first, "c") with { PreviousDue = due, Due = due });

        var loaded = await journal.LoadAsync(Order("PO-1"), 0, 1);

        Assert.Equal((first.StreamNumber, 3, due), (loaded.Number, loaded.Version, loaded.Due));
        Assert.Null(loaded.Snapshot);
        Assert.Equal(["a", "b", "c"], loaded.Tail.Select(e => Text(e.Data)));
        Assert.Equal("origin of a", Text(loaded.Tail[0].Origin));
        Assert.Equal([first.FirstPosition, first.FirstPosition + 1, second.FirstPosition], loaded.Tail.Select(e => e.Position));
        Assert.Equal([1, 2, 3], loaded.Tail.Select(e => e.Version));
        Assert.Equal(first.RecordedAt, loaded.Tail[0].RecordedAt);
        Assert.Equal(second.FirstPosition, await journal.ReadHeadAsync());
    }
}
