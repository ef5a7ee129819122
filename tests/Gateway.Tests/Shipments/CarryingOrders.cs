using System.Text.Json;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Shipments;

/// <summary>Bo books what he carries and reports its way. Two brands travel together.</summary>
public sealed class CarryingOrders(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private const string Shipments = "/api/v1/shipments";

    private async Task PlaceAsync(params string[] orders)
    {
        await Node.PlaceAsync([.. orders.Select(number => GatewayNode.Order(number, "2027-03-20"))]);
        await Node.PlaceAsync(GatewayNode.Order(orders[0] + "-VIREO", "2027-03-20", brand: "VIREO", vendor: "V2"));
    }

    private static string Booking(string lines, string rest = "") =>
        $$"""{ "booking": "MAEU240117", "carrier": "MAEU", "mode": "sea", "from": "BDCGP", "to": "NLRTM", "lines": [{{lines}}] {{rest}} }""";

    private static string Line(string order, int quantity = 700) => $$"""{ "purchaseOrder": "{{order}}", "line": 1, "quantity": {{quantity}} }""";

    private Task<Answer> BookAsync(string body, string person = "bo", string? key = null) => Node.SendAsync(HttpMethod.Post, Shipments, body, person, key);

    private async Task<string> BookedAsync(params string[] orders)
    {
        var answer = await BookAsync(Booking(string.Join(',', orders.Select(o => Line(o))), """, "containers": ["msku6011672"]"""));
        Assert.True(answer.Status == 201, answer.Text);
        return answer.Json.GetProperty("id").GetString()!;
    }

    private static string Said(string id, string shipment, string moment, string classifier, string date, string updated = "2026-11-20T07:14:00Z", string rest = "") =>
        $$"""
        { "source": "FWD-ACME", "eventId": "{{id}}", "eventUpdatedAt": "{{updated}}", "type": "shipment", "shipment": "{{shipment}}",
          "moment": "{{moment}}", "classifier": "{{classifier}}", "date": "{{date}}" {{rest}} }
        """;

    private Task<Answer> TellAsync(string body, string person = "bo") => Node.SendAsync(HttpMethod.Post, "/api/v1/events", body, person);

    private Task<JsonElement> WayAsync(string shipment, string person = "bo") => Node.ReadAsync($"{Shipments}/{shipment}", person);

    private async Task<string[]> ListedAsync(string path, string person) =>
        [.. (await Node.ReadAsync(Shipments + path, person)).GetProperty("items").EnumerateArray().Select(s => s.GetProperty("id").GetString()!)];

    [Fact]
    public async Task What_is_said_of_its_way_is_read_back_apart_by_plan_forecast_and_fact()
    {
        await PlaceAsync("WAY-1");
        var shipment = await BookedAsync("WAY-1");
        var answer = await TellAsync($"""
            [{Said("w1", shipment, "departure", "PLN", "2026-11-10")}, {Said("w2", shipment, "departure", "ACT", "2026-11-12", rest: """, "equipment": "MSKU6011672", "location": "BDCGP" """)},
             {Said("w3", shipment, "gate-out", "EST", "2026-12-20")}, {Said("w4", "SHP-none", "arrival", "EST", "2026-12-20")}]
            """);
        Assert.Equal(["accepted", "accepted", "accepted", "refused"], answer.Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("status").GetString()));
        Assert.Equal("duplicate", (await TellAsync(Said("w1", shipment, "departure", "PLN", "2026-11-10"))).Json.GetProperty("items")[0].GetProperty("status").GetString());

        var read = await WayAsync(shipment);
        Assert.Equal(
            [("departure", "2026-11-10", null, "2026-11-12"), ("gate-out", null, "2026-12-20", null)],
            read.GetProperty("summary").GetProperty("days").EnumerateArray().Select(d => (
                d.GetProperty("moment").GetString(), d.GetProperty("planned").GetString(), d.GetProperty("estimated").GetString(), d.GetProperty("actual").GetString())));
        Assert.Equal((2, "late"), (read.GetProperty("summary").GetProperty("slipDays").GetInt32(), read.GetProperty("summary").GetProperty("exceptions")[0].GetString()));
        Assert.Equal(("WAY-1", 700), (read.GetProperty("lines")[0].GetProperty("purchaseOrder").GetString(), read.GetProperty("lines")[0].GetProperty("quantity").GetInt32()));

        Assert.Equal(200, (await TellAsync(Said("w2", shipment, "departure", "ACT", "2026-11-12", "2026-11-20T08:00:00Z", """, "retracted": true"""))).Status);
        Assert.Equal(JsonValueKind.Null, (await WayAsync(shipment)).GetProperty("summary").GetProperty("slipDays").ValueKind);
        Assert.Empty((await WayAsync(shipment)).GetProperty("discrepancies").EnumerateArray());
        var published = (await Node.ReadAsync("/api/v1/events?after=0&limit=1000", "bo")).GetProperty("items").EnumerateArray()
            .Select(e => e.GetProperty("data")).Last(d => d.TryGetProperty("eventId", out var id) && id.GetString() == "w2");
        Assert.Equal((true, JsonValueKind.Null, JsonValueKind.Null), (
            published.GetProperty("retracted").GetBoolean(), published.GetProperty("moment").ValueKind, published.GetProperty("date").ValueKind));
    }

    [Fact]
    public async Task An_order_travels_on_many_and_exceptions_come_latest_first()
    {
        await PlaceAsync("MANY-1", "MANY-2");
        var (calm, late, later) = (await BookedAsync("MANY-1"), await BookedAsync("MANY-1", "MANY-2"), await BookedAsync("MANY-1"));
        foreach (var (shipment, days) in new[] { (calm, 0), (late, 2), (later, 5) })
        {
            Assert.Equal(200, (await TellAsync($"""
                [{Said($"p-{shipment}", shipment, "departure", "PLN", "2026-12-10")}, {Said($"e-{shipment}", shipment, "departure", "EST", $"2026-12-{10 + days}")}]
                """)).Status);
        }

        // Booked in the same moment.
        Assert.Equal(new[] { calm, late, later }.Order(), (await ListedAsync("?purchaseOrder=MANY-1", "noor")).Order());
        Assert.Equal([late], await ListedAsync("?purchaseOrder=MANY-2", "noor"));
        Assert.Equal([later, late], await ListedAsync("/exceptions?purchaseOrder=MANY-1", "noor"));
        Assert.Equal(400, (await Node.GetAsync($"{Shipments}?mode=canoe", "noor")).Status);
    }

    [Fact]
    public async Task It_is_found_by_what_one_knows_of_it_and_by_no_order_that_one_does_not_see()
    {
        await PlaceAsync("FIND-1");
        var (one, both) = (await BookedAsync("FIND-1"), await BookedAsync("FIND-1", "FIND-1-VIREO"));
        Assert.Equal(200, (await TellAsync($"""
            [{Said("f1", one, "departure", "PLN", "2026-12-10")}, {Said("f2", one, "departure", "EST", "2026-12-12")}, {Said("f3", both, "arrival", "PLN", "2026-12-11")}]
            """)).Status);
        foreach (var text in new[] { "find-1", "msku601167", "maeu240117" })
            Assert.Equal(new[] { one, both }.Order(), (await ListedAsync($"?purchaseOrder=FIND-1&q={text}", "noor")).Order());
        Assert.Equal([both], await ListedAsync($"?q={both[4..].ToUpperInvariant()}", "noor"));
        Assert.Equal([both], await ListedAsync("?q=FIND-1-VIREO", "ana"));
        Assert.Empty(await ListedAsync("?q=FIND-1-VIREO", "noor"));

        Assert.Equal([both, one], await ListedAsync("?purchaseOrder=FIND-1&sort=next", "noor"));
        Assert.Equal([one, both], await ListedAsync("?purchaseOrder=FIND-1&sort=-slip", "noor"));
        Assert.Equal([one], await ListedAsync("?purchaseOrder=FIND-1&health=late&exception=late,overdue&from=BDCGP&to=NLRTM", "noor"));
        Assert.Empty(await ListedAsync("?purchaseOrder=FIND-1&to=USLAX", "noor"));
        var first = await Node.ReadAsync($"{Shipments}?purchaseOrder=FIND-1&sort=next&limit=1", "noor");
        Assert.Equal([one], await ListedAsync($"?purchaseOrder=FIND-1&sort=next&cursor={first.GetProperty("next").GetString()}", "noor"));
        foreach (var refused in new[] { "?exception=lost", "?health=well", "?sort=quantity", "?cursor=x", "/exceptions?sort=id" })
            Assert.Equal(400, (await Node.GetAsync(Shipments + refused, "noor")).Status);
    }

    [Fact]
    public async Task Its_past_is_told_with_whose_word_it_was_and_its_lines_with_how_they_stand()
    {
        await PlaceAsync("PAST-1");
        var (shipment, theirs) = (await BookedAsync("PAST-1", "PAST-1-VIREO"), await BookedAsync("PAST-1-VIREO"));
        foreach (var report in new[]
        {
            Said("t1", shipment, "gate-out", "EST", "2026-12-20", rest: """, "equipment": "MSKU6011672", "note": "waits for a berth" """),
            Said("t1", shipment, "gate-out", "EST", "2026-12-22", "2026-11-20T08:00:00Z"),
            Said("t1", shipment, "gate-out", "EST", "2026-12-22", "2026-11-20T09:00:00Z", """, "retracted": true"""),
        })
            Assert.Equal(200, (await TellAsync(report)).Status);
        var past = (await Node.ReadAsync($"{Shipments}/{shipment}/history", "noor")).GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(
            [
                ("FWD-ACME took back its report on gate out", "2026-12-22", null), ("Gate out is expected 22 Dec", "2026-12-20", "2026-12-22"),
                ("Gate out (MSKU6011672) is expected 20 Dec; waits for a berth", null, "2026-12-20"), ("Booked with MAEU as MAEU240117, BDCGP to NLRTM", null, null),
            ],
            past.Select(e => (e.GetProperty("text").GetString(), e.GetProperty("from").GetString(), e.GetProperty("to").GetString())));
        Assert.Equal(("bo", "FWD-ACME"), (past[0].GetProperty("by").GetProperty("actor").GetString(), past[0].GetProperty("by").GetProperty("source").GetString()));
        Assert.Equal(3, (await Node.ReadAsync($"{Shipments}/{shipment}/history?source=FWD-ACME", "noor")).GetProperty("total").GetInt32());
        Assert.Equal(404, (await Node.GetAsync($"{Shipments}/{theirs}/history", "noor")).Status);
        Assert.Equal(400, (await Node.GetAsync($"{Shipments}/{shipment}/history?line=1", "noor")).Status);

        var line = Assert.Single((await WayAsync(shipment, "noor")).GetProperty("lines").EnumerateArray());
        var order = (await Node.ReadAsync("/api/v1/purchase-orders/PAST-1", "noor")).GetProperty("lines")[0];
        Assert.Equal(
            (order.GetProperty("stage").GetString(), order.GetProperty("health").GetString(), order.GetProperty("exFactory").GetProperty("committed").GetString()),
            (line.GetProperty("stage").GetString(), line.GetProperty("health").GetString(), line.GetProperty("committed").GetString()));
    }

    [Fact]
    public async Task A_way_that_runs_backwards_is_kept_and_an_exception()
    {
        await PlaceAsync("BACK-1");
        var shipment = await BookedAsync("BACK-1");
        Assert.Equal(200, (await TellAsync($"""[{Said("b1", shipment, "arrival", "ACT", "2026-11-10")}, {Said("b2", shipment, "departure", "ACT", "2026-11-14")}]""")).Status);
        Assert.Equal("backwards", (await WayAsync(shipment)).GetProperty("discrepancies")[0].GetProperty("kind").GetString());
        Assert.Equal([shipment], await ListedAsync("/exceptions?purchaseOrder=BACK-1", "bo"));
    }

    [Fact]
    public async Task Each_sees_the_shipment_of_its_orders_and_no_others_lines()
    {
        await PlaceAsync("MIX-1");
        var (both, theirs) = (await BookedAsync("MIX-1", "MIX-1-VIREO"), await BookedAsync("MIX-1-VIREO"));
        Assert.Equal(200, (await TellAsync(Said("m1", theirs, "departure", "PLN", "2026-12-10"))).Status);
        foreach (var person in new[] { "noor", "rafiq" })
        {
            Assert.Equal(404, (await Node.GetAsync($"{Shipments}/{theirs}", person)).Status);
            Assert.DoesNotContain(theirs, (await Node.ReadAsync("/api/v1/events?after=0&limit=1000", person)).GetRawText(), StringComparison.Ordinal);
            var read = await WayAsync(both, person);
            Assert.Equal("MIX-1", Assert.Single(read.GetProperty("lines").EnumerateArray()).GetProperty("purchaseOrder").GetString());
            Assert.DoesNotContain("VIREO", read.GetRawText() + (await Node.ReadAsync(Shipments, person)).GetRawText(), StringComparison.Ordinal);
        }

        Assert.Contains(theirs, await ListedAsync("", "ana"));
        Assert.Contains("shipment.transport-reported", (await Node.ReadAsync("/api/v1/events?after=0&limit=1000", "ana")).GetRawText(), StringComparison.Ordinal);

        Assert.Equal("unknown-shipment", (await TellAsync(Said("m2", theirs, "arrival", "EST", "2026-12-10"), "noor")).Json.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal("not-allowed", (await TellAsync(Said("m3", both, "arrival", "EST", "2026-12-10"), "rafiq")).Json.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(403, (await BookAsync(Booking(Line("MIX-1")), "rafiq")).Status);
        Assert.Equal("unknown-purchase-order", (await BookAsync(Booking(Line("MIX-1-VIREO")), "noor")).Json.GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_is_said_of_its_way_reaches_the_lines_that_it_carries()
    {
        await PlaceAsync("REACH-1", "REACH-2");
        var (one, two) = (await BookedAsync("REACH-1", "REACH-2"), await BookedAsync("REACH-1"));
        Assert.Equal(200, (await TellAsync($"""[{Said("r1", one, "departure", "ACT", "2026-11-12")}, {Said("r2", one, "arrival", "EST", "2026-12-11")}]""")).Status);
        var first = await CarriedAsync("REACH-1", carried => carried.Length == 2 && carried.Any(s => s.GetProperty("days").GetArrayLength() == 2));
        Assert.Equal(new[] { one, two }.Order(StringComparer.Ordinal), first.Select(s => s.GetProperty("id").GetString()));
        var second = Assert.Single(await CarriedAsync("REACH-2", carried => carried.Any(s => s.GetProperty("days").GetArrayLength() == 2)));
        Assert.Equal((one, 700, "2026-12-11"), (
            second.GetProperty("id").GetString(), second.GetProperty("quantity").GetInt32(), second.GetProperty("days")[1].GetProperty("estimated").GetString()));

        Assert.Equal(200, (await TellAsync(Said("r1", one, "departure", "ACT", "2026-11-12", "2026-11-20T08:00:00Z", """, "retracted": true"""))).Status);
        Assert.Single(await CarriedAsync("REACH-2", carried => carried.Any(s => s.GetProperty("days").GetArrayLength() == 1)));
        Assert.Contains(
            (await Node.ReadAsync("/api/v1/purchase-orders/REACH-2/history", "noor")).GetProperty("items").EnumerateArray(),
            e => e.GetProperty("text").GetString() == "Shipment MAEU240117 by MAEU, BDCGP to NLRTM: departure happened 12 Nov, arrival expected 11 Dec");
    }

    private Task<JsonElement[]> CarriedAsync(string order, Func<JsonElement[], bool> until) => Eventually.HoldsAsync(
        $"What the shipments of {order} are to say",
        async () => (await Node.ReadAsync($"/api/v1/purchase-orders/{order}", "noor")).GetProperty("lines")[0].GetProperty("shipments").EnumerateArray().ToArray(), until);

    [Fact]
    public async Task A_booking_that_is_sent_again_is_the_same_shipment()
    {
        await PlaceAsync("KEY-1");
        var (first, again) = (await BookAsync(Booking(Line("KEY-1")), key: "book-1"), await BookAsync(Booking(Line("KEY-1")), key: "book-1"));
        Assert.Equal((201, 200), (first.Status, again.Status));
        Assert.Equal(first.Json.GetProperty("id").GetString(), again.Json.GetProperty("id").GetString());
    }

    [Fact]
    public async Task What_cannot_be_is_refused_where_it_stands()
    {
        await PlaceAsync("BAD-1");
        var shipment = await BookedAsync("BAD-1");
        foreach (var (body, pointer, code) in new[]
        {
            (Booking(""), "/lines", "required"),
            (Booking(Line("BAD-1") + "," + Line("BAD-1")), "/lines/1", "line-twice"),
            (Booking(Line("NONE-1")), "/lines/0/purchaseOrder", "unknown-purchase-order"),
            (Booking(Line("BAD-1").Replace("\"line\": 1", "\"line\": 7", StringComparison.Ordinal)), "/lines/0/line", "unknown-line"),
            (Booking(Line("BAD-1", 0)), "/lines/0/quantity", "wrong-type"),
            (Booking(Line("BAD-1")).Replace("NLRTM", "Rotterdam", StringComparison.Ordinal), "/to", "impossible-place"),
            (Booking(Line("BAD-1")).Replace("NLRTM", "ZZZZZ", StringComparison.Ordinal), "/to", "impossible-place"),
            (Booking(Line("BAD-1"), """, "containers": ["MSKU6011672", "MSKU6011673"]"""), "/containers/1", "impossible-container"),
            (Booking(Line("BAD-1"), """, "containers": ["hello world"]"""), "/containers/0", "impossible-container"),
            (Booking(Line("BAD-1", 100_000)), "/lines/0/quantity", "beyond-order"),
            (Booking(Line("BAD-1")).Replace("NLRTM", "BDCGP", StringComparison.Ordinal), "/to", "same-place"),
            (Booking(Line("BAD-1"), """, "colour": "red" """), "/colour", "unknown-member"),
        })
        {
            var answer = await BookAsync(body);
            Assert.True(answer.Status == 422, answer.Text);
            var error = answer.Json.GetProperty("errors")[0];
            Assert.Equal((pointer, code), (error.GetProperty("pointer").GetString(), error.GetProperty("code").GetString()));
        }

        foreach (var (body, pointer, code) in new[]
        {
            (Said("x1", shipment, "landing", "EST", "2026-12-10"), "/moment", "unknown-moment"),
            (Said("x1", shipment, "arrival", "EST", "2026-12-10", rest: """, "location": "Rotterdam" """), "/location", "impossible-place"),
            (Said("x1", shipment, "arrival", "EST", "2026-12-10", rest: """, "purchaseOrder": "BAD-1" """), "/purchaseOrder", "other-type"),
            (Said("x1", shipment, "arrival", "ACT", "2026-12-10"), "/date", "actual-in-future"),
            ("""{ "source": "FWD-ACME", "eventId": "x1", "eventUpdatedAt": "2026-11-20T07:14:00Z", "type": "shipment" }""", "/shipment", "required"),
        })
        {
            var answer = await TellAsync(body);
            Assert.True(answer.Status == 422, answer.Text);
            var error = answer.Json.GetProperty("errors")[0];
            Assert.Equal((pointer, code), (error.GetProperty("pointer").GetString(), error.GetProperty("code").GetString()));
        }
    }
}
