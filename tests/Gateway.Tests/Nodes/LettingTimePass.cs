using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Journal;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Nodes;

/// <summary>An order gets worse by the clock alone. The vendor is not known, so that every day is a working day and midnight is UTC's.</summary>
public sealed class LettingTimePass(GatewayNode node) : IClassFixture<GatewayNode>
{
    [Fact]
    public async Task Silence_makes_an_order_stale_then_blocked_and_each_day_turns_once()
    {
        await node.PlaceAsync(GatewayNode.Order("SILENT-1", "2027-03-20", vendor: "NOBODY"));
        await node.TellAsync(Said.OfLine("silent-1", "SILENT-1", "A13", "2026-11-20", classifier: "ACT"));
        Assert.Equal("ontrack", await HealthAsync());

        // Five days past the day on which the fabric should have been booked, with days of float left.
        await PassToAsync("2026-12-29T00:00:01Z");
        Assert.Equal("stale", await HealthAsync());
        await OncePerDayAsync();

        // Cutting should long have begun, and its sample was never sealed.
        await PassToAsync("2027-04-15T00:00:01Z");
        Assert.Equal("blocked", await HealthAsync());
        await OncePerDayAsync();
        var listed = await node.ReadAsync("/api/v1/purchase-orders?health=blocked");
        Assert.Equal("SILENT-1", Assert.Single(listed.GetProperty("items").EnumerateArray()).GetProperty("number").GetString());

        var history = (await node.ReadAsync("/api/v1/purchase-orders/SILENT-1/history")).GetProperty("items").EnumerateArray().ToArray();
        var went = Assert.Single(history, e => e.GetProperty("text").GetString() == "Line 1 went from stale to blocked");
        Assert.Equal("clock", went.GetProperty("by").GetProperty("actor").GetString());
    }

    private async Task<string?> HealthAsync() => (await node.ReadAsync("/api/v1/purchase-orders/SILENT-1")).GetProperty("health").GetString();

    // A due time is consumed by the append that wakes: none left means that all that was due has happened.
    private async Task PassToAsync(string instant)
    {
        node.Time.MoveTo(DateTimeOffset.Parse(instant));
        var due = node.Services.GetRequiredService<DueTimes>();
        await Eventually.HoldsAsync("Everything due is woken", () => due.BacklogAsync(node.Time.GetUtcNow()), left => left == 0);
    }

    // An approval that falls due on the same day may tell the order of it before its own wake does: then nothing is left to turn.
    private async Task OncePerDayAsync()
    {
        var days = new List<DateOnly>();
        await foreach (var recorded in node.Services.GetRequiredService<Journal.Journal>().ReadStreamAsync(new StreamKey(Kinds.PurchaseOrder, "SILENT-1"), 0))
            if (EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span) is PurchaseOrderEvent.DayTurned turned)
                days.Add(turned.Day);
        Assert.Equal(days.Distinct(), days);
    }
}
