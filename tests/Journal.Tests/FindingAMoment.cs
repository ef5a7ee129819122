using Selvedge.Testing;

namespace Selvedge.Journal.Tests;

public sealed class FindingAMoment : JournalSpec
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_moment_is_the_newest_position_recorded_by_then()
    {
        var time = new ManualTime(Begin);
        var journal = OpenJournal(time: time);
        Assert.Equal(0, await journal.PositionAtAsync(Begin));

        // Seconds at which something is recorded, and how much.
        (int At, int Events)[] batches = [(0, 1), (3, 2), (4, 1), (4, 3), (9, 1), (7, 2), (30, 1)];
        var recorded = new List<int>();
        foreach (var (at, events) in batches)
        {
            time.MoveTo(Begin.AddSeconds(at));
            await CommitAsync(journal, First(Order($"PO-{recorded.Count}"), [.. Enumerable.Repeat("a", events)]));
            // A clock that goes back takes the journal's time nowhere.
            recorded.AddRange(Enumerable.Repeat(Math.Max(at, recorded.Count == 0 ? 0 : recorded[^1]), events));
        }

        for (var at = -1; at < 33; at++)
            Assert.Equal(recorded.Count(second => second <= at), await journal.PositionAtAsync(Begin.AddSeconds(at)));
    }

    [Fact]
    public async Task A_stream_is_read_up_to_a_position()
    {
        var journal = OpenJournal();
        var first = await CommitAsync(journal, First(Order("PO-1"), "a", "b"));
        await CommitAsync(journal, First(Order("PO-2"), "x"));
        await CommitAsync(journal, Next(Order("PO-1"), first, "c", "d"));
        foreach (var (until, expected) in new[] { (0L, ""), (1, "a"), (2, "ab"), (3, "ab"), (4, "abc"), (5, "abcd"), (9, "abcd") })
        {
            var read = new List<string>();
            await foreach (var e in journal.ReadStreamAsync(Order("PO-1"), 0, until))
                read.Add(Text(e.Data));
            Assert.Equal(expected, string.Concat(read));
        }
    }
}
