using Npgsql;
using Selvedge.Testing;

namespace Selvedge.Journal.Tests;

public sealed class Migrating
{
    [Fact]
    public async Task Any_number_of_nodes_may_migrate_at_once_and_again()
    {
        await using var source = NpgsqlDataSource.Create(await TestServer.CreateEmptyDatabaseAsync());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Schema.MigrateAsync(source)));
        await Schema.MigrateAsync(source);
        await using var count = source.CreateCommand("select count(*), count(distinct number), max(number)::bigint from journal.migrations where owner = 'journal'");
        await using var reader = await count.ExecuteReaderAsync();
        await reader.ReadAsync();
        Assert.Equal(reader.GetInt64(2), reader.GetInt64(0));
        Assert.Equal(reader.GetInt64(2), reader.GetInt64(1));
    }

    [Fact]
    public async Task A_file_changed_after_it_was_applied_is_refused()
    {
        await using var source = NpgsqlDataSource.Create(await TestServer.CreateEmptyDatabaseAsync());
        await Schema.MigrateAsync(source);
        await using (var change = source.CreateCommand("update journal.migrations set checksum = 'other' where number = 1"))
            await change.ExecuteNonQueryAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Schema.MigrateAsync(source));
    }
}
