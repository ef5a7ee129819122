using System.Runtime.InteropServices;

namespace Selvedge.Gateway;

/// <summary>
/// How a node leaves. SIGTERM turns its readiness off; it serves on for as long as balancers need to hear of that, and then stops:
/// whoever is connected goes elsewhere once, and not to a node that is about to end. A second SIGTERM, SIGINT and SIGQUIT stop it
/// at once. Thread-safe.
/// </summary>
internal sealed partial class Shutdown : IHostLifetime, IDisposable
{
    /// <summary>How long it serves on, in seconds; 0 where nothing asks for its readiness.</summary>
    public const string DrainSetting = "Selvedge:Shutdown:DrainSeconds";

    private const int LongestDrain = 3600;

    private readonly IHostApplicationLifetime host;
    private readonly TimeProvider time;
    private readonly ILogger<Shutdown> log;
    private readonly TimeSpan drain;
    private PosixSignalRegistration[] signals = [];
    private int leaving;

    /// <exception cref="InvalidOperationException">The setting is no such number.</exception>
    public Shutdown(IHostApplicationLifetime host, TimeProvider time, IConfiguration settings, ILogger<Shutdown> log)
    {
        var seconds = settings.GetValue<int>(DrainSetting);
        if (seconds is < 0 or > LongestDrain)
            throw new InvalidOperationException($"{DrainSetting} takes seconds from 0 to {LongestDrain}, not {seconds}.");
        (this.host, this.time, this.log, drain) = (host, time, log, TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Nothing new should be sent here.</summary>
    public bool IsLeaving => Volatile.Read(ref leaving) != 0 || host.ApplicationStopping.IsCancellationRequested;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Take(signal, Leave)),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Take(signal, host.StopApplication)),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, signal => Take(signal, host.StopApplication)),
        ];
        return Task.CompletedTask;

        static void Take(PosixSignalContext signal, Action act)
        {
            signal.Cancel = true;
            act();
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Begins to leave; when it has begun already, stops.</summary>
    public void Leave()
    {
        if (drain == TimeSpan.Zero || Interlocked.Exchange(ref leaving, 1) != 0)
        {
            host.StopApplication();
            return;
        }

        LogLeaving(log, drain.TotalSeconds);
        _ = StopLaterAsync();
    }

    public void Dispose() => Array.ForEach(signals, signal => signal.Dispose());

    private async Task StopLaterAsync()
    {
        await Task.Delay(drain, time, host.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        host.StopApplication();
    }

    [LoggerMessage(1, LogLevel.Information, "Told to stop: not ready any more, and stopping in {Seconds} s")]
    private static partial void LogLeaving(ILogger log, double seconds);
}
