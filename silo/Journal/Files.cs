using System.Security.Cryptography;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>Files kept by their content, in the same database as what refers to them. Knows bytes, not what they are. Thread-safe.</summary>
public sealed class Files(NpgsqlDataSource source, JournalOptions options)
{
    /// <summary>Keeps a file, as often as it is brought; durable when it returns.</summary>
    /// <param name="content">Must not change until then.</param>
    /// <returns>Its SHA-256 in lower-case hexadecimal: by which it is found again.</returns>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<string> KeepAsync(ReadOnlyMemory<byte> content, CancellationToken ct = default)
    {
        var key = SHA256.HashData(content.Span);
        await source.ReadAsync(options.CallLimit, async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand("insert into journal.files (sha256, data) values ($1, $2) on conflict do nothing", connection)
            {
                Parameters = { new() { Value = key }, new() { Value = content } },
            };
            return await command.ExecuteNonQueryAsync(ct);
        }, ct);
        return Convert.ToHexStringLower(key);
    }

    /// <summary>Null when there is no such file.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<byte[]?> ReadAsync(string sha256, CancellationToken ct = default) => source.ReadAsync(options.CallLimit, async (connection, ct) =>
    {
        await using var command = new NpgsqlCommand("select data from journal.files where sha256 = $1", connection)
        {
            Parameters = { new() { Value = Convert.FromHexString(sha256) } },
        };
        return (byte[]?)await command.ExecuteScalarAsync(ct);
    }, ct);
}
