using System.Text;
using System.Text.Json.Nodes;
using Selvedge.Gateway.Tests.Edi;
using Selvedge.Gateway.Tests.Imports;
using Selvedge.Gateway.Tests.OrderLife;

namespace Selvedge.Gateway.Tests.Dcsa;

/// <summary>Events of Track and Trace 3.0, sent and read back.</summary>
public sealed class PostingEvents(StaffedNode staffed) : DcsaSpec(staffed)
{
    [Fact]
    public async Task Plans_forecasts_and_facts_are_days_of_the_shipment()
    {
        var shipment = await BookedAsync("DC-1", "DCBK1");
        var answer = await PostAsync(
            Event("a", "DCBK1", classifier: "PLN", at: "2026-11-10T10:00:00Z"), Event("b", "DCBK1", at: "2026-11-12T23:30:00+06:00"),
            Event("c", "DCBK1", "ARRI", "EST", "2026-12-11T08:00:00Z", place: "NLRTM"), Event("d", "DCBK1", "LOAD", container: Container, place: "BDCGP", mode: null));
        Assert.Equal(["INFO accepted $.events[0]", "INFO accepted $.events[1]", "INFO accepted $.events[2]", "INFO accepted $.events[3]"], Feedback(answer));
        Assert.Equal((200, "3.0.0"), (answer.Status, answer.Response.Headers.GetValues("API-Version").Single()));
        Assert.Equal(["load - - 2026-11-12", "departure 2026-11-10 - 2026-11-12", "arrival - 2026-12-11 -"], await DaysAsync(shipment));

        await Node.SettleAsync();
        var head = await Node.HeadAsync();
        Assert.Equal(["INFO duplicate $.events[0]"], Feedback(await PostAsync(Event("b", "DCBK1", at: "2026-11-12T23:30:00+06:00"))));
        Assert.Equal(head, await Node.HeadAsync());
    }

    [Fact]
    public async Task Of_one_event_the_latest_update_holds_whatever_comes_first()
    {
        var shipment = await BookedAsync("DC-2", "DCBK2");
        await PostAsync(Event("r", "DCBK2", "ARRI", "EST", "2026-12-15T08:00:00Z", "2026-11-12T12:00:00Z"));
        Assert.Equal(["INFO duplicate $.events[0]"], Feedback(await PostAsync(Event("r", "DCBK2", "ARRI", "EST", "2026-12-11T08:00:00Z", "2026-11-11T12:00:00Z"))));
        Assert.Equal(["arrival - 2026-12-15 -"], await DaysAsync(shipment));
        await PostAsync(Event("r", "DCBK2", "ARRI", "EST", "2026-12-18T08:00:00Z", "2026-11-13T12:00:00Z"));
        Assert.Equal(["arrival - 2026-12-18 -"], await DaysAsync(shipment));
    }

    [Fact]
    public async Task What_is_taken_back_by_its_id_alone_is_gone_also_when_that_comes_first()
    {
        var shipment = await BookedAsync("DC-3", "DCBK3");
        var retraction = JsonNode.Parse("""{ "eventRouting": { "originatingParty": { "partyCode": "EXCO", "codeListProvider": "SMDG", "codeListName": "LCL" } }, "eventID": "t1", "isRetracted": true }""")!.AsObject();
        await PostAsync(Event("t1", "DCBK3"));
        Assert.Equal(["INFO accepted $.events[0]"], Feedback(await PostAsync(retraction)));
        Assert.Empty(await DaysAsync(shipment));

        retraction["eventID"] = "t2";
        Assert.Equal(["INFO kept $.events[0]"], Feedback(await PostAsync(retraction)));
        Assert.Equal(["INFO accepted $.events[0]", "INFO accepted $.events[0]"], Feedback(await PostAsync(Event("t2", "DCBK3"))));
        Assert.Empty(await DaysAsync(shipment));
        // Said anew after it was taken back.
        var later = Node.Time.GetUtcNow().AddMinutes(1).ToString("yyyy-MM-ddTHH:mm:ssZ");
        await PostAsync(Event("t2", "DCBK3", updated: later));
        Assert.Equal(["departure - - 2026-11-12"], await DaysAsync(shipment));
    }

