using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class ShowingAnOrder : PurchaseOrderSpec
{
    [Fact]
    public void A_line_that_did_not_change_keeps_its_row()
    {
        Place(Sheet(OrderedLine(1), OrderedLine(2, style: "ST-2")));
        var before = (State, PurchaseOrderRow.Of(State)!);
        WhenReported(Report("A30", Day(-20), Classifier.Estimate, line: 2));

        var after = PurchaseOrderRow.Of(State, before)!;

        Assert.Same(before.Item2.Lines[0], after.Lines[0]);
        Assert.NotEqual(before.Item2.Lines[1], after.Lines[1]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(20261122)]
    public void A_row_made_of_the_one_before_is_the_row_made_anew(int seed)
    {
        var random = new Random(seed);
        Place(Sheet(OrderedLine(1), OrderedLine(2), OrderedLine(3, style: "ST-2")));
        for (var i = 0; i < 60; i++)
        {
            var before = (State, PurchaseOrderRow.Of(State)!);
            Now = Now.AddHours(random.Next(40));
            var (line, id) = (random.Next(1, 4), $"e{random.Next(12)}");
            if (random.Next(6) == 0)
                When(new PurchaseOrderCommand.TakeStyleDates(new StyleDates("ST-2", i, [new StyleDate("A10", Day(-random.Next(80, 120)), true, null)])), Around);
            else if (random.Next(6) == 0)
                Place(Sheet(OrderedLine(1), OrderedLine(2, quantity: 1200 + i), OrderedLine(3, style: "ST-2"), OrderedLine(4 + i)));
            else
                WhenReported(Report(
                    $"A{random.Next(14, 35)}", Day(-random.Next(60, 95)), random.Next(2) == 0 ? Classifier.Actual : Classifier.Estimate, line, id,
                    Now, retracted: random.Next(5) == 0));

            var (made, anew) = (PurchaseOrderRow.Of(State, before)!, PurchaseOrderRow.Of(State)!);
            Assert.True(made.Lines.Select(Flat).SequenceEqual(anew.Lines.Select(Flat)), $"seed {seed}, step {i}");
            Assert.Equal(anew with { Lines = made.Lines }, made);
        }
    }

    // Records compare immutable arrays by reference.
    private static (LineRow, string) Flat(LineRow line) => (
        line with { Discrepancies = null, Lost = null },
        string.Join('\n', (line.Discrepancies ?? []).Select(d => $"{d.Kind} {d.Milestone} {d.Name} {d.Text} {string.Join(' ', d.Sides)}").Concat((line.Lost ?? []).Select(l => $"{l}"))));
}
