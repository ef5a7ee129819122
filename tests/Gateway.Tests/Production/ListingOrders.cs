using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Selvedge.Gateway.Production;

namespace Selvedge.Gateway.Tests.Production;

public sealed class ListingOrders
{
    [Theory]
    [InlineData("", "PO-1 PO-2 PO-3")]
    [InlineData("?state=closed", "PO-4")]
    [InlineData("?state=all", "PO-1 PO-2 PO-3 PO-4")]
    [InlineData("?brand=OTHER", "PO-3")]
    [InlineData("?brand=OTHER,HALDEN&category=apparel", "PO-1 PO-2")]
    [InlineData("?health=late&health=critical", "PO-1 PO-3")]
    [InlineData("?vendor=V-2", "PO-2")]
    [InlineData("?season=AW26&state=all", "PO-4")]
    [InlineData("?q=porto", "PO-2")]
    [InlineData("?q=st-1", "PO-1")]
    [InlineData("?style=ST-1", "PO-1")]
    [InlineData("?style=ST", "")]
    [InlineData("?q=nowhere", "")]
    [InlineData("?sort=-number", "PO-3 PO-2 PO-1")]
    [InlineData("?sort=health", "PO-3 PO-1 PO-2")]
    [InlineData("?sort=-slip", "PO-3 PO-1 PO-2")]
    [InlineData("?sort=forecast", "PO-2 PO-1 PO-3")]
    public void Filters_and_sorts(string query, string numbers) => Assert.Equal(numbers, string.Join(' ', List(query).Items));

    [Theory]
    [InlineData("number")]
    [InlineData("-number")]
    [InlineData("health")]
    [InlineData("-slip")]
    public void Pages_join_without_a_gap(string sort)
    {
        var whole = List($"?state=all&sort={sort}").Items;
        var paged = new List<string>();
        string? cursor = null;
        do
        {
            var page = List($"?state=all&limit=1&sort={sort}" + (cursor is null ? "" : $"&cursor={cursor}"));
            Assert.Equal(4, page.Total);
            paged.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(whole, paged);
    }

    [Theory]
    [InlineData("?state=ajar", "/state", "bad-parameter")]
    [InlineData("?health=poorly", "/health", "bad-parameter")]
    [InlineData("?category=hats", "/category", "bad-parameter")]
    [InlineData("?sort=colour", "/sort", "bad-parameter")]
    [InlineData("?sort=--number", "/sort", "bad-parameter")]
    [InlineData("?limit=0", "/limit", "bad-parameter")]
    [InlineData("?limit=501", "/limit", "bad-parameter")]
    [InlineData("?limit=ten", "/limit", "bad-parameter")]
    [InlineData("?limit=1&limit=2", "/limit", "bad-parameter")]
    [InlineData("?limit=99999999999999999999", "/limit", "bad-parameter")]
    [InlineData("?cursor=nonsense", "/cursor", "bad-cursor")]
    [InlineData("?cursor=%00", "/cursor", "bad-cursor")]
    [InlineData("?a/b=1", "/a~1b", "unknown-parameter")]
    public void A_parameter_that_is_not_possible_is_named(string query, string pointer, string code)
    {
        var parameters = Read(query, out _, out _);
        var error = Assert.Single(parameters.Fault!.Errors);
        Assert.Equal((pointer, code), (error.Pointer, error.Code));
        Assert.Equal(400, parameters.Fault.ToDocument().Status);
    }

    [Fact]
    public void A_cursor_goes_with_its_sort()
    {
        var cursor = List("?limit=1&sort=health").Next;
        Assert.Equal("bad-cursor", Read($"?sort=number&cursor={cursor}", out _, out _).Fault!.Code);
    }

    private static Page<string> List(string query)
    {
        var parameters = Read(query, out var filter, out var listing);
        Assert.Null(parameters.Fault);
        var rows = SampleRows.Rows();
        return listing.Of(
            rows.PurchaseOrders.Where(o => filter.LetsThrough(o.Row, rows.VendorName(o.Row.Vendor))),
            o => PurchaseOrderFilter.PlaceOf(o.Row, listing.Sort), o => o.Row.Number);
    }

    private static Parameters Read(string query, out PurchaseOrderFilter filter, out Listing listing)
    {
        var parameters = new Parameters(new QueryCollection(QueryHelpers.ParseQuery(query)), PurchaseOrderFilter.Names);
        filter = PurchaseOrderFilter.Of(parameters);
        listing = Listing.Of(parameters, "number", "health", "forecast", "slip");
        return parameters;
    }
}
