using System.Collections.Immutable;
using System.Text;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>A stream as it is stored beside its events.</summary>
/// <param name="Links">By kind and id.</param>
/// <param name="Snapshot">Of whatever form; null when there is none.</param>
public sealed record StoredStream(
    long Number, StreamKey Key, int Version, ReadOnlyMemory<byte> Row, DateTimeOffset? Due,
    ImmutableArray<StreamKey> Links, Snapshot? Snapshot);

/// <summary>Takes streams in, one after the other.</summary>
public interface IStreamVisitor
{
    void Begin(StoredStream stream);

    /// <summary>One event of the stream begun last, by rising version.</summary>
    /// <param name="data">Valid during the call only.</param>
    void Add(int version, string type, short schema, ReadOnlySpan<byte> data);

    /// <summary>The stream begun last has no more events.</summary>
    void End();
}

/// <summary>
/// The whole journal as it stood at one moment, stream by stream, each with all its events: for replay and verification.
/// Reads the tables straight and holds up nobody who writes. Parts may be read side by side.
/// </summary>
public sealed class StreamScan : IAsyncDisposable
{
    // A stream's state lives only while the stream is read: so many heads, with rows and snapshots, are held at once.
    private const int StreamsAtOnce = 2_000;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly string _snapshot;

    private StreamScan(NpgsqlDataSource source, NpgsqlConnection connection, NpgsqlTransaction transaction, string snapshot) =>
        (_source, _connection, _transaction, _snapshot) = (source, connection, transaction, snapshot);

    /// <summary>The position of the newest event in view.</summary>
    public long Head { get; private init; }

    /// <summary>Numbers of streams go up to here; some may be missing.</summary>
    public long LastStream { get; private init; }

    /// <summary>Takes the view that all parts share, until disposed.</summary>
    public static async Task<StreamScan> BeginAsync(NpgsqlDataSource source, CancellationToken ct = default)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            var transaction = await BeginAsync(connection, ct);
            await using var look = new NpgsqlCommand("select pg_export_snapshot(), position, streams from journal.head", connection);
            await using var reader = await look.ExecuteReaderAsync(ct);
            await reader.ReadAsync(ct);
            return new StreamScan(source, connection, transaction, reader.GetString(0)) { Head = reader.GetInt64(1), LastStream = reader.GetInt64(2) };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives the visitor the streams of one part of all: those of numbers in every <paramref name="parts"/>th stretch.</summary>
    public async Task ReadAsync(int part, int parts, IStreamVisitor visitor, CancellationToken ct = default)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        await using var transaction = await BeginAsync(connection, ct);
        await ExecuteAsync(connection, $"set transaction snapshot '{_snapshot}'", ct);
        var types = new Names();
        for (var first = 1L + (long)part * StreamsAtOnce; first <= LastStream; first += (long)parts * StreamsAtOnce)
            await ReadAsync(connection, first, first + StreamsAtOnce, visitor, types, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static async Task ReadAsync(
        NpgsqlConnection connection, long first, long beyond, IStreamVisitor visitor, Names types, CancellationToken ct)
    {
        var heads = await ReadHeadsAsync(connection, first, beyond, ct);
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            $"""
            copy (select stream, version, schema, type, data from journal.events
                   where stream >= {first} and stream < {beyond} order by stream, version) to stdout (format binary)
            """, ct);
        using var rows = new CopyRows(copy, 5);
        var more = await rows.ReadAsync(ct);
        foreach (var head in heads)
        {
            visitor.Begin(head);
            // Events of a stream that is not stored belong to nobody; they would be skipped here and missed by their positions.
            for (; more && rows.Int64(0) <= head.Number; more = await rows.ReadAsync(ct))
                if (rows.Int64(0) == head.Number)
                    visitor.Add(rows.Int32(1), types.Of(rows.Bytes(3)), rows.Int16(2), rows.Bytes(4));
            visitor.End();
        }
    }

    private static async Task<List<StoredStream>> ReadHeadsAsync(NpgsqlConnection connection, long first, long beyond, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select s.number, s.kind, s.id, s.version, s.board_row, d.due_at, p.version, p.schema, p.state,
                   array(select l.target_kind || '/' || l.target_id from journal.links l where l.stream = s.number)
              from journal.streams s
              left join journal.due d on d.stream = s.number
              left join journal.snapshots p on p.stream = s.number
             where s.number >= $1 and s.number < $2 order by s.number
            """, connection)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = first }, new NpgsqlParameter<long> { TypedValue = beyond } },
            CommandTimeout = 0,
        };
        var heads = new List<StoredStream>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            heads.Add(new StoredStream(
                reader.GetInt64(0), new StreamKey(reader.GetString(1), reader.GetString(2)), reader.GetInt32(3),
                reader.GetFieldValue<byte[]>(4), reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5),
                [.. reader.GetFieldValue<string[]>(9).Select(StreamKey.Parse)],
                reader.IsDBNull(6) ? null : new Snapshot(reader.GetInt32(6), reader.GetInt32(7), reader.GetFieldValue<byte[]>(8))));
        return heads;
    }

    private static async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        // The shared view rests while others work by it.
        await ExecuteAsync(connection, "set local idle_in_transaction_session_timeout = 0", ct);
        return transaction;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>A few names that come again and again, each made a string once.</summary>
    private sealed class Names
    {
        private readonly List<(byte[] Utf8, string Name)> known = [];

        public string Of(ReadOnlySpan<byte> utf8)
        {
            foreach (var (bytes, name) in known)
                if (utf8.SequenceEqual(bytes))
                    return name;
            known.Add((utf8.ToArray(), Encoding.UTF8.GetString(utf8)));
            return known[^1].Name;
        }
    }
}
