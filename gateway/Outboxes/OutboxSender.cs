using System.Threading.Channels;
using Selvedge.Journal;

namespace Selvedge.Gateway.Outboxes;

/// <summary>
/// Sends what waits in an outbox: looked into every second and whenever it is woken. What failed is logged and tried again the
/// next time; what ended long ago is forgotten.
/// </summary>
/// <param name="what">Is sent, as logs name it.</param>
/// <param name="kept">How long what ended is remembered.</param>
internal abstract class OutboxSender(string what, TimeSpan kept, TimeProvider time, ILogger log) : BackgroundService
{
    protected static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected TimeProvider Time => time;

    protected ILogger Log => log;

    /// <summary>Something may be due now.</summary>
    public void Wake() => wakes.Writer.TryWrite(true);

    protected abstract Task SendDueAsync(CancellationToken ct);

    protected abstract Task ForgetAsync(DateTimeOffset before, CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var forgotten = time.GetUtcNow();
        var woken = wakes.Reader.WaitToReadAsync(stoppingToken).AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendDueAsync(stoppingToken);
                if (time.GetUtcNow() - forgotten > ForgetEvery)
                {
                    forgotten = time.GetUtcNow();
                    await ForgetAsync(forgotten - kept, stoppingToken);
                }
            }
            catch (JournalUnavailableException e)
            {
                log.LogWarning("There is no sending {What} now: {Reason}", what, e.Message);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(e, "Sending {What} failed", what);
            }

            await Task.WhenAny(woken, Task.Delay(LookAgain, time, stoppingToken));
            if (!woken.IsCompleted)
                continue;
            wakes.Reader.TryRead(out _);
            woken = wakes.Reader.WaitToReadAsync(stoppingToken).AsTask();
        }
    }
}
