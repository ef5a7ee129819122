using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Approvals;
using Selvedge.Gateway.Tests.Boards;
using Selvedge.Gateway.Tests.Nodes;

namespace Selvedge.Gateway.Tests.OrderLife;

/// <summary>What the buyer's own people prepare is nobody else's business until it is done.</summary>
public sealed class KeepingPreparations(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private static readonly string[] Outsiders = ["rafiq", "bo"];

    [Fact]
    public async Task A_draft_is_known_to_the_brand_alone_until_it_is_issued()
    {
        await Node.RegisterStyleAsync("ST-HUSH", "2027-03-20");
        await DraftAsync("HUSH-1", quantity: 4_000, person: "noor", style: "ST-HUSH");
        await DoAsync("HUSH-1", "issue", person: "noor");
        Assert.Contains("HUSH-1", (await Node.ReadAsync("/api/v1/purchase-orders?state=all", "noor")).GetRawText(), StringComparison.Ordinal);
        foreach (var person in Outsiders)
        {
            foreach (var path in new[] { "", "/history", "/lines/1/explanation" })
                Assert.Equal(404, (await Node.GetAsync(Path("HUSH-1") + path, person)).Status);
            Assert.Equal(404, (await Node.GetAsync("/api/v1/boards/po:HUSH-1", person)).Status);
            foreach (var path in new[] { "/api/v1/purchase-orders?state=all", "/api/v1/events?after=0&limit=1000", "/api/v1/boards/board:*:apparel", "/api/v1/boards/overview", "/api/v1/vendors" })
                Assert.DoesNotContain("HUSH-1", (await Node.ReadAsync(path, person)).GetRawText(), StringComparison.Ordinal);
            Assert.Equal(404, (await AskAsync("HUSH-1", "confirm", """{ "version": 1 }""", person)).Status);
            var reported = await Node.PostAsync(Said.OfLine($"hush-{person}", "HUSH-1", "A26", "2027-02-01").ToJsonString(), person: person);
            Assert.Equal("/problems/unknown-purchase-order", reported.ProblemType);
            await using var client = await HubClient.ConnectAsync(Node.Address, person);
            Assert.NotNull(await client.InvokeAsync("Follow", "po:HUSH-1", null));
        }

        // A style that only a draft names is none of the vendor's yet.
        Assert.Equal(404, (await Node.GetAsync("/api/v1/styles/ST-HUSH", "rafiq")).Status);
        var proposal = (await ReadAsync("HUSH-1")).GetProperty("proposals")[0].GetProperty("id").GetString();
        await DoAsync("HUSH-1", $"proposals/{proposal}/confirm");
        Assert.Equal("issued", (await ReadAsync("HUSH-1", "rafiq")).GetProperty("phase").GetString());
        Assert.Equal(200, (await Node.GetAsync("/api/v1/styles/ST-HUSH", "rafiq")).Status);
        var told = await HistoryAsync("HUSH-1", "rafiq");
        Assert.Contains("Version 1 issued", told);
        Assert.DoesNotContain(told, text => text!.StartsWith("Drafted", StringComparison.Ordinal) || text.StartsWith("Issuing", StringComparison.Ordinal));
        Assert.Contains("Drafted with 1 line", await HistoryAsync("HUSH-1", "noor"));
    }

    [Fact]
    public async Task A_draft_that_was_cancelled_stays_unknown()
    {
        await DraftAsync("HUSH-2");
        await DoAsync("HUSH-2", "cancel", """{ "reason": "never mind" }""");
        Assert.Equal("cancelled", await PhaseAsync("HUSH-2"));
        foreach (var person in Outsiders)
        {
            Assert.Equal(404, (await Node.GetAsync(Path("HUSH-2"), person)).Status);
            foreach (var path in new[] { "/api/v1/purchase-orders?state=all", "/api/v1/events?after=0&limit=1000" })
                Assert.DoesNotContain("HUSH-2", (await Node.ReadAsync(path, person)).GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_waits_for_a_second_person_is_hidden_until_it_is_done()
    {
        await ConfirmedAsync("HUSH-3");
        await using var vendors = await HubClient.ConnectAsync(Node.Address, "rafiq");
        Assert.Null(await vendors.InvokeAsync("Follow", "po:HUSH-3", null));
        await vendors.NextFrameAsync();
        var proposal = (await DoAsync("HUSH-3", "commit", """{ "line": 1, "date": "2027-04-17", "reason": "FA-CAP", "note": "nobody must know" }""", "noor"))
            .GetProperty("proposal").GetString();
        foreach (var person in Outsiders)
            foreach (var path in new[] { Path("HUSH-3"), Path("HUSH-3", "history"), "/api/v1/boards/po:HUSH-3", "/api/v1/events?after=0&limit=1000", "/api/v1/purchase-orders" })
                Assert.DoesNotContain("nobody must know", (await Node.ReadAsync(path, person)).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("nobody must know", (await ReadAsync("HUSH-3")).GetRawText(), StringComparison.Ordinal);

        Assert.DoesNotContain("nobody must know", (await vendors.NextFrameAsync()).ToJsonString(), StringComparison.Ordinal);

        await DoAsync("HUSH-3", $"proposals/{proposal}/confirm");
        Assert.Contains("nobody must know", (await Node.ReadAsync("/api/v1/boards/po:HUSH-3", "rafiq")).GetRawText(), StringComparison.Ordinal);
        var told = await HistoryAsync("HUSH-3", "rafiq");
        Assert.DoesNotContain(told, text => text!.Contains("Moving a committed day", StringComparison.Ordinal));
        Assert.Contains(told, text => text!.Contains("committed to 17 Apr", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_approval_of_an_orders_line_is_the_vendors_when_the_order_has_gone_out()
    {
        const string po = "PO-DA1", id = "PO-DA1~1~pp~North";
        await DraftAsync(po);
        // However it came to be asked for of a line that is only drafted.
        var sheet = new ApprovalSheet(
            new ApprovalSubject(null, po, 1, "pp", "Ink", "North", null), "HALDEN", "apparel", "SS27", "V1", "Technical design", null, false, false, true,
            new(2026, 11, 20), new(2026, 12, 1), new(2026, 12, 8), 7, IsByHand: true);
        Assert.Equal(id, sheet.Subject.Id);
        var header = new CommandHeader(CommandIds.Of("plan", id), 0, Guid.Empty, new Origin("test"));
        var grain = Node.Services.GetRequiredService<IGrainFactory>().GetGrain<IApprovalGrain>(id);
        Assert.Equal(VerdictStatus.Accepted, (await grain.Plan(new Asked<PlannedApproval>(header, new PlannedApproval(sheet, [])))).Status);
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Post, $"/api/v1/approvals/{id}/acts", """{ "act": "request" }""", "clara")).Status);
        await Node.SettleAsync();

        await SeenByAsync("clara", true);
        await SeenByAsync("rafiq", false);
        await DoAsync(po, "issue");
        await SeenByAsync("rafiq", true);

        async Task SeenByAsync(string person, bool sees)
        {
            foreach (var list in new[] { "approvals?state=all&limit=500", $"approvals?state=all&q={po}", "boards/approvals:HALDEN:apparel", "work-queue?limit=500", "events?after=0&limit=1000" })
                if (sees && list.StartsWith("approvals", StringComparison.Ordinal))
                    Assert.Contains(id, (await Node.ReadAsync($"/api/v1/{list}", person)).GetRawText(), StringComparison.Ordinal);
                else if (!sees)
                    Assert.DoesNotContain(id, (await Node.GetAsync($"/api/v1/{list}", person)).Text, StringComparison.Ordinal);
            foreach (var rest in new[] { "", "/history", "/comments" })
                Assert.Equal((rest, sees ? 200 : 404), (rest, (await Node.GetAsync($"/api/v1/approvals/{id}{rest}", person)).Status));
            await using var client = await HubClient.ConnectAsync(Node.Address, person);
            Assert.Null(await client.InvokeAsync("Follow", "approvals:HALDEN:apparel", null));
            Assert.Equal(sees, (await client.NextFrameAsync()).ToJsonString().Contains(id, StringComparison.Ordinal));
        }
    }
}
