using System.ComponentModel;
using System.Text.RegularExpressions;

namespace Selvedge.Journal.Embedded;

/// <summary>One installation of PostgreSQL: the folder of its programs and its major version.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    /// <summary>Names the folder that is used where the system has no PostgreSQL of its own.</summary>
    public const string Variable = "SELVEDGE_POSTGRES_BIN";

    public string InitDb => Program("initdb");

    public string PgCtl => Program("pg_ctl");

    /// <summary>
    /// The installation for <paramref name="dataFolder"/>: of the version that wrote it, or for a new one
    /// the system's newest, else the one that the variable names.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static async Task<PostgresBinaries> FindAsync(string dataFolder, CancellationToken ct)
    {
        var versionFile = Path.Combine(dataFolder, "PG_VERSION");
        int? wanted = File.Exists(versionFile) ? int.Parse((await File.ReadAllTextAsync(versionFile, ct)).Trim()) : null;
        foreach (var folder in Candidates())
        {
            if (await MajorOfAsync(folder, ct) is { } major && (wanted is null || wanted == major))
                return new PostgresBinaries(folder, major);
        }
        throw new InvalidOperationException(wanted is null
            ? $"No PostgreSQL found: not on the PATH, not under /usr/lib/postgresql, and {Variable} names none. Install one, or give a connection string."
            : $"{dataFolder} was written by PostgreSQL {wanted}, which is not installed.");
    }

    private static IEnumerable<string> Candidates()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        const string debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var major) ? major : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        var given = Environment.GetEnvironmentVariable(Variable);
        return [.. onPath, .. installed, .. string.IsNullOrEmpty(given) ? Array.Empty<string>() : [given]];
    }

    private static async Task<int?> MajorOfAsync(string folder, CancellationToken ct)
    {
        var postgres = new PostgresBinaries(folder, 0).Program("postgres");
        if (!File.Exists(postgres) || !File.Exists(new PostgresBinaries(folder, 0).InitDb))
            return null;
        try
        {
            var (exitCode, output) = await ServerUser.Self.RunAsync(postgres, ["--version"], ct);
            return exitCode == 0 && Version().Match(output) is { Success: true } match ? int.Parse(match.Groups[1].Value) : null;
        }
        catch (Win32Exception)
        {
            // A link that leads nowhere, or a program for another machine: no installation.
            return null;
        }
    }

    private string Program(string name) => Path.Combine(Folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Version();
}
