using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Selvedge.Journal.Embedded;

/// <summary>
/// A private PostgreSQL in a data folder: the same engine as in production, on a loopback port of its own and with a
/// password of its own. A server that is already running there (left over after a kill, or another process's) is adopted.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Superuser = "selvedge";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StartAgain = TimeSpan.FromSeconds(5);

    private readonly PostgresBinaries _binaries;
    private readonly ServerUser _user;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _disposing = new();
    private Task _keeping = Task.CompletedTask;
    private FileStream? _use;
    private bool _startedHere;

    private EmbeddedPostgres(string folder, PostgresBinaries binaries, ServerUser user, ILogger log) =>
        (DataFolder, _binaries, _user, _log) = (folder, binaries, user, log);

    /// <summary>Where the data really is: another folder than asked for when the server's user cannot reach that one.</summary>
    public string DataFolder { get; }

    /// <summary>Of the database "selvedge"; the user may create others.</summary>
    public string ConnectionString { get; private set; } = "";

    // Not pooled: a connection kept from before a restart would be a dead one.
    private string Administration =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres", Pooling = false, Timeout = 5 }.ConnectionString;

    /// <summary>Whether the server was already running.</summary>
    public bool Adopted => !_startedHere;

    /// <exception cref="InvalidOperationException">No PostgreSQL is installed, or it does not start; the message says why.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(string dataFolder, ILogger? log = null, CancellationToken ct = default)
    {
        log ??= NullLogger.Instance;
        var user = ServerUser.Choose();
        var folder = await ReachableAsync(Path.GetFullPath(dataFolder), user, log, ct);
        using var starting = await LockAsync(folder + ".lock", ct);
        var server = await AtAsync(folder, user, log, ct);
        server._use = Use(folder);
        try
        {
            await server.StartAsync(ct);
            return server;
        }
        catch
        {
            await server._use.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Stops the server that runs in a data folder, unless a process uses it: one that was killed leaves it running. Open connections
    /// are cut, what was committed stays.
    /// </summary>
    /// <exception cref="InvalidOperationException">No PostgreSQL is installed; the message says so.</exception>
    public static async Task StopUnusedAsync(string dataFolder, ILogger log, CancellationToken ct = default)
    {
        var user = ServerUser.Choose();
        var folder = await ReachableAsync(Path.GetFullPath(dataFolder), user, log, ct);
        if (!Directory.Exists(folder))
            return;
        using var starting = await LockAsync(folder + ".lock", ct);
        var server = await AtAsync(folder, user, log, ct);
        if (server.RunningPort() is not null && server.IsTheLast())
            await server.StopAsync("fast");
    }

    private static async Task<EmbeddedPostgres> AtAsync(string folder, ServerUser user, ILogger log, CancellationToken ct) =>
        new(folder, await ReachableAsync(await PostgresBinaries.FindAsync(folder, ct), user, ct), user, log);

    /// <summary>
    /// From now on until disposal, starts the server again whenever it has ended: killed, crashed, or given up because
    /// the disk was full. It keeps its port, so that the connection string goes on working.
    /// </summary>
    public void KeepRunning() => _keeping = Task.Run(KeepRunningAsync);

    /// <summary>
    /// Stops the server, whoever started it, unless another process uses it: the last of them stops it. Open connections
    /// are cut, what was committed stays.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposing.IsCancellationRequested)
            return;
        await _disposing.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _disposing.Dispose();
        using var starting = await LockAsync(DataFolder + ".lock", CancellationToken.None);
        await _use!.DisposeAsync();
        if (IsTheLast())
            await StopAsync("fast");
    }

    /// <param name="mode">PostgreSQL's own words: <c>fast</c>, or <c>immediate</c> for a crash.</param>
    internal async Task StopAsync(string mode)
    {
        var (exitCode, output) = await _user.RunAsync(_binaries.PgCtl, ["stop", "-D", DataFolder, "-m", mode, "-w", "-t", "60"], CancellationToken.None);
        if (exitCode != 0)
            _log.LogWarning("PostgreSQL in {Folder} did not stop: {Output}", DataFolder, output);
    }

    internal async Task StartAsync(CancellationToken ct)
    {
        if (!File.Exists(Path.Combine(DataFolder, "PG_VERSION")))
            await CreateAsync(ct);
        else if (!File.Exists(PasswordFile))
            throw new InvalidOperationException($"{DataFolder} is a database, and its password is not beside it in {PasswordFile}. Moved, or taken from a backup, they go together.");
        if (RunningPort() is { } running)
        {
            ConnectionString = await ConnectionStringAsync(running, ct);
            await WaitUntilReadyAsync(ct);
            await CreateDatabaseAsync(ct);
            _log.LogInformation("Adopted the PostgreSQL that runs in {Folder} on port {Port}", DataFolder, running);
            return;
        }
        await StartAsync(await PortAsync(ct), ct);
        await CreateDatabaseAsync(ct);
    }

    private async Task StartAsync(int port, CancellationToken ct)
    {
        // The server itself would take whoever now has that number for a running one.
        File.Delete(Note);
        string[] start = ["start", "-D", DataFolder, "-w", "-t", "60", "-l", Path.Combine(DataFolder, "start.log"), "-o", $"-p {port}"];
        var (exitCode, output) = await _user.RunAsync(_binaries.PgCtl, start, ct);
        if (exitCode != 0)
            throw new InvalidOperationException($"PostgreSQL {_binaries.Major} does not start in {DataFolder}: {output}{Tail("start.log")}");
        _startedHere = true;
        ConnectionString = await ConnectionStringAsync(port, ct);
        await WaitUntilReadyAsync(ct);
        _log.LogInformation("Started PostgreSQL {Major} in {Folder} on port {Port}", _binaries.Major, DataFolder, port);
    }

    private async Task KeepRunningAsync()
    {
        var port = new NpgsqlConnectionStringBuilder(ConnectionString).Port;
        while (true)
        {
            await Task.Delay(LookAgain, _disposing.Token);
            try
            {
                if (RunningPort() is not null)
                    continue;
                using var starting = await LockAsync(DataFolder + ".lock", _disposing.Token);
                // Another process that uses it may have been quicker.
                if (RunningPort() is not null)
                    continue;
                _log.LogWarning("PostgreSQL in {Folder} has ended and is started again", DataFolder);
                await StartAsync(port, _disposing.Token);
            }
            catch (Exception failure) when (failure is InvalidOperationException or IOException or NpgsqlException)
            {
                _log.LogError("{Reason}", failure.Message);
                await Task.Delay(StartAgain, _disposing.Token);
            }
        }
    }

    private async Task CreateAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(DataFolder);
        await File.WriteAllTextAsync(PasswordFile, RandomNumberGenerator.GetHexString(32, lowercase: true), ct);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PasswordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await _user.OwnAsync(DataFolder, ct);
        await _user.OwnAsync(PasswordFile, ct);
        var (exitCode, output) = await _user.RunAsync(_binaries.InitDb,
            ["-D", DataFolder, "-U", Superuser, "--pwfile", PasswordFile, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-instructions"], ct);
        if (exitCode != 0)
            throw new InvalidOperationException($"PostgreSQL's initdb failed in {DataFolder}: {output}");
        // For a small machine that this server shares with the node: few checkpoints, short vacuums, no compiled plans.
        await File.AppendAllTextAsync(Path.Combine(DataFolder, "postgresql.conf"),
            """

            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 200
            shared_buffers = 256MB
            effective_cache_size = 1GB
            work_mem = 8MB
            max_wal_size = 2GB
            checkpoint_timeout = 15min
            random_page_cost = 1.1
            autovacuum_naptime = 20s
            jit = off
            logging_collector = on
            log_filename = 'postgresql-%a.log'
            log_rotation_age = 1d
            log_truncate_on_rotation = on
            log_checkpoints = off
            """ + "\n", ct);
    }

    private async Task CreateDatabaseAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(Administration);
        await connection.OpenAsync(ct);
        await using var find = new NpgsqlCommand("select 1 from pg_database where datname = 'selvedge'", connection);
        if (await find.ExecuteScalarAsync(ct) is not null)
            return;
        await using var create = new NpgsqlCommand("create database selvedge", connection);
        await create.ExecuteNonQueryAsync(ct);
    }

    // The system lets go of a file when its process ends, however that ends.
    private static FileStream Use(string folder) =>
        new(folder + ".use", FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);

    private bool IsTheLast()
    {
        try
        {
            using var alone = new FileStream(DataFolder + ".use", FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Administration);
                await connection.OpenAsync(ct);
                return;
            }
            catch (NpgsqlException failure) when (Database.IsUnavailable(failure))
            {
                if (Stopwatch.GetElapsedTime(start) > StartLimit)
                    throw new InvalidOperationException($"PostgreSQL in {DataFolder} does not become ready.", failure);
                await Task.Delay(100, ct);
            }
        }
    }

    // The port of the server that runs here. A note left by one that was killed may name another program by now.
    private int? RunningPort() =>
        File.Exists(Note) && File.ReadAllLines(Note) is { Length: >= 4 } lines
        && int.TryParse(lines[0], out var id) && IsServer(id) && int.TryParse(lines[3], out var port)
            ? port
            : null;

    private string Note => Path.Combine(DataFolder, "postmaster.pid");

    // Not only some PostgreSQL: a server works in its data folder, where the same note must lie.
    private bool IsServer(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal)
                && (!OperatingSystem.IsLinux() || File.ReadAllText($"/proc/{id}/cwd/postmaster.pid") == File.ReadAllText(Note));
        }
        catch (Exception gone) when (gone is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // The same port again if it is free, so that settings written down elsewhere go on working.
    private async Task<int> PortAsync(CancellationToken ct)
    {
        var file = DataFolder + ".port";
        if (File.Exists(file) && int.TryParse(await File.ReadAllTextAsync(file, ct), out var stored) && LoopbackPorts.IsFree(stored))
            return stored;
        var port = LoopbackPorts.Choose();
        await File.WriteAllTextAsync(file, port.ToString(), ct);
        return port;
    }

    private string PasswordFile => DataFolder + ".password";

    private async Task<string> ConnectionStringAsync(int port, CancellationToken ct) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = Superuser,
        Password = (await File.ReadAllTextAsync(PasswordFile, ct)).Trim(),
        Database = "selvedge",
    }.ConnectionString;

    private string Tail(string file)
    {
        var path = Path.Combine(DataFolder, file);
        return File.Exists(path) ? "\n" + string.Join('\n', File.ReadLines(path).TakeLast(10)) : "";
    }

    // Below a home that only root may enter, for example, the server's user finds nothing.
    private static async Task<string> ReachableAsync(string folder, ServerUser user, ILogger log, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        if (await user.ReachesAsync(Path.GetDirectoryName(folder)!, ct))
            return folder;
        var instead = Path.Combine(Shared, "data-" + ShortHash(folder));
        Directory.CreateDirectory(Shared);
        log.LogWarning("The user {User} cannot reach {Folder}: PostgreSQL's data is in {Instead}", user.Name, folder, instead);
        return instead;
    }

    private static async Task<PostgresBinaries> ReachableAsync(PostgresBinaries binaries, ServerUser user, CancellationToken ct)
    {
        if (await user.ReachesAsync(binaries.Folder, ct))
            return binaries;
        var installation = Path.GetDirectoryName(binaries.Folder)!;
        var copy = Path.Combine(Shared, $"postgresql-{binaries.Major}-{ShortHash(installation)}");
        if (!Directory.Exists(copy))
        {
            Directory.CreateDirectory(Shared);
            var (exitCode, output) = await ServerUser.Self.RunAsync("cp", ["-a", installation, copy + ".part"], ct);
            if (exitCode != 0)
                throw new InvalidOperationException($"{installation} cannot be copied to {copy}: {output}");
            await user.OwnAsync(copy + ".part", ct);
            Directory.Move(copy + ".part", copy);
        }
        return binaries with { Folder = Path.Combine(copy, Path.GetFileName(binaries.Folder)) };
    }

    private const string Shared = "/var/lib/selvedge";

    private static string ShortHash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    // One starts, the others adopt.
    private static async Task<FileStream> LockAsync(string file, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(start) < StartLimit)
            {
                await Task.Delay(100, ct);
            }
        }
    }
}
