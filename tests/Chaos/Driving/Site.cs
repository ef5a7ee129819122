using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;
using Selvedge.Journal;
using Selvedge.Journal.Embedded;
using Selvedge.Testing;

namespace Selvedge.Chaos.Driving;

/// <summary>What is under test: a real PostgreSQL and real nodes. Disposing ends every process and removes every file.</summary>
internal sealed class Site : IAsyncDisposable
{
    private const int Kill9 = 9;
    private const int Quit = 3;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly string? folder;
    private readonly EventHandler atExit;
    private EmbeddedPostgres? server;

    private Site(string? folder, EmbeddedPostgres? server, string connectionString)
    {
        (this.folder, this.server, ConnectionString) = (folder, server, connectionString);
        atExit = (_, _) => { foreach (var node in Nodes) node.KillNow(); };
        AppDomain.CurrentDomain.ProcessExit += atExit;
    }

    public string ConnectionString { get; }

    public List<NodeProcess> Nodes { get; } = [];

    /// <param name="database">An empty database of the caller's own; null for a private server in a temporary folder. The nodes make its schema.</param>
    /// <param name="before">Done with each node before it is started for good.</param>
    /// <param name="gateway">The gateway's dll that the nodes run; null for the one built with this.</param>
    public static async Task<Site> StartAsync(
        int nodes, string? database, Func<NodeProcess, CancellationToken, Task>? before, string? gateway, CancellationToken ct)
    {
        string? folder = null;
        EmbeddedPostgres? server = null;
        if (database is null)
        {
            // Named so that the tests' own server sweeps it away should this process be killed.
            folder = Path.Combine(Path.GetTempPath(), $"selvedge-tests-{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
            server = await EmbeddedPostgres.StartAsync(Path.Combine(folder, "data"), ct: ct);
        }

        var site = new Site(folder, server, database ?? server!.ConnectionString);
        try
        {
            for (var i = 0; i < nodes; i++)
                site.Nodes.Add(new NodeProcess(((char)('A' + i)).ToString(), site.ConnectionString, LoopbackPorts.Choose()) { Gateway = gateway ?? Build.Gateway });
            await Task.WhenAll(site.Nodes.Select(async node =>
            {
                if (before is not null)
                    await before(node, ct);
                await node.StartAsync(ct);
            }));
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the database's server at once, without a word to its clients.</summary>
    /// <param name="kill">SIGKILL of the postmaster; else an immediate shutdown.</param>
    public async Task CrashDatabaseAsync(bool kill)
    {
        var note = Path.Combine(server!.DataFolder, "postmaster.pid");
        var id = int.Parse((await File.ReadAllLinesAsync(note))[0]);
        _ = NodeProcess.Kill(id, kill ? Kill9 : Quit);
        var watch = Stopwatch.StartNew();
        while (Directory.Exists($"/proc/{id}") && watch.Elapsed < StartLimit)
            await Task.Delay(20);
    }

    /// <summary>Stops the server's processes until disposed: connections stay open and nobody answers.</summary>
    public IDisposable SilenceDatabase() => new SilentServer(server!.DataFolder);

    /// <summary>Starts the server again on the same port and data; returns when it accepts connections.</summary>
    public async Task RestartDatabaseAsync(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                server = await EmbeddedPostgres.StartAsync(server!.DataFolder, ct: ct);
                return;
            }
            // Processes of the killed server hold its memory until they notice.
            catch (InvalidOperationException) when (watch.Elapsed < StartLimit)
            {
                await Task.Delay(100, ct);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= atExit;
        foreach (var node in Nodes)
            await node.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        if (server is not null)
            await server.DisposeAsync();
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }
}
