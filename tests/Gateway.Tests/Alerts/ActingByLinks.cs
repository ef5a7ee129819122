using System.Text.RegularExpressions;
using Selvedge.Domain.People;
using Selvedge.Gateway.Alerts.Links;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Alerts;

/// <summary>A manager takes an alert in hand by the link in the mail, without a sign-in: once, and only who the mail went to.</summary>
public sealed class ActingByLinks(MailedNode mailed) : IClassFixture<MailedNode>
{
    private GatewayNode Node => mailed.Node;

    /// <returns>The links of the newest mail about an order: to take it in hand, and to do so until a day.</returns>
    private async Task<(string Take, string TakeUntil)> MailedAsync(string po, string mail, int many = 1)
    {
        var newest = (await mailed.Mails.WaitAsync($"A mail of {po}", mail, all => all.Count(m => m.Subject!.Contains(po, StringComparison.Ordinal)) >= many))
            .Last(m => m.Subject!.Contains(po, StringComparison.Ordinal));
        var links = Regex.Matches(newest.TextBody!, Regex.Escape(MailedNode.PublicAddress) + @"(/links/alerts\S+)").Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(2, links.Length);
        foreach (var link in links)
            Assert.Contains(System.Net.WebUtility.HtmlEncode(link), newest.HtmlBody, StringComparison.Ordinal);
        return (links[0], links[1]);
    }

    private async Task<(string Take, string TakeUntil)> LateAsync(string po, string person)
    {
        var mail = $"{person}.{po}@example.com";
        await MailedNode.ChooseAsync(Node, person, mail);
        await Node.PlaceAsync(GatewayNode.Order(po, "2027-08-20"));
        await MailedNode.ReportAsync(Node, po, "2027-10-20");
        return await MailedAsync(po, mail);
    }

    private async Task<(int Status, string Text)> PressAsync(string link, string? until = null, string? reason = null, string? exFactory = null, string? delayReason = null)
    {
        var said = new Dictionary<string, string> { ["link"] = Regex.Match(link, "link=([^&]+)").Groups[1].Value };
        if (until is not null)
            (said["day"], said["until"], said["reason"]) = ("true", until, reason!);
        if (exFactory is not null)
            (said["exFactory"], said["delayReason"]) = (exFactory, delayReason!);
        using var answer = await Node.Http.PostAsync("/links/alerts", new FormUrlEncodedContent(said));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Task<int> VersionAsync(string po) => Eventually.HoldsAsync("The alert is there", async () =>
    {
        await using var command = ((Npgsql.NpgsqlDataSource)Node.Services.GetService(typeof(Npgsql.NpgsqlDataSource))!).CreateCommand($"select version from journal.streams where kind = 'incident' and id = 'late-order~{po}'");
        return await command.ExecuteScalarAsync() is int version ? version : 0;
    }, version => version > 0);

    [Fact]
    public async Task To_look_does_nothing_the_button_acts_once_and_the_escalation_stops()
    {
        var (take, _) = await LateAsync("PO-L1", "clara");
        var before = await VersionAsync("PO-L1");
        for (var look = 0; look < 3; look++)
        {
            using var page = await Node.Http.GetAsync(take);
            var text = await page.Content.ReadAsStringAsync();
            Assert.Equal(200, (int)page.StatusCode);
            Assert.Contains("PO-L1 is", text, StringComparison.Ordinal);
            Assert.Contains("Take it in hand", text, StringComparison.Ordinal);
            Assert.Equal("no-store", page.Headers.CacheControl?.ToString());
            Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
            Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        }

        Assert.Equal(before, await VersionAsync("PO-L1"));
        Assert.Equal("director", (await MailedNode.AlertAsync(Node, "PO-L1", "open")).GetProperty("escalatesTo").GetString());
        var pressed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PressAsync(take)));
        Assert.Single(pressed, p => p.Status == 200 && p.Text.Contains("You have it in hand", StringComparison.Ordinal));
        Assert.Equal(2, pressed.Count(p => p.Status == 410 && p.Text.Contains("This link has been used", StringComparison.Ordinal)));
        var alert = await MailedNode.AlertAsync(Node, "PO-L1", "acknowledged");
        Assert.Equal(("clara", null), (alert.GetProperty("actedBy").GetString(), alert.GetProperty("escalatesTo").GetString()));
        Assert.Equal(before + 1, await VersionAsync("PO-L1"));
        Assert.Contains("Clara Voss has PO-L1 in hand until", (await Node.GetAsync(take)).Text, StringComparison.Ordinal);

