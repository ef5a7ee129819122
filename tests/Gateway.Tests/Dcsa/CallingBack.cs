using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Selvedge.Gateway.Dcsa;
using Selvedge.Gateway.Tests.Edi;
using Selvedge.Gateway.Tests.Imports;
using Selvedge.Gateway.Tests.OrderLife;

namespace Selvedge.Gateway.Tests.Dcsa;

/// <summary>Carriers call back with what they sign.</summary>
public sealed class CallingBack(StaffedNode staffed) : DcsaSpec(staffed)
{
    private async Task<(string Key, string Id)> KeyAsync(string partner, string sources = "\"EXCO\"")
    {
        var let = await Node.SendAsync(HttpMethod.Put, $"/api/v1/partners/{partner}", $$"""{ "name": "Exco", "scopes": ["read", "report"], "sources": [{{sources}}] }""");
        Assert.True(let.Status == 200, let.Text);
        var issued = await Node.SendAsync(HttpMethod.Post, $"/api/v1/partners/{partner}/keys", """{ "label": "one", "scopes": ["report"] }""");
        Assert.True(issued.Status == 201, issued.Text);
        return (issued.Json.GetProperty("key").GetString()!, issued.Json.GetProperty("id").GetString()!);
    }

    private async Task<(string Path, byte[] Secret)> SubscribedAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/dcsa/v2/callback-secret");
        request.Headers.Authorization = new("Bearer", key);
        var answer = await Answer.OfAsync(await Node.Http.SendAsync(request));
        Assert.True(answer.Status == 200, answer.Text);
        return (new Uri(answer.Json.GetProperty("callbackUrl").GetString()!).PathAndQuery, Convert.FromBase64String(answer.Json.GetProperty("secret").GetString()!));
    }

    private static string Signed(byte[] body, byte[] secret) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, body));

    private Task<Answer> CallAsync(string path, byte[] body, string? signature) =>
        PostAsync(path, body, null, [("API-Version", "2.2.0"), .. signature is null ? ((string, string)[])[] : [("Notification-Signature", signature)]]);

    private static byte[] Departed(string id, string booking, string code = "DEPA", string type = "TRANSPORT") => Encoding.UTF8.GetBytes($$"""
        [{ "eventID": "{{id}}", "eventCreatedDateTime": "2026-11-12T12:00:00Z", "eventType": "{{type}}", "eventClassifierCode": "ACT", "eventDateTime": "2026-11-12T23:30:00+06:00",
           "transportEventTypeCode": "{{code}}", "transportCall": { "transportCallID": "c1", "UNLocationCode": "BDCGP", "modeOfTransport": "VESSEL" },
           "documentReferences": [{ "documentReferenceType": "BKG", "documentReferenceValue": "{{booking}}" }] }]
        """);

    [Fact]
    public async Task What_is_signed_is_done_once_and_what_is_not_never()
    {
        var shipment = await BookedAsync("CB-1", "CBBK1");
        var (key, _) = await KeyAsync("cb-one");
        var (path, secret) = await SubscribedAsync(key);
        var body = Departed("6f1c1f6e-0000-4000-8000-000000000001", "CBBK1");
        await Node.SettleAsync();
        var head = await Node.HeadAsync();
        var right = Signed(body, secret);
        foreach (var wrong in new[] { null, "", "sha256=", "sha256=00", right[..^1] + (right[^1] == '0' ? '1' : '0'), right.Replace("sha256", "sha1", StringComparison.Ordinal), Signed([.. body, (byte)' '], secret), Signed(body, new byte[32]) })
        {
            var refused = await CallAsync(path, body, wrong);
            Assert.True((refused.Status, refused.MediaType) == (401, "application/json"), $"{wrong}: {refused.Status} {refused.Text}");
            Assert.Equal("bad-signature", refused.Json.GetProperty("errors")[0].GetProperty("reason").GetString());
        }

        Assert.Equal(401, (await CallAsync("/dcsa/v2/callbacks/nobody", body, right)).Status);
        Assert.Equal(head, await Node.HeadAsync());

        Assert.Equal(204, (await CallAsync(path, body, right)).Status);
        Assert.Equal(["departure - - 2026-11-12"], await DaysAsync(shipment));
        await Node.SettleAsync();
        head = await Node.HeadAsync();
        Assert.Equal(204, (await CallAsync(path, body, right.ToUpperInvariant().Replace("SHA256", "sha256", StringComparison.Ordinal))).Status);
        Assert.Equal(head, await Node.HeadAsync());
    }

    [Fact]
    public async Task Two_secrets_are_good_while_two_keys_are_and_a_revoked_one_is_not()
    {
        await BookedAsync("CB-2", "CBBK2");
        var (first, id) = await KeyAsync("cb-two");
        var (second, _) = await KeyAsync("cb-two");
        var (path, former) = await SubscribedAsync(first);
        var (_, present) = await SubscribedAsync(second);
        Assert.NotEqual(former, present);
        var body = Departed("6f1c1f6e-0000-4000-8000-000000000002", "CBBK2");
        Assert.Equal((204, 204), ((await CallAsync(path, body, Signed(body, former))).Status, (await CallAsync(path, body, Signed(body, present))).Status));
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Delete, $"/api/v1/partners/cb-two/keys/{id}", null)).Status);
        Assert.Equal((401, 204), ((await CallAsync(path, body, Signed(body, former))).Status, (await CallAsync(path, body, Signed(body, present))).Status));
    }

    [Fact]
    public async Task Each_event_is_judged_for_itself_under_a_name_of_the_partner()
    {
        await BookedAsync("CB-3", "CBBK3");
        var (key, _) = await KeyAsync("cb-three", "\"MAEU\", \"HLCU\"");
        var (path, secret) = await SubscribedAsync(key);
        var events = new JsonArray([.. JsonNode.Parse(Departed("e-1", "CBBK3"))!.AsArray().Concat(JsonNode.Parse(Departed("e-2", "NOBODYS"))!.AsArray()).Concat(JsonNode.Parse(Departed("e-3", "CBBK3", type: "SHIPMENT"))!.AsArray()).Select(e => e!.DeepClone())]);
        var body = Encoding.UTF8.GetBytes(events.ToJsonString());
        Assert.Equal((422, 422), ((await CallAsync(path, body, Signed(body, secret))).Status, (await CallAsync(path + "?source=EXCO", body, Signed(body, secret))).Status));
        var answer = await CallAsync(path + "?source=MAEU", body, Signed(body, secret));
        Assert.Equal(200, answer.Status);
        Assert.Equal(["INFO accepted $[0]", "ERROR unknown-shipment $[1].documentReferences", "WARN kept $[2].shipmentEventTypeCode"], Feedback(answer));
        var none = Departed("e-4", "NOBODYS");
        var refused = await CallAsync(path + "?source=MAEU", none, Signed(none, secret));
        Assert.Equal((422, "unknown-shipment"), (refused.Status, refused.Json.GetProperty("errors")[0].GetProperty("reason").GetString()));
    }

    [RealFileFact]
    public async Task The_sample_of_the_standard_is_taken_and_no_spoilt_one_breaks_anything()
    {
        var shipment = await BookedAsync("CB-4", "ABC123123123", "APZU4812090", "FRPAR", "NLRTM");
        var (key, _) = await KeyAsync("cb-four");
        var (path, secret) = await SubscribedAsync(key);
        var sample = await File.ReadAllBytesAsync(RealFileFactAttribute.PathOf("dcsa-tnt/messages/tnt-220-response.json"));
        var taken = await CallAsync(path, sample, Signed(sample, secret));
        Assert.True(taken.Status == 204, taken.Text);
        // The vessel's arrival where the goods are loaded is none of the booked arrival, and empty containers carry nothing.
        Assert.Empty(await DaysAsync(shipment));
        Assert.Contains((await Node.ReadAsync($"/api/v1/shipments/{shipment}", "bo")).GetProperty("stops").EnumerateArray(), s => s.GetProperty("location").GetString() == "FRPAR");

        var wrong = new List<string>();
        for (var seed = 0; seed < 100; seed++)
        {
            var spoilt = EdiBodies.Spoil(sample, seed);
            if (await CallAsync(path, spoilt, Signed(spoilt, secret)) is { Status: >= 500 } answer)
                wrong.Add($"seed {seed}: {answer.Status} {answer.Text}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("sha256=ae688919f5e31f4c210ca6af362ce4d9ed87acfb51c1721a8507ee395de5e2de", true)]
    [InlineData(" SHA256=AE688919F5E31F4C210CA6AF362CE4D9ED87ACFB51C1721A8507EE395DE5E2DE ", true)]
    [InlineData("sha256=ae688919f5e31f4c210ca6af362ce4d9ed87acfb51c1721a8507ee395de5e2d", false)]
    [InlineData("sha256=zz688919f5e31f4c210ca6af362ce4d9ed87acfb51c1721a8507ee395de5e2de", false)]
    [InlineData("sha512=ae688919f5e31f4c210ca6af362ce4d9ed87acfb51c1721a8507ee395de5e2de", false)]
    [InlineData("ae688919f5e31f4c210ca6af362ce4d9ed87acfb51c1721a8507ee395de5e2de", false)]
    public void A_signature_names_its_algorithm(string header, bool isOne) => Assert.Equal(isOne, CallbackSecrets.Read(header) is not null);
}
