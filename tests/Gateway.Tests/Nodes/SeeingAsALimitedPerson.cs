using System.Text;
using System.Text.Json;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Boards;

namespace Selvedge.Gateway.Tests.Nodes;

public sealed class SeeingAsALimitedPerson(SeeingAsALimitedPerson.Staffed staffed) : IClassFixture<SeeingAsALimitedPerson.Staffed>
{
    private GatewayNode Node => staffed.Node;

    /// <summary>Ana sees HALDEN alone and no quantities; VIREO is none of her business.</summary>
    public sealed class Staffed : IAsyncLifetime
    {
        public GatewayNode Node { get; } = new();

        public async Task InitializeAsync()
        {
            await Node.InitializeAsync();
            await Node.RegisterStyleAsync("ST-OURS", "2027-12-20");
            await Node.RegisterStyleAsync("ST-THEIRS", "2027-12-20", brand: "VIREO");
            await Node.PlaceAsync(
                GatewayNode.Order("OURS-1", "2027-12-20", style: "ST-OURS"), GatewayNode.Order("THEIRS-1", "2027-12-20", brand: "VIREO", style: "ST-THEIRS"));
            await Node.TellAsync(Said.OfLine("ours-1", "OURS-1", "A26", "2027-11-30"));
            await Node.TellAsync(Said.OfLine("theirs-1", "THEIRS-1", "A26", "2027-11-30"));
            await Node.HireAsync(new PersonSheet("ana", "Ana Silva", "assistant", "brand", ["HALDEN"], [], [], ["quantity"]));
            await Node.HireAsync(new PersonSheet("dag", "Dag Moe", "director", "brand", [], [], [], []));
            await Node.HireAsync(new PersonSheet("rafiq", "Rafiq Islam", "vendor", "factory", [], [], ["V1"], []));
            await Node.HireAsync(new PersonSheet("nils", "Nils Berg", "partner", "logistics", [], [], [], []));
            await Node.HireAsync(new PersonSheet("wall", "Sourcing floor", "wall", "brand", [], [], [], []));
            await Node.HireAsync(new PersonSheet("bo", "Bo Lund", "director", "factory", [], [], [], []));
        }

