using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>
/// Measures every few seconds what waits: how far each follower with a checkpoint lies behind the journal, whichever
/// node does its work, and how many actors are due. While the database is away the figures stay as they were.
/// </summary>
internal sealed class Backlogs(NpgsqlDataSource source, JournalOptions options, DueTimes dueTimes, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan BetweenMeasurements = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                JournalMetrics.DueBacklog.Record(await dueTimes.BacklogAsync(time.GetUtcNow(), stoppingToken));
                foreach (var (follower, lag) in await LagsAsync(stoppingToken))
                    JournalMetrics.FeedLag.Record(lag, new KeyValuePair<string, object?>("follower", follower));
            }
            catch (Exception e) when (e is JournalUnavailableException or OperationCanceledException)
            {
            }

            await Task.Delay(BetweenMeasurements, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<List<(string Follower, long Lag)>> LagsAsync(CancellationToken ct) =>
        source.ReadAsync(options.CallLimit, async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand(
                "select c.follower, h.position - c.position from journal.head h cross join journal.checkpoints c", connection);
            await using var reader = await command.ExecuteReaderAsync(ct);
            var lags = new List<(string, long)>();
            while (await reader.ReadAsync(ct))
                lags.Add((reader.GetString(0), reader.GetInt64(1)));
            return lags;
        }, ct);
}
