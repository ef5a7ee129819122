using System.Text;
using Selvedge.Gateway.Imports;

namespace Selvedge.Gateway.Tests.Imports;

public sealed class ReadingFiles : ImportSpec
{
    [Fact]
    public void Quotes_line_breaks_in_cells_CRLF_and_a_byte_order_mark_are_read()
    {
        var file = "id,name,cat,colour\r\n1,\"Shirt, \"\"slim\"\"\r\nfit\",Tops,Red\r\n2,Boot,Shoes,\r\n";

        var plan = Plan(Styles, [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(file)]);

        Assert.Equal(["Shirt, \"slim\"\r\nfit", "Boot"], StylesOf(plan).Select(s => s.Name));
        Assert.Equal([2, 3], plan.Sheets.SelectMany(s => s.Rows));
    }

    [Fact]
    public void Blank_rows_are_passed_over_and_still_counted_in_row_numbers() =>
        Assert.Equal([2, 5], Plan(Styles, StyleHeader + "1,A,Tops,Red\n\n,,,\n2,B,Tops,Red\n").Sheets.SelectMany(s => s.Rows));

    [Fact]
    public void A_formula_stays_text() =>
        Assert.Equal("=cmd|' /C calc'!A0", StylesOf(Plan(Styles, StyleHeader + "1,=cmd|' /C calc'!A0,Tops,Red\n"))[0].Name);

    [Fact]
    public void A_malformed_row_is_refused_alone_and_does_not_shift_the_numbers_below_it()
    {
        var plan = Plan(Styles, StyleHeader + "1,a \"b\" c,Tops,Red\n2,\"x\"y,Tops,Red\n3,C,Shoes,Red\n4,D,Boats,Red\n");

        Assert.Equal([2, 3], plan.Issues.Where(i => i.Problem == "malformed-row").Select(i => i.Row));
        Assert.Equal([4], Assert.Single(plan.Sheets).Rows.AsEnumerable());
        Assert.Equal(5, Refusal(plan, "unknown-word").Row);
        Assert.Equal(4, plan.Lines);
    }

    [Fact]
    public void A_row_with_too_few_or_too_many_cells_is_refused()
    {
        var plan = Plan(Styles, StyleHeader + "1,A,Tops\n2,B,Tops,Red,more\n3,C,Tops,Red\n");

        Assert.Equal([2, 3], plan.Issues.Where(i => i.Problem == "cells").Select(i => i.Row));
        Assert.Equal("3", Assert.Single(plan.Sheets).Key);
    }

    [Theory]
    [InlineData("A\0B", "control-character")]
    [InlineData("GrÃ¸nland", "mojibake")]
    public void Damaged_text_in_a_taken_column_is_refused(string name, string problem)
    {
        var issue = Refusal(Plan(Styles, StyleHeader + $"1,{name},Tops,Red\n"), problem);
        Assert.Equal((2, "name", name), (issue.Row, issue.Column, issue.Value));
    }

    [Fact]
    public void A_huge_cell_is_refused_and_shown_short()
    {
        var issue = Refusal(Plan(Styles, StyleHeader + $"1,{new string('x', 40_000)},Tops,Red\n"), "too-long");
        Assert.Equal(201, issue.Value!.Length);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused_until_the_mapping_names_their_encoding()
    {
        byte[] file = [.. Encoding.ASCII.GetBytes(StyleHeader + "1,Caf"), 0xE9, .. Encoding.ASCII.GetBytes(",Tops,Red\n")];

        Assert.Equal("name", Refusal(Plan(Styles, file), "not-utf-8").Column);
        Assert.Equal("Café", StylesOf(Plan(Styles.Replace("\"fields\"", "\"encoding\": \"windows-1252\", \"fields\"", StringComparison.Ordinal), file))[0].Name);
    }

    [Fact]
    public void Mojibake_is_repaired_only_where_the_mapping_allows_it_and_says_so()
    {
        var repairing = Styles.Replace("\"fields\"", "\"mojibake\": \"repair\", \"fields\"", StringComparison.Ordinal);

        var plan = Plan(repairing, StyleHeader + "1,GrÃ¸nland,Tops,Red\n2,GrÃ¸nland Ł,Tops,Red\n");

        Assert.Equal("Grønland", Assert.Single(StylesOf(plan)).Name);
        Assert.Equal("'Grønland'", Assert.Single(plan.Issues, i => i.Problem == "repaired").Expected);
        Assert.Equal(3, Refusal(plan, "mojibake").Row);
    }

    [Theory]
    [InlineData("São Paulo")]
    [InlineData("Île-de-France")]
    [InlineData("CALÇADOS, Nº 155")]
    public void Accents_are_no_damage(string name) => Assert.Empty(Plan(Styles, StyleHeader + $"1,\"{name}\",Tops,Red\n").Issues);

    [Theory]
    [InlineData("", "empty-file", "/file")]
    [InlineData("id,name,cat\n1,A,Tops\n", "missing-column", "/mapping/fields/colour")]
    [InlineData("id,name,cat,colour,id\n1,A,Tops,Red,2\n", "duplicate-header", "/file")]
    [InlineData("id,name,cat,colour\n1,\"A,Tops,Red\n", "unreadable-file", "/file")]
    [InlineData("i\0d,name,cat,colour\n", "missing-column", "/mapping/fields/number")]
    public void A_file_that_cannot_be_understood_whole_is_a_fault(string file, string code, string pointer)
    {
        var error = Fault(Styles, file).Errors[0];
        Assert.Equal((code, pointer), (error.Code, error.Pointer));
    }

    [Fact]
    public void A_row_without_end_is_a_fault() =>
        Assert.Equal("unreadable-file", Fault(Styles, StyleHeader + "1," + new string('x', 2_000_000)).Code);

    [Fact]
    public void A_header_without_rows_is_an_import_of_nothing()
    {
        var plan = Plan(Styles, StyleHeader);
        Assert.Equal((0, 0), (plan.Lines, plan.Sheets.Length));
    }

    [Fact]
    public void Columns_that_nobody_takes_are_named() =>
        Assert.Equal(["price"], Plan(Styles, "id,price,name,cat,colour\n1,9.99,A,Tops,Red\n").IgnoredColumns.AsEnumerable());
}
