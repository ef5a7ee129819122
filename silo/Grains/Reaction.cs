using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// A follower that turns one actor's event into another's command. It holds no transaction while it sends: a lease
/// spreads the work over nodes, and every command's id follows from (follower, position, target), so that two at
/// work, or a repeat after a crash, are only duplicates.
/// </summary>
public abstract class Reaction(string follower, Feed feed, Checkpoints checkpoints, TimeProvider time, ILogger log) : BackgroundService
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    /// <summary>What an event asks of others, one command per target.</summary>
    protected abstract Task<IReadOnlyList<Sending>> ReactAsync(RecordedEvent happened, CancellationToken cancellationToken);

    /// <summary>Of several events of one batch with the same subject only the newest is reacted to; null for those that all count.</summary>
    protected abstract StreamKey? SubjectOf(RecordedEvent happened);

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
        await foreach (var batch in feed.FollowAsync(lease.Position, held))
            if (!await ServeAsync(lease, batch, held))
                return;
    }

    /// <returns>False when the lease was lost.</returns>
    private async Task<bool> ServeAsync(CheckpointLease lease, FeedBatch batch, CancellationToken cancellationToken)
    {
        var waiting = new List<Sending>();
        var newest = new Dictionary<StreamKey, long>();
        foreach (var happened in batch.Events)
            if (SubjectOf(happened) is { } subject)
                newest[subject] = happened.Position;

        foreach (var happened in batch.Events)
        {
            if (SubjectOf(happened) is { } subject && newest[subject] > happened.Position)
                continue;
            var done = happened.Position == lease.Position + 1 ? lease.Done.ToHashSet() : [];
            foreach (var sending in await ReactAsync(happened, cancellationToken))
            {
                if (!done.Add(sending.Target))
                    continue;
                waiting.Add(sending);
                if (waiting.Count < AtOnce)
                    continue;
                await SendAsync(waiting, cancellationToken);
                if (!await lease.AdvanceAsync(happened.Position - 1, [.. done], cancellationToken))
                    return false;
            }
        }

        await SendAsync(waiting, cancellationToken);
        return await lease.AdvanceAsync(batch.To, [], cancellationToken);
    }

    private async Task SendAsync(List<Sending> sendings, CancellationToken cancellationToken)
    {
        await Task.WhenAll(sendings.Select(SendAsync));
        cancellationToken.ThrowIfCancellationRequested();
        sendings.Clear();
    }

    // A target that breaks is left behind and told, so that it does not hold up all others for ever; one that cannot
    // answer now is asked again with everything since the checkpoint.
    private async Task SendAsync(Sending sending)
    {
        try
        {
            await sending.Send(new CommandHeader(
                CommandIds.Of(follower, sending.Cause.Position.ToString(), sending.Target.ToString()), 0, Guid.Empty, sending.Origin));
        }
        catch (Exception e) when (e is not (JournalUnavailableException or TimeoutException or OperationCanceledException))
        {
            log.LogError(e, "{Follower} could not tell {Target} of position {Position}", follower, sending.Target, sending.Cause.Position);
        }
    }

    /// <summary>Whoever caused the event stands behind what it causes.</summary>
    protected static Origin OriginOf(RecordedEvent happened) =>
        StoredForm.Read<Origin>(happened.Origin.Span);

    /// <param name="Cause">The event that is reacted to.</param>
    protected sealed record Sending(RecordedEvent Cause, StreamKey Target, Origin Origin, Func<CommandHeader, Task> Send);
}
