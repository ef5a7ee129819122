using Npgsql;

namespace Selvedge.Benchmarks.Deliveries;

/// <summary>What waits for an endpoint that has long been dead: of each order the first message has been tried in vain, the others wait behind it.</summary>
internal static class DeadQueue
{
    /// <summary>Positions are below those of the log, so that nothing that happens is among them.</summary>
    public static Task FillAsync(NpgsqlDataSource source, string webhook, string[] subjects, int messages) => ExecuteAsync(
        source,
        """
        insert into journal.deliveries (webhook, position, subject, attempts, next_at)
        select $1, n - $3 - 1, $2[1 + n % cardinality($2)], case when n < cardinality($2) then 5 else 0 end, now() + case when n < cardinality($2) then interval '2 hours' else interval '0' end
          from generate_series(0, $3 - 1) n
        """, new() { Value = webhook }, new() { Value = subjects }, new() { Value = messages });

    /// <summary>Leaves nothing to clean up of what was dropped.</summary>
    public static Task SweepAsync(NpgsqlDataSource source) => ExecuteAsync(source, "vacuum analyze journal.deliveries");

    private static async Task ExecuteAsync(NpgsqlDataSource source, string statement, params NpgsqlParameter[] parameters)
    {
        await using var command = source.CreateCommand(statement);
        command.CommandTimeout = 120;
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync();
    }
}
