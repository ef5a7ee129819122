using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Selvedge.Journal.Tests;

public sealed class Delivering : JournalSpec
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private Deliveries Kept => new(Source, Patient);

    [Fact]
    public async Task Of_a_subject_only_the_first_is_taken_and_a_subject_whose_first_must_wait_holds_up_no_other()
    {
        await AddAsync(("w", 1, "a"), ("w", 2, "a"), ("w", 3, "b"), ("w", 4, "a"), ("other", 1, "a"));
        var taken = await TakeAsync("w", 9);
        Assert.Equal([1, 3], taken.Select(d => d.Position).Order());
        Assert.Empty(await TakeAsync("w", 9));

        await Kept.SettleAsync("w", taken.Single(d => d.Position == 1) with { Attempts = 1, NextAt = Now.AddHours(1) });
        await DeliverAsync("w", taken.Single(d => d.Position == 3));
        await AddAsync(("w", 5, "a"), ("w", 6, "b"));
        Assert.Equal([6], (await TakeAsync("w", 9)).Select(d => d.Position));
        foreach (var expected in new long[] { 1, 2, 4, 5 })
        {
            var next = Assert.Single(await TakeAsync("w", 9, Now.AddHours(1)));
            Assert.Equal(expected, next.Position);
            await DeliverAsync("w", next);
        }
    }

    [Fact]
    public async Task What_has_been_due_for_longest_is_taken_first_and_never_more_than_there_are_places()
    {
        await AddAsync(Now, ("w", 2, "late"));
        await AddAsync(Now.AddMinutes(-1), ("w", 3, "early"), ("v", 3, "early"), ("v", 4, "other"));
        var taken = await Kept.TakeAsync([("w", 1), ("v", 1)], Now);
        Assert.Equal([("v", 3), ("w", 3)], taken.Select(t => (t.Webhook, t.Delivery.Position)).Order());
        Assert.Equal([2], (await TakeAsync("w", 1)).Select(d => d.Position));
    }

    [Fact]
    public async Task What_is_sent_again_comes_before_what_waits()
    {
        await AddAsync(("w", 5, "a"));
        await DeliverAsync("w", Assert.Single(await TakeAsync("w", 1)));
        await AddAsync(("w", 7, "a"));
        Assert.Equal(2, await Kept.AgainAsync("w", [(3, "a"), (5, "a"), (7, "a")], Now));
        foreach (var expected in new long[] { 3, 5, 7 })
        {
            var next = Assert.Single(await TakeAsync("w", 9));
            Assert.Equal(expected, next.Position);
            await DeliverAsync("w", next);
        }
    }

    [Fact]
    public async Task What_is_added_while_the_last_of_its_subject_is_settled_is_not_left_behind()
    {
        await AddAsync(("w", 1, "a"));
        var last = Assert.Single(await TakeAsync("w", 1));
        await using var connection = await Source.OpenConnectionAsync();
        await using var adding = await connection.BeginTransactionAsync();
        await Deliveries.AddAsync(adding, [("w", 2, "a")], Now);
        var settling = DeliverAsync("w", last);
        await UntilAsync("It is settled, or waits for what is being added", async () =>
            settling.IsCompleted || await QueryAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") > 0);
        await adding.CommitAsync();
        await settling;
        Assert.Equal([2], (await TakeAsync("w", 1)).Select(d => d.Position));
    }

    [Fact]
    public async Task Whatever_is_added_while_others_are_settled_is_taken_once()
    {
        const int subjects = 4;
        const int each = 60;
        var (added, delivered) = (0, new ConcurrentBag<long>());
        var adding = Task.Run(async () =>
        {
            for (var n = 0; n < each; n++)
                await AddAsync([.. Enumerable.Range(0, subjects).Select(s => ("w", (long)Interlocked.Increment(ref added), $"s{s}"))]);
        });
        var sending = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            // Two looks that found nothing after all was added: nothing is left that anybody would find.
            for (var idle = 0; idle < 2;)
            {
                var isAllAdded = adding.IsCompleted;
                var taken = await TakeAsync("w", 2);
                foreach (var delivery in taken)
                {
                    await DeliverAsync("w", delivery);
                    delivered.Add(delivery.Position);
                }

                idle = taken.IsEmpty && isAllAdded ? idle + 1 : 0;
            }
        }));
        await Task.WhenAll([adding, .. sending]);
        Assert.Equal(Enumerable.Range(1, subjects * each).Select(n => (long)n), delivered.Order());
        Assert.Equal(0, await QueryAsync<long>("select count(*) from journal.delivery_heads"));
    }

    [Fact]
    public async Task A_webhook_that_is_dropped_leaves_nothing_behind()
    {
        await AddAsync(("w", 1, "a"), ("w", 2, "a"), ("other", 1, "a"));
        await Kept.DropAsync("w");
        Assert.Empty(await TakeAsync("w", 9));
        Assert.Equal(2, await QueryAsync<long>("select (select count(*) from journal.deliveries) + (select count(*) from journal.delivery_heads)"));
    }

    [Fact]
    public async Task What_waited_before_heads_were_kept_is_taken_in_its_sequence()
    {
        await ExecuteAsync(
            """
            drop table journal.delivery_heads;
            drop trigger enter_heads on journal.deliveries; drop function journal.enter_delivery_heads;
            drop trigger move_head on journal.deliveries; drop function journal.move_delivery_head;
            delete from journal.migrations where name = '0019-delivery-heads';
            """);
        await AddAsync(("w", 1, "a"), ("w", 2, "a"), ("w", 3, "b"));
        await Schema.MigrateAsync(Source);
        Assert.Equal([1, 3], (await TakeAsync("w", 9)).Select(d => d.Position).Order());
    }

    private Task AddAsync(params (string, long, string)[] added) => AddAsync(Now, added);

    private async Task AddAsync(DateTimeOffset at, params (string, long, string)[] added)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Deliveries.AddAsync(transaction, added, at);
        await transaction.CommitAsync();
    }

    private async Task<ImmutableArray<Delivery>> TakeAsync(string webhook, int most, DateTimeOffset? at = null) =>
        [.. (await Kept.TakeAsync([(webhook, most)], at ?? Now)).Select(t => t.Delivery)];

    private Task DeliverAsync(string webhook, Delivery delivery) => Kept.SettleAsync(webhook, delivery with { State = DeliveryState.Delivered, Attempts = 1, LastAt = Now });

    private async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
