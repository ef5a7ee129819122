using System.Diagnostics;

namespace Selvedge.Journal.Tests;

public sealed class Dying : JournalSpec
{
    [Fact]
    public async Task A_killed_node_loses_nothing_that_it_acknowledged()
    {
        var seed = Environment.TickCount;
        Console.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var acknowledged = new List<string>();
        for (var round = 0; round < 4; round++)
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Selvedge.Journal.Appender.dll"), ConnectionString, $"PO-{round}"])
            {
                RedirectStandardOutput = true,
            };
            using var appender = Process.Start(start)!;
            var untilKill = random.Next(1, 400);
            while (await appender.StandardOutput.ReadLineAsync() is { } line)
            {
                // The last line may have been cut short by the kill.
                if (line.Split(' ').Length == 3 && untilKill > 0)
                    acknowledged.Add(line);
                if (--untilKill == 0)
                    appender.Kill();
            }
            await appender.WaitForExitAsync();
        }

        var journal = OpenJournal();
        await using var feed = new Feed(journal);
        var log = await feed.ReadAsync(0, 1_000_000);
        Assert.Equal(Enumerable.Range(1, log.Length).Select(i => (long)i), log.Select(e => e.Position));
        Assert.Subset(log.Select(e => $"{e.Stream.Id} {e.Version} {e.Position}").ToHashSet(), acknowledged.ToHashSet());
        Assert.NotEmpty(acknowledged);
    }
}