        // It comes back with a mail and links of its own; the old one acts no more.
        MailedNode.Pass(Node, TimeSpan.FromDays(2).Add(TimeSpan.FromMinutes(1)));
        await MailedNode.AlertAsync(Node, "PO-L1", "open");
        Assert.Equal(410, (await PressAsync(take)).Status);
        await MailedNode.AlertAsync(Node, "PO-L1", "open");
    }

    [Fact]
    public async Task A_day_and_a_reason_are_taken_along_and_what_is_wrong_with_them_is_said_on_the_page()
    {
        var (take, takeUntil) = await LateAsync("PO-L2", "clara");
        Assert.Contains("type=\"date\"", (await Node.GetAsync(takeUntil)).Text, StringComparison.Ordinal);
        var today = Node.Time.GetUtcNow();
        foreach (var (until, reason, said) in new[]
                 {
                     ("soon", "x", "Expected a day"), ($"{today.AddDays(-1):yyyy-MM-dd}", "x", "Expected a day"), ("9999-12-31", "x", "Expected a day"),
                     ($"{today.AddDays(4):yyyy-MM-dd}", " ", "Expected a reason"), ($"{today.AddDays(4):yyyy-MM-dd}", new string('x', 501), "Expected a reason"),
                 })
        {
            var refused = await PressAsync(takeUntil, until, reason);
            Assert.True(refused.Status == 422 && refused.Text.Contains(said, StringComparison.Ordinal), refused.Text);
        }

        Assert.Equal(200, (await PressAsync(takeUntil, $"{today.AddDays(4):yyyy-MM-dd}", "mill ships <b>by air</b>")).Status);
        var alert = await MailedNode.AlertAsync(Node, "PO-L2", "acknowledged");
        Assert.Equal(
            ("mill ships <b>by air</b>", $"{today.AddDays(5):yyyy-MM-dd}T00:00:00"),
            (alert.GetProperty("note").GetString(), $"{alert.GetProperty("until").GetDateTimeOffset().UtcDateTime:yyyy-MM-ddTHH:mm:ss}"));
        // The two links of a mail are one.
        Assert.Contains("This link has been used", (await Node.GetAsync(take)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_ex_factory_said_by_the_link_is_the_orders_forecast_in_the_name_of_who_said_it()
    {
        var (_, takeUntil) = await LateAsync("PO-L6", "clara");
        Assert.Contains("New ex-factory of line 1", (await Node.GetAsync(takeUntil)).Text, StringComparison.Ordinal);
        var until = $"{Node.Time.GetUtcNow().AddDays(4):yyyy-MM-dd}";
        foreach (var (day, code, said) in new[] { ("soon", "", "Expected a day"), ("2026-01-01", "", "Expected a day that is still to come"), ("2027-12-15", "RAIN", "is no delay reason code") })
        {
            var refused = await PressAsync(takeUntil, until, "ships by air", day, code);
            Assert.True(refused.Status == 422 && refused.Text.Contains(said, StringComparison.Ordinal), refused.Text);
        }

        var taken = await PressAsync(takeUntil, until, "ships by air", "2027-12-15", "FA-CAP");
        Assert.True(taken.Status == 200 && taken.Text.Contains("15 Dec 2027", StringComparison.Ordinal), taken.Text);
        var exFactory = await Eventually.HoldsAsync(
            "The order expects what was said", async () => (await Node.ReadAsync("/api/v1/purchase-orders/PO-L6", "clara")).GetProperty("lines")[0].GetProperty("milestones").EnumerateArray().Last(),
            last => last.GetProperty("forecast").GetString() == "2027-12-15");
        var heard = exFactory.GetProperty("heard");
        Assert.Equal(("clara", "FA-CAP", "ships by air"), (heard.GetProperty("source").GetString(), heard.GetProperty("reason").GetString(), heard.GetProperty("note").GetString()));
        await Node.SettleAsync();
        await MailedNode.AlertAsync(Node, "PO-L6", "acknowledged");
    }

    [Fact]
    public async Task What_somebody_else_has_in_hand_and_what_has_run_out_is_told_and_left_alone()
    {
        var (take, _) = await LateAsync("PO-L3", "clara");
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Post, "/api/v1/alerts/late-order~PO-L3/acknowledge", """{ "reason": "I call them" }""", "ingrid")).Status);
        var pressed = await PressAsync(take);
        Assert.True(pressed.Status == 410 && pressed.Text.Contains("Ingrid Dahl has PO-L3 in hand", StringComparison.Ordinal), pressed.Text);
        Assert.Equal("ingrid", (await MailedNode.AlertAsync(Node, "PO-L3", "acknowledged")).GetProperty("actedBy").GetString());

        var (old, _) = await LateAsync("PO-L4", "clara");
        MailedNode.Pass(Node, TimeSpan.FromDays(8));
        Assert.Contains("This link has run out", (await PressAsync(old)).Text, StringComparison.Ordinal);
        await MailedNode.AlertAsync(Node, "PO-L4", "open");
    }

    [Fact]
    public async Task A_link_opens_nothing_that_was_changed_or_whose_reader_has_moved_or_left()
    {
        await Node.HireAsync(new PersonSheet("mira", "Mira Sand", "manager", "brand", ["HALDEN"], [], [], []), mayBeKnown: true);
        var (take, _) = await LateAsync("PO-L5", "mira");
        var token = Regex.Match(take, "link=([^&]+)").Groups[1].Value;
        Assert.True(AlertLink.TryRead(token, out var link));
        var forged = (link with { Person = "ingrid" }).Sign(new byte[32], "ingrid@example.com");
        foreach (var wrong in new[] { "", "x", ".", "a.b", token[..^2], token + "A", $"x{token}", forged, new string('A', 5_000), "%00.%00" })
        {
            Assert.Equal(404, (await Node.GetAsync($"/links/alerts?link={wrong}")).Status);
            Assert.Equal(404, (await PressAsync($"link={wrong}")).Status);
        }

        foreach (var body in new[] { new StringContent("{}"), (HttpContent)new ByteArrayContent([0xff, 0xfe]), new FormUrlEncodedContent([new("link", new string('x', 20_000))]) })
            Assert.Equal(404, (int)(await Node.Http.PostAsync("/links/alerts", body)).StatusCode);

        await MailedNode.ChooseAsync(Node, "mira", "mira.elsewhere@example.com");
        Assert.Equal(404, (await PressAsync(take)).Status);
        await MailedNode.ChooseAsync(Node, "mira", "mira.PO-L5@example.com");
        Assert.Equal(200, (await Node.GetAsync(take)).Status);
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Put, "/api/v1/people/mira", """{ "name": "Mira Sand", "role": "manager", "brands": ["HALDEN"], "hasLeft": true }""", "ingrid")).Status);
        Assert.Equal(404, (await PressAsync(take)).Status);
        await MailedNode.AlertAsync(Node, "PO-L5", "open");
    }
}
