using System.Text.Json;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;
using Selvedge.Testing;

namespace Selvedge.Gateway.Tests.LineReviews;

/// <summary>A line review over HTTP, from its opening to what becomes of the styles.</summary>
public sealed class ReviewingStyles(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private Task<Answer> PostAsync(string path, string body, string person = "clara", string? key = null) =>
        Node.SendAsync(HttpMethod.Post, $"/api/v1/line-reviews{path}", body, person, key);

    private async Task<string> OpenAsync(params string[] styles)
    {
        foreach (var style in styles)
            await Node.RegisterStyleAsync(style, "2027-08-20");
        var answer = await PostAsync("", $$"""{ "brand": "HALDEN", "season": "SS27", "category": "apparel", "styles": {{JsonSerializer.Serialize(styles)}} }""");
        Assert.True(answer.Status == 201, answer.Text);
        return answer.Json.GetProperty("id").GetString()!;
    }

    private async Task DecideAsync(string review, string style, string outcome, string? note = null)
    {
        var answer = await PostAsync($"/{review}/decisions", JsonSerializer.Serialize(new { style, outcome, note }));
        Assert.True(answer.Status == 200, answer.Text);
    }

    private async Task<JsonElement[]> DecisionsAsync(string person) =>
        [.. (await Node.ReadAsync("/api/v1/work-queue?kind=decision&limit=500", person)).GetProperty("items").EnumerateArray()];

    private async Task<string?> ActualAsync(string style, string milestone) => (await Node.ReadAsync($"/api/v1/styles/{style}")).GetProperty("milestones")
        .EnumerateArray().Single(m => m.GetProperty("code").GetString() == milestone).GetProperty("actual").GetString();

    [Fact]
    public async Task What_was_decided_reaches_the_styles_their_prototypes_and_their_owners()
    {
        var review = await OpenAsync("ST-R1", "ST-R2", "ST-R3");
        await Eventually.HoldsAsync("The prototype is planned", async () => (await Node.GetAsync("/api/v1/approvals/ST-R3~proto")).Status, s => s == 200);
        foreach (var act in new[] { "receive", "approve" })
            Assert.Equal(200, (await Node.SendAsync(HttpMethod.Post, "/api/v1/approvals/ST-R3~proto/acts", $$"""{ "act": "{{act}}" }""", "clara")).Status);
        await DecideAsync(review, "ST-R1", "adopt");
        await DecideAsync(review, "ST-R2", "drop", "too dear");
        await DecideAsync(review, "ST-R3", "revise", "collar lower");
        Assert.Null(await ActualAsync("ST-R1", "A10"));
        Assert.DoesNotContain(await DecisionsAsync("noor"), w => w.GetProperty("lineReview").GetString() == review);

        Assert.Equal(200, (await PostAsync($"/{review}/close", "{}")).Status);
        await Eventually.HoldsAsync("All styles know of it", () => Node.ReadAsync($"/api/v1/line-reviews/{review}", "noor"), r => r.GetProperty("carried").GetInt32() == 3);
        Assert.Equal(("2026-11-20", "2026-11-20"), (await ActualAsync("ST-R1", "A09"), await ActualAsync("ST-R1", "A10")));
        Assert.Null(await ActualAsync("ST-R2", "A10"));
        await Eventually.HoldsAsync(
            "Another prototype is asked for", () => Node.ReadAsync("/api/v1/approvals/ST-R3~proto", "noor"),
            proto => (proto.GetProperty("status").GetString(), proto.GetProperty("rounds").GetArrayLength()) == ("requested", 2));

        var told = (await DecisionsAsync("noor")).Where(w => w.GetProperty("lineReview").GetString() == review).ToArray();
        Assert.Equal(
            ["Adopted in line review", "Dropped in line review: too dear", "To be revised, says line review: collar lower"],
            told.Select(w => w.GetProperty("what").GetString()).Order());
        var read = await PostAsync($"/{review}/styles/ST-R2/acknowledge", "", "noor");
        Assert.True(read.Status == 200, read.Text);
        Assert.DoesNotContain(await DecisionsAsync("noor"), w => w.GetProperty("style").GetString() == "ST-R2");
        Assert.Contains("Dropped in the line review of 20 Nov: too dear", (await Node.ReadAsync("/api/v1/styles/ST-R2/history", "noor")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_the_houses_own()
    {
        var review = await OpenAsync("ST-R4");
        await Node.PlaceAsync(GatewayNode.Order("PO-R4", "2027-08-20", style: "ST-R4"));
        await DecideAsync(review, "ST-R4", "drop", "between us");
        Assert.Equal(200, (await PostAsync($"/{review}/close", "{}")).Status);
        await Eventually.HoldsAsync("The style knows of it", () => Node.ReadAsync($"/api/v1/line-reviews/{review}", "noor"), r => r.GetProperty("carried").GetInt32() == 1);
        foreach (var person in new[] { "rafiq", "bo", "ana" })
        {
            Assert.Equal(404, (await Node.GetAsync($"/api/v1/line-reviews/{review}", person)).Status);
            Assert.DoesNotContain(review, (await Node.ReadAsync("/api/v1/line-reviews", person)).GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("between us", (await Node.ReadAsync("/api/v1/events?after=0&limit=1000", person)).GetRawText(), StringComparison.Ordinal);
            Assert.Empty(await DecisionsAsync(person));
        }

        Assert.DoesNotContain("between us", (await Node.ReadAsync("/api/v1/styles/ST-R4/history", "rafiq")).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("between us", (await Node.ReadAsync("/api/v1/styles/ST-R4", "rafiq")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_lead_it_looks_on_and_what_makes_no_sense_is_refused_with_its_place()
    {
        var review = await OpenAsync("ST-R5");
        Assert.Equal(403, (await PostAsync($"/{review}/decisions", """{ "style": "ST-R5", "outcome": "adopt" }""", "noor")).Status);
        Assert.Equal("/problems/unknown-style", (await PostAsync($"/{review}/decisions", """{ "style": "ST-9", "outcome": "adopt" }""")).ProblemType);
        Assert.Equal("/problems/wrong-type", (await PostAsync($"/{review}/decisions", """{ "style": "ST-R5", "outcome": "maybe" }""")).ProblemType);
        var wordless = await PostAsync($"/{review}/decisions", """{ "style": "ST-R5", "outcome": "drop" }""");
        Assert.Equal((422, "/problems/required", "/note"), (wordless.Status, wordless.ProblemType, wordless.Pointer));
        Assert.Equal("/problems/undecided", (await PostAsync($"/{review}/close", "{}")).ProblemType);
        Assert.Equal("/problems/unknown-style", (await PostAsync("", """{ "brand": "HALDEN", "season": "SS27", "category": "apparel", "styles": ["NONE"] }""")).ProblemType);
        Assert.Equal(403, (await PostAsync("", """{ "brand": "HALDEN", "season": "SS27", "category": "apparel" }""", "ana")).Status);
        Assert.Equal(404, (await PostAsync("/LR-NONE/close", "{}")).Status);
        Assert.Equal(200, (await PostAsync($"/{review}/close", """{ "leaveUndecided": true }""")).Status);
        Assert.Equal((409, "/problems/review-is-closed"), await DecidedLateAsync());

        async Task<(int, string?)> DecidedLateAsync()
        {
            var late = await PostAsync($"/{review}/decisions", """{ "style": "ST-R5", "outcome": "adopt" }""");
            return (late.Status, late.ProblemType);
        }
    }

    [Fact]
    public async Task Without_a_list_it_is_of_all_that_are_still_to_be_adopted_and_opened_once()
    {
        await Node.RegisterStyleAsync("ST-R6", "2027-08-20", brand: "ORRIN");
        const string body = """{ "brand": "ORRIN", "season": "SS27", "category": "apparel" }""";
        var first = await PostAsync("", body, "ingrid", key: "r-6");
        var again = await PostAsync("", body, "ingrid", key: "r-6");
        Assert.Equal((201, 200), (first.Status, again.Status));
        var id = first.Json.GetProperty("id").GetString();
        Assert.Equal(id, again.Json.GetProperty("id").GetString());
        Assert.Equal("ST-R6", Assert.Single((await Node.ReadAsync($"/api/v1/line-reviews/{id}", "ingrid")).GetProperty("styles").EnumerateArray()).GetProperty("style").GetString());
    }
}
