namespace Selvedge.Journal.Tests;

public sealed class Commands : JournalSpec
{
    [Theory]
    [InlineData(5, "content", KnownAs.Repeat)]
    [InlineData(5, "other", KnownAs.Contradiction)]
    [InlineData(4, "content", KnownAs.Superseded)]
    [InlineData(4, "other", KnownAs.Superseded)]
    public async Task A_known_command_is_answered_with_what_stands(long revision, string content, KnownAs expected)
    {
        var journal = OpenJournal();
        var (stream, id) = (Order(Guid.NewGuid().ToString()), Guid.NewGuid());
        var first = await CommitAsync(journal, First(stream, "a", "b", "c") with { Commands = [Command(id, 5, events: 2), Command(Guid.NewGuid())] });
        var known = new KnownCommand(1, expected, 2, first.FirstPosition + 1);

        var again = Next(stream, first, "d") with { Commands = [Command(Guid.NewGuid(), events: 1), Command(id, revision, content, 0)] };
        Assert.Equal(known, Assert.IsType<AppendResult.Known>(await journal.AppendAsync(again)).Commands.Single());

        var check = again with { Events = [], Commands = [Command(Guid.NewGuid(), events: 0), Command(id, revision, content, 0)] };
        Assert.Equal(known, Assert.IsType<AppendResult.Known>(await journal.AppendAsync(check)).Commands.Single());
        Assert.Equal(3, (await journal.LoadAsync(stream, 0, 1)).Version);
    }

    [Fact]
    public async Task A_newer_revision_goes_on_for_the_same_stream_only()
    {
        var journal = OpenJournal();
        var id = Guid.NewGuid();
        var first = await CommitAsync(journal, First(Order("PO-1"), "a") with { Commands = [Command(id, 1)] });

        foreach (var events in new[] { 0, 1 })
        {
            var elsewhere = First(Order("PO-2"), [.. Enumerable.Repeat("x", events)]) with { Commands = [Command(id, 2, "moved", events)] };
            var known = Assert.IsType<AppendResult.Known>(await journal.AppendAsync(elsewhere));
            Assert.Equal(new KnownCommand(0, KnownAs.OtherStream, 1, first.FirstPosition), known.Commands.Single());
        }

        var second = await CommitAsync(journal, Next(Order("PO-1"), first, "b") with { Commands = [Command(id, 2, "moved")] });
        var repeat = Assert.IsType<AppendResult.Known>(await journal.AppendAsync(Next(Order("PO-1"), second, "b") with { Commands = [Command(id, 2, "moved")] }));
        Assert.Equal(new KnownCommand(0, KnownAs.Repeat, 2, second.FirstPosition), repeat.Commands.Single());
    }

    [Fact]
    public async Task A_newer_revision_decided_before_the_stream_was_seen_is_a_conflict_and_no_refusal()
    {
        var journal = OpenJournal();
        var id = Guid.NewGuid();
        await CommitAsync(journal, First(Order("PO-3"), "a") with { Commands = [Command(id, 1)] });
        var unaware = First(Order("PO-3"), "b") with { Commands = [Command(id, 2)] };
        Assert.Equal(new AppendResult.Conflict(1), await journal.AppendAsync(unaware));
        Assert.Equal(new AppendResult.Conflict(1), await journal.AppendAsync(unaware with { Events = [], Commands = [Command(id, 2, events: 0)] }));
    }

    [Fact]
    public async Task A_command_without_events_leaves_no_id()
    {
        var journal = OpenJournal();
        var (refused, applied) = (Guid.NewGuid(), Guid.NewGuid());
        var first = await CommitAsync(journal, First(Order("PO-4"), "a") with { Commands = [Command(refused, events: 0), Command(applied)] });
        await CommitAsync(journal, Next(Order("PO-4"), first, "b") with { Commands = [Command(refused)] });
    }

