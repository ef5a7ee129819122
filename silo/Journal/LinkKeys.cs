using Npgsql;

namespace Selvedge.Journal;

/// <summary>The secret by which links that act are signed, the same on every node of a database. Thread-safe.</summary>
public sealed class LinkKeys(NpgsqlDataSource source, JournalOptions options)
{
    private readonly Queries queries = new(source, options.CallLimit);
    private byte[]? known;

    /// <param name="fresh">Becomes the secret where there is none yet.</param>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<byte[]> ReadAsync(Func<byte[]> fresh, CancellationToken ct = default) => known ??= await FindAsync(ct) ?? await MakeAsync(fresh(), ct);

    /// <summary>Whether a command has taken effect.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<bool> IsUsedAsync(Guid command, CancellationToken ct = default) =>
        !(await queries.ReadAsync("select 1 from journal.commands where id = $1", reader => reader.GetInt32(0), ct, new NpgsqlParameter { Value = command })).IsEmpty;

    private async Task<byte[]?> FindAsync(CancellationToken ct) =>
        await queries.ReadAsync("select secret from journal.link_keys order by number desc limit 1", reader => reader.GetFieldValue<byte[]>(0), ct) is [var secret] ? secret : null;

    // Of two nodes that make one at once both take the first.
    private async Task<byte[]> MakeAsync(byte[] fresh, CancellationToken ct)
    {
        await queries.ExecuteAsync("insert into journal.link_keys (number, secret) values (1, $1) on conflict do nothing", ct, new NpgsqlParameter { Value = fresh });
        return (await FindAsync(ct))!;
    }
}
