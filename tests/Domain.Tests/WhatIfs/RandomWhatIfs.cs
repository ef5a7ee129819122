using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.Tests.TrackRecords;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;
using Selvedge.Domain.WhatIfs;
using Xunit.Abstractions;

namespace Selvedge.Domain.Tests.WhatIfs;

/// <summary>Orders with any past of which anything is supposed: when it is then told, in whatever order it arrives, it comes exactly so.</summary>
public sealed class RandomWhatIfs(ITestOutputHelper output)
{
    private const int Rounds = 400;
    private static readonly DateOnly ExFactory = new(2027, 3, 1);
    private static readonly ImmutableArray<string> Colours = ["Ink", "Chalk"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_is_foreseen_is_what_then_happens(int seed)
    {
        output.WriteLine($"seed {seed}");
        var (random, moved, ofStyles) = (new Random(seed), 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var world = new World(random);
            var (before, styleBefore) = (world.Order, world.Style);
            var ofStyle = Foreseeing.Of(world.Style, world.StyleVersion, Suppose(random, 0, "A05", "A06", "A12"), world.AroundStyle)!;
            var closures = Closures(random);
            var supposed = new Supposition(
                [.. before.Lines.SelectMany(line => Suppose(random, line.Order.Number, "A16", "A21", "A26", "A30", "A34"))],
                ofStyle.Told.IsEmpty ? [] : [ofStyle.Dates!], closures);
            var foreseen = Foreseeing.Of(before, supposed, world.Around with { Calendar = World.Factory(2, closures) })!;
            Assert.True(ReferenceEquals(before, world.Order) && ReferenceEquals(styleBefore, world.Style));

            // The telling, in any order, and again what was told before.
            var now = world.Around.Now;
            List<Action> tellings =
            [
                .. foreseen.Told.Select<ToldDay, Action>(day => () => world.Tell(new PurchaseOrderCommand.Report(day.ToReport("w", "PO-1", now, "why")))),
                () =>
                {
                    foreach (var day in ofStyle.Told)
                        world.Tell(new StyleCommand.Report(day.ToReport("w", "ST-1", now, "why")));
                    world.HandOver();
                },
            ];
            if (!closures.IsEmpty)
                tellings.Add(() => world.Close(closures));
            foreach (var telling in tellings.Concat(tellings.Where(_ => random.Next(3) == 0)).OrderBy(_ => random.Next()).ToArray())
                telling();

            foreach (var line in foreseen.Lines)
            {
                var then = world.Order.Line(line.Line)!;
                var (foreseenSo, isSo) = (
                    (line.After.ExFactory, line.After.Health, line.After.SlipDays, line.After.FloatDays),
                    (then.Forecast!.Value, then.Health, then.Timeline!.Outlook.SlipDays, then.Timeline.Outlook.FloatDays));
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

    /// <summary>One order of a few lines and its style, with a past, on some day of their lives.</summary>
    private sealed class World
    {
        private readonly VendorPast past;
        private ImmutableArray<Closure> closed = [];
        private int reports;

        public World(Random random)
        {
            past = SomePast.Random(random, TemplateShelf.BuiltIn.For("HALDEN", "apparel")!.Fit(null));
            Now = new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);
            Tell(new StyleCommand.Record(new StyleSheet("ST-1", "Crew", "HALDEN", "apparel", "SS27", null, null, Colours, ExFactory, [])));
            Tell(new PurchaseOrderCommand.Record(
                new OrderSheet("PO-1", "HALDEN", "apparel", "SS27", "V-1", "FOB", "sea", null,
                [
                    .. Enumerable.Range(1, random.Next(1, 4)).Select(n => new OrderLine(
                        n, "ST-1", "Crew", Colours[n % 2], 100 * n, [], ExFactory.AddDays(random.Next(-9, 9)), null, random.Next(3) == 0 ? ExFactory.AddDays(9) : null)),
                ], []), [Domain.Styles.Style.HandOver(Style, StyleVersion)!]));
            for (var happening = random.Next(30); happening > 0; happening--)
            {
                Now = Now.AddHours(random.Next(200));
                Happen(random);
            }
        }

        public DateTimeOffset Now { get; private set; }

        public PurchaseOrderState Order { get; private set; } = PurchaseOrderState.Empty;

        public StyleState Style { get; private set; } = StyleState.Empty;

        public int StyleVersion { get; private set; }

        public Surroundings Around => new(Now, Factory(closed.IsEmpty ? 1 : 2, closed)) { Past = past };

        public Surroundings AroundStyle => new(Now, WorkingCalendars.Unknown);

        public static WorkingCalendar Factory(int version, ImmutableArray<Closure> closures) =>
            WorkingCalendars.Layered("factory:V-1", version, "BD", CalendarSheet.Nothing.With(closures));

        public void Tell(PurchaseOrderCommand command) =>
            Order = PurchaseOrder.Decide(command, Order, Around).Events.Aggregate(Order, PurchaseOrder.Evolve);

        public void Tell(StyleCommand command)
        {
            var events = Domain.Styles.Style.Decide(command, Style, AroundStyle).Events;
            Style = events.Aggregate(Style, Domain.Styles.Style.Evolve);
            StyleVersion += events.Length;
        }

        public void HandOver() => Tell(new PurchaseOrderCommand.TakeStyleDates(Domain.Styles.Style.HandOver(Style, StyleVersion)!));

        public void Close(ImmutableArray<Closure> closures)
        {
            closed = closures;
            Tell(new PurchaseOrderCommand.LookAgain());
        }

        private void Happen(Random random)
        {
            var (today, line) = (DateOnly.FromDateTime(Now.UtcDateTime), random.Next(1, 4));
            var classifier = random.Next(2) == 0 ? Classifier.Actual : Classifier.Estimate;
            var day = classifier == Classifier.Actual ? today.AddDays(-random.Next(9)) : ExFactory.AddDays(random.Next(-90, 15));
            switch (random.Next(5))
            {
                case 0:
                    Tell(new PurchaseOrderCommand.Wake());
                    break;
                case 1:
                    string[] ofStyle = ["A05", "A06", "A12"];
                    var milestone = ofStyle[random.Next(3)];
                    Tell(new StyleCommand.Report(Report(0, milestone, milestone == "A06" && random.Next(2) == 0 ? Colours[random.Next(2)] : null)));
                    HandOver();
                    break;
                default:
                    string[] ofLine = ["A15", "A16", "A21", "A23", "A26", "A30", "A33", random.Next(4) == 0 ? "A34" : "A27"];
                    Tell(new PurchaseOrderCommand.Report(Report(line, ofLine[random.Next(ofLine.Length)], null)));
                    break;
            }

            ReportMilestone Report(int on, string milestone, string? colour) =>
                new("FWD", $"e{++reports}", Now, false, on, milestone, classifier, day, random.Next(2) == 0 ? "MT-MILL" : null, null, colour);
        }
    }
}
