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
        if (Kill(process, Stop) == 0)
            stopped.Add(process);
    }

    private static int? ParentOf(int process)
    {
        try
        {
            // "id (name) state parent ...": the name may hold anything.
            var status = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1]);
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