    [Fact]
    public async Task A_container_that_travels_again_is_of_the_voyage_that_was_not_over()
    {
        var first = await BookedAsync("DC-4", "DCBK4", "CSQU3054383");
        var second = await BookedAsync("DC-4B", "DCBK4B", "CSQU3054383");
        JsonObject Loaded(string id) => Event(id, null, "LOAD", container: "CSQU3054383", mode: null);
        Assert.Equal(["ERROR ambiguous-shipment $.events[0].shipmentDetails"], Feedback(await PostAsync(Loaded("v1"))));

        var received = await Node.PostAsync($$"""{ "source": "EXCO", "eventId": "recv", "eventUpdatedAt": "2026-11-01T08:00:00Z", "type": "shipment", "shipment": "{{first}}", "moment": "received", "classifier": "ACT", "date": "2026-11-01" }""", person: "bo");
        Assert.True(received.Status == 200, received.Text);
        await Node.SettleAsync();
        Assert.Equal(["INFO accepted $.events[0]"], Feedback(await PostAsync(Loaded("v2"))));
        Assert.Equal(["load - - 2026-11-12"], await DaysAsync(second));
    }

    [Fact]
    public async Task What_has_no_word_is_kept_and_reported_and_never_guessed()
    {
        var shipment = await BookedAsync("DC-5", "DCBK5");
        await Node.SettleAsync();
        var head = await Node.HeadAsync();
        var empty = Event("n3", "DCBK5", "GTOT", container: Container);
        empty["equipmentDetails"]!["emptyIndicatorCode"] = "EMPTY";
        var answer = await PostAsync(Event("n1", "DCBK5", "GTIN", container: Container), Event("n2", "DCBK5", "ZZZZ"), empty, Event("n4", "DCBK5", mode: "TRUCK"));
        Assert.Equal(
            ["WARN kept $.events[0].eventClassification.equipmentEventTypeCode", "WARN kept $.events[1].eventClassification.equipmentEventTypeCode",
             "WARN kept $.events[2].eventClassification.equipmentEventTypeCode", "WARN other-leg $.events[3].eventClassification.transportEventTypeCode"],
            Feedback(answer));
        Assert.Equal(200, answer.Status);
        Assert.Empty(await DaysAsync(shipment));
        Assert.Equal(head, await Node.HeadAsync());
        Assert.Equal(4, await CountAsync("select count(*) from journal.dcsa_events where convert_from(body, 'UTF8') like '%DCBK5%'"));
    }

