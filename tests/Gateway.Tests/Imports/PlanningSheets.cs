using System.Text;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Imports;

namespace Selvedge.Gateway.Tests.Imports;

public sealed class PlanningSheets : ImportSpec
{
    [Fact]
    public void Rows_of_one_order_become_its_lines_wherever_they_stand()
    {
        var plan = Plan(Orders, OrderHeader + "A,ACME,v1,2,\"1,200\",14/3/2027\nB,ACME,v1,1,5,14/3/2027\nA,ACME,v1,1,10,15/3/2027\n");

        var order = OrdersOf(plan)[0];
        Assert.Equal(("A", "V1", 2), (order.Number, order.Vendor, order.Lines.Length));
        Assert.Equal([(1, 10), (2, 1_200)], order.Lines.Select(l => (l.Number, l.Quantity)));
        Assert.Equal(new DateOnly(2027, 3, 15), order.Lines[0].ExFactory);
        Assert.Equal([4, 2], plan.Sheets[0].Rows.AsEnumerable());
    }

    [Theory]
    [InlineData("A,ACME,v1,1,10,soon", "not-a-day", "Ex", "soon")]
    [InlineData("A,ACME,v1,1,10,3/4/2027", "ambiguous-day", "Ex", "3/4/2027")]
    [InlineData("A,ACME,v1,1,10,31/2/2027", "not-a-day", "Ex", "31/2/2027")]
    [InlineData("A,ACME,v1,1,10,TBC", "required", "Ex", "TBC")]
    [InlineData("A,ACME,v1,1,See ASN-93 (ID#:1281),14/3/2027", "not-a-number", "Pieces", "See ASN-93 (ID#:1281)")]
    [InlineData("A,ACME,v1,1,0,14/3/2027", "not-a-number", "Pieces", "0")]
    [InlineData("A,ACME,v1,1,-5,14/3/2027", "not-a-number", "Pieces", "-5")]
    [InlineData("A,ACME,v1,1,\"1,2\",14/3/2027", "not-a-number", "Pieces", "1,2")]
    [InlineData("A,ACME,v1,1,99999999999,14/3/2027", "not-a-number", "Pieces", "99999999999")]
    [InlineData(",ACME,v1,1,10,14/3/2027", "required", "PO", "")]
    [InlineData("A,ACME,,1,10,14/3/2027", "required", "Vendor", null)]
    public void A_value_that_cannot_be_read_is_answered_with_its_cell(string row, string problem, string column, string? value)
    {
        var plan = Plan(Orders, OrderHeader + row + "\n");

        Assert.Empty(plan.Sheets);
        var issue = Refusal(plan, problem);
        Assert.Equal((2, column, value), (issue.Row, issue.Column, issue.Value));
        Assert.NotEmpty(issue.Expected);
    }

    [Fact]
    public void One_bad_row_refuses_its_whole_order_and_nothing_else()
    {
        var plan = Plan(Orders, OrderHeader + "A,ACME,v1,1,10,14/3/2027\nA,ACME,v1,2,many,14/3/2027\nB,ACME,v1,1,5,14/3/2027\n");

        Assert.Equal("B", Assert.Single(plan.Sheets).Key);
        Assert.Equal([(2, "other-row-refused"), (3, "not-a-number")], plan.Issues.Select(i => (i.Row, i.Problem)).Order());
    }

    [Fact]
    public void Rows_that_contradict_each_other_on_the_order_refuse_it()
    {
        var issue = Refusal(Plan(Orders, OrderHeader + "A,ACME,v1,1,10,14/3/2027\nA,ACME,v2,2,10,14/3/2027\n"), "order-contradiction");
        Assert.Equal((3, "Vendor", "V2"), (issue.Row, issue.Column, issue.Value));
    }

    [Fact]
    public void A_row_that_stands_twice_counts_once_and_a_line_number_that_does_refuses_the_order()
    {
        var same = Plan(Orders, OrderHeader + "A,ACME,v1,1,10,14/3/2027\nA,ACME,v1,1,10,14/3/2027\n");
        Assert.Single(OrdersOf(same)[0].Lines);
        Assert.Equal([2, 3], same.Sheets[0].Rows.AsEnumerable());
        Assert.Equal("same-row-twice", Assert.Single(same.Issues).Problem);

        var other = Plan(Orders, OrderHeader + "A,ACME,v1,1,10,14/3/2027\nA,ACME,v1,1,11,14/3/2027\n");
        Assert.Empty(other.Sheets);
        Assert.Equal((3, "Line"), (Refusal(other, "duplicate").Row, Refusal(other, "duplicate").Column));
    }

