using Npgsql;
using Selvedge.Clustering;
using Selvedge.Journal;
using Selvedge.Journal.Embedded;

namespace Selvedge.Gateway;

/// <summary>The database of this node: the one that is configured, else a private PostgreSQL in the data folder.</summary>
internal sealed class NodeDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres? embedded;
    private RuntimeLock? runtime;

    private NodeDatabase(EmbeddedPostgres? embedded, string connectionString) =>
        (this.embedded, ConnectionString) = (embedded, connectionString);

    public string ConnectionString { get; }

    /// <summary>Starts what must be started, brings the schema up to date, and tells other nodes which runtime this one is on.</summary>
    /// <exception cref="InvalidOperationException">There is no server to be had, or nodes on another runtime serve the database.</exception>
    public static async Task<NodeDatabase> OpenAsync(IConfiguration configuration, ILogger log)
    {
        var configured = configuration.GetConnectionString("Selvedge");
        var embedded = string.IsNullOrEmpty(configured)
            ? await EmbeddedPostgres.StartAsync(DataOf(configuration), log)
            : null;
        embedded?.KeepRunning();
        var database = new NodeDatabase(embedded, embedded?.ConnectionString ?? configured!);
        try
        {
            await using (var source = NpgsqlDataSource.Create(database.ConnectionString))
            {
                await Schema.MigrateAsync(source);
                // What the runtime under the actors keeps there; the embedded engine keeps nothing.
                await Schema.MigrateAsync(source, "runtime", typeof(SiloExtensions).Assembly);
            }
            database.runtime = await RuntimeLock.TakeAsync(database.ConnectionString, SiloExtensions.Runtime, log);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops a private server that a node left running when it was killed; one that is used, or configured, is left alone.</summary>
    public static Task StopUnusedAsync(IConfiguration configuration, ILogger log) =>
        string.IsNullOrEmpty(configuration.GetConnectionString("Selvedge")) ? EmbeddedPostgres.StopUnusedAsync(DataOf(configuration), log) : Task.CompletedTask;

    private static string DataOf(IConfiguration configuration) => configuration["Selvedge:Data"] ?? ".data";

    /// <summary>Stops the private server, when this node started it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (runtime is not null)
            await runtime.DisposeAsync();
        if (embedded is not null)
            await embedded.DisposeAsync();
    }
}
