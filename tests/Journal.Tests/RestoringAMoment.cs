using Npgsql;
using Selvedge.Journal.Embedded;
using Selvedge.Testing;

namespace Selvedge.Journal.Tests;

/// <summary>The scripts of deploy/backup, as an operator runs them, on a server of their own.</summary>
public sealed class RestoringAMoment : IAsyncLifetime
{
    private static readonly JournalOptions Patient = new() { UnknownOutcomeLimit = TimeSpan.FromMinutes(2), CallLimit = TimeSpan.FromMinutes(3) };

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"selvedge-tests-{Environment.ProcessId}-backup");
    private readonly ServerUser _user = ServerUser.Choose();

    private string Data => Path.Combine(_folder, "data");

    private string Backups => Path.Combine(_folder, "backups");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(Backups, "wal"));
        // The server's user need not reach the repository.
        foreach (var script in Directory.GetFiles(Path.Combine(Repository.Root, "deploy", "backup")))
            File.Copy(script, Path.Combine(_folder, Path.GetFileName(script)));
        await _user.OwnAsync(_folder, CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [BackupFact]
    public async Task What_was_acknowledged_by_a_moment_is_there_again_and_nothing_later()
    {
        await (await EmbeddedPostgres.StartAsync(Data)).DisposeAsync();
        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.conf"),
            $"archive_mode = on\narchive_command = '\"{_folder}/archive-wal\" \"%p\" \"%f\" \"{Backups}\"'\n");

        DateTime before, between;
        await using (var server = await EmbeddedPostgres.StartAsync(Data))
        {
            await using var source = Database.Open(server.ConnectionString);
            await Schema.MigrateAsync(source);
            await using var journal = new Journal(source, Patient);
            await CommitAsync(journal, "PO-COPIED");
            before = await AskAsync<DateTime>(source, "select clock_timestamp()");
            await RunAsync("base-backup", AddressOf(server.ConnectionString), Backups);
            await CommitAsync(journal, "PO-FIRST");
            between = await AskAsync<DateTime>(source, "select clock_timestamp()");
            await CommitAsync(journal, "PO-SECOND");

            var last = await AskAsync<string>(source, "select pg_walfile_name(pg_switch_wal())");
            await Eventually.HoldsAsync("The log is archived; last", () => AskAsync<string>(source, "select coalesce(max(last_archived_wal), '') from pg_stat_archiver"),
                archived => string.CompareOrdinal(archived, last) >= 0);
        }
        Directory.Delete(Data, recursive: true);

        Assert.Equal(["PO-COPIED", "PO-FIRST"], await RestoredAsync("by-moment", between));
        Assert.Equal(["PO-COPIED", "PO-FIRST", "PO-SECOND"], await RestoredAsync("all", null));

        var (exitCode, output) = await TryAsync("restore", [], Backups, Path.Combine(_folder, "too-early"), Moment(before));
        Assert.Equal(1, exitCode);
        Assert.Contains("No base backup was finished by", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder, "too-early*"));

        await PruningKeepsWhatIsNeededAsync();
        Assert.Equal(["PO-COPIED", "PO-FIRST"], await RestoredAsync("pruned", between));
    }

    [Fact]
    public async Task A_segment_of_another_server_never_replaces_one_that_is_kept()
    {
        var segment = Path.Combine(_folder, "segment");
        var kept = Path.Combine(Backups, "wal", "000000010000000000000001");
        await File.WriteAllTextAsync(segment, "ours");
        await RunAsync("archive-wal", [], segment, Path.GetFileName(kept), Backups);
        // PostgreSQL asks again where it has not seen the answer.
        await RunAsync("archive-wal", [], segment, Path.GetFileName(kept), Backups);

        await File.WriteAllTextAsync(segment, "theirs");
        Assert.Equal(1, (await TryAsync("archive-wal", [], segment, Path.GetFileName(kept), Backups)).ExitCode);
        Assert.Equal("ours", await File.ReadAllTextAsync(kept));
        Assert.Equal([kept], Directory.GetFileSystemEntries(Path.Combine(Backups, "wal")));
    }

    // An old copy, and the log before the one that is kept.
    private async Task PruningKeepsWhatIsNeededAsync()
    {
        var real = Assert.Single(Directory.GetDirectories(Path.Combine(Backups, "base")));
        var (older, old) = (BaseOf(DateTime.UtcNow.AddDays(-60)), BaseOf(DateTime.UtcNow.AddDays(-30)));
        foreach (var each in new[] { older, old })
        {
            Directory.CreateDirectory(each);
            File.Copy(Path.Combine(real, "backup_label"), Path.Combine(each, "backup_label"));
        }
        var unneeded = Path.Combine(Backups, "wal", "000000010000000000000000");
        await File.WriteAllTextAsync(unneeded, "");
        await _user.OwnAsync(Backups, CancellationToken.None);

        await RunAsync("prune", [], Backups, "7");
        Assert.Equal([old, real], Directory.GetDirectories(Path.Combine(Backups, "base")).Order(StringComparer.Ordinal));
        Assert.False(File.Exists(unneeded));
    }

    private string BaseOf(DateTime moment) => Path.Combine(Backups, "base", moment.ToString("yyyyMMdd'T'HHmmss.ffffff'Z'"));

    /// <summary>The orders of a server that is restored and then takes one more.</summary>
    private async Task<string[]> RestoredAsync(string name, DateTime? moment)
    {
        var data = Path.Combine(_folder, name);
        await RunAsync("restore", [], moment is { } until ? [Backups, data, Moment(until)] : [Backups, data]);
        File.Copy(Data + ".password", data + ".password");
        await using var server = await EmbeddedPostgres.StartAsync(data);
        await using var source = Database.Open(server.ConnectionString);
        await Eventually.HoldsAsync("Recovery has ended; goes on", () => AskAsync<bool>(source, "select pg_is_in_recovery()"), recovers => !recovers);
        Assert.Equal("off", await AskAsync<string>(source, "show archive_mode"));

        await using var journal = new Journal(source, Patient);
        await using var feed = new Feed(journal);
        var found = (await feed.ReadAsync(0, 100)).Select(e => e.Stream.Id).ToArray();
        await CommitAsync(journal, "PO-AFTERWARDS");
        Assert.Equal(found.Length + 1, await journal.ReadHeadAsync());
        return found;
    }

    private static async Task CommitAsync(Journal journal, string order) =>
        Assert.IsType<AppendResult.Committed>(await journal.AppendAsync(new Append
        {
            Stream = new StreamKey("purchase-order", order), ExpectedVersion = 0, Row = "row"u8.ToArray(),
            Events = [new NewEvent("purchase-order.milestone-reported", 1, "data"u8.ToArray(), "origin"u8.ToArray())],
        }));

    private static async Task<T> AskAsync<T>(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static string Moment(DateTime moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'");

    private static string[] AddressOf(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        return [$"PGHOST={server.Host}", $"PGPORT={server.Port}", $"PGUSER={server.Username}", $"PGPASSWORD={server.Password}"];
    }

    private async Task RunAsync(string script, string[] environment, params string[] arguments)
    {
        var (exitCode, output) = await TryAsync(script, environment, arguments);
        Assert.True(exitCode == 0, $"{script}: {output}");
    }

    private Task<(int ExitCode, string Output)> TryAsync(string script, string[] environment, params string[] arguments) =>
        _user.RunAsync("/usr/bin/env", [.. environment, Path.Combine(_folder, script), .. arguments], CancellationToken.None);
}

/// <summary>The pinned binaries that stand in for an installation hold the server alone, without what copies it.</summary>
internal sealed class BackupFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> IsThere = new(() =>
        new[] { "pg_basebackup", "pg_verifybackup", "pg_archivecleanup" }.All(program =>
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(each => Path.Combine(each, "bin")) : [])
            .Any(folder => File.Exists(Path.Combine(folder, program)))));

    public BackupFactAttribute() => Skip = IsThere.Value ? null! : "PostgreSQL's pg_basebackup, pg_verifybackup and pg_archivecleanup are not installed";
}
