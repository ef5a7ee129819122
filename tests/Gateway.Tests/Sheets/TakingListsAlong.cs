using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Selvedge.Gateway.Tests.Nodes;

namespace Selvedge.Gateway.Tests.Sheets;

/// <summary>Lists and what stands on a screen as files of CSV and Excel.</summary>
public sealed class TakingListsAlong(Api api) : IClassFixture<Api>
{
    [Fact]
    public async Task A_list_goes_out_whole_with_its_filters_sort_and_columns()
    {
        var (type, text) = await CsvAsync("/api/v1/purchase-orders?brand=HALDEN&brand=OTHER&sort=-number&limit=1&format=csv&columns=number:PO,vendorName:Vendor");
        Assert.Equal("text/csv", type);
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("PO,Vendor", lines[0]);
        Assert.Equal(["PO-3", "PO-1"], lines[1..].Select(l => l.Split(',')[0]).Where(number => number is "PO-1" or "PO-3"));
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public async Task Nobody_takes_along_what_they_may_not_see()
    {
        Assert.Contains("quantity", (await CsvAsync("/api/v1/purchase-orders?state=all&format=csv", "ben")).Text, StringComparison.Ordinal);
        var (_, text) = await CsvAsync("/api/v1/purchase-orders?state=all&format=csv", "ana");
        Assert.DoesNotContain("quantity", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PO-2", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/purchase-orders?format=pdf", "/format")]
    [InlineData("/api/v1/purchase-orders?format=csv&helth=late", "/helth")]
    [InlineData("/api/v1/purchase-orders?format=csv&columns=number,nmber", "/columns")]
    [InlineData("/api/v1/purchase-orders?format=xlsx&columns=number.of:PO", "/columns")]
    [InlineData("/api/v1/purchase-orders/PO-1/history?format=csv&columns=by.actr", "/columns")]
    public async Task What_cannot_be_asked_is_answered_as_ever(string path, string pointer)
    {
        var answer = await api.GetAsync(path);
        Assert.Equal((400, pointer), (answer.Status, answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task A_column_that_nobody_has_a_value_of_or_that_is_hidden_stays_empty()
    {
        var (_, text) = await CsvAsync("/api/v1/purchase-orders?state=all&format=csv&columns=number,quantity", "ana");
        Assert.Contains("PO-1,\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+41 44")]
    [InlineData("-2 days")]
    [InlineData("@sum(a1)")]
    public async Task No_text_becomes_a_formula(string text)
    {
        var table = JsonSerializer.Serialize(new { format = "{0}", name = "x", columns = new[] { "Said" }, rows = new[] { new[] { text } } });
        Assert.Contains($"'{text}", Encoding.UTF8.GetString(await SheetAsync(table, "csv")), StringComparison.Ordinal);
        var sheet = await XmlAsync(await SheetAsync(table, "xlsx"));
        Assert.Contains("t=\"inlineStr\"", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("<x:f>", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_are_days_and_numbers_numbers()
    {
        const string Table = """{ "format": "{0}", "name": "Late at Halden", "columns": ["PO", "Lines", "Forecast"], "rows": [["PO, 1", 12.5, { "day": "2026-12-28" }], [null, -3, null]] }""";
        Assert.Equal("\uFEFFPO,Lines,Forecast\r\n\"PO, 1\",12.5,2026-12-28\r\n,-3,\r\n", Encoding.UTF8.GetString(await SheetAsync(Table, "csv")));
        var sheet = await XmlAsync(await SheetAsync(Table, "xlsx"));
        Assert.Contains("<x:c s=\"2\" t=\"n\"><x:v>46384</x:v></x:c>", sheet, StringComparison.Ordinal);
        Assert.Contains("<x:v>12.5</x:v>", sheet, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "format": "{0}", "name": "x", "columns": [], "rows": [] }""", "/columns")]
    [InlineData("""{ "format": "{0}", "name": "x", "columns": ["a"], "rows": [["b", "c"]] }""", "/rows/0")]
    [InlineData("""{ "format": "{0}", "name": "x", "columns": ["a"], "rows": [[{ "day": "2026-13-01" }]] }""", "/rows/0/0")]
    [InlineData("""{ "format": "{0}", "name": "x", "columns": ["a"], "rows": [["\ud800"]] }""", "/rows/0/0")]
    [InlineData("""{ "format": "{0}", "columns": ["a"], "rows": [] }""", "/name")]
    [InlineData("""{ "format": "pdf", "name": "x", "columns": ["a"], "rows": [] }""", "/format")]
    public async Task A_table_that_is_none_is_refused_with_its_place(string body, string pointer)
    {
        using var answer = await PostAsync(body, "csv");
        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Contains($"\"pointer\":\"{pointer}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<(string? Type, string Text)> CsvAsync(string path, string? person = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (person is not null)
            request.Headers.Add(Selvedge.Gateway.Security.People.HeaderName, person);
        using var answer = await api.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        return (answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> PostAsync(string table, string form) =>
        api.Http.PostAsync("/api/v1/sheets", new StringContent(table.Replace("{0}", form, StringComparison.Ordinal), Encoding.UTF8, "application/json"));

    private async Task<byte[]> SheetAsync(string table, string form)
    {
        using var answer = await PostAsync(table, form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<string> XmlAsync(byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook));
        using var reader = new StreamReader(Assert.Single(archive.Entries, e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Open());
        return await reader.ReadToEndAsync();
    }
}
