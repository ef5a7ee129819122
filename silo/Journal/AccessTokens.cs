using System.Collections.Immutable;
using Npgsql;

namespace Selvedge.Journal;

/// <param name="Key">Id of the key that it was given for.</param>
public sealed record AccessToken(string Partner, string Key, ImmutableArray<string> Scopes, DateTimeOffset ExpiresAt);

/// <summary>Access tokens, known on every node. A token itself is kept nowhere, only its SHA-256. Thread-safe.</summary>
public sealed class AccessTokens(NpgsqlDataSource source, JournalOptions options)
{
    /// <summary>Keeps a token, and forgets those that have run out; durable when it returns.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task KeepAsync(byte[] hash, AccessToken token, DateTimeOffset now, CancellationToken ct = default) => source.ReadAsync(options.CallLimit, async (connection, ct) =>
    {
        await using var command = new NpgsqlCommand(
            """
            with gone as (delete from journal.access_tokens where expires_at < $6)
            insert into journal.access_tokens (hash, partner, key, scopes, expires_at) values ($1, $2, $3, $4, $5) on conflict do nothing
            """, connection)
        {
            Parameters =
            {
                new() { Value = hash }, new() { Value = token.Partner }, new() { Value = token.Key }, new() { Value = token.Scopes.ToArray() },
                new() { Value = token.ExpiresAt }, new() { Value = now },
            },
        };
        return await command.ExecuteNonQueryAsync(ct);
    }, ct);

    /// <summary>Null when there is no such token. It may have run out.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<AccessToken?> FindAsync(byte[] hash, CancellationToken ct = default) => source.ReadAsync(options.CallLimit, async (connection, ct) =>
    {
        await using var command = new NpgsqlCommand("select partner, key, scopes, expires_at from journal.access_tokens where hash = $1", connection)
        {
            Parameters = { new() { Value = hash } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new AccessToken(reader.GetString(0), reader.GetString(1), [.. reader.GetFieldValue<string[]>(2)], reader.GetFieldValue<DateTimeOffset>(3))
            : null;
    }, ct);
}
