using Npgsql;
using Selvedge.Benchmarks.Appending;
using Selvedge.Benchmarks.Season;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.TimeTravel;

/// <summary>
/// A journal of many orders with a past: some are decided one by one as the actors would, and then stand there many times
/// over, each time under other numbers. What is read back costs the same; what is written costs seconds instead of hours.
/// </summary>
internal static class GrownJournal
{
    /// <param name="orders">Decided one by one; a multiple of four.</param>
    /// <param name="reportsEach">Of an order; each leaves one or two events.</param>
    /// <param name="times">How often everything stands there.</param>
    /// <returns>The database's connection string.</returns>
    public static async Task<string> MakeAsync(int orders, int reportsEach, int times)
    {
        var season = new SampleSeason(orders);
        var scripts = season.Orders(reportsEach);
        var database = await TestServer.CloneDatabaseAsync();
        await season.SeedAsync(database, []);
        await using (var streams = await JournalledStreams.PlaceAsync(database, scripts, scripts.Length, scripts.Length))
            await streams.AppendAsync(scripts.Length * reportsEach);
        await MultiplyAsync(database, times);
        return database;
    }

    private static async Task MultiplyAsync(string database, int times)
    {
        await using var source = Database.Open(database);
        await using var command = source.CreateCommand(
            $"""
            insert into journal.streams (number, version, kind, id, board_row)
            select s.number + n * h.streams, s.version, s.kind, s.id || '-' || n, s.board_row
              from generate_series(1, {times - 1}) n, journal.head h, journal.streams s order by 1;
            insert into journal.events (position, stream, recorded_at, version, schema, type, data, origin)
            select e.position + n * h.position, e.stream + n * h.streams, e.recorded_at, e.version, e.schema, e.type, e.data, e.origin
              from generate_series(1, {times - 1}) n, journal.head h, journal.events e order by 1;
            insert into journal.due (stream, due_at)
            select d.stream + n * h.streams, d.due_at from generate_series(1, {times - 1}) n, journal.head h, journal.due d;
            insert into journal.links (stream, target_kind, target_id)
            select l.stream + n * h.streams, l.target_kind, l.target_id from generate_series(1, {times - 1}) n, journal.head h, journal.links l;
            update journal.head set position = position * {times}, streams = streams * {times};
            """);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
        await using var analyse = source.CreateCommand("vacuum analyze");
        analyse.CommandTimeout = 0;
        await analyse.ExecuteNonQueryAsync();
    }
}
