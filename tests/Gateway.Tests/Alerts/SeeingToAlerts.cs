using System.Text.Json;
using Selvedge.Domain.Alerts;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.Alerts;

/// <summary>An order turns critical, is taken in hand, and recovers, over HTTP.</summary>
public sealed class SeeingToAlerts(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private static string Of(string po, string cause = "late-order") => $"/api/v1/alerts/{cause}~{po}";

    private Task<Answer> ActOnAsync(string po, string act, string body, string person = "clara") =>
        Node.SendAsync(HttpMethod.Post, $"{Of(po)}/{act}", body, person);

    private Task ReportAsync(string po, string eventId, string date, string classifier = "EST", string reason = "FA-CAP") => Node.SendAsync(
        HttpMethod.Post, "/api/v1/events",
        $$"""[{ "source": "V1", "eventId": "{{eventId}}", "eventUpdatedAt": "2026-11-20T08:0{{eventId[^1]}}:00Z", "purchaseOrder": "{{po}}", "line": 1, "type": "milestone", "milestone": "A31", "classifier": "{{classifier}}", "date": "{{date}}", "reason": "{{reason}}" }]""",
        "rafiq");

    private Task<JsonElement> AlertAsync(string po, string state, string cause = "late-order") => Eventually.HoldsAsync(
        $"The alert of {po} is {state}", async () => (await Node.GetAsync(Of(po, cause), "clara")) is { Status: 200, Json: var alert } ? alert : default,
        alert => alert.ValueKind == JsonValueKind.Object && alert.GetProperty("state").GetString() == state);

    [Fact]
    public async Task A_delay_reaches_the_manager_once_rests_while_in_hand_and_goes_with_its_cause()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-AL1", "2027-08-20"));
        await ReportAsync("PO-AL1", "late-1", "2027-10-20");
        var raised = await AlertAsync("PO-AL1", "open");
        Assert.Equal(("p1", 1, 7_700), (raised.GetProperty("severity").GetString(), raised.GetProperty("times").GetInt32(), raised.GetProperty("quantity").GetInt32()));
        Assert.Equal(("director", "Rafiq Islam"), (raised.GetProperty("escalatesTo").GetString(), raised.GetProperty("causedBy").GetString()));
        Assert.Contains("late-order~PO-AL1", (await Node.ReadAsync("/api/v1/alerts?whose=mine&limit=500", "clara")).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("late-order~PO-AL1", (await Node.ReadAsync("/api/v1/alerts?whose=mine&limit=500", "ingrid")).GetRawText(), StringComparison.Ordinal);

        var stakes = await Node.ReadAsync($"{Of("PO-AL1")}/stakes", "clara");
        Assert.Equal((JsonValueKind.Object, 0), (stakes.GetProperty("exFactory").ValueKind, stakes.GetProperty("values").GetArrayLength()));
        Assert.Equal(422, (await ActOnAsync("PO-AL1", "acknowledge", """{ "reason": "" }""")).Status);
        Assert.Equal(422, (await ActOnAsync("PO-AL1", "snooze", """{ "until": "tomorrow" }""")).Status);
        Assert.Equal(422, (await ActOnAsync("PO-AL1", "assign", """{ "to": "rafiq" }""")).Status);
        Assert.Equal(422, (await ActOnAsync("PO-AL1", "escalate", """{ "reason": "" }""")).Status);
        var taken = await ActOnAsync("PO-AL1", "acknowledge", """{ "reason": "ships by air" }""");
        Assert.True(taken.Status == 200, taken.Text);
        var inHand = await Node.ReadAsync(Of("PO-AL1"), "clara");
        Assert.Equal(("acknowledged", "ships by air", "Clara Voss"), (inHand.GetProperty("state").GetString(), inHand.GetProperty("note").GetString(), inHand.GetProperty("actedByName").GetString()));
        Assert.Equal(JsonValueKind.Null, inHand.GetProperty("escalatesAt").ValueKind);

        Assert.Equal(200, (await ActOnAsync("PO-AL1", "escalate", """{ "reason": "no flight to be had" }""")).Status);
        var above = await Node.ReadAsync(Of("PO-AL1"), "ingrid");
        Assert.Equal(("open", true, "no flight to be had"), (above.GetProperty("state").GetString(), above.GetProperty("mine").GetBoolean(), above.GetProperty("before").GetString()));
        Assert.Equal("/problems/nobody-above", (await ActOnAsync("PO-AL1", "escalate", """{ "reason": "again" }""")).ProblemType);

        await ReportAsync("PO-AL1", "late-2", "2027-08-10");
        await AlertAsync("PO-AL1", "resolved");
        Assert.Equal(409, (await ActOnAsync("PO-AL1", "acknowledge", """{ "reason": "late again" }""")).Status);
    }

    [Fact]
    public async Task Its_brand_decides_from_when_on_and_whom_it_reaches_and_what_stands_follows_at_once()
    {
        const string Address = "/api/v1/brands/HALDEN/settings";
        await Node.PlaceAsync(GatewayNode.Order("PO-AL3", "2027-08-20"));
        await ReportAsync("PO-AL3", "late-4", "2027-10-20");
        Assert.Equal(JsonValueKind.Null, (await AlertAsync("PO-AL3", "open")).GetProperty("decidedRule").ValueKind);
        var settings = await Node.ReadAsync(Address, "ingrid");
        Assert.Equal((JsonValueKind.Null, AlertRules.Causes.Length), (settings.GetProperty("alerts").ValueKind, settings.GetProperty("usualAlerts").GetProperty("rules").GetArrayLength()));

        await DecideAsync("""{ "rules": [{ "cause": "late-order", "vendor": "V1", "severity": null }], "steps": [] }""");
        await AlertAsync("PO-AL3", "resolved");
        await DecideAsync("""{ "rules": [{ "cause": "late-order", "category": "apparel", "fromDays": 4, "severity": "p3" }], "steps": [{ "severity": "p1", "role": "assistant", "afterDays": 0 }, { "severity": "p1", "role": "director", "afterDays": 1 }] }""");
        var again = await AlertAsync("PO-AL3", "open");
        // A critical line is as loud as can be.
        Assert.Equal(
            ("p1", """["assistant"]""", "director", 4, "The brand's own rule: a line is blocked, or late by 4 days or more: P3. Critical: P1."),
            (again.GetProperty("severity").GetString(), again.GetProperty("reached").GetRawText(), again.GetProperty("escalatesTo").GetString(),
                again.GetProperty("decidedRule").GetProperty("fromDays").GetInt32(), again.GetProperty("rule").GetString()));
        Assert.Contains("PO-AL3", (await Node.ReadAsync("/api/v1/alerts?whose=mine&limit=500", "noor")).GetRawText(), StringComparison.Ordinal);

        await DecideAsync("null");
        await Eventually.HoldsAsync("The product's rule holds again", async () => (await Node.ReadAsync(Of("PO-AL3"), "clara")).GetProperty("decidedRule").ValueKind, kind => kind == JsonValueKind.Null);

        async Task DecideAsync(string alerts)
        {
            var decided = await Node.SendAsync(
                HttpMethod.Put, Address,
                $$"""{ "limits": [], "exFactoryToleranceDays": 3, "risky": [], "answerHours": 24, "smallTolerancePercent": 10, "largeTolerancePercent": 5, "largeFromUnits": 1000, "alerts": {{alerts}} }""", "ingrid");
            Assert.True(decided.Status == 200, decided.Text);
        }
    }

    [Fact]
    public async Task An_inspection_that_failed_is_alerted_of_until_it_is_passed()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-AL5", "2027-08-20"));
        await ReportAsync("PO-AL5", "failed-1", "2027-08-18", reason: "FA-QC");
        var raised = await AlertAsync("PO-AL5", "open", "failed-inspection");
        Assert.Equal(("p2", "A line waits because an inspection has failed: P2."), (raised.GetProperty("severity").GetString(), raised.GetProperty("rule").GetString()));
        await ReportAsync("PO-AL5", "failed-2", "2027-08-18", reason: "FA-MACH");
        await AlertAsync("PO-AL5", "resolved", "failed-inspection");
    }

    [Fact]
    public async Task It_is_the_houses_own()
    {
        await Node.PlaceAsync(GatewayNode.Order("PO-AL2", "2027-08-20"));
        await ReportAsync("PO-AL2", "late-3", "2027-10-20");
        await AlertAsync("PO-AL2", "open");
        foreach (var person in new[] { "rafiq", "bo", "ana" })
        {
            Assert.Equal(404, (await Node.GetAsync(Of("PO-AL2"), person)).Status);
            Assert.Equal(404, (await Node.GetAsync($"{Of("PO-AL2")}/stakes", person)).Status);
            Assert.Equal(404, (await ActOnAsync("PO-AL2", "resolve", """{ "reason": "no" }""", person)).Status);
            Assert.DoesNotContain("PO-AL2", (await Node.ReadAsync("/api/v1/alerts?state=all&limit=500", person)).GetRawText(), StringComparison.Ordinal);
        }
    }
}
