using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Selvedge.Journal;

// Runs once per batch; per event it fills six list slots. The lists are kept and refilled: one batch is encoded at a time.

/// <summary>The arguments of <c>journal.append</c> for one batch, and the reading of its answer. Arrays are described in 0010-append.sql.</summary>
internal sealed class AppendCall : IDisposable
{
    private readonly List<NpgsqlParameter> _parameters = [];
    private readonly List<Action> _clear = [];
    private readonly NpgsqlParameter<Guid> _committer = new() { NpgsqlDbType = NpgsqlDbType.Uuid };
    private readonly NpgsqlParameter<long> _number = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<DateTimeOffset> _given = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private readonly List<long> _stream;
    private readonly List<int> _expected, _version, _last;
    private readonly List<ReadOnlyMemory<byte>> _row;
    private readonly List<int> _newAppend;
    private readonly List<string> _newKind, _newId;
    private readonly List<int> _eventAppend, _eventVersion;
    private readonly List<string> _type;
    private readonly List<short> _schema;
    private readonly List<ReadOnlyMemory<byte>> _data, _origin;
    private readonly List<int> _commandAppend, _commandIndex;
    private readonly List<Guid> _commandId;
    private readonly List<long> _revision;
    private readonly List<Guid> _fingerprint;
    private readonly List<int> _commandVersion;
    private readonly List<int> _wakeAppend;
    private readonly List<DateTimeOffset> _wakeDue;
    private readonly List<int> _dueAppend;
    private readonly List<DateTimeOffset?> _due;
    private readonly List<int> _snapshotAppend, _snapshotVersion, _snapshotSchema;
    private readonly List<ReadOnlyMemory<byte>> _state;
    private readonly List<int> _linksAppend, _targetAppend;
    private readonly List<string> _targetKind, _targetId;
    private NpgsqlCommand _command = new();

    public AppendCall(Guid committer)
    {
        _committer.TypedValue = committer;
        _parameters.AddRange([_committer, _number, _given]);
        _stream = Array<long>(NpgsqlDbType.Bigint);
        _expected = Array<int>(NpgsqlDbType.Integer);
        _version = Array<int>(NpgsqlDbType.Integer);
        _last = Array<int>(NpgsqlDbType.Integer);
        _row = Array<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
        _newAppend = Array<int>(NpgsqlDbType.Integer);
        _newKind = Array<string>(NpgsqlDbType.Text);
        _newId = Array<string>(NpgsqlDbType.Text);
        _eventAppend = Array<int>(NpgsqlDbType.Integer);
        _eventVersion = Array<int>(NpgsqlDbType.Integer);
        _type = Array<string>(NpgsqlDbType.Text);
        _schema = Array<short>(NpgsqlDbType.Smallint);
        _data = Array<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
        _origin = Array<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
        _commandAppend = Array<int>(NpgsqlDbType.Integer);
        _commandIndex = Array<int>(NpgsqlDbType.Integer);
        _commandId = Array<Guid>(NpgsqlDbType.Uuid);
        _revision = Array<long>(NpgsqlDbType.Bigint);
        _fingerprint = Array<Guid>(NpgsqlDbType.Uuid);
        _commandVersion = Array<int>(NpgsqlDbType.Integer);
        _wakeAppend = Array<int>(NpgsqlDbType.Integer);
        _wakeDue = Array<DateTimeOffset>(NpgsqlDbType.TimestampTz);
        _dueAppend = Array<int>(NpgsqlDbType.Integer);
        _due = Array<DateTimeOffset?>(NpgsqlDbType.TimestampTz);
        _snapshotAppend = Array<int>(NpgsqlDbType.Integer);
        _snapshotVersion = Array<int>(NpgsqlDbType.Integer);
        _snapshotSchema = Array<int>(NpgsqlDbType.Integer);
        _state = Array<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
        _linksAppend = Array<int>(NpgsqlDbType.Integer);
        _targetAppend = Array<int>(NpgsqlDbType.Integer);
        _targetKind = Array<string>(NpgsqlDbType.Text);
        _targetId = Array<string>(NpgsqlDbType.Text);
    }

    /// <summary>The next executions are on this connection, whatever became of those on another.</summary>
    public Task PrepareAsync(NpgsqlConnection connection, TimeSpan limit, CancellationToken ct)
    {
        // A new command: one whose connection broke may count as executing for ever. Parameters have one owner at a time.
        _command.Parameters.Clear();
        _command.Dispose();
        _command = new NpgsqlCommand(
            $"select * from journal.append({string.Join(", ", Enumerable.Range(1, _parameters.Count).Select(i => $"${i}"))})", connection)
        {
            CommandTimeout = Math.Max(1, (int)Math.Ceiling(limit.TotalSeconds)),
        };
        foreach (var parameter in _parameters)
            _command.Parameters.Add(parameter);
        return _command.PrepareAsync(ct);
    }

