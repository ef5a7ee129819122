using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Selvedge.Journal;
using Selvedge.Journal.Embedded;

namespace Selvedge.Testing;

/// <summary>
/// One PostgreSQL for the whole test run and as many databases as the tests want, each cloned from a migrated template.
/// The server is the one that the variable SELVEDGE_TEST_DATABASE names by connection string, so that several test
/// processes can share it; without it each process starts its own, and stops it when it exits. Thread-safe.
/// </summary>
public static class TestServer
{
    public const string Variable = "SELVEDGE_TEST_DATABASE";

    private const string FolderPrefix = "selvedge-tests-";

    private static readonly Lazy<Task<string>> Server = new(StartAsync);
    private static readonly Lazy<Task<string>> Template = new(CreateTemplateAsync);
    private static int _clones;

    /// <summary>The connection string of the server's administrative database.</summary>
    public static Task<string> ConnectionStringAsync() => Server.Value;

    /// <summary>A new database with the journal's schema and nothing in it.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> CloneDatabaseAsync()
    {
        var template = await Template.Value;
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _clones)}_{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        await ExecuteAsync($"create database {name} template {template}");
        return await ConnectionStringAsync(name);
    }

    /// <summary>A new database with nothing at all in it.</summary>
    public static async Task<string> CreateEmptyDatabaseAsync()
    {
        var name = $"empty_{Environment.ProcessId}_{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        await ExecuteAsync($"create database {name}");
        return await ConnectionStringAsync(name);
    }

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return given;
        await SweepAsync();
        var folder = Path.Combine(Path.GetTempPath(), $"{FolderPrefix}{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        var server = await EmbeddedPostgres.StartAsync(Path.Combine(folder, "data"));
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            NpgsqlConnection.ClearAllPools();
            server.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(20));
            Directory.Delete(folder, recursive: true);
        };
        return server.ConnectionString;
    }

    // What a killed test process left behind.
    private static async Task SweepAsync()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            if (!int.TryParse(Path.GetFileName(folder).Split('-')[2], out var process) || Directory.Exists($"/proc/{process}"))
                continue;
            try
            {
                var data = Path.Combine(folder, "data");
                if (File.Exists(Path.Combine(data, "postmaster.pid")))
                    await (await EmbeddedPostgres.StartAsync(data)).StopAsync("immediate");
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // Another test process is sweeping it.
            }
        }
    }

    // Named by what is in it: processes that share a server share the template, and another schema gets another one.
    private static async Task<string> CreateTemplateAsync()
    {
        var name = "template_" + await SchemaHashAsync();
        await using var source = NpgsqlDataSource.Create(await Server.Value);
        await using var connection = await source.OpenConnectionAsync();
        await using (var wait = new NpgsqlCommand("select pg_advisory_lock(hashtext('selvedge test template'))", connection) { CommandTimeout = 0 })
            await wait.ExecuteNonQueryAsync();
        await using var find = new NpgsqlCommand($"select 1 from pg_database where datname = '{name}'", connection);
        if (await find.ExecuteScalarAsync() is not null)
            return name;
        await ExecuteAsync($"create database {name}_part");
        var part = new NpgsqlConnectionStringBuilder(await ConnectionStringAsync($"{name}_part")) { Pooling = false }.ConnectionString;
        await using (var template = NpgsqlDataSource.Create(part))
            await Schema.MigrateAsync(template);
        await ExecuteAsync($"alter database {name}_part rename to {name}");
        return name;
    }

    private static async Task<string> SchemaHashAsync()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var assembly = typeof(Schema).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            hash.AppendData(Encoding.UTF8.GetBytes(await reader.ReadToEndAsync()));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    // A busy machine may take a while to open a connection, which the product does not bear.
    private static async Task<string> ConnectionStringAsync(string database) =>
        new NpgsqlConnectionStringBuilder(await Server.Value) { Database = database, Timeout = 60 }.ConnectionString;

    private static async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(await Server.Value);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
