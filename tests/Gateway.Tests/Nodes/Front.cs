using System.Diagnostics;
using Selvedge.Chaos;
using Selvedge.Chaos.Driving;
using Selvedge.Journal.Embedded;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>The real nginx in front of nodes, with the product's own settings and an access log; fetched as ./run does where the machine has none.</summary>
internal sealed class Front : IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly Process nginx;
    private readonly string folder;

    private Front(Process nginx, string folder, int port) => (this.nginx, this.folder, Address) = (nginx, folder, new Uri($"http://127.0.0.1:{port}"));

    public Uri Address { get; }

    public static async Task<Front> StartAsync(params IEnumerable<Uri> nodes)
    {
        var port = LoopbackPorts.Choose();
        var prepared = await PrepareAsync(port, nodes.Select(node => node.Port));
        var (program, folder) = (prepared[0], prepared[1]);
        var settings = Path.Combine(folder, "nginx.conf");
        var text = await File.ReadAllTextAsync(settings);
        Assert.Contains("access_log off;", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(settings, text.Replace("access_log off;", "access_log access.log;", StringComparison.Ordinal));
        var front = new Front(Process.Start(program, ["-p", folder, "-c", settings, "-e", Path.Combine(folder, "error.log")]), folder, port);
        try
        {
            using var http = new HttpClient { BaseAddress = front.Address };
            await Eventually.HoldsAsync("nginx answers", async () =>
            {
                Assert.False(front.nginx.HasExited, front.ReadLogs());
                try
                {
                    return (int)(await http.GetAsync("/health/live")).StatusCode;
                }
                catch (HttpRequestException)
                {
                    return 0;
                }
            }, status => status == 200);
            return front;
        }
        catch
        {
            await front.DisposeAsync();
            throw;
        }
    }

    /// <summary>All that it has written down so far.</summary>
    public string ReadLogs() => string.Join('\n', Directory.GetFiles(folder, "*.log").Select(File.ReadAllText));

    public async ValueTask DisposeAsync()
    {
        if (!nginx.HasExited)
            _ = NodeProcess.Kill(nginx.Id, Terminate);
        await nginx.WaitForExitAsync();
        nginx.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    // nginx, and a folder with its settings.
    private static async Task<string[]> PrepareAsync(int port, IEnumerable<int> nodes)
    {
        const string script = """root=$1; shift; . "$root/deploy/scripts/prepare.sh"; . "$root/deploy/scripts/front.sh"; need_nginx && printf '%s\n' "$SELVEDGE_NGINX" "$(front_folder "$@")" """;
        var start = new ProcessStartInfo("bash", ["-c", script, "front", Repository.Root, .. new[] { port }.Concat(nodes).Select(each => each.ToString())])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var preparing = Process.Start(start)!;
        var said = preparing.StandardError.ReadToEndAsync();
        var lines = (await preparing.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await preparing.WaitForExitAsync();
        Assert.True(preparing.ExitCode == 0 && lines.Length == 2, await said);
        return lines;
    }
}
