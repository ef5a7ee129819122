using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Journal;

namespace Selvedge.Gateway.TimeTravel;

/// <summary>What stood at a past moment, made from the log. A moment is a journal position: the newest one recorded by then.</summary>
public sealed class Past(Journal.Journal journal, PastRowReader copies, Rows present, TimeProvider time)
{
    private const int FoldsAtOnce = 8;
    private static readonly ImmutableHashSet<string> OfBoards = [Kinds.PurchaseOrder, Kinds.Style, Kinds.Vendor];
    private static readonly ImmutableHashSet<string> OfQueues = [.. OfBoards, Kinds.Approval, Kinds.Conversation];

    /// <summary>The query parameter that asks for a past moment.</summary>
    public const string ParameterName = "asOf";

    /// <summary>What the routes say of it.</summary>
    public const string Description =
        "With asOf (RFC 3339) as it was at a past moment, made from the log: as it had been recorded by then, shown by the rights of now.";

    /// <summary>The position that asOf asks for; null when it is left out, or is among the parameters' faults.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<long?> PositionAsync(Parameters parameters, CancellationToken ct) =>
        PositionAsync(parameters, ParameterName, parameters.Instant(ParameterName), ct);

    /// <summary>The position of a moment; null for none, and where the parameters have faults, of which this may be one.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<long?> PositionAsync(Parameters parameters, string name, DateTimeOffset? asked, CancellationToken ct)
    {
        if (asked is not { } moment || parameters.Fault is not null)
            return null;
        if (moment > time.GetUtcNow())
        {
            parameters.Refuse(name, "moment-in-future", $"{moment:O} has not come yet.");
            return null;
        }

        var position = await journal.PositionAtAsync(moment, ct);
        if (position > 0)
            return position;
        parameters.Refuse(name, "moment-before-log", $"The log begins after {moment:O}.");
        return null;
    }

    /// <summary>When the event at a position was recorded.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public Task<DateTimeOffset> RecordedAtAsync(long position, CancellationToken ct) => journal.RecordedAtAsync(position, ct);

    /// <summary>Adds the stream's events up to a position to the fold.</summary>
    /// <returns>The position of the last of them; 0 when there was none.</returns>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<long> FoldAsync(Fold fold, string id, long until, CancellationToken ct)
    {
        long position = 0;
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey(fold.Kind, id), 0, until, ct))
        {
            fold.Add(recorded.Type, recorded.Schema, recorded.Data.Span);
            position = recorded.Position;
        }

        return position;
    }

    /// <summary>The rows of some streams as they stood; those that did not exist yet are left out.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<Rows> RowsAsync(IEnumerable<Link> streams, long until, CancellationToken ct)
    {
        var rows = new Rows(_ => Task.FromResult(until));
        await LoadAsync(rows, streams.Distinct().Select(link => new StreamKey(link.Kind, link.Id)), until, ct);
        return rows;
    }

    /// <summary>The rows of all orders, styles and vendors as they stood, and of approvals and what is said about them where these are wanted: from kept copies, else from the log.</summary>
    /// <exception cref="JournalUnavailableException"/>
    public async Task<Rows> RowsAsync(long until, bool withApprovals, CancellationToken ct)
    {
        var rows = new Rows(_ => Task.FromResult(until));
        var then = await copies.ReadAsync(withApprovals ? OfQueues : OfBoards, until, ct);
        // Most rows have not changed since: those are in memory already.
        Parallel.ForEach(then.Rows, row => rows.Load(row with { Value = present.Find(row) ?? Rows.Read(row) }, until));
        await LoadAsync(rows, then.Unknown, until, ct);
        rows.Advance(until, await journal.RecordedAtAsync(until, ct));
        return rows;
    }

    private Task LoadAsync(Rows rows, IEnumerable<StreamKey> streams, long until, CancellationToken ct) => Parallel.ForEachAsync(
        streams, new ParallelOptions { MaxDegreeOfParallelism = FoldsAtOnce, CancellationToken = ct }, async (stream, ct) =>
        {
            var fold = StoredKinds.Find(stream.Kind)!.Begin();
            if (await FoldAsync(fold, stream.Id, until, ct) is > 0 and var position)
                rows.Load(new StreamRow(stream, fold.Version, position, fold.Row()), until);
        });
}