    [Fact]
    public async Task The_same_command_from_many_callers_takes_effect_once()
    {
        Journal[] nodes = [OpenJournal(), OpenJournal()];
        var id = Guid.NewGuid();
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => AppendAsync(nodes[i % 2])));
        Assert.Single(results.OfType<AppendResult.Committed>());
        Assert.Equal(15, results.OfType<AppendResult.Known>().Count(known => known.Commands.Single().As == KnownAs.Repeat));

        // As an actor: what meets a conflict is decided again.
        async Task<AppendResult> AppendAsync(Journal journal)
        {
            while (true)
            {
                var loaded = await journal.LoadAsync(Order("PO-5"), 0, 1);
                var result = await journal.AppendAsync(First(Order("PO-5"), "a") with
                {
                    StreamNumber = loaded.Number, ExpectedVersion = loaded.Version, Commands = [Command(id)],
                });
                if (result is not AppendResult.Conflict)
                    return result;
            }
        }
    }

    [Fact]
    public async Task What_was_stored_with_a_position_of_its_own_keeps_that_of_its_event()
    {
        var journal = OpenJournal();
        var id = Guid.NewGuid();
        await CommitAsync(journal, First(Order("PO-7"), "a"));
        var stored = await CommitAsync(journal, First(Order("PO-8"), "a", "b") with { Commands = [Command(id, events: 2)] });
        await using (var before = Source.CreateCommand(
            """
            drop view journal.rows;
            alter table journal.streams add column position bigint not null default 0;
            alter table journal.commands add column position bigint not null default 0;
            delete from journal.migrations where owner = 'journal' and number = 10;
            """))
            await before.ExecuteNonQueryAsync();

        await Schema.MigrateAsync(Source);

        Assert.Equal(stored.FirstPosition + 1, await QueryAsync<long>("select position from journal.rows where id = 'PO-8'"));
        var again = await OpenJournal().AppendAsync(Next(Order("PO-8"), stored, "c") with { Commands = [Command(id)] });
        Assert.Equal((2, stored.FirstPosition + 1), Assert.IsType<AppendResult.Known>(again).Commands.Single() is var known ? (known.Version, known.Position) : default);
    }

    [Fact]
    public async Task A_command_stored_while_another_call_that_names_it_waits_for_the_lock_is_a_repeat()
    {
        Journal[] nodes = [OpenJournal(), OpenJournal()];
        var id = Guid.NewGuid();
        await using var held = await HoldHeadAsync();
        var appends = nodes.Select((node, i) => node.AppendAsync(First(Order($"PO-6{i}"), "a") with { Commands = [Command(id)] })).ToArray();
        await AppendsWaitAsync(2);
        await held.ReleaseAsync();

        var results = await Task.WhenAll(appends);
        var stands = Assert.Single(results.OfType<AppendResult.Committed>());
        var known = Assert.Single(results.OfType<AppendResult.Known>());
        Assert.Equal(new KnownCommand(0, KnownAs.Repeat, 1, stands.FirstPosition), known.Commands.Single());
    }

    [Fact]
    public async Task Commands_are_looked_up_by_their_key_also_where_the_table_was_analysed_while_it_was_empty()
    {
        await using (var analyse = Source.CreateCommand("truncate journal.commands; analyze journal.commands"))
            await analyse.ExecuteNonQueryAsync();
        var journal = OpenJournal();
        await CommitAsync(journal, First(Order("PO-70"), "a") with { Commands = [Command(Guid.NewGuid())] });
        await using (var fill = Source.CreateCommand(
            "insert into journal.commands select gen_random_uuid(), 1, gen_random_uuid(), 1, 1 from generate_series(1, 20000)"))
            await fill.ExecuteNonQueryAsync();

        // The plan stays that of the first call for as long as its connection lives.
        await CommitAsync(journal, First(Order("PO-71"), "a") with { Commands = [Command(Guid.NewGuid())] });
        var before = await RowsReadAsync();
        await CommitAsync(journal, First(Order("PO-72"), "a") with { Commands = [Command(Guid.NewGuid())] });
        await UntilAsync("the append is counted", async () => await QueryAsync<long>("select n_tup_ins from pg_stat_user_tables where relname = 'commands'") >= 20_003);
        Assert.InRange(await RowsReadAsync() - before, 0, 1_000);

        Task<long> RowsReadAsync() => QueryAsync<long>("select coalesce(sum(idx_tup_read), 0)::bigint from pg_stat_user_indexes where indexrelname = 'commands_pkey'");
    }
}
