using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.Styles;
using Selvedge.Domain.Tests.TrackRecords;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.Tests.WhatIfs;

/// <summary>One apparel order of a few lines and its style, to which anything happens that reports, overrides, calendars and days bring.</summary>
internal sealed class SomeLife
{
    public static readonly DateOnly ExFactory = new(2027, 3, 1);
    private static readonly ImmutableArray<string> Colours = ["Ink", "Chalk"];
    private static readonly string[] OfStyle = ["A04", "A05", "A06", "A12"];
    private static readonly string[] OfLine = ["A15", "A16", "A19", "A21", "A23", "A26", "A27", "A30", "A33"];

    private readonly Random random;
    private readonly VendorPast past;
    private CalendarSheet sheet = CalendarSheet.Nothing;
    private int calendarVersion = 1;
    private int reports;

    public SomeLife(Random random)
    {
        this.random = random;
        past = SomePast.Random(random, TemplateShelf.BuiltIn.For("HALDEN", "apparel")!.Fit(null));
        Now = new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);
        Tell(new StyleCommand.Record(new StyleSheet("ST-1", "Crew", "HALDEN", "apparel", "SS27", null, null, Colours, ExFactory, [])));
        Tell(new PurchaseOrderCommand.Record(
            new OrderSheet("PO-1", "HALDEN", "apparel", "SS27", "V-1", "FOB", "sea", null,
            [
                .. Enumerable.Range(1, random.Next(1, 4)).Select(n => new OrderLine(
                    n, "ST-1", "Crew", Colours[n % 2], 100 * n, [], ExFactory.AddDays(random.Next(-9, 9)), null, random.Next(3) == 0 ? ExFactory.AddDays(9) : null)),
            ], []), [Domain.Styles.Style.HandOver(Style, StyleVersion)!]));
    }

    public DateTimeOffset Now { get; private set; }

    public PurchaseOrderState Order { get; private set; } = PurchaseOrderState.Empty;

    public StyleState Style { get; private set; } = StyleState.Empty;

    public int StyleVersion { get; private set; }

    public Surroundings Around => new(Now, Factory(calendarVersion, sheet)) { Past = past };

    public Surroundings AroundStyle => new(Now, WorkingCalendars.Unknown);

    /// <summary>What anybody could see of it if the factory closed.</summary>
    public Surroundings Closing(ImmutableArray<Closure> closures) => Around with { Calendar = Factory(calendarVersion + 1, sheet.With(closures)) };

    public void Close(ImmutableArray<Closure> closures) => Amend(sheet.With(closures));

    public void Tell(PurchaseOrderCommand command) =>
        Order = PurchaseOrder.Decide(command, Order, Around).Events.Aggregate(Order, PurchaseOrder.Evolve);

    public void Tell(StyleCommand command)
    {
        var events = Domain.Styles.Style.Decide(command, Style, AroundStyle).Events;
        Style = events.Aggregate(Style, Domain.Styles.Style.Evolve);
        StyleVersion += events.Length;
    }

    public void HandOver() => Tell(new PurchaseOrderCommand.TakeStyleDates(Domain.Styles.Style.HandOver(Style, StyleVersion)!));

    /// <summary>Some hours later one thing happens, or nothing.</summary>
    public void GoOn()
    {
        Now = Now.AddHours(random.Next(200));
        switch (random.Next(13))
        {
            case 0:
                Tell(new PurchaseOrderCommand.Wake());
                break;
            case 1:
                Tell(new StyleCommand.Wake());
                HandOver();
                break;
            case 2 or 3:
                var milestone = Any(OfStyle);
                Tell(new StyleCommand.Report(Report(0, milestone, milestone == "A06" && random.Next(2) == 0 ? Any([.. Colours]) : null)));
                HandOver();
                break;
            case 4:
                Tell(new PurchaseOrderCommand.Override(new OverrideMilestone(random.Next(1, 4), Override(MilestoneHome.Line))));
                break;
            case 5:
                Tell(new StyleCommand.Override(new OverrideMilestone(0, Override(MilestoneHome.Style))));
                HandOver();
                break;
            case 6:
                Tell(new PurchaseOrderCommand.Lift(new LiftOverride(random.Next(1, 4), Any([.. OfLine, "W01"]), "after all")));
                break;
            case 7:
                var day = ExFactory.AddDays(random.Next(-100, 10));
                Amend(random.Next(2) == 0
                    ? sheet with { Holidays = [new Holiday(day, "Strike"), new Holiday(day.AddDays(1), "Strike")] }
                    : sheet.With([new Closure(day, day.AddDays(random.Next(12)), $"Flood {calendarVersion}", random.Next(15), 50)]));
                break;
            case 8:
                CarryOver(Order.Lines[random.Next(Order.Lines.Length)], Any(OfLine));
                break;
            default:
                Tell(new PurchaseOrderCommand.Report(Report(random.Next(1, 4), random.Next(20) == 0 ? "A34" : Any(OfLine), null)));
                break;
        }
    }

    private void Amend(CalendarSheet to)
    {
        (sheet, calendarVersion) = (to, calendarVersion + 1);
        Tell(new PurchaseOrderCommand.LookAgain());
    }

    // As an order does that is issued as the repeat of another.
    private void CarryOver(LineState line, string milestone)
    {
        var (timeline, change) = (line.Timeline!, new MilestoneOverride(milestone, OverrideKind.CarriedOver, [], null, "carried over from PO-0", Reached: new DateOnly(2026, 7, 1)));
        if (timeline.Template.IndexOf(milestone) is not (var m and >= 0) || timeline.Actual(m) is not null)
            return;
        var schedule = timeline.Schedule.Relay(
            Templates.Published("APPAREL", 1)!, Around.Calendar, (timeline.Schedule.Tailoring ?? Tailoring.None).With(change));
        Order = PurchaseOrder.Evolve(Order, new PurchaseOrderEvent.MilestoneOverridden(new LineSchedule(line.Order.Number, schedule), change));
        Tell(new PurchaseOrderCommand.LookAgain());
    }

    private ReportMilestone Report(int line, string milestone, string? colour)
    {
        var classifier = random.Next(2) == 0 ? Classifier.Actual : Classifier.Estimate;
        var day = classifier == Classifier.Actual ? DateOnly.FromDateTime(Now.UtcDateTime).AddDays(-random.Next(9)) : ExFactory.AddDays(random.Next(-90, 15));
        // Now and then the sender takes back what it said.
        var retracted = random.Next(8) == 0 && reports > 0;
        return new ReportMilestone(
            "FWD", $"e{(retracted ? random.Next(1, reports + 1) : ++reports)}", Now, retracted, line, milestone, classifier, day, random.Next(2) == 0 ? "MT-MILL" : null, null, colour);
    }

    private MilestoneOverride Override(MilestoneHome home)
    {
        var (codes, template) = (home == MilestoneHome.Line ? OfLine : OfStyle, Templates.Published("APPAREL", 1)!.Sheet);
        var code = Any(codes);
        return random.Next(3) switch
        {
            0 => new(code, OverrideKind.NotApplicable, [], null, "not needed"),
            1 when home == MilestoneHome.Line => new("W01", OverrideKind.Extra, [], new(
                "Wash test", "Lab", Side.Material, home, -45, [new Lag("A19", random.Next(20))], [new Lag("A26", random.Next(30))]), "garment dyed"),
            _ => new(code, OverrideKind.Lags, [template.Milestones.First(m => m.Code == code).After[0] with { MinDays = random.Next(60) }], null, "knitted to order"),
        };
    }

    private string Any(string[] of) => of[random.Next(of.Length)];

    private static WorkingCalendar Factory(int version, CalendarSheet sheet) => WorkingCalendars.Layered("factory:V-1", version, "BD", sheet);
}
