using System.Collections.Immutable;
using Npgsql;
using static Selvedge.Journal.Queries;

namespace Selvedge.Journal;

public enum DeliveryState : short
{
    Waiting,
    Delivered,

    /// <summary>Every attempt failed.</summary>
    GivenUp,

    /// <summary>The receiver may not see it any more.</summary>
    Withheld,
}

/// <summary>An event on its way to a webhook.</summary>
/// <param name="Attempts">So far.</param>
/// <param name="LastStatus">Of the answer; 0 where there was none.</param>
/// <param name="LastProblem">Why it was not taken; empty where the status says it all.</param>
/// <param name="NextAt">When it is tried next, where it waits.</param>
public sealed record Delivery(
    long Position, string Subject, DeliveryState State, int Attempts, DateTimeOffset? FirstAt, DateTimeOffset? LastAt, int LastStatus, string LastProblem, DateTimeOffset NextAt);

/// <summary>How many wait, how many were given up, and when one was last taken.</summary>
public sealed record DeliveryCounts(int Waiting, int GivenUp, DateTimeOffset? LastDeliveredAt)
{
    public static DeliveryCounts None { get; } = new(0, 0, null);
}

/// <summary>
/// What is to be sent to webhooks. Of one subject only the first that waits is taken, so that a receiver hears of an order in its
/// sequence; what waits for one webhook holds up no other. Thread-safe. Leases run by the database's clock, all else by the caller's.
/// </summary>
public sealed class Deliveries(NpgsqlDataSource source, JournalOptions options)
{
    private readonly Queries queries = new(source, options.CallLimit);

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Those that are known already stay as they are; takes effect with the transaction.</summary>
    public static async Task AddAsync(NpgsqlTransaction transaction, IReadOnlyCollection<(string Webhook, long Position, string Subject)> added, DateTimeOffset now, CancellationToken ct = default)
    {
        await using var command = new NpgsqlCommand(
            "insert into journal.deliveries (webhook, position, subject, next_at) select w, p, s, $4 from unnest($1, $2, $3) a(w, p, s) on conflict do nothing",
            transaction.Connection)
        {
            Parameters = { Of(added.Select(a => a.Webhook)), Of(added.Select(a => a.Position)), Of(added.Select(a => a.Subject)), new() { Value = now } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Lets these be sent once more, from the first attempt on, also where they were never to be sent. Those that wait stay as they are.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<int> AgainAsync(string webhook, IReadOnlyCollection<(long Position, string Subject)> these, DateTimeOffset now, CancellationToken ct = default) => queries.ExecuteAsync(
        """
        insert into journal.deliveries as d (webhook, position, subject, next_at) select $1, p, s, $4 from unnest($2, $3) a(p, s) order by s, p
        on conflict (webhook, position) do update
           set state = 0, attempts = 0, first_at = null, next_at = excluded.next_at where d.state <> 0
        """, ct, new() { Value = webhook }, Of(these.Select(t => t.Position)), Of(these.Select(t => t.Subject)), new() { Value = now });

    /// <summary>What is due now for these webhooks, what has been so for longest first: nobody else takes it for a minute.</summary>
    /// <param name="places">How many may be taken for each.</param>
    /// <exception cref="JournalUnavailableException"/>
    public Task<ImmutableArray<(string Webhook, Delivery Delivery)>> TakeAsync(
        IReadOnlyCollection<(string Webhook, int Most)> places, DateTimeOffset now, CancellationToken ct = default) => queries.ReadAsync(
        $"""
        with due as (
            select places.webhook, first.position from unnest($1, $2) places(webhook, most) cross join lateral (
                select h.position from journal.delivery_heads h join journal.deliveries d on d.webhook = h.webhook and d.position = h.position
                 where h.webhook = places.webhook and h.next_at <= $3 and d.state = 0 and d.leased_until < clock_timestamp()
                 order by h.next_at, h.position limit places.most for update of d skip locked) first)
        update journal.deliveries d set leased_until = clock_timestamp() + $4
          from due where d.webhook = due.webhook and d.position = due.position
        returning {Columns}, d.webhook
        """, reader => (reader.GetString(9), Read(reader)), ct, Of(places.Select(p => p.Webhook)), Of(places.Select(p => p.Most)), new() { Value = now }, new() { Value = Lease });

    /// <summary>Writes down what became of an attempt, and lets go of it.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task SettleAsync(string webhook, Delivery after, CancellationToken ct = default) => queries.ExecuteAsync(
        """
        update journal.deliveries
           set state = $3, attempts = $4, first_at = $5, last_at = $6, last_status = $7, last_problem = $8, next_at = $9, leased_until = '-infinity'
         where webhook = $1 and position = $2
        """, ct, new() { Value = webhook }, new() { Value = after.Position }, new() { Value = (short)after.State }, new() { Value = (short)after.Attempts },
        new() { Value = (object?)after.FirstAt ?? DBNull.Value }, new() { Value = (object?)after.LastAt ?? DBNull.Value },
        new() { Value = (short)after.LastStatus }, new() { Value = after.LastProblem }, new() { Value = after.NextAt });

    /// <summary>Whether anything was taken since then.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<bool> WasTakenSinceAsync(string webhook, DateTimeOffset since, CancellationToken ct = default) => !(await queries.ReadAsync(
        "select 1 from journal.deliveries where webhook = $1 and state = 1 and last_at >= $2 limit 1", _ => true, ct, new() { Value = webhook }, new() { Value = since })).IsEmpty;