    [Fact]
    public void Lines_are_numbered_by_what_orders_them_and_not_by_where_they_stand()
    {
        var ordered = Orders.Replace("\"line\":", "\"lineOrder\":", StringComparison.Ordinal);
        var order = OrdersOf(Plan(ordered, OrderHeader + "A,ACME,v1,10,1,14/3/2027\nA,ACME,v1,9,2,14/3/2027\n"))[0];
        Assert.Equal([(1, 2), (2, 1)], order.Lines.Select(l => (l.Number, l.Quantity)));
    }

    [Fact]
    public void Rows_of_one_line_are_its_sizes_and_their_sum_its_quantity()
    {
        var plan = Plan(BySize, SizeHeader + "A,ACME,v1,2,Blue,M,5\nA,ACME,v1,1,Red,S,10\nA,ACME,v1,1,Red,M,20\nA,ACME,v1,1,Red,S,10\nA,ACME,v1,3,Ecru,,7\n");

        Assert.Equal(
            ["1 Red 30: S 10 M 20", "2 Blue 5: M 5", "3 Ecru 7:"],
            OrdersOf(plan)[0].Lines.Select(l => string.Join(' ', [$"{l.Number} {l.Colour} {l.Quantity}:", .. l.Sizes.Select(s => $"{s.Size} {s.Quantity}")])));
        Assert.Equal([3, 2, 6, 4, 5], plan.Sheets[0].Rows.AsEnumerable());
        Assert.Equal(
            [(3, "Size", "one line of 30 in all of rows 3, 4: S 10, M 20"), (5, null, "one row; this one is equal to row 3 and counts with it")],
            plan.Issues.OrderBy(i => i.Row).Select(i => (i.Row, i.Column, i.Expected)));
    }

    [Theory]
    [InlineData("1,Red,S,10", "1,Red,S,11", "duplicate", "Size")]
    [InlineData("1,Red,S,10", "1,Blue,M,10", "line-contradiction", "Size")]
    [InlineData("1,Red,S,10", "1,Red,,10", "duplicate", "Line")]
    [InlineData("1,Red,,10", "1,Red,S,10", "duplicate", "Line")]
    public void Sizes_that_leave_a_doubt_refuse_their_order(string one, string other, string problem, string column)
    {
        var plan = Plan(BySize, SizeHeader + $"A,ACME,v1,{one}\nA,ACME,v1,{other}\n");
        Assert.Empty(plan.Sheets);
        Assert.Equal((3, column), (Refusal(plan, problem).Row, Refusal(plan, problem).Column));
    }

    [Fact]
    public void Sizes_beyond_what_a_number_holds_are_left_to_the_order_to_refuse() =>
        Assert.Equal(int.MaxValue, OrdersOf(Plan(BySize, SizeHeader + "A,ACME,v1,1,Red,S,2000000000\nA,ACME,v1,1,Red,M,2000000000\n"))[0].Lines[0].Quantity);

    [Fact]
    public void A_column_without_a_name_is_no_other_column()
    {
        var plan = Plan(Orders, "column 2,," + OrderHeader + "x,y,A,ACME,v1,1,10,14/3/2027\n");
        Assert.Equal("A", Assert.Single(plan.Sheets).Key);
        Assert.Equal("missing-column", Fault(Orders.Replace("\"PO\"", "\"\"", StringComparison.Ordinal), "," + OrderHeader).Code);
    }

    [Fact]
    public void Columns_that_are_too_long_together_are_refused()
    {
        var joined = Orders.Replace("{ \"column\": \"PO\" }", "{ \"columns\": [\"PO\", \"Brand\"] }", StringComparison.Ordinal);
        Assert.Equal("PO", Refusal(Plan(joined, OrderHeader + $"{new string('A', 400)},{new string('B', 400)},v1,1,10,14/3/2027\n"), "too-long").Column);
    }

