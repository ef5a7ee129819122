using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Selvedge.Testing;

namespace Selvedge.Journal.Tests;

/// <summary>The rows of past moments, from kept copies and what followed them.</summary>
public sealed class CopyingRows : JournalSpec
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableHashSet<string> Orders = ["purchase-order"];

    private readonly ManualTime time = new(Begin);
    private readonly List<(long Position, StreamKey Stream, Dictionary<string, string> Rows)> moments = [];
    private readonly Dictionary<StreamKey, AppendResult.Committed> streams = [];
    private readonly Dictionary<string, string> rows = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_moment_is_as_it_was(int seed)
    {
        var dice = new Random(seed);
        var journal = OpenJournal(Patient with { CopyRowsEvery = TimeSpan.FromMinutes(5) }, time);
        var feed = await StartFeedAsync(journal);
        // What this node writes it knows, unless its feed read commits back from the database when a stream had changed again.
        var passed = new HashSet<(StreamKey, long)>();
        feed.Advancing += batch => passed.UnionWith(
            batch.Events.Select(e => (e.Stream, e.Position)).Except(batch.Rows.Select(row => (row.Stream, row.Position))));
        // Some of it before there are copies; then copiers come and go.
        await LiveAsync(journal, dice, 20);
        for (var copier = 0; copier < 3; copier++)
        {
            await using var running = await StartCopierAsync(journal, feed);
            await LiveAsync(journal, dice, 60);
            await CopiedUpToAsync(moments[^10].Position);
        }

        await LiveAsync(journal, dice, 5);
        Assert.True(await QueryAsync<long>("select count(*) from journal.row_copies where is_whole") > 1, $"Seed {seed}: one whole copy only.");
        Assert.True(await QueryAsync<long>("select count(*) from journal.row_copies where not is_whole") > 5, $"Seed {seed}: hardly a stretch.");
        var copiedFrom = await QueryAsync<long>("select min(to_position) from journal.row_copies where is_whole");
        var copiedTo = await QueryAsync<long>("select max(to_position) from journal.row_copies where not is_whole");
        var reader = new PastRowReader(Source);
        foreach (var (position, _, expected) in moments)
        {
            var then = await reader.ReadAsync(Orders, position);
            AssertAsItWas(position, expected, then);
            if (position >= copiedFrom && position <= copiedTo)
                Assert.All(then.Unknown, stream => Assert.Contains((stream, moments.Last(m => m.Position <= position && m.Stream == stream).Position), passed));
        }
    }

    [Fact]
    public async Task A_row_that_was_overwritten_before_it_was_read_is_told_as_not_known()
    {
        var (here, elsewhere) = (OpenJournal(Patient with { CopyRowsEvery = TimeSpan.Zero }, time), OpenJournal(time: time));
        var first = await CommitAsync(elsewhere, First(Order("PO-1"), "a"));
        await CommitAsync(elsewhere, First(Order("PO-2"), "a"));
        // The copier begins where it was entered, and reads both commits of PO-1 at once.
        await new Checkpoints(Source, Patient).EnterAsync(RowCopier.Follower);
        time.MoveTo(Begin.AddMinutes(1));
        await CommitAsync(elsewhere, Next(Order("PO-1"), first, "b"));
        await using var running = await StartCopierAsync(here, await StartFeedAsync(here));
        await CopiedUpToAsync(3);

        var reader = new PastRowReader(Source);
        var before = await reader.ReadAsync(Orders, 2);
        Assert.Equal(Order("PO-1"), Assert.Single(before.Unknown));
        Assert.Equal(("PO-2", "row 1"), (Assert.Single(before.Rows).Stream.Id, Text(before.Rows.Single().Data)));
        var after = await reader.ReadAsync(Orders, 3);
        Assert.Empty(after.Unknown);
        Assert.Equal(["row 1", "row 2"], after.Rows.Select(r => Text(r.Data)).Order());
    }

    [Fact]
    public async Task Only_the_kinds_asked_for_are_read()
    {
        var journal = OpenJournal(time: time);
        await CommitAsync(journal, First(Order("PO-1"), "a"));
        await CommitAsync(journal, First(new StreamKey("style", "ST/1"), "a"));
        await using (await StartCopierAsync(journal, await StartFeedAsync(journal)))
            await UntilAsync("a whole copy is kept", async () => await QueryAsync<long>("select count(*) from journal.row_copies") > 0);
        var reader = new PastRowReader(Source);
        Assert.Equal(Order("PO-1"), Assert.Single((await reader.ReadAsync(Orders, 2)).Rows).Stream);
        Assert.Equal(new StreamKey("style", "ST/1"), Assert.Single((await reader.ReadAsync(["style"], 2)).Rows).Stream);
        Assert.Empty((await reader.ReadAsync(["style"], 1)).Rows);
    }

    [Fact]
    public async Task What_is_older_than_is_kept_is_deleted_and_the_rest_still_stands()
    {
        var dice = new Random(4);
        var journal = OpenJournal(Patient with { CopyRowsEvery = TimeSpan.FromMinutes(5), KeepRowCopies = TimeSpan.FromHours(1) }, time);
        await using (await StartCopierAsync(journal, await StartFeedAsync(journal)))
        {
            await LiveAsync(journal, dice, 200);
            await CopiedUpToAsync(moments[^10].Position);
        }

        var earliest = await QueryAsync<long>("select min(to_position) from journal.row_copies");
        Assert.True(earliest > moments[20].Position, "Nothing was deleted.");
        Assert.True(await QueryAsync<bool>($"select is_whole from journal.row_copies where to_position = {earliest} order by is_whole desc limit 1"), "What is left does not begin with a whole copy.");
        Assert.True(earliest <= await journal.PositionAtAsync(time.GetUtcNow().AddHours(-1)), "More was deleted than is old.");
        foreach (var (position, _, expected) in moments.Where(m => m.Position >= earliest))
            AssertAsItWas(position, expected, await new PastRowReader(Source).ReadAsync(Orders, position));
    }

    [Fact]
    public async Task A_stretch_whose_storing_was_broken_off_is_copied_by_who_comes_next()
    {
        var dice = new Random(6);
        var journal = OpenJournal(Patient with { CopyRowsEvery = TimeSpan.FromMinutes(2) }, time);
        var feed = await StartFeedAsync(journal);
        var running = await StartCopierAsync(journal, feed);
        await LiveAsync(journal, dice, 20);
        await CopiedUpToAsync(moments[^8].Position);

        await using var connection = await Source.OpenConnectionAsync();
        await using (var hold = new NpgsqlCommand(
            """
            create function journal.hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(1); return new; end $$;
            create trigger hold before insert on journal.row_copies for each row when (not new.is_whole) execute function journal.hold();
            select pg_advisory_lock(1);
            """, connection))
            await hold.ExecuteNonQueryAsync();
        await LiveAsync(journal, dice, 20);
        await UntilAsync("the copier is storing", async () => await StoringSinceAsync() != "");
        var storing = await StoringSinceAsync();
        var stopping = running.DisposeAsync().AsTask();
        await UntilAsync("the storing is broken off", async () => await StoringSinceAsync() != storing);
        await using (var release = new NpgsqlCommand("select pg_advisory_unlock(1)", connection))
            await release.ExecuteNonQueryAsync();
        await stopping;

        await using (await StartCopierAsync(journal, feed))
        {
            await LiveAsync(journal, dice, 20);
            await CopiedUpToAsync(moments[^8].Position);
        }

        var reader = new PastRowReader(Source);
        foreach (var (position, _, expected) in moments)
            AssertAsItWas(position, expected, await reader.ReadAsync(Orders, position));

        Task<string> StoringSinceAsync() => QueryAsync<string>(
            "select coalesce(max(query_start)::text, '') from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into journal.row_copies%'");
    }

    [Fact]
    public async Task Two_copiers_leave_no_gap_and_nothing_twice()
    {
        var dice = new Random(5);
        var options = Patient with { CopyRowsEvery = TimeSpan.FromMinutes(2) };
        var (one, two) = (OpenJournal(options, time), OpenJournal(options, time));
        await using (await StartCopierAsync(one, await StartFeedAsync(one)))
        await using (await StartCopierAsync(two, await StartFeedAsync(two)))
        {
            await LiveAsync(one, dice, 40);
            await LiveAsync(two, dice, 40);
            await CopiedUpToAsync(moments[^5].Position);
        }

        Assert.Equal(0, await QueryAsync<long>(
            """
            select count(*) from journal.row_copies a where not is_whole and from_position <> coalesce(
                (select max(b.to_position) from journal.row_copies b where not b.is_whole and b.to_position < a.to_position),
                (select min(b.from_position) from journal.row_copies b where not b.is_whole))
            """));
    }

    private static void AssertAsItWas(long position, Dictionary<string, string> expected, PastRows then)
    {
        Assert.Equal(expected.Keys.Order(), then.Rows.Select(r => r.Stream.Id).Concat(then.Unknown.Select(s => s.Id)).Order());
        foreach (var row in then.Rows)
            Assert.Equal((position, expected[row.Stream.Id]), (position, Text(row.Data)));
    }

    // A minute passes between one commit and the next; streams are few, so that rows are overwritten again and again.
    private async Task LiveAsync(Journal journal, Random dice, int commits)
    {
        for (var i = 0; i < commits; i++)
        {
            time.MoveTo(time.GetUtcNow().AddSeconds(dice.Next(30, 90)));
            var stream = Order($"PO-{dice.Next(12)}");
            var events = Enumerable.Repeat("a", dice.Next(1, 4)).ToArray();
            var append = streams.TryGetValue(stream, out var before) ? Next(stream, before, events) : First(stream, events);
            var committed = streams[stream] = await CommitAsync(journal, append);
            rows[stream.Id] = Text(append.Row);
            moments.Add((committed.FirstPosition + events.Length - 1, stream, new Dictionary<string, string>(rows)));
        }
    }

    private async Task<Running> StartCopierAsync(Journal journal, Feed feed)
    {
        var copier = new RowCopier(Source, journal, feed, new Checkpoints(Source, Patient), time, NullLogger<RowCopier>.Instance);
        await copier.StartAsync(CancellationToken.None);
        return new Running(copier);
    }

    private Task CopiedUpToAsync(long position) => UntilAsync($"rows are copied up to {position}", async () =>
        await QueryAsync<long>("select coalesce(max(to_position), 0) from journal.row_copies where not is_whole") >= position);

    private sealed class Running(RowCopier copier) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await copier.StopAsync(CancellationToken.None);
    }
}
