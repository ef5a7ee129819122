using System.Text;
using Microsoft.AspNetCore.Http;
using Selvedge.Domain;
using Selvedge.Gateway.Imports;

namespace Selvedge.Gateway.Tests.Imports;

public sealed class ApplyingPlans : ImportSpec
{
    private const string TwoOrders = OrderHeader + "A,ACME,v1,1,10,14/3/2027\nA,ACME,v1,2,20,14/3/2027\nB,ACME,v1,1,5,14/3/2027\n";

    [Fact]
    public async Task Every_line_is_in_exactly_one_count()
    {
        var standing = new Standing();
        await Applier.ApplyAsync(Plan(Orders, TwoOrders), standing.RecordAsync, default);

        var report = await Applier.ApplyAsync(
            Plan(Orders, OrderHeader + "A,ACME,v1,1,11,14/3/2027\nA,ACME,v1,2,20,14/3/2027\nB,ACME,v1,1,5,14/3/2027\nC,ACME,v1,1,1,14/3/2027\nD,ACME,v1,1,none,14/3/2027\n"),
            standing.RecordAsync, default);

        Assert.Equal((5, 1, 2, 1, 1), (report.Lines, report.Created, report.Changed, report.Unchanged, report.Refused));
    }

    [Fact]
    public async Task Going_back_to_an_older_file_is_a_change()
    {
        var standing = new Standing();
        await Applier.ApplyAsync(Plan(Orders, TwoOrders), standing.RecordAsync, default);
        await Applier.ApplyAsync(Plan(Orders, TwoOrders.Replace(",10,", ",11,", StringComparison.Ordinal)), standing.RecordAsync, default);

        Assert.Equal(2, (await Applier.ApplyAsync(Plan(Orders, TwoOrders), standing.RecordAsync, default)).Changed);
    }

    [Fact]
    public async Task An_actors_refusal_names_the_cell_and_the_rows_that_share_its_fate()
    {
        var standing = new Standing { Refusing = ("A", new Refusal("impossible-quantity", "/lines/1/quantity", "20 is too many.")) };

        var report = await Applier.ApplyAsync(Plan(Orders, TwoOrders), standing.PreviewAsync, default);

        Assert.Equal((1, 2), (report.Created, report.Refused));
        Assert.Equal(
            [(2, null, "other-row-refused"), (3, "Pieces", "impossible-quantity")],
            report.Rows.Select(r => (r.Row, r.Column, r.Problem)));
    }

    [Fact]
    public async Task The_list_ends_after_a_thousand_entries_and_says_how_many_there_are()
    {
        var file = new StringBuilder(StyleHeader);
        for (var i = 0; i < 1_500; i++)
            file.Append("x,A,Hats,Red\n");

        var report = await Applier.ApplyAsync(Plan(Styles, file.ToString()), new Standing().PreviewAsync, default);

        Assert.Equal((1_500, 1_000, 1_500), (report.Refused, report.Rows.Length, report.RowsTotal));
    }

    [Fact]
    public async Task What_breaks_off_leaves_what_was_applied_and_is_thrown()
    {
        var standing = new Standing();
        await Assert.ThrowsAsync<TimeoutException>(() => Applier.ApplyAsync(
            Plan(Orders, TwoOrders), sheet => sheet.Key == "B" ? throw new TimeoutException() : standing.RecordAsync(sheet), default));

        var again = await Applier.ApplyAsync(Plan(Orders, TwoOrders), standing.RecordAsync, default);
        Assert.Equal(3, again.Created + again.Unchanged);
    }

    [Theory]
    [InlineData("wip", "scms", "false", "kind-not-yet-known", "/kind")]
    [InlineData("boats", "scms", "false", "bad-parameter", "/kind")]
    [InlineData("styles", "scms", "false", "bad-parameter", "/mapping")]
    [InlineData("styles", "nowhere", "false", "bad-parameter", "/mapping")]
    [InlineData("styles", "fashion-styles", "perhaps", "bad-parameter", "/dryRun")]
    public async Task A_form_that_asks_for_the_impossible_is_a_fault(string kind, string mapping, string dryRun, string code, string pointer)
    {
        var (form, fault) = await ReadFormAsync(Part("kind", kind), Part("mapping", mapping), Part("dryRun", dryRun), FilePart("id\n"));
        Assert.Null(form);
        Assert.Equal((code, pointer), (fault!.Errors[0].Code, fault.Errors[0].Pointer));
    }

    [Fact]
    public async Task A_form_is_read_whatever_its_order_and_the_file_is_required()
    {
        var (form, _) = await ReadFormAsync(FilePart("id\n"), Part("kind", "styles"), Part("mapping", Styles), Part("dryRun", "true"));
        Assert.Equal(("t", true, 3L), (form!.Mapping.Name, form.DryRun, form.File.Length));

        var (_, fault) = await ReadFormAsync(Part("kind", "styles"), Part("mapping", "fashion-styles"));
        Assert.Equal("/file", fault!.Errors[0].Pointer);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_too_large()
    {
        var (_, fault) = await ReadFormAsync(FilePart(new string('x', ImportForm.MostFileBytes + 1)));
        Assert.Equal("too-large", fault!.Code);
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_a_fault()
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = "text/csv";
        Assert.Equal("unsupported-media-type", (await ImportForm.ReadAsync(http.Request, default)).Fault!.Code);

        http.Request.ContentType = "multipart/form-data; boundary=b";
        http.Request.Body = new MemoryStream("nothing of the kind"u8.ToArray());
        Assert.Equal("malformed-body", (await ImportForm.ReadAsync(http.Request, default)).Fault!.Code);
    }

    private static string Part(string name, string value) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

    private static string FilePart(string content) =>
        $"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.csv\"\r\nContent-Type: text/csv\r\n\r\n{content}\r\n";

    private static async Task<(ImportForm? Form, Gateway.Problems.Fault? Fault)> ReadFormAsync(params string[] parts)
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = "multipart/form-data; boundary=b";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(parts) + "--b--\r\n"));
        return await ImportForm.ReadAsync(http.Request, default);
    }
}
