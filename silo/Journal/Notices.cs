using System.Collections.Immutable;
using Npgsql;
using static Selvedge.Journal.Queries;

namespace Selvedge.Journal;

public enum NoticeState : short
{
    Waiting,
    Sent,

    /// <summary>It was refused, or every attempt failed.</summary>
    GivenUp,

    /// <summary>There was nothing left to tell, or nobody to tell it to.</summary>
    Withheld,
}

/// <summary>What somebody is to be told of an incident, once for each step and channel.</summary>
/// <param name="Step">Version of the incident whose event reached them.</param>
/// <param name="Attempts">So far.</param>
/// <param name="NextAt">When it is tried next, where it waits.</param>
public sealed record Notice(
    long Id, string Incident, int Step, string Person, string Channel, NoticeState State, DateTimeOffset MadeAt, int Attempts, DateTimeOffset? LastAt, string LastProblem,
    DateTimeOffset NextAt);

/// <summary>
/// The outbox of incidents: one row for each incident, step, person and channel. Thread-safe. Leases run by the database's
/// clock, all else by the caller's.
/// </summary>
public sealed class Notices(NpgsqlDataSource source, JournalOptions options)
{
    private readonly Queries queries = new(source, options.CallLimit);

    private const string Columns = "n.id, n.incident, n.step, n.person, n.channel, n.state, n.made_at, n.attempts, n.last_at, n.last_problem, n.next_at";

    // Longer than a batch of mails takes, and short enough that one who died with them is soon made up for.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(50);

    /// <summary>Those that are known already stay as they are; takes effect with the transaction.</summary>
    public static async Task AddAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<(string Incident, int Step, string Person, string Channel, DateTimeOffset From)> added, DateTimeOffset now, CancellationToken ct = default)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into journal.notices (incident, step, person, channel, next_at, made_at)
            select i, s, p, c, f, $6 from unnest($1, $2, $3, $4, $5) a(i, s, p, c, f) on conflict do nothing
            """, transaction.Connection)
        {
            Parameters =
            {
                Of(added.Select(a => a.Incident)), Of(added.Select(a => a.Step)), Of(added.Select(a => a.Person)), Of(added.Select(a => a.Channel)),
                Of(added.Select(a => a.From)), new() { Value = now },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>How many were made for somebody since then.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<int> CountAsync(string person, string channel, DateTimeOffset since, CancellationToken ct = default) => (int)(await queries.ReadAsync(
        "select count(*) from journal.notices where person = $1 and channel = $2 and made_at >= $3 and state <> 3", reader => reader.GetInt64(0), ct,
        new() { Value = person }, new() { Value = channel }, new() { Value = since }))[0];

    /// <summary>What is due now of a channel, the oldest first: nobody else takes it for most of a minute.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<ImmutableArray<Notice>> TakeAsync(string channel, int most, DateTimeOffset now, CancellationToken ct = default) => TakeAsync(
        "select id from journal.notices where channel = $1 and state = 0 and next_at <= $2 and leased_until < clock_timestamp() order by next_at, id limit $3 for update skip locked",
        ct, new() { Value = channel }, new() { Value = now }, new() { Value = most });

    /// <summary>All that is due now of a channel for the person who has waited longest; none where nobody waits.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<ImmutableArray<Notice>> TakeTogetherAsync(string channel, DateTimeOffset now, CancellationToken ct = default) => TakeAsync(
        """
        select id from journal.notices
         where channel = $1 and state = 0 and next_at <= $2 and leased_until < clock_timestamp()
           and person = (select person from journal.notices
                          where channel = $1 and state = 0 and next_at <= $2 and leased_until < clock_timestamp() order by next_at, id limit 1)
         for update skip locked
        """, ct, new() { Value = channel }, new() { Value = now });

    /// <summary>Steps of the incident that somebody was sent before this one, the earliest first.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<ImmutableArray<int>> SentBeforeAsync(Notice notice, CancellationToken ct = default) => queries.ReadAsync(
        "select step from journal.notices where incident = $1 and person = $2 and channel = $3 and step < $4 and state = 1 order by step", reader => reader.GetInt32(0), ct,
        new() { Value = notice.Incident }, new() { Value = notice.Person }, new() { Value = notice.Channel }, new() { Value = notice.Step });

    /// <summary>Writes down what became of attempts, and lets go of them.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task SettleAsync(IReadOnlyCollection<Notice> after, CancellationToken ct = default) => queries.ExecuteAsync(
        """
        update journal.notices n
           set state = a.state, attempts = a.attempts, last_at = a.last_at, last_problem = a.problem, next_at = a.next_at, leased_until = '-infinity'
          from unnest($1, $2, $3, $4, $5, $6) a(id, state, attempts, last_at, problem, next_at) where n.id = a.id
        """, ct, Of(after.Select(n => n.Id)), Of(after.Select(n => (short)n.State)), Of(after.Select(n => (short)n.Attempts)), Of(after.Select(n => n.LastAt)),
        Of(after.Select(n => n.LastProblem)), Of(after.Select(n => n.NextAt)));

    /// <summary>Forgets those that ended before then.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task ForgetAsync(DateTimeOffset before, CancellationToken ct = default) =>
        queries.ExecuteAsync("delete from journal.notices where state <> 0 and last_at < $1", ct, new NpgsqlParameter { Value = before });

    private Task<ImmutableArray<Notice>> TakeAsync(string due, CancellationToken ct, params NpgsqlParameter[] parameters) => queries.ReadAsync(
        $"""
        with due as materialized ({due})
        update journal.notices n set leased_until = clock_timestamp() + ${parameters.Length + 1} from due where n.id = due.id
        returning {Columns}
        """, Read, ct, [.. parameters, new() { Value = Lease }]);

    private static Notice Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetString(3), reader.GetString(4), (NoticeState)reader.GetInt16(5),
        reader.GetFieldValue<DateTimeOffset>(6), reader.GetInt16(7), InstantOf(reader, 8), reader.GetString(9), reader.GetFieldValue<DateTimeOffset>(10));
}
