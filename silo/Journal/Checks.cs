using Npgsql;
using NpgsqlTypes;

namespace Selvedge.Journal;

/// <summary>
/// Confirms appends without events: that the version decided upon still stands and that no command is known.
/// Takes no lock and writes nothing, so it never waits for a commit.
/// </summary>
internal sealed class Checks(NpgsqlDataSource source, JournalOptions options, TimeProvider time) : IAsyncDisposable
{
    private const string Query =
        """
        select lost_append, lost_why, lost_command, lost_version, lost_position
          from journal.check_appends($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private readonly BatchedReads<Append, AppendResult> _reads = new(
        source, options, options.MaxBatchEvents, atOnce: 1, (connection, checks, ct) => AskAsync(connection, checks, time, ct));

    public Task<AppendResult> CheckAsync(Append check, CancellationToken ct) => _reads.AskAsync(check, ct);

    public ValueTask DisposeAsync() => _reads.DisposeAsync();

    private static async Task<AppendResult[]> AskAsync(
        NpgsqlConnection connection, IReadOnlyList<Append> checks, TimeProvider time, CancellationToken ct)
    {
        var commands = checks.SelectMany((check, i) => check.Commands.Select((command, index) => (Check: i + 1, index, command))).ToArray();
        var wakes = checks.Select((check, i) => (Check: i + 1, Due: check.ConsumesDue)).Where(wake => wake.Due is not null).ToArray();
        await using var command = new NpgsqlCommand(Query, connection)
        {
            Parameters =
            {
                Array(NpgsqlDbType.Text, checks.Select(c => c.Stream.Kind)),
                Array(NpgsqlDbType.Text, checks.Select(c => c.Stream.Id)),
                Array(NpgsqlDbType.Integer, checks.Select(c => c.ExpectedVersion)),
                Array(NpgsqlDbType.Integer, commands.Select(c => c.Check)),
                Array(NpgsqlDbType.Integer, commands.Select(c => c.index)),
                Array(NpgsqlDbType.Uuid, commands.Select(c => c.command.Id)),
                Array(NpgsqlDbType.Bigint, commands.Select(c => c.command.Revision)),
                Array(NpgsqlDbType.Uuid, commands.Select(c => c.command.Fingerprint)),
                Array(NpgsqlDbType.Integer, wakes.Select(w => w.Check)),
                Array(NpgsqlDbType.TimestampTz, wakes.Select(w => w.Due!.Value.ToUniversalTime())),
            },
        };
        var lost = new List<LostAppend>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
                lost.Add(new LostAppend(reader.GetInt32(0) - 1, (Loss)reader.GetInt16(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt64(4)));
        var results = Losses.ToResults(lost);
        return [.. checks.Select((check, i) => results.GetValueOrDefault(i) ?? new AppendResult.Committed(check.StreamNumber, check.ExpectedVersion, 0, time.GetUtcNow()))];
    }

    private static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType element, IEnumerable<T> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | element };
}
