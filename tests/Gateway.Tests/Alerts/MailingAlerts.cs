using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Npgsql;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Alerts;

/// <summary>An alert reaches whoever is to see to it by mail: once for each step, whatever breaks in between.</summary>
public sealed class MailingAlerts(MailedNode mailed) : IClassFixture<MailedNode>
{
    private const string Priced =
        """
        { "number": "PO-M1", "brand": "HALDEN", "category": "apparel", "season": "SS27", "vendor": "V1", "incoterm": "FOB Chattogram", "shipMode": "sea",
          "lines": [{ "number": 1, "description": "Crew neck", "colour": "Ink", "price": 4.5, "currency": "USD", "sizes": [{ "size": "M", "quantity": 1200 }], "exFactory": "2027-08-20" }] }
        """;

    private GatewayNode Node => mailed.Node;

    private static bool About(MimeMessage mail, string po) => mail.Subject?.Contains(po, StringComparison.Ordinal) == true;

    private static Task<(short State, int Attempts, string Problem)> NoticeAsync(GatewayNode node, string po, string what, Func<(short State, int Attempts, string Problem), bool> until) =>
        Eventually.HoldsAsync(what, async () =>
        {
            await using var command = node.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"select state, attempts, last_problem from journal.notices where incident = 'late-order~{po}'");
            await using var reader = await command.ExecuteReaderAsync();
            return await reader.ReadAsync() ? (reader.GetInt16(0), reader.GetInt16(1), reader.GetString(2)) : ((short)-1, 0, "");
        }, until);

    [Fact]
    public async Task A_mail_says_what_why_and_what_is_at_stake_and_what_follows_is_in_its_thread()
    {
        await MailedNode.ChooseAsync(Node, "clara", "clara@example.com");
        Assert.Equal(201, (await Node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders", Priced, "clara")).Status);
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Post, "/api/v1/purchase-orders/PO-M1/issue", "{}", "clara")).Status);
        await MailedNode.ReportAsync(Node, "PO-M1", "2027-10-20");
        var first = (await mailed.Mails.WaitAsync("The manager has a mail", "clara@example.com", all => all.Any(m => About(m, "PO-M1"))))
            .Single(m => About(m, "PO-M1"));
        Assert.Equal("Late order PO-M1, Halden at Dhaka Shirts", first.Subject);
        var alert = await MailedNode.AlertAsync(Node, "PO-M1", "open");
        var committed = DateOnly.Parse((await Node.ReadAsync("/api/v1/purchase-orders/PO-M1", "clara")).GetProperty("lines")[0].GetProperty("exFactory").GetProperty("committed").GetString()!, CultureInfo.InvariantCulture);
        foreach (var said in new[] { $"PO-M1 is forecast {alert.GetProperty("days").GetInt32()} days late", "USD 5,400", "1,200", "Halden", "Finishing and pack", "(factory, overbooked line). Rafiq Islam: “two lines stand still”", "Rafiq Islam", "P1", committed.ToString("d MMM yyyy", CultureInfo.InvariantCulture), "director", alert.GetProperty("rule").GetString()!, alert.GetProperty("advice").GetString()!, $"{MailedNode.PublicAddress}/pos/PO-M1?line=1", $"{MailedNode.PublicAddress}/me/alerts" })
        {
            Assert.Contains(said, first.TextBody, StringComparison.Ordinal);
            Assert.Contains(System.Net.WebUtility.HtmlEncode(said), first.HtmlBody, StringComparison.Ordinal);
        }

        var stakes = await Node.ReadAsync("/api/v1/alerts/late-order~PO-M1/stakes", "clara");
        Assert.Equal($"{committed:yyyy-MM-dd}", stakes.GetProperty("exFactory").GetProperty("committed").GetString());
        Assert.Equal("""[{"currency":"USD","amount":5400.0}]""", stakes.GetProperty("values").GetRawText());
        var until = Node.Time.GetUtcNow().AddHours(3);
        var taken = await Node.SendAsync(HttpMethod.Post, "/api/v1/alerts/late-order~PO-M1/acknowledge", $$"""{ "reason": "calls them", "until": "{{until:yyyy-MM-ddTHH:mm:ssZ}}" }""", "clara");
        Assert.True(taken.Status == 200, taken.Text);
        MailedNode.Pass(Node, TimeSpan.FromHours(4));
        var second = (await mailed.Mails.WaitAsync("It came back", "clara@example.com", all => all.Count(m => About(m, "PO-M1")) == 2)).Last(m => About(m, "PO-M1"));
        Assert.DoesNotContain("calls them", first.TextBody, StringComparison.Ordinal);
        Assert.Contains("Said before it came back: Clara Voss: “calls them”", second.TextBody, StringComparison.Ordinal);
        Assert.Equal($"Re: {first.Subject}", second.Subject);
        Assert.Equal(first.MessageId, second.InReplyTo);
        Assert.Equal([.. first.References, first.MessageId!], second.References);
        Assert.NotEqual(first.MessageId, second.MessageId);
    }

    [Fact]
    public async Task Who_reads_another_language_is_written_to_in_it_and_answered_in_it_by_the_link()
    {
        await MailedNode.ChooseAsync(Node, "clara", "clara.es@example.com", language: "es");
        await Node.PlaceAsync(GatewayNode.Order("PO-M13", "2027-08-20"));
        await MailedNode.ReportAsync(Node, "PO-M13", "2027-10-20");
        var mail = (await mailed.Mails.WaitAsync("The manager has a mail", "clara.es@example.com", all => all.Any(m => About(m, "PO-M13")))).Single(m => About(m, "PO-M13"));
        Assert.Equal("Pedido con retraso PO-M13, Halden en Dhaka Shirts", mail.Subject);
        Assert.Contains("días de retraso", mail.TextBody, StringComparison.Ordinal);
        Assert.Matches(@"Acabado y empaque terminados: previsto con \d+ días de retraso: \d+ días \(fábrica, línea saturada\)", mail.TextBody);
        Assert.Contains("(fábrica, línea saturada)", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Pasa a: director, ", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"es\">", mail.HtmlBody, StringComparison.Ordinal);
        var page = await Node.GetAsync(System.Text.RegularExpressions.Regex.Match(mail.TextBody!, @"/links/alerts\S+&day").Value);
        Assert.Equal(200, page.Status);
        Assert.Contains("<html lang=\"es\">", page.Text, StringComparison.Ordinal);
        Assert.Contains("<button>Hacerse cargo</button>", page.Text, StringComparison.Ordinal);
        await MailedNode.ChooseAsync(Node, "clara", null);
    }

    [Fact]
    public async Task Nobody_is_told_of_what_they_did_or_may_not_see()
    {
        foreach (var person in new[] { "clara", "ana" })
            await MailedNode.ChooseAsync(Node, person, $"{person}.did@example.com");
        await Node.PlaceAsync(GatewayNode.Order("PO-M2", "2027-08-20"), GatewayNode.Order("PO-M3", "2027-08-20"));
        await MailedNode.ReportAsync(Node, "PO-M2", "2027-10-20", by: "clara", source: "clara");
        await MailedNode.AlertAsync(Node, "PO-M2", "open");
        await MailedNode.ReportAsync(Node, "PO-M3", "2027-10-20");
        await mailed.Mails.WaitAsync("The other order is told", "clara.did@example.com", all => all.Count > 0);
        Assert.All(mailed.Mails.To("clara.did@example.com"), m => Assert.True(About(m, "PO-M3"), m.Subject));
        await using var command = Node.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select count(*) from journal.notices where person = 'ana'");
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task What_goes_beyond_the_days_mails_comes_together_at_eight()
    {
        await MailedNode.ChooseAsync(Node, "noor", "noor@example.com", mailsADay: 0);
        await Node.PlaceAsync(GatewayNode.Order("PO-M4", "2027-08-20"), GatewayNode.Order("PO-M5", "2027-08-20"));
        var placed = await Node.ReadAsync("/api/v1/purchase-orders/PO-M4", "clara");
        var forecast = DateOnly.Parse(placed.GetProperty("lines")[0].GetProperty("milestones").EnumerateArray().Single(m => m.GetProperty("code").GetString() == "A31").GetProperty("forecast").GetString()!, CultureInfo.InvariantCulture);
        foreach (var po in new[] { "PO-M4", "PO-M5" })
        {
            // Late by some days alone: louder ones are the manager's.
            for (var day = 1; day < 60; day++)
            {
                await MailedNode.ReportAsync(Node, po, $"{forecast.AddDays(day):yyyy-MM-dd}");
                if ((await Node.ReadAsync($"/api/v1/purchase-orders/{po}", "clara")).GetProperty("health").GetString() == "late")
                    break;
            }

            Assert.Equal("p2", (await MailedNode.AlertAsync(Node, po, "open")).GetProperty("severity").GetString());
            await NoticeAsync(Node, po, $"{po} waits", n => n.State == 0);
        }

        Assert.Empty(mailed.Mails.To("noor@example.com"));
        var now = Node.Time.GetUtcNow();
        MailedNode.Pass(Node, now.Date.AddDays(now.Hour < 8 ? 0 : 1).AddHours(8).AddMinutes(1) - now.UtcDateTime);
        var digest = Assert.Single(await mailed.Mails.WaitAsync("The digest comes", "noor@example.com", all => all.Count > 0));
        Assert.Equal("2 alerts wait for you", digest.Subject);
        Assert.Contains("PO-M4", digest.TextBody, StringComparison.Ordinal);
        Assert.Contains("PO-M5", digest.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("\nHalden: 2\n", digest.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var link = System.Text.RegularExpressions.Regex.Match(digest.TextBody!, @"PO-M5 [^\n]*\n  Take it in hand: \S+?link=(\S+)").Groups[1].Value;
        Assert.Contains($"link={link}\">Take it in hand</a>", digest.HtmlBody, StringComparison.Ordinal);
        using var pressed = await Node.Http.PostAsync("/links/alerts", new FormUrlEncodedContent([new("link", link)]));
        Assert.Equal(200, (int)pressed.StatusCode);
        Assert.Equal("noor", (await MailedNode.AlertAsync(Node, "PO-M5", "acknowledged")).GetProperty("actedBy").GetString());
    }

    [Fact]
    public async Task One_that_is_refused_for_now_comes_later_and_once_and_one_for_nobody_is_given_up()
    {
        await using var other = await MailServer.StartAsync();
        await using var node = await OtherAsync(other.Port);
        await other.RefuseAsync(451);
        await node.Node.PlaceAsync(GatewayNode.Order("PO-M6", "2027-08-20"), GatewayNode.Order("PO-M7", "2027-08-20"));
        await MailedNode.ReportAsync(node.Node, "PO-M6", "2027-10-20");
        Assert.Contains("451", (await NoticeAsync(node.Node, "PO-M6", "It was refused", n => n is { State: 0, Attempts: 1 })).Problem, StringComparison.Ordinal);
        await other.RefuseAsync(0);
        MailedNode.Pass(node.Node, TimeSpan.FromSeconds(6));
        Assert.Equal(2, (await NoticeAsync(node.Node, "PO-M6", "It was sent", n => n.State == 1)).Attempts);

        await other.RefuseAsync(550);
        await MailedNode.ReportAsync(node.Node, "PO-M7", "2027-10-20");
        await NoticeAsync(node.Node, "PO-M7", "There is nobody of that name", n => n.State == 2);
        await other.WaitAsync("One came", "clara@example.com", all => all.Count == 1);
    }

    [Fact]
    public async Task What_a_node_left_behind_the_next_one_sends_once_and_repeats_under_its_id_alone()
    {
        var port = 0;
        await using (var gone = await MailServer.StartAsync())
            port = gone.Port;
        string database;
        await using (var first = await OtherAsync(port))
        {
            await first.Node.PlaceAsync(GatewayNode.Order("PO-M8", "2027-08-20"));
            await MailedNode.ReportAsync(first.Node, "PO-M8", "2027-10-20");
            await NoticeAsync(first.Node, "PO-M8", "There is no server", n => n is { State: 0, Attempts: 0, Problem.Length: > 0 });
            database = first.Node.ConnectionString;
        }

        await using var server = await MailServer.StartAsync(port);
        await using var second = await OtherAsync(port, database);
        MailedNode.Pass(second.Node, TimeSpan.FromSeconds(20));
        await NoticeAsync(second.Node, "PO-M8", "The next node sends it", n => n.State == 1);
        var sent = Assert.Single(await server.WaitAsync("It came", "clara@example.com", all => all.Count > 0));

        // As a node that died after the server took the mail leaves it.
        await using (var command = second.Node.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("update journal.notices set state = 0"))
            await command.ExecuteNonQueryAsync();
        MailedNode.Pass(second.Node, TimeSpan.FromSeconds(20));
        var again = (await server.WaitAsync("It is sent again", "clara@example.com", all => all.Count == 2))[1];
        Assert.Equal((sent.MessageId, sent.TextBody, sent.Date), (again.MessageId, again.TextBody, again.Date));
    }

    [Fact]
    public async Task What_could_not_be_told_for_days_is_of_the_past_when_mail_is_there_again()
    {
        var port = 0;
        await using (var gone = await MailServer.StartAsync())
            port = gone.Port;
        string database;
        await using (var first = await OtherAsync(port))
        {
            await first.Node.PlaceAsync(GatewayNode.Order("PO-M9", "2027-08-20"), GatewayNode.Order("PO-M10", "2027-08-20"));
            await MailedNode.ReportAsync(first.Node, "PO-M9", "2027-10-20");
            await NoticeAsync(first.Node, "PO-M9", "There is no server", n => n is { State: 0, Problem.Length: > 0 });
            database = first.Node.ConnectionString;
        }

        // Nothing follows while mail is off: what happens then has no notice yet.
        await using (var off = new AnotherNode())
        {
            await off.StartAsync(database, []);
            await MailedNode.ReportAsync(off.Node, "PO-M10", "2027-10-20");
            await MailedNode.AlertAsync(off.Node, "PO-M10", "open");
        }

        await using var server = await MailServer.StartAsync(port);
        await using var later = new AnotherNode();
        later.Node.Time.MoveTo(GatewayNode.Begin.AddDays(4));
        await later.StartAsync(database, MailedNode.SettingsOf(port));
        await NoticeAsync(later.Node, "PO-M9", "It is withheld", n => n.State == 3);
        await later.Node.PlaceAsync(GatewayNode.Order("PO-M12", "2027-08-20"));
        await MailedNode.ReportAsync(later.Node, "PO-M12", "2027-10-20");
        var only = Assert.Single(await server.WaitAsync("What is new is told", "clara@example.com", all => all.Count > 0));
        Assert.True(About(only, "PO-M12"), only.Subject);
    }

    [Fact]
    public async Task What_is_counted_is_what_was_stored()
    {
        await using var other = await MailServer.StartAsync();
        await using var node = await OtherAsync(other.Port);
        var made = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (instrument.Name == "selvedge.alerts.notices" && ReferenceEquals(instrument.Meter.Scope, node.Node.Services.GetRequiredService<IMeterFactory>()))
                it.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, many, _, _) => Interlocked.Add(ref made, many));
        listener.Start();
        var source = node.Node.Services.GetRequiredService<NpgsqlDataSource>();
        await using (var refusing = source.CreateCommand(
            """
            create sequence journal.refusals;
            create function journal.refuse() returns trigger language plpgsql as 'begin if nextval(''journal.refusals'') < 3 then raise exception ''not yet''; end if; return null; end';
            create constraint trigger refuse after insert on journal.notices deferrable initially deferred for each row execute function journal.refuse();
            """))
            await refusing.ExecuteNonQueryAsync();
        await node.Node.PlaceAsync(GatewayNode.Order("PO-M11", "2027-08-20"));
        await MailedNode.ReportAsync(node.Node, "PO-M11", "2027-10-20");
        await Eventually.HoldsAsync("The transaction was refused, and done again", async () =>
        {
            node.Node.Time.MoveTo(node.Node.Time.GetUtcNow().AddSeconds(2));
            await using var command = source.CreateCommand("select count(*) from journal.notices");
            return (long)(await command.ExecuteScalarAsync())!;
        }, many => many == 1);
        await Eventually.HoldsAsync("It is counted", () => Task.FromResult(Interlocked.Read(ref made)), many => many > 0);
        Assert.Equal(1, Interlocked.Read(ref made));
    }

    [Fact]
    public async Task Choices_are_ones_own_and_bad_ones_are_refused()
    {
        Assert.Equal(403, (await Node.GetAsync("/api/v1/me/alerts", "rafiq")).Status);
        Assert.Equal(403, (await Node.SendAsync(HttpMethod.Put, "/api/v1/me/alerts", MailedNode.Choices("a@b.example"), "bo")).Status);
        Assert.Equal(404, (await Node.GetAsync("/api/v1/me/alerts")).Status);
        foreach (var bad in new[] { MailedNode.Choices("a@b.example, c@d.example"), MailedNode.Choices("nobody"), MailedNode.Choices(null, language: "xx"), MailedNode.Choices("a@b"), MailedNode.Choices(".a@b.example"), MailedNode.Choices("a..b@c.example"), MailedNode.Choices("a@b@c.example"), MailedNode.Choices("Ingrid <a@b.example>"), MailedNode.Choices("a@[10.0.0.1]"), MailedNode.Choices("a@b.example\nBcc: c@d.example"), MailedNode.Choices(null, zone: "Atlantis"), MailedNode.Choices(null, from: "25:00"), MailedNode.Choices(null, p2: "loud"), MailedNode.Choices(null, mailsADay: -1) })
            Assert.Equal(422, (await Node.SendAsync(HttpMethod.Put, "/api/v1/me/alerts", bad, "ingrid")).Status);
        await MailedNode.ChooseAsync(Node, "ingrid", "ingrid@example.com", p2: "none");
        var chosen = await Node.ReadAsync("/api/v1/me/alerts", "ingrid");
        Assert.Equal(("ingrid@example.com", "none", "20:00", true), (chosen.GetProperty("mail").GetString(), chosen.GetProperty("p2").GetString(), chosen.GetProperty("quietFrom").GetString(), chosen.GetProperty("mailIsOn").GetBoolean()));
    }

    private static async Task<AnotherNode> OtherAsync(int port, string? database = null)
    {
        var another = new AnotherNode();
        await another.StartAsync(database, MailedNode.SettingsOf(port));
        return another;
    }

    /// <summary>A node of its own, where Clara manages.</summary>
    private sealed class AnotherNode : IAsyncDisposable
    {
        public GatewayNode Node { get; } = new();

        public async Task StartAsync(string? database, KeyValuePair<string, string?>[] settings)
        {
            await Node.StartAsync(database ?? await TestServer.CloneDatabaseAsync(), GatewayNode.Patient, settings);
            if (database is not null)
                return;
            await Node.RegisterVendorAsync("V1", "Dhaka Shirts");
            await Node.HireAsync(new("rafiq", "Rafiq Islam", "vendor", "factory", [], [], ["V1"], []));
            await Node.HireAsync(new("clara", "Clara Voss", "manager", "brand", ["HALDEN"], [], [], []));
            await MailedNode.ChooseAsync(Node, "clara", "clara@example.com");
        }

        public async ValueTask DisposeAsync() => await Node.DisposeAsync();
    }
}
