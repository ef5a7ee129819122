using Npgsql;
using NpgsqlTypes;
using Selvedge.Journal;

namespace Selvedge.Benchmarks.Appending;

/// <summary>
/// The physical limit: binary COPY of every row that the appends left behind, into empty tables with the same keys and
/// indexes, 5,000 events a commit. It checks nothing and decides nothing.
/// </summary>
internal sealed class CopyOfSameRows(NpgsqlDataSource source) : IAsyncDisposable
{
    private const int EventsPerCommit = 5_000;

    /// <summary>Not part of what is measured.</summary>
    public async Task EmptyAsync()
    {
        await using var command = source.CreateCommand("truncate journal.events, journal.streams, journal.due, journal.commands");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Cuts the rows into commits: a stream's row and due time go with its last append. Not part of what is measured.</summary>
    public static List<Commit> Plan(IReadOnlyList<Appended> appended)
    {
        var lastOf = new Dictionary<StreamKey, int>();
        var lastDueOf = new Dictionary<StreamKey, int>();
        for (var i = 0; i < appended.Count; i++)
        {
            lastOf[appended[i].Stream] = i;
            if (appended[i].Append.Due != appended[i].Append.PreviousDue)
                lastDueOf[appended[i].Stream] = i;
        }

        var commits = new List<Commit>();
        var events = EventsPerCommit;
        for (var i = 0; i < appended.Count; i++)
        {
            if (events >= EventsPerCommit)
            {
                commits.Add(new Commit([], [], []));
                events = 0;
            }

            var one = appended[i];
            events += one.Append.Events.Length;
            commits[^1].Appends.Add(one);
            if (lastOf[one.Stream] == i)
                commits[^1].Rows.Add(one);
            if (lastDueOf.TryGetValue(one.Stream, out var last) && last == i && one.Append.Due is not null)
                commits[^1].Due.Add(one);
        }

        return commits;
    }

    public Task CopyAsync(IReadOnlyList<Commit> commits, int connections)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            await using var connection = await source.OpenConnectionAsync();
            while (Interlocked.Increment(ref next) is var mine && mine < commits.Count)
                await CopyAsync(connection, commits[mine]);
        })));
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static async Task CopyAsync(NpgsqlConnection connection, Commit commit)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var events = await connection.BeginBinaryImportAsync(
            "copy journal.events (position, stream, recorded_at, version, schema, type, data, origin) from stdin (format binary)"))
        {
            foreach (var (_, append, committed) in commit.Appends)
                for (var i = 0; i < append.Events.Length; i++)
                {
                    var happened = append.Events[i];
                    await events.StartRowAsync();
                    await events.WriteAsync(committed.FirstPosition + i, NpgsqlDbType.Bigint);
                    await events.WriteAsync(committed.StreamNumber, NpgsqlDbType.Bigint);
                    await events.WriteAsync(committed.RecordedAt, NpgsqlDbType.TimestampTz);
                    await events.WriteAsync(append.ExpectedVersion + i + 1, NpgsqlDbType.Integer);
                    await events.WriteAsync(happened.Schema, NpgsqlDbType.Smallint);
                    await events.WriteAsync(happened.Type, NpgsqlDbType.Text);
                    await events.WriteAsync(happened.Data, NpgsqlDbType.Bytea);
                    await events.WriteAsync(happened.Origin, NpgsqlDbType.Bytea);
                }

            await events.CompleteAsync();
        }

        await using (var commands = await connection.BeginBinaryImportAsync(
            "copy journal.commands (id, revision, fingerprint, stream, version) from stdin (format binary)"))
        {
            foreach (var (_, append, committed) in commit.Appends)
            {
                await commands.StartRowAsync();
                await commands.WriteAsync(append.Commands[0].Id, NpgsqlDbType.Uuid);
                await commands.WriteAsync(append.Commands[0].Revision, NpgsqlDbType.Bigint);
                await commands.WriteAsync(append.Commands[0].Fingerprint, NpgsqlDbType.Uuid);
                await commands.WriteAsync(committed.StreamNumber, NpgsqlDbType.Bigint);
                await commands.WriteAsync(committed.Version, NpgsqlDbType.Integer);
            }

            await commands.CompleteAsync();
        }

        await using (var streams = await connection.BeginBinaryImportAsync(
            "copy journal.streams (number, version, kind, id, board_row) from stdin (format binary)"))
        {
            foreach (var (stream, append, committed) in commit.Rows)
            {
                await streams.StartRowAsync();
                await streams.WriteAsync(committed.StreamNumber, NpgsqlDbType.Bigint);
                await streams.WriteAsync(committed.Version, NpgsqlDbType.Integer);
                await streams.WriteAsync(stream.Kind, NpgsqlDbType.Text);
                await streams.WriteAsync(stream.Id, NpgsqlDbType.Text);
                await streams.WriteAsync(append.Row, NpgsqlDbType.Bytea);
            }

            await streams.CompleteAsync();
        }

        await using (var due = await connection.BeginBinaryImportAsync("copy journal.due (stream, due_at) from stdin (format binary)"))
        {
            foreach (var (_, append, committed) in commit.Due)
            {
                await due.StartRowAsync();
                await due.WriteAsync(committed.StreamNumber, NpgsqlDbType.Bigint);
                await due.WriteAsync(append.Due!.Value.ToUniversalTime(), NpgsqlDbType.TimestampTz);
            }

            await due.CompleteAsync();
        }

        var last = commit.Appends[^1];
        await using var head = new NpgsqlCommand("update journal.head set position = greatest(position, $1), committed_at = $2", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = last.Committed.FirstPosition + last.Append.Events.Length - 1 },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = last.Committed.RecordedAt },
            },
        };
        await head.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    /// <param name="Rows">The last append of each stream that ends here.</param>
    /// <param name="Due">The last append of each stream that moved its due time here.</param>
    internal sealed record Commit(List<Appended> Appends, List<Appended> Rows, List<Appended> Due);
}
