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
    [InlineData("\"name\": \"t\"", "\"name\": \"\\u0000\"", "/mapping/name")]
    [InlineData("{ \"column\": \"id\" }", "{ \"constant\": \"\\u0000\" }", "/mapping/fields/number/constant")]
    [InlineData("{ \"column\": \"id\" }", "{ \"constant\": \" \" }", "/mapping/fields/number/constant")]
    [InlineData("{ \"column\": \"id\" }", "{ \"column\": \"id\", \"default\": \"a\\u0007\" }", "/mapping/fields/number/default")]
    [InlineData("\"Tops\": \"apparel\"", "\"Tops\": \"appa\\u009Frel\"", "/mapping/fields/category/words")]
    public void What_a_mapping_says_by_itself_is_held_to_what_a_cell_is_held_to(string right, string wrong, string pointer)
    {
        var fault = MappingCatalog.Find(Styles.Replace(right, wrong, StringComparison.Ordinal)).Fault!;
        Assert.Equal(("bad-mapping", pointer), (fault.Errors[0].Code, fault.Errors[0].Pointer));
    }

    [Fact]
    public void Half_a_character_and_a_text_without_end_are_no_constants()
    {
        foreach (var text in new[] { "\\ud800", new string('x', 501) })
            Assert.Equal("bad-mapping", MappingCatalog.Find(Styles.Replace("\"ACME\"", $"\"{text}\"", StringComparison.Ordinal)).Fault!.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("'")]
    [InlineData("\\\\")]
    [InlineData("HH")]
    [InlineData("d MMM")]
    public void A_form_that_reads_no_whole_day_is_a_fault(string form) =>
        Assert.Equal("/mapping/fields/exFactory/dates", MappingCatalog.Find(Orders.Replace("d/M/yyyy", form, StringComparison.Ordinal)).Fault!.Errors[0].Pointer);

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
