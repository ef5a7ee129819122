using System.Diagnostics;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>A disk in memory, mounted for as long as it is not disposed. Needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    // Not a private temporary folder, which the server's own user could not reach.
    public SmallDisk(int megabytes)
    {
        Folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"selvedge-disk-{Guid.NewGuid():N}")).FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=755", "tmpfs", Folder) is { Length: > 0 } refused)
        {
            Directory.Delete(Folder);
            throw new InvalidOperationException(refused);
        }
    }

    public string Folder { get; }

    /// <summary>Not a byte is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 1 << 20, 4096, 1 })
        {
            try
            {
                while (true)
                    filler.Write(new byte[size]);
            }
            catch (IOException)
            {
            }
        }
    }

    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        // Lazily: the server's log writer outlives the server for a moment.
        _ = Run("umount", "-l", Folder);
        Directory.Delete(Folder, recursive: true);
    }

    private string Filler => Path.Combine(Folder, "filler");

    // What it says when it fails; else nothing.
    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : $"{program}: {errors.Trim()}";
    }
}

/// <summary>Skipped, with the reason, where disks cannot be mounted.</summary>
internal sealed class FactOfSmallDisksAttribute : FactAttribute
{
    private static readonly Lazy<string?> Reason = new(() =>
    {
        try
        {
            new SmallDisk(megabytes: 1).Dispose();
            return null;
        }
        catch (Exception refused) when (refused is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"No disk can be mounted here: {refused.Message}";
        }
    });

    public FactOfSmallDisksAttribute() => Skip = Reason.Value!;
}
