using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Shipping;
using Selvedge.Domain.Styles;
using Selvedge.Domain.WhatIfs;
using Xunit.Abstractions;

namespace Selvedge.Domain.Tests.WhatIfs;

/// <summary>Orders with any past of which anything is supposed: when it is then told, in whatever order it arrives, it comes exactly so.</summary>
public sealed class RandomWhatIfs(ITestOutputHelper output)
{
    private const int Rounds = 200;
    private static readonly DateOnly ExFactory = SomeLife.ExFactory;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_is_foreseen_is_what_then_happens(int seed)
    {
        output.WriteLine($"seed {seed}");
        var (random, moved, ofStyles) = (new Random(seed), 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var life = new SomeLife(random);
            for (var happening = random.Next(40); happening > 0; happening--)
                life.GoOn();
            var (before, styleBefore) = (life.Order, life.Style);
            var ofStyle = Foreseeing.Of(life.Style, life.StyleVersion, Suppose(random, 0, "A05", "A06", "A12"), life.AroundStyle)!;
            var closures = Closures(random);
            var supposed = new Supposition(
                [.. before.Lines.SelectMany(line => Suppose(random, line.Order.Number, "A16", "A21", "A26", "A30", "A34"))],
                ofStyle.Told.IsEmpty ? [] : [ofStyle.Dates!], closures,
                random.Next(3) == 0 ? new Reshipment([new LineShipMode(1, random.Next(2) == 0 ? "air" : "rail")], "FA-CAP", new Author("clara", "manager")) : null);
            var foreseen = Foreseeing.Of(before, supposed, life.Around, closures.IsEmpty ? null : life.Closing(closures).Calendar)!;
            Assert.True(ReferenceEquals(before, life.Order) && ReferenceEquals(styleBefore, life.Style));

            // The telling, in any order, and again what was told before.
            var now = life.Around.Now;
            List<Action> tellings =
            [
                .. foreseen.Told.Select<ToldDay, Action>(day => () => life.Tell(new PurchaseOrderCommand.Report(day.ToReport("w", "PO-1", now, "why")))),
                () =>
                {
                    foreach (var day in ofStyle.Told)
                        life.Tell(new StyleCommand.Report(day.ToReport("w", "ST-1", now, "why")));
                    life.HandOver();
                },
            ];
            if (supposed.ShipModes is { } modes)
                tellings.Add(() => life.Tell(new PurchaseOrderCommand.Ask(Guid.NewGuid(), modes.ToAct("why"), modes.By, [])));
            if (!closures.IsEmpty)
                tellings.Add(() => life.Close(closures));
            foreach (var telling in tellings.Concat(tellings.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next()).ToArray())
                telling();

            foreach (var line in foreseen.Lines)
            {
                var then = life.Order.Line(line.Line)!;
                var (foreseenSo, isSo) = (
                    (line.After.ExFactory, line.After.InDc, line.After.Health, line.After.SlipDays, line.After.FloatDays),
                    (then.Forecast!.Value, then.Forecast.Value.AddDays(Transit.Days(then.Order.ShipMode ?? "sea")), then.Health, then.Timeline!.Outlook.SlipDays, then.Timeline.Outlook.FloatDays));
                Assert.True(foreseenSo == isSo, $"seed {seed}, round {round}, line {line.Line}: foreseen {foreseenSo}, is {isSo}");
                moved += line.After.ExFactory != line.Before.ExFactory ? 1 : 0;
            }

            ofStyles += ofStyle.Told.IsEmpty ? 0 : 1;
        }

        output.WriteLine($"{moved} lines moved, {ofStyles} times by their style");
        Assert.True(moved > Rounds / 2 && ofStyles > Rounds / 4, "The suppositions are too tame to show anything");
    }

    private static ImmutableArray<SupposedDay> Suppose(Random random, int line, params string[] milestones) =>
    [
        .. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(4) switch
        {
            0 when line > 0 => new SupposedDay(line, (Supplier)random.Next(2), null, random.Next(-5, 30), null, "MT-MILL"),
            1 => new SupposedDay(line, null, milestones[random.Next(milestones.Length)], null, ExFactory.AddDays(random.Next(-60, 20)), null),
            _ => new SupposedDay(line, null, milestones[random.Next(milestones.Length)], random.Next(-5, 30), null, "FA-CAP"),
        }),
    ];

    private static ImmutableArray<Closure> Closures(Random random) => random.Next(2) == 0
        ? []
        : [new Closure(ExFactory.AddDays(random.Next(-50, -5)), ExFactory.AddDays(random.Next(-5, 3)), "Flood", random.Next(20), 50)];
}
