using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Journal;

namespace Selvedge.Grains;

/// <summary>
/// Wakes the actors whose committed due time has come, also when it came while nothing ran. The lease only
/// spreads the work over nodes: what makes a wake happen once is the append that consumes its due time.
/// </summary>
public sealed class WakeService(DueTimes dueTimes, IGrainFactory grains, TimeProvider time, ILogger<WakeService> log) : BackgroundService
{
    private const int Page = 500;
    private const int AtOnce = 64;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var page = await dueTimes.LeaseAsync(time.GetUtcNow(), Page, Lease, stoppingToken);
                await Parallel.ForEachAsync(
                    page, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, WakeAsync);
                if (page.Length < Page)
                    await Task.Delay(await UntilNextAsync(stoppingToken), time, stoppingToken);
            }
            catch (JournalUnavailableException e)
            {
                log.LogWarning("Wakes wait for the journal: {Reason}", e.Message);
                await Task.Delay(AskAgain, time, stoppingToken);
            }
        }
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var next = await dueTimes.NextAsync(now, cancellationToken) - now;
        return next is { } wait && wait < AskAgain ? (wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1)) : AskAgain;
    }

    private async ValueTask WakeAsync(DueStream due, CancellationToken cancellationToken)
    {
        try
        {
            IWakeable actor = due.Stream.Kind switch
            {
                Kinds.PurchaseOrder => grains.GetGrain<IPurchaseOrderGrain>(due.Stream.Id),
                Kinds.Style => grains.GetGrain<IStyleGrain>(due.Stream.Id),
                Kinds.TrackRecord => grains.GetGrain<ITrackRecordGrain>(due.Stream.Id),
                Kinds.Approval => grains.GetGrain<IApprovalGrain>(due.Stream.Id),
                Kinds.WallLink => grains.GetGrain<IWallLinkGrain>(due.Stream.Id),
                Kinds.Incident => grains.GetGrain<IIncidentGrain>(due.Stream.Id),
                _ => throw new NotSupportedException($"Nothing of kind {due.Stream.Kind} is woken."),
            };
            await actor.Wake(due.DueAt);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Its lease runs out and it comes up again.
            log.LogWarning(e, "{Stream} was not woken", due.Stream);
        }
    }
}
