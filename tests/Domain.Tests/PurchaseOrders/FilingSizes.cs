using System.Collections.Immutable;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Tests.PurchaseOrders;

/// <summary>What a file that names a quantity alone does to a line that is known by size.</summary>
public sealed class FilingSizes : PurchaseOrderSpec
{
    private static readonly ImmutableArray<SizeQuantity> Known = [new("M", 700), new("L", 500)];

    public FilingSizes() => Place(Sheet(OrderedLine() with { Sizes = Known }));

    [Fact]
    public void The_sizes_that_add_up_to_it_stay()
    {
        Place(Sheet(OrderedLine() with { Sizes = [], Colour = "Ink" }));
        Assert.Equal(("Ink", 1200), (Line.Order.Colour, Line.Order.Quantity));
        Assert.Equal(Known, Line.Order.Sizes);
        Place(Sheet(OrderedLine() with { Sizes = [], Colour = "Ink" }));
        ThenNothing();
    }

    [Fact]
    public void Where_they_do_not_it_is_asked_for_them()
    {
        Place(Sheet(OrderedLine(quantity: 1300) with { Sizes = [] }));
        ThenRefused("sizes-left-out");
        Assert.Equal("/lines/0/quantity", Answer.Refusal!.Pointer);
    }
}
