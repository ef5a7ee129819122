using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;

namespace Selvedge.Journal;

/// <summary>
/// The only durable truth: streams of events in one total order, with a board row, a due time, links and command ids
/// kept in the same transaction. One per node and database; any number of nodes write the same one. Thread-safe.
/// </summary>
public sealed class Journal : IAsyncDisposable
{
    private const int PageRows = 500;

    private readonly NpgsqlDataSource _source;
    private readonly JournalOptions _options;
    private readonly Committer _committer;
    private readonly Checks _checks;
    private readonly Loads _loads;
    private readonly SharedQuery<long> _head;

    public Journal(NpgsqlDataSource source, JournalOptions? options = null, TimeProvider? time = null, ILogger<Journal>? log = null)
    {
        (_source, _options) = (source, options ?? new JournalOptions());
        time ??= TimeProvider.System;
        _committer = new Committer(source, _options, time, log ?? NullLogger<Journal>.Instance);
        _checks = new Checks(source, _options, time);
        _loads = new Loads(source, _options);
        _head = new SharedQuery<long>(QueryHeadAsync);
    }

    internal JournalOptions Options => _options;

    internal NpgsqlDataSource Source => _source;

    internal Committer Committer => _committer;

    /// <summary>
    /// Makes <paramref name="append"/> durable, or says why nothing changed. Without events it is a check. The buffers in it
    /// belong to the journal from here on. <paramref name="ct"/> is heard only until the append is queued: a commit
    /// under way cannot be taken back.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The outcome was unknown for <see cref="JournalOptions.UnknownOutcomeLimit"/>, or the database is away or full.</exception>
    /// <exception cref="InvalidOperationException">This append cannot be stored; its neighbours are not affected.</exception>
    public Task<AppendResult> AppendAsync(Append append, CancellationToken ct = default)
    {
        if ((append.StreamNumber == 0) != (append.ExpectedVersion == 0))
            throw new ArgumentException("A stream has a number exactly when it has a version.", nameof(append));
        var ofCommands = 0;
        foreach (var command in append.Commands)
            ofCommands += command.Events;
        if (ofCommands > append.Events.Length)
            throw new ArgumentException("The commands claim more events than there are.", nameof(append));
        return append.Events.IsEmpty ? _checks.CheckAsync(append, ct) : _committer.AppendAsync(append, ct);
    }

    /// <summary>
    /// The stream as it stands: with <paramref name="afterVersion"/> 0 its newest snapshot of form
    /// <paramref name="snapshotSchema"/>, if any, and the events after it; else only what came after that version.
    /// One consistent view.
    /// </summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<LoadedStream> LoadAsync(StreamKey stream, int afterVersion, int snapshotSchema, CancellationToken ct = default) =>
        _loads.LoadAsync(stream, afterVersion, snapshotSchema, ct);

    /// <summary>
    /// The stream's events after a version and up to a position, in order; without a position up to its end when the last
    /// page was read.
    /// </summary>
    /// <exception cref="JournalUnavailableException"/>
    public IAsyncEnumerable<RecordedEvent> ReadStreamAsync(StreamKey stream, int afterVersion, long until = long.MaxValue, CancellationToken ct = default) =>
        ReadStreamAsync(stream, afterVersion, until, null, ct);

