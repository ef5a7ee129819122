using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>A slot keeps eight claims; of the others nothing is lost.</summary>
public sealed class RecallingClaims : PurchaseOrderSpec
{
    private const int MoreThanKept = SlotClaims.Kept + 3;
    private readonly List<PurchaseOrderEvent> log = [];

    [Fact]
    public void Behind_the_newest_claims_the_older_ones_hold_again()
    {
        Ask(new PurchaseOrderCommand.Record(Sheet(), []));
        for (var i = 1; i <= MoreThanKept; i++)
            Tell(Claim(i));
        for (var i = MoreThanKept; i > 1; i--)
        {
            Assert.Equal($"e{i}", Holder(1, "A26", Classifier.Estimate)?.EventId);
            Tell(Claim(i) with { Retracted = true, UpdatedAt = Now.AddDays(1) });
        }

        Assert.Equal("e1", Holder(1, "A26", Classifier.Estimate)?.EventId);
        Assert.Single(log.OfType<PurchaseOrderEvent.ClaimsRecalled>());
        Assert.Equal(Day(-20 + 1), Line.Timeline!.Forecast[Line.Timeline.Template.IndexOf("A26")]);
    }

    [Fact]
    public void A_decision_that_needs_older_claims_asks_for_all_reports()
    {
        Ask(new PurchaseOrderCommand.Record(Sheet(), []));
        for (var i = 1; i <= SlotClaims.Kept + 1; i++)
            Tell(Claim(i));
        for (var i = SlotClaims.Kept + 1; i > 2; i--)
            Tell(Claim(i) with { Retracted = true, UpdatedAt = Now.AddDays(1) });
        var last = Claim(2) with { Retracted = true, UpdatedAt = Now.AddDays(1) };
        Assert.True(PurchaseOrder.Decide(new PurchaseOrderCommand.Report(last), State, Around).WantsReports);
    }

    [Fact]
    public void A_file_sent_again_changes_nothing_however_many_claims_stand()
    {
        var past = Enumerable.Range(1, MoreThanKept).Select(Claim).ToImmutableArray();
        Ask(new PurchaseOrderCommand.Record(Sheet() with { Past = past }, []));
        Ask(new PurchaseOrderCommand.Record(Sheet() with { Past = past }, []));
        ThenNothing();
        Ask(new PurchaseOrderCommand.Record(Sheet() with { Past = [past[0] with { Date = Day(-77) }] }, []));
        Assert.Single(Happened<PurchaseOrderEvent.MilestonesReported>());
    }

    // Compared with a model that keeps everything and sorts anew.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20261122)]
    public void Who_holds_a_slot_is_who_should_whatever_is_said_and_taken_back(int seed)
    {
        var random = new Random(seed);
        var model = new Dictionary<string, ReportMilestone>();
        Ask(new PurchaseOrderCommand.Record(Sheet(OrderedLine(1), OrderedLine(2)), []));
        for (var step = 0; step < 600; step++)
        {
            var holders = Holders(model.Values).ToArray();
            var report = random.Next(10) switch
            {
                // Mostly the one that holds is taken back, so that what is kept runs out.
                < 4 when holders.Length > 0 => Revised(holders[random.Next(holders.Length)]) with { Retracted = true },
                4 when model.Count > 0 => Revised(Any()) with { Retracted = true },
                5 when model.Count > 0 => Anywhere(Revised(Any())),
                _ => Anywhere(Report("A26", Day(0), eventId: $"e{step}", updatedAt: Now.AddMinutes(random.Next(40))) with { Source = $"S{random.Next(3)}" }),
            };
            Tell(report);
            model[report.EventId] = report;

            var expected = Holders(model.Values).ToDictionary(r => (r.Line, r.Milestone, r.Classifier), r => (r.Source, r.EventId, r.Date));
            foreach (var line in State.Lines)
                foreach (var milestone in new[] { "A26", "A34" })
                    foreach (var classifier in Enum.GetValues<Classifier>())
                    {
                        (string, string, DateOnly)? holds = Holder(line.Order.Number, milestone, classifier) is { } claim ? (claim.Source, claim.EventId, claim.Date) : null;
                        (string, string, DateOnly)? should = expected.TryGetValue((line.Order.Number, milestone, classifier), out var one) ? one : null;
                        Assert.True(holds == should, $"seed {seed}, step {step}: {holds} holds {milestone} of line {line.Order.Number}, not {should}");
                    }
            if (step % 50 == 0)
            {
                Ask(new PurchaseOrderCommand.Record(Sheet(OrderedLine(1), OrderedLine(2)) with { Past = [.. model.Values.Where(r => !r.Retracted)] }, []));
                ThenNothing();
            }
        }

        Assert.True(log.OfType<PurchaseOrderEvent.ClaimsRecalled>().Any(), $"seed {seed}: nothing was ever recalled");

        ReportMilestone Any() => model.Values.ElementAt(random.Next(model.Count));

        ReportMilestone Revised(ReportMilestone before) => before with { UpdatedAt = before.UpdatedAt.AddMinutes(1 + random.Next(5)), Retracted = false };

        ReportMilestone Anywhere(ReportMilestone report) => report with
        {
            Line = random.Next(8) == 0 ? 2 : 1, Milestone = random.Next(4) == 0 ? "A34" : "A26",
            Classifier = random.Next(5) == 0 ? Classifier.Actual : Classifier.Estimate, Date = Day(-120 + random.Next(28)),
        };
    }

    private static IEnumerable<ReportMilestone> Holders(IEnumerable<ReportMilestone> said) => said
        .Where(r => !r.Retracted)
        .GroupBy(r => (r.Line, r.Milestone, r.Classifier))
        .Select(slot => slot.OrderBy(r => r.UpdatedAt).ThenBy(r => r.Source, StringComparer.Ordinal).ThenBy(r => r.EventId, StringComparer.Ordinal).Last());

    private ReportMilestone Claim(int i) =>
        Report("A26", Day(-20 + i), Classifier.Estimate, eventId: $"e{i}", updatedAt: Now.AddMinutes(i));

    private Claim? Holder(int line, string milestone, Classifier classifier) =>
        State.Line(line)!.Timeline is var timeline ? timeline!.Holding(timeline.Template.IndexOf(milestone), classifier) : null;

    private void Tell(ReportMilestone report) => Ask(new PurchaseOrderCommand.Report(report));

    // As an actor asks: again with all reports where they are wanted.
    private void Ask(PurchaseOrderCommand command)
    {
        When(command, Around);
        if (Answer.WantsReports)
            When(command, Around with { Reports = new ReportLog([.. log.SelectMany(PurchaseOrder.ReportsIn)]) });
        Assert.False(Answer.WantsReports);
        Assert.Null(Answer.Refusal);
        log.AddRange(Answer.Events);
    }
}
