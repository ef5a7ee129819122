using Selvedge.Domain.Vendors;
using Selvedge.Gateway.Chases;

namespace Selvedge.Gateway.Tests.Chases;

/// <summary>What several lines of an order owe alike is asked for once; nothing else is.</summary>
public sealed class ListingTheSameOnce
{
    private static (long, ChaseItem) LabDip(int? line, string colour) => (10, new ChaseItem(
        ChaseKind.Approval, line is null ? "ST-1" : $"PO-1/{line}", line is null ? null : "PO-1", line, "ST-1", colour, $"{line}~{colour}", "Lab dip", new DateOnly(2026, 11, 23), 0, 600));

    private static string[] Listed(params (long, ChaseItem)[] all) => [.. ChaseList.Together(all).Select(x => $"{x.Item.Subject} {x.Item.Colour} {x.Item.Units}").Order()];

    [Fact]
    public void Lines_that_owe_the_same_are_one() => Assert.Equal(["PO-1/1,2  1200"], Listed(LabDip(2, "Ecru"), LabDip(1, "Ink")));

    [Fact]
    public void Two_colours_of_one_line_are_two() => Assert.Equal(["PO-1/1 Ecru 600", "PO-1/1 Ink 600"], Listed(LabDip(1, "Ink"), LabDip(1, "Ecru")));

    [Fact]
    public void A_line_that_owes_it_twice_is_counted_with_no_other() =>
        Assert.Equal(["PO-1/1 Ecru 600", "PO-1/1 Ink 600", "PO-1/2 Ink 600"], Listed(LabDip(1, "Ink"), LabDip(1, "Ecru"), LabDip(2, "Ink")));

    [Fact]
    public void Colours_of_a_style_are_each_asked_for() => Assert.Equal(["ST-1 Ecru 600", "ST-1 Ink 600"], Listed(LabDip(null, "Ink"), LabDip(null, "Ecru")));

    [Fact]
    public void The_same_things_have_the_same_hash_in_whatever_order()
    {
        var (ink, ecru) = (LabDip(1, "Ink").Item2, LabDip(1, "Ecru").Item2);
        Assert.Equal(ChaseList.HashOf([ink, ecru]), ChaseList.HashOf([ecru, ink]));
        Assert.NotEqual(ChaseList.HashOf([ink, ecru]), ChaseList.HashOf([ink]));
    }
}
