namespace Selvedge.Journal.Tests;

public sealed class Checking : JournalSpec
{
    [Fact]
    public async Task A_check_confirms_or_tells_of_the_conflict()
    {
        var journal = OpenJournal();
        var first = await CommitAsync(journal, First(Order("PO-1"), "a"));
        var confirmed = Assert.IsType<AppendResult.Committed>(await journal.AppendAsync(Next(Order("PO-1"), first)));
        Assert.Equal((first.StreamNumber, 1, 0L), (confirmed.StreamNumber, confirmed.Version, confirmed.FirstPosition));
        await CommitAsync(journal, Next(Order("PO-1"), first, "b"));
        Assert.Equal(new AppendResult.Conflict(2), await journal.AppendAsync(Next(Order("PO-1"), first)));
    }

    [Fact]
    public async Task A_stream_that_does_not_exist_can_be_checked()
    {
        var journal = OpenJournal();
        var absent = Assert.IsType<AppendResult.Committed>(await journal.AppendAsync(First(Order("PO-2"))));
        Assert.Equal((0L, 0), (absent.StreamNumber, absent.Version));
        await CommitAsync(journal, First(Order("PO-2"), "a"));
        Assert.Equal(new AppendResult.Conflict(1), await journal.AppendAsync(First(Order("PO-2"))));
    }

    [Fact]
    public async Task A_check_waits_for_no_lock()
    {
        var journal = OpenJournal(new JournalOptions { UnknownOutcomeLimit = TimeSpan.FromMinutes(1), CallLimit = TimeSpan.FromMinutes(1) });
        var first = await CommitAsync(journal, First(Order("PO-3"), "a"));
        await using var held = await HoldHeadAsync();
        var blocked = journal.AppendAsync(Next(Order("PO-3"), first, "b"));
        await AppendsWaitAsync(1);
        Assert.IsType<AppendResult.Committed>(await journal.AppendAsync(Next(Order("PO-3"), first)));
        Assert.False(blocked.IsCompleted);
        await held.ReleaseAsync();
        Assert.IsType<AppendResult.Committed>(await blocked);
    }
}
