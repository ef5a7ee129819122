using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Tests.PurchaseOrders;

public sealed class StampingADocument : OrderLifeSpec
{
    private OrderDocument Issued => Happened<PurchaseOrderEvent.Issued>().Single().Document;

    [Fact]
    public void Every_version_carries_the_hash_of_what_it_says()
    {
        Draft(NewLine(price: 12.50m));
        Issue();
        var first = Happened<PurchaseOrderEvent.Issued>().Single();
        Assert.Equal((64, first.Document.ContentHash()), (first.Hash!.Length, first.Hash));
        Revise("BR-QTY", Line1(colour: "Black"));
        var second = Happened<PurchaseOrderEvent.Issued>().Single();
        Assert.Equal(second.Document.ContentHash(), second.Hash);
        Assert.NotEqual(first.Hash, second.Hash);
    }

    [Fact]
    public void Two_copies_that_say_the_same_have_the_same()
    {
        Draft(NewLine(price: 12.50m));
        Issue();
        var document = Issued;
        Assert.Equal(document.ContentHash(), (document with { Lines = [.. document.Lines.Select(l => l with { Price = 12.5m, Sizes = [.. l.Sizes] })] }).ContentHash());
    }

    [Fact]
    public void Whatever_is_otherwise_shows()
    {
        Draft(NewLine(price: 12.50m));
        Issue();
        var (document, line) = (Issued, Issued.Lines[0]);
        OrderDocument[] others =
        [
            document with { Version = 2 }, document with { Season = "" }, document with { Incoterm = null }, document with { Parent = "" },
            document with { Season = document.Vendor, Vendor = document.Season }, document with { Lines = [] }, document with { Lines = [line, line] },
            With(line with { Style = null }), With(line with { Colour = "Ink" }), With(line with { ExFactory = line.ExFactory!.Value.AddDays(1) }),
            With(line with { Cancel = line.ExFactory }), With(line with { Price = 12.51m }), With(line with { Currency = "EUR" }),
            With(line with { Sizes = [line.Sizes[1], line.Sizes[0]] }), With(line with { Sizes = [] }), With(line with { ShipMode = "air" }),
            With(line with { Profile = 2 }),
        ];
        Assert.Equal(others.Length + 1, others.Append(document).Select(d => d.ContentHash()).Distinct().Count());

        OrderDocument With(DocumentLine changed) => document with { Lines = [changed] };
    }
}
