using System.Text.Json;
using Selvedge.Gateway.Tests.Nodes;

namespace Selvedge.Gateway.Tests.Production;

public sealed class TellingAStylesPast : IAsyncLifetime
{
    private readonly GatewayNode node = new();

    public Task InitializeAsync() => node.InitializeAsync();

    public Task DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task A_style_tells_its_reports_what_they_moved_and_what_was_taken_back()
    {
        await node.RegisterStyleAsync("ST-1", "2027-08-20");
        var fitSample = Said.OfStyle("e1", "ST-1", "A12", "2027-05-20");
        fitSample["reason"] = "BR-SPEC";
        await node.TellAsync(fitSample);
        fitSample["eventUpdatedAt"] = "2026-11-20T08:30:00Z";
        fitSample["retracted"] = true;
        await node.TellAsync(fitSample);
        await node.RegisterStyleAsync("ST-1", "2027-09-03");

        var told = await ToldAsync();
        Assert.Equal(["Registered for SS27", "Fit sample approved is expected 20 May (change after approval)", "Forecast of Fit sample approved moved to 20 May"], told.Take(3).Select(e => e.Text));
        Assert.Contains(told, e => e.Text == "FWD-ACME took back its report on Fit sample approved");
        Assert.Contains(told, e => (e.Text, e.From, e.To) == ("Re-dated to ex-factory 3 Sep", "2027-08-20", "2027-09-03"));
        var before = told[2].From;
        Assert.True(string.CompareOrdinal(before, "2027-05-20") < 0, $"Moved from {before}");
        Assert.Contains(told, e => (e.From, e.To) == ("2027-05-20", before) && e.Text.StartsWith("Forecast of Fit sample approved moved to", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_past_goes_on_over_pages()
    {
        await node.RegisterStyleAsync("ST-1", "2027-08-20");
        await node.TellAsync(Said.OfStyle("e1", "ST-1", "A12", "2027-05-20"));
        var all = (await node.ReadAsync("/api/v1/styles/ST-1/history")).GetProperty("items").EnumerateArray().Select(e => e.GetRawText()).ToList();
        Assert.True(all.Count > 2);

        var first = await node.ReadAsync("/api/v1/styles/ST-1/history?limit=1");
        var rest = await node.ReadAsync($"/api/v1/styles/ST-1/history?cursor={first.GetProperty("next").GetString()}");
        Assert.Equal(all, first.GetProperty("items").EnumerateArray().Concat(rest.GetProperty("items").EnumerateArray()).Select(e => e.GetRawText()));
    }

    /// <summary>Oldest first.</summary>
    private async Task<List<(string Text, string? From, string? To)>> ToldAsync() =>
        [
            .. (await node.ReadAsync("/api/v1/styles/ST-1/history")).GetProperty("items").EnumerateArray().Reverse()
                .Select(e => (e.GetProperty("text").GetString()!, DayOf(e, "from"), DayOf(e, "to"))),
        ];

    private static string? DayOf(JsonElement entry, string name) => entry.TryGetProperty(name, out var day) ? day.GetString() : null;
}
