using Npgsql;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Measuring;

/// <summary>CPU time of processes, from <c>/proc</c>. Linux only; 10 ms steps.</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;

    /// <summary>Of this process.</summary>
    public static TimeSpan Own => Of(Environment.ProcessId);

    /// <summary>Of one process alone; zero when it is gone.</summary>
    public static TimeSpan Of(int process) => Read(process) is { } stat ? stat.Own : TimeSpan.Zero;

    internal static (int Parent, TimeSpan Own, TimeSpan Ended)? Read(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            // The name, in parentheses, may itself hold spaces; what follows it begins with field 3.
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1]), Ticks(11) + Ticks(12), Ticks(13) + Ticks(14));

            TimeSpan Ticks(int field) => TimeSpan.FromSeconds(long.Parse(fields[field]) / TicksPerSecond);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

/// <summary>The PostgreSQL server of the run: its first process and all that it started.</summary>
internal sealed class ServerTree
{
    private readonly int postmaster;

    private ServerTree(int postmaster) => this.postmaster = postmaster;

    /// <summary>CPU time of the whole server, of backends that have ended too.</summary>
    public TimeSpan Spent
    {
        get
        {
            var (_, own, ended) = ProcessorTime.Read(postmaster) ?? throw new InvalidOperationException("PostgreSQL is gone.");
            var spent = own + ended;
            foreach (var folder in Directory.EnumerateDirectories("/proc"))
                if (int.TryParse(Path.GetFileName(folder), out var process) && ProcessorTime.Read(process) is { } child && child.Parent == postmaster)
                    spent += child.Own;
            return spent;
        }
    }

    /// <exception cref="InvalidOperationException">The server is not on this machine.</exception>
    public static async Task<ServerTree> FindAsync()
    {
        await using var source = NpgsqlDataSource.Create(await TestServer.ConnectionStringAsync());
        await using var command = source.CreateCommand("select pg_backend_pid()");
        var backend = (int)(await command.ExecuteScalarAsync())!;
        return new ServerTree(ProcessorTime.Read(backend)?.Parent
            ?? throw new InvalidOperationException("CPU time can only be measured of a PostgreSQL on this machine."));
    }
}
