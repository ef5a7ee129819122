namespace Selvedge.Journal.Tests;

public sealed class Waking : JournalSpec
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_due_time_is_consumed_once()
    {
        Journal[] nodes = [OpenJournal(), OpenJournal()];
        var first = await CommitAsync(nodes[0], First(Order("PO-1"), "a") with { Due = Noon });
        var wake = Next(Order("PO-1"), first, "woken") with { ConsumesDue = Noon, PreviousDue = Noon, Due = null };

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => nodes[i % 2].AppendAsync(wake)));

        var won = Assert.Single(results.OfType<AppendResult.Committed>());
        Assert.All(results.Where(r => r != won), r => Assert.IsType<AppendResult.DueMoved>(r));
        Assert.Null((await nodes[0].LoadAsync(Order("PO-1"), 0, 1)).Due);
    }

    [Fact]
    public async Task A_wake_whose_due_time_has_moved_does_nothing()
    {
        var journal = OpenJournal();
        var first = await CommitAsync(journal, First(Order("PO-2"), "a") with { Due = Noon });
        var second = await CommitAsync(journal, Next(Order("PO-2"), first, "b") with { PreviousDue = Noon, Due = Noon.AddDays(1) });
        var wake = Next(Order("PO-2"), second, "woken") with { ConsumesDue = Noon, PreviousDue = Noon.AddDays(1) };
        Assert.IsType<AppendResult.DueMoved>(await journal.AppendAsync(wake));
        Assert.IsType<AppendResult.DueMoved>(await journal.AppendAsync(wake with { Events = [] }));
        Assert.Equal(Noon.AddDays(1), (await journal.LoadAsync(Order("PO-2"), 0, 1)).Due);
    }

    [Fact]
    public async Task What_is_due_is_handed_out_once_until_the_lease_has_passed()
    {
        var journal = OpenJournal();
        var due = new DueTimes(Source, new JournalOptions());
        var day = Noon.AddYears(-10);
        for (var i = 0; i < 5; i++)
            await CommitAsync(journal, First(Order($"PO-L{i}"), "a") with { Due = day.AddMinutes(i) });

        var pages = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => due.LeaseAsync(day.AddMinutes(3), 2, Lease)));

        Assert.Equal(["PO-L0", "PO-L1", "PO-L2", "PO-L3"], pages.SelectMany(page => page).Select(d => d.Stream.Id).Order(StringComparer.Ordinal));
        Assert.Equal(4, await due.BacklogAsync(day.AddMinutes(3)));
        Assert.Equal(day.AddMinutes(4), await due.NextAsync(day.AddMinutes(3)));
        Assert.Equal(new DueStream(Order("PO-L4"), day.AddMinutes(4)), (await due.LeaseAsync(day.AddMinutes(4), 10, Lease)).Single());
        Assert.Empty(await due.LeaseAsync(day.AddMinutes(4), 10, Lease));
        var again = await due.LeaseAsync(day.AddMinutes(3) + Lease, 10, Lease);
        Assert.Equal(["PO-L0", "PO-L1", "PO-L2", "PO-L3"], again.Select(d => d.Stream.Id));
    }

    [Fact]
    public async Task A_new_due_time_ends_the_lease_on_the_old_one()
    {
        var journal = OpenJournal();
        var due = new DueTimes(Source, new JournalOptions());
        var day = Noon.AddYears(-20);
        var first = await CommitAsync(journal, First(Order("PO-M"), "a") with { Due = day });
        Assert.Single(await due.LeaseAsync(day, 10, Lease));
        await CommitAsync(journal, Next(Order("PO-M"), first, "b") with { PreviousDue = day, Due = day.AddSeconds(1) });
        Assert.Equal(new DueStream(Order("PO-M"), day.AddSeconds(1)), (await due.LeaseAsync(day.AddSeconds(1), 10, Lease)).Single());
    }
}
