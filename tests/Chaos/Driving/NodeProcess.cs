using System.Diagnostics;
using System.Runtime.InteropServices;
using Selvedge.Journal.Embedded;

namespace Selvedge.Chaos.Driving;

/// <summary>The built gateway as a child process on a loopback port that stays the same over its restarts.</summary>
/// <param name="patience">How long it waits for its database; null for as long as the product does.</param>
internal sealed class NodeProcess(string name, string connectionString, int port, TimeSpan? patience = null) : IAsyncDisposable
{
    private const int LinesKept = 60;
    private const int Terminate = 15;
    private const int Stop = 19;
    private const int Continue = 18;
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(3);

    // Kept over restarts as well: Orleans knows by it who replaces whom.
    private readonly int siloPort = LoopbackPorts.Choose();
    private readonly Queue<string> lines = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private Process? process;

    public string Name => name;

    /// <summary>The gateway's dll, from the next start on.</summary>
    public string Gateway { get; set; } = Build.Gateway;

    /// <summary>As environment variables, beside those that it is always given.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public Uri Address { get; } = new($"http://127.0.0.1:{port}");

    /// <summary>Starts the program and waits until it can serve.</summary>
    /// <returns>How long that took.</returns>
    /// <exception cref="InvalidOperationException">It ended, or was not ready within three minutes, which a busy machine may need a good part of; with its last words.</exception>
    public async Task<TimeSpan> StartAsync(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        Launch();
        while (!await IsReadyAsync(ct))
        {
            // The rest of what it said may still be on the way.
            if (process!.HasExited)
                await process.WaitForExitAsync(ct);
            if (process.HasExited || watch.Elapsed > ReadyLimit)
                throw new InvalidOperationException($"Node {name} did not become ready:\n{LastWords}");
            await Task.Delay(50, ct);
        }

        return watch.Elapsed;
    }

    /// <summary>Starts the program and waits for nothing.</summary>
    public void Launch()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Gateway);
        start.Environment["ConnectionStrings__Selvedge"] = connectionString;
        start.Environment["Selvedge__Silo__Port"] = siloPort.ToString();
        start.Environment["Selvedge__Sample"] = "none";
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        if (patience is { } limit)
            start.Environment["Selvedge__Journal__UnknownOutcomeLimit"] = limit.ToString();
        foreach (var (setting, value) in Settings)
            start.Environment[setting] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>SIGKILL: no goodbye to anybody. Returns when the process is gone.</summary>
    public async Task KillAsync()
    {
        if (process is not { } running)
            return;
        process = null;
        if (!running.HasExited)
            running.Kill();
        await running.WaitForExitAsync();
        running.Dispose();
    }

    /// <summary>SIGTERM; returns when it has ended what it did, and is gone.</summary>
    /// <exception cref="InvalidOperationException">It ended with a failure.</exception>
    public async Task StopAsync(CancellationToken ct)
    {
        TellToStop();
        if (await WaitForExitAsync(ct) is var code and not 0)
            throw new InvalidOperationException($"Node {name} was told to stop and ended with {code}:\n{LastWords}");
        process!.Dispose();
        process = null;
    }

    /// <summary>It has ended by itself, or was never started.</summary>
    public bool HasEnded => process is not { HasExited: false };

    /// <summary>SIGTERM.</summary>
    public void TellToStop() => Signal(Terminate);

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken ct)
    {
        await process!.WaitForExitAsync(ct);
        return process.ExitCode;
    }

    /// <summary>SIGSTOP.</summary>
    public void Pause() => Signal(Stop);

    /// <summary>SIGCONT.</summary>
    public void Resume() => Signal(Continue);

    public async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, "/health/ready"), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>The end of what it wrote to its log.</summary>
    public string LastWords
    {
        get
        {
            lock (lines)
                return string.Join('\n', lines);
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await KillAsync();
    }

    /// <summary>For the end of this process, when nobody can wait any more.</summary>
    public void KillNow() => process?.Kill();

    private void Signal(int signal)
    {
        if (process is { HasExited: false } running && Kill(running.Id, signal) != 0)
            throw new InvalidOperationException($"Node {name} did not take signal {signal}: error {Marshal.GetLastPInvokeError()}.");
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > LinesKept)
                lines.Dequeue();
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static extern int Kill(int process, int signal);
}
