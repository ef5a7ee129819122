using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace Selvedge.Journal;

/// <summary>
/// Confirms appends without events: that the version decided upon still stands and that no command is known.
/// While one query runs the next batch collects. Takes no lock and writes nothing, so it never waits for a commit.
/// </summary>
internal sealed class Checks : IAsyncDisposable
{
    private const string Query =
        """
        select lost_append, lost_why, lost_command, lost_version, lost_position
          from journal.check_appends($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private readonly NpgsqlDataSource _source;
    private readonly JournalOptions _options;
    private readonly TimeProvider _time;
    private readonly Channel<PendingAppend> _waiting;
    private readonly Task _checking;

    public Checks(NpgsqlDataSource source, JournalOptions options, TimeProvider time)
    {
        (_source, _options, _time) = (source, options, time);
        _waiting = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(options.MaxQueuedAppends) { SingleReader = true });
        _checking = Task.Run(RunAsync);
    }

    public async Task<AppendResult> CheckAsync(Append check, CancellationToken ct)
    {
        var pending = new PendingAppend(check);
        try
        {
            await _waiting.Writer.WriteAsync(pending, ct);
        }
        catch (ChannelClosedException)
        {
            throw new JournalUnavailableException("The journal is stopping.");
        }
        return await pending.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _checking;
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingAppend>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < _options.MaxBatchEvents && _waiting.Reader.TryRead(out var check))
                batch.Add(check);
            await AnswerAsync(batch);
        }
    }

    private async Task AnswerAsync(List<PendingAppend> batch)
    {
        try
        {
            var lost = await _source.ReadAsync(_options.UnknownOutcomeLimit, (connection, ct) => AskAsync(connection, batch, ct), CancellationToken.None);
            var results = Losses.ToResults(lost);
            for (var i = 0; i < batch.Count; i++)
                batch[i].TrySetResult(results.GetValueOrDefault(i) ?? Confirmed(batch[i].Append));
        }
        catch (Exception failure) when (failure is JournalUnavailableException || batch.Count == 1)
        {
            foreach (var check in batch)
                check.TrySetException(failure);
        }
        catch (Exception)
        {
            // Something in one of them cannot be asked: each alone.
            foreach (var check in batch)
                await AnswerAsync([check]);
        }
    }

    private AppendResult.Committed Confirmed(Append check) => new(check.StreamNumber, check.ExpectedVersion, 0, _time.GetUtcNow());

    private async Task<List<LostAppend>> AskAsync(NpgsqlConnection connection, List<PendingAppend> batch, CancellationToken ct)
    {
        var checks = batch.ConvertAll(pending => pending.Append);
        var commands = checks.SelectMany((check, i) => check.Commands.Select((command, index) => (Check: i + 1, index, command))).ToArray();
        var wakes = checks.Select((check, i) => (Check: i + 1, Due: check.ConsumesDue)).Where(wake => wake.Due is not null).ToArray();
        await using var command = new NpgsqlCommand(Query, connection)
        {
            CommandTimeout = Math.Max(1, (int)Math.Ceiling(_options.UnknownOutcomeLimit.TotalSeconds)),
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
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            lost.Add(new LostAppend(reader.GetInt32(0) - 1, (Loss)reader.GetInt16(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt64(4)));
        return lost;
    }

    private static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType element, IEnumerable<T> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | element };
}