    /// <summary>Takes in the batch; it may then be executed more than once.</summary>
    public void Encode(IReadOnlyList<PendingAppend> batch, long number, DateTimeOffset given)
    {
        foreach (var clear in _clear)
            clear();
        _number.TypedValue = number;
        _given.TypedValue = given.ToUniversalTime();
        var last = 0;
        for (var i = 0; i < batch.Count; i++)
            Encode(batch[i].Append, i + 1, ref last);
    }

    public async Task<AppendAnswer> ExecuteAsync(CancellationToken ct)
    {
        await using var reader = await _command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            throw new UnreachableException("A function without a row.");
        var lost = new LostAppend[reader.IsDBNull(3) ? 0 : reader.GetFieldValue<int[]>(3).Length];
        if (lost.Length > 0)
        {
            var (append, why, command) = (reader.GetFieldValue<int[]>(3), reader.GetFieldValue<short[]>(4), reader.GetFieldValue<int[]>(5));
            var (version, position) = (reader.GetFieldValue<int[]>(6), reader.GetFieldValue<long[]>(7));
            for (var i = 0; i < lost.Length; i++)
                lost[i] = new LostAppend(append[i] - 1, (Loss)why[i], command[i], version[i], position[i]);
        }
        return new AppendAnswer(reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2), lost);
    }

    public void Dispose() => _command.Dispose();

    private void Encode(Append append, int ordinal, ref int last)
    {
        var version = append.ExpectedVersion + append.Events.Length;
        last += append.Events.Length;
        _stream.Add(append.StreamNumber);
        _expected.Add(append.ExpectedVersion);
        _version.Add(version);
        _last.Add(last);
        _row.Add(append.Row);
        if (append.StreamNumber == 0)
        {
            _newAppend.Add(ordinal);
            _newKind.Add(append.Stream.Kind);
            _newId.Add(append.Stream.Id);
        }
        for (var i = 0; i < append.Events.Length; i++)
        {
            var e = append.Events[i];
            _eventAppend.Add(ordinal);
            _eventVersion.Add(append.ExpectedVersion + i + 1);
            _type.Add(e.Type);
            _schema.Add(e.Schema);
            _data.Add(e.Data);
            _origin.Add(e.Origin);
        }
        EncodeCommands(append, ordinal);
        if (append.ConsumesDue is { } consumed)
        {
            _wakeAppend.Add(ordinal);
            _wakeDue.Add(consumed.ToUniversalTime());
        }
        if (append.Due != append.PreviousDue)
        {
            _dueAppend.Add(ordinal);
            _due.Add(append.Due?.ToUniversalTime());
        }
        if (append.Snapshot is { } snapshot)
        {
            _snapshotAppend.Add(ordinal);
            _snapshotVersion.Add(snapshot.Version);
            _snapshotSchema.Add(snapshot.Schema);
            _state.Add(snapshot.State);
        }
        if (append.Links is { } links)
        {
            _linksAppend.Add(ordinal);
            foreach (var target in links)
            {
                _targetAppend.Add(ordinal);
                _targetKind.Add(target.Kind);
                _targetId.Add(target.Id);
            }
        }
    }

    // An id named twice in one append is looked up twice but stored once, as the later one with events left it.
    private void EncodeCommands(Append append, int ordinal)
    {
        var version = append.ExpectedVersion;
        for (var i = 0; i < append.Commands.Length; i++)
        {
            var command = append.Commands[i];
            version += command.Events;
            _commandAppend.Add(ordinal);
            _commandIndex.Add(i);
            _commandId.Add(command.Id);
            _revision.Add(command.Revision);
            _fingerprint.Add(command.Fingerprint);
            _commandVersion.Add(command.Events == 0 || IsStoredLater(append, i) ? 0 : version);
        }
    }

    private static bool IsStoredLater(Append append, int index)
    {
        for (var i = index + 1; i < append.Commands.Length; i++)
        {
            if (append.Commands[i].Id == append.Commands[index].Id && append.Commands[i].Events > 0)
                return true;
        }
        return false;
    }

    private List<T> Array<T>(NpgsqlDbType element)
    {
        var list = new List<T>();
        _parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = list, NpgsqlDbType = NpgsqlDbType.Array | element });
        _clear.Add(list.Clear);
        return list;
    }
}

/// <summary>Why an append changed nothing; the numbers are those of <c>lost_why</c>.</summary>
internal enum Loss : short { Conflict, Repeat, Superseded, Contradiction, OtherStream, DueMoved }

/// <param name="Append">Index within the batch.</param>
/// <param name="Command">Index within the append, for a known command.</param>
internal readonly record struct LostAppend(int Append, Loss Why, int Command, int Version, long Position);

/// <param name="FirstStream">Number of the batch's first new stream; the others follow, lost or not.</param>
internal sealed record AppendAnswer(long FirstPosition, long FirstStream, DateTimeOffset RecordedAt, LostAppend[] Lost);
