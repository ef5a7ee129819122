using System.Text.Json;
using System.Text.RegularExpressions;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Selvedge.Domain.People;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;

namespace Selvedge.Gateway.Tests.Alerts;

/// <summary>A calendar program reads somebody's due dates by an address that only they were told.</summary>
public sealed class FeedingCalendars(StaffedNode staffed) : IClassFixture<StaffedNode>
{
    private GatewayNode Node => staffed.Node;

    private async Task<string> OpenAsync(string person)
    {
        var opened = await Node.SendAsync(HttpMethod.Post, "/api/v1/me/calendar", null, person);
        Assert.True(opened.Status == 201, opened.Text);
        return new Uri(opened.Json.GetProperty("url").GetString()!).PathAndQuery;
    }

    private async Task<(int Status, string? Tag, string Text)> ReadAsync(string path, string? held = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (held is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", held);
        using var answer = await Node.Http.SendAsync(request);
        return ((int)answer.StatusCode, answer.Headers.ETag?.ToString(), await answer.Content.ReadAsStringAsync());
    }

    private async Task<List<CalendarEvent>> EventsAsync(string path)
    {
        var (status, _, text) = await ReadAsync(path);
        Assert.True(status == 200, text);
        // Lines of at most 75 octets, as the standard wants them.
        Assert.All(text.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        return [.. Calendar.Load(text)!.Events];
    }

    [Fact]
    public async Task What_comes_next_is_a_day_in_the_calendar_until_it_is_done_and_not_sent_twice()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-IC1", "2027-02-20"));
        var noors = await OpenAsync("noor");
        var milestones = (await Node.ReadAsync("/api/v1/purchase-orders/PO-IC1", "noor")).GetProperty("lines")[0].GetProperty("milestones").EnumerateArray().ToArray();
        var due = Assert.Single(await EventsAsync(noors), e => e.Uid!.StartsWith("milestone:PO-IC1/1:", StringComparison.Ordinal));
        var code = due.Uid!.Split(':', '@')[2];
        var milestone = milestones.Single(m => m.GetProperty("code").GetString() == code);
        Assert.Equal((milestone.GetProperty("due").GetString(), false), ($"{due.Start!.Date:yyyy-MM-dd}", due.Start.HasTime));
        Assert.Equal($"{milestone.GetProperty("name").GetString()} · PO-IC1/1", due.Summary);
        Assert.EndsWith("/pos/PO-IC1?line=1", due.Url!.ToString(), StringComparison.Ordinal);

        var (_, tag, text) = await ReadAsync(noors);
        Assert.Equal(304, (await ReadAsync(noors, tag)).Status);
        var told = await Node.PostAsync(
            $$"""[{ "source": "noor", "eventId": "ic-1", "eventUpdatedAt": "2026-11-20T08:00:00Z", "purchaseOrder": "PO-IC1", "line": 1, "type": "milestone", "milestone": "{{code}}", "classifier": "ACT", "date": "2026-11-19" }]""",
            person: "noor");
        Assert.True(told.Json.GetProperty("items")[0].GetProperty("status").GetString() == "accepted", told.Text);
        var after = await ReadAsync(noors, tag);
        Assert.Equal(200, after.Status);
        Assert.DoesNotContain(due.Uid, after.Text, StringComparison.Ordinal);

        // Another vendor's person has a feed of their own goods alone.
        Assert.DoesNotContain("PO-IC1", (await ReadAsync(await OpenAsync("lina"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_told_once_and_opens_nothing_once_it_was_renewed_or_closed_or_its_reader_has_left()
    {
        await Node.HireAsync(new PersonSheet("mira", "Mira Sand", "assistant", "brand", ["HALDEN"], [], [], []), mayBeKnown: true);
        Assert.Equal(JsonValueKind.Null, (await Node.ReadAsync("/api/v1/me/calendar", "mira")).GetProperty("openedAt").ValueKind);
        var first = await OpenAsync("mira");
        Assert.Equal(200, (await ReadAsync(first)).Status);
        var known = await Node.ReadAsync("/api/v1/me/calendar", "mira");
        Assert.DoesNotContain(Regex.Match(first, @"\.([^.]+)$").Groups[1].Value, known.GetRawText(), StringComparison.Ordinal);
        var second = await OpenAsync("mira");
        Assert.Equal(404, (await ReadAsync(first)).Status);
        Assert.Equal(200, (await ReadAsync(second)).Status);

        var key = Guid.NewGuid().ToString();
        Assert.Equal(201, (await Node.SendAsync(HttpMethod.Post, "/api/v1/me/calendar", null, "mira", key)).Status);
        var again = await Node.SendAsync(HttpMethod.Post, "/api/v1/me/calendar", null, "mira", key);
        Assert.Equal((200, JsonValueKind.Null), (again.Status, again.Json.GetProperty("url").ValueKind));

        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Delete, "/api/v1/me/calendar", null, "mira")).Status);
        Assert.Equal(404, (await ReadAsync(second)).Status);
        var third = await OpenAsync("mira");
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Put, "/api/v1/people/mira", """{ "name": "Mira Sand", "role": "assistant", "brands": ["HALDEN"], "hasLeft": true }""", "ingrid")).Status);
        Assert.Equal(404, (await ReadAsync(third)).Status);
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Put, "/api/v1/people/mira", """{ "name": "Mira Sand", "role": "assistant", "brands": ["HALDEN"], "hasLeft": false }""", "ingrid")).Status);
        Assert.Equal(404, (await ReadAsync(third)).Status);
    }

    [Fact]
    public async Task What_was_never_told_opens_nothing()
    {
        var mine = await OpenAsync("noor");
        var token = mine.Split('=')[1];
        var ingrids = token.Replace(token.Split('.')[0], "aW5ncmlk", StringComparison.Ordinal);
        foreach (var wrong in new[] { "", ".", "x", "a.b.c", $"{token}A", $"x{token}", ingrids, "%00.%00", "aW5ncmlk.", new string('A', 5_000) })
            Assert.Equal(404, (await ReadAsync($"/links/calendar.ics?feed={wrong}")).Status);
        Assert.Equal(404, (await ReadAsync("/links/calendar.ics")).Status);
        Assert.Equal(404, (await Node.SendAsync(HttpMethod.Post, "/api/v1/me/calendar", null)).Status);
    }
}
