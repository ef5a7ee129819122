using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Selvedge.Journal;

/// <summary>
/// Brings a database up to date: numbered SQL files, embedded resources named <c>NNNN-what.sql</c>, each applied once,
/// in order, in a transaction of its own, and recorded with its checksum. Any number of nodes may call it at once.
/// </summary>
public static class Schema
{
    // An advisory lock of the database; any number that nobody else uses.
    private const long MigrationLock = 0x5E1_0001;

    /// <summary>Creates or updates the journal's own tables.</summary>
    public static Task MigrateAsync(NpgsqlDataSource source, CancellationToken ct = default) =>
        MigrateAsync(source, "journal", typeof(Schema).Assembly, ct);

    /// <summary>Applies the files embedded in <paramref name="assembly"/> under the name of <paramref name="owner"/>.</summary>
    /// <exception cref="InvalidOperationException">A file that was already applied has been changed since.</exception>
    public static async Task MigrateAsync(NpgsqlDataSource source, string owner, Assembly assembly, CancellationToken ct = default)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await ExecuteAsync(connection, "select pg_advisory_lock($1)", ct, MigrationLock);
        try
        {
            await ExecuteAsync(connection,
                """
                create schema if not exists journal;
                create table if not exists journal.migrations (
                    owner text, number integer, name text not null, checksum text not null,
                    applied_at timestamptz not null default now(), primary key (owner, number));
                """, ct);
            foreach (var file in FilesOf(assembly))
                await ApplyAsync(connection, owner, file, ct);
        }
        finally
        {
            await ExecuteAsync(connection, "select pg_advisory_unlock($1)", CancellationToken.None, MigrationLock);
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, string owner, File file, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var find = new NpgsqlCommand("select checksum from journal.migrations where owner = $1 and number = $2", connection)
        {
            Parameters = { new() { Value = owner }, new() { Value = file.Number } },
        };
        if (await find.ExecuteScalarAsync(ct) is string applied)
        {
            if (applied != file.Checksum)
                throw new InvalidOperationException($"{file.Name} was changed after it had been applied; add a new file instead.");
            return;
        }
        await ExecuteAsync(connection, file.Sql, ct);
        await ExecuteAsync(connection, "insert into journal.migrations (owner, number, name, checksum) values ($1, $2, $3, $4)", ct,
            owner, file.Number, file.Name, file.Checksum);
        await transaction.CommitAsync(ct);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct, params object[] values)
    {
        // Waiting for another node's migration may take as long as the migration.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static IEnumerable<File> FilesOf(Assembly assembly) =>
        assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(resource => File.Read(assembly, resource)).OrderBy(file => file.Number);

    private sealed record File(int Number, string Name, string Sql, string Checksum)
    {
        public static File Read(Assembly assembly, string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
            var parts = resource.Split('.');
            var name = parts[^2];
            return new File(int.Parse(name[..4]), name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
        }
    }
}
