using System.Collections.Immutable;
using Npgsql;
using Selvedge.Benchmarks.Season;
using Selvedge.Contracts;
using Selvedge.Journal;

namespace Selvedge.Benchmarks.Appending;

/// <summary>One report as it stands in the journal: all that a copy of its rows needs.</summary>
internal readonly record struct Appended(StreamKey Stream, Append Append, AppendResult.Committed Committed);

/// <summary>
/// Orders in a journal, and callers that report on them as fast as the journal acknowledges: each caller has its own
/// orders and waits for one append before the next, as an actor does.
/// </summary>
internal sealed class JournalledStreams : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly Journal.Journal journal;
    private readonly ImmutableArray<OrderScript> scripts;
    private readonly StreamState[] streams;
    private readonly int callers;

    private JournalledStreams(NpgsqlDataSource source, ImmutableArray<OrderScript> scripts, int streams, int callers)
    {
        (this.source, this.scripts, this.callers) = (source, scripts, callers);
        journal = new Journal.Journal(source, new JournalOptions { UnknownOutcomeLimit = TimeSpan.FromSeconds(30) });
        this.streams = new StreamState[streams];
    }

    public Journal.Journal Journal => journal;

    /// <summary>Places as many orders as there are streams; scripts repeat under other numbers.</summary>
    public static async Task<JournalledStreams> PlaceAsync(string database, ImmutableArray<OrderScript> scripts, int streams, int callers)
    {
        var placed = new JournalledStreams(Database.Open(database), scripts, streams, callers);
        await Parallel.ForAsync(0, streams, new ParallelOptions { MaxDegreeOfParallelism = 1_000 }, async (i, ct) =>
        {
            var script = scripts[i % scripts.Length];
            var stream = new StreamKey(Kinds.PurchaseOrder, $"{script.Number}-{i / scripts.Length}");
            var committed = (AppendResult.Committed)await placed.journal.AppendAsync(script.Placing with
            {
                Stream = stream, Commands = [new AppendedCommand(Guid.NewGuid(), 0, Guid.NewGuid(), script.Placing.Events.Length)],
            }, ct);
            placed.streams[i] = new StreamState(stream, committed.StreamNumber, committed.Version, 0, script.Placing.Due);
        });
        await using var analyse = placed.source.CreateCommand("analyze");
        await analyse.ExecuteNonQueryAsync();
        return placed;
    }

    /// <summary>Appends about as many reports as asked for: every caller the same number.</summary>
    /// <returns>In the order of their positions.</returns>
    public async Task<Appended[]> AppendAsync(int reports)
    {
        var each = Math.Max(1, reports / callers);
        var done = new Appended[each * callers];
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
                done[caller * each + i] = await AppendNextAsync(NextOf(caller));
        })));
        Array.Sort(done, static (a, b) => a.Committed.FirstPosition.CompareTo(b.Committed.FirstPosition));
        return done;
    }

    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync();
        await source.DisposeAsync();
    }

    // Round its own orders, the least reported first.
    private int NextOf(int caller)
    {
        var next = caller;
        for (var i = caller; i < streams.Length; i += callers)
            if (streams[i].Reports < streams[next].Reports)
                next = i;
        return next;
    }

    private async Task<Appended> AppendNextAsync(int index)
    {
        var stream = streams[index];
        var steps = scripts[index % scripts.Length].Reports;
        var step = steps[stream.Reports % steps.Length];
        var append = step with
        {
            Stream = stream.Key, StreamNumber = stream.Number, ExpectedVersion = stream.Version, PreviousDue = stream.Due, Links = null,
            Commands = [new AppendedCommand(Guid.NewGuid(), step.Commands[0].Revision, step.Commands[0].Fingerprint, step.Events.Length)],
        };
        var committed = (AppendResult.Committed)await journal.AppendAsync(append);
        streams[index] = stream with { Version = committed.Version, Reports = stream.Reports + 1, Due = append.Due };
        return new Appended(stream.Key, append, committed);
    }

    private readonly record struct StreamState(StreamKey Key, long Number, int Version, int Reports, DateTimeOffset? Due);
}
