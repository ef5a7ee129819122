using System.Collections.Immutable;
using Selvedge.Benchmarks.Measuring;
using Selvedge.Benchmarks.Season;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;
using Selvedge.Gateway.Samples;

namespace Selvedge.Benchmarks.Forecasts;

/// <summary>What one fact costs a line of 34 milestones: the forecast made anew by it, and the whole decision around that.</summary>
internal static class ForecastBenchmark
{
    private const int Seed = 7;
    private const int MilestonesOfALine = 34;
    private const int Slices = 9;

    public static async Task<Report> RunAsync(Arguments arguments)
    {
        var count = arguments.Number("lines", 500);
        var duration = arguments.Seconds(20) / (2 * Slices + 2);
        arguments.RefuseUnknown();

        var lines = Lines(count, TimeProvider.System.GetUtcNow());
        var report = new Report("forecast", "one fact re-forecasts a line");
        report.Note($"{lines.Length} open {string.Join(" and ", lines.Select(l => l.State.Placed!.Category).Distinct().Order())} lines of the sample season, of {MilestonesOfALine} milestones, each an order of its own, {lines.Average(l => l.Claims):0.0} claims a line, by the working calendars of {lines.Select(l => l.Around.Calendar.Id).Distinct().Count()} countries.");
        report.Note("One thread; CPU of the process. The forecast: the report kept, all milestones forecast, float, driving path and causes. The decision: that, health, wake and the events with what moved, folded into the next state.");

        await MeasureAsync(Forecast, duration);
        await MeasureAsync(Decide, duration);
        var (forecasts, decisions) = (new List<double>(), new List<double>());
        var allocated = new List<double>();
        for (var i = 0; i < Slices; i++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var slice = await MeasureAsync(Forecast, duration);
            allocated.Add((double)(GC.GetTotalAllocatedBytes(precise: true) - before) / slice.Operations);
            forecasts.Add(slice.MicrosecondsEach);
            decisions.Add((await MeasureAsync(Decide, duration)).MicrosecondsEach);
        }

        report.Add("cpuMicrosecondsPerForecast", "CPU of a forecast by one fact", Ratio.Of(forecasts), "< 20 µs");
        report.Add("bytesPerForecast", "Allocated by it", Ratio.MedianOf(allocated), "bytes");
        report.Add("cpuMicrosecondsPerDecision", "CPU of the decision", Ratio.Of(decisions));
        return report;

        Task<Slice> MeasureAsync(Func<Line, int, int> work, TimeSpan during) => Slice.MeasureAsync(() => ProcessorTime.Own, () =>
        {
            var (operations, seen, started) = (0L, 0, TimeProvider.System.GetTimestamp());
            while (TimeProvider.System.GetElapsedTime(started) < during)
                for (var i = 0; i < lines.Length; i++, operations++)
                    seen += work(lines[i], (int)(operations % 1_000_003));
            GC.KeepAlive(seen);
            return Task.FromResult(operations);
        });
    }

    private static int Forecast(Line line, int round)
    {
        var report = line.Reports[round % line.Reports.Length];
        var look = line.Timeline.With(report, line.Around.Now).LookAhead(MilestoneHome.Line, line.Around.Calendar, line.State.AsOf, VendorPast.None);
        return look.Outlook.SlipDays;
    }

    private static int Decide(Line line, int round)
    {
        var decision = PurchaseOrder.Decide(new PurchaseOrderCommand.Report(line.Reports[round % line.Reports.Length]), line.State, line.Around);
        return decision.Events.Aggregate(line.State, PurchaseOrder.Evolve).Lines.Length;
    }

    private static ImmutableArray<Line> Lines(int count, DateTimeOffset now)
    {
        var plan = SeasonPlan.Generate(Seed, DateOnly.FromDateTime(now.UtcDateTime), SampleSize.Season);
        var countries = plan.Vendors.ToDictionary(v => v.Code, v => v.Country, StringComparer.Ordinal);
        return
        [
            .. plan.Orders.Select(sheet => Of(sheet, plan.FoundOf(sheet), new Surroundings(now, CalendarShelf.BuiltIn.OfCountry(countries[sheet.Vendor]))))
                .OfType<Line>().Take(count),
        ];
    }

    // An order of one line, as far along as the sample has it.
    private static Line? Of(OrderSheet sheet, ImmutableArray<AttributeValue> found, Surroundings around)
    {
        var one = sheet with { Lines = sheet.Lines[..1], Past = [.. sheet.Past.Where(r => r.Line == sheet.Lines[0].Number)] };
        var placed = PurchaseOrder.Decide(new PurchaseOrderCommand.Record(one, [], found), PurchaseOrder.Initial, around);
        var state = placed.Events.Aggregate(PurchaseOrder.Initial, PurchaseOrder.Evolve);
        if (!state.IsOpen || state.Lines[0].Timeline is not { } timeline || timeline.Template.Milestones.Length != MilestonesOfALine)
            return null;
        var (reports, dice) = (new StatusReports(state), new Random(Seed));
        return new Line(state, timeline, around, [.. Enumerable.Range(0, 16).Select(i => reports.Next(around.Now.AddMinutes(i), dice))]);
    }

    private sealed record Line(PurchaseOrderState State, Timeline Timeline, Surroundings Around, ImmutableArray<ReportMilestone> Reports)
    {
        public int Claims => Timeline.Claims.Length;
    }
}
