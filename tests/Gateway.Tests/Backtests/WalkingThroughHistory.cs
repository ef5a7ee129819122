using System.Collections.Immutable;
using Selvedge.Benchmarks.Backtests;
using Selvedge.Gateway.Tests.Imports;
using Xunit.Abstractions;

namespace Selvedge.Gateway.Tests.Backtests;

/// <summary>The backtest itself: it must not see what was not yet recorded, and must find what is there to be found.</summary>
public sealed class WalkingThroughHistory(ITestOutputHelper output)
{
    private static readonly DateOnly Start = new(2026, 1, 5);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Shuffling_what_was_recorded_later_changes_no_prediction_made_before(int seed)
    {
        output.WriteLine($"seed {seed}");
        AssertBlindToTheFuture(SomeHistory(new Random(seed)), Start.AddDays(300), new Random(seed));
    }

    [RealFileFact]
    public void Nor_does_it_on_the_real_history() => AssertBlindToTheFuture(
        HistoricLine.Read(RealFileFactAttribute.PathOf("scms-delivery-history/scms-2006-2012.csv")), new DateOnly(2009, 6, 30), new Random(3));

    [Fact]
    public void A_vendor_that_is_always_ten_days_late_is_expected_so_once_that_was_recorded()
    {
        var lines = Enumerable.Range(0, 40).Select(i => Line(i, "LATE", ordered: i * 20, promised: i * 20 + 60, delivered: i * 20 + 70, recorded: i * 20 + 75)).ToArray();
        var asOrdered = Replay.Walk(lines).Where(p => p.Offset is null).ToArray();

        // The first is recorded on day 75: whoever is asked until then expects the promise.
        Assert.All(asOrdered.Where(p => p.AskedOn <= Start.AddDays(75)), p => Assert.Equal(p.Line.Promised, p.Forecast));
        Assert.All(asOrdered.TakeLast(20), p => Assert.Equal(p.Line.Delivered, p.Forecast));
        Assert.All(asOrdered.TakeLast(20), p => Assert.InRange(p.Line.Delivered, p.Range!.Earliest, p.Range.Latest));
    }

    private static void AssertBlindToTheFuture(IReadOnlyList<HistoricLine> lines, DateOnly cut, Random random)
    {
        var later = lines.Where(l => l.Recorded > cut).ToArray();
        var ends = later.Select(l => (l.Delivered, l.Recorded)).ToArray();
        random.Shuffle(ends);
        var shuffled = later.Zip(ends, (line, end) => line with { Delivered = end.Delivered, Recorded = end.Recorded }).ToDictionary(l => (l.Order, l.Line));
        var other = lines.Select(l => shuffled.GetValueOrDefault((l.Order, l.Line), l)).ToArray();

        var (made, madeOtherwise) = (Replay.Walk(lines), Replay.Walk(other));
        var (before, after) = (Until(cut, made), Until(cut, madeOtherwise));
        Assert.True(before.Length > lines.Count / 3, $"Only {before.Length} predictions were made until {cut}");
        Assert.Equal(before, after);
        Assert.NotEqual(Until(DateOnly.MaxValue, made), Until(DateOnly.MaxValue, madeOtherwise));
    }

    // An order placed after the cut may be recorded before it by what is shuffled: only what was placed until then is compared.
    private static (string, int, int?, DateOnly, DateOnly, DateOnly?, DateOnly?)[] Until(DateOnly day, IEnumerable<Prediction> made) =>
    [
        .. made.Where(p => p.AskedOn <= day)
            .Select(p => (p.Line.Order, p.Line.Line, p.Offset, p.AskedOn, p.Forecast, p.Range?.Earliest, p.Range?.Latest)),
    ];

    private static ImmutableArray<HistoricLine> SomeHistory(Random random) =>
    [
        .. Enumerable.Range(0, 300).Select(i =>
        {
            var ordered = random.Next(500);
            var promised = ordered + random.Next(30, 120);
            var delivered = Math.Max(ordered + 1, promised + (random.Next(2) == 0 ? 0 : random.Next(-20, 40)));
            return Line(i, $"V-{random.Next(6)}", ordered, promised, delivered, delivered + random.Next(15));
        }),
    ];

    private static HistoricLine Line(int number, string vendor, int ordered, int promised, int delivered, int recorded) => new(
        $"PO-{number:000}", 1, vendor, "other", Start.AddDays(ordered), Start.AddDays(promised), Start.AddDays(delivered), Start.AddDays(recorded));
}
