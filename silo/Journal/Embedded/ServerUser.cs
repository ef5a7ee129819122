using System.Diagnostics;

namespace Selvedge.Journal.Embedded;

/// <summary>
/// Who runs the server: PostgreSQL refuses root, so root lends the work to an unprivileged user;
/// anybody else runs it as himself.
/// </summary>
internal sealed class ServerUser
{
    private readonly string? _name;
    private readonly string[] _prefix;

    private ServerUser(string? name, string[] prefix) => (_name, _prefix) = (name, prefix);

    /// <summary>Whoever runs this process.</summary>
    public static ServerUser Self { get; } = new(null, []);

    /// <exception cref="InvalidOperationException">We are root and there is no way to become anybody else.</exception>
    public static ServerUser Choose()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName != "root")
            return Self;
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        var name = users.Contains("postgres") ? "postgres" : "nobody";
        string[]? prefix =
            File.Exists("/usr/bin/setpriv") ? ["/usr/bin/setpriv", $"--reuid={name}", $"--regid={GroupOf(name)}", "--clear-groups", "--"]
            : File.Exists("/usr/sbin/runuser") ? ["/usr/sbin/runuser", "-u", name, "--"]
            : null;
        return prefix is null
            ? throw new InvalidOperationException("PostgreSQL does not run as root, and neither setpriv nor runuser is here. Run as another user.")
            : new ServerUser(name, prefix);
    }

    public bool IsSelf => _name is null;

    public string Name => _name ?? Environment.UserName;

    /// <summary>Makes a folder this user's own, with all that is in it.</summary>
    public async Task OwnAsync(string folder, CancellationToken ct)
    {
        if (_name is null)
            return;
        var (exitCode, output) = await Self.RunAsync("chown", ["-R", $"{_name}:{GroupOf(_name)}", folder], ct);
        if (exitCode != 0)
            throw new InvalidOperationException($"{folder} cannot be given to {_name}: {output}");
    }

    /// <summary>Whether the user can enter <paramref name="folder"/> and run or read what is in it.</summary>
    public async Task<bool> ReachesAsync(string folder, CancellationToken ct) =>
        _name is null || (await RunAsync("/bin/sh", ["-c", "cd \"$0\" && test -r . -a -x .", folder], ct)).ExitCode == 0;

    /// <summary>Runs a program to its end and collects what it says. What it leaves running does not hold us up.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        string[] all = [.. _prefix, program, .. arguments];
        // Never in a folder which the user cannot enter.
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output + await errors);
    }

    private static string GroupOf(string user) => File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(f => f[0] == user)[3];
}