    /// <summary>The newest events first.</summary>
    /// <param name="state">Null for all.</param>
    /// <param name="before">Only of events at lower positions.</param>
    /// <exception cref="JournalUnavailableException"/>
    public Task<ImmutableArray<Delivery>> ListAsync(string webhook, DeliveryState? state, long before, int limit, CancellationToken ct = default) => queries.ReadAsync(
        $"select {Columns} from journal.deliveries d where webhook = $1 and position < $2 and ($3 < 0 or state = $3) order by position desc limit $4",
        Read, ct, new() { Value = webhook }, new() { Value = before }, new() { Value = (short)(state ?? (DeliveryState)(-1)) }, new() { Value = limit });

    /// <summary>Webhooks for which nothing was ever to be sent are left out.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<ImmutableDictionary<string, DeliveryCounts>> CountAsync(IEnumerable<string> webhooks, CancellationToken ct = default) => (await queries.ReadAsync(
        """
        select webhook, count(*) filter (where state = 0), count(*) filter (where state = 2), max(last_at) filter (where state = 1)
          from journal.deliveries where webhook = any($1) group by webhook
        """,
        reader => KeyValuePair.Create(reader.GetString(0), new DeliveryCounts((int)reader.GetInt64(1), (int)reader.GetInt64(2), InstantOf(reader, 3))),
        ct, Of(webhooks))).ToImmutableDictionary();

    /// <summary>Forgets all of a webhook.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task DropAsync(string webhook, CancellationToken ct = default)
    {
        await queries.ExecuteAsync("delete from journal.deliveries where webhook = $1", ct, new NpgsqlParameter { Value = webhook });
        await queries.ExecuteAsync("delete from journal.delivery_heads where webhook = $1", ct, new NpgsqlParameter { Value = webhook });
    }

    /// <summary>Forgets those that ended before then.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task ForgetAsync(DateTimeOffset before, CancellationToken ct = default) =>
        queries.ExecuteAsync("delete from journal.deliveries where state <> 0 and last_at < $1", ct, new NpgsqlParameter { Value = before });

    private const string Columns = "d.position, d.subject, d.state, d.attempts, d.first_at, d.last_at, d.last_status, d.last_problem, d.next_at";

    private static Delivery Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), (DeliveryState)reader.GetInt16(2), reader.GetInt16(3), InstantOf(reader, 4), InstantOf(reader, 5), reader.GetInt16(6),
        reader.GetString(7), reader.GetFieldValue<DateTimeOffset>(8));
}
