using System.Text.Json;
using Selvedge.Gateway.Tests.Imports;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>The three real files through the route, real actors and PostgreSQL. Counts as the planner's own claims have them.</summary>
public sealed class ImportingRealFiles(GatewayNode node) : IClassFixture<GatewayNode>
{
    [RealFileFact]
    public async Task The_delivery_history_lands_closed_and_on_no_default_board()
    {
        await ImportTwiceAsync("scms-delivery-history/scms-2006-2012.csv", "purchase-orders", "scms", lines: 6_506, refused: 0);

        Assert.Equal(0, Total(await node.ReadAsync("/api/v1/purchase-orders?brand=SCMS")));
        Assert.Equal(4_219, Total(await node.ReadAsync("/api/v1/purchase-orders?brand=SCMS&state=closed&limit=1")));
        foreach (var board in new[] { "board:*:other", "board:SCMS:other" })
            Assert.Empty((await node.ReadAsync($"/api/v1/boards/{board}")).GetProperty("rows").EnumerateArray());
        var order = await node.ReadAsync("/api/v1/purchase-orders/SCMS-14050");
        Assert.Equal(("closed", "done"), (order.GetProperty("state").GetString(), order.GetProperty("health").GetString()));
    }

    [RealFileFact]
    public async Task A_style_of_the_catalogue_is_readable_and_has_no_milestones()
    {
        // Neither tried before nor sent again, which the smaller files claim: each would read 44,446 streams more.
        var file = await File.ReadAllBytesAsync(RealFileFactAttribute.PathOf("fashion-styles/styles.csv"));
        Assert.Equal((44_446, 44_446, 0, 0, 0), await CountsAsync("styles", "fashion-styles", file, dryRun: false));

        Assert.Equal(44_446, Total(await node.ReadAsync("/api/v1/styles?limit=1")));
        var style = await node.ReadAsync("/api/v1/styles/15970");
        Assert.Equal(("Navy Blue Shirts", "Fall 2011"), (style.GetProperty("name").GetString(), style.GetProperty("season").GetString()));
        Assert.Empty(style.GetProperty("milestones").EnumerateArray());
    }

    [RealFileFact]
    public Task The_factories_are_962_of_1017_listings() =>
        ImportTwiceAsync("factories/merged_adidas_nike.csv", "vendors", "factories", lines: 1_017, refused: 46);

    [Fact]
    public async Task A_buyers_file_of_one_row_per_size_becomes_lines_and_changes_nothing_when_it_is_sent_again()
    {
        var file = "PO,Line,Size,Pieces\nSIZED-1,1,S,10\nSIZED-1,1,M,20\nSIZED-1,2,S,5\n"u8.ToArray();
        const string Mapping = """
            { "name": "by-size", "kind": "purchase-orders", "fields": {
              "number": { "column": "PO" }, "brand": { "constant": "HALDEN" }, "category": { "constant": "apparel" }, "vendor": { "constant": "V1" },
              "line": { "column": "Line" }, "size": { "column": "Size" }, "quantity": { "column": "Pieces" } } }
            """;
        foreach (var (dryRun, created, unchanged) in new[] { (true, 3, 0), (false, 3, 0), (true, 0, 3), (false, 0, 3) })
        {
            var answer = await node.ImportAsync("purchase-orders", Mapping, file, dryRun);
            Assert.True(answer.Status == 200, answer.Text);
            Assert.Equal((created, unchanged), (answer.Json.GetProperty("created").GetInt32(), answer.Json.GetProperty("unchanged").GetInt32()));
            Assert.Equal("sizes-summed", Assert.Single(answer.Json.GetProperty("rows").EnumerateArray()).GetProperty("problem").GetString());
        }

        var lines = (await node.ReadAsync("/api/v1/purchase-orders/SIZED-1")).GetProperty("lines");
        Assert.Equal(
            ["30: S 10 M 20", "5: S 5"],
            lines.EnumerateArray().Select(l => string.Join(' ', [
                $"{l.GetProperty("quantity")}:", .. l.GetProperty("sizes").EnumerateArray().Select(s => $"{s.GetProperty("size").GetString()} {s.GetProperty("quantity")}")])));
    }

    private async Task ImportTwiceAsync(string path, string kind, string mapping, int lines, int refused)
    {
        var file = await File.ReadAllBytesAsync(RealFileFactAttribute.PathOf(path));
        var head = await node.NewestChangeAsync();
        Assert.Equal((lines, lines - refused, 0, 0, refused), await CountsAsync(kind, mapping, file, dryRun: true));
        Assert.Equal(head, await node.NewestChangeAsync());

        Assert.Equal((lines, lines - refused, 0, 0, refused), await CountsAsync(kind, mapping, file, dryRun: false));
        var after = await node.NewestChangeAsync();
        Assert.True(after > head);
        Assert.Equal((lines, 0, 0, lines - refused, refused), await CountsAsync(kind, mapping, file, dryRun: false));
        Assert.Equal(after, await node.NewestChangeAsync());
    }

    private async Task<(int, int, int, int, int)> CountsAsync(string kind, string mapping, byte[] file, bool dryRun)
    {
        var answer = await node.ImportAsync(kind, mapping, file, dryRun);
        Assert.True(answer.Status == 200, answer.Text);
        return (Count("lines"), Count("created"), Count("changed"), Count("unchanged"), Count("refused"));

        int Count(string name) => answer.Json.GetProperty(name).GetInt32();
    }

    private static int Total(JsonElement page) => page.GetProperty("total").GetInt32();
}
