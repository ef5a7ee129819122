using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>
/// Commits queued appends in batches. Where a full one has collected while another is under the journal's lock, it is sent
/// on a second connection: the server has taken it in when its turn comes, and no time passes between the two.
/// Thread-safe.
/// </summary>
internal sealed class Committer : IAsyncDisposable
{
    private readonly JournalOptions _options;
    private readonly Outage _outage;
    private readonly Outage _appends = new();
    private readonly AppendQueue _queue;
    private readonly ImmutableArray<CommitLane> _lanes;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _committing;
    private readonly Task _watching;

    public Committer(NpgsqlDataSource source, JournalOptions options, TimeProvider time, ILogger log)
    {
        (_options, _outage, _queue) = (options, Outage.Of(source), new AppendQueue(options));
        _lanes = [NewLane(), NewLane()];
        _committing = Task.WhenAll(_lanes.Select(lane => Task.Run(() => lane.RunAsync(_stopping.Token))));
        _watching = Task.Run(WatchAsync);

        CommitLane NewLane() => new(source, options, time, log, _queue, _outage, _appends)
        {
            Committed = batch => Committed?.Invoke(batch), LeftUnknown = () => LeftUnknown?.Invoke(),
        };
    }

    /// <summary>Called after the callers were answered; mostly in the order of positions, and perhaps by two at once.</summary>
    public Action<FeedBatch>? Committed { get; set; }

    /// <summary>Called when a batch was left without knowing what became of it.</summary>
    public Action? LeftUnknown { get; set; }

    /// <summary>Whether a server process serves this committer.</summary>
    public bool IsServedBy(int processId) => _lanes.Any(lane => lane.ProcessId == processId);

    public async Task<AppendResult> AppendAsync(Append append, CancellationToken ct)
    {
        if (_stopping.IsCancellationRequested)
            throw CommitLane.Stopped();
        if (!_outage.MayTry(_options.UnknownOutcomeLimit) || !_appends.MayTry(_options.UnknownOutcomeLimit))
            throw Unanswered();
        var pending = new PendingAppend(append);
        await _queue.EnqueueAsync(pending, _options.UnknownOutcomeLimit, ct);
        if (_stopping.IsCancellationRequested)
            _queue.Fail(TimeSpan.Zero, CommitLane.Stopped);
        return await pending.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        await _committing;
        await _watching;
        _queue.Fail(TimeSpan.Zero, CommitLane.Stopped);
        foreach (var lane in _lanes)
            await lane.DisposeAsync();
        _queue.Dispose();
        _stopping.Dispose();
    }

    // Nobody waits on a silent database for longer than the limit, however long the call itself may take; and hardly
    // anybody on one that has been away for so long, whoever found out, or that has stored nothing for so long although
    // it answers reads.
    private async Task WatchAsync()
    {
        var (limit, least) = (_options.UnknownOutcomeLimit, _options.UnknownOutcomeLimit / 10);
        using var timer = new PeriodicTimer(least);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                foreach (var lane in _lanes)
                {
                    if (lane.UnderWay is not { } batch)
                        continue;
                    if (batch.Age > limit)
                    {
                        _outage.Seen(batch.Since);
                        _appends.Seen(batch.Since);
                    }
                    var patience = _outage.Exceeds(limit) || _appends.Exceeds(limit) ? least : limit;
                    if (batch.Age <= patience)
                        continue;
                    batch.Fail(Unanswered());
                    _queue.Fail(patience, Unanswered);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static JournalUnavailableException Unanswered() => new("The journal's database has not answered in time.");
}
