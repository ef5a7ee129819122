using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Selvedge.Gateway.TimeTravel;

/// <summary>
/// <c>Selvedge.Gateway.dll verify</c>: replays the configured database, which nodes may go on writing, and says whether
/// what is stored is what the log makes.
/// </summary>
internal static class VerifyCommand
{
    public const string Name = "verify";

    /// <returns>0 when nothing differs, else 1.</returns>
    public static async Task<int> RunAsync(string connectionString, TextWriter output, CancellationToken ct = default)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var started = Stopwatch.GetTimestamp();
        var result = await Replay.RunAsync(source, Environment.ProcessorCount, ct);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"""
            replayed  {result.Events:#,0} events of {result.Streams:#,0} streams in {seconds:0.0} s, {result.Events / seconds:#,0} a second
            compared  rows, due times and links of all, {result.Snapshots:#,0} snapshots
            replayed  {result.Hash}
            stored    {result.StoredHash}
            """));
        foreach (var difference in result.Differences)
            await output.WriteLineAsync("differs   " + difference);
        if (result.DifferenceCount > result.Differences.Length)
            await output.WriteLineAsync($"differs   and {result.DifferenceCount - result.Differences.Length} more");
        await output.WriteLineAsync(result.DifferenceCount == 0 ? "equal" : $"{result.DifferenceCount} differences");
        return result.DifferenceCount == 0 ? 0 : 1;
    }
}
