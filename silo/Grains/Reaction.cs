using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// A follower that turns one actor's event into another's command. It holds no transaction while it sends: a lease
/// spreads the work over nodes, and every command's id follows from (follower, position, target), so that two at
/// work, or a repeat after a crash, are only duplicates. A target that breaks is parked in the journal and tried again
/// after growing pauses for as long as it takes; what is sent must therefore bear to come after what happened later.
/// </summary>
public abstract class Reaction(string follower, Feed feed, Checkpoints checkpoints, TimeProvider time, ILogger log) : BackgroundService
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    // Every page moves the checkpoint, which is a write to the database: not for each commit of a busy day.
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    /// <summary>Whether an event may ask anything of others, told without reading it: asked of every event of the journal.</summary>
    protected abstract bool Concerns(RecordedEvent happened);

    /// <summary>What an event that concerns it asks of others, one command per target.</summary>
    protected abstract Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken);

    /// <summary>Of several events of one page with the same subject only the newest is reacted to; null where all count.</summary>
    protected virtual StreamKey? SubjectOf(RecordedEvent happened) => null;

    /// <summary>This node has taken the lease: what it remembers of what it sent before may no longer hold.</summary>
    protected virtual void Begin()
    {
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await checkpoints.EnterAsync(follower, 0, stoppingToken);
                if (await checkpoints.TryLeaseAsync(follower, Lease, stoppingToken) is { } lease)
                    await using (lease)
                        await lease.HoldAsync(time, held => FollowAsync(lease, held), stoppingToken);
            }
            catch (Exception e) when (e is JournalUnavailableException or TimeoutException)
            {
                log.LogWarning("{Follower} waits: {Reason}", follower, e.Message);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Tried again from the checkpoint: a reaction that ended would take the node with it.
                log.LogError(e, "{Follower} failed", follower);
            }

            await Task.Delay(TryAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // When the lease is lost, somebody else goes on from the checkpoint.
    private async Task FollowAsync(CheckpointLease lease, CancellationToken held)
    {
        Begin();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(held);
        var retrying = RetryAsync(ended.Token);
        try
        {
            await foreach (var page in feed.FollowPagesAsync(lease.Position, Together, held))
                if (!await ServeAsync(lease, page, held))
                    return;
        }
        finally
        {
            await ended.CancelAsync();
            await retrying;
        }
    }

    /// <returns>False when the lease was lost.</returns>
    private async Task<bool> ServeAsync(CheckpointLease lease, FeedPage page, CancellationToken cancellationToken)
    {
        var (waiting, parked) = (new List<Sending>(), new ConcurrentBag<ParkedTarget>());
        var newest = new Dictionary<StreamKey, long>();
        foreach (var happened in page.Events)
            if (Concerns(happened) && SubjectOf(happened) is { } subject)
                newest[subject] = happened.Position;

        foreach (var happened in page.Events)
        {
            if (!Concerns(happened))
                continue;
            if (SubjectOf(happened) is { } subject && newest[subject] > happened.Position)
                continue;
            var asked = await AskedAsync(happened, parked, cancellationToken);
            if (asked.Count == 0)
                continue;
            var done = happened.Position == lease.Position + 1 ? lease.Done.ToHashSet() : [];
            foreach (var sending in asked)
            {
                if (!done.Add(sending.Target))
                    continue;
                waiting.Add(sending);
                if (waiting.Count < AtOnce)
                    continue;
                await SendAsync(waiting, parked, cancellationToken);
                if (!await lease.AdvanceAsync(happened.Position - 1, [.. done], parked, cancellationToken))
                    return false;
                parked.Clear();
            }
        }

        await SendAsync(waiting, parked, cancellationToken);
        return await lease.AdvanceAsync(page.To, [], parked, cancellationToken);
    }

    // An event that cannot be reacted to is parked whole.
    private async Task<IReadOnlyList<Sending>> AskedAsync(
        RecordedEvent happened, ConcurrentBag<ParkedTarget> parked, CancellationToken cancellationToken)
    {
        try
        {
            return await ReactAsync(happened, cancellationToken);
        }
        catch (Exception e) when (IsOfTarget(e))
        {
            Park(new ParkedTarget(happened.Position, null), parked, e);
            return [];
        }
    }

    private async Task SendAsync(List<Sending> sendings, ConcurrentBag<ParkedTarget> parked, CancellationToken cancellationToken)
    {
        await Task.WhenAll(sendings.Select(async sending =>
        {
            try
            {
                await SendAsync(sending);
            }
            catch (Exception e) when (IsOfTarget(e))
            {
                Park(new ParkedTarget(sending.Cause.Position, sending.Target), parked, e);
            }
        }));
        cancellationToken.ThrowIfCancellationRequested();
        sendings.Clear();
    }

    private Task SendAsync(Sending sending) => sending.Send(new CommandHeader(
        CommandIds.Of(follower, sending.Cause.Position.ToString(), sending.Target.ToString()), 0, Guid.Empty, sending.Origin));

    // Kept with the next move of the checkpoint, so that one that breaks neither holds up the others nor is forgotten.
    private void Park(ParkedTarget target, ConcurrentBag<ParkedTarget> parked, Exception failure)
    {
        parked.Add(target);
        log.LogError(failure, "{Follower} could not tell {Target} of position {Position} and tries again later", follower, target.Target, target.Position);
    }

    // While the journal is away nothing can be parked either: all is asked again from the checkpoint.
    private static bool IsOfTarget(Exception failure) => failure is not (JournalUnavailableException or OperationCanceledException);

    private async Task RetryAsync(CancellationToken held)
    {
        while (!held.IsCancellationRequested)
        {
            await Task.Delay(TryAgain, time, held).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                var due = await checkpoints.TakeParkedAsync(follower, AtOnce, held);
                await Task.WhenAll(due.Select(parked => RetryAsync(parked, held)));
            }
            catch (Exception e) when (e is JournalUnavailableException or OperationCanceledException)
            {
            }
        }
    }

    // Reacted to anew: what is sent is what holds now.
    private async Task RetryAsync(ParkedTarget parked, CancellationToken held)
    {
        try
        {
            var happened = (await feed.ReadAsync(parked.Position - 1, 1, held))[0];
            var asked = await ReactAsync(happened, held);
            await Task.WhenAll(asked.Where(s => parked.Target is null || s.Target == parked.Target).Select(SendAsync));
            await checkpoints.SettleAsync(follower, parked, held);
        }
        catch (Exception e) when (IsOfTarget(e))
        {
            log.LogWarning(e, "{Follower} still cannot tell {Target} of position {Position}", follower, parked.Target, parked.Position);
        }
    }

    /// <summary>Whoever caused the event stands behind what it causes.</summary>
    protected static Origin OriginOf(RecordedEvent happened) =>
        StoredForm.Read<Origin>(happened.Origin.Span);

    /// <param name="Cause">The event that is reacted to.</param>
    protected sealed record Sending(RecordedEvent Cause, StreamKey Target, Origin Origin, Func<CommandHeader, Task> Send);
}
