using System.Diagnostics;
using System.Net;
using Selvedge.Chaos.Driving;

namespace Selvedge.Chaos.Plans;

/// <summary>
/// The database is killed, crashes or falls silent under load, and comes back after a while. Meanwhile everybody is told
/// 503 within a second; afterwards the node accepts again by itself.
/// </summary>
internal static class PostgresPlan
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Told = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(Campaign campaign, Options options, CancellationToken ct)
    {
        var history = campaign.History;
        long awayFrom = 0, backAt = 0, acceptedAt = 0;
        campaign.Begin(Patience, (asked, took, status) =>
        {
            var went = Interlocked.Read(ref awayFrom);
            var back = Interlocked.Read(ref backAt);
            if (status == HttpStatusCode.OK && asked > back && back > went)
                Interlocked.CompareExchange(ref acceptedAt, Stopwatch.GetTimestamp(), 0);
            if (status != HttpStatusCode.ServiceUnavailable)
                return;
            history.Measure("longest 503, s", took.TotalSeconds);
            if (took > Told)
                history.Misbehaviour.Enqueue($"503 came after {took.TotalSeconds:F2} s");
        });

        var share = (double)options.Seconds / Math.Max(1, options.Faults);
        for (var i = 0; i < options.Faults; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(campaign.Random.NextDouble() * share), ct);
            var refusedBefore = Unknowns();
            Interlocked.Exchange(ref awayFrom, Stopwatch.GetTimestamp());
            if (i % 3 == 2)
            {
                using (campaign.Site.SilenceDatabase())
                    await AwayAsync();
            }
            else
            {
                await campaign.Site.CrashDatabaseAsync(kill: i % 3 == 0);
                await AwayAsync();
                await campaign.Site.RestartDatabaseAsync(ct);
            }

            Interlocked.Exchange(ref acceptedAt, 0);
            Interlocked.Exchange(ref backAt, Stopwatch.GetTimestamp());
            while (Interlocked.Read(ref acceptedAt) == 0)
            {
                if (Stopwatch.GetElapsedTime(backAt) > RecoveryLimit)
                {
                    history.Misbehaviour.Enqueue($"the node accepted nothing for {RecoveryLimit.TotalSeconds} s after the database was back");
                    break;
                }

                await Task.Delay(20, ct);
            }

            history.Measure("longest recovery, s", Stopwatch.GetElapsedTime(backAt).TotalSeconds);

            async Task AwayAsync()
            {
                await Task.Delay(Away, ct);
                if (Unknowns() == refusedBefore)
                    history.Misbehaviour.Enqueue("nobody was told that the database was away");
            }
        }

        history.Measure("outages", options.Faults);

        int Unknowns() => history.Sendings.Count(s => s.Told == Chaos.Told.Unknown);
    }
}
