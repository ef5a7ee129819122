using Selvedge.Gateway.Imports;

namespace Selvedge.Gateway.Tests.Imports;

public sealed class WritingMappings : ImportSpec
{
    [Fact]
    public void The_three_that_come_with_the_product_are_right() =>
        Assert.Equal(["factories", "fashion-styles", "scms"], MappingCatalog.All.Keys.Order());

    [Theory]
    [InlineData("\"kind\": \"styles\"", "\"kind\": \"boats\"", "/mapping/kind")]
    [InlineData("\"colour\":", "\"color\":", "/mapping/fields/color")]
    [InlineData("\"number\": { \"column\": \"id\" },", "", "/mapping/fields")]
    [InlineData("{ \"column\": \"name\" }", "{ \"colum\": \"name\" }", "/mapping/fields/name")]
    [InlineData("{ \"column\": \"name\" }", "{ \"column\": \"name\", \"constant\": \"x\" }", "/mapping/fields/name")]
    [InlineData("{ \"column\": \"name\" }", "{ \"column\": 7 }", "/mapping/fields/name/column")]
    [InlineData("\"fields\"", "\"delimiter\": \"\", \"fields\"", "/mapping/delimiter")]
    [InlineData("\"fields\"", "\"encoding\": \"utf-7\", \"fields\"", "/mapping/encoding")]
    [InlineData("\"fields\"", "\"duplicates\": null, \"fields\"", "/mapping/duplicates")]
    [InlineData("\"fields\"", "\"past\": [{ \"milestone\": \"D02\", \"date\": { \"column\": \"x\", \"dates\": [\"d\"] } }], \"fields\"", "/mapping/past")]
    public void A_mistake_is_answered_with_its_place(string right, string wrong, string pointer)
    {
        var (mapping, fault) = MappingCatalog.Find(Styles.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Null(mapping);
        Assert.Equal("bad-mapping", fault!.Code);
        Assert.StartsWith(pointer, fault.Errors[0].Pointer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"vendor\":", "\"vendorCountry\":")]
    [InlineData("\"line\":", "\"description\":")]
    [InlineData("\"dates\": [\"d/M/yyyy\", \"M/d/yyyy\"], ", "")]
    public void An_order_needs_a_vendor_a_line_and_forms_for_its_days(string right, string wrong) =>
        Assert.Equal("bad-mapping", MappingCatalog.Find(Orders.Replace(right, wrong, StringComparison.Ordinal)).Fault!.Code);

    [Theory]
    [InlineData("nowhere")]
    [InlineData("")]
    public void A_name_that_is_not_known_is_answered_with_those_that_are(string name)
    {
        var fault = MappingCatalog.Find(name).Fault!;
        Assert.Contains("factories, fashion-styles, scms", fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{ \"name\": \"t\", \"kind\": null, \"fields\": {} }")]
    [InlineData("{ \"name\": \"t\", \"kind\": \"styles\", \"fields\": { \"name\": null } }")]
    [InlineData("{ \"name\": \"t\", \"kind\": \"styles\", \"fields\": { \"name\": { \"column\": \"n\", \"words\": { \"a\": null } } } }")]
    [InlineData("{ \"name\": \"t\", \"kind\": \"styles\", \"fields\": {}, \"absent\": [null] }")]
    [InlineData("{ \"name\": \"t\", \"kind\": \"purchase-orders\", \"fields\": {}, \"past\": [{ \"milestone\": \"D02\" }] }")]
    public void What_is_no_mapping_at_all_is_a_fault_and_no_accident(string json) =>
        Assert.Equal("bad-mapping", MappingCatalog.Find(json).Fault!.Code);
}
