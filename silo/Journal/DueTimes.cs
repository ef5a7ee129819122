using System.Collections.Immutable;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>An actor that must be woken; its wake names <paramref name="DueAt"/> as the due time it consumes.</summary>
public sealed record DueStream(StreamKey Stream, DateTimeOffset DueAt);

/// <summary>
/// When actors must next be woken. A lease only spreads the work over nodes; what makes a wake happen once is the append
/// that consumes the due time. Thread-safe.
/// </summary>
public sealed class DueTimes(NpgsqlDataSource source, JournalOptions options)
{
    /// <summary>
    /// Takes up to <paramref name="max"/> actors due by <paramref name="now"/>, earliest first, that nobody else holds;
    /// they are not handed out again before <paramref name="lease"/> has passed, unless their due time changes.
    /// </summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<ImmutableArray<DueStream>> LeaseAsync(DateTimeOffset now, int max, TimeSpan lease, CancellationToken ct = default) =>
        source.ReadAsync(options.CallLimit, async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand("select kind, id, due_at from journal.lease_due($1, $2, $3)", connection)
            {
                Parameters =
                {
                    new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() },
                    new NpgsqlParameter<int> { TypedValue = max },
                    new NpgsqlParameter<DateTimeOffset> { TypedValue = (now + lease).ToUniversalTime() },
                },
            };
            var due = ImmutableArray.CreateBuilder<DueStream>();
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                due.Add(new DueStream(new StreamKey(reader.GetString(0), reader.GetString(1)), reader.GetFieldValue<DateTimeOffset>(2)));
            return due.DrainToImmutable();
        }, ct);

    /// <summary>The earliest due time after <paramref name="now"/>, or null when there is none.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken ct = default) =>
        AskAsync<DateTimeOffset?>("select min(due_at) from journal.due where due_at > $1", now,
            reader => reader.IsDBNull(0) ? null : reader.GetFieldValue<DateTimeOffset>(0), ct);

    /// <summary>How many actors are due by <paramref name="now"/>, leased or not.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<long> BacklogAsync(DateTimeOffset now, CancellationToken ct = default) =>
        AskAsync("select count(*) from journal.due where due_at <= $1", now, reader => reader.GetInt64(0), ct);

    private Task<T> AskAsync<T>(string query, DateTimeOffset now, Func<NpgsqlDataReader, T> read, CancellationToken ct) =>
        source.ReadAsync(options.CallLimit, async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand(query, connection)
            {
                Parameters = { new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() } },
            };
            await using var reader = await command.ExecuteReaderAsync(ct);
            await reader.ReadAsync(ct);
            return read(reader);
        }, ct);
}