    [Fact]
    public void What_somebody_may_not_see_they_may_not_import()
    {
        var plan = Plan(Orders, Encoding.UTF8.GetBytes(OrderHeader + "A,ACME,v1,1,10,14/3/2027\nB,OTHER,v1,1,10,14/3/2027\n"), OnlyBrand("ACME"));

        Assert.Equal("A", Assert.Single(plan.Sheets).Key);
        Assert.Equal((3, "Brand"), (Refusal(plan, "not-allowed").Row, Refusal(plan, "not-allowed").Column));
    }

    [Fact]
    public void A_word_outside_the_dictionary_is_refused_with_those_that_it_holds() =>
        Assert.Equal("one of: Shoes, Tops", Refusal(Plan(Styles, StyleHeader + "1,A,Hats,Red\n"), "unknown-word").Expected);

    [Fact]
    public void A_style_is_printed_or_washed_as_its_row_says_and_nothing_is_said_where_the_cell_is_empty()
    {
        var mapping = Styles.Replace("\"fields\": {", "\"fields\": { \"printed\": { \"column\": \"print\" }, \"washed\": { \"column\": \"wash\" },", StringComparison.Ordinal);
        const string Header = "id,name,cat,colour,print,wash\n";
        var plan = Plan(mapping, Header + "1,A,Tops,Red,Yes,no\n2,B,Tops,Red,,\n");
        Assert.Equal(
            [new AttributeValue("printed", "yes"), new AttributeValue("washed", "no")], StylesOf(plan)[0].Attributes!.Value.AsEnumerable());
        Assert.Null(StylesOf(plan)[1].Attributes);
        Assert.Equal("print", Refusal(Plan(mapping, Header + "1,A,Tops,Red,twice,\n"), "unknown-value").Column);
    }

    [Fact]
    public void A_row_says_why_its_day_is_another_and_who_carries_it()
    {
        var mapping = Orders.Replace("\"fields\": {", "\"fields\": { \"reason\": { \"column\": \"Why\" }, \"side\": { \"column\": \"Side\" },", StringComparison.Ordinal);
        const string Header = "PO,Brand,Vendor,Line,Pieces,Ex,Why,Side\n";
        var order = Assert.Single(OrdersOf(Plan(mapping, Header + "P1,ACME,V1,1,10,13/3/2027,mt-mill,Material\nP1,ACME,V1,2,10,13/3/2027,,\n")));
        Assert.Equal([new DayReason(1, "MT-MILL", Side.Material)], order.Reasons!.Value.AsEnumerable());
        Assert.Equal("Why", Refusal(Plan(mapping, Header + "P1,ACME,V1,1,10,13/3/2027,late,\n"), "unknown-reason").Column);
        Assert.Equal("Side", Refusal(Plan(mapping, Header + "P1,ACME,V1,1,10,13/3/2027,MT-MILL,mill\n"), "unknown-side").Column);
        Assert.Equal(("Side", "material"), Refusal(Plan(mapping, Header + "P1,ACME,V1,1,10,13/3/2027,MT-MILL,factory\n"), "side-contradicts-reason") is var no ? (no.Column, no.Expected) : default);
    }

    [Fact]
    public void Style_rows_that_differ_are_refused_unless_the_mapping_merges_their_colours()
    {
        var file = StyleHeader + "s1,A,Tops,Red\nS1,A,Tops,Blue\n";
        Assert.Empty(Plan(Styles, file).Sheets);

        var merging = Styles.Replace("\"fields\"", "\"duplicates\": \"merge\", \"fields\"", StringComparison.Ordinal);
        Assert.Equal(["Red", "Blue"], Assert.Single(StylesOf(Plan(merging, file))).Colours.AsEnumerable());
        Assert.Equal("duplicate", Plan(merging, StyleHeader + "1,A,Tops,Red\n1,B,Tops,Blue\n").Issues[0].Problem);
    }

    [Fact]
    public void One_name_in_one_country_is_one_code_however_it_is_spelled()
    {
        Assert.Equal(VendorCodes.Of("BR", "Grupo Calçados, Ltda."), VendorCodes.Of("BR", "GRUPO CALCADOS LTDA"));
        Assert.NotEqual(VendorCodes.Of("BR", "Grupo Calcados"), VendorCodes.Of("PT", "Grupo Calcados"));
        Assert.StartsWith("VN-DONGNAI-", VendorCodes.Of("VN", "Đồng Nai"), StringComparison.Ordinal);
        Assert.StartsWith("CN-", VendorCodes.Of("CN", "中国"), StringComparison.Ordinal);
    }
}