    /// <summary>The same of some types alone.</summary>
    /// <param name="types">Stored names; null for all.</param>
    /// <exception cref="JournalUnavailableException"/>
    public async IAsyncEnumerable<RecordedEvent> ReadStreamAsync(
        StreamKey stream, int afterVersion, long until, string[]? types, [EnumeratorCancellation] CancellationToken ct = default)
    {
        // By pages, so that a slow reader holds no connection.
        while (true)
        {
            var page = await _source.ReadAsync(_options, async (connection, ct) =>
            {
                await using var command = new NpgsqlCommand(
                    $"""
                    select e.position, e.version, e.type, e.schema, e.recorded_at, e.data, {EventReader.Origin}
                      from journal.streams s join journal.events e on e.stream = s.number
                     where s.kind = $1 and s.id = $2 and e.version > $3 and e.position <= $5 and ($6::text[] is null or e.type = any($6)) order by e.version limit $4
                    """, connection)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<string> { TypedValue = stream.Kind },
                        new NpgsqlParameter<string> { TypedValue = stream.Id },
                        new NpgsqlParameter<int> { TypedValue = afterVersion },
                        new NpgsqlParameter<int> { TypedValue = PageRows },
                        new NpgsqlParameter<long> { TypedValue = until },
                        new NpgsqlParameter { Value = types is null ? DBNull.Value : types, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                    },
                };
                return await ReadEventsAsync(stream, command, ct);
            }, ct);
            foreach (var e in page)
                yield return e;
            if (page.Count < PageRows)
                yield break;
            afterVersion = page[^1].Version;
        }
    }

    /// <summary>The newest events of one type in a stream, below a version: newest first. And how many of that type it has in all.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<(List<RecordedEvent> Events, int Total)> ReadNewestAsync(StreamKey stream, string type, int below, int limit, CancellationToken ct = default) =>
        _source.ReadAsync(_options, async (connection, ct) =>
        {
            await using var counting = new NpgsqlCommand(
                "select count(*)::int from journal.streams s join journal.events e on e.stream = s.number where s.kind = $1 and s.id = $2 and e.type = $3", connection)
            {
                Parameters =
                {
                    new NpgsqlParameter<string> { TypedValue = stream.Kind },
                    new NpgsqlParameter<string> { TypedValue = stream.Id },
                    new NpgsqlParameter<string> { TypedValue = type },
                },
            };
            var total = (int)(await counting.ExecuteScalarAsync(ct))!;
            await using var command = new NpgsqlCommand(
                $"""
                select e.position, e.version, e.type, e.schema, e.recorded_at, e.data, {EventReader.Origin}
                  from journal.streams s join journal.events e on e.stream = s.number
                 where s.kind = $1 and s.id = $2 and e.type = $3 and e.version < $4 order by e.version desc limit $5
                """, connection)
            {
                Parameters =
                {
                    new NpgsqlParameter<string> { TypedValue = stream.Kind },
                    new NpgsqlParameter<string> { TypedValue = stream.Id },
                    new NpgsqlParameter<string> { TypedValue = type },
                    new NpgsqlParameter<int> { TypedValue = below },
                    new NpgsqlParameter<int> { TypedValue = limit },
                },
            };
            return (await ReadEventsAsync(stream, command, ct), total);
        }, ct);

    private static async Task<List<RecordedEvent>> ReadEventsAsync(StreamKey stream, NpgsqlCommand command, CancellationToken ct)
    {
        var events = new List<RecordedEvent>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            events.Add(new RecordedEvent(
                reader.GetInt64(0), stream, reader.GetInt32(1), reader.GetString(2), reader.GetInt16(3),
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetFieldValue<byte[]>(5), reader.GetFieldValue<byte[]>(6)));
        return events;
    }

    /// <summary>
    /// The board rows of all streams of one kind, by id. Read in pages: rows may be of different moments. For followers,
    /// who wait longer for a page than those who ask.
    /// </summary>
    /// <exception cref="JournalUnavailableException"/>
    public async IAsyncEnumerable<StreamRow> ReadRowsAsync(string kind, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var after = "";
        while (true)
        {
            var page = await _source.ReadAsync(_options.CallLimit, async (connection, ct) =>
            {
                await using var command = new NpgsqlCommand(
                    """
                    select kind, id, version, position, board_row from journal.rows
                     where kind = $1 and id > $2 order by id limit $3
                    """, connection)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<string> { TypedValue = kind },
                        new NpgsqlParameter<string> { TypedValue = after },
                        new NpgsqlParameter<int> { TypedValue = PageRows },
                    },
                };
                var rows = new List<StreamRow>();
                await using var reader = await command.ExecuteReaderAsync(ct);
                while (await reader.ReadAsync(ct))
                    rows.Add(reader.GetRow());
                return rows;
            }, ct);
            foreach (var row in page)
                yield return row;
            if (page.Count < PageRows)
                yield break;
            after = page[^1].Stream.Id;
        }
    }

    /// <summary>The streams whose links name <paramref name="target"/>, which need not exist itself; by kind and id.</summary>
    /// <param name="onlyWaiting">Those alone that have a due time.</param>
    /// <exception cref="JournalUnavailableException"/>
    public Task<ImmutableArray<StreamKey>> LinkedToAsync(StreamKey target, bool onlyWaiting = false, CancellationToken ct = default) =>
        _source.ReadAsync(_options, async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand(
                """
                select s.kind, s.id from journal.links l join journal.streams s on s.number = l.stream
                 where l.target_kind = $1 and l.target_id = $2
                   and (not $3 or exists (select from journal.due d where d.stream = l.stream)) order by s.kind, s.id
                """, connection)
            {
                Parameters =
                {
                    new NpgsqlParameter<string> { TypedValue = target.Kind },
                    new NpgsqlParameter<string> { TypedValue = target.Id },
                    new NpgsqlParameter<bool> { TypedValue = onlyWaiting },
                },
            };
            var streams = ImmutableArray.CreateBuilder<StreamKey>();
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                streams.Add(new StreamKey(reader.GetString(0), reader.GetString(1)));
            return streams.DrainToImmutable();
        }, ct);

    /// <summary>
    /// The position of the newest event that was recorded by <paramref name="moment"/>; 0 when there was none. Of a moment
    /// that has just passed more may follow: a batch is recorded as of when it was sent.
    /// </summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<long> PositionAtAsync(DateTimeOffset moment, CancellationToken ct = default) =>
        _source.ReadAsync(_options, async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand("select journal.position_at($1)", connection)
            {
                Parameters = { new NpgsqlParameter<DateTimeOffset> { TypedValue = moment.ToUniversalTime() } },
            };
            return (long)(await command.ExecuteScalarAsync(ct))!;
        }, ct);

    /// <summary>Whether the links of any stream but <paramref name="except"/> name <paramref name="target"/>.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<bool> IsLinkedToAsync(StreamKey target, StreamKey except, CancellationToken ct = default) =>
        _source.ReadAsync(_options, async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand(
                """
                select exists (
                    select from journal.links l join journal.streams s on s.number = l.stream
                     where l.target_kind = $1 and l.target_id = $2 and (s.kind, s.id) <> ($3, $4))
                """, connection)
            {
                Parameters =
                {
                    new NpgsqlParameter<string> { TypedValue = target.Kind },
                    new NpgsqlParameter<string> { TypedValue = target.Id },
                    new NpgsqlParameter<string> { TypedValue = except.Kind },
                    new NpgsqlParameter<string> { TypedValue = except.Id },
                },
            };
            return (bool)(await command.ExecuteScalarAsync(ct))!;
        }, ct);

    /// <summary>When the event at a position was recorded.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<DateTimeOffset> RecordedAtAsync(long position, CancellationToken ct = default) =>
        _source.ReadAsync(_options, async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand("select recorded_at from journal.events where position = $1", connection)
            {
                Parameters = { new NpgsqlParameter<long> { TypedValue = position } },
            };
            await using var reader = await command.ExecuteReaderAsync(ct);
            return await reader.ReadAsync(ct)
                ? reader.GetFieldValue<DateTimeOffset>(0)
                : throw new ArgumentOutOfRangeException(nameof(position), position, "The journal holds no such position.");
        }, ct);

    /// <summary>
    /// The position of the newest event: at or after everything acknowledged, by any node, before this was called.
    /// One query in flight per node, shared by all who wait.
    /// </summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<long> ReadHeadAsync(CancellationToken ct = default) => _head.AskAsync(ct);

    public async ValueTask DisposeAsync()
    {
        await _committer.DisposeAsync();
        await _checks.DisposeAsync();
        await _loads.DisposeAsync();
    }

    private Task<long> QueryHeadAsync() =>
        _source.ReadAsync(_options, async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand("select position from journal.head", connection);
            return (long)(await command.ExecuteScalarAsync(ct))!;
        }, CancellationToken.None);
}
