using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Selvedge.Gateway.Tests.Nodes;

namespace Selvedge.Gateway.Tests.Webhooks;

/// <summary>The docs page's commands, run as they stand there.</summary>
public sealed class FollowingTheDocs(GatewayNode node) : IClassFixture<GatewayNode>
{
    [Fact]
    public async Task Whoever_pastes_the_commands_gets_from_a_key_to_a_verified_message()
    {
        await using var hook = await HookServer.StartAsync();
        await node.SendAsync(HttpMethod.Put, "/api/v1/partners/docs", """{ "name": "Docs", "scopes": ["read", "report", "webhooks"], "sources": ["FWD-DOCS"] }""");
        var key = (await node.SendAsync(HttpMethod.Post, "/api/v1/partners/docs/keys", """{ "label": "docs", "scopes": ["read", "report", "webhooks"] }""")).Json.GetProperty("key").GetString()!;
        await node.PlaceAsync(GatewayNode.Order("DOCS-1", "2027-03-20"));
        var steps = await StepsAsync();
        Assert.Equal(["token", "report", "read", "webhook", "verify", "try", "book", "move", "edi", "dcsa", "subscribe", "track"], steps.Keys);

        var said = await RunAsync(
            $"{steps["token"]}\n{steps["report"]}\necho\n{steps["read"]}\necho\n{steps["webhook"]}",
            ("BASE", node.Address.ToString().TrimEnd('/')), ("PARTNER", "docs"), ("KEY", key), ("SOURCE", "FWD-DOCS"), ("ORDER", "DOCS-1"), ("URL", hook.Url));
        var answers = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("accepted", answers[0].GetProperty("items")[0].GetProperty("status").GetString());
        Assert.Contains(answers[1].GetProperty("items").EnumerateArray(), e => e.GetProperty("type").GetString() == "purchase-order.milestone-reported");
        var secret = answers[2].GetProperty("secret").GetString()!;

        Assert.Equal("500 500 200", (await RunAsync(
            $"{steps["token"]}\n{steps["try"]}", ("BASE", node.Address.ToString().TrimEnd('/')), ("PARTNER", "docs"), ("KEY", key), ("SOURCE", "FWD-DOCS"))).Trim());
        var trial = (await hook.WaitAsync("The trial comes", all => all.Count == 1))[0];
        Assert.StartsWith("test-", trial.Id, StringComparison.Ordinal);

        await node.TellAsync(Said.OfLine("docs-2", "DOCS-1", "A26", "2027-02-22"));
        var message = (await hook.WaitAsync("The message comes", all => all.Count == 2))[1];
        foreach (var (word, signature) in new[] { ("verified", message.Signature), ("verified", $"v1,other {message.Signature}"), ("forged", "v1,AAAA") })
            Assert.Equal(word, (await RunAsync(
                steps["verify"], message.Body, ("SECRET", secret), ("WEBHOOK_ID", message.Id), ("WEBHOOK_TIMESTAMP", message.Timestamp), ("WEBHOOK_SIGNATURE", signature))).Trim());
    }

    [Fact]
    public async Task Whoever_pastes_them_books_a_shipment_and_moves_it_in_every_form()
    {
        await node.SendAsync(HttpMethod.Put, "/api/v1/partners/carrier", """{ "name": "Carrier", "scopes": ["read", "report"], "sources": ["FWD-CARRIER"] }""");
        var key = (await node.SendAsync(HttpMethod.Post, "/api/v1/partners/carrier/keys", """{ "label": "docs", "scopes": ["read", "report"] }""")).Json.GetProperty("key").GetString()!;
        await node.PlaceAsync(GatewayNode.Order("DOCS-2", "2027-03-20"));
        var steps = await StepsAsync();
        var said = (await RunAsync(
            string.Join("\necho\n", new[] { "token", "book", "move", "edi", "dcsa", "subscribe", "track" }.Select(step => steps[step])),
            ("BASE", node.Address.ToString().TrimEnd('/')), ("PARTNER", "carrier"), ("KEY", key), ("SOURCE", "FWD-CARRIER"), ("ORDER", "DOCS-2"))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("accepted", JsonDocument.Parse(said[0]).RootElement.GetProperty("items")[0].GetProperty("status").GetString());
        Assert.Contains("UCM+1+IFTSTA:D:00B:UN+7'", said[1], StringComparison.Ordinal);
        Assert.StartsWith("accepted", JsonDocument.Parse(said[2]).RootElement.GetProperty("feedbackElements")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("/dcsa/v2/callbacks/carrier", JsonDocument.Parse(said[3]).RootElement.GetProperty("callbackUrl").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["ACT DEPA 2026-11-12", "ACT LOAD 2026-11-11", "EST ARRI 2026-12-11"],
            JsonDocument.Parse(said[4]).RootElement.EnumerateArray().Select(e => $"{e.GetProperty("eventClassifierCode").GetString()} "
                + $"{(e.TryGetProperty("transportEventTypeCode", out var code) ? code : e.GetProperty("equipmentEventTypeCode")).GetString()} {e.GetProperty("eventDateTime").GetString()![..10]}").Order());
    }

    private async Task<Dictionary<string, string>> StepsAsync() =>
        Regex.Matches((await node.GetAsync("/docs")).Text, "<pre data-step=\"(\\w+)\">(.*?)</pre>", RegexOptions.Singleline)
            .ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));

    private static Task<string> RunAsync(string script, params (string Name, string Value)[] given) => RunAsync(script, [], given);

    private static async Task<string> RunAsync(string script, byte[] message, params (string Name, string Value)[] given)
    {
        var folder = Directory.CreateTempSubdirectory("selvedge-docs-");
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "message.json"), message);
            var start = new ProcessStartInfo("bash") { WorkingDirectory = folder.FullName, RedirectStandardOutput = true, ArgumentList = { "-euo", "pipefail", "-c", script } };
            foreach (var (name, value) in given)
                start.Environment[name] = value;
            using var shell = Process.Start(start)!;
            var said = await shell.StandardOutput.ReadToEndAsync();
            await shell.WaitForExitAsync();
            Assert.True(shell.ExitCode == 0, $"The shell ended with {shell.ExitCode}: {said}");
            return said;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
