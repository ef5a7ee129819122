using System.Runtime.InteropServices;

namespace Selvedge.Testing;

/// <summary>
/// The processes of a PostgreSQL that runs in a data folder, stopped by SIGSTOP until disposed: connections stay open,
/// new ones are accepted by the operating system, and nobody answers.
/// </summary>
public sealed class SilentServer : IDisposable
{
    private const int Stop = 19;
    private const int Continue = 18;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly List<int> stopped = [];

    public SilentServer(string dataFolder)
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(dataFolder, "postmaster.pid")).First());
        // The postmaster first, so that it starts no more.
        Signal(postmaster);
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var process) && ParentOf(process) == postmaster)
                Signal(process);
        }
    }

    public void Dispose()
    {
        foreach (var process in stopped)
            _ = Kill(process, Continue);
        stopped.Clear();
    }

    private void Signal(int process)
    {
        // One that has ended meanwhile does not answer either.
        if (Kill(process, Stop) != 0)
            return;
        stopped.Add(process);
        // The signal is only on its way: until it is there a server may start one more process.
        if (!SpinWait.SpinUntil(() => StatusOf(process)?[0] is null or "T" or "Z", Limit))
            throw new TimeoutException($"Process {process} does not stop.");
    }

    private static int? ParentOf(int process) => StatusOf(process) is [_, var parent, ..] ? int.Parse(parent) : null;

    // What follows the name: state, parent and more. Null when it has ended.
    private static string[]? StatusOf(int process)
    {
        try
        {
            // "id (name) state parent ...": the name may hold anything.
            var status = File.ReadAllText($"/proc/{process}/stat");
            return status[(status.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