    [Fact]
    public async Task Each_event_is_refused_for_itself_at_its_place()
    {
        var shipment = await BookedAsync("DC-6", "DCBK6");
        var noId = Event("x", "DCBK6");
        noId.Remove("eventID");
        var noOffset = Event("o", "DCBK6", updated: "2026-11-12T12:00:00");
        var wrongType = Event("w", "DCBK6");
        wrongType["eventClassification"]!["eventClassifierCode"] = 7;
        var answer = await PostAsync(
            noId, noOffset, wrongType, Event("p", "DCBK6", place: "HAMBURG"), Event("u", "NOBODYS"), Event("s", "DCBK6", party: "line-review"), Event("f", "DCBK6", updated: "2099-01-01T00:00:00Z"),
            Event("local", "DCBK6", at: "2026-11-12T10:00:00"));
        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["ERROR wrong-type $.events[2].eventClassification.eventClassifierCode", "ERROR required $.events[0].eventID", "ERROR impossible-time $.events[1].eventUpdatedDateTime",
             "ERROR impossible-place $.events[3].eventLocation.UNLocationCode", "ERROR unknown-shipment $.events[4].shipmentDetails",
             "ERROR reserved-source $.events[5].eventRouting.originatingParty.partyCode", "ERROR updated-in-future $.events[6].eventUpdatedDateTime",
             "WARN no-offset $.events[7].eventDateTime", "INFO accepted $.events[7]"],
            Feedback(answer));
        Assert.Equal(["departure - - 2026-11-12"], await DaysAsync(shipment));
        var none = await PostAsync(Event("u2", "NOBODYS"));
        Assert.Equal((422, "application/json"), (none.Status, none.MediaType));
    }

    [Fact]
    public async Task Who_may_not_ship_or_see_it_or_speak_so_changes_nothing()
    {
        await BookedAsync("DC-7", "DCBK7");
        await Node.SendAsync(HttpMethod.Put, "/api/v1/partners/exco", """{ "name": "Exco", "scopes": ["read", "report"], "sources": ["EXCO"] }""");
        var key = (await Node.SendAsync(HttpMethod.Post, "/api/v1/partners/exco/keys", """{ "label": "all", "scopes": ["report"] }""")).Json.GetProperty("key").GetString()!;
        await Node.SettleAsync();
        var head = await Node.HeadAsync();
        var body = Body(Event("q", "DCBK7"));
        var refused = await PostAsync("/dcsa/v3/events", body, "rafiq");
        Assert.Equal((403, "application/json", "ERROR not-allowed"), (refused.Status, refused.MediaType, Feedback(refused).Single()));
        Assert.Equal(["ERROR unknown-shipment $.events[0].shipmentDetails"], Feedback(await PostAsync("/dcsa/v3/events", body, "ana")));
        var stranger = await PostAsync("/dcsa/v3/events", body, null, ("Authorization", "Bearer slk_nothing"));
        Assert.Equal((401, "ERROR unknown-token"), (stranger.Status, Feedback(stranger).Single()));
        var other = await PostAsync("/dcsa/v3/events", Body(Event("q", "DCBK7", party: "MAEU"), Event("q2", "DCBK7", "GTIN", party: "MAEU")), null, ("Authorization", $"Bearer {key}"));
        Assert.Equal(
            ["ERROR other-source $.events[0].eventRouting.originatingParty.partyCode", "WARN kept $.events[1].eventClassification.equipmentEventTypeCode", "ERROR other-source $.events[1].eventRouting.originatingParty.partyCode"],
            Feedback(other));
        Assert.Equal((400, 400, 400, 413), ((await PostAsync("/dcsa/v3/events", "{}"u8.ToArray())).Status, (await PostAsync()).Status,
            (await PostAsync("/dcsa/v3/events", body, "bo", ("API-Version", "2.2.0"))).Status, (await PostAsync("/dcsa/v3/events", new byte[4 * 1024 * 1024 + 1])).Status));
        Assert.Equal(head, await Node.HeadAsync());

        // Who reports under one name need not say it.
        var own = Event("q3", "DCBK7");
        own.Remove("eventRouting");
        Assert.Equal(["INFO accepted $.events[0]"], Feedback(await PostAsync("/dcsa/v3/events", Body(own), null, ("Authorization", $"Bearer {key}"))));
    }

    [RealFileTheory]
    [InlineData("tnt-300-request-equipment", "INFO accepted")]
    [InlineData("tnt-300-request-iot", "WARN kept")]
    [InlineData("tnt-300-request-reefer", "WARN kept")]
    [InlineData("tnt-300-request-shipment", "WARN kept")]
    [InlineData("tnt-300-request-transport", "INFO accepted")]
    [InlineData("tnt-300-response", "WARN kept,INFO accepted,WARN kept,WARN kept,WARN kept")]
    [InlineData("tnt-300-response-nextpage", "WARN kept,INFO accepted,INFO accepted,WARN kept,WARN kept")]
    public async Task Every_sample_of_the_standard_is_taken(string file, string expected)
    {
        if ((await Node.ReadAsync("/api/v1/shipments?purchaseOrder=DC-8", "bo")).GetProperty("total").GetInt32() == 0)
            await BookedAsync("DC-8", "ABC709951", "APZU4812090", "NLRTM", "DEHAM");
        await Node.SettleAsync();
        var answer = await PostAsync("/dcsa/v3/events", await File.ReadAllBytesAsync(RealFileFactAttribute.PathOf($"dcsa-tnt/messages/{file}.json")));
        Assert.True(answer.Status == 200, answer.Text);
        Assert.Equal(expected, string.Join(',', Feedback(answer).Select(f => f[..f.IndexOf(" $", StringComparison.Ordinal)])));
    }

    [Fact]
    public async Task No_spoilt_body_breaks_anything()
    {
        await BookedAsync("DC-9", "DCBK9");
        var whole = Body(Event("s1", "DCBK9"), Event("s2", "DCBK9", "DISC", container: Container, place: "NLRTM"));
        var wrong = new List<string>();
        for (var seed = 0; seed < 600; seed++)
        {
            var answer = await PostAsync("/dcsa/v3/events", EdiBodies.Spoil(whole, seed));
            if (answer.Status >= 500)
                wrong.Add($"seed {seed}: {answer.Status} {answer.Text}");
        }

        foreach (var body in new[] { """{"events":[{"eventID":"\ud800"}]}""", """{"events":[{"\ud800":1,"eventID":"e"}]}""", """{"\udc00":[],"events":[null,1,"x",[]]}""", """{"events":[{"eventID":"a","eventID":"b"}]}""" })
            if (await PostAsync("/dcsa/v3/events", Encoding.UTF8.GetBytes(body)) is { Status: >= 500 or 200 } answer)
                wrong.Add($"{body}: {answer.Status} {answer.Text}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
