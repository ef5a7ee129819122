using System.Collections.Immutable;
using Npgsql;
using Selvedge.Contracts;
using Selvedge.Journal;

namespace Selvedge.Gateway.Dcsa;

/// <summary>Where events of that id were said before, and what was kept of it without a place in a shipment.</summary>
/// <param name="Shipment">Null where none was said of a shipment.</param>
/// <param name="Updated">The latest update that was said of it.</param>
/// <param name="RetractedAt">The latest retraction that was kept; null for none.</param>
internal sealed record KnownEvent(string? Shipment, DateTimeOffset? Updated, DateTimeOffset? RetractedAt);

/// <summary>Events that have no word here, kept as they came; and what is known of events by their ids. Thread-safe.</summary>
internal sealed class KeptEvents(NpgsqlDataSource source)
{
    /// <summary>Each once for its id and update. That of an id which a shipment has heard of is its business alone.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task KeepAsync(Guid id, DateTimeOffset updatedAt, SaidEvent said, string by, DateTimeOffset now, CancellationToken ct) => Asking(async () =>
    {
        await using var insert = source.CreateCommand(
            "insert into journal.dcsa_events (id, updated_at, is_retracted, sent_by, body, received_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing");
        foreach (object value in new object[] { id, updatedAt.UtcDateTime, said.IsRetracted, by, said.Body, now.UtcDateTime })
            insert.Parameters.Add(new() { Value = value });
        return await insert.ExecuteNonQueryAsync(ct);
    });

    /// <summary>By their commands' ids; what is not known is left out.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<ImmutableDictionary<Guid, KnownEvent>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) => Asking(async () =>
    {
        await using var find = source.CreateCommand(
            """
            select asked.id, streams.id, commands.revision, (select max(updated_at) from journal.dcsa_events kept where kept.id = asked.id and is_retracted)
            from unnest($1) as asked (id)
            left join journal.commands on commands.id = asked.id
            left join journal.streams on streams.number = commands.stream and streams.kind = $2
            """);
        find.Parameters.Add(new() { Value = ids.Distinct().ToArray() });
        find.Parameters.Add(new() { Value = Kinds.Shipment });
        var known = ImmutableDictionary.CreateBuilder<Guid, KnownEvent>();
        await using var reader = await find.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            known[reader.GetGuid(0)] = new KnownEvent(
                reader.IsDBNull(1) ? null : reader.GetString(1),
                reader.IsDBNull(2) ? null : DateTimeOffset.UnixEpoch.AddTicks(reader.GetInt64(2) * TimeSpan.TicksPerMicrosecond),
                reader.IsDBNull(3) ? null : new DateTimeOffset(reader.GetDateTime(3), TimeSpan.Zero));
        return known.ToImmutable();
    });

    private static async Task<T> Asking<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (NpgsqlException failure) when (Database.IsUnavailable(failure))
        {
            throw new JournalUnavailableException("What was kept of DCSA events could not be looked up.", failure);
        }
    }
}
