using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;

namespace Selvedge.Gateway.Tests.Edi;

/// <summary>Bo sends what his system writes, and reads back what it did.</summary>
public sealed class SendingInterchanges(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private async Task<Answer> SendAsync(byte[] body, string person = "bo", bool asReport = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/edi") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/edifact");
        request.Headers.Add(People.HeaderName, person);
        if (asReport)
            request.Headers.Add("Accept", "application/json");
        return await Answer.OfAsync(await Node.Http.SendAsync(request));
    }

    private Task<Answer> SendAsync(string body, string person = "bo", bool asReport = true) => SendAsync(Encoding.UTF8.GetBytes(body), person, asReport);

    private async Task<string> BookedAsync(string order, string booking)
    {
        await Node.PlaceAsync([GatewayNode.Order(order, "2027-03-20")]);
        var answer = await Node.SendAsync(HttpMethod.Post, "/api/v1/shipments", $$"""
            { "booking": "{{booking}}", "carrier": "MAEU", "mode": "sea", "from": "BDCGP", "to": "NLRTM", "containers": ["MSKU6011672"],
              "lines": [{ "purchaseOrder": "{{order}}", "line": 1, "quantity": 700 }] }
            """, "bo");
        Assert.True(answer.Status == 201, answer.Text);
        return answer.Json.GetProperty("id").GetString()!;
    }

    private static JsonElement Message(Answer answer) => answer.Json.GetProperty("messages")[0];

    [Fact]
    public async Task A_status_is_an_event_of_its_shipment_and_what_has_no_word_is_remarked()
    {
        var shipment = await BookedAsync("EDI-1", "EDIBK1");
        var answer = await SendAsync(EdiBodies.Status("EDIBK1", "MSKU6011672", "101"));
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(("noted", "accepted"), (Message(answer).GetProperty("status").GetString(), Message(answer).GetProperty("events")[0].GetProperty("status").GetString()));
        Assert.Equal(("unknown-code", 9, "P"), (
            Message(answer).GetProperty("remarks")[0].GetProperty("code").GetString(), Message(answer).GetProperty("remarks")[0].GetProperty("segment").GetInt32(),
            Message(answer).GetProperty("remarks")[0].GetProperty("value").GetString()));
        var days = (await Node.ReadAsync($"/api/v1/shipments/{shipment}", "bo")).GetProperty("summary").GetProperty("days");
        Assert.Equal(("departure", "2026-11-12"), (days[0].GetProperty("moment").GetString(), days[0].GetProperty("actual").GetString()));
    }

    [Fact]
    public async Task An_interchange_is_taken_once_and_one_that_is_broken_may_come_again()
    {
        await BookedAsync("EDI-2", "EDIBK2");
        var body = EdiBodies.Status("EDIBK2", "MSKU6011672", "102");
        var broken = await SendAsync(body.Replace("UNZ+1", "UNZ+2", StringComparison.Ordinal), asReport: false);
        Assert.Equal(422, broken.Status);
        Assert.Contains("UCI+102+FWD-ACME+SELVEDGE+4+29'", broken.Text, StringComparison.Ordinal);

        var taken = await SendAsync(body, asReport: false);
        Assert.Equal((200, "application/edifact"), (taken.Status, taken.MediaType));
        Assert.Contains("UCI+102+FWD-ACME+SELVEDGE+7'UCM+1+IFTSTA:D:00B:UN+7'", taken.Text, StringComparison.Ordinal);

        await Node.SettleAsync();
        var head = await Node.HeadAsync();
        var again = await SendAsync(body, asReport: false);
        Assert.Equal(409, again.Status);
        Assert.Contains("+4+26'", again.Text, StringComparison.Ordinal);
        Assert.Equal(head, await Node.HeadAsync());
    }

    [Fact]
    public async Task A_ship_notice_books_what_it_carries_and_what_comes_after_finds_it()
    {
        await Node.PlaceAsync([GatewayNode.Order("EDI-3", "2027-03-20")]);
        var beyond = await SendAsync(EdiBodies.Notice("EDIBK3", "EDI-3", 1, 64_000, "123"));
        Assert.Equal("beyond-order", Message(beyond).GetProperty("remarks")[0].GetProperty("code").GetString());
        var noContainer = await SendAsync(EdiBodies.Notice("EDIBK3", "EDI-3", 1, 640, "124").Replace("6011672", "6011673", StringComparison.Ordinal));
        Assert.Equal("impossible-container", Message(noContainer).GetProperty("remarks")[0].GetProperty("code").GetString());
        var booked = await SendAsync(EdiBodies.Notice("EDIBK3", "EDI-3", 1, 640, "103"));
        Assert.True(booked.Status == 200, booked.Text);
        Assert.True(booked.Json.GetProperty("status").GetString() == "accepted", booked.Text);
        Assert.Contains("AK5*A~", booked.Json.GetProperty("acknowledgement").GetString(), StringComparison.Ordinal);
        var shipment = await Node.ReadAsync($"/api/v1/shipments/{Message(booked).GetProperty("shipment").GetString()}", "bo");
        Assert.Equal(("EDI-3", 640), (shipment.GetProperty("lines")[0].GetProperty("purchaseOrder").GetString(), shipment.GetProperty("lines")[0].GetProperty("quantity").GetInt32()));
        Assert.Equal(("MSKU6011672", "2026-12-20"), (
            shipment.GetProperty("summary").GetProperty("containers")[0].GetString(), shipment.GetProperty("summary").GetProperty("days")[0].GetProperty("estimated").GetString()));

        var same = await SendAsync(EdiBodies.Notice("EDIBK3", "EDI-3", 1, 640, "113"));
        Assert.True(same.Json.GetProperty("status").GetString() == "accepted", same.Text);
        var more = await SendAsync(EdiBodies.Notice("EDIBK3", "EDI-3", 1, 650, "114"));
        Assert.Equal("booked-otherwise", Message(more).GetProperty("remarks")[0].GetProperty("code").GetString());

        var delivered = await SendAsync(EdiBodies.Truck("EDIBK3", "OA", "20261119", "104"));
        Assert.Equal("accepted", delivered.Json.GetProperty("status").GetString());
        var truck = await SendAsync(EdiBodies.Truck("EDIBK3", "AF", "20261119", "105"));
        Assert.Equal("other-leg", Message(truck).GetProperty("remarks")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_despatch_advice_books_as_well_and_nothing_by_half()
    {
        await Node.PlaceAsync([GatewayNode.Order("EDI-4", "2027-03-20")]);
        await Node.SettleAsync();
        var head = await Node.HeadAsync();
        var refused = await SendAsync(EdiBodies.Advice("EDIBK4", "EDI-NONE", 500, "106"));
        Assert.Equal(("refused", "unknown-purchase-order"), (refused.Json.GetProperty("status").GetString(), Message(refused).GetProperty("remarks")[0].GetProperty("code").GetString()));
        Assert.Contains("UCM+1+DESADV:D:96A:UN+4+18'", refused.Json.GetProperty("acknowledgement").GetString(), StringComparison.Ordinal);
        Assert.Equal(head, await Node.HeadAsync());

        var booked = await SendAsync(EdiBodies.Advice("EDIBK4", "EDI-4", 500, "107"));
        Assert.True(booked.Json.GetProperty("status").GetString() == "accepted", booked.Text);
    }

    [Fact]
    public async Task Who_may_not_ship_or_see_it_changes_nothing()
    {
        await BookedAsync("EDI-5", "EDIBK5");
        await Node.SettleAsync();
        var head = await Node.HeadAsync();
        Assert.Equal(403, (await SendAsync(EdiBodies.Status("EDIBK5", "MSKU6011672", "108"), "rafiq")).Status);
        var blind = await SendAsync(EdiBodies.Status("EDIBK5", "MSKU6011672", "109"), "ana");
        Assert.Equal("unknown-shipment", Message(blind).GetProperty("remarks").EnumerateArray().Last().GetProperty("code").GetString());
        Assert.Equal(400, (await SendAsync("nothing of the kind")).Status);
        Assert.Equal(413, (await SendAsync(new byte[1024 * 1024 + 1])).Status);
        Assert.Equal(head, await Node.HeadAsync());
    }

    [Fact]
    public async Task No_spoilt_interchange_breaks_anything()
    {
        await BookedAsync("EDI-6", "EDIBK6");
        byte[][] whole = [.. new[] { EdiBodies.Status("EDIBK6", "MSKU6011672", "201"), EdiBodies.Notice("EDIBK6X", "EDI-6", 1, 7, "202"), EdiBodies.Advice("EDIBK6Y", "EDI-6", 7, "203") }.Select(Encoding.UTF8.GetBytes)];
        var wrong = new List<string>();
        for (var seed = 0; seed < 600; seed++)
        {
            var answer = await SendAsync(EdiBodies.Spoil(whole[seed % 3], seed), asReport: seed % 2 == 0);
            if (answer.Status >= 500)
                wrong.Add($"seed {seed}: {answer.Status} {answer.Text}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
