using System.Collections.Immutable;
using System.Data;
using Npgsql;

namespace Selvedge.Chaos.Checking;

internal sealed record StoredEvent(long Position, long Stream, int Version, string Type, short Schema, byte[] Data, byte[] Origin);

internal sealed record StoredStream(long Number, string Kind, string Id, int Version, byte[] Row);

internal sealed record StoredCommand(Guid Id, long Revision, long Stream, int Version);

internal sealed record StoredSnapshot(long Stream, int Version, byte[] State);

/// <summary>The journal's tables as they stand, all of one moment. Events in the order of their positions.</summary>
/// <param name="Due">By stream number.</param>
internal sealed record Tables(
    long Head, ImmutableArray<StoredEvent> Events, ImmutableArray<StoredStream> Streams, ImmutableArray<StoredCommand> Commands,
    ImmutableArray<StoredSnapshot> Snapshots, ImmutableDictionary<long, DateTimeOffset> Due)
{
    public static async Task<Tables> ReadAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var head = await AllAsync("select position from journal.head", r => r.GetInt64(0));
        return new Tables(
            head[0],
            await AllAsync("select position, stream, version, type, schema, data, origin from journal.events order by position", r => new StoredEvent(
                r.GetInt64(0), r.GetInt64(1), r.GetInt32(2), r.GetString(3), r.GetInt16(4), r.GetFieldValue<byte[]>(5), r.GetFieldValue<byte[]>(6))),
            await AllAsync("select number, kind, id, version, board_row from journal.streams order by number", r => new StoredStream(
                r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.GetFieldValue<byte[]>(4))),
            await AllAsync("select id, revision, stream, version from journal.commands", r => new StoredCommand(
                r.GetGuid(0), r.GetInt64(1), r.GetInt64(2), r.GetInt32(3))),
            await AllAsync("select stream, version, state from journal.snapshots", r => new StoredSnapshot(
                r.GetInt64(0), r.GetInt32(1), r.GetFieldValue<byte[]>(2))),
            (await AllAsync("select stream, due_at from journal.due", r => (Stream: r.GetInt64(0), At: r.GetFieldValue<DateTimeOffset>(1))))
                .ToImmutableDictionary(d => d.Stream, d => d.At));

        async Task<ImmutableArray<T>> AllAsync<T>(string query, Func<NpgsqlDataReader, T> read)
        {
            var all = ImmutableArray.CreateBuilder<T>();
            await using var command = new NpgsqlCommand(query, connection, moment);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                all.Add(read(reader));
            return all.DrainToImmutable();
        }
    }
}
