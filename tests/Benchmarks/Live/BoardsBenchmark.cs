using System.Collections.Immutable;
using Npgsql;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Rivals;
using Selvedge.Benchmarks.Season;
using Selvedge.Benchmarks.Servers;
using Selvedge.Testing;

namespace Selvedge.Benchmarks.Live;

/// <summary>
/// A roomful of screens on one node: how old is what they show, and what a screen costs, apart from the events
/// themselves, beside a server that sends the same bytes and knows nothing.
/// </summary>
internal static class BoardsBenchmark
{
    private const int Slow = 25;
    private const int Brisk = 250;
    private const int Steady = 500;
    private static readonly TimeSpan RecordedFor = TimeSpan.FromSeconds(20);

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var (duration, screens) = (arguments.Seconds(600), arguments.Number("screens", 1_500));
        var (burst, during) = (arguments.Number("burst", 5_000), TimeSpan.FromSeconds(arguments.Number("burst-seconds", 60)));
        var count = arguments.Number("orders", 2_000) / 4 * 4;
        var warmUp = TimeSpan.FromSeconds(arguments.Number("warm-up", 60));
        arguments.RefuseUnknown();

        var season = new SampleSeason(count);
        var orders = season.Orders(0);
        var database = await TestServer.CloneDatabaseAsync();
        await season.SeedAsync(database, orders);
        orders = [.. orders.Where(order => order.IsOpen)];
        string[] topics = [.. LiveBenchmark.Topics(orders, screens)];
        await using var source = NpgsqlDataSource.Create(database);

        var report = new Report("boards", "a roomful of screens on one node");
        report.Note($"{screens} screens follow the grid of topics of {orders.Length} open orders: a tenth the overview, two tenths vendors, the rest brands and categories.");
        report.Note($"Status events over HTTP by the clock, {burst} a second in batches of {TimedLoad.BatchSize}, else one by one; {duration.TotalSeconds:0} s at {Steady}, {during.TotalSeconds:0} s at the others. Sender and screens share the machine with the node.");
        report.Note($"How old: from an event's being recorded, which is before its commit, to the frame's arrival on each screen that it concerns; of {Sightings.Every} events one is looked for.");
        report.Note("What screens cost is the node's CPU with them, less what as many events cost it at that rate with nobody looking.");

        var recording = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            TimeSpan eachFrame;
            await using (var gateway = await ServerProcess.StartGatewayAsync(database))
            {
                using var load = new TimedLoad(gateway, await ServerTree.FindAsync(), orders);
                await load.SendAsync(Steady, warmUp);
                (int Rate, TimeSpan For)[] phases = [(Slow, during), (Brisk, during), (Steady, duration), (burst, during)];
                var unseen = new Dictionary<int, Phase>();
                var seen = new List<(int Rate, Phase Phase, int Frames)>();
                await LookAwayAsync();
                await using (var room = await Screens.OpenAsync(gateway.Address, topics))
                {
                    await load.SendAsync(Steady, warmUp);
                    foreach (var (rate, time) in phases)
                    {
                        room.Forget();
                        var sightings = await Sightings.BeginAsync(source, orders);
                        var phase = await load.SendAsync(rate, time);
                        await sightings.EndAsync(room);
                        seen.Add((rate, phase, room.Frames));
                        Describe(report, rate, phase, sightings, room);
                    }

                    room.Record();
                    await load.SendAsync(Steady, RecordedFor);
                    FrameServer.Save(recording, room);
                }

                await LookAwayAsync();
                var costs = new Dictionary<int, double>();
                eachFrame = TimeSpan.Zero;
                foreach (var (rate, phase, frames) in seen)
                {
                    var spent = phase.Node - unseen[rate].Node * ((double)phase.Events / unseen[rate].Events);
                    costs[rate] = spent.TotalMicroseconds / screens / phase.Elapsed.TotalSeconds;
                    report.Add($"screenCpuAt{rate}", $"At {rate} events/s: CPU of the node for each screen", costs[rate], "µs/s");
                    if (rate == Steady)
                        eachFrame = spent / frames;
                }

                report.Add("costBySlowTwentyfold", $"What a screen costs at {Steady} events/s against {Slow}", costs[Steady] / costs[Slow], "", "<= 1.5");
                report.Add("costByBriskTwentyfold", $"What a screen costs at {burst} events/s against {Brisk}", costs[burst] / costs[Brisk], "", "<= 1.5");

                // Before the screens and after them, so that what is compiled meanwhile is on both sides.
                async Task LookAwayAsync()
                {
                    foreach (var (rate, _) in phases)
                        unseen[rate] = await load.SendAsync(rate, during / 3) + unseen.GetValueOrDefault(rate);
                }
            }

            var bare = await MeasureBareAsync(recording, topics);
            report.Add("cpuMicrosecondsPerFrame", $"CPU of a frame at {Steady} events/s", eachFrame.TotalMicroseconds, "µs");
            report.Add("bareMicrosecondsPerFrame", "CPU of the same frame, sent by a server that does nothing else", bare.TotalMicroseconds, "µs");
            report.Add("ratioToBare", "CPU of a frame against that server's", eachFrame / bare, "", "<= 1.33");
            return report;
        }
        finally
        {
            File.Delete(recording);
        }
    }

    // Twice: what is compiled the first time is not measured.
    private static async Task<TimeSpan> MeasureBareAsync(string recording, string[] topics)
    {
        await using var server = await FrameServer.StartAsync(recording);
        await using var room = await Screens.OpenAsync(server.Address, topics);
        await FrameServer.PlayAsync(server);
        room.Forget();
        var before = server.Spent;
        await FrameServer.PlayAsync(server);
        return (server.Spent - before) / room.Frames;
    }

    private static void Describe(Report report, int rate, Phase phase, Sightings sightings, Screens room)
    {
        var at = $"At {rate} events/s: ";
        var goal = rate == Steady ? "< 1000" : rate > Steady ? "< 2000" : "";
        report.Add($"p50At{rate}", at + "how old, p50", sightings.Sighted.Ages.Percentile(0.50), "ms");
        report.Add($"p99At{rate}", at + "how old, p99", sightings.Sighted.Ages.Percentile(0.99), "ms", goal);
        report.Add($"maxAt{rate}", at + "how old, longest", sightings.Sighted.Ages.Percentile(1), "ms");
        report.Add($"missingAt{rate}", at + "never seen", sightings.Sighted.Missing, "", "0", sightings.Sighted.Missing.ToString());
        report.Add($"takenAt{rate}", at + "accepted", phase.Events / phase.Elapsed.TotalSeconds, "events/s");
        report.Add($"resentAt{rate}", at + "sent again after a 503", phase.Resent, "", "0", phase.Resent.ToString());
        report.Add($"framesAt{rate}", at + "frames", room.Frames / phase.Elapsed.TotalSeconds, "/s");
        report.Add($"frameBytesAt{rate}", at + "mean frame", room.Bytes / Math.Max(1.0, room.Frames), "bytes");
        report.Add($"nodeCpuAt{rate}", at + "CPU of the node", phase.Node / phase.Elapsed, "cores");
        report.Add($"postgresCpuAt{rate}", at + "CPU of PostgreSQL", phase.Database / phase.Elapsed, "cores");
        report.Add($"ownCpuAt{rate}", at + "CPU of sender and screens", phase.Own / phase.Elapsed, "cores");
    }
}
