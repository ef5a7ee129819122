using System.Text.Json;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;

namespace Selvedge.Gateway.Tests.Figures;

/// <summary>Figures over HTTP: they add up to the lines behind them, and to no line that the reader may not see.</summary>
public sealed class ReadingFigures(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private static readonly string[] All =
    [
        "/api/v1/figures/on-time", "/api/v1/figures/on-time/lines?week=2026-11-16", "/api/v1/figures/load", "/api/v1/figures/slip", "/api/v1/figures/slip/lines",
    ];

    /// <summary>One line that left six days late in the week of 16 November, one that is expected eleven days late.</summary>
    private async Task TwoOrdersAsync(string prefix)
    {
        await Node.PlaceAsync(GatewayNode.Order($"{prefix}-LEFT", "2026-11-12"), GatewayNode.Order($"{prefix}-LATE", "2027-08-20"));
        await Node.TellAsync(Said.OfLine($"{prefix}-left", $"{prefix}-LEFT", "A34", "2026-11-18", "ACT"));
        await Node.TellAsync(Said.OfLine($"{prefix}-late", $"{prefix}-LATE", "A34", "2027-08-31", reason: "FA-CAP"));
        await Node.SettleAsync();
    }

    [Fact]
    public async Task Every_figure_is_the_sum_of_its_lines()
    {
        await TwoOrdersAsync("F1");
        var trend = await Node.ReadAsync("/api/v1/figures/on-time?by=vendor", "noor");
        var week = trend.GetProperty("all").GetProperty("weeks").EnumerateArray().Single(w => w.GetProperty("week").GetString() == "2026-11-16");
        var left = await Node.ReadAsync("/api/v1/figures/on-time/lines?week=2026-11-16", "noor");
        Assert.Equal(week.GetProperty("lines").GetInt32(), left.GetProperty("total").GetInt32());
        Assert.Equal(6, left.GetProperty("items").EnumerateArray().Single(l => l.GetProperty("purchaseOrder").GetString() == "F1-LEFT").GetProperty("lateDays").GetInt32());

        var slip = await Node.ReadAsync("/api/v1/figures/slip", "noor");
        var lines = await Node.ReadAsync("/api/v1/figures/slip/lines", "noor");
        Assert.Equal(slip.GetProperty("slipDays").GetInt32(), lines.GetProperty("items").EnumerateArray().Sum(l => l.GetProperty("days").GetInt32()));
        Assert.Equal(
            slip.GetProperty("slipDays").GetInt32(),
            slip.GetProperty("causes").EnumerateArray().Sum(c => c.GetProperty("days").GetInt32()) + slip.GetProperty("untold").GetProperty("days").GetInt32() - slip.GetProperty("absorbedDays").GetInt32());
        foreach (var cause in slip.GetProperty("causes").EnumerateArray())
        {
            var behind = await Node.ReadAsync($"/api/v1/figures/slip/lines?side={cause.GetProperty("side").GetString()}&code={cause.GetProperty("code").GetString()}", "noor");
            Assert.Equal(
                (cause.GetProperty("lines").GetInt32(), cause.GetProperty("days").GetInt32()),
                (behind.GetProperty("total").GetInt32(), behind.GetProperty("items").EnumerateArray().Sum(l => l.GetProperty("days").GetInt32())));
        }

        Assert.Contains(slip.GetProperty("causes").EnumerateArray(), c => c.GetProperty("code").GetString() == "FA-CAP");
        var load = (await Node.ReadAsync("/api/v1/figures/load?weeks=53", "noor")).GetProperty("all").GetProperty("weeks").EnumerateArray();
        Assert.True(load.Single(w => w.GetProperty("week").GetString() == "2027-08-30").GetProperty("forecast").GetProperty("lines").GetInt32() > 0);
    }

    [Fact]
    public async Task Nothing_is_counted_that_the_reader_may_not_see()
    {
        await TwoOrdersAsync("F2");
        await Node.HireAsync(new PersonSheet("unseeing", "Un Seeing", "manager", "brand", [], [], [], ["cause", "quantity"]));
        foreach (var path in All)
        {
            foreach (var stranger in new[] { "ana", "lina" })
                Assert.DoesNotMatch("F2|HALDEN|\"lines\":[1-9]|\"total\":[1-9]", (await Node.ReadAsync(path, stranger)).GetRawText());
            var blind = await Node.GetAsync(path, "unseeing");
            Assert.Equal(path.Contains("slip", StringComparison.Ordinal) ? 403 : 200, blind.Status);
            Assert.DoesNotContain("\"quantity\":", blind.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("on-time?weeks=0", "/weeks")]
    [InlineData("on-time?against=forecast", "/against")]
    [InlineData("on-time?category=hats", "/category")]
    [InlineData("on-time?colour=ink", "/colour")]
    [InlineData("on-time/lines", "/week")]
    [InlineData("on-time/lines?week=2026-11-17", "/week")]
    [InlineData("on-time/lines?week=soon", "/week")]
    [InlineData("on-time/lines?week=9999-12-27", "/week")]
    [InlineData("load?by=moon", "/by")]
    [InlineData("slip/lines?side=up", "/side")]
    [InlineData("slip?asOf=2999-01-01T00:00:00Z", "/asOf")]
    public async Task What_is_not_possible_is_refused_with_a_pointer(string asked, string pointer)
    {
        var answer = await Node.GetAsync($"/api/v1/figures/{asked}", "noor");
        Assert.Equal((400, pointer), (answer.Status, answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }
}
