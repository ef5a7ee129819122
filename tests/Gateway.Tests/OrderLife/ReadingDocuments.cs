using Selvedge.Domain.People;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Tests.Nodes;

namespace Selvedge.Gateway.Tests.OrderLife;

public sealed class ReadingDocuments(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private async Task<Answer> DocumentAsync(string po, int version, string accept, string person = "rafiq")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(po, $"documents/{version}"));
        request.Headers.Add(People.HeaderName, person);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await Answer.OfAsync(await Node.Http.SendAsync(request));
    }

    [Fact]
    public async Task Every_version_is_kept_as_it_went_out_with_its_hash()
    {
        await ConfirmedAsync("DOC-1", lineRest: """, "price": 7.85, "currency": "USD", "cancel": "2027-04-01" """);
        await DoAsync("DOC-1", "revise",
            """{ "lines": [{ "number": 1, "sizes": [{ "size": "M", "quantity": 300 }, { "size": "L", "quantity": 600 }] }], "reason": "BR-QTY", "note": "half of M" }""");
        var list = await Node.ReadAsync(Path("DOC-1", "documents"), "rafiq");
        Assert.Equal([1, 2], list.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("version").GetInt32()));
        var (first, second) = ((await DocumentAsync("DOC-1", 1, "application/json")).Json, (await DocumentAsync("DOC-1", 2, "*/*")).Json);
        Assert.Equal((1200, 900, "clara"), (
            first.GetProperty("document").GetProperty("lines")[0].GetProperty("quantity").GetInt32(),
            second.GetProperty("document").GetProperty("lines")[0].GetProperty("quantity").GetInt32(), second.GetProperty("issuedBy").GetString()));
        var change = Assert.Single(second.GetProperty("changes").EnumerateArray());
        Assert.Equal(("quantity", "M", "600", "300"), (
            change.GetProperty("aspect").GetString(), change.GetProperty("size").GetString(), change.GetProperty("from").GetString(), change.GetProperty("to").GetString()));
        Assert.NotEqual(first.GetProperty("hash").GetString(), second.GetProperty("hash").GetString());

        var page = await DocumentAsync("DOC-1", 1, "text/html,application/xhtml+xml,*/*;q=0.8");
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.Contains(first.GetProperty("hash").GetString()!, page.Text, StringComparison.Ordinal);
        Assert.Contains("Superseded: version 2 is the present one.", page.Text, StringComparison.Ordinal);
        Assert.Contains("9,420.00 USD", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Superseded", (await DocumentAsync("DOC-1", 2, "text/html")).Text, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_wrote_is_escaped()
    {
        await DraftAsync("DOC-2", lineRest: """}, { "number": 2, "description": "<script>alert(1)</script>", "colour": "\"Ink\" & <b>navy</b>", "quantity": 5, "exFactory": "2027-03-20" """);
        await DoAsync("DOC-2", "issue", """{ "note": "</p><img src=x onerror=alert(1)>" }""");
        var page = (await DocumentAsync("DOC-2", 1, "text/html")).Text;
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        foreach (var live in new[] { "<script", "<img", "<b>navy" })
            Assert.DoesNotContain(live, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_hidden_from_somebody_is_on_no_page_of_theirs()
    {
        await Node.HireAsync(new PersonSheet("wes", "Wes Hart", "partner", "logistics", [], [], [], ["quantity", "price", "cancel"]));
        await ConfirmedAsync("DOC-3", lineRest: """, "price": 7.85, "currency": "USD", "cancel": "2027-04-01" """);
        await DoAsync("DOC-3", "revise", """{ "lines": [{ "number": 1, "price": 7.15, "currency": "USD", "cancel": "2027-04-06", "sizes": [{ "size": "M", "quantity": 317 }, { "size": "L", "quantity": 600 }] }], "reason": "BR-COST" }""");
        foreach (var accept in new[] { "application/json", "text/html" })
            foreach (var secret in new[] { "7.85", "7.15", "1200", "1,200", "917", "317", "2027-04-06", "6 Apr 2027" })
                Assert.DoesNotContain(secret, (await DocumentAsync("DOC-3", 2, accept, "wes")).Text, StringComparison.Ordinal);
        foreach (var path in new[] { Path("DOC-3", "documents"), Path("DOC-3", "history"), "/api/v1/events?after=0&limit=1000" })
            foreach (var secret in new[] { "7.15", "317", "2027-04-06" })
                Assert.DoesNotContain(secret, (await Node.ReadAsync(path, "wes")).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("7.15", (await DocumentAsync("DOC-3", 2, "text/html")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reads_what_they_may_not_or_what_is_not_there()
    {
        await DraftAsync("DOC-4");
        Assert.Empty((await Node.ReadAsync(Path("DOC-4", "documents"), "clara")).GetProperty("items").EnumerateArray());
        Assert.Equal(404, (await DocumentAsync("DOC-4", 1, "text/html", "clara")).Status);
        await DoAsync("DOC-4", "issue");
        Assert.Equal(404, (await DocumentAsync("DOC-4", 1, "text/html", "lina")).Status);
        Assert.Equal(404, (await DocumentAsync("DOC-4", 2, "text/html")).Status);
        Assert.Equal((406, "/problems/not-acceptable"), await DocumentAsync("DOC-4", 1, "application/pdf") is var refused ? (refused.Status, refused.ProblemType) : default);
    }
}
