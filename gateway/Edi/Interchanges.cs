using Npgsql;
using Selvedge.Contracts;
using Selvedge.Journal;

namespace Selvedge.Gateway.Edi;

/// <summary>The interchanges that were taken, in the database: each once for its sender, whichever node it came to.</summary>
internal sealed class Interchanges(NpgsqlDataSource source)
{
    /// <summary>When it first came; null where it was answered before, or others came under its reference.</summary>
    /// <remarks>One that came before and was never answered is gone on with: its events have ids of their own.</remarks>
    public Task<DateTimeOffset?> ClaimAsync(Interchange interchange, ReadOnlyMemory<byte> body, string by, DateTimeOffset now, CancellationToken ct) => Asking(async () =>
    {
        var digest = CommandIds.Of(body.Span);
        await using var insert = source.CreateCommand(
            "insert into journal.edi_interchanges (syntax, sender, reference, sent_by, digest, body, received_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing");
        Name(insert, interchange);
        insert.Parameters.Add(new() { Value = by });
        insert.Parameters.Add(new() { Value = digest });
        insert.Parameters.Add(new() { Value = body.ToArray() });
        insert.Parameters.Add(new() { Value = now.UtcDateTime });
        await insert.ExecuteNonQueryAsync(ct);
        await using var read = source.CreateCommand(
            "select received_at from journal.edi_interchanges where syntax = $1 and sender = $2 and reference = $3 and answer is null and digest = $4 and sent_by = $5");
        Name(read, interchange);
        read.Parameters.Add(new() { Value = digest });
        read.Parameters.Add(new() { Value = by });
        return await read.ExecuteScalarAsync(ct) is DateTime at ? new DateTimeOffset(at, TimeSpan.Zero) : (DateTimeOffset?)null;
    });

    /// <summary>Keeps its answer. False where another call has answered it meanwhile.</summary>
    public Task<bool> AnswerAsync(Interchange interchange, byte[] answer, CancellationToken ct) => Asking(async () =>
    {
        await using var update = source.CreateCommand("update journal.edi_interchanges set answer = $4 where syntax = $1 and sender = $2 and reference = $3 and answer is null");
        Name(update, interchange);
        update.Parameters.Add(new() { Value = answer });
        return await update.ExecuteNonQueryAsync(ct) == 1;
    });

    /// <summary>A control number for an answer; returns after 999,999,999.</summary>
    public Task<int> NextAsync(CancellationToken ct) => Asking(async () =>
    {
        await using var next = source.CreateCommand("select nextval('journal.edi_acknowledgements')");
        return (int)(long)(await next.ExecuteScalarAsync(ct))!;
    });

    private static void Name(NpgsqlCommand command, Interchange interchange)
    {
        command.Parameters.Add(new() { Value = (short)interchange.Delimiters.Syntax });
        command.Parameters.Add(new() { Value = interchange.Sender });
        command.Parameters.Add(new() { Value = interchange.Reference });
    }

    private static async Task<T> Asking<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (NpgsqlException failure) when (Database.IsUnavailable(failure))
        {
            throw new JournalUnavailableException("The interchange could not be looked up.", failure);
        }
    }
}
