using System.Text.Json;
using Selvedge.Gateway.Tests.Imports;
using Selvedge.Gateway.Tests.OrderLife;

namespace Selvedge.Gateway.Tests.Dcsa;

/// <summary>What holds of shipments, read as Track and Trace 2.2 has it.</summary>
public sealed class ReadingTracks(StaffedNode staffed) : DcsaSpec(staffed)
{
    private static string[] Codes(JsonElement events) => [.. events.EnumerateArray().Select(e =>
        $"{e.GetProperty("eventClassifierCode").GetString()} {(e.TryGetProperty("transportEventTypeCode", out var code) ? code : e.GetProperty("equipmentEventTypeCode")).GetString()} {e.GetProperty("eventDateTime").GetString()![..10]}").Order(StringComparer.Ordinal)];

    private async Task<string[]> CodesAsync(string query, string person = "bo") => Codes(await Node.ReadAsync($"/dcsa/v2/events?{query}", person));

    private async Task MovedAsync(string order, string booking)
    {
        await BookedAsync(order, booking);
        var answer = await PostAsync(
            Event($"{order}-1", booking, classifier: "PLN", at: "2026-11-10T10:00:00Z"), Event($"{order}-2", booking),
            Event($"{order}-3", booking, "ARRI", "EST", "2026-12-11T08:00:00Z", "2026-11-13T12:00:00Z", "NLRTM"), Event($"{order}-4", booking, "LOAD", container: Container, place: "BDCGP", mode: null));
        Assert.True(answer.Status == 200, answer.Text);
        await Node.SettleAsync();
    }

    [Fact]
    public async Task Filters_hold_together_and_what_is_not_known_here_matches_nothing()
    {
        await MovedAsync("TR-1", "TRBK1");
        Assert.Equal(["ACT DEPA 2026-11-12", "ACT LOAD 2026-11-12", "EST ARRI 2026-12-11", "PLN DEPA 2026-11-10"], await CodesAsync("carrierBookingReference=TRBK1"));
        foreach (var (query, expected) in new (string, string[])[]
        {
            ("eventType=EQUIPMENT", ["ACT LOAD 2026-11-12"]), ("transportEventTypeCode=ARRI", ["EST ARRI 2026-12-11"]), ("equipmentReference=MSKU6011672&eventType=EQUIPMENT,TRANSPORT", ["ACT LOAD 2026-11-12"]),
            ("equipmentReference=CSQU3054383", []), ("UNLocationCode=NLRTM", ["EST ARRI 2026-12-11"]), ("eventCreatedDateTime:gt=2026-11-12T12:00:00Z", ["EST ARRI 2026-12-11"]),
            ("eventCreatedDateTime:gte=2026-11-12T12:00:00Z&eventCreatedDateTime:lt=2026-11-13T12:00:00Z&eventType=TRANSPORT", ["ACT DEPA 2026-11-12", "PLN DEPA 2026-11-10"]),
            ("eventCreatedDateTime=2026-11-13T12:00:00Z", ["EST ARRI 2026-12-11"]), ("vesselIMONumber=9321483", []), ("shipmentEventTypeCode=DRFT", []), ("eventType=SHIPMENT", []),
            ("transportEventTypeCode=ARRI&equipmentEventTypeCode=LOAD", []),
        })
            Assert.Equal((query, string.Join(", ", expected)), (query, string.Join(", ", await CodesAsync($"carrierBookingReference=TRBK1&{query}"))));
        Assert.Empty(await CodesAsync("carrierBookingReference=TRBK1", "ana"));
    }

    [Fact]
    public async Task Pages_lead_through_all_of_it_without_a_gap_or_a_repeat()
    {
        await MovedAsync("TR-2", "TRBK2");
        await MovedAsync("TR-3", "TRBK3");
        var (seen, path) = (new List<string>(), "/dcsa/v2/events?carrierBookingReference=TRBK2,TRBK3&limit=3");
        for (var pages = 0; path is not null; pages++)
        {
            Assert.True(pages < 4, "It has no end.");
            var answer = await Node.GetAsync(path, "bo");
            Assert.Equal((200, "2.2.0"), (answer.Status, answer.Response.Headers.GetValues("API-Version").Single()));
            seen.AddRange(answer.Json.EnumerateArray().Select(e => e.GetProperty("eventID").GetString()!));
            path = answer.Response.Headers.TryGetValues("Next-Page", out var next) ? new Uri(next.Single()).PathAndQuery : null;
            Assert.Equal(path is not null, answer.Response.Headers.Contains("Link"));
        }

        Assert.Equal((8, 8), (seen.Count, seen.Distinct().Count()));
    }

    [RealFileFact]
    public async Task Answers_and_refusals_are_what_the_standard_says()
    {
        await MovedAsync("TR-4", "TRBK4");
        var schemas = new StandardSchemas("TNT_v2.2.0-resolved.yaml");
        var events = await Node.ReadAsync("/dcsa/v2/events?carrierBookingReference=TRBK4", "bo");
        Assert.Equal(4, events.GetArrayLength());
        Assert.Empty(events.EnumerateArray().SelectMany(e => schemas.Faults(e, e.GetProperty("eventType").GetString() == "TRANSPORT" ? "transportEvent" : "equipmentEvent")));
        // So that the check is one: it finds what is missing and what is no code.
        Assert.Equal(
            ["$.emptyIndicatorCode is missing", "$.eventClassifierCode is OLD, none of its codes"],
            schemas.Faults(JsonDocument.Parse("""{ "eventCreatedDateTime": "2026-11-12T12:00:00Z", "eventDateTime": "2026-11-12T12:00:00Z", "eventType": "EQUIPMENT", "eventClassifierCode": "OLD", "equipmentEventTypeCode": "LOAD" }""").RootElement, "equipmentEvent").Order(StringComparer.Ordinal));

        foreach (var query in new[] { "colour=blue", "limit=0", "eventType=IOT", "cursor=%25", "cursor=abc", "eventCreatedDateTime:gte=yesterday" })
        {
            var refused = await Node.GetAsync($"/dcsa/v2/events?{query}", "bo");
            Assert.True((refused.Status, refused.MediaType) == (400, "application/json"), $"{query}: {refused.Status} {refused.Text}");
            Assert.Empty(schemas.Faults(refused.Json, "error"));
        }

        var feedback = (await PostAsync(Event("TR-4-9", "NOBODYS"))).Json;
        Assert.Empty(new StandardSchemas("TNT_v3.0.0.yaml").Faults(feedback, "PostEventsError"));
    }
}
