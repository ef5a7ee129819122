using System.Collections.Concurrent;
using System.Diagnostics;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Journal.Embedded;

namespace Selvedge.Benchmarks.Servers;

/// <summary>A server in a process of its own, on a free loopback port. Stopped when disposed of, and at the latest when this process ends.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 40;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);

    private readonly Process process;
    private readonly ConcurrentQueue<string> said = [];

    private ServerProcess(Process process, Uri address)
    {
        (this.process, Address) = (process, address);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
    }

    public Uri Address { get; }

    /// <summary>CPU time spent so far.</summary>
    public TimeSpan Spent => ProcessorTime.Of(process.Id);

    /// <summary>The product's node, as it was built with this program, on a database of the run.</summary>
    /// <param name="settings">Beside the usual ones, as environment variables.</param>
    public static Task<ServerProcess> StartGatewayAsync(string database, Dictionary<string, string>? settings = null) => StartAsync(
        ["Selvedge.Gateway.dll"], new(settings ?? []) { ["ConnectionStrings__Selvedge"] = database, ["Logging__LogLevel__Default"] = "Warning" }, "/health/ready");

    /// <param name="command">A program beside this one, and its arguments.</param>
    /// <param name="readyPath">Answers 200 once it can serve.</param>
    /// <exception cref="InvalidOperationException">It ended, or was not ready within a minute; the message has its last lines.</exception>
    public static async Task<ServerProcess> StartAsync(string[] command, Dictionary<string, string> environment, string readyPath)
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPorts.Choose()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, command[0]), .. command[1..]])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        // Without ASP.NET's prefix, so that it comes after the settings beside the program.
        start.Environment["URLS"] = address.ToString();
        var server = new ServerProcess(Process.Start(start)!, address);
        try
        {
            await server.WaitUntilReadyAsync(readyPath);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        if (!process.HasExited)
        {
            using (var term = Process.Start("kill", ["-TERM", process.Id.ToString()]))
                await term.WaitForExitAsync();
            using var limit = new CancellationTokenSource(StopLimit);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited)
                process.Kill();
        }

        process.Dispose();
    }

    private async Task WaitUntilReadyAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(path);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException)
            {
            }

            if (process.HasExited || Stopwatch.GetElapsedTime(started) > StartLimit)
                throw new InvalidOperationException("The server did not start:\n" + string.Join('\n', said));
            await Task.Delay(100);
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        said.Enqueue(line);
        if (said.Count > LinesKept)
            said.TryDequeue(out _);
    }

    private void KillAtExit(object? sender, EventArgs e) => process.Kill();
}
