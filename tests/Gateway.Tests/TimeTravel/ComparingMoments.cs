using System.Text.Json;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Nodes;

namespace Selvedge.Gateway.Tests.TimeTravel;

/// <summary>What is different on a board between two moments.</summary>
public sealed class ComparingMoments(ComparingMoments.Story story) : IClassFixture<ComparingMoments.Story>
{
    /// <summary>At 9:00 two orders stand; at 9:10 one is expected late; at 9:20 one has left and another has come.</summary>
    public sealed class Story : IAsyncLifetime
    {
        public GatewayNode Node { get; } = new();

        public async Task InitializeAsync()
        {
            await Node.InitializeAsync();
            await Node.RegisterVendorAsync("V1", "Dhaka Shirts");
            await Node.PlaceAsync(GatewayNode.Order("PO-1", "2027-03-01"), GatewayNode.Order("PO-2", "2026-11-10"), GatewayNode.Order("PO-9", "2027-03-01", brand: "VIREO"));
            Node.Time.MoveTo(GatewayNode.Begin.AddMinutes(10));
            await Node.TellAsync(Said.OfLine("late", "PO-1", "A34", "2027-03-15", reason: "FA-CAP"));
            Node.Time.MoveTo(GatewayNode.Begin.AddMinutes(20));
            await Node.TellAsync(Said.OfLine("left", "PO-2", "A34", "2026-11-18", "ACT"));
            await Node.PlaceAsync(GatewayNode.Order("PO-3", "2027-09-01"));
            await Node.HireAsync(new PersonSheet("ana", "Ana Silva", "assistant", "brand", ["HALDEN"], [], [], ["slipDays"]));
            await Node.SettleAsync();
        }

        public Task DisposeAsync() => Node.DisposeAsync();
    }

    private GatewayNode Node => story.Node;

    [Fact]
    public async Task Rows_enter_leave_and_change_by_their_fields()
    {
        var all = await Node.ReadAsync("/api/v1/boards/board:HALDEN:apparel/changes?from=2026-11-20T09:00:00Z");
        Assert.Equal("PO-3/1", Assert.Single(all.GetProperty("entered").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("PO-2/1", Assert.Single(all.GetProperty("left").EnumerateArray()).GetProperty("id").GetString());
        var changed = Assert.Single(all.GetProperty("changed").EnumerateArray());
        Assert.Equal("PO-1/1", changed.GetProperty("id").GetString());
        Assert.Equal("2027-03-15", changed.GetProperty("row").GetProperty("forecast").GetString());
        var fields = Fields(changed);
        Assert.Equal(("2027-03-01", "2027-03-15"), fields["forecast"]);
        Assert.Equal(("0", "14"), fields["slipDays"]);
        Assert.Equal(("risk", "critical"), fields["health"]);
        Assert.DoesNotContain("committed", fields);
        Assert.DoesNotContain("v", fields);
        var (before, after) = (all.GetProperty("from").GetProperty("totals"), all.GetProperty("to").GetProperty("totals"));
        Assert.Equal((2, 1), (before.GetProperty("lines").GetInt32(), before.GetProperty("health").GetProperty("risk").GetInt32()));
        Assert.Equal((15_400, 15_400), (before.GetProperty("quantity").GetInt32(), after.GetProperty("quantity").GetInt32()));
        Assert.NotEqual(before.GetProperty("health").GetRawText(), after.GetProperty("health").GetRawText());
    }

    [Fact]
    public async Task Up_to_a_moment_nothing_later_is_told()
    {
        var early = await Node.ReadAsync("/api/v1/boards/board:HALDEN:apparel/changes?from=2026-11-20T09:00:00Z&to=2026-11-20T09:15:00Z");
        Assert.Empty(early.GetProperty("entered").EnumerateArray());
        Assert.Empty(early.GetProperty("left").EnumerateArray());
        Assert.Single(early.GetProperty("changed").EnumerateArray());
        var nothing = await Node.ReadAsync("/api/v1/boards/board:HALDEN:apparel/changes?from=2026-11-20T09:10:00Z&to=2026-11-20T09:15:00Z");
        Assert.Empty(nothing.GetProperty("changed").EnumerateArray());
        Assert.Equal(nothing.GetProperty("from").GetProperty("position").GetInt64(), nothing.GetProperty("to").GetProperty("position").GetInt64());
    }

    [Fact]
    public async Task One_order_is_compared_down_to_its_milestones()
    {
        var order = await Node.ReadAsync("/api/v1/boards/po:PO-1/changes?from=2026-11-20T09:00:00Z");
        var fields = Fields(Assert.Single(order.GetProperty("changed").EnumerateArray()));
        Assert.Equal(("2027-03-01", "2027-03-15"), fields["lines[1].milestones[A34].forecast"]);
        Assert.Equal(("2027-03-01", "2027-03-15"), fields["lines[1].exFactory.forecast"]);
        Assert.DoesNotContain("lines[1].milestones[A33].forecast", fields);
    }

    [Fact]
    public async Task Only_what_one_may_see_is_compared()
    {
        var ana = await Node.GetAsync("/api/v1/boards/board:*:apparel/changes?from=2026-11-20T09:00:00Z", "ana");
        Assert.DoesNotContain("VIREO", ana.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"slipDays\":", ana.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"field\":\"slipDays\"", ana.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await Node.GetAsync("/api/v1/boards/board:VIREO:apparel/changes?from=2026-11-20T09:00:00Z", "ana")).Status);
        Assert.Equal(404, (await Node.GetAsync("/api/v1/boards/po:PO-9/changes?from=2026-11-20T09:00:00Z", "ana")).Status);
    }

    [Theory]
    [InlineData("", "/from", "bad-parameter")]
    [InlineData("?to=2026-11-20T09:00:00Z", "/from", "bad-parameter")]
    [InlineData("?from=now", "/from", "bad-parameter")]
    [InlineData("?from=2026-11-20T09:15:00Z&to=2026-11-20T09:10:00Z", "/to", "bad-parameter")]
    [InlineData("?from=2026-11-20T09:15:00Z&to=2026-11-20T10:10:00Z", "/to", "moment-in-future")]
    [InlineData("?from=2026-11-19T09:15:00Z", "/from", "moment-before-log")]
    [InlineData("?from=2026-11-20T09:15:00Z&asOf=2026-11-20T09:15:00Z", "/asOf", "unknown-parameter")]
    public async Task Moments_that_are_none_are_told_with_their_parameter(string query, string pointer, string code)
    {
        var answer = await Node.GetAsync("/api/v1/boards/overview/changes" + query);
        Assert.Equal((400, pointer, $"/problems/{code}"), (answer.Status, answer.Pointer, answer.ProblemType));
        Assert.Single(answer.Json.GetProperty("errors").EnumerateArray());
    }

    private static Dictionary<string, (string? Before, string? After)> Fields(JsonElement changed) => changed.GetProperty("fields").EnumerateArray().ToDictionary(
        change => change.GetProperty("field").GetString()!, change => (change.GetProperty("before").ToString(), change.GetProperty("after").ToString()))!;
}
