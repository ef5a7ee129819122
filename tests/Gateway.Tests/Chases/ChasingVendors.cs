using System.Text.Json;
using Npgsql;
using Microsoft.Extensions.DependencyInjection;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Chases;

/// <summary>All that is open with a vendor, asked for in one message, once a day.</summary>
public sealed class ChasingVendors(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private const string Chase = "/api/v1/vendors/V1/chase";

    private static string? Text(JsonElement of, string member) => of.GetProperty(member).GetString();

    private async Task<Answer> SendAsync(string? again = null, string person = "noor", string? key = null, string? hash = null) =>
        await Node.SendAsync(HttpMethod.Post, Chase, JsonSerializer.Serialize(new { hash = hash ?? await HashAsync(), again }), person, key);

    private async Task<string> HashAsync(string person = "noor") => Text(await Node.ReadAsync(Chase, person), "hash")!;

    private async Task<string[]> UnchasedAsync() =>
        [.. (await Node.ReadAsync("/api/v1/work-queue", "noor")).GetProperty("unchased").EnumerateArray().Select(v => Text(v, "vendor")!)];

    private async Task<long> WokenAsync()
    {
        await using var command = Node.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "select count(*) from journal.events where type like 'purchase-order.%' or type like 'style.%'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    [Fact]
    public async Task Each_approval_of_a_style_is_asked_for()
    {
        await Node.RegisterStyleAsync("CHASE-ST", "2027-09-20");
        await Node.PlaceAsync(GatewayNode.Order("CHASE-OF-ST", "2027-09-20", style: "CHASE-ST"));
        foreach (var mill in new[] { "North", "South" })
        {
            var wish = await Node.SendAsync(HttpMethod.Post, "/api/v1/approvals", $$"""{ "style": "CHASE-ST", "type": "lab-dip", "colour": "Ink", "mill": "{{mill}}", "vendor": "V1" }""", "clara");
            Assert.True(wish.Status is 200 or 201, wish.Text);
            var asked = await Node.SendAsync(HttpMethod.Post, $"/api/v1/approvals/{Text(wish.Json, "id")}/acts", """{ "act": "request", "date": "2026-11-23", "vendor": "V1" }""", "clara");
            Assert.True(asked.Status == 200, asked.Text);
        }

        var items = (await Node.ReadAsync(Chase, "clara")).GetProperty("items").EnumerateArray();
        Assert.Equal(
            ["CHASE-ST~lab-dip~Ink~North", "CHASE-ST~lab-dip~Ink~South"],
            items.Where(i => Text(i, "subject") == "CHASE-ST" && Text(i, "kind") == "approval").Select(i => Text(i, "approval")).Order());
    }

    [Fact]
    public async Task A_vendor_is_asked_for_everything_once_a_day_and_its_orders_sleep_on()
    {
        // Its fabric was to be booked before the clock began; the other order waits for its confirmation.
        var (one, other) = (GatewayNode.Order("CHASE-LATE", "2026-12-18"), GatewayNode.Order("CHASE-LATE", "2026-12-18"));
        other[5] = "2";
        await Node.PlaceAsync([one, other]);
        foreach (var done in new[] { "A13", "A14" })
            for (var line = 1; line <= 2; line++)
                await Node.TellAsync(Said.OfLine($"chase-{done}-{line}", "CHASE-LATE", done, "2026-09-20", "ACT", line));
        await IssuedAsync("CHASE-NEW");
        await Node.SettleAsync();

        var open = await Node.ReadAsync(Chase, "noor");
        var items = open.GetProperty("items").EnumerateArray().Select(i => (Kind: Text(i, "kind"), Subject: Text(i, "subject"))).ToArray();
        Assert.Contains(("answer", "CHASE-NEW"), items);
        Assert.Contains(items, item => item is { Kind: "overdue", Subject: "CHASE-LATE/1,2" });
        Assert.All(items, item => Assert.Contains(item.Subject!, Text(open, "text"), StringComparison.Ordinal));
        Assert.False(open.GetProperty("chasedToday").GetBoolean());
        Assert.Contains("V1", await UnchasedAsync());

        // What was listed is what is written down, or nothing is.
        var listed = await HashAsync();
        await IssuedAsync("CHASE-NEWER");
        await Node.SettleAsync();
        var stale = await SendAsync(hash: listed);
        Assert.Equal((409, "/problems/listed-otherwise"), (stale.Status, stale.ProblemType));
        items = [.. items, ("answer", "CHASE-NEWER")];

        var before = await WokenAsync();
        listed = await HashAsync();
        Assert.Equal(200, (await SendAsync(key: "chase-1", hash: listed)).Status);
        Assert.Equal("duplicate", Text((await SendAsync(key: "chase-1", hash: listed)).Json, "status"));
        await Node.SettleAsync();
        Assert.Equal(before, await WokenAsync());
        Assert.DoesNotContain("V1", await UnchasedAsync());
        Assert.True((await Node.ReadAsync(Chase, "clara")).GetProperty("chasedToday").GetBoolean());

        // Whatever is open by now.
        var second = await SendAsync(person: "clara", hash: "of yesterday");
        Assert.Equal((409, "/problems/chased-today"), (second.Status, second.ProblemType));
        Assert.Equal(200, (await SendAsync("nobody has answered", "clara")).Status);
        var history = (await Node.ReadAsync(Chase + "/history", "clara")).GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal([("clara", "nobody has answered"), ("noor", null)], history.Select(e => (Text(e, "by"), Text(e, "again"))));
        Assert.Equal(items.Length, history[1].GetProperty("listed").GetArrayLength());

        var first = await Node.ReadAsync(Chase + "/history?limit=1", "clara");
        Assert.Equal((2, "clara"), (first.GetProperty("total").GetInt32(), Text(first.GetProperty("items")[0], "by")));
        var rest = await Node.ReadAsync($"{Chase}/history?limit=1&cursor={Text(first, "next")}", "clara");
        Assert.Equal(("noor", null), (Text(rest.GetProperty("items")[0], "by"), Text(rest, "next")));

        Assert.Equal(403, (await SendAsync(person: "rafiq")).Status);
        Assert.Equal(404, (await SendAsync(person: "lina")).Status);
        Assert.Equal(404, (await Node.GetAsync("/api/v1/vendors/V99/chase", "noor")).Status);
        Assert.Equal(422, (await Node.SendAsync(HttpMethod.Post, Chase, """{ "again": "x" }""", "noor")).Status);
        // Who sees none of its orders sees nothing of what was asked of it.
        Assert.Equal(0, (await Node.ReadAsync(Chase, "ana")).GetProperty("items").GetArrayLength());
        Assert.All((await Node.ReadAsync(Chase + "/history", "ana")).GetProperty("items").EnumerateArray(), e => Assert.Equal(0, e.GetProperty("listed").GetArrayLength()));
    }
}
