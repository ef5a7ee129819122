using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>
/// Measures every few seconds what waits: how far each follower with a checkpoint lies behind the journal and how many
/// targets it has parked, whichever node does its work, and how many actors are due. While the database is away the figures stay as they were.
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
                foreach (var (name, lag, parked) in await FollowersAsync(stoppingToken))
                {
                    var follower = new KeyValuePair<string, object?>("follower", name);
                    JournalMetrics.FeedLag.Record(lag, follower);
                    JournalMetrics.Parked.Record(parked, follower);
                }
            }
            catch (Exception e) when (e is JournalUnavailableException or OperationCanceledException)
            {
            }

            await Task.Delay(BetweenMeasurements, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<List<(string Follower, long Lag, long Parked)>> FollowersAsync(CancellationToken ct) =>
        source.ReadAsync(options.CallLimit, async (connection, ct) =>
        {
            await using var command = new NpgsqlCommand(
                """
                select c.follower, h.position - c.position, (select count(*) from journal.parked p where p.follower = c.follower)
                  from journal.head h cross join journal.checkpoints c
                """, connection);
            await using var reader = await command.ExecuteReaderAsync(ct);
            var followers = new List<(string, long, long)>();
            while (await reader.ReadAsync(ct))
                followers.Add((reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
            return followers;
        }, ct);
}
