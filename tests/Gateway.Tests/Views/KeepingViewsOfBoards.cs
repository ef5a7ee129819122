using System.Text.Json;
using Selvedge.Gateway.Tests.Nodes;
using Selvedge.Gateway.Tests.OrderLife;

namespace Selvedge.Gateway.Tests.Views;

/// <summary>Saved views: one's own are nobody else's, a team's are its people's, a role's are its managers' to save.</summary>
public sealed class KeepingViewsOfBoards(StaffedNode staffed) : OrderLifeSpec(staffed)
{
    private Task<Answer> KeepAsync(string place, string person, string name = "Late", string query = "?health=late") =>
        Node.SendAsync(HttpMethod.Put, $"/api/v1/views/{place}", JsonSerializer.Serialize(new { name, query }), person);

    private async Task<string[]> SeenAsync(string person) =>
    [
        .. (await Node.ReadAsync("/api/v1/views", person)).GetProperty("shelves").EnumerateArray().SelectMany(shelf => shelf.GetProperty("views").EnumerateArray()
            .Select(view => $"{shelf.GetProperty("shelf").GetString()}: {view.GetProperty("name").GetString()} {view.GetProperty("query").GetString()}")),
    ];

    [Fact]
    public async Task Everybody_sees_their_own_their_teams_and_their_roles_views()
    {
        Assert.Equal(200, (await KeepAsync("mine/a", "noor", "Hers")).Status);
        Assert.Equal(200, (await KeepAsync("team/b", "noor", "Ours", "")).Status);
        Assert.Equal(403, (await KeepAsync("assistant/c", "noor")).Status);
        Assert.Equal(200, (await KeepAsync("assistant/c", "clara", "Theirs")).Status);
        Assert.Equal(["mine: Hers ?health=late", "team: Ours ", "assistant: Theirs ?health=late"], await SeenAsync("noor"));
        Assert.Equal(["team: Ours ", "assistant: Theirs ?health=late"], await SeenAsync("clara"));

        foreach (var (status, name) in new[] { (200, "Renamed"), (412, "Hers by now") })
            Assert.Equal(status, (await Node.SendAsync(HttpMethod.Put, "/api/v1/views/team/b", JsonSerializer.Serialize(new { name, query = "" }), "clara", ifMatch: "\"1\"")).Status);
        Assert.Equal(200, (await Node.SendAsync(HttpMethod.Delete, "/api/v1/views/assistant/c", null, "clara")).Status);
        Assert.Equal(["mine: Hers ?health=late", "team: Renamed "], await SeenAsync("noor"));
    }

    [Fact]
    public async Task What_is_no_view_or_no_shelf_is_refused()
    {
        Assert.Equal(422, (await KeepAsync("mine/d", "noor", query: "javascript:alert(1)")).Status);
        Assert.Equal(404, (await KeepAsync("nowhere/d", "noor")).Status);
        Assert.Equal(404, (await KeepAsync("director/d", "noor")).Status);
    }
}