        public Task DisposeAsync() => Node.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/v1/purchase-orders?state=all")]
    [InlineData("/api/v1/styles")]
    [InlineData("/api/v1/boards/board:*:apparel")]
    [InlineData("/api/v1/boards/overview")]
    [InlineData("/api/v1/events?after=0&limit=1000")]
    [InlineData("/api/v1/purchase-orders/OURS-1")]
    [InlineData("/api/v1/purchase-orders/OURS-1/history")]
    [InlineData("/api/v1/boards/po:OURS-1")]
    [InlineData("/api/v1/vendors")]
    public async Task Nothing_of_another_brand_and_no_hidden_field_is_shown(string path)
    {
        var all = (await Node.ReadAsync(path)).GetRawText();
        var shown = (await Node.ReadAsync(path, "ana")).GetRawText();
        Assert.DoesNotContain("THEIRS", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("VIREO", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("7700", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\"quantity\":", shown, StringComparison.Ordinal);
        if (all.Contains("OURS", StringComparison.Ordinal))
            Assert.Contains("OURS", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/purchase-orders/{0}-1")]
    [InlineData("/api/v1/purchase-orders/{0}-1/history")]
    [InlineData("/api/v1/purchase-orders/{0}-1/lines/1/explanation")]
    [InlineData("/api/v1/styles/ST-{0}")]
    [InlineData("/api/v1/styles/ST-{0}/history")]
    [InlineData("/api/v1/boards/po:{0}-1")]
    public async Task What_is_forbidden_is_answered_like_what_does_not_exist(string path)
    {
        var forbidden = await Node.GetAsync(string.Format(path, "THEIRS"), "ana");
        var unknown = await Node.GetAsync(string.Format(path, "NOBODYS"), "ana");
        Assert.Equal((404, 404), (forbidden.Status, unknown.Status));
        Assert.Equal(Bare(unknown, "NOBODYS"), Bare(forbidden, "THEIRS"));
    }

    [Fact]
    public async Task An_event_about_another_brands_order_is_refused_like_one_about_no_order()
    {
        await Node.SettleAsync();
        var head = await Node.HeadAsync();
        var forbidden = await Node.PostAsync(Said.OfLine("ana-1", "THEIRS-1", "A26", "2027-11-20").ToJsonString(), person: "ana");
        var unknown = await Node.PostAsync(Said.OfLine("ana-2", "NOBODYS-1", "A26", "2027-11-20").ToJsonString(), person: "ana");
        Assert.Equal((422, "/problems/unknown-purchase-order"), (forbidden.Status, forbidden.ProblemType));
        Assert.Equal(Bare(unknown, "NOBODYS"), Bare(forbidden, "THEIRS"));
        Assert.Equal(head, await Node.HeadAsync());
    }

    [Theory]
    [InlineData("dag", true, true)]
    [InlineData("ana", true, true)]
    [InlineData("rafiq", true, false)]
    [InlineData("nils", true, false)]
    [InlineData("wall", false, false)]
    [InlineData("bo", false, false)]
    public async Task Who_only_looks_on_reports_nothing_and_only_the_brand_imports(string person, bool mayReport, bool mayImport)
    {
        await MayAsync(mayReport, () => Node.PostAsync(Said.OfLine($"by-{person}", "OURS-1", "A26", "2027-11-30").ToJsonString(), person: person));
        await MayAsync(mayImport, () => ImportAsync("styles", ("number", $"ST-{person}"), ("name", "Crew"), ("brand", "HALDEN"), ("category", "apparel")));
        await MayAsync(mayImport, () => ImportAsync("vendors", ("code", "V1"), ("name", $"Named by {person}"), ("country", "BD")));
        await MayAsync(mayImport, () => ImportAsync(
            "purchase-orders", ("number", $"PO-{person}"), ("brand", "HALDEN"), ("category", "apparel"), ("vendor", "V1"), ("line", "1"), ("quantity", "10")));

        async Task MayAsync(bool may, Func<Task<Answer>> send)
        {
            await Node.SettleAsync();
            var before = await Node.NewestChangeAsync();
            var answer = await send();
            Assert.True((may ? (200, null) : (403, "/problems/not-allowed")) == (answer.Status, answer.ProblemType), answer.Text);
            Assert.Equal(may, await Node.NewestChangeAsync() > before);
        }

        Task<Answer> ImportAsync(string kind, params (string Column, string Cell)[] row)
        {
            var mapping = JsonSerializer.Serialize(new { name = "t", kind, fields = row.ToDictionary(c => c.Column, c => new { column = c.Column }) });
            var file = $"{string.Join(',', row.Select(c => c.Column))}\n{string.Join(',', row.Select(c => c.Cell))}\n";
            return Node.ImportAsync(kind, mapping, Encoding.UTF8.GetBytes(file), person: person);
        }
    }

    [Fact]
    public async Task The_hub_shows_their_brand_alone()
    {
        await using var client = await HubClient.ConnectAsync(Node.Address, "ana");
        Assert.Null(await client.InvokeAsync("Follow", "board:*:apparel", null));
        var frame = await client.NextFrameAsync();
        Assert.Equal("OURS-1/1", (string?)Assert.Single(frame["rows"]!.AsArray())!["id"]);
        Assert.DoesNotContain("7700", frame.ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull(await client.InvokeAsync("Follow", "po:THEIRS-1", null));
    }

    [Fact]
    public async Task Nobody_known_is_told_so()
    {
        var answer = await Node.GetAsync("/api/v1/purchase-orders", "stranger");
        Assert.Equal((401, "/problems/unknown-person"), (answer.Status, answer.ProblemType));
    }

    // Without what differs between any two answers.
    private static string Bare(Answer answer, string name) =>
        JsonSerializer.Serialize(answer.Json.EnumerateObject().Where(m => m.Name != "traceId").ToDictionary(m => m.Name, m => m.Value)).Replace(name, "", StringComparison.Ordinal);
}
